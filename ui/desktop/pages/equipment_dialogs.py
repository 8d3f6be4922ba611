"""What is done with equipment: the card of a piece, wear of the months that are over, a piece that leaves."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from kpmbooks.dates import format_period, month_of
from kpmbooks.ledger import Account
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem
from kpmbooks.trade import equipment_acts
from kpmbooks.trade.depreciation import monthly
from kpmbooks.trade.equipment import CONDITION_NAMES, ORIGIN_NAMES, Piece, Wear
from kpmbooks.trade.equipment_acts import Leaving
from kpmbooks.trade.wear import wears_until
from ui.desktop import widgets as w
from ui.desktop.pages.ask_dialog import AskDialog
from ui.desktop.pages.card_dialog import CardDialog
from ui.desktop.pages.equipment_list import PICTURE, money_words, name_words
from ui.desktop.pages.record_fields import AmountAnswer
from ui.desktop.session import Session
from ui.desktop.theme import look, name_shown

SOLD, LOST = "sold", "lost"
_NO_DAY = Problem("day-missing", N_("Write the day, for example 3/2/2026."), {}, "day")
MOST_MONTHS = 12
"""Months that are told one by one before they are entered; the earlier ones as one."""


class PieceCard(CardDialog):
    """What the register says of a piece. ``wished`` carries what is to be done: "change", "leave", "return", "remove",
    "record"; the dialog is closed then."""

    wished = Signal(str)

    def __init__(self, session: Session, piece: Piece, parent: QWidget | None = None) -> None:
        super().__init__(name_words(piece), PICTURE, object_name="piece_card", parent=parent)
        _ = session._
        grid = QGridLayout()
        grid.setHorizontalSpacing(look().px(16))
        grid.setVerticalSpacing(look().px(6))
        grid.setColumnStretch(1, 1)
        for row, (word, text) in enumerate(_facts(session, piece)):
            grid.addWidget(w.text_label(word, "base", "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            value = w.text_label(text, "bold", wrap=True)
            value.setObjectName(f"piece_fact_{row}")
            grid.addWidget(value, row, 1)
        self.column.addLayout(grid)
        acts = w.Flow(spacing=8)
        for name, words, picture in _acts(session, piece):
            button = w.Button(words, object_name=f"piece_{name}", picture=picture)
            button.setAutoDefault(False)
            button.setEnabled(name == "record" or session.book.mode == "write")
            button.clicked.connect(lambda _checked=False, name=name: self._wish(name))
            acts.add(button)
        self.column.addWidget(acts)
        self.column.addStretch(1)
        close = w.Button(_("Close"), object_name="piece_close", role="primary")
        close.clicked.connect(self.close)
        self.buttons.addStretch(1)
        self.buttons.addWidget(close)
        close.setFocus(Qt.FocusReason.OtherFocusReason)

    def _wish(self, name: str) -> None:
        self.close()
        self.wished.emit(name)


def _facts(session: Session, piece: Piece) -> list[tuple[str, str]]:
    _ = session._
    told = [(_("Since"), _("{day}", day=piece.acquired)), (_("Where from"), _(ORIGIN_NAMES[piece.origin]))]
    if piece.owner:
        told.append((_("Whose"), name_shown(piece.owner)))
    told.append((_("Condition"), _(CONDITION_NAMES[piece.condition])))
    if piece.origin == "pinjam":
        if piece.worth:
            told.append((_("Worth about"), money_words(piece.worth)))
    else:
        told.append((_("Price then"), money_words(piece.cost)))
        told += _wear_facts(session, piece)
    if piece.note:
        told.append((_("Note"), name_shown(piece.note)))
    if piece.gone is not None:
        told.append((_("Gone since"), _("{day}", day=piece.gone)))
    return told


def _wear_facts(session: Session, piece: Piece) -> list[tuple[str, str]]:
    _ = session._
    plan = piece.plan
    if plan is None:
        return [] if piece.gone is not None else [(_("Wear"), _("none: say for how many years it is of use"))]
    until = month_of(date(*wears_until(plan), 1))
    first = monthly(plan)[0].depreciation
    a_month = _("{amount} a month until {month}", amount=money_words(first), month=until)
    if plan.method == "declining":
        a_month = _("{amount} in the first month, less later", amount=money_words(first))
    return [
        (_("Wears off"), a_month),
        (_("Written off so far"), money_words(piece.worn)),
        (_("Worth in the book"), money_words(piece.value)),
    ]


def _acts(session: Session, piece: Piece) -> list[tuple[str, str, str]]:
    _ = session._
    record = [("record", _("Its record"), "notebook")] if piece.entry is not None else []
    if piece.gone is not None:
        return record
    leaving = ("return", _("Given back"), "hand-withdraw")
    if piece.origin != "pinjam":
        leaving = ("leave", _("Sold, broken or lost"), "hand-coins")
    return [
        ("change", _("Change"), "pencil-simple"),
        leaving,
        *record,
        ("remove", _("Take out of the list"), "trash"),
    ]


class WearDialog(AskDialog):
    """The months of wear that are over, month by month, before they are entered in one act."""

    def __init__(self, session: Session, due: Sequence[Wear], parent: QWidget | None = None) -> None:
        _ = session._
        title = _("Enter the wear of equipment")
        super().__init__(session, title, "trend-down", name="wear", act=_("Enter all of it"), parent=parent)
        sentence = _("Equipment is worth less each month. That is a cost, though no money leaves the box.")
        self.column.addWidget(w.text_label(sentence, "base", wrap=True))
        months: dict[tuple[int, int], tuple[int, list[str]]] = {}
        for wear in due:
            for one in wear.months:
                amount, names = months.get((one.year, one.month), (0, []))
                months[one.year, one.month] = (amount + int(one.amount), [*names, wear.piece.name])
        rows = [
            (format_period(month_of(date(year, month, 1)), _.language), amount, ", ".join(names))
            for (year, month), (amount, names) in sorted(months.items())
        ]
        if len(rows) > MOST_MONTHS:
            early = rows[: len(rows) - MOST_MONTHS + 1]
            words = _.plural("{n} earlier month", "{n} earlier months", len(early))
            rows = [(words, sum(amount for _month, amount, _names in early), ""), *rows[len(early) :]]
        for place, (month, amount, named) in enumerate(rows):
            self.grid.addWidget(w.text_label(month, "bold"), place, 0, Qt.AlignmentFlag.AlignTop)
            self.grid.addWidget(w.text_label(named, "small", "muted", wrap=True), place, 1)
            self.grid.addWidget(w.MoneyLabel(amount), place, 2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        total = sum(amount for amount, _names in months.values())
        self.grid.addWidget(w.text_label(_("All together"), "bold"), len(rows), 0)
        self.total = w.MoneyLabel(total)
        self.grid.addWidget(self.total, len(rows), 2, Qt.AlignmentFlag.AlignRight)
        self.finish()
        self.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Enter every month, in one act."""
        session, today, language = self.session, self.session.today(), self.session._.language
        self.act(lambda tx: equipment_acts.enter_wear(tx, session.ledger, today=today, language=language))


