"""The question after a record that brought equipment: whether it should be in the list of equipment too."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kpmbooks.recording import Recorded
from kpmbooks.trade.equipment import ORIGIN_OF, open_origins, pieces_of
from ui.desktop import widgets as w
from ui.desktop.session import Session


class EquipmentOffer(w.Strip):
    """Hidden until ``look`` finds equipment that is not in the list; ``taken`` carries the key of its record."""

    taken = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        _ = session._
        super().__init__(_("Put it into the list of equipment as well?"), tone="warn", picture="question", barred=True)
        self.setParent(parent)
        self.setObjectName("record_equipment")
        self._session = session
        self._entry = 0
        self.put = w.Button(
            _("Put into the list"), object_name="record_equipment_put", role="link", picture="caret-right"
        )
        self.body.addWidget(self.put, 0, Qt.AlignmentFlag.AlignLeft)
        self.put.clicked.connect(self._take)
        self.hide()

    def look(self, kind: str, done: Recorded) -> None:
        """Ask where the record brought equipment; what returned or anything else is not asked about.

        In the exercises of a lesson nothing is asked: their books are no files and have no list.
        """
        session = self._session
        self.hide()
        if kind not in ORIGIN_OF or not done.posted or session.book.path is None:
            return
        entry = done.posted[0].id
        brought = session.ask(
            lambda reader: (
                all(piece.entry != entry for piece in pieces_of(reader, session.ledger))
                if ORIGIN_OF[kind] == "pinjam"
                else any(one.entry == entry for one in open_origins(reader, session.ledger))
            )
        )
        if brought:
            self._entry = entry
            self.show()
            w.announce(self, self.label.text())

    def _take(self) -> None:
        self.hide()
        self.taken.emit(self._entry)
