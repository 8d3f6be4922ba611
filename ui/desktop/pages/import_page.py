"""Taking records from a file: choose it, look at what was understood, correct how it is read, record it, undo it.

All of it is one page. What was understood is only shown; nothing is written before the button that says how much.
"""

from dataclasses import replace
from pathlib import Path
from typing import Any, Final, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from ui.desktop import widgets as w
from ui.desktop.dropping import SUFFIXES
from ui.desktop.last_folder import last_folder
from ui.desktop.pages.fixed_page import FixedPage
from ui.desktop.pages.import_foot import ImportFoot
from ui.desktop.pages.import_reading import WHAT_WORDS, ReadingForm
from ui.desktop.pages.import_run import ImportRun
from ui.desktop.pages.import_table import ImportTable
from ui.desktop.pages.import_work import Looked
from ui.desktop.pages.said_strip import SaidStrip
from ui.desktop.pages.short_label import ShortLabel
from ui.desktop.pages.work_place import WorkPlace
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks
from ui.desktop.theme import look, wear
from ui.desktop.widgets.card import StripTone
from ui.home_folder import home_folder

LOW: Final = 18
"""Below so many em of height the page has room for either the sums or a sentence."""


class ImportPage(FixedPage):
    """The page; ``arrive`` takes the path of a file. ``go`` leads to the cash book."""

    TOPICS = frozenset({"entries", "accounts", "ledgers", "settings"})

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(session, tasks, object_name="import_page", parent=parent)
        _ = session._
        self.run = ImportRun(session, tasks, self)
        self.empty = w.EmptyState(
            "file-csv",
            _("Take records from a file"),
            _("A cash book, a bank statement or a list, as Excel or CSV. First you only look."),
            object_name="import_empty",
            button=_("Choose a file"),
            button_picture="folder-open",
        )
        self.views = w.SegmentedSwitch(
            (
                w.Segment("rows", _("All rows"), "list"),
                w.Segment("bad", _("Problems"), "warning-circle"),
                w.Segment("reading", _("How it is read"), "gear"),
            ),
            object_name="import_views",
            accessible_name=_("What to see"),
        )
        self.name = ShortLabel("", "base", "muted")
        self.other = w.Button(_("Another file"), object_name="import_other", picture="folder-open")
        self.told = SaidStrip(object_name="import_told")
        self.undo = w.Button(_("Undo"), object_name="import_undo", picture="arrow-u-up-left", weight="bold")
        self.see = w.Button(_("See the cash book"), object_name="import_see", picture="notebook")
        self.work = WorkPlace(_, object_name="import_work", in_pages=False)
        self.table = ImportTable(session)
        self.form = ReadingForm(session)
        self.foot = ImportFoot(_)
        self.partial = w.Check(_("Take only what is right"), object_name="import_partial")
        self.why = ShortLabel("", "base", "muted")
        self.why.setObjectName("import_why")
        self.record = w.Button("", object_name="import_record", role="primary", picture="note-pencil")
        self._lay_out()
        self.empty.pressed.connect(self.ask_file)
        self.other.clicked.connect(self.ask_file)
        self.views.chosen.connect(lambda _view: self._show())
        self.form.chosen.connect(self.run.correct)
        self.table.sorted_as.connect(self.run.sort_as)
        self.table.spoke.connect(lambda _speaks: self._make_room())
        self.partial.clicked.connect(lambda ticked: self.run.correct(replace(self.run.choices, partial=ticked)))
        self.record.clicked.connect(self.run.take)
        self.undo.clicked.connect(self.run.take_back)
        self.see.clicked.connect(lambda: self.go.emit("cash_book", None))
        self.run.seen.connect(self._seen)
        self.run.moved.connect(self._settle)
        self.run.said.connect(self._say)
        self.run.began.connect(lambda title: self.work.begin(title, self.run.stop))
        self.run.far.connect(self.work.tell)
        self.run.ended.connect(self.work.end)
        self._settle()

    def refresh(self) -> None:
        """Look again at what the file comes to in the book as it is now."""
        self.run.look()

    def arrive(self, wish: Any) -> None:
        """Read a file."""
        if isinstance(wish, Path):
            self.open_path(wish)

    def is_whole(self) -> bool:
        """Whether the file that was chosen has been looked at."""
        return not self.run.looks

    def ask_file(self) -> None:
        """Ask for a file."""
        _ = self.session._
        dialog = QFileDialog(self, _("Choose a file"), str(last_folder(home_folder())))
        dialog.setObjectName("import_dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        endings = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        tables = _("Tables")
        dialog.setNameFilters([f"{tables} ({endings})", _("All Files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.open_path(Path(name)))
        dialog.open()

    def open_path(self, path: Path) -> None:
        """Read the file and show what was understood."""
        if not self.run.writes:
            self.told.hide()
            self.run.open_path(path)

    def arrange(self, now: w.Span) -> None:
        """Where it is tight, the file's name and some columns give way."""
        narrow = now == "narrow"
        self.name.setVisible(not narrow)
        _ = self.session._
        self.other.setText("" if narrow else _("Another file"))
        self.other.setProperty("bare", narrow)
        wear(self.other)
        self.table.set_tight(narrow)
        self.foot.set_tight(now != "wide")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Where the page is very low the sums give way to the sentence about a row, not the rows."""
        low = self.height() < LOW * look().em
        speaks = self._within.currentWidget() is self.table and not self.table.words.isHidden()
        self.foot.setVisible(bool(self.foot.counts.text()) and not (low and speaks))

    def other_ledger(self) -> None:
        """Boxes and kinds are those of the other ledger now."""
        self.run.choices = replace(self.run.choices, account=None, kinds={})
        self.look_again()

    def _seen(self, is_new: bool) -> None:
        looked = self.run.looked
        assert looked is not None
        if self.run.batch is not None and self.run.batch != getattr(self.session.undoable(), "batch", None):
            self.run.batch = None  # it was undone at the top of the window, or something else was recorded since
            self.told.hide()
        stuck = not looked.is_read or bool(looked.problems)
        if is_new or stuck:
            self.views.set_current("reading" if stuck else "rows")
        self._show(anew=is_new)

    def _show(self, *, anew: bool = False) -> None:
        """Show what the file comes to, in the view that is chosen."""
        looked = self.run.looked
        if looked is None:
            return
        view = self.views.current()
        if view == "reading":
            self.form.show_reading(looked, self.run.choices)
        self.table.show_rows(looked, only_bad=view == "bad", anew=anew)
        self._within.setCurrentWidget(self.form if view == "reading" else self.table)
        self.setFocusProxy(self.form.what if view == "reading" else self.table.table())
        if anew:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.foot.show_counts(looked)
        self._make_room()
        self._settle()

    def _settle(self) -> None:
        """What can be done now, and in which words."""
        _, looked = self.session._, self.run.looked
        self._either.setCurrentWidget(self.empty if looked is None else self._filled)
        busy = self.run.looks or self.run.writes
        for part in (self.views, self.form, self.table, self.other, self.partial):
            part.setEnabled(not self.run.writes)
        self.undo.setVisible(self.run.batch is not None and not self.told.isHidden())
        self.undo.setEnabled(not self.run.writes)
        self.see.setVisible(self.run.batch is not None and not self.told.isHidden())
        if looked is None or self.run.file is None:
            assert self.empty.button is not None  # it was given words
            self.setFocusProxy(self.empty.button)  # the page itself is nothing that can be pressed
            return
        what = _(WHAT_WORDS[looked.understood.what])
        self.name.setText(
            _("{file}: {what}, money in “{box}”", file=self.run.file.name, what=what, box=looked.box.name)
            if looked.box
            else f"{self.run.file.name}: {what}"
        )
        self.other.setAccessibleName(_("Another file instead of {file}", file=self.run.file.name))
        count = looked.outcome.taken if looked.outcome else 0
        self.record.setText(self._act(looked, count))
        self.record.setAccessibleName(self.record.label())
        may = self.session.book.mode == "write" and bool(count) and (not looked.bad or self.run.choices.partial)
        self.record.setEnabled(may and not busy)
        self.partial.setVisible(bool(looked.bad) and looked.is_read)
        self.partial.setChecked(self.run.choices.partial)
        self.why.setText(self._why_not(looked, count))
        self.why.setVisible(bool(self.why.text()))
        self._acts.setVisible(bool(count or looked.bad or self.run.batch is None))

    def _act(self, looked: Looked, count: int) -> str:
        """What the button does, with how many."""
        _ = self.session._
        if not count:
            return _("Record")
        match looked.understood.what:
            case "cash":
                return _.plural("Record {n} row", "Record {n} rows", count)
            case "journal":
                return _.plural("Take {n} record", "Take {n} records", count)
            case "accounts":
                return _.plural("Take {n} account", "Take {n} accounts", count)
            case "opening":
                return _("Take the opening balances")

    def _why_not(self, looked: Looked, count: int) -> str:
        """Why nothing can be recorded now, in a few words."""
        _ = self.session._
        if self.session.book.mode != "write":
            return _("This book was opened to look at only.")
        if looked.bad and not self.run.choices.partial and looked.is_read:
            return _("Correct the file, or:")
        if looked.outcome is not None and not count and not looked.bad:
            return _("Nothing in this file is new.")
        return ""

    def _say(self, words: str, tone: str) -> None:
        self.told.say(words, cast(StripTone, tone))
        w.announce(self.told, words)
        self._settle()

    def _lay_out(self) -> None:
        self.other.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._filled = QWidget()
        bar = QHBoxLayout()
        bar.setSpacing(12)
        bar.addWidget(self.views)
        bar.addWidget(self.name, 1)
        bar.addStretch()
        bar.addWidget(self.other)
        sheet = QFrame()
        wear(sheet, role="card")
        inside = QVBoxLayout(sheet)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        self._within = QStackedWidget()
        self._within.addWidget(self.table)
        self._within.addWidget(self.form)
        inside.addWidget(self._within, 1)
        line = QFrame()
        wear(line, role="line", strong=True)
        inside.addWidget(line)
        inside.addWidget(self.foot)
        self._acts = QWidget()
        acts = QHBoxLayout(self._acts)
        acts.setContentsMargins(0, 0, 0, 0)
        acts.setSpacing(12)
        acts.addWidget(self.why)
        acts.addWidget(self.partial)
        acts.addStretch()
        acts.addWidget(self.record)
        column = QVBoxLayout(self._filled)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(bar)
        column.addWidget(sheet, 1)
        column.addWidget(self._acts)
        said = QHBoxLayout()
        said.setSpacing(12)
        said.addWidget(self.told, 1)
        said.addWidget(self.undo)
        said.addWidget(self.see)
        self._either = QStackedWidget()
        self._either.addWidget(self.empty)
        self._either.addWidget(self._filled)
        self.column.addLayout(said)
        self.column.addWidget(self.work)
        self.column.addWidget(self._either, 1)
