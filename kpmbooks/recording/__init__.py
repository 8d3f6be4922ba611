"""What people record: kinds of record as data, the charts they post to, and the acts that write them down."""

from kpmbooks.recording.charts import Chart, load_charts

__all__ = ["Chart", "load_charts"]
