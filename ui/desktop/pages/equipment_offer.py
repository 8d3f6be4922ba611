"""The question after a record of equipment: whether what came should be in the list too, and which of it left."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kpmbooks.recording import Recorded
from kpmbooks.trade.equipment import LOSS_KIND, ORIGIN_OF, SALE_KIND, open_origins, pieces_of
from ui.desktop import widgets as w
from ui.desktop.pages.equipment_list import equipment_seen
from ui.desktop.session import Session


class EquipmentOffer(w.Strip):
    """Hidden until ``look`` finds equipment that the list does not know of, or that left without being named there.

    ``taken`` carries the key of the record.
    """

    taken = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__("-", tone="warn", picture="question", barred=True)
        self.setParent(parent)
        self.setObjectName("record_equipment")
        self._session = session
        self._entry = 0
        self.put = w.Button("-", object_name="record_equipment_put", role="link", picture="caret-right")
        self.body.addWidget(self.put, 0, Qt.AlignmentFlag.AlignLeft)
        self.put.clicked.connect(self._take)
        self.hide()

    def look(self, kind: str, done: Recorded) -> None:
        """Ask where the record brought equipment, sold or lost it; what returned or anything else is not asked about.

        In the exercises of a lesson nothing is asked: their books are no files and have no list.
        """
        session = self._session
        self.hide()
        if not done.posted or session.book.path is None:
            return
        entry = done.posted[0].id
        if kind in (SALE_KIND, LOSS_KIND):
            seen = session.ask(lambda reader: equipment_seen(reader, session.ledger, session.today()))
            if seen is not None and any(one.entry == entry for one in seen.nameable):
                _ = session._
                self._ask(entry, _("Which equipment of the list was it?"), _("Say which it was"))
            return
        if kind not in ORIGIN_OF:
            return
        brought = session.ask(
            lambda reader: (
                all(piece.entry != entry for piece in pieces_of(reader, session.ledger))
                if ORIGIN_OF[kind] == "pinjam"
                else any(one.entry == entry for one in open_origins(reader, session.ledger))
            )
        )
        if brought:
            _ = session._
            self._ask(entry, _("Put it into the list of equipment as well?"), _("Put into the list"))

    def _ask(self, entry: int, question: str, act: str) -> None:
        self._entry = entry
        self.set_text(question)
        self.put.setText(act)
        self.show()
        w.announce(self, question)

    def _take(self) -> None:
        self.hide()
        self.taken.emit(self._entry)
