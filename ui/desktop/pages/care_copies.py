"""The card about copies: the last one, making one now, a second place for them, the list, restoring."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from kpmbooks.book import Book
from kpmbooks.problems import KpmError, Problem, Rejected, StorageError
from kpmbooks.progress import Progress
from kpmbooks.safekeeping import carrying, copies, shelf
from kpmbooks.safekeeping.copies import Made, Seen
from kpmbooks.safekeeping.shelf import Copy, local_now
from ui.desktop import widgets as w
from ui.desktop.asks import OpenBook, RestoreCopy
from ui.desktop.pages.copy_list import CopyList, CopyRow
from ui.desktop.pages.copy_words import said_when
from ui.desktop.pages.restore_dialog import RestoreDialog
from ui.desktop.pages.said_strip import SaidStrip
from ui.desktop.pages.work_place import WorkPlace
from ui.desktop.restoring import looking_at
from ui.desktop.session import Session, problems_of
from ui.desktop.tasks import Tasks
from ui.home_folder import home_folder

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _State:
    """What the card shows. ``place`` is the second place; ``stick`` is where the book was fetched from and is older."""

    copies: tuple[Copy, ...]
    place: Path | None
    place_is_there: bool
    stick: Path | None


def _state(book: Book, home: Path) -> _State:
    place = shelf.other_place(home)
    stick = carrying.origin(book.path, home) if book.path is not None and carrying.is_newer(book, home) else None
    return _State(copies.copies_of(book, home), place, place is not None and place.is_dir(), stick)


class CopiesCard(w.Card):
    """What takes time is done beside the window; a practice book and one in memory have no copies."""

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        _ = session._
        super().__init__(
            _("Copies of the book"), picture="copy", tone="primary", object_name="care_copies", parent=parent
        )
        self._session = session
        self._tasks = tasks
        self._home = home_folder()
        self.none = w.text_label(_("A practice book is not copied: nothing in it is real."), "base", wrap=True)
        self.last = SaidStrip(object_name="last_copy")
        self.told = SaidStrip(object_name="copies_told")
        self.work = WorkPlace(_, object_name="copies_work")
        self.now = w.Button(_("Copy now"), object_name="copy_now", picture="copy")
        self.take = w.Button(_("Copy to a stick or folder"), object_name="copy_elsewhere", picture="usb")
        self.back = w.Button(_("Copy back to the stick"), object_name="copy_back", picture="usb")
        self.place = w.text_label("", "base", wrap=True)
        self.place.setObjectName("second_place")
        self.name_place = w.Button(
            _("Choose a second place"), object_name="name_place", role="link", picture="folder-open"
        )
        self.forget_place = w.Button(_("No second place"), object_name="forget_place", role="link")
        self.list = CopyList(_)
        self._lay_out()
        self.now.clicked.connect(self.copy_now)
        self.take.clicked.connect(lambda: self._ask_folder("take_dialog", self.copy_to))
        self.back.clicked.connect(self.copy_back)
        self.name_place.clicked.connect(lambda: self._ask_folder("place_dialog", self.use_place))
        self.forget_place.clicked.connect(lambda: self.use_place(None))
        self.list.wanted.connect(self._look_into)
        self.list.looked_at.connect(self._open_copy)
        self.list.chosen.connect(self.ask_to_restore)

    def refresh(self) -> None:
        """Look anew which copies there are."""
        book = self._session.book
        real = book.path is not None and not book.owner.practice
        self.none.setVisible(not real)
        for part in self._real:
            part.setVisible(real)
        self.back.hide()
        if real:
            self._tasks.run(lambda _progress: _state(book, self._home), self._show)

    def arrive(self) -> None:
        """Somebody was sent here to make a copy."""
        self.now.setFocus(Qt.FocusReason.OtherFocusReason)

    def copy_now(self) -> None:
        """Copy the book, to both places."""
        book = self._session.book

        def work(progress: Progress) -> Made:
            return copies.make(book, "hand", self._home, progress=progress)

        self._run(work, self._made)

    def copy_to(self, folder: Path) -> None:
        """Copy the book into ``folder`` under a name with day and hour."""
        book = self._session.book
        target = folder / copies.name_for_copy(book)
        done = self._session._("The copy was made and looked through: {file}", file=str(target))
        self._run(
            lambda progress: copies.copy_to(book, target, progress=progress), lambda _made: self._tell(done, None)
        )

    def copy_back(self) -> None:
        """Bring the book back to the stick that it was fetched from."""
        book, _ = self._session.book, self._session._
        self._run(
            lambda progress: carrying.bring_back(book, self._home, progress),
            lambda _kept: self._tell(_("The book on the stick is up to date. The one from before is beside it."), None),
        )

    def use_place(self, place: Path | None) -> None:
        """Name the second place for copies, or none."""
        try:
            shelf.name_other_place(self._home, place)
        except KpmError as error:
            self._tell("", problems_of(error)[0])
        self.refresh()

    def ask_to_restore(self, row: CopyRow) -> None:
        """Ask whether the copy is to become the book, and what would be different then."""
        dialog = RestoreDialog(self._session._, self._tasks, row.copy, self._session.book, self)
        dialog.agreed.connect(lambda key: self._session.asked.emit(RestoreCopy(row.copy.path, key)))
        dialog.open()

    def _lay_out(self) -> None:
        acts = w.Flow(spacing=8)
        for button in (self.now, self.take, self.back):
            acts.add(button)
        places = w.Flow(spacing=8)
        for button in (self.name_place, self.forget_place):
            places.add(button)
        line = w.rule()
        self._real = (self.last, acts, line, self.place, places, self.list)
        for part in (self.none, self.last, acts, self.told, self.work, line, self.place, places, self.list):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def _show(self, state: _State) -> None:
        _, now = self._session._, local_now()
        newest = next((copy for copy in state.copies if copy.at <= now), None)
        late = copies.is_late(newest, now)
        if newest is None:
            words = _("There is no copy of this book yet.")
        else:
            words = _("Last copy: {when}", when=said_when(newest.at, now, _))
        self.last.say(words, "warn" if late else "money_in")
        if state.place is None:
            self.place.setText(_("Copies lie on this laptop only. A second place is safer: a stick or another drive."))
        elif state.place_is_there:
            self.place.setText(_("Second place: {folder}", folder=str(state.place)))
        else:
            self.place.setText(_("Second place: {folder}. It is not there now.", folder=str(state.place)))
        self.name_place.setText(_("Choose a second place") if state.place is None else _("Choose another place"))
        self.name_place.setAccessibleName(self.name_place.label())
        self.forget_place.setVisible(state.place is not None)
        self.back.setVisible(state.stick is not None)
        self.list.show_copies(state.copies, now)

    def _look_into(self, row: CopyRow) -> None:
        key = self._session.book.key

        def show(seen: Seen) -> None:
            if row in self.list.rows:  # else the list is another one by now
                row.show_seen(seen)

        self._tasks.run(lambda _progress: copies.look_into(row.copy, key), show)

    def _open_copy(self, row: CopyRow) -> None:
        book, _ = self._session.book, self._session._
        when = said_when(row.copy.at, local_now(), _)
        self._session.asked.emit(OpenBook(row.copy.path, book.key, looking_at(when, book.path), look=True))

    def _ask_folder(self, name: str, chosen: Callable[[Path], None]) -> None:
        _ = self._session._
        dialog = QFileDialog(self, _("Choose a stick or folder"))
        dialog.setObjectName(name)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda folder: chosen(Path(folder)))
        dialog.open()

    def _run(self, work: Callable[[Progress], T], done: Callable[[T], None]) -> None:
        """Do ``work`` beside the window; when it takes longer than a moment it is shown and can be stopped."""
        acts = (self.now, self.take, self.back)

        def ended() -> None:
            self.work.end()
            for button in acts:
                button.setEnabled(True)

        def finished(value: T) -> None:
            ended()
            done(value)

        def failed(error: Exception) -> None:
            ended()
            if isinstance(error, StorageError | Rejected):
                self._tell("", problems_of(error)[0])

        for button in acts:
            button.setEnabled(False)
        self.told.hide()
        self.work.begin(self._session._("Copying the book"), lambda: job.cancel())  # noqa: PLW0108 - there is no job yet
        job = self._tasks.run(work, finished, failed)

    def _made(self, made: Made) -> None:
        self._tell(self._session._("The copy was made, opened and compared."), made.problem)
        self._session.changed.emit(frozenset({"copies"}))

    def _tell(self, words: str, problem: Problem | None) -> None:
        said = words if problem is None else f"{words} {self._session._.problem(problem)}".strip()
        self.told.say(said, "money_in" if problem is None else "warn")
        w.announce(self.told, said)
        self.refresh()