class LeavingDialog(AskDialog):
    """A piece was sold, broke or got lost; what that wins or loses is told before it is saved."""

    def __init__(self, session: Session, piece: Piece, boxes: Sequence[Account], parent: QWidget | None = None) -> None:
        _ = session._
        title = _("“{name}” leaves", name=piece.name)
        super().__init__(session, title, "hand-coins", name="leaving", act=_("Save"), parent=parent)
        self._piece, self._several = piece, len(boxes) > 1
        self.how = w.SegmentedSwitch(
            (w.Segment(SOLD, _("It was sold")), w.Segment(LOST, _("Broken, lost, given away"))),
            object_name="leaving_how",
            accessible_name=_("What happened?"),
        )
        self.amount = AmountAnswer(_, "leaving_amount", _("Sold for how much?"), small=True)
        self.box = w.Choice(object_name="leaving_box", accessible_name=_("Where is the money?"))
        for box in boxes:
            self.box.add(box.name, box.uid.hex())
        self.day = w.DayEdit(_, session.clock, object_name="leaving_day", accessible_name=_("Which day?"))
        self.note = w.TextField(
            object_name="leaving_note", accessible_name=_("Anything else?"), hint=_("may stay empty"), holds_names=True
        )
        self.outcome = w.text_label("", "base", "muted", wrap=True)
        self.outcome.setObjectName("leaving_result")
        self.ask("how", _("What happened?"), self.how)
        self.ask("amount", _("Sold for how much?"), self.amount)
        self.ask("box", _("Where is the money?"), self.box)
        self.ask("day", _("Which day?"), self.day)
        self.ask("note", _("Anything else?"), self.note)
        self.finish()
        self.column.insertWidget(self.column.count() - 1, self.outcome)
        self.how.chosen.connect(lambda _how: self._fit())
        self.amount.changed.connect(lambda _amount: self._tell())
        self._fit()
        self.amount.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Record that it left, or say what is missing."""
        day, sold = self.day.day(), self.how.current() == SOLD
        if day is None:
            self.refuse(((self.day.problem() or _NO_DAY).at("day"),))
            return
        amount = self.amount.value() or Rupiah(0)
        if sold and amount <= 0:
            nothing = Problem("amount-missing", N_("Write an amount above zero."), {}, "amount")
            self.refuse(((self.amount.problem() or nothing).at("amount"),))
            return
        session, piece, today = self.session, self._piece, self.session.today()
        box = str(self.box.current()) if sold else None
        leaving = Leaving(day, amount if sold else Rupiah(0), box, self.note.text().strip())
        self.act(
            lambda tx: equipment_acts.let_go(
                tx, session.ledger, piece, leaving, today=today, language=session._.language
            )
        )

    def _fit(self) -> None:
        sold = self.how.current() == SOLD
        self.show_question("amount", shown=sold)
        self.show_question("box", shown=sold and self._several)
        self._tell()

    def _tell(self) -> None:
        """What is left of its cost in the book, and what is won or lost against that."""
        _, left = self.session._, self._piece.value
        words = _(
            "In the book it is still worth {amount}, less the wear of months not entered yet.", amount=money_words(left)
        )
        amount = self.amount.value()
        if self.how.current() == SOLD and amount is not None and amount > 0:
            result = amount - left
            said = money_words(abs(result))
            words += " " + (_("Won: {amount}.", amount=said) if result >= 0 else _("Lost: {amount}.", amount=said))
        self.outcome.setText(words)
