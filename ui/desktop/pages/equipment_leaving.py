"""A piece that leaves: sold, broken or lost, all or some of several; and whose piece a record by hand was."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kpmbooks.dates import format_day
from kpmbooks.i18n import Translator
from kpmbooks.ledger import Account
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem
from kpmbooks.trade import equipment_leaving
from kpmbooks.trade.equipment import Origins, Piece
from kpmbooks.trade.equipment_leaving import Leaving, share_of
from kpmbooks.trade.quantities import THOUSAND, format_quantity, read_quantity
from ui.desktop import widgets as w
from ui.desktop.pages.ask_dialog import AskDialog
from ui.desktop.pages.equipment_list import money_words, name_words
from ui.desktop.pages.record_fields import AmountAnswer
from ui.desktop.session import Session
from ui.desktop.theme import name_shown

SOLD, LOST = "sold", "lost"
_NO_DAY = Problem("day-missing", N_("Write the day, for example 3/2/2026."), {}, "day")


class HowMany(w.TextField):
    """How many of several: all of them until somebody writes fewer."""

    def __init__(self, piece: Piece, name: str, _: Translator) -> None:
        super().__init__(object_name=name, accessible_name=_("How many of them?"))
        self.show_piece(piece)

    def show_piece(self, piece: Piece) -> None:
        """Ask of another piece."""
        self._unit = piece.unit
        self.setText(format_quantity(piece.quantity, piece.unit))

    def reading(self) -> int | Problem | None:
        """The quantity in thousandths, None where nothing is written: all of them."""
        words = self.text().strip()
        return read_quantity(words, self._unit or "buah") if words else None


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
        self.quantity = HowMany(piece, "leaving_quantity", _)
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
        self.ask("quantity", _("How many of them?"), self.quantity)
        self.ask("amount", _("Sold for how much?"), self.amount)
        self.ask("box", _("Where is the money?"), self.box)
        self.ask("day", _("Which day?"), self.day)
        self.ask("note", _("Anything else?"), self.note)
        self.finish()
        self.column.insertWidget(self.column.count() - 1, self.outcome)
        self.show_question("quantity", shown=piece.quantity > THOUSAND)
        self.how.chosen.connect(lambda _how: self._fit())
        self.quantity.textChanged.connect(lambda _text: self._tell())
        self.amount.changed.connect(lambda _amount: self._tell())
        self._fit()
        first = self.quantity if piece.quantity > THOUSAND else self.amount
        first.setFocus(Qt.FocusReason.OtherFocusReason)

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
        quantity = self.quantity.reading()
        if isinstance(quantity, Problem):
            self.refuse((quantity.at("quantity"),))
            return
        session, piece, today = self.session, self._piece, self.session.today()
        box = str(self.box.current()) if sold else None
        leaving = Leaving(day, amount if sold else Rupiah(0), box, self.note.text().strip(), quantity)
        self.act(
            lambda tx: equipment_leaving.let_go(
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
        _, quantity = self.session._, self.quantity.reading()
        cost, worn = share_of(self._piece, None if isinstance(quantity, Problem) else quantity)
        left = cost - worn
        words = _(
            "In the book it is still worth {amount}, less the wear of months not entered yet.", amount=money_words(left)
        )
        amount = self.amount.value()
        if self.how.current() == SOLD and amount is not None and amount > 0:
            result = amount - left
            said = money_words(abs(result))
            words += " " + (_("Won: {amount}.", amount=said) if result >= 0 else _("Lost: {amount}.", amount=said))
        self.outcome.setText(words)


class WhichDialog(AskDialog):
    """Which piece of the list a record by hand sold or lost; the record is corrected to what the list knows of it."""

    def __init__(
        self, session: Session, asked: Origins, pieces: Sequence[Piece], parent: QWidget | None = None
    ) -> None:
        _ = session._
        super().__init__(
            session, _("Which equipment was it?"), "wrench", name="which_piece", act=_("It was this one"), parent=parent
        )
        self._asked = asked
        self._pieces = {piece.uid: piece for piece in pieces if piece.cost > 0}
        # What costs as much as the record says is most likely meant.
        likely = sorted(self._pieces.values(), key=lambda piece: (piece.cost != asked.cost, piece.acquired, piece.id))
        said = " · ".join(part for part in (session.kind_name(asked.kind), name_shown(asked.memo)) if part)
        day = format_day(asked.day, _.language)
        self.column.addWidget(w.text_label(f"{day}: {said} ({money_words(asked.cost)})", "bold", wrap=True))
        self.piece = w.Choice(object_name="which_piece_choice", accessible_name=_("Which equipment was it?"))
        for piece in likely:
            self.piece.add(f"{name_words(piece)}, {money_words(piece.cost)}", piece.uid.hex())
        self.quantity = HowMany(likely[0], "which_piece_quantity", _)
        self.outcome = w.text_label("", "base", "muted", wrap=True)
        self.outcome.setObjectName("which_piece_result")
        self.ask("piece", _("Which equipment was it?"), self.piece)
        self.ask("quantity", _("How many of them?"), self.quantity)
        self.finish()
        self.column.insertWidget(self.column.count() - 1, self.outcome)
        self.piece.currentIndexChanged.connect(lambda _index: self._fit())
        self.quantity.textChanged.connect(lambda _text: self._tell())
        self._fit()
        self.piece.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Correct the record, or say what cannot be."""
        session, piece, today = self.session, self._chosen(), self.session.today()
        quantity = self.quantity.reading()
        if isinstance(quantity, Problem):
            self.refuse((quantity.at("quantity"),))
            return
        entry, language = self._asked.entry, session._.language
        self.act(
            lambda tx: equipment_leaving.name_piece(
                tx, session.ledger, entry, piece, today=today, quantity=quantity, language=language
            )
        )

    def _chosen(self) -> Piece:
        return self._pieces[bytes.fromhex(str(self.piece.current()))]

    def _fit(self) -> None:
        piece = self._chosen()
        self.quantity.show_piece(piece)
        self.show_question("quantity", shown=piece.quantity > THOUSAND)
        self._tell()

    def _tell(self) -> None:
        """What the record will say."""
        _, quantity = self.session._, self.quantity.reading()
        cost, worn = share_of(self._chosen(), None if isinstance(quantity, Problem) else quantity)
        words = _("The list says it cost {cost} and {worn} was written off. The record will say the same.")
        if not worn:
            words = _("The list says it cost {cost} and nothing was written off. The record will say the same.")
        self.outcome.setText(words.format(cost=money_words(cost), worn=money_words(worn)))
