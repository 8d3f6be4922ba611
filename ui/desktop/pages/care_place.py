"""The card about where the book lies, and moving it to another folder.

Moving is the window's: the book is closed for it.
"""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from kpmbooks.problems import KpmError
from kpmbooks.safekeeping.moving import check_move
from ui.desktop import widgets as w
from ui.desktop.asks import MoveBook
from ui.desktop.locations import is_removable, is_synchronised, service_of
from ui.desktop.pages.question_dialog import QuestionDialog
from ui.desktop.pages.said_strip import SaidStrip
from ui.desktop.session import Session, problems_of
from ui.desktop.tasks import Tasks


class PlaceCard(w.Card):
    """A book that is only looked at stays where it is, and one in memory lies nowhere."""

    def __init__(self, session: Session, _tasks: Tasks, parent: QWidget | None = None) -> None:
        _ = session._
        super().__init__(
            _("Place of the book"), picture="folder-open", tone="primary", object_name="care_place", parent=parent
        )
        self._session = session
        self.place = w.text_label("", "base", wrap=True)
        self.place.setObjectName("book_place")
        self.move_book = w.Button(_("Move the book…"), object_name="move_book", picture="folder-open")
        self.told = SaidStrip(object_name="move_told")
        acts = w.Flow(spacing=8)
        acts.add(self.move_book)
        self.body.addWidget(self.place)
        self.body.addWidget(acts)
        self.body.addWidget(self.told)
        self.body.addStretch(1)
        self.move_book.clicked.connect(self.ask_folder)

    def refresh(self) -> None:
        """Say where the book lies."""
        book, _ = self._session.book, self._session._
        if book.path is None:
            self.place.setText(_("This book lies in the memory only."))
        else:
            file, folder = self._session.owner_shown(book.path.name), str(book.path.parent)
            self.place.setText(_("{file} lies in {folder}", file=file, folder=folder))
        self.move_book.setVisible(book.path is not None and book.mode == "write")

    def arrive(self) -> None:
        """Somebody was sent here to move the book."""
        self.move_book.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_folder(self) -> None:
        """Let a folder be chosen."""
        dialog = QFileDialog(self, self._session._("Choose the new folder for the book"))
        dialog.setObjectName("move_dialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda folder: self.move_to(Path(folder)))
        dialog.open()

    def move_to(self, folder: Path) -> None:
        """Move the book into ``folder``; where books come to harm it is asked first, and said why."""
        book = self._session.book
        assert book.path is not None
        self.told.hide()
        try:
            target = check_move(book.path, folder)
        except KpmError as error:
            said = self._session._.problem(problems_of(error)[0])
            self.told.say(said, "warn")
            w.announce(self.told, said)
            return
        harm = self._harm(target)
        if not harm:
            self._move(folder)
            return
        _ = self._session._
        dialog = QuestionDialog(
            _("Move the book there all the same?"),
            harm,
            act=_("Move"),
            rest=_("Leave it where it is"),
            object_name="move_question",
            picture="warning",
            parent=self,
        )
        dialog.agreed.connect(lambda: self._move(folder))
        dialog.open()

    def _harm(self, target: Path) -> str:
        """What threatens a book at that place, in sentences; nothing where it is as safe as here."""
        _, book = self._session._, self._session.book
        said = []
        if is_removable(target):
            said.append(
                _("A stick breaks and is pulled out too early. Work on the laptop and copy to the stick instead.")
            )
            if book.key is None and not book.owner.practice:
                said.append(_("Who finds the stick can read the book: give it a passcode first."))
        elif is_synchronised(target):
            service = service_of(target)
            said.append(
                _("This is a folder of {service}, which may put an older state over the book.", service=service)
            )
        return " ".join(said)

    def _move(self, folder: Path) -> None:
        self._session.asked.emit(MoveBook(folder))
