"""The page of equipment: the register, what waits to be put into it, wear in one act, the card of each piece."""

from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kpmbooks.dates import Period
from kpmbooks.money import Rupiah
from kpmbooks.problems import Rejected, StorageError
from kpmbooks.trade import equipment_acts
from kpmbooks.trade.equipment import Piece, borrowed_origin
from ui.desktop import widgets as w
from ui.desktop.pages.entry_dialog import EntryDialog
from ui.desktop.pages.equipment_dialogs import PieceCard, WearDialog
from ui.desktop.pages.equipment_leaving import LeavingDialog, WhichDialog
from ui.desktop.pages.equipment_list import (
    EquipmentSeen,
    equipment_columns,
    equipment_rows,
    equipment_seen,
    money_words,
)
from ui.desktop.pages.equipment_piece import PieceDialog
from ui.desktop.pages.fixed_page import FixedPage
from ui.desktop.pages.good_card import offer_buttons
from ui.desktop.pages.question_dialog import QuestionDialog
from ui.desktop.pages.wishes import ACCOUNTING, ReportWish
from ui.desktop.session import Session, problems_of
from ui.desktop.tasks import Tasks
from ui.desktop.widgets.register_table import Register


class EquipmentPage(FixedPage):
    """``arrive`` takes ``ACCOUNTING``, or the key of a record whose equipment is to be put into the register or, where
    it was sold or lost, to be named there."""

    TOPICS: ClassVar[frozenset[str]] = FixedPage.TOPICS | {"trade"}

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(session, tasks, object_name="equipment_page", parent=parent)
        _ = session._
        self._seen: EquipmentSeen | None = None
        self._accounting = self._gone = False
        self.wear = w.Button("-", object_name="equipment_wear", role="primary", picture="trend-down", weight="bold")
        self.new = w.Button(_("Add equipment"), object_name="equipment_new", picture="plus", weight="bold")
        self.print = w.Button(_("Print the list"), object_name="equipment_print", picture="printer")
        self.gone = w.Button("-", object_name="equipment_gone", role="link", picture="eye")
        self.more = w.Button(
            object_name="equipment_more",
            accessible_name=_("What else can be done with equipment"),
            picture="dots-three-vertical",
            weight="bold",
        )
        self.waiting = w.Strip("-", tone="warn", picture="question", barred=True)
        self.waiting.setObjectName("equipment_waiting")
        self.take = w.Button(_("Put into the list"), object_name="equipment_take", role="link", picture="caret-right")
        self.waiting.body.addWidget(self.take, 0, Qt.AlignmentFlag.AlignLeft)
        self.left = w.Strip("-", tone="warn", picture="question", barred=True)
        self.left.setObjectName("equipment_left")
        self.which = w.Button(_("Say which it was"), object_name="equipment_which", role="link", picture="caret-right")
        self.left.body.addWidget(self.which, 0, Qt.AlignmentFlag.AlignLeft)
        self.empty = w.EmptyState(
            "wrench",
            "-",
            "-",
            object_name="equipment_empty",
            button=_("Add equipment"),
            button_picture="plus",
        )
        self.register = Register(
            equipment_columns(_), empty=self.empty, object_name="equipment", accessible_name=_("List of equipment")
        )
        self.register.foot.add_figure("value", _("Worth in the book"), picture="wrench", large=True)
        self._acts = w.Flow(spacing=8)
        for button in (self.wear, self.new, self.print, self.gone, self.more):
            self._acts.add(button)
        self.column.addWidget(self._acts)
        self.column.addWidget(self.waiting)
        self.column.addWidget(self.left)
        self.column.addWidget(self.register, 1)
        self._narrow = False
        self.new.clicked.connect(lambda: self._add(None))
        self.empty.pressed.connect(self._begin)
        self.take.clicked.connect(self._take)
        self.which.clicked.connect(lambda: self._name(None))
        self.wear.clicked.connect(self._enter_wear)
        self.print.clicked.connect(self._print)
        self.gone.clicked.connect(self._turn_gone)
        self.more.clicked.connect(self._open_acts)
        self.register.table.opened.connect(self._open)

    def arrive(self, wish: Any) -> None:
        """Show the list; of a record put its equipment into the register at once."""
        self._accounting = wish == ACCOUNTING
        self._set_focus()
        if isinstance(wish, int) and self.session.book.mode == "write":
            self.refresh()
            if self._seen is not None and any(one.entry == wish for one in self._seen.nameable):
                self._name(wish)
            else:
                self._add(wish)

    def other_ledger(self) -> None:
        """Another ledger has other equipment."""
        self._seen = None
        self.look_again()

    def arrange(self, now: w.Span) -> None:
        """Where it is tight the day and the price give way, and the rarer acts stand in a list."""
        narrow = self._narrow = now == "narrow"
        self.register.foot.set_tight(narrow)
        for place, column in enumerate(self.register.table.rows.columns):
            if column.key in ("acquired", "cost"):
                self.register.table.setColumnHidden(place, narrow)
        if self._seen is not None:
            self._write(self._seen)

    def refresh(self) -> None:
        session = self.session
        seen = session.ask(lambda reader: equipment_seen(reader, session.ledger, session.today()))
        if seen is None:
            return
        first = self._seen is None
        self._seen = seen
        pieces = (*seen.there, *seen.gone) if self._gone else seen.there
        source = w.Rows(equipment_rows(pieces, session._))
        if first:
            self.register.set_source(source, at_end=False)
        else:
            self.register.renew(source)
        self._write(seen)

    def _write(self, seen: EquipmentSeen) -> None:
        _, session = self.session._, self.session
        writes, home = session.book.mode == "write", session.ledger.kind == "keluarga"
        empty = self.register.is_empty()
        if home:
            self.empty.say(
                _("A household has no list of equipment"),
                _("Open the business's book first."),
                _("Open the business's book"),
            )
        else:
            sentence = _("Machines, stoves, carts: what lasts longer than a year. The list says where it is from.")
            self.empty.say(_("No equipment is in the list yet."), sentence, _("Add equipment"))
        if self.empty.button is not None:
            self.empty.button.set_picture("storefront" if home else "plus")
        due = sum(int(wear.amount) for wear in seen.due)
        self.wear.setText(_("Enter wear"))
        self.wear.setVisible(bool(due))
        self.wear.setEnabled(writes)
        self.new.setVisible(not home and not self._narrow and not empty)
        self.new.setEnabled(writes)
        self.print.setVisible(not home and not self._narrow and not empty)
        self.more.setVisible(self._narrow and not home and not empty)
        self.gone.setVisible(bool(seen.gone))
        self.gone.setText(_("Without those that left") if self._gone else _("Show {n} that left", n=len(seen.gone)))
        self._acts.setVisible(any(not one.isHidden() for one in (self.wear, self.new, self.gone, self.more)))
        waits = bool(seen.waiting) and writes
        # Where it is tight the rows are worth more than the question, which then stands in the list of acts.
        self.waiting.setVisible(waits and (empty or not self._narrow))
        if seen.waiting:
            worth = sum((one.cost for one in seen.waiting), Rupiah(0))
            self.waiting.set_text(
                _.plural(
                    "{n} record brought equipment that is not in the list: {amount}.",
                    "{n} records brought equipment that is not in the list: {amount}.",
                    len(seen.waiting),
                    amount=money_words(worth),
                )
            )
        self.left.setVisible(bool(seen.nameable) and writes and not self._narrow)
        if seen.nameable:
            worth = sum((one.cost for one in seen.nameable), Rupiah(0))
            self.left.set_text(
                _.plural(
                    "{n} record sold or lost equipment of {amount} without saying which of the list it was.",
                    "{n} records sold or lost equipment of {amount} without saying which of the list it was.",
                    len(seen.nameable),
                    amount=money_words(worth),
                )
            )
        caption = _.plural("{n} piece in the list", "{n} pieces in the list", len(seen.there))
        self.register.foot.show_figures(caption, {"value": seen.value})

    def _set_focus(self) -> None:
        here: QWidget = self.register.table
        if self.register.is_empty() and self.empty.button is not None:
            here = self.empty.button
        here.setFocus(Qt.FocusReason.OtherFocusReason)

    def _begin(self) -> None:
        if self.session.ledger.kind == "keluarga":
            business = next((one for one in self.session.ledgers if one.kind != "keluarga"), None)
            if business is not None:
                self.session.switch_ledger(business)
            return
        self._add(None)

    def _add(self, entry: int | None) -> None:
        seen = self._seen
        if seen is None or self.session.ledger.kind == "keluarga":
            return
        waiting = seen.waiting
        if entry is not None and all(one.entry != entry for one in waiting):
            borrowed = self.session.ask(lambda reader: borrowed_origin(reader, entry))
            waiting = (*waiting, borrowed) if borrowed is not None else waiting
        PieceDialog(self.session, waiting, seen.boxes, entry=entry, accounting=self._accounting, parent=self).open()

    def _take(self) -> None:
        if self._seen is not None and self._seen.waiting:
            self._add(self._seen.waiting[0].entry)

    def _name(self, entry: int | None) -> None:
        """Ask which piece a record by hand sold or lost; None: the oldest of them."""
        seen = self._seen
        if seen is not None and seen.nameable:
            asked = next((one for one in seen.nameable if one.entry == entry), seen.nameable[0])
            WhichDialog(self.session, asked, seen.there, self).open()

    def _enter_wear(self) -> None:
        if self._seen is not None and self._seen.due:
            WearDialog(self.session, self._seen.due, self).open()

    def _print(self) -> None:
        session = self.session
        period = Period(min(session.book.owner.start, session.today()), session.today())
        self.go.emit("reports", ReportWish("equipment", period))

    def _open_acts(self) -> None:
        seen = self._seen
        first = (
            []
            if seen is None
            else [one for one, waits in ((self.take, seen.waiting), (self.which, seen.by_hand)) if waits]
        )
        offer_buttons(self.more, [*first, self.new, self.print])

    def _turn_gone(self) -> None:
        self._gone = not self._gone
        self.look_again()

    def _open(self, uid: object) -> None:
        piece = self._piece(uid)
        if piece is not None:
            card = PieceCard(self.session, piece, self)
            card.wished.connect(partial(self._do, piece.uid))
            card.open()

    def _piece(self, uid: object) -> Piece | None:
        seen = self._seen
        return None if seen is None else next((one for one in (*seen.there, *seen.gone) if one.uid == uid), None)

    def _do(self, uid: bytes, what: str) -> None:
        """What was chosen on the card of a piece."""
        piece, seen = self._piece(uid), self._seen
        if piece is None or seen is None:
            return
        match what:
            case "change":
                PieceDialog(
                    self.session, (), seen.boxes, piece=piece, accounting=self._accounting or piece.rate is not None,
                    parent=self,
                ).open()  # fmt: skip
            case "leave":
                LeavingDialog(self.session, piece, seen.boxes, self).open()
            case "record" if piece.entry is not None:
                EntryDialog(self.session, piece.entry, self).open()
            case "return" | "remove":
                self._ask(piece, what)

    def _ask(self, piece: Piece, what: str) -> None:
        _, session = self.session._, self.session
        if what == "return":
            question = QuestionDialog(
                _("Was “{name}” given back?", name=piece.name),
                _("It leaves the list today. That can be undone."),
                act=_("Given back"),
                rest=_("Leave it"),
                object_name="piece_return_question",
                parent=self,
            )
            question.agreed.connect(
                lambda: self._act(
                    lambda tx: equipment_acts.give_back(
                        tx, session.ledger, piece, session.today(), today=session.today()
                    )
                )
            )
        else:
            question = QuestionDialog(
                _("Take “{name}” out of the list?", name=piece.name),
                _("Its record stays, and it can be put in again. If it was sold or broke, choose that instead."),
                act=_("Take it out"),
                rest=_("Leave it"),
                object_name="piece_remove_question",
                parent=self,
            )
            question.agreed.connect(
                lambda: self._act(lambda tx: equipment_acts.remove_piece(tx, session.ledger, piece))
            )
        question.open()

    def _act(self, act: Any) -> None:
        try:
            self.session.act(act)
        except (Rejected, StorageError) as error:
            self.session.failed.emit(problems_of(error))
