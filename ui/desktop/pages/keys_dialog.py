"""F1: every key that does something, in plain words."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kpmbooks.i18n import Translator
from kpmbooks.problems import N_
from ui.desktop import widgets as w
from ui.desktop.pages.card_dialog import WIDTH, CardDialog
from ui.desktop.places import numbered
from ui.desktop.theme import look

COLUMN: Final = 390
"""Pixels at 100 % that a key and what it does need side by side."""

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
    (
        N_("Learning"),
        (
            ("A B", N_("one card more for the question")),
            ("Backspace", N_("take the last card back")),
            (N_("Space"), N_("show the answer")),
            ("← →", N_("another question, another slide")),
            ("PgUp PgDn", N_("the step before, the next step")),
            ("F7 F8", N_("the slip before, the next slip")),
            ("Ctrl ↑ Ctrl ↓", N_("where steps are put in order: move one up, down")),
            ("F9", N_("see the result of the exercise")),
            ("Esc", N_("end the large screen")),
        ),
    ),
)


COLUMNS: Final[dict[w.Span, tuple[tuple[int, ...], ...]]] = {
    "wide": ((0, 2, 3), (1, 4), (5, 6)),
    "medium": ((0, 2, 4), (1, 3, 5, 6)),
    "narrow": ((0, 1, 2, 3, 4, 5, 6),),
}
"""Which sections stand below one another in which column, by the room that the window has; 0 are the pages."""


class KeysDialog(CardDialog):
    """Nothing can be done here but reading and closing."""

    def __init__(self, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(_("Keys"), "keyboard", object_name="keys", parent=parent)
        pages = tuple((f"Ctrl {number}", place.title) for number, place in numbered())
        sections = ((N_("Pages"), pages), *KEYS)
        worn = look()
        columns = COLUMNS["narrow" if parent is None else w.span_of(w.em_width(parent.window()))]
        across = QHBoxLayout()
        across.setSpacing(worn.px(28))
        for numbers in columns:
            column = QVBoxLayout()
            column.setSpacing(worn.px(8))
            for number in numbers:
                title, keys = sections[number]
                column.addWidget(w.text_label(_(title), "bold", "primary"))
                column.addLayout(_table(_, keys))
                column.addSpacing(worn.px(8))
            column.addStretch(1)
            across.addLayout(column, 1)
        self.column.addLayout(across)
        self.column.addStretch(1)
        self.resize(max(worn.px(WIDTH), len(columns) * worn.px(COLUMN)), self.height())
        close = w.Button(_("Close"), object_name="keys_close", role="primary")
        close.clicked.connect(self.close)
        self.buttons.addStretch(1)
        self.buttons.addWidget(close)
        close.setFocus()
        self.scroll_by_keys()


def _table(_: Translator, keys: tuple[tuple[str, str], ...]) -> QGridLayout:
    worn = look()
    grid = QGridLayout()
    grid.setHorizontalSpacing(worn.px(12))
    grid.setVerticalSpacing(worn.px(4))
    grid.setColumnStretch(1, 1)
    grid.setColumnMinimumWidth(0, worn.px(104))
    for row, (key, words) in enumerate(keys):
        grid.addWidget(w.text_label(_(key), "bold"), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(w.text_label(_(words), wrap=True), row, 1)
    return grid
