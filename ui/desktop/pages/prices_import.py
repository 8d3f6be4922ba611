"""Taking a price list from a file: what would become of it is told first, then it is taken in one act."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from kpmbooks.exchange import importing
from kpmbooks.exchange.importing import Options, Outcome
from kpmbooks.exchange.trading import BadRow, PriceRow, read_prices
from kpmbooks.exchange.understanding import read_file
from kpmbooks.problems import Problem
from ui.desktop import widgets as w
from ui.desktop.pages.ask_dialog import AskDialog
from ui.desktop.session import Session

MOST_TOLD = 8
"""Bad rows that are told one by one."""

Rows = tuple[PriceRow | BadRow, ...]


def rows_of(path: Path, session: Session) -> Rows | Problem:
    """The rows of a file, or why it is no price list."""
    data = read_file(path)
    return data if isinstance(data, Problem) else read_prices(data, session.today())


class PricesImport(AskDialog):
    """Tells what the rows come to. ``taken`` carries how many prices were taken over."""

    taken = Signal(int)

    def __init__(self, session: Session, name: str, rows: Rows, parent: QWidget | None = None) -> None:
        _ = session._
        super().__init__(
            session, _("Prices from {file}", file=name), "file-csv", name="prices_import", act="-", parent=parent
        )
        self._rows = rows
        self._options = Options(session.ledger, session.today(), partial=True, language=_.language)
        seen = session.ask(lambda reader: importing.preview_prices(reader, rows, self._options))
        self.told = w.text_label("", "base", wrap=True)
        self.told.setObjectName("prices_import_told")
        self.column.addWidget(self.told)
        if seen is not None:
            self._tell(seen)
        self.finish()
        self.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Take the good rows."""
        rows, options = self._rows, self._options
        outcome = self.act(lambda tx: importing.take_prices(tx, rows, options))
        if outcome is not None:
            self.taken.emit(outcome.taken)

    def _tell(self, seen: Outcome) -> None:
        _ = self.session._
        parts = [_.plural("{n} price would be taken over.", "{n} prices would be taken over.", seen.taken)]
        if seen.already_there:
            parts.append(_.plural("{n} is there already.", "{n} are there already.", seen.already_there))
        if seen.skipped:
            parts.append(_.plural("{n} row cannot be taken:", "{n} rows cannot be taken:", len(seen.skipped)))
        self.told.setText(" ".join(parts))
        for place, (row, problems) in enumerate(seen.skipped[:MOST_TOLD]):
            words = _("Row {row}: {note}", row=row, note=" ".join(_.problem(problem) for problem in problems))
            label = w.text_label(words, "small", "muted", wrap=True)
            label.setObjectName(f"prices_import_row_{place}")
            self.column.addWidget(label)
        if len(seen.skipped) > MOST_TOLD:
            rest = len(seen.skipped) - MOST_TOLD
            self.column.addWidget(w.text_label(_.plural("and {n} more", "and {n} more", rest), "small", "muted"))
        self.keep.setText(_.plural("Take over {n} price", "Take over {n} prices", seen.taken))
        self.keep.setAccessibleName(self.keep.text())
        self.keep.setEnabled(seen.taken > 0)
