"""An open book in the window: ledger, sidebar, header, the pages and the keys. Composes; knows no figure itself."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from kpmbooks import trade
from kpmbooks.dates import format_day
from kpmbooks.ledger import LedgerRef
from kpmbooks.problems import N_, Problem
from ui.desktop.dropping import Dropping
from ui.desktop.pages.home import BREATH
from ui.desktop.places import PLACES, numbered
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks
from ui.desktop.theme import Ledger
from ui.desktop.widgets import ActList, Button, Place, Shell
from ui.desktop.widgets.labels import covered, rule
from ui.desktop.widgets.ledger_block import PICTURES

if TYPE_CHECKING:
    from kpmbooks.recording import Undoable
    from ui.desktop.long_undo import LongUndo
    from ui.desktop.pages.helping import HelpingPage

LEDGER_WORDS = {"kelompok": N_("Group ledger"), "usaha": N_("Business ledger"), "keluarga": N_("Family ledger")}

AT_ONCE = 200
"""So many records are undone while the window waits: a fifth of a second."""


class Desk(Shell):
    """Everything that is seen of one book. Pages are made when someone first goes there, and kept.

    ``look_changed`` asks for the theme to follow ``accent()`` and ``is_private()``; ``other_book`` asks to leave.
    """

    look_changed = Signal()
    other_book = Signal()

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        self.session = session
        self.tasks = tasks
        _ = session._
        self._titles = {place.key: _(place.title) for place in PLACES}
        shown = [
            Place(place.key, self._titles[place.key], place.picture, place.below) for place in PLACES if place.listed
        ]
        super().__init__(_, shown, practice=session.book.owner.practice, parent=parent)
        self.setObjectName("desk")
        self._was_painted = self._knows_undo = False
        self._searched = session
        self._made: dict[str, QWidget] = {}
        self._long_undo: LongUndo | None = None
        self._helping: HelpingPage | None = None
        self._home_keys: list[QShortcut] = []
        self.finding = Button(object_name="find", accessible_name=_("Find a record"), picture="magnifying-glass")
        self.finding.setToolTip(_("Find a record (Ctrl+F)"))
        self.finding.clicked.connect(self.search)
        self.header.add_extra(self.finding)
        self.privacy = Button(object_name="privacy", accessible_name=_("Cover all amounts"), picture="eye-slash")
        self.privacy.setCheckable(True)
        self.privacy.toggled.connect(self._privacy_toggled)
        self.header.add_extra(self.privacy)
        self.names = Button(object_name="names", accessible_name=_("Cover all names"), picture="detective")
        self.names.setCheckable(True)
        self.names.toggled.connect(self._names_toggled)
        self.header.add_extra(self.names)
        self.chosen.connect(self.go)
        self.ledger_pressed.connect(self.open_ledger_menu)
        self.undo_pressed.connect(self.undo)
        self.header.more_pressed.connect(self.open_more)
        session.changed.connect(lambda _topics: self._show_undo())
        session.changed.connect(lambda topics: self._list_places() if "goods" in topics else None)
        session.saved.connect(lambda _time: self.header.show_saved(session.saved_at))
        session.failed.connect(self.show_trouble)
        session.ledger_changed.connect(self._show_ledger)
        Dropping(self).dropped.connect(partial(self.go, "import"))
        self._bind_keys()

    def begin(self) -> None:
        """Show the ledger and the home page."""
        self._show_ledger()
        self.go("home")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:  # its name needs the words of the kinds: the page's figures come first
            self._was_painted = True
            QTimer.singleShot(BREATH, self, self._show_undo)

    def is_whole(self) -> bool:
        """Whether everything that is to be seen now is there, on the page and around it."""
        return self._knows_undo and bool(self.page(self.current()).is_whole())

    def accent(self) -> Ledger:
        """Whose colour is worn."""
        return "latihan" if self.session.book.owner.practice else self.session.ledger.kind

    def is_private(self) -> bool:
        """Whether all amounts are covered."""
        return self.privacy.isChecked()

    def is_nameless(self) -> bool:
        """Whether all names are covered."""
        return self.names.isChecked()

    def cover(self, *, amounts: bool | None = None, names: bool | None = None) -> None:
        """Cover or uncover; what is None stays."""
        if amounts is not None:
            self.privacy.setChecked(amounts)
        if names is not None:
            self.names.setChecked(names)

    def owner_shown(self) -> str:
        """Whose book it is, as it may be seen now: a family's name is that of persons, a group's is not."""
        return self.session.owner_shown(self.session.book.owner.name)

    def go(self, key: str, wish: Any = None) -> None:
        """Show a page; ``wish`` is what it should show there. A page that the window does not have changes nothing."""
        place = next((one for one in PLACES if one.key == key), None)
        if place is None or self._helping is not None:
            return
        page = self.page(key)
        today = format_day(self.session.today(), self.session._.language, weekday=True)
        self.show_page(key, self._titles[key], today if place.dated else "", marked=place.under)
        if self._knows_undo:
            self._show_undo()  # a page may have a session of its own
        for shortcut in self._home_keys:
            shortcut.setEnabled(key == "home")
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        if hasattr(page, "arrive"):
            page.arrive(wish)

    def page(self, key: str) -> Any:
        """The page ``key``, made now if it was not yet. Raises KeyError for one that the window does not have."""
        if key not in self._made:
            place = {one.key: one for one in PLACES}[key]
            page: Any = place.make(self.session, self.tasks)
            page.setAccessibleName(self._titles[key])
            self._made[key] = page
            self.add_page(key, page)
            page.go.connect(self.go)
            if hasattr(page, "renamed"):
                page.renamed.connect(partial(self._rename, key))
            if hasattr(page, "session_used"):
                page.session_used.connect(self._show_undo)
        return self._made[key]

    def _rename(self, key: str, title: str, beside: str) -> None:
        """A page says what it shows: which meeting, of which day."""
        if key == self.current():
            self.header.show_page(title, beside)

    def undo(self) -> None:
        """Undo the latest act and say which it was; a whole file is undone beside the window."""
        session = self._session_in_use()
        found = session.undoable()
        if found is None or found.entries <= AT_ONCE:
            self._say_undone(session.undo())
            return
        self.header.set_undo(None)
        if self._long_undo is None:
            from ui.desktop.long_undo import LongUndo  # hardly ever needed

            self._long_undo = LongUndo(self.tasks, self)
            self._long_undo.done.connect(self._say_undone)
            self._long_undo.stopped.connect(self._say_stopped)
            self.session.left.connect(self._long_undo.stop)
        self._long_undo.begin(session)

    def _say_stopped(self) -> None:
        self._show_undo()
        self.toast.say(self.session._("Stopped. Nothing was undone."), picture="info", tone="")

    def _say_undone(self, undone: "Undoable | None") -> None:
        if undone is not None:
            name = self._name_of(undone)
            self.toast.say(
                self.session._("Undone: {name}", name=name), picture="arrow-u-up-left", weight="bold", tone=""
            )

    def begin_helping(self, name: str) -> None:
        """Show the sheets alone, typed by a helper of that name; nothing else can be reached until she is done."""
        from ui.desktop.pages.helping import HelpingPage  # seldom needed

        if self._helping is not None or self.session.book.mode != "write":
            return
        self.session.book.helper = name
        page = self._helping = HelpingPage(self.session, self.tasks, name, self)
        page.ended.connect(self.end_helping)
        self._reach_nothing_else(reachable=False)
        page.setGeometry(self.rect())
        page.show()
        page.raise_()
        page.setFocus(Qt.FocusReason.OtherFocusReason)

    def end_helping(self) -> None:
        """The helper is done: everything can be reached again."""
        page, self._helping = self._helping, None
        if page is None:
            return
        self.session.book.helper = None
        page.hide()
        page.deleteLater()
        self._reach_nothing_else(reachable=True)
        self._show_undo()
        self.go("home")

    def helping(self) -> "HelpingPage | None":
        """What a helper sees, while one types."""
        return self._helping

    def _reach_nothing_else(self, *, reachable: bool) -> None:
        """Parts that are disabled take no key and no click, and their shortcuts do not work either."""
        for part in self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if part is not self._helping:
                part.setEnabled(reachable)
        for keys in self.findChildren(QShortcut, options=Qt.FindChildOption.FindDirectChildrenOnly):
            keys.setEnabled(reachable)
        self.setAcceptDrops(reachable)

    def open_ledger_menu(self) -> None:
        """Show the ledgers of the book, and the way to another book."""
        _ = self.session._
        if self.findChild(ActList, "ledger_menu") is not None:
            return
        menu = ActList(_("Ledgers"), object_name="ledger_menu", parent=self)
        for ledger in self.session.ledgers:
            words, here = (
                f"{_(LEDGER_WORDS[ledger.kind])}: {self.session.owner_shown(ledger.name)}",
                ledger == self.session.ledger,
            )
            menu.offer(
                f"{words} ✓" if here else words,
                partial(self._choose_ledger, ledger),
                name=f"ledger_{ledger.id}",
                picture=PICTURES[ledger.kind],
                spoken=_("{ledger}, open now", ledger=words) if here else "",
                begin=here,
            )
        menu.column.addWidget(rule())
        menu.offer(_("Another book"), self.other_book.emit, name="other_book", picture="folder-open")
        menu.open_under(self.ledger if self.ledger.isVisible() else self.header.ledger)

    def open_more(self) -> None:
        """Offer what can be done on every page, each by its name: the small pictures beside it say nothing to many."""
        _ = self.session._
        if self.findChild(ActList, "more_acts") is not None:
            return
        menu = ActList(_("More acts"), object_name="more_acts", parent=self)
        menu.offer(_("Find a record"), self.search, name="more_find", picture="magnifying-glass")
        amounts = _("Show all amounts") if self.is_private() else _("Cover all amounts")
        menu.offer(amounts, self.privacy.toggle, name="more_amounts", picture=self.privacy.picture())
        names = _("Show all names") if self.is_nameless() else _("Cover all names")
        menu.offer(names, self.names.toggle, name="more_names", picture=self.names.picture())
        menu.offer(_("Show all keys"), self.show_keys, name="more_keys", picture="keyboard")
        menu.open_under(self.header.more)

    def search(self) -> None:
        """Let a record of this ledger be found, and show it; while somebody practises, one of the practice book."""
        from ui.desktop.pages.search_dialog import SearchDialog

        if self.findChild(SearchDialog) is None:
            self._searched = self._searchable()
            dialog = SearchDialog(self._searched, self)
            dialog.chosen.connect(self._show_entry, Qt.ConnectionType.QueuedConnection)
            dialog.page_chosen.connect(self._go_where_searched, Qt.ConnectionType.QueuedConnection)
            dialog.open()

    def show_keys(self) -> None:
        """Show what every key does."""
        from ui.desktop.pages.keys_dialog import KeysDialog

        if self.findChild(KeysDialog) is None:
            KeysDialog(self.session._, self).open()

    def _show_entry(self, key: int) -> None:
        from ui.desktop.pages.entry_dialog import EntryDialog

        if self._searched not in (self.session, self._searchable()):
            return  # the exercise is over, and its book with it
        dialog = EntryDialog(self._searched, key, self)
        dialog.correct_asked.connect(lambda number: self._go_where_searched("record", number))
        dialog.open()

    def _go_where_searched(self, key: str, wish: Any = None) -> None:
        """To a page of the open book, or of the practice book as far as the exercise reaches."""
        if self._searched is self.session:
            self.go(key, wish)
        elif self._searched is self._searchable():
            self.page(self.current()).go_practising(key, wish)

    def show_trouble(self, problems: tuple[Problem, ...]) -> None:
        """Say what could not be done, in a card over the page."""
        from ui.desktop.trouble import TroubleDialog  # hardly ever needed

        codes = tuple(problem.code for problem in problems)
        if all(told.codes != codes or not told.isVisible() for told in self.findChildren(TroubleDialog)):
            TroubleDialog(self.session._, problems, self).open()  # a page asks several things that all fail alike

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._helping is not None:
            self._helping.setGeometry(self.rect())

    def _go_to_meeting(self) -> None:
        if self.session.ledger.kind == "kelompok":
            self.go("meeting")

    def _choose_ledger(self, ledger: LedgerRef) -> None:
        self.session.switch_ledger(ledger)

    def _show_ledger(self) -> None:
        ledger, _ = self.session.ledger, self.session._
        self.look_changed.emit()
        words, name = _(LEDGER_WORDS[ledger.kind]), self.session.owner_shown(ledger.name)
        self.show_ledger(self.accent(), words, name, picture=PICTURES[ledger.kind])
        self._list_places()

    def _list_places(self) -> None:
        """List the pages that only a business, or only whoever keeps goods, has a use for, where this ledger does."""
        session = self.session
        kept = bool(session.ask(lambda reader: trade.has_goods(reader, session.ledger)))
        for place in PLACES:
            if place.with_goods:
                self.show_place(place.key, shown=kept)
            elif place.for_business:
                self.show_place(place.key, shown=session.ledger.kind != "keluarga")
            elif place.for_group and place.listed:
                self.show_place(place.key, shown=session.ledger.kind == "kelompok")

    def _show_undo(self) -> None:
        self._knows_undo = True
        found = self._session_in_use().undoable()
        self.header.set_undo(None if found is None else self._name_of(found))

    def _session_in_use(self) -> Session:
        """Whose acts are undone: the book's, or those of the practice book while somebody practises."""
        page: Any = self._made.get(self.current())
        practising = page.session_in_use() if hasattr(page, "session_in_use") else None
        return practising or self.session

    def _searchable(self) -> Session:
        """Where records are searched: in the practice book of an exercise, else in the book. Those of a game are no
        exercise: who looks into them, and when, is part of it.
        """
        page: Any = self._made.get(self.current())
        return self._session_in_use() if hasattr(page, "go_practising") else self.session

    def _name_of(self, act: "Undoable") -> str:
        """In the words of the book that it was done in: a practice book may be of another trade."""
        return self._session_in_use().name_of(act, covered() if self.is_private() else "")

    def _privacy_toggled(self) -> None:
        self.privacy.set_picture("eye" if self.is_private() else "eye-slash")
        self.look_changed.emit()
        self.toast.hide()  # it may name an amount
        self._show_undo()

    def _names_toggled(self) -> None:
        self.names.set_picture("user-circle" if self.is_nameless() else "detective")
        self._show_ledger()
        self.toast.hide()  # it may hold a name
        for key in self._made:
            self.page(key).look_again()

    def _bind_keys(self) -> None:
        def bind(keys: str | QKeySequence.StandardKey, act: Callable[[], Any]) -> QShortcut:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(act)
            return shortcut

        for number, place in numbered():
            bind(f"Ctrl+{number}", partial(self.go, place.key))
        bind("Ctrl+H", self.privacy.toggle)
        bind("Ctrl+Shift+H", self.names.toggle)
        bind("Ctrl+G", lambda: self.go("goods"))
        bind("Ctrl+P", lambda: self.go("reports"))
        bind("Ctrl+R", self._go_to_meeting)
        bind(QKeySequence.StandardKey.Find, self.search)
        bind("F1", self.show_keys)
        bind("Ctrl+L", self.open_ledger_menu)
        bind("F5", lambda: self.page(self.current()).refresh())
        bind(QKeySequence.StandardKey.Undo, self.undo)
        self._home_keys = [bind("M", lambda: self.go("record", "in")), bind("K", lambda: self.go("record", "out"))]
