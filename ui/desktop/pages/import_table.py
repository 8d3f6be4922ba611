"""The rows of a file on the screen: a table for each kind of file, the sentence about the row that is chosen."""

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from kpmbooks.exchange.understanding import Line, What
from ui.desktop import widgets as w
from ui.desktop.pages.import_kind_choice import KindChoice
from ui.desktop.pages.import_rows import FileRows, RowKey, columns_for
from ui.desktop.pages.import_work import Looked
from ui.desktop.session import Session
from ui.desktop.theme import look


class ImportTable(QWidget):
    """Shows what was looked at. ``sorted_as`` carries a line and the kind that it, and all like it, shall become.

    ``spoke`` tells whether there is a sentence about the chosen row.
    """

    sorted_as = Signal(object, str)
    spoke = Signal(bool)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._ = session._
        self._looked: Looked | None = None
        self._only_bad = self._tight = False
        self._line: Line | None = None
        self._tables: dict[What, w.RegisterTable] = {}
        self.rows: FileRows | None = None
        self.nothing = w.EmptyState("check-circle", self._("No row has a problem"), object_name="import_nothing")
        self.words = w.text_label("", "base", wrap=True)
        self.words.setObjectName("import_words")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 0)
        column.setSpacing(0)
        column.addWidget(self._stack, 1)
        column.addWidget(self.words)
        self.words.hide()
        self.kinds = KindChoice(self)
        self.kinds.picked.connect(self._picked)
        self.kinds.closed.connect(lambda: self.table().setFocus(Qt.FocusReason.OtherFocusReason))

    def show_rows(self, looked: Looked, *, only_bad: bool, anew: bool) -> None:
        """Show all rows, or those with a problem; ``anew`` begins at the first, otherwise they stay where they are."""
        was = self._looked.understood.what if self._looked else None
        anew = anew or was != looked.understood.what or only_bad != self._only_bad
        self._looked, self._only_bad = looked, only_bad
        self.rows = FileRows(self._session, looked, only_bad=only_bad, tight=self._tight)
        table = self.table()
        self._fit_columns()
        if anew:
            table.set_source(self.rows, at_end=False)
            table.choose(self.rows.first_to_look_at())
        else:
            chosen, place = table.currentIndex().row(), table.verticalScrollBar().value()
            table.renew(self.rows)
            table.selectRow(min(max(chosen, 0), self.rows.count() - 1))
            table.verticalScrollBar().setValue(place)
        self._stack.setCurrentWidget(table if self.rows.count() else self.nothing)
        self._say_row()

    def set_tight(self, tight: bool) -> None:
        """Give up columns where it is narrow: the picture tells the state, the description the kind."""
        if tight != self._tight:
            self._tight = tight
            if self._looked is not None:
                self.show_rows(self._looked, only_bad=self._only_bad, anew=False)
        worn = look()
        self.words.setContentsMargins(worn.px(18), worn.px(6), worn.px(18), worn.px(6))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.kinds.hidePopup()  # its row is elsewhere now

    def table(self) -> w.RegisterTable:
        """The table of the kind of file that is shown."""
        assert self._looked is not None
        what = self._looked.understood.what
        if what not in self._tables:
            table = w.RegisterTable(
                columns_for(what, self._), object_name=f"import_rows_{what}", accessible_name=self._("Rows of the file")
            )
            table.selectionModel().currentRowChanged.connect(lambda _new, _old: self._say_row())
            table.opened.connect(self._open)
            self._stack.addWidget(table)
            self._tables[what] = table
        return self._tables[what]

    def _open(self, key: object) -> None:
        """Ask what the row shall be recorded as, where it can be something else."""
        looked = self._looked
        if looked is None or not isinstance(key, RowKey) or key.line is None or self.rows is None:
            return
        if looked.understood.what != "cash" or key.state != "new":
            return
        line = self._line = key.line
        table = self.table()
        kinds = looked.fitting[(line.amount or 0) > 0]
        count = self.rows.alike(line)
        question = self._.plural(
            "What is “{text}” recorded as? {n} row", "What is “{text}” recorded as? {n} rows", count, text=line.text
        )
        names = [(self._session.kind_name(kind), kind) for kind in kinds]
        self.kinds.open_at(self._cell(table), question, names, looked.kind_of(line))

    def _cell(self, table: w.RegisterTable) -> QRect:
        places = {column.key: place for place, column in enumerate(table.rows.columns)}
        column = places["what"] if table.isColumnHidden(places["kind"]) else places["kind"]
        cell = table.visualRect(table.rows.index(table.currentIndex().row(), column))
        return QRect(table.viewport().mapTo(self, cell.topLeft()), cell.size())

    def _picked(self, kind: str) -> None:
        line = self._line
        if line is None or self.rows is None:
            return
        count, name = self.rows.alike(line), self._session.kind_name(kind)
        self.sorted_as.emit(line, kind)
        self._say(
            self._.plural(
                "{n} row “{text}” becomes: {kind}.",
                "{n} rows “{text}” become: {kind}.",
                count,
                text=line.text,
                kind=name,
            )
        )

    def _say_row(self) -> None:
        row = self.table().current_row() if self._looked else None
        key = row.key if row is not None else None
        if not isinstance(key, RowKey) or not key.words:
            self._say("")
        elif key.line is None:
            self._say(key.words)
        else:
            self._say(self._("Row {row}: {words}", row=key.line.number, words=key.words))

    def _say(self, words: str) -> None:
        self.words.setText(words)
        self.words.setVisible(bool(words))
        self.spoke.emit(bool(words))
        if words:
            w.announce(self.words, words)

    def _fit_columns(self) -> None:
        gives_way: Callable[[str], bool] = {
            (False, False): lambda _key: False,
            (True, False): lambda key: key in ("number", "kind", "state", "code"),
            (False, True): lambda key: key in ("one", "other", "kind", "state"),
            (True, True): lambda key: key in ("one", "other", "kind", "state", "day", "code"),
        }[self._tight, self._only_bad]
        table = self.table()
        for place, column in enumerate(table.rows.columns):
            table.setColumnHidden(place, gives_way(column.key))
