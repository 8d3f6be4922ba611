"""The form for a new book: whose it is, its name, the line of business, and where its file goes."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kpmbooks.i18n import Translator
from kpmbooks.problems import N_, Problem
from ui.desktop import widgets as w
from ui.desktop.theme import look
from ui.home_folder import SUFFIX, books_folder

SECTOR_WORDS: Final = {
    "kuliner": N_("Food and drinks"),
    "dagang": N_("Shop or stall"),
    "jasa": N_("Services: laundry, sewing"),
    "kerajinan": N_("Crafts"),
    "ternak": N_("Livestock"),
    "tani": N_("Farming"),
    "umum": N_("Something else"),
}
_NOT_IN_NAMES: Final = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def free_path(folder: Path, name: str) -> Path:
    """A path in ``folder`` for a book called ``name`` at which nothing lies yet."""
    stem = " ".join(_NOT_IN_NAMES.sub(" ", name).split()).strip(". ")[:80] or "Buku"
    path = folder / f"{stem}{SUFFIX}"
    number = 2
    while path.exists():
        path = folder / f"{stem} {number}{SUFFIX}"
        number += 1
    return path


@dataclass(frozen=True, slots=True)
class NewBook:
    """What a person said about a book to be made; ``business`` is a family's, and empty when it has no own name."""

    path: Path
    kind: Literal["group", "family"]
    name: str
    business: str
    sector: str
    today: date


class NewBookForm(QWidget):
    """``submitted`` (also by Enter in any field) asks to make the book that ``wish`` describes.

    ``main``: making it is what the page is for.
    """

    submitted = Signal()

    def __init__(self, _: Translator, *, main: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ = _
        self._own_path = False
        worn = look()
        self.whose = w.SegmentedSwitch(
            (
                w.Segment("group", _("A group's book"), "users-three"),
                w.Segment("family", _("A business and family's book"), "house-line"),
            ),
            object_name="whose",
            accessible_name=_("Whose book is it?"),
        )
        self.name = w.TextField(object_name="book_name", accessible_name=_("Name of the group"))
        self.business = w.TextField(
            object_name="business_name", accessible_name=_("Name of the business"), hint=_("may stay empty")
        )
        self.sector = w.Choice(object_name="sector", accessible_name=_("What kind of work?"))
        for key, words in SECTOR_WORDS.items():
            self.sector.add(_(words), key)
        self.sector.set_current("umum")
        self.place = w.TextField(object_name="book_path", accessible_name=_("Where does the file go?"))
        self.choose = w.Button(_("Choose folder"), object_name="choose_folder", picture="folder-open")
        self.name_message = w.FieldMessage(_, object_name="book_name_message")
        self.place_message = w.FieldMessage(_, object_name="book_path_message")
        self.make = w.Button(
            _("Make the book"),
            object_name="make_book",
            role="primary" if main else "",
            picture="check",
            weight="bold",
            big=True,
        )
        self._name_label = w.field_label(_("Name of the group"), self.name)
        self._business_label = w.field_label(_("Name of the business"), self.business)

        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(worn.px(12))
        self._top = QHBoxLayout()
        self._top.addWidget(self.whose)
        self._top.addStretch(1)
        column.addLayout(self._top)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(worn.px(16))
        self._grid.setVerticalSpacing(worn.px(10))
        self._grid.setColumnStretch(1, 1)
        where = QHBoxLayout()
        where.setSpacing(worn.px(8))
        where.addWidget(self.place, 1)
        where.addWidget(self.choose)
        self._line(0, self._name_label, self.name, self.name_message)
        self._line(2, self._business_label, self.business)
        self._line(3, w.field_label(_("What kind of work?"), self.sector), self.sector)
        place_label = w.field_label(_("Where does the file go?"), self.place)
        self._grid.addWidget(place_label, 4, 0)
        self._grid.addLayout(where, 4, 1)
        self._grid.addWidget(self.place_message, 5, 1)
        column.addLayout(self._grid)
        self._foot = QHBoxLayout()
        self._foot.addStretch(1)
        self._foot.addWidget(self.make)
        column.addLayout(self._foot)

        self.whose.chosen.connect(lambda _key: self._show_whose())
        self.name.textChanged.connect(self._name_changed)
        self.place.textEdited.connect(self._place_edited)
        self.choose.clicked.connect(self.choose_folder)
        self.make.clicked.connect(self.submitted)
        for field in (self.name, self.business, self.place):
            field.returnPressed.connect(self.submitted)
        self._show_whose()
        self._name_changed("")
        self.setFocusProxy(self.name)

    def set_narrow(self, *, narrow: bool) -> None:
        """Where it is narrow the button stands above: below the fields nobody would see it."""
        (self._top if narrow else self._foot).addWidget(self.make)

    def wish(self, today: date) -> NewBook:
        """The book as it was filled in."""
        family = self.whose.current() == "family"
        return NewBook(
            path=self.path(),
            kind="family" if family else "group",
            name=self.name.text(),
            business=self.business.text() if family else "",
            sector=str(self.sector.current()),
            today=today,
        )

    def path(self) -> Path:
        """Where the book goes; a name without an ending gets ours."""
        path = Path(self.place.text().strip()).expanduser()
        return path if path.suffix.lower() == SUFFIX else path.with_name(f"{path.name or 'Buku'}{SUFFIX}")

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Say each problem at its field, those of no field at the place of the file."""
        self._clear_problems()
        for problem in problems:
            if problem.field == "name":
                self.name_message.show_problem(problem)
                self.name.show_state("error")
                self.name.setFocus()
            else:
                self.place_message.show_problem(problem)
                self.place.show_state("error")
                self.place.setFocus()

    def choose_folder(self) -> None:
        """Let a folder be chosen for the file."""
        dialog = QFileDialog(self, self._("Where does the file go?"), str(self.path().parent))
        dialog.setObjectName("folder_dialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._folder_chosen)
        dialog.open()

    def _line(self, row: int, label: QLabel, field: QWidget, message: w.FieldMessage | None = None) -> None:
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(field, row, 1)
        if message is not None:
            self._grid.addWidget(message, row + 1, 1)

    def _show_whose(self) -> None:
        _, family = self._, self.whose.current() == "family"
        words = _("Name of the family") if family else _("Name of the group")
        self._name_label.setText(words)
        self.name.setAccessibleName(words)
        self._business_label.setVisible(family)
        self.business.setVisible(family)

    def _name_changed(self, name: str) -> None:
        self._clear_problems()
        if not self._own_path:
            self.place.setText(str(free_path(books_folder(), name)))

    def _place_edited(self) -> None:
        self._own_path = True
        self._clear_problems()

    def _folder_chosen(self, folder: str) -> None:
        self._own_path = True
        self._clear_problems()
        self.place.setText(str(free_path(Path(folder), self.name.text())))

    def _clear_problems(self) -> None:
        for field, message in ((self.name, self.name_message), (self.place, self.place_message)):
            if message.problem() is not None:
                message.show_problem(None)
                field.show_state(None)
