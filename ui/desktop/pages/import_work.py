"""The work behind taking records from a file, done beside the window: reading, looking at what it comes to, taking.

Knows no widget. What a person said about the file are ``Choices``, what file and book say to them is ``Looked``.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from kpmbooks import ledger as books
from kpmbooks import recording
from kpmbooks.book import Book, Reader
from kpmbooks.exchange import importing
from kpmbooks.exchange.importing import KIND_IN, KIND_OUT, Options, Outcome, fitting_kinds, known_kinds
from kpmbooks.exchange.understanding import (
    Habits,
    Line,
    Understood,
    What,
    guess_what,
    read_file,
    text_key,
    understand,
    without_headings,
)
from kpmbooks.i18n import Language
from kpmbooks.ledger import Account, LedgerRef
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.progress import Progress
from ui.desktop.file_habits import Layout, fingerprint, keep_layout, recall_layout

NO_HEADINGS = Problem("no-headings", N_("The headings of this table were not found. Say what is in each column."))


@dataclass(frozen=True, slots=True)
class Choices:
    """What was said about a file, by hand now or before: what it is, how it is read, which account its money is in.

    ``habits`` holds only what was said; the rest is read from the file. ``account`` is a row of the book. ``kinds``
    maps descriptions, as ``text_key`` writes them, to kinds; ``kind_in`` and ``kind_out`` are what the others become.
    """

    what: What
    habits: Habits = field(default_factory=Habits)
    account: int | None = None
    kind_in: str = KIND_IN
    kind_out: str = KIND_OUT
    kinds: Mapping[str, str] = field(default_factory=dict)
    partial: bool = False


@dataclass(frozen=True, slots=True)
class FileFromOutside:
    """A file as it was when it was chosen; ``layout`` is the fingerprint of its headings."""

    path: Path
    data: bytes
    layout: str

    @property
    def name(self) -> str:
        """What it is called."""
        return self.path.name


@dataclass(frozen=True, slots=True)
class Looked:
    """What a file comes to in the book, under the choices.

    ``problems`` stand in the way of taking anything: then ``outcome`` is None. ``is_read`` False: it cannot even be
    read so, and the lines of ``understood`` are only cells. ``kinds`` is what descriptions become, known to the book
    or chosen; ``fitting`` the kinds that can be chosen for money in (True) and out.
    """

    understood: Understood
    is_read: bool = True
    outcome: Outcome | None = None
    problems: tuple[Problem, ...] = ()
    boxes: tuple[Account, ...] = ()
    box: Account | None = None
    kinds: Mapping[str, str] = field(default_factory=dict)
    fitting: Mapping[bool, tuple[str, ...]] = field(default_factory=dict)
    kind_in: str = KIND_IN
    kind_out: str = KIND_OUT

    def kind_of(self, line: Line) -> str:
        """The kind that a line of a cash book becomes."""
        into = (line.amount or 0) > 0
        return self.kinds.get(text_key(line.text, into=into)) or (self.kind_in if into else self.kind_out)

    @property
    def bad(self) -> int:
        """How many rows cannot be taken."""
        return len(self.outcome.skipped) if self.outcome else len(self.understood.bad)


@dataclass(frozen=True, slots=True)
class Taken:
    """What was written; ``batch`` is the act that can be undone, None where there is none."""

    outcome: Outcome
    batch: int | None


def open_file(
    path: Path, today: date, folder: Path, book: bytes, progress: Progress
) -> tuple[FileFromOutside, Choices]:
    """Read a file and guess what it is, or remember it from the last one like it (``folder`` keeps that).

    Raises ``Rejected`` when it is no table at all, and ``Cancelled``.
    """
    data = read_file(path)
    if isinstance(data, Problem):
        raise Rejected(data)
    what = guess_what(data, progress) or "cash"
    first = understand(data, what, name=path.name, today=today, progress=progress)
    if isinstance(first, tuple):
        bare = without_headings(data, what, name=path.name, today=today, progress=progress)
        if isinstance(bare, tuple):
            raise Rejected(first)
        first = bare
    layout = fingerprint(first.heads)
    known = recall_layout(folder, layout)
    choices = Choices(what) if known is None else Choices(known.what, known.habits, known.box_in(book))
    return FileFromOutside(path, data, layout), choices


def look(
    book: Book,
    file: FileFromOutside,
    choices: Choices,
    ledger: LedgerRef,
    today: date,
    language: Language,
    progress: Progress,
) -> Looked:
    """What the file comes to. Raises ``Rejected`` when it cannot be read at all, ``StorageError``, ``Cancelled``."""
    found = understand(file.data, choices.what, name=file.name, today=today, habits=choices.habits, progress=progress)
    if isinstance(found, tuple):
        bare = without_headings(
            file.data, choices.what, name=file.name, today=today, habits=choices.habits, progress=progress
        )
        if isinstance(bare, tuple):
            raise Rejected(found)
        said = tuple(NO_HEADINGS if problem.code == "no-headings" else problem for problem in found)
        return Looked(bare, is_read=False, problems=said)
    with book.read() as reader:
        looked = _sorted(reader, found, choices, ledger, language, progress)
        try:
            wished = options(looked, choices, ledger, today, language)
            outcome = importing.preview(reader, looked.understood, wished, progress)
        except Rejected as rejected:
            return replace(looked, problems=rejected.problems)
    return replace(looked, outcome=outcome)


def options(looked: Looked, choices: Choices, ledger: LedgerRef, today: date, language: Language) -> Options:
    """The same wishes as the service knows them."""
    return Options(
        ledger=ledger,
        today=today,
        account=None if looked.box is None else looked.box.name,
        kind_in=looked.kind_in,
        kind_out=looked.kind_out,
        partial=choices.partial,
        language=language,
    )


def take(book: Book, understood: Understood, wished: Options, progress: Progress) -> Taken:
    """Write it, as one act. Raises ``Rejected``, ``StorageError`` and ``Cancelled``; nothing is written then."""
    with book.write() as tx:
        outcome = importing.take(tx, understood, wished, progress)
        act = recording.undoable(tx) if outcome.taken and understood.what != "accounts" else None
    return Taken(outcome, None if act is None else act.batch)


def remember(folder: Path, file: FileFromOutside, choices: Choices, box: Account | None, book: bytes) -> None:
    """Keep for the next file of this layout what was said about this one."""
    known = recall_layout(folder, file.layout)
    boxes = dict(known.boxes) if known else {}
    if box is not None:
        boxes[book.hex()] = box.id
    keep_layout(folder, file.layout, Layout(choices.what, choices.habits, boxes))


def _sorted(
    reader: Reader, found: Understood, choices: Choices, ledger: LedgerRef, language: Language, progress: Progress
) -> Looked:
    """With the boxes to choose from, and a kind for every description."""
    if found.what != "cash":
        return Looked(found)
    boxes = tuple(account for account in books.accounts(reader, ledger) if account.is_cash)
    usual = books.accounts_by_role(reader, ledger, ["kas"])["kas"]
    box = next((one for one in boxes if one.id == choices.account), usual)
    fitting = {into: fitting_kinds(reader, ledger, box, into=into, language=language) for into in (True, False)}
    known = known_kinds(reader, ledger, found.lines, fitting, progress)
    chosen = {key: kind for key, kind in choices.kinds.items() if kind in fitting[key.startswith("+")]}
    kinds = {**known, **chosen}
    return Looked(
        replace(found, habits=replace(found.habits, kinds=kinds)),
        boxes=boxes,
        box=box,
        kinds=kinds,
        fitting=fitting,
        kind_in=choices.kind_in if choices.kind_in in fitting[True] else KIND_IN,
        kind_out=choices.kind_out if choices.kind_out in fitting[False] else KIND_OUT,
    )
