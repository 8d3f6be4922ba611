"""Drawing of finished Documents: no sums, no queries, no wording."""
