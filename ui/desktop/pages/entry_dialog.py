"""One record, opened from the cash book: what, who, when, why; and the ways to correct it or take it back."""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from kpmbooks import ledger as books
from kpmbooks import recording, trade
from kpmbooks.book import Reader
from kpmbooks.book.helping import helpers_of
from kpmbooks.dates import format_day
from kpmbooks.i18n import Translator
from kpmbooks.ledger import Entry
from kpmbooks.money import Rupiah
from kpmbooks.problems import Rejected, StorageError
from kpmbooks.trade.quantities import format_quantity
from reports.cash_book import SOURCE_WORDS
from ui.desktop.pages.cash_book_lines import picture_of, restored_root
from ui.desktop.session import Session, problems_of
from ui.desktop.theme import look, name_shown
from ui.desktop.widgets import Button, FieldMessage, MoneyLabel, Picture, Strip, field_label, rule, text_label


@dataclass(frozen=True, slots=True)
class _Told:
    """A record with what stands beside it in the book. ``cash`` is what it did to the cash accounts, signed."""

    entry: Entry
    cash: Rupiah
    headline: Rupiah
    places: tuple[str, ...]
    corrected_by: str | None
    corrects: str | None
    takes_back: str | None
    restores: str | None
    taken_back: Entry | None
    stands: bool
    goods: str
    typed_by: str


def _told(reader: Reader, key: int) -> _Told:
    entry = books.read_entry(reader, key)
    purses = {account.id: account.name for account in books.accounts(reader, entry.ledger) if account.is_cash}
    touched = [one for one in entry.postings if one.account in purses]
    taken_back = None if entry.reversed_by is None else books.read_entry(reader, entry.reversed_by)
    corrected_by = None
    if taken_back is not None:
        batch = books.entries_of_batch(reader, taken_back.batch)
        corrected_by = next((one.number for one in batch if one.corrects == entry.id), None)
    root = restored_root(reader, entry)
    return _Told(
        entry=entry,
        cash=sum((one.amount for one in touched), Rupiah(0)),
        headline=recording.headline(reader, entry),
        places=tuple(dict.fromkeys(purses[one.account] for one in touched)),
        corrected_by=corrected_by,
        corrects=None if entry.corrects is None else books.read_entry(reader, entry.corrects).number,
        takes_back=None if entry.reverses is None else books.read_entry(reader, entry.reverses).number,
        restores=None if root is None else root.number,
        taken_back=taken_back,
        stands=recording.is_standing(reader, entry),
        goods=_goods_of(reader, entry),
        typed_by=next((one.name or "" for one in helpers_of(reader) if f"-{one.letter}-" in entry.number), ""),
    )


def _goods_of(reader: Reader, entry: Entry) -> str:
    """Which goods a record moved and how many; with signs where some came and some went."""
    moved = [one for one in trade.movements_of(reader, entry.id) if one.quantity]
    if not moved:
        return ""
    known = {good.id: good for good in trade.goods_of(reader, entry.ledger)}
    both_ways = len({one.quantity > 0 for one in moved}) > 1
    return "; ".join(
        f"{known[one.good].name} {'+' if both_ways and one.quantity > 0 else ''}"
        + format_quantity(one.quantity if both_ways else abs(one.quantity), known[one.good].unit)
        for one in moved
        if one.good in known
    )


@dataclass(frozen=True, slots=True)
class Acts:
    """What may be done with a record: take it back, write it anew."""

    take_back: bool
    correct: bool


def _acts(session: Session, told: _Told) -> Acts:
    """Nothing in a book that is only looked at, and nothing with what no longer stands."""
    allowed = session.book.mode == "write" and told.stands
    return Acts(allowed, allowed and _can_be_corrected(told.entry))


def acts_of(session: Session, key: int) -> Acts:
    """What may be done with the record ``key``."""
    told = session.ask(lambda reader: _told(reader, key))
    return Acts(take_back=False, correct=False) if told is None else _acts(session, told)


