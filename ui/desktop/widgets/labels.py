"""Labels: text in a role and a tone, the label of a field, money that privacy can cover."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from kpmbooks.money import format_amount
from ui.desktop.theme import look, wear

COVERED = "•••"


def text_label(text: str, role: str = "base", tone: str = "text", *, wrap: bool = False) -> QLabel:
    """A label in a role of ``tokens.PT`` and a tone; ``wrap`` lets it take several lines."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    wear(label, role=role, tone=tone)
    return label


def field_label(text: str, field: QWidget) -> QLabel:
    """The bold question above or beside ``field`` ("Berapa rupiah?"), tied to it for screen readers."""
    label = text_label(text, "bold")
    label.setBuddy(field)
    return label


def rule() -> QFrame:
    """A thin line between parts of a card."""
    line = QFrame()
    wear(line, role="line")
    return line


class MoneyLabel(QLabel):
    """An amount, ``Rp1.250.000``; never shortened, covered as ``Rp•••`` while privacy is on.

    ``signed`` writes + before money in; ``symbol`` off is for columns. ``nothing`` stands where there is no amount.
    """

    def __init__(
        self,
        amount: int | None = None,
        role: str = "bold",
        tone: str = "text",
        *,
        signed: bool = False,
        symbol: bool = True,
        nothing: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._amount = amount
        self._nothing = nothing
        self._signed = signed
        self._symbol = symbol
        self._meaning = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        wear(self, role=role, tone=tone)
        self._write()

    def set_amount(self, amount: int | None) -> None:
        """Show ``amount`` (whole rupiah), or nothing."""
        self._amount = amount
        self._write()

    def setAccessibleName(self, name: str) -> None:
        """Say what the amount is of; the amount itself is said after it, as it is shown."""
        self._meaning = name
        self._write()

    def amount(self) -> int | None:
        """The amount shown or covered."""
        return self._amount

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self._write()
        super().changeEvent(event)

    def _write(self) -> None:
        if self._amount is None:
            self.setText(self._nothing)
        elif look().private:
            self.setText(covered(symbol=self._symbol))
        else:
            plus = "+" if self._signed and self._amount > 0 else ""
            self.setText(plus + format_amount(self._amount, symbol=self._symbol))
        if self._meaning:
            super().setAccessibleName(f"{self._meaning} {self.text()}".strip())


def covered(*, symbol: bool = True) -> str:
    """What stands in the place of an amount while privacy is on; it has the same width for every amount."""
    return f"Rp{COVERED}" if symbol else COVERED
