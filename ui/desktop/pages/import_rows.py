"""The rows of a file as rows of a register: what was read in each, what becomes of it, and what is wrong.

Rows are worded when they are looked at, so that a file of a hundred thousand costs what one of ten does.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from kpmbooks.dates import format_day
from kpmbooks.exchange.importing import ProposedAccount
from kpmbooks.exchange.understanding import Cell, Line, LineKind, What, text_key
from kpmbooks.i18n import Translator
from kpmbooks.money import format_amount
from kpmbooks.problems import N_, Problem
from ui.desktop.pages.accounting_lines import TYPE_WORDS
from ui.desktop.pages.import_journal import side_columns
from ui.desktop.pages.import_work import Looked
from ui.desktop.session import Session
from ui.desktop.theme import name_shown
from ui.desktop.widgets import RegisterColumn, RegisterRow

State = Literal["new", "there", "bad", "read", "note", "account", "none"]

STATES: Final[Mapping[State, tuple[str, str]]] = {
    "new": (N_("Will be recorded"), "note-pencil"),
    "there": (N_("Already there"), "check-circle"),
    "bad": (N_("Problem"), "warning-circle"),
    "read": (N_("Was read"), ""),
    "note": (N_("Please look"), "warning"),
    "account": (N_("New account"), "books"),
    "none": ("", ""),
}
"""What becomes of a row: its word and its picture."""

NO_RECORD: Final[Mapping[LineKind, str]] = {
    "title": N_("Title"),
    "heading": N_("Title"),
    "subtotal": N_("Sum"),
    "total": N_("Sum"),
    "balance": N_("Balance left"),
    "struck": N_("Crossed out"),
}
"""What a row is that is no record."""

_LONGEST: Final = 200
_NEAR: Final = 200
_KIND: Final = "Pajak, izin, retribusi"


@dataclass(frozen=True, slots=True)
class RowKey:
    """A row of the table: the line of the file that it shows, if any, and what is to be said of it in full."""

    line: Line | None
    state: State
    words: str = ""


def columns_for(what: What, _: Translator) -> tuple[RegisterColumn, ...]:
    """The columns of the table for a kind of file."""
    number = RegisterColumn("number", _("Row"), "number", "00000")
    picture = RegisterColumn("picture", "", "picture")
    state = RegisterColumn(
        "state", _("What becomes of it"), "text", max((_(word) for word, _picture in STATES.values()), key=len)
    )
    day = RegisterColumn("day", _("Date"), "text", "30 Agu 2026")
    account = RegisterColumn("what", _("Account"), "main")
    match what:
        case "cash":
            return (
                number, picture, day, RegisterColumn("what", _("Description"), "main"),
                RegisterColumn("one", _("In"), "money", "999.999.999", tone="money_in"),
                RegisterColumn("other", _("Out"), "money", "999.999.999", tone="out"),
                RegisterColumn("kind", _("Recorded as"), "text", _KIND), state,
            )  # fmt: skip
        case "journal":
            return (number, picture, day, account, *side_columns(_), state)
        case "opening":
            sides = (
                RegisterColumn("one", _("Left side"), "money", "999.999.999"),
                RegisterColumn("other", _("Right side"), "money", "999.999.999"),
            )
            return (number, picture, account, *sides, state)
        case "accounts":
            return (number, picture, RegisterColumn("code", _("Code"), "text", "0-000000"), account, state)


class FileRows:
    """A source of rows: first what is to be known of the whole file and its new accounts, then row by row.

    ``only_bad`` leaves out whatever is in order; ``tight`` says in the description what has no column of its own then.
    """

    def __init__(self, session: Session, looked: Looked, *, only_bad: bool = False, tight: bool = False) -> None:
        self._ = session._
        self._session = session
        self._looked = looked
        self._tight = tight
        self._only_bad = only_bad
        understood, outcome = looked.understood, looked.outcome
        self._notes: dict[int, list[Problem]] = {}
        for note in understood.notes:
            self._notes.setdefault(note.row, []).append(note.problem)
        self._problems: Mapping[int, tuple[Problem, ...]] = dict(outcome.skipped) if outcome else {}
        self._marks = outcome.marks if outcome else {}
        general = (*self._notes.pop(0, ()), *(outcome.warnings if outcome else ()))
        # A list of accounts says of each row what will be opened.
        accounts = () if only_bad or outcome is None or understood.what == "accounts" else outcome.new_accounts
        self._above: tuple[Problem | ProposedAccount, ...] = (*general, *accounts)
        lines = understood.lines if looked.is_read else ()
        self._lines: Sequence[Line] = [line for line in lines if line.kind != "blank" and self._is_shown(line)]

    def count(self) -> int:
        """How many rows there are."""
        return len(self._above) + len(self._lines)

    def first_to_look_at(self) -> int:
        """The first row that is more than a title, not far from the top."""
        if self._above:
            return 0
        near = enumerate(self._lines[:_NEAR])
        return next((place for place, line in near if self._state(line) != "none"), 0)

    def rows(self, first: int, count: int) -> Sequence[RegisterRow]:
        """Some of them, worded."""
        return tuple(self._row(place) for place in range(first, min(first + count, self.count())))

    def alike(self, line: Line) -> int:
        """How many rows of the file have the same words and direction as ``line`` and will be recorded."""
        wanted = _key(line)
        lines = self._looked.understood.lines
        return sum(
            one.kind == "entry" and self._marks.get(one.number) == "new" and _key(one) == wanted for one in lines
        )

    def _is_shown(self, line: Line) -> bool:
        return not self._only_bad or line.number in self._notes or self._state(line) == "bad"

    def _state(self, line: Line) -> State:
        if line.kind == "bad":
            return "bad"
        if line.kind == "entry":
            return self._marks.get(line.number, "read")
        return "note" if line.number in self._notes else "none"

    def _row(self, place: int) -> RegisterRow:
        if place < len(self._above):
            return self._above_row(self._above[place])
        line = self._lines[place - len(self._above)]
        state = self._state(line)
        words = " ".join(self._words(line, state))
        _, (word, picture) = self._, STATES[state]
        word = _(NO_RECORD[line.kind]) if line.kind in NO_RECORD and state == "none" else _(word)
        cells = (("number", str(line.number)), ("state", word), *self._cells(line, state))
        return RegisterRow(
            key=RowKey(line, state, words),
            kind="fold" if line.kind in NO_RECORD and state == "none" else "entry",
            title=self._title(line),
            detail=words if state in ("bad", "note") else self._detail(line, state),
            picture=picture,
            cells=cells,
        )

    def _above_row(self, said: Problem | ProposedAccount) -> RegisterRow:
        _ = self._
        if isinstance(said, ProposedAccount):
            word, picture = STATES["account"]
            kind = _(TYPE_WORDS[said.type])
            return RegisterRow(
                key=RowKey(None, "account", _("“{name}” will be opened as: {type}.", name=said.name, type=kind)),
                title=said.name, detail=kind, picture=picture, cells=(("state", _(word)),),
            )  # fmt: skip
        word, picture = STATES["note"]
        words = _.problem(said)
        return RegisterRow(
            key=RowKey(None, "note", words), title=words, picture=picture, cells=(("state", _(word)),)
        )  # fmt: skip

    def _words(self, line: Line, state: State) -> Iterator[str]:
        """All that is to be said of a row."""
        if state == "bad":
            yield from map(self._.problem, self._problems.get(line.number) or line.problems)
        yield from map(self._.problem, self._notes.get(line.number, ()))

    def _title(self, line: Line) -> str:
        if self._looked.understood.what == "cash":
            return name_shown(line.text or said_in(line.cells))
        return line.account or name_shown(line.text or said_in(line.cells))

    def _detail(self, line: Line, state: State) -> str:
        match self._looked.understood.what:
            case "cash":
                return self._kind(line) if self._tight and state == "new" else ""
            case "journal":
                return name_shown(line.text) if line.account else ""
            case "accounts" if line.wish is not None and line.kind == "entry":
                return self._(TYPE_WORDS[line.wish.type])
            case _other:
                return ""

    def _cells(self, line: Line, state: State) -> Iterator[tuple[str, str]]:
        if line.day is not None:
            yield "day", f"{format_day(line.day, self._.language, short=True)} {line.day.year}"
        if line.amount and line.kind in ("entry", "bad"):
            yield "one" if line.amount > 0 else "other", format_amount(abs(line.amount), symbol=False)
        if line.code:
            yield "code", line.code[:_LONGEST]
        if state == "new" and self._looked.understood.what == "cash":
            yield "kind", self._kind(line)

    def _kind(self, line: Line) -> str:
        return self._session.kind_name(self._looked.kind_of(line))


def _key(line: Line) -> str:
    return text_key(line.text, into=(line.amount or 0) > 0)


def said_in(cells: Sequence[Cell]) -> str:
    """What stands in a row, as one would read it out."""
    return " · ".join(text for cell in cells if cell is not None and (text := " ".join(str(cell).split())))[:_LONGEST]
