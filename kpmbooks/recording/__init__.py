"""What people record: kinds of record as data, the charts they post to, the acts that write them down, days off."""

from typing import TYPE_CHECKING

from kpmbooks.late import late

if TYPE_CHECKING:
    from kpmbooks.recording.accounts import accounts_in_roles, cash_accounts, known_charts, new_account
    from kpmbooks.recording.cash_effect import OPENING_KIND, PASSING_ON, in_and_out, known_by
    from kpmbooks.recording.charts import Chart, load_charts
    from kpmbooks.recording.days_off import CHECKS, DAY_OFF_KIND, DayOff, day_off_by_number, days_off
    from kpmbooks.recording.kind import Field, Group, Kind
    from kpmbooks.recording.patterns import Pattern, pattern
    from kpmbooks.recording.service import (
        HOW_MANY,
        Answers,
        Preview,
        PreviewLine,
        Recorded,
        correct,
        preview,
        record,
        record_journal,
        record_many,
        record_together,
        reverse,
    )
    from kpmbooks.recording.tables import GUARDS, TABLES
    from kpmbooks.recording.timeliness import Share, recorded_days, written_within
    from kpmbooks.recording.undoing import Undoable, headline, is_standing, take_back, undo, undoable
    from kpmbooks.recording.vocabulary import JOURNAL_KIND, kind_name, kinds

__all__ = [
    "CHECKS",
    "DAY_OFF_KIND",
    "GUARDS",
    "HOW_MANY",
    "JOURNAL_KIND",
    "OPENING_KIND",
    "PASSING_ON",
    "TABLES",
    "Answers",
    "Chart",
    "DayOff",
    "Field",
    "Group",
    "Kind",
    "Pattern",
    "Preview",
    "PreviewLine",
    "Recorded",
    "Share",
    "Undoable",
    "accounts_in_roles",
    "cash_accounts",
    "correct",
    "day_off_by_number",
    "days_off",
    "headline",
    "in_and_out",
    "is_standing",
    "kind_name",
    "kinds",
    "known_by",
    "known_charts",
    "load_charts",
    "new_account",
    "pattern",
    "preview",
    "record",
    "record_journal",
    "record_many",
    "record_together",
    "recorded_days",
    "reverse",
    "take_back",
    "undo",
    "undoable",
    "written_within",
]

late(
    __name__,
    {
        "accounts": ("accounts_in_roles", "cash_accounts", "known_charts", "new_account"),
        "cash_effect": ("OPENING_KIND", "PASSING_ON", "in_and_out", "known_by"),
        "charts": ("Chart", "load_charts"),
        "days_off": ("CHECKS", "DAY_OFF_KIND", "DayOff", "day_off_by_number", "days_off"),
        "kind": ("Field", "Group", "Kind"),
        "patterns": ("Pattern", "pattern"),
        "service": (
            "HOW_MANY",
            "Answers",
            "Preview",
            "PreviewLine",
            "Recorded",
            "correct",
            "preview",
            "record",
            "record_journal",
            "record_many",
            "record_together",
            "reverse",
        ),
        "tables": ("GUARDS", "TABLES"),
        "timeliness": ("Share", "recorded_days", "written_within"),
        "undoing": ("Undoable", "headline", "is_standing", "take_back", "undo", "undoable"),
        "vocabulary": ("JOURNAL_KIND", "kind_name", "kinds"),
    },
)
