"""What stands above the home page while it needs saying, and the quiet line below it about the last copy."""

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpmbooks.book import Book, Reader
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem, Rejected, StorageError
from kpmbooks.safekeeping import carrying, copies
from kpmbooks.safekeeping.shelf import Copy, local_now
from kpmbooks.storage import scalar
from ui.desktop import widgets as w
from ui.desktop.asks import COPY_LOOKED_AT, ENDED_SUDDENLY, OpenBook
from ui.desktop.dismissed import dismiss, is_dismissed
from ui.desktop.locations import is_removable, is_synchronised, service_of
from ui.desktop.pages.copy_words import said_when
from ui.desktop.repair_notes import DAMAGED, LINES
from ui.desktop.report_copying import copy_report
from ui.desktop.session import Session, problems_of
from ui.desktop.tasks import Tasks
from ui.desktop.theme import look
from ui.desktop.widgets.card import StripTone
from ui.desktop.widgets.labels import covered
from ui.home_folder import books_folder, home_folder

STICK: Final = "stick"
CLOUD: Final = "cloud"

WIDE: Final = 54
"""Width in em from which words and buttons stand beside each other."""

MARGINS: Final = 48
"""Pixels that the page leaves free at its sides."""

TAKEN_HOME: Final = "taken-home"
_GOOD: Final = frozenset({TAKEN_HOME, "moved", "restored", "repaired-untidy", "repaired-whole"})

Act = tuple[str, str, Callable[[], None]]
"""The words of a link, its name, and what it does."""


class HomeNotices(QWidget):
    """Takes no room while there is nothing to say. ``go`` leads to where something can be done about it.

    ``beside_another``: something else is asked above the page already.
    """

    go = Signal(str, object)

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("home_notices")
        self._session = session
        self._tasks = tasks
        self._told = list(session.book.notes)
        session.noted.connect(self._note)
        self._strips: list[QWidget] = []
        self._wide = False
        self._enough = False
        self.beside_another = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.hide()

    def refresh(self) -> None:
        """Say what is to be said now."""
        page = self.parentWidget()
        if not self.isVisible() and page is not None:
            self._wide = (page.width() - MARGINS) / look().em >= WIDE
        for old in self._strips:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._strips = []
        for note in self._told:
            self._say_note(note)
        self._say_full_box()
        self._say_place()
        self._say_late_copy()
        if not self._strips and not self.beside_another:
            self._say_kind_check()  # what is louder comes first, and one thing at a time is enough
        self.setVisible(bool(self._strips))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() / look().em >= WIDE
        if wide != self._wide:
            self._wide = wide
            QTimer.singleShot(0, self, self.refresh)  # what is pressed stands beside the words, or below them

    def _say_note(self, note: Problem) -> None:
        _ = self._session._
        if note.code == COPY_LOOKED_AT and note.params["back"]:
            back = Path(str(note.params["back"]))
            acts: tuple[Act, ...] = ((_("Back to the book"), "notice_back", partial(self._open, back)),)
            self._say(_.problem(note), "primary", "eye", acts)
        else:
            tone: StripTone = "money_in" if note.code in _GOOD else "warn"
            acts = self._ways_on(note)
            if note.code not in DAMAGED:
                acts += ((_("Understood"), f"notice_{note.code}", partial(self._hear, note)),)
            self._say(_.problem(note), tone, "", acts)

    def _ways_on(self, note: Problem) -> tuple[Act, ...]:
        """What can be done about what is told, beside hearing it."""
        _ = self._session._
        if note.code in DAMAGED:
            return ((_("Repair the book"), "to_repair", lambda: self.go.emit("care", "repair")),)
        if note.code == ENDED_SUDDENLY:
            return ((_("Copy report"), "copy_report", copy_report),)
        if note.params.get(LINES):
            return ((_("What is missing"), "show_losses", partial(self._show_lines, note)),)
        return ()

    def _show_lines(self, note: Problem) -> None:
        from ui.desktop.pages.lines_dialog import LinesDialog  # hardly ever needed

        LinesDialog(self._session._, self._session._("What is missing"), note.params[LINES], self).open()

    def _note(self, note: Problem) -> None:
        self._told.append(note)
        self.refresh()

    def _say_full_box(self) -> None:
        """A group that set a ceiling is told when more than that lies in its box; the amount itself is not."""
        session, _ = self._session, self._session._
        if session.ledger.kind != "kelompok" or session.book.owner.practice:
            return
        from kpmbooks.group.ceiling import over_ceiling  # families never need it

        most = session.ask(lambda reader: over_ceiling(reader, session.ledger, session.today()))
        if most:
            self._say(
                _("More lies in the box than {most}. Bring a part to the bank.", most=most),
                "warn",
                "",
                ((_("Move money"), "to_bank", lambda: self.go.emit("record", "pindah_uang")),),
            )

    def _say_place(self) -> None:
        book, _ = self._session.book, self._session._
        if book.path is None or book.owner.practice or book.mode != "write":
            return
        what = STICK if is_removable(book.path) else CLOUD if is_synchronised(book.path) else ""
        if not what or is_dismissed(home_folder(), what, book.path):
            return
        words = (
            _("This book lies on a stick. Sticks break and are pulled out too early.")
            if what == STICK
            else _(
                "This book lies in a folder of {service}, which may put an older state over it.",
                service=service_of(book.path),
            )
        )
        self._say(
            words,
            "warn",
            "",
            (
                (_("Use a copy on this laptop"), "take_home", self.take_home),
                (_("Do not remind me"), "dismiss_place", partial(self._dismiss, what)),
            ),
        )

    def _say_late_copy(self) -> None:
        book, _ = self._session.book, self._session._
        if not _is_copied(book):
            return
        last, now = copies.latest(book.owner.uid, home_folder()), local_now()
        if not copies.is_late(last, now) or (last is None and self._session.ask(_is_young) is not False):
            return
        words = (
            _("There is no copy of this book yet.")
            if last is None
            else _("Last copy: {when}, more than a week ago", when=said_when(last.at, now, _))
        )
        self._say(words, "warn", "", ((_("To the copies"), "to_copies", lambda: self.go.emit("care", "copies")),))

    def _say_kind_check(self) -> None:
        """One rule of thumb that the book asks about; nothing on a screen that others see, and once a month each."""
        session, _ = self._session, self._session._
        book, path = session.book, session.book.path
        if path is None or book.owner.practice or book.mode != "write" or look().nameless or self._enough:
            return
        from kpmbooks.training.kind_checks import kind_checks  # not for the start
        from kpmbooks.training.kind_figures import figures_of

        figures = session.ask(lambda reader: figures_of(reader, session.ledger, session.today()))
        if figures is None:
            return
        for check in kind_checks(figures):
            told = f"kind:{session.ledger.id}:{check.id}:{session.today():%Y-%m}"
            if is_dismissed(home_folder(), told, path) or (check.private and look().private):
                continue
            hidden = {name: covered() for name, one in check.params.items() if isinstance(one, Rupiah)}
            params = {**check.params, **hidden} if look().private else check.params
            acts: tuple[Act, ...] = (
                (_(check.act), "kind_act", partial(self.go.emit, check.place, check.wish)),
                (_("To the lesson"), "kind_lesson", partial(self.go.emit, "learn", check.lesson)),
                (_("Not now"), "kind_later", partial(self._not_now, told)),
            )
            self._say(_(check.sentence, **params), "primary", "lightbulb", acts)
            return

    def _not_now(self, told: str) -> None:
        self._enough = True
        self._dismiss(told)

    def take_home(self) -> None:
        """Copy the book to this laptop and open it there."""
        book, _ = self._session.book, self._session._
        where = Path() if book.path is None else book.path.parent

        def opened(target: Path) -> None:
            message = N_("This book now lies on this laptop, in {folder}. The one in {place} is older from now on.")
            note = Problem(TAKEN_HOME, message, {"folder": str(target.parent), "place": str(where)})
            self._session.asked.emit(OpenBook(target, book.key, note))

        def failed(error: Exception) -> None:
            if isinstance(error, StorageError | Rejected):
                self._session.failed.emit(problems_of(error))

        self._tasks.run(
            lambda progress: carrying.take_home(book, local_folder(), home_folder(), progress), opened, failed
        )

    def _open(self, path: Path) -> None:
        self._session.asked.emit(OpenBook(path, self._session.book.key))

    def _hear(self, note: Problem) -> None:
        self._told.remove(note)
        self.refresh()

    def _dismiss(self, what: str) -> None:
        path = self._session.book.path
        if path is not None:
            dismiss(home_folder(), what, path)
        self.refresh()

    def _say(self, words: str, tone: StripTone, picture: str, acts: tuple[Act, ...]) -> None:
        picture = picture or {"warn": "warning", "money_in": "check-circle"}.get(tone, "info")
        strip = w.Strip(words, tone=tone, picture=picture, weight="duotone" if picture == "eye" else "fill")
        beside = strip.layout()
        row = QHBoxLayout()
        row.setSpacing(look().px(4))
        for text, name, act in acts:
            button = w.Button(text, object_name=name, role="link")
            button.clicked.connect(act)
            row.addWidget(button)
        if self._wide and isinstance(beside, QHBoxLayout):
            beside.addLayout(row)
        else:
            row.addStretch(1)
            strip.body.addLayout(row)
        strip.setAccessibleName(words)
        self._strips.append(strip)
        self._column.addWidget(strip)


