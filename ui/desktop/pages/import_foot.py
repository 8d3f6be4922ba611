"""What a file comes to, under its rows: how many will be recorded, are there already, have a problem; in and out."""

from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QWidget

from kpmbooks.i18n import Translator
from ui.desktop import widgets as w
from ui.desktop.pages.import_work import Looked
from ui.desktop.theme import look


class ImportFoot(QFrame):
    """The counts in words at the left, the money at the right where a file moves any."""

    def __init__(self, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ = _
        self.setObjectName("import_foot")
        self.counts = w.text_label("", "bold", wrap=True)
        self.counts.setObjectName("import_counts")
        self.money_in, self._in = self._figure("import_in", _("In"), "arrow-circle-down", "money_in")
        self.money_out, self._out = self._figure("import_out", _("Out"), "arrow-circle-up", "out")
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.counts, 1)
        self._row.addWidget(self._in)
        self._row.addWidget(self._out)
        self.set_tight(False)

    def show_counts(self, looked: Looked) -> None:
        """Say what the file comes to."""
        _, outcome = self._, looked.outcome
        words = []
        if outcome is not None:
            count = outcome.taken
            words = [_("{n} to be recorded", n=count)]
            if outcome.already_there:
                words.append(_("{n} already there", n=outcome.already_there))
        if looked.is_read and looked.bad:
            words.append(_.plural("{n} problem", "{n} problems", looked.bad))
        self.counts.setText(" · ".join(words))
        moves = outcome is not None and looked.understood.what != "accounts"
        for figure in (self._in, self._out):
            figure.setVisible(moves)
        if outcome is not None:
            self.money_in.set_amount(outcome.total_in)
            self.money_out.set_amount(outcome.total_out)

    def set_tight(self, tight: bool) -> None:
        """Put each word above its amount, where the window is narrow."""
        worn = look()
        self._row.setContentsMargins(*((worn.px(12), worn.px(4)) * 2 if tight else (worn.px(18), worn.px(10)) * 2))
        self._row.setSpacing(worn.px(16 if tight else 24))
        for figure, amount in ((self._in, self.money_in), (self._out, self.money_out)):
            grid = figure.layout()
            assert isinstance(grid, QGridLayout)
            grid.addWidget(amount, *((1, 0, 1, 2) if tight else (0, 2, 1, 1)))

    def _figure(self, name: str, word: str, picture: str, tone: str) -> tuple[w.MoneyLabel, QWidget]:
        amount = w.MoneyLabel(tone=tone)
        amount.setObjectName(name)
        amount.setAccessibleName(word)
        figure = QWidget()
        grid = QGridLayout(figure)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look().px(8))
        grid.setVerticalSpacing(0)
        grid.addWidget(w.Picture(picture, 22, tone, "fill"), 0, 0)
        grid.addWidget(w.text_label(word, "base"), 0, 1)
        grid.addWidget(amount, 0, 2)
        return amount, figure
