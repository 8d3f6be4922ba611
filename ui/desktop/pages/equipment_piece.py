"""The dialog that puts a piece into the register or says something new of it."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kpmbooks.dates import format_day
from kpmbooks.ledger import Account
from kpmbooks.money import Rupiah, format_amount
from kpmbooks.problems import N_, Problem
from kpmbooks.trade import equipment_acts
from kpmbooks.trade.equipment import CONDITION_NAMES, CONDITIONS, ORIGIN_NAMES, ORIGIN_OF, ORIGINS, Origins, Piece
from kpmbooks.trade.equipment_acts import NewPiece
from kpmbooks.trade.quantities import THOUSAND, format_quantity, read_percent, read_quantity
from ui.desktop import widgets as w
from ui.desktop.pages.ask_dialog import AskDialog
from ui.desktop.pages.record_fields import AmountAnswer
from ui.desktop.session import Session

NEW_RECORD = 0
"""Instead of the key of a record: none says yet that it came."""

_NO_DAY = Problem("day-missing", N_("Write the day, for example 3/2/2026."), {}, "acquired")


class PieceDialog(AskDialog):
    """Adds what the record ``entry`` brought, or what is in no record yet; changes ``piece`` where there is one."""

    def __init__(
        self,
        session: Session,
        waiting: Sequence[Origins],
        boxes: Sequence[Account],
        *,
        entry: int | None = None,
        piece: Piece | None = None,
        accounting: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        _ = session._
        title = _("Put into the list of equipment") if piece is None else _("Change “{name}”", name=piece.name)
        super().__init__(session, title, "wrench", name="piece", act=_("Save"), parent=parent)
        self._piece, self._waiting, self._boxes = piece, tuple(waiting), tuple(boxes)
        self._accounting = accounting
        self.record = w.Choice(object_name="piece_record", accessible_name=_("Which record?"))
        for one in waiting:
            self.record.add(self._record_words(one), one.entry)
        self.record.add(_("It is in no record yet"), NEW_RECORD)
        self.name = w.TextField(object_name="piece_name", accessible_name=_("What is it?"), hint=_("washing machine …"))
        self.quantity = w.TextField(object_name="piece_quantity", accessible_name=_("How many?"), hint=_("2 or 12 m"))
        self.origin = w.Choice(object_name="piece_origin", accessible_name=_("Where is it from?"))
        for origin in ORIGINS:
            self.origin.add(_(ORIGIN_NAMES[origin]), origin)
        self.owner = w.TextField(object_name="piece_owner", accessible_name=_("Whose is it?"), holds_names=True)
        self.acquired = w.DayEdit(
            _, session.clock, object_name="piece_acquired", accessible_name=_("Since when is it there?")
        )
        self.cost = AmountAnswer(_, "piece_cost", _("What did it cost?"), small=True)
        self.box = w.Choice(object_name="piece_box", accessible_name=_("Paid from where?"))
        for box in boxes:
            self.box.add(box.name, box.uid.hex())
        self.condition = w.Choice(object_name="piece_condition", accessible_name=_("In which condition?"))
        for condition in CONDITIONS:
            self.condition.add(_(CONDITION_NAMES[condition]), condition)
        self.years = w.TextField(
            object_name="piece_years", accessible_name=_("For how many years of use?"), hint=_("empty: no wear")
        )
        self.method = w.Choice(object_name="piece_method", accessible_name=_("How does it wear off?"))
        self.method.add(_("straight line"), "straight")
        self.method.add(_("declining balance"), "declining")
        self.rate = w.TextField(
            object_name="piece_rate", accessible_name=_("Percent a year?"), hint=_("empty: twice the straight rate")
        )
        self.residual = AmountAnswer(_, "piece_residual", _("Worth at the end?"), small=True)
        self.worn = AmountAnswer(_, "piece_worn", _("Written off before?"), small=True)
        self.note = w.TextField(
            object_name="piece_note", accessible_name=_("Anything else?"), hint=_("may stay empty"), holds_names=True
        )
        self._lay_out()
        self._fill(entry)
        self.origin.currentIndexChanged.connect(lambda _index: self._fit())
        self.record.currentIndexChanged.connect(lambda _index: self._take_record())
        self.method.currentIndexChanged.connect(lambda _index: self._fit())
        self._fit()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Write the piece, or say what cannot be taken."""
        new = self._answers()
        if isinstance(new, Problem):
            self.refuse((new,))
            return
        session, piece, today = self.session, self._piece, self.session.today()
        entry, box = self.record.current(), str(self.box.current())
        if piece is not None:
            self.act(lambda tx: equipment_acts.change_piece(tx, session.ledger, piece, new))
        elif isinstance(entry, int) and entry != NEW_RECORD:
            self.act(lambda tx: equipment_acts.add_piece(tx, session.ledger, new, entry=entry))
        else:
            self.act(lambda tx: equipment_acts.record_piece(tx, session.ledger, new, today=today, box=box))

    def _answers(self) -> NewPiece | Problem:
        """Everything as it was written, or the first thing that cannot be read."""
        day = self.acquired.day()
        if day is None:
            return (self.acquired.problem() or _NO_DAY).at("acquired")
        quantity: int | Problem = THOUSAND
        written, unit = self.quantity.text().strip(), ""
        if written:
            number, _space, unit = written.partition(" ")
            quantity = read_quantity(number, unit.strip())
        if isinstance(quantity, Problem):
            return quantity.at("quantity")
        for name, field in (("cost", self.cost), ("residual", self.residual), ("worn", self.worn)):
            if field.problem() is not None:
                return field.problem().at(name)  # type: ignore[union-attr]  # not None here
        years = self.years.text().strip()
        if years and not (years.isascii() and years.isdigit() and len(years) <= 4):
            return Problem("years-unreadable", N_("Write the years as a whole number, for example 4."), {}, "years")
        rate: Fraction | Problem | None = None
        declining = self.method.current() == "declining"
        if declining and self.rate.text().strip():
            rate = read_percent(self.rate.text(), 100)
        if isinstance(rate, Problem):
            return rate.at("rate")
        borrowed = self.origin.current() == "pinjam"
        return NewPiece(
            name=self.name.text(),
            origin=next(one for one in ORIGINS if one == self.origin.current()),
            acquired=day,
            cost=self._piece.cost if self._piece is not None and not borrowed else self.cost.value() or Rupiah(0),
            quantity=quantity,
            unit=unit.strip(),
            condition=next(one for one in CONDITIONS if one == self.condition.current()),
            method="declining" if declining else "straight",
            years=int(years) if years and not borrowed else None,
            rate=rate,
            residual=self.residual.value() or Rupiah(0),
            worn=self._piece.before if self._piece is not None else self.worn.value() or Rupiah(0),
            note=self.note.text(),
            owner=self.owner.text() if borrowed else "",
        )

    def _lay_out(self) -> None:
        _ = self.session._
        questions = (
            ("record", _("Which record?"), self.record),
            ("name", _("What is it?"), self.name),
            ("quantity", _("How many?"), self.quantity),
            ("origin", _("Where is it from?"), self.origin),
            ("owner", _("Whose is it?"), self.owner),
            ("acquired", _("Since when is it there?"), self.acquired),
            ("cost", _("What did it cost?"), self.cost),
            ("box", _("Paid from where?"), self.box),
            ("years", _("For how many years of use?"), self.years),
            ("condition", _("In which condition?"), self.condition),
            ("method", _("How does it wear off?"), self.method),
            ("rate", _("Percent a year?"), self.rate),
            ("residual", _("Worth at the end?"), self.residual),
            ("worn", _("Written off before?"), self.worn),
            ("note", _("Anything else?"), self.note),
        )
        for name, question, field in questions:
            self.ask(name, question, field)
        self.finish()

    def _fill(self, entry: int | None) -> None:
        piece = self._piece
        if piece is None:
            chosen = entry if entry in {one.entry for one in self._waiting} else None
            first = self._waiting[0].entry if self._waiting else NEW_RECORD
            self.record.set_current(first if chosen is None else chosen)
            self.acquired.set_day(self.session.today())
            self._take_record()
            return
        self.name.setText(piece.name)
        self.quantity.setText("" if piece.quantity == THOUSAND and not piece.unit else _quantity_words(piece))
        self.origin.set_current(piece.origin)
        self.owner.setText(piece.owner)
        self.acquired.set_day(piece.acquired)
        self.cost.put(int(piece.worth if piece.origin == "pinjam" else piece.cost))
        self.years.setText("" if piece.years is None else str(piece.years))
        self.condition.set_current(piece.condition)
        self.method.set_current(piece.method)
        self.rate.setText("" if piece.rate is None else f"{float(piece.rate):g}".replace(".", ","))
        self.residual.put(int(piece.residual))
        self.note.setText(piece.note)

    def _take_record(self) -> None:
        """What the chosen record says stands in the fields already."""
        one = next((one for one in self._waiting if one.entry == self.record.current()), None)
        if one is not None:
            self.origin.set_current(ORIGIN_OF.get(one.kind, "beli"))
            self.acquired.set_day(one.day)
            self.cost.put(int(one.cost))
            self.worn.put(int(one.worn))
            if one.memo and not self.name.text():
                self.name.setText(one.memo[:1].upper() + one.memo[1:])
        self._fit()

    def _fit(self) -> None:
        """Ask only what belongs to what is chosen."""
        added = self._piece is None
        borrowed = self.origin.current() == "pinjam"
        recorded = self.record.current() != NEW_RECORD
        worn_there = any(one.worn for one in self._waiting if one.entry == self.record.current())
        shown = {
            "record": added and bool(self._waiting),
            "owner": borrowed,
            "cost": added or borrowed,
            "box": added and not recorded and self.origin.current() == "beli" and len(self._boxes) > 1,
            "years": not borrowed,
            "method": self._accounting and not borrowed,
            "rate": self._accounting and not borrowed and self.method.current() == "declining",
            "residual": self._accounting and not borrowed,
            "worn": added and recorded and worn_there and not borrowed,
        }
        for name, one in shown.items():
            self.show_question(name, shown=one)
        _ = self.session._
        self.labels["cost"].setText(_("Worth about how much?") if borrowed else _("What did it cost?"))

    def _record_words(self, one: Origins) -> str:
        _ = self.session._
        day: date = one.day
        words = " · ".join(part for part in (self.session.kind_name(one.kind), one.memo) if part)
        return f"{format_day(day, _.language, short=True)}: {words} ({format_amount(one.cost)})"


def _quantity_words(piece: Piece) -> str:
    return format_quantity(piece.quantity, piece.unit)
