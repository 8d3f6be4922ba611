"""The slip that is to be recorded, and the way to the next one: as a stack of paper, one on top."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from kpmbooks.i18n import Translator
from kpmbooks.training import Slip
from ui.desktop import widgets as w


class SlipCard(w.Card):
    """Shows one of the slips; F7 and F8 turn them over, and behind the last comes the first again."""

    def __init__(self, _: Translator, slips: Sequence[Slip], parent: QWidget | None = None) -> None:
        super().__init__(object_name="slip", parent=parent)
        self._ = _
        self._slips = tuple(slips)
        self._at = 0
        self.which = w.text_label("", "bold", "text")
        self.text = w.text_label("", wrap=True)
        self.before = w.Button(accessible_name=_("Slip before"), object_name="slip_before", picture="caret-left")
        self.after = w.Button(_("Next slip"), object_name="slip_after", picture="caret-right", key_hint="F8")
        self.before.setShortcut("F7")
        self.after.setShortcut("F8")
        self.before.clicked.connect(lambda: self.turn(-1))
        self.after.clicked.connect(lambda: self.turn(1))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(w.Picture("receipt", 30, "text"))
        row.addWidget(self.which)
        row.addWidget(self.text, 1)
        row.addWidget(self.before)
        row.addWidget(self.after)
        self.body.addLayout(row)
        self.turn(0)

    def turn(self, step: int) -> None:
        """Put another slip on top."""
        self._at = (self._at + step) % len(self._slips)
        self.which.setText(self._("Slip {n} of {all}", n=self._at + 1, all=len(self._slips)))
        self.text.setText(self._slips[self._at].text)
        w.announce(self, f"{self.which.text()}. {self.text.text()}")
