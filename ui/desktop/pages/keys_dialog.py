"""F1: every key that does something, in plain words."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from kpmbooks.i18n import Translator
from kpmbooks.problems import N_
from ui.desktop import widgets as w
from ui.desktop.pages.card_dialog import CardDialog
from ui.desktop.places import numbered

KEYS: Final[tuple[tuple[str, tuple[tuple[str, str], ...]], ...]] = (
    (
        N_("Everywhere"),
        (
            ("M, K", N_("on the home page: money in, money out")),
            ("Ctrl Z", N_("undo the latest act")),
            ("Ctrl F", N_("find a record")),
            ("Ctrl G", N_("goods and what lies there")),
            ("Ctrl P", N_("see and print a report")),
            ("Ctrl R", N_("the group's meeting")),
            ("Ctrl L", N_("another ledger, another book")),
            ("Ctrl + / Ctrl −", N_("larger or smaller letters")),
            ("Ctrl H", N_("cover or show all amounts")),
            ("Ctrl Shift H", N_("cover or show all names")),
            ("Ctrl Shift L", N_("lock the window")),
            ("F5", N_("look again")),
            ("Shift F10", N_("in the cash book: correct or cancel the record")),
        ),
    ),
    (
        N_("Recording"),
        (
            ("1 … 8", N_("choose what to record")),
            ("Enter", N_("to the next field; at the last one it saves")),
            ("Esc", N_("choose another kind")),
            ("12x3500", N_("is worked out; 1,5jt and 250rb are understood")),
        ),
    ),
    (
        N_("In a date"),
        (
            ("+ −", N_("a day later, a day earlier")),
            ("T", N_("today")),
            ("[ ]", N_("a month earlier, a month later")),
            ("5, 5/1", N_("the 5th of this month, the 5th of January")),
        ),
    ),
    (
        N_("Paper sheets"),
        (
            ("Enter", N_("the box below")),
            ("Tab", N_("the box beside it")),
            ("L", N_("on the daily sheet, in the first box: a day off")),
            ("Ctrl S", N_("record the sheet")),
        ),
    ),
    (
        N_("Meeting"),
        (
            ("Enter", N_("she pays by the rules; on to the next")),
            ("Tab", N_("the box beside it")),
            ("H I A", N_("who came: present, excused, did not come")),
            ("T", N_("no savings today")),
            ("Ctrl Z", N_("take back the last box")),
            ("F11", N_("show the meeting on the large screen")),
        ),
    ),
)


class KeysDialog(CardDialog):
    """Nothing can be done here but reading and closing."""

    def __init__(self, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(_("Keys"), "list-checks", object_name="keys", parent=parent)
        pages = tuple((f"Ctrl {number}", place.title) for number, place in numbered())
        for title, keys in ((N_("Pages"), pages), *KEYS):
            self.column.addWidget(w.text_label(_(title), "bold", "primary"))
            grid = QGridLayout()
            grid.setColumnStretch(1, 1)
            for row, (key, words) in enumerate(keys):
                grid.addWidget(w.text_label(key, "bold"), row, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(w.text_label(_(words), wrap=True), row, 1)
            grid.setColumnMinimumWidth(0, 130)
            self.column.addLayout(grid)
        close = w.Button(_("Close"), object_name="keys_close", role="primary")
        close.clicked.connect(self.close)
        self.buttons.addStretch(1)
        self.buttons.addWidget(close)
        close.setFocus()
