"""The very first start: one question with four cards, the line of business, a name, and the book is there.

No file dialog and no folder is asked for: the book lies with the program's own things until somebody wants it
elsewhere. Brings no database along itself.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kpmbooks.dates import Clock
from kpmbooks.i18n import Translator
from kpmbooks.problems import N_, Problem, Rejected, StorageError
from kpmbooks.progress import Progress
from ui.desktop import widgets as w
from ui.desktop.pages.first_card import FirstCard
from ui.desktop.pages.new_book import SECTOR_WORDS, NewBook, free_path
from ui.desktop.tasks import Tasks
from ui.home_folder import own_books_folder

if TYPE_CHECKING:
    from kpmbooks.book import Book

SECTOR_PICTURES: Final = {
    "kuliner": "cooking-pot",
    "dagang": "storefront",
    "jasa": "washing-machine",
    "kerajinan": "scissors",
    "ternak": "cow",
    "tani": "plant",
    "umum": "basket",
}

Kind = Literal["group", "family"]
Step = Literal["who", "example", "sector", "name"]

_NAME_WORDS: Final[dict[Kind, str]] = {"group": N_("What is the group called?"), "family": N_("What is your name?")}


class FirstRunPage(w.PageScroll):
    """``opened`` carries the open book; ``other_ways`` asks for the page with everything (open, folder, copies)."""

    opened = Signal(object)
    other_ways = Signal()

    def __init__(self, _: Translator, clock: Clock, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(object_name="first_run", parent=parent)
        self._ = _
        self._clock = clock
        self._tasks = tasks
        self._step: Step = "who"
        self._kind: Kind = "group"
        self._sector = "umum"
        self.question = w.text_label("", "title", wrap=True)
        self.hint = w.text_label("", "base", "muted", wrap=True)
        for label in (self.question, self.hint):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.trouble = w.Strip("", tone="out", picture="warning-circle")
        self.trouble.setObjectName("first_problem")
        self.trouble.hide()
        self.work = w.WorkCard(_, _("Making the book ready"), object_name="first_work")
        self.work.cancel.hide()
        self.work.hide()
        self.back = w.Button(_("Back"), object_name="first_back", role="link", picture="caret-left")
        self.back.clicked.connect(self.go_back)
        self.open = w.Button(
            _("Open a book that is there"), object_name="first_open", role="link", picture="folder-open"
        )
        self.open.clicked.connect(self.other_ways)
        self._choices = QWidget()
        self._grid = QGridLayout(self._choices)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(16)
        self._cards: list[FirstCard] = []
        self._naming = self._name_form()
        for widget in (self.question, self.hint, self.trouble, self.work):
            self.column.addWidget(widget)
        self.column.addWidget(self._choices, 1)
        self.column.addWidget(self._naming, 1)
        foot = QHBoxLayout()
        foot.addWidget(w.Picture("hard-drives", 24, "muted"))
        foot.addWidget(w.text_label(_("Everything stays on this laptop. No internet is needed."), "small", "muted"))
        foot.addStretch(1)
        foot.addWidget(self.back)
        foot.addWidget(self.open)
        self.column.addLayout(foot)
        self.reflowed.connect(lambda _span: self._arrange())
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.activated.connect(self.go_back)
        for digit in range(1, 8):
            keys = QShortcut(QKeySequence(str(digit)), self)
            keys.activated.connect(partial(self._press, digit))
        self.setFocusProxy(self._choices)
        self.show_step("who")

    def step(self) -> Step:
        """Which question is asked."""
        return self._step

    def show_step(self, step: Step) -> None:
        """Ask another question."""
        _ = self._
        self._step = step
        self.trouble.hide()
        choosing = step != "name"
        self._choices.setVisible(choosing)
        self._naming.setVisible(not choosing)
        self.back.setVisible(step != "who")
        self.open.setVisible(step == "who")
        match step:
            case "who":
                self._ask(_("Welcome. Who are you?"), _("Choose one. It can be changed later."), self._who())
            case "example":
                self._ask(_("Which example?"), _("For learning. Mistakes are fine."), self._examples())
            case "sector":
                self._ask(_("What kind of work?"), _("The program then speaks of your trade."), self._sectors())
            case "name":
                self._ask_name()

    def go_back(self) -> None:
        """To the question before."""
        before: dict[Step, Step] = {"example": "who", "sector": "who", "name": "sector"}
        if self._step in before and self._choices.isEnabled():
            self.show_step(before[self._step])

    def begin(self, kind: Kind) -> None:
        """A book of this kind: which trade?"""
        self._kind = kind
        self.show_step("sector")

    def choose_sector(self, sector: str) -> None:
        """This trade: which name?"""
        self._sector = sector
        self.show_step("name")

    def make(self) -> None:
        """Make the book, or say at the name what is wrong."""
        name, business = self.name.text().strip(), self.business.text().strip()
        owner = name
        if self._kind == "family" and name and not name.casefold().startswith("keluarga"):
            owner = f"Keluarga {name}"
        folder = own_books_folder()
        wish = NewBook(
            path=free_path(folder, business or owner),
            kind=self._kind,
            name=owner,
            business=business if self._kind == "family" else "",
            sector=self._sector,
            today=self._clock.today(),
        )

        def made(_progress: Progress) -> "Book":
            from ui.desktop.opening import make_book

            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                message = N_("No book can be made in this folder. Choose another.")
                raise StorageError(Problem("read-only", message)) from error
            return make_book(wish)

        self._do(made)

    def practise(self, of: Kind) -> None:
        """Open an example."""
        today = self._clock.today()

        def practised(progress: Progress) -> "Book":
            from ui.desktop.opening import practice_book

            return practice_book(of, today, progress)

        self._do(practised)

    def _do(self, work: "Callable[[Progress], Book]") -> None:
        def done(book: "Book") -> None:
            self._show_working(working=False)
            self.opened.emit(book)

        def failed(error: Exception) -> None:
            self._show_working(working=False)
            problems = error.problems if isinstance(error, Rejected) else ()
            if isinstance(error, StorageError):
                problems = (error.problem,)
            if problems:
                self.trouble.set_text(self._.problem(problems[0]))
                self.trouble.show()
                self.name.setFocus()

        self.trouble.hide()
        self._show_working(working=True)
        self._tasks.run(work, done, failed)

    def _show_working(self, *, working: bool) -> None:
        self.work.setVisible(working)
        self.work.show_progress(0, None)
        for part in (self._choices, self._naming, self.back, self.open):
            part.setEnabled(not working)

    def _ask(self, question: str, hint: str, cards: list[FirstCard]) -> None:
        self.question.setText(question)
        self.hint.setText(hint)
        for old in self._cards:
            old.hide()
            self._grid.removeWidget(old)
            old.deleteLater()
        self._cards = cards
        for card in cards:
            card.stand_beside(cards)
        self._arrange()
        self.setFocusProxy(cards[0])
        cards[0].setFocus(Qt.FocusReason.TabFocusReason)
        w.announce(self, question)

    def _ask_name(self) -> None:
        _ = self._
        self.question.setText(_(_NAME_WORDS[self._kind]))
        self.hint.setText(_("The name stands on every print."))
        family = self._kind == "family"
        self.name.setAccessibleName(self.question.text())
        self._business_label.setVisible(family)
        self.business.setVisible(family)
        self.setFocusProxy(self.name)
        self.name.setFocus(Qt.FocusReason.TabFocusReason)
        w.announce(self, self.question.text())

    def _name_form(self) -> QWidget:
        _ = self._
        form = QWidget()
        card = w.Card(object_name="name_card")
        self.name = w.TextField(object_name="first_name", accessible_name=_("Name"))
        self.business = w.TextField(
            object_name="first_business", accessible_name=_("Name of the business"), hint=_("may stay empty")
        )
        self._business_label = w.field_label(_("What is the business called?"), self.business)
        self.done = w.Button(
            _("Begin the book"), object_name="first_make", role="primary", picture="check", weight="bold", big=True
        )
        self.done.clicked.connect(self.make)
        for field in (self.name, self.business):
            field.returnPressed.connect(self._enter)
        card.body.addWidget(self.name)  # the page's question stands above it
        card.body.addSpacing(4)
        card.body.addWidget(self._business_label)
        card.body.addWidget(self.business)
        card.body.addSpacing(4)
        card.body.addWidget(self.done, 0, Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(card, 2)
        row.addStretch(1)
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addStretch(1)
        return form

    def _enter(self) -> None:
        if self.name.hasFocus() and self._kind == "family" and not self.business.text():
            self.business.setFocus()
        else:
            self.make()

    def _who(self) -> list[FirstCard]:
        _ = self._
        facilitator = FirstCard(
            _("I am a facilitator"),
            _("Teach, look after several groups, print."),
            "squares-four",
            "who_facilitator",
            1,
            around=("users-three", "student", "printer", "check-circle"),
        )
        treasurer = FirstCard(
            _("I keep a group's book"),
            _("Treasurer or secretary of a group."),
            "users-three",
            "who_group",
            2,
            tone="kelompok",
            around=("storefront", "t-shirt", "cooking-pot", "plant"),
        )
        seller = FirstCard(
            _("I have a business of my own"),
            _("A stall, a shop, a service, and the household."),
            "storefront",
            "who_family",
            3,
            tone="usaha",
            around=("coins", "basket", "wallet", "house-line"),
        )
        trial = FirstCard(
            _("Try it with an example first"),
            _("A book that is filled already."),
            "student",
            "who_try",
            4,
            tone="latihan",
            around=("washing-machine", "arrow-u-up-left", "t-shirt", "check-circle"),
            practice=_("PRACTICE"),
        )
        facilitator.clicked.connect(self.other_ways)
        treasurer.clicked.connect(lambda: self.begin("group"))
        seller.clicked.connect(lambda: self.begin("family"))
        trial.clicked.connect(lambda: self.show_step("example"))
        return [facilitator, treasurer, seller, trial]

    def _examples(self) -> list[FirstCard]:
        _ = self._
        group = FirstCard(
            _("A group's example"),
            _("A laundry, with savings."),
            "washing-machine",
            "try_group",
            1,
            tone="latihan",
            around=("users-three", "t-shirt", "piggy-bank", "notebook"),
            practice=_("PRACTICE"),
        )
        family = FirstCard(
            _("A family's example"),
            _("A fritter stall and its household."),
            "cooking-pot",
            "try_family",
            2,
            tone="latihan",
            around=("storefront", "basket", "wallet", "house-line"),
            practice=_("PRACTICE"),
        )
        group.clicked.connect(lambda: self.practise("group"))
        family.clicked.connect(lambda: self.practise("family"))
        return [group, family]

    def _sectors(self) -> list[FirstCard]:
        cards: list[FirstCard] = []
        for digit, (sector, words) in enumerate(SECTOR_WORDS.items(), 1):
            card = FirstCard(self._(words), "", SECTOR_PICTURES[sector], f"sector_{sector}", digit)
            card.clicked.connect(partial(self.choose_sector, sector))
            cards.append(card)
        return cards

    def _press(self, digit: int) -> None:
        typing = isinstance(self.focusWidget(), QLineEdit)
        if not typing and self._choices.isVisible() and self._choices.isEnabled() and digit <= len(self._cards):
            self._cards[digit - 1].click()

    def _arrange(self) -> None:
        columns = min(4 if self.arrangement() == "wide" or len(self._cards) > 4 else 2, len(self._cards))
        for nth, card in enumerate(self._cards):
            self._grid.addWidget(card, nth // columns, nth % columns)
        for column in range(4):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
