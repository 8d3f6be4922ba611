"""Finding a record as one types: by words, a person, an amount, a number, or what its kind is called; then pages."""

from datetime import timedelta
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from kpmbooks import recording
from kpmbooks.book import Reader
from kpmbooks.dates import Period, format_day, month_of, year_of
from kpmbooks.ledger.search import MOST_FOUND, Filter, find_entries
from kpmbooks.money import format_amount
from kpmbooks.problems import N_
from ui.desktop import widgets as w
from ui.desktop.pages.entry_line import EntryLine, entry_lines
from ui.desktop.places import PLACES, PlaceOfPage
from ui.desktop.session import Session
from ui.desktop.theme import look
from ui.desktop.widgets.labels import covered
from ui.desktop.widgets.selected import go_where_selected

TIMES: Final = {
    "": N_("any time"),
    "month": N_("this month"),
    "last-month": N_("last month"),
    "year": N_("this year"),
}

PATIENCE: Final = 150
"""Milliseconds of rest in typing before the book is asked."""


class SearchDialog(QDialog):
    """``chosen`` carries the key of the record to be shown, ``page_chosen`` that of a page; it is closed then."""

    chosen = Signal(int)
    page_chosen = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _ = session._
        self._session = session
        self.setObjectName("search")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Find a record"))
        self.field = w.TextField(
            object_name="search_words",
            accessible_name=_("What are you looking for?"),
            picture="magnifying-glass",
            hint=_("words, a name, an amount"),
        )
        self.side = w.SegmentedSwitch(
            (w.Segment("", _("All")), w.Segment("in", _("Money in")), w.Segment("out", _("Money out"))),
            object_name="search_side",
            accessible_name=_("Money in or out"),
        )
        self.time = w.Choice(object_name="search_time", accessible_name=_("From when?"))
        for key, words in TIMES.items():
            self.time.add(_(words), key)
        self.found = QListWidget()
        self.found.setObjectName("search_found")
        self.found.setAccessibleName(_("Records found"))
        self.found.setUniformItemSizes(True)
        self.found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.found.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.found.setIconSize(QSize(look().px(28), look().px(28)))
        go_where_selected(self.found)
        self.told = w.text_label(_("Type at least two letters, or an amount."), "base", "muted", wrap=True)
        self.told.setObjectName("search_told")
        worn = look()
        column = QVBoxLayout(self)
        column.setContentsMargins(worn.px(20), worn.px(20), worn.px(20), worn.px(20))
        column.setSpacing(worn.px(10))
        column.addWidget(self.field)
        filters = QHBoxLayout()
        filters.setSpacing(worn.px(10))
        filters.addWidget(self.side)
        filters.addWidget(self.time)
        filters.addStretch(1)
        column.addLayout(filters)
        column.addWidget(self.told)
        column.addWidget(self.found, 1)
        column.addStretch()
        self.found.hide()  # an empty box would look like something that failed
        screen = self.screen().availableSize()
        self._high = min(worn.px(520), screen.height() - 60)
        self.resize(min(worn.px(720), screen.width() - 40), column.sizeHint().height())
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE)
        self._timer.timeout.connect(self.search)
        self.field.textEdited.connect(lambda _text: self._timer.start())
        self.side.chosen.connect(lambda _key: self.search())
        self.time.currentIndexChanged.connect(lambda _place: self.search())
        self.field.returnPressed.connect(self._enter)
        self.field.installEventFilter(self)
        self.found.itemActivated.connect(self._choose)
        self.found.itemClicked.connect(self._choose)
        self.field.setFocus()

    def search(self) -> None:
        """Show what the words find now."""
        session, words = self._session, self.field.text().strip()
        _ = session._
        self._timer.stop()
        self.found.clear()
        self.found.hide()
        among = self._among()
        if len(words) < 2 and (words or among.is_open):
            self.told.setText(_("Type at least two letters, or an amount."))
            return
        sought = words.casefold()
        kinds = [kind for kind in recording.kinds() if sought and sought in session.kind_name(kind).casefold()]

        def look_up(reader: Reader) -> tuple[EntryLine, ...]:
            return entry_lines(reader, find_entries(reader, session.ledger, words, kinds, among=among), _.language)

        lines = session.ask(look_up) or ()
        for line in lines:
            item = QListWidgetItem(look().icon(line.picture), self._said(line))
            item.setData(Qt.ItemDataRole.UserRole, line.entry)
            font = look().font("base")
            font.setStrikeOut(line.struck)
            item.setFont(font)
            self.found.addItem(item)
        pages = [place for place in PLACES if sought and self._has(place) and sought in _(place.title).casefold()]
        for place in pages:
            page = QListWidgetItem(look().icon(place.picture), _("Page: {title}", title=_(place.title)))
            page.setData(Qt.ItemDataRole.UserRole, place.key)
            page.setFont(look().font("base"))
            self.found.addItem(page)
        if lines or pages:
            self.resize(self.width(), max(self.height(), self._high))  # no higher before there is something to show
            self.found.show()
            self.found.setCurrentRow(0)
        if pages and not lines:
            self.told.setText(_.plural("{n} page found", "{n} pages found", len(pages)))
        elif not lines:
            self.told.setText(_("Nothing is written like that here. Try a shorter word."))
        elif len(lines) == MOST_FOUND:
            self.told.setText(_("The {n} latest are shown. Write more to find less.", n=MOST_FOUND))
        else:
            self.told.setText(_.plural("{n} record found", "{n} records found", len(lines)))
        w.announce(self, self.told.text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows go through what was found while the words keep the keyboard."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self.found.count():
                self.found.setCurrentRow(max(0, min(self.found.currentRow() + step, self.found.count() - 1)))
                return True
        return super().eventFilter(watched, event)

    def _among(self) -> Filter:
        """What is chosen to look among."""
        side, today = self.side.current(), self._session.today()
        kinds = None if not side else frozenset(key for key, one in recording.kinds().items() if one.side == side)
        match self.time.current():
            case "month":
                period: Period | None = month_of(today)
            case "last-month":
                period = month_of(month_of(today).first - timedelta(days=1))
            case "year":
                period = year_of(today)
            case _:
                period = None
        return Filter(kinds, period)

    def _enter(self) -> None:
        if self._timer.isActive():
            self.search()
        elif self.found.currentRow() >= 0:
            self._choose(self.found.item(self.found.currentRow()))

    def _choose(self, item: QListWidgetItem) -> None:
        key = item.data(Qt.ItemDataRole.UserRole)
        self.close()
        if isinstance(key, str):
            self.page_chosen.emit(key)
        else:
            self.chosen.emit(int(key))

    def _has(self, place: PlaceOfPage) -> bool:
        """Whether this book has such a page."""
        return not place.for_group or self._session.book.owner.kind == "group"

    def _said(self, line: EntryLine) -> str:
        """In two lines, so that nothing that finds it is cut: what it is called and its amount come first."""
        amount = covered() if look().private else format_amount(line.amount)
        words = f" – {line.words}" if line.words else ""
        day = format_day(line.day, self._session._.language, weekday=True)
        return f"{line.name} {amount}{words}\n{day}   {line.number}"