class CopyLine(w.Button):
    """When the last good copy was made; leads to the card about copies. Hidden where something louder is said."""

    go = Signal(str, object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(object_name="copy_line", role="quiet", picture="copy", parent=parent)
        self._session = session
        self.clicked.connect(lambda: self.go.emit("care", "copies"))
        self.hide()

    def refresh(self) -> None:
        """Say it anew."""
        book, _ = self._session.book, self._session._
        if not _is_copied(book):
            self.hide()
            return
        last, now = copies.latest(book.owner.uid, home_folder()), local_now()
        self.setVisible(last is None or not copies.is_late(last, now))
        self.setText(_in_words(last, now, self._session))
        self.setAccessibleName(self.label())


def _in_words(last: Copy | None, now: datetime, session: Session) -> str:
    _ = session._
    if last is None:
        return _("A copy is made when the book is closed.")
    return _("Last copy: {when}", when=said_when(last.at, now, _))


def _is_copied(book: Book) -> bool:
    """Whether the book is one that is copied by itself."""
    return book.path is not None and not book.owner.practice and book.mode == "write"


def _is_young(reader: Reader) -> bool:
    """Whether nothing was written before last week: then the first copy is made soon enough by itself."""
    first = scalar(reader.connection, "SELECT written_at FROM entries ORDER BY id LIMIT 1")
    return first is None or time.time() * 1000 - int(first) < copies.LATE.total_seconds() * 1000


def local_folder() -> Path:
    """The folder for books on this laptop that no service moves about; it is made where it is not there."""
    for folder in (books_folder(), Path.home() / "Buku KPM", home_folder() / "buku"):
        inside = folder / "buku.kpm"
        if not is_removable(inside) and not is_synchronised(inside):
            break
    with suppress(OSError):  # copying says so better
        folder.mkdir(parents=True, exist_ok=True)
    return folder
