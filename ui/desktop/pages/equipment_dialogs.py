"""What is done with equipment: the card of a piece, wear of the months that are over."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from kpmbooks.dates import format_period, month_of
from kpmbooks.trade import equipment_acts
from kpmbooks.trade.depreciation import monthly
from kpmbooks.trade.equipment import CONDITION_NAMES, ORIGIN_NAMES, Piece, Wear
from kpmbooks.trade.wear import wears_until
from ui.desktop import widgets as w
from ui.desktop.pages.ask_dialog import AskDialog
from ui.desktop.pages.card_dialog import CardDialog
from ui.desktop.pages.equipment_list import PICTURE, money_words, name_words
from ui.desktop.session import Session
from ui.desktop.theme import look, name_shown

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
