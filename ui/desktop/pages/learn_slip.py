"""The slip that is to be recorded, and the way to the next one: as a stack of paper, one on top."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kpmbooks.i18n import Translator
from kpmbooks.training import Slip
from ui.desktop import widgets as w
from ui.desktop.theme import look, wear


class SlipCard(w.Card):
    """Shows one of the slips; F7 and F8 turn them over, and behind the last comes the first again. ``turned`` carries
    its place."""

    turned = Signal(int)

    def __init__(self, _: Translator, slips: Sequence[Slip], parent: QWidget | None = None) -> None:
        super().__init__(object_name="slip", parent=parent)
        self._ = _
        self._slips = tuple(slips)
        self._at = 0
        self.which = w.text_label("", "bold", "text")
        self.text = w.text_label("", wrap=True)
        self.before = w.Button(accessible_name=_("Slip before"), object_name="slip_before", picture="caret-left")
        self.after = w.Button(
            _("Next slip"),
            object_name="slip_after",
            accessible_name=_("Next slip"),
            picture="caret-right",
            key_hint="F8",
        )
        self.before.clicked.connect(lambda: self.turn(-1))
        self.after.clicked.connect(lambda: self.turn(1))
        self._low = False
        self._picture = w.Picture("receipt", 30, "text")
        self.bar = QHBoxLayout()
        self.bar.setSpacing(12)
        for widget in (self._picture, self.which, self.text):
            self.bar.addWidget(widget)
        self.bar.setStretchFactor(self.text, 1)
        for button in (self.before, self.after):
            self.bar.addWidget(button)
        self.body.addLayout(self.bar)
        self.show_slip(0)

    def set_low(self, *, low: bool) -> None:
        """Where the window is low the words have a line of their own, below everything that can be pressed."""
        if low == self._low:
            return
        self._low = low
        self._picture.setVisible(not low)
        self.after.setText("" if low else self._("Next slip"))
        self.after.show_key("" if low else "F8")
        self.after.setProperty("bare", low)
        wear(self.after)
        if low:
            self.body.addWidget(self.text)
            self.bar.addStretch(1)
        else:
            self.bar.takeAt(self.bar.count() - 1)
            self.bar.insertWidget(2, self.text, 1)
        self._space()

    def turn(self, step: int) -> None:
        """Put another slip on top."""
        if self._slips:
            self.turned.emit((self._at + step) % len(self._slips))

    def show_slip(self, at: int) -> None:
        """Show the slip at this place."""
        if not self._slips:
            return
        self._at = at
        self.which.setText(self._("Slip {n} of {all}", n=at + 1, all=len(self._slips)))
        self.text.setText(self._slips[at].text)
        w.announce(self, f"{self.which.text()}. {self.text.text()}")

    def _space(self) -> None:
        super()._space()
        whole = self.layout()
        if getattr(self, "_low", False) and whole is not None:
            worn = look()
            whole.setContentsMargins(worn.px(10), worn.px(6), worn.px(10), worn.px(6))
            self.body.setSpacing(worn.px(4))
