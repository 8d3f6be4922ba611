"""What people record: kinds of record as data, the charts they post to, and the acts that write them down."""

from kpmbooks.recording.charts import Chart, load_charts
from kpmbooks.recording.kind import Field, Kind
from kpmbooks.recording.service import (
    JOURNAL_KIND,
    Answers,
    Preview,
    PreviewLine,
    Recorded,
    Undoable,
    correct,
    headline,
    is_standing,
    kind_name,
    kinds,
    preview,
    record,
    record_journal,
    record_many,
    reverse,
    undo,
    undoable,
)
from kpmbooks.recording.timeliness import Share, written_within

__all__ = [
    "JOURNAL_KIND",
    "Answers",
    "Chart",
    "Field",
    "Kind",
    "Preview",
    "PreviewLine",
    "Recorded",
    "Share",
    "Undoable",
    "correct",
    "headline",
    "is_standing",
    "kind_name",
    "kinds",
    "load_charts",
    "preview",
    "record",
    "record_journal",
    "record_many",
    "reverse",
    "undo",
    "undoable",
    "written_within",
]