class EntryDialog(QDialog):
    """Shows the record ``key``. ``correct_asked`` carries its number; taking back happens here, after a question.

    Open it with ``open()``; it goes when it is closed. ``ask_to_take_back`` goes to the question at once.
    """

    correct_asked = Signal(str)

    def __init__(self, session: Session, key: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("entry_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        told = session.ask(lambda reader: _told(reader, key))
        self._parts = QStackedLayout(self)
        if told is None:  # the book cannot be read; the session has said so
            self._number = ""
            return
        self._number = told.entry.number
        _ = session._
        self.setWindowTitle(_("Record {number}", number=self._number))
        self._parts.addWidget(self._details(told, _))
        self._parts.addWidget(self._question(told, _))
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)  # Enter presses what has the keyboard and nothing else
        self.setMinimumWidth(look().px(520))
        self.close_button.setFocus()

    def ask_to_take_back(self) -> None:
        """Ask whether the record is to be taken back."""
        self._parts.setCurrentIndex(1)
        self.reason.setFocus()

    def reject(self) -> None:
        """Esc goes back from the question to the record, and from there closes; nothing is changed."""
        if self._parts.currentIndex() == 1:
            self._parts.setCurrentIndex(0)
            self.close_button.setFocus()
        else:
            super().reject()

    def _details(self, told: _Told, _: Translator) -> QWidget:
        part, column = _part()
        column.addLayout(_head(self._session, told))
        column.addWidget(rule())
        facts = QGridLayout()
        facts.setColumnStretch(1, 1)
        facts.setHorizontalSpacing(look().px(16))
        facts.setVerticalSpacing(look().px(6))
        for row, (name, words) in enumerate(_facts(told, _)):
            facts.addWidget(text_label(name, "base", "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            value = text_label(words, "base", wrap=True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            facts.addWidget(value, row, 1)
        column.addLayout(facts)
        column.addStretch(1)
        buttons = _buttons()
        self.take_back = Button(_("Cancel the record"), object_name="entry_take_back", role="danger")
        self.close_button = Button(_("Close"), object_name="entry_close")
        self.correct = Button(_("Correct"), object_name="entry_correct", role="primary", picture="pencil-simple")
        acts = _acts(self._session, told)
        for button, allowed in ((self.take_back, acts.take_back), (self.correct, acts.correct)):
            if not allowed:
                button.hide()
        self.take_back.clicked.connect(self.ask_to_take_back)
        self.close_button.clicked.connect(self.close)
        self.correct.clicked.connect(self._correct)
        buttons.addWidget(self.take_back)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.correct)
        column.addLayout(buttons)
        return part

    def _question(self, told: _Told, _: Translator) -> QWidget:
        part, column = _part()
        column.addWidget(text_label(_("Cancel this record?"), "lead"))
        column.addLayout(_head(self._session, told))
        column.addWidget(Strip(_("It stays visible, crossed out."), tone="warn", picture="info"))
        self.reason = QLineEdit()
        self.reason.setObjectName("entry_reason")
        self.reason.setAccessibleName(_("Why is it cancelled?"))
        self.reason.returnPressed.connect(self._take_back)
        column.addWidget(field_label(_("Why is it cancelled?"), self.reason))
        column.addWidget(self.reason)
        self.message = FieldMessage(_, object_name="entry_message")
        column.addWidget(self.message)
        column.addStretch(1)
        buttons = _buttons()
        self.keep = Button(_("Keep it"), object_name="entry_keep")
        self.confirm = Button(_("Cancel the record"), object_name="entry_confirm", role="danger")
        self.keep.clicked.connect(self.reject)
        self.confirm.clicked.connect(self._take_back)
        buttons.addStretch(1)
        buttons.addWidget(self.keep)
        buttons.addWidget(self.confirm)
        column.addLayout(buttons)
        return part

    def _correct(self) -> None:
        self.close()
        self.correct_asked.emit(self._number)

    def _take_back(self) -> None:
        session, reason = self._session, self.reason.text().strip()
        try:
            session.act(lambda tx: recording.reverse(tx, self._number, today=session.today(), reason=reason or None))
        except (Rejected, StorageError) as error:
            self.message.show_problem(problems_of(error)[0])
        else:
            self.accept()


def _part() -> tuple[QWidget, QVBoxLayout]:
    worn = look()
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(worn.px(24), worn.px(20), worn.px(24), worn.px(20))
    column.setSpacing(worn.px(12))
    return part, column


def _buttons() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(look().px(10))
    return row


def _head(session: Session, told: _Told) -> QHBoxLayout:
    entry = told.entry
    row = QHBoxLayout()
    row.setSpacing(look().px(12))
    row.addWidget(Picture(picture_of(entry.kind), 44, "accent"))
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(text_label(session.kind_name(entry.kind), "lead"))
    about = name_shown(", ".join(part for part in (entry.memo, entry.party) if part))
    if about:
        words.addWidget(text_label(about, "base", "muted", wrap=True))
    row.addLayout(words, 1)
    tone = "text" if not told.cash else "money_in" if told.cash > 0 else "out"
    if told.cash:
        row.addWidget(Picture("arrow-circle-down" if told.cash > 0 else "arrow-circle-up", 24, tone, "fill"))
    row.addWidget(MoneyLabel(told.headline, "number-m", tone))
    return row


def _facts(told: _Told, _: Translator) -> list[tuple[str, str]]:
    """What is to be known about the record, in the order in which it is asked."""
    entry = told.entry
    facts = [
        (_("Number"), entry.number),
        (_("Day"), format_day(entry.day, _.language, weekday=True)),
        (_("Goods"), told.goods),
        (_("Where the money is"), ", ".join(told.places)),
        (_("Source"), _(SOURCE_WORDS[entry.source])),
        (_("Written"), _written(entry, _)),
    ]
    if told.typed_by:
        facts.append((_("Typed by"), name_shown(told.typed_by)))
    if told.corrects:
        facts.append((_("Corrects"), told.corrects))
    if told.restores:
        facts.append((_("Restores"), told.restores))
    elif told.takes_back:
        facts.append((_("Takes back"), told.takes_back))
    if told.taken_back is not None:
        if told.corrected_by:
            facts.append((_("Corrected as"), told.corrected_by))
        name = _("Corrected") if told.corrected_by else _("Cancelled")
        facts.append((name, _written(told.taken_back, _)))
        if told.taken_back.memo and told.taken_back.memo != entry.memo:
            facts.append((_("Reason"), name_shown(told.taken_back.memo)))
    return [(name, words) for name, words in facts if words]


def _written(entry: Entry, _: Translator) -> str:
    """When it was really written, in the writer's own time, and by which writer."""
    at = datetime.fromtimestamp(entry.written_at // 1000, timezone(timedelta(minutes=entry.offset_minutes)))
    clock = f"{at:%H.%M}" if _.language == "id" else f"{at:%H:%M}"
    letter = entry.number.split("-")[1]
    return _("{day}, {time}, computer {letter}", day=at.date(), time=clock, letter=letter)


def _can_be_corrected(entry: Entry) -> bool:
    """Whether the record page can show it again: it has a kind, and this ledger is where it was written."""
    kind = recording.kinds().get(entry.kind)
    return kind is not None and entry.ledger.kind in kind.ledgers and bool(entry.answers)
