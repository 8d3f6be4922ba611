"""What people record: kinds of record as data, the charts they post to, and the acts that write them down."""
