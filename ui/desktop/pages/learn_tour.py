"""The facilitator's five minutes: what is where, and how a session runs. A few pages, left at any time with Esc."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpmbooks.i18n import Translator
from kpmbooks.problems import N_
from ui.desktop import widgets as w
from ui.desktop.theme import look


@dataclass(frozen=True, slots=True)
class TourPage:
    """One page: a picture, a heading, and a few lines of which each has a picture of its own."""

    picture: str
    title: str
    lines: tuple[tuple[str, str], ...]


PAGES: Final = (
    TourPage(
        "student",
        N_("What is where"),
        (
            ("student", N_("Under Learn are all lessons, in six tracks.")),
            ("play-circle", N_("At the top stands the lesson that comes next.")),
            ("check-circle", N_("A tick and a day show which lessons you held.")),
            ("magnifying-glass", N_("Find one by a word, for example bon.")),
        ),
    ),
    TourPage(
        "clipboard-text",
        N_("Before the session"),
        (
            ("eye", N_("Open the lesson. One page says what to lay ready.")),
            ("printer", N_("Worksheet prints sheets, cards, slips and poster.")),
            ("books", N_("Read alone shows the lesson page by page.")),
            ("pencil-simple", N_("Do the exercise once yourself. It takes five minutes.")),
        ),
    ),
    TourPage(
        "users-three",
        N_("The session begins"),
        (
            ("users-three", N_("Press Begin session, then All are here.")),
            ("arrow-counter-clockwise", N_("Say again what was hard last time. The program names it.")),
            ("cards", N_("Ask three questions before: cards up, press A or B for each.")),
            ("timer", N_("The clock counts the minutes. It never hurries you.")),
        ),
    ),
    TourPage(
        "projector-screen",
        N_("The large screen"),
        (
            ("projector-screen", N_("Large screen shows the slides to all.")),
            ("caret-right", N_("Arrows turn. The space bar shows the answer.")),
            ("eye-slash", N_("No name and no amount of yours stands there.")),
            ("note", N_("No projector? The laptop or paper does the same.")),
        ),
    ),
    TourPage(
        "pencil-simple",
        N_("The exercise"),
        (
            ("pencil-simple", N_("The frame is amber: a practice book, nothing is spoilt.")),
            ("receipt", N_("Read a slip aloud. One types, the others watch.")),
            ("list-checks", N_("See the result names the idea that went wrong.")),
            ("recycle", N_("Practise something like it with new numbers.")),
        ),
    ),
    TourPage(
        "check-circle",
        N_("The end"),
        (
            ("notebook", N_("Look at one figure of your own book together.")),
            ("house-line", N_("Say the task at home. Next time you count who did it.")),
            ("printer", N_("Finish prints the record for the folder.")),
            ("timer", N_("Broke off? The session waits under Learn.")),
        ),
    ),
)


class TourView(QWidget):
    """``left``: it was seen, or is left."""

    left = Signal()

    def __init__(self, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("learn_tour")
        self._ = _
        self._at = 0
        self.page = w.PageScroll(object_name="tour_page", margins=False)
        self.page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.page.setAccessibleName(_("Tour in 5 minutes"))
        self._middle = QHBoxLayout()
        self._middle.addStretch(1)
        self._middle.addStretch(1)
        self.page.column.addLayout(self._middle)
        self.page.column.addStretch(1)
        self._sheet: w.Card | None = None
        self.leave = w.Button(_("Leave the tour"), object_name="tour_leave", role="link", picture="x", weight="bold")
        self.where = w.text_label("", "small", "muted")
        self.before = w.Button(object_name="tour_before", accessible_name=_("Back"), picture="caret-left")
        self.after = w.Button(_("Next"), object_name="tour_after", role="primary", picture="caret-right")
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.leave)
        foot.addStretch(1)
        for part in (self.where, self.before, self.after):
            foot.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.page, 1)
        column.addLayout(foot)
        self.leave.clicked.connect(self.left)
        self.before.clicked.connect(lambda: self.turn(-1))
        self.after.clicked.connect(lambda: self.turn(1))
        for keys, by in (("PgDown", 1), ("Right", 1), ("PgUp", -1), ("Left", -1)):
            self._bind(keys).activated.connect(lambda by=by: self.turn(by))
        self._bind("Esc").activated.connect(self.left)

    def begin(self) -> None:
        """Show the first page."""
        self._at = 0
        self._show()

    def turn(self, by: int) -> None:
        """Go on or back; behind the last page the tour is over."""
        if self._at + by >= len(PAGES):
            self.left.emit()
            return
        self._at = max(0, self._at + by)
        self._show()

    def at(self) -> int:
        """The page that is shown, from 0."""
        return self._at

    def take_focus(self) -> None:
        """To the way on."""
        self.after.setFocus(Qt.FocusReason.OtherFocusReason)

    def _bind(self, keys: str) -> QShortcut:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        return shortcut

    def _show(self) -> None:
        _, worn, shown = self._, look(), PAGES[self._at]
        sheet = w.Card(_(shown.title), picture=shown.picture, tone="primary", object_name="tour_sheet")
        sheet.setMaximumWidth(round(44 * worn.em))
        for picture, text in shown.lines:
            row = QHBoxLayout()
            row.setSpacing(worn.px(14))
            row.addWidget(w.Picture(picture, 34, "accent"), 0, Qt.AlignmentFlag.AlignVCenter)
            row.addWidget(w.text_label(_(text), "lead", wrap=True), 1)
            sheet.body.addSpacing(worn.px(6))
            sheet.body.addLayout(row)
        if self._sheet is not None:
            self._sheet.hide()
            self._middle.removeWidget(self._sheet)
            self._sheet.deleteLater()
        self._sheet = sheet
        self._middle.insertWidget(1, sheet, 1000)
        self.where.setText(_("Page {page} of {pages}", page=self._at + 1, pages=len(PAGES)))
        self.before.setEnabled(self._at > 0)
        self.after.setText(_("Next") if self._at + 1 < len(PAGES) else _("To the lessons"))
        w.announce(self, _(shown.title))
