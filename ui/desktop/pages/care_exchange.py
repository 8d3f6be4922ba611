"""The card about files in and out: the way to taking records from a file, and the book written out for others."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from kpmbooks.problems import N_, Cancelled, KpmError
from reports.exports import EXPORTS
from ui.desktop import widgets as w
from ui.desktop.last_folder import keep_last_folder, last_folder
from ui.desktop.pages import export_work
from ui.desktop.pages.said_strip import SaidStrip
from ui.desktop.pages.work_place import WorkPlace
from ui.desktop.session import Session, problems_of
from ui.desktop.tasks import Job, Tasks
from ui.desktop.widgets.card import StripTone
from ui.home_folder import home_folder

FORMS: Final = (
    ("xlsx", N_("Excel, all reports"), "file-xls"),
    ("csv-excel", N_("CSV for Excel"), "file-csv"),
)
"""Forms with a button of their own: name in ``EXPORTS``, words, picture."""

OTHERS: Final = (
    ("csv", N_("General CSV, all records"), "file-csv"),
    ("json", N_("JSON, the whole book"), "file-text"),
    ("hledger", N_("Text for hledger"), "file-text"),
    ("beancount", N_("Text for beancount"), "file-text"),
)
"""The rest, in a list that drops from a button."""


class ExchangeCard(w.Card):
    """``go`` leads to the page that takes records from a file."""

    go = Signal(str, object)

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        _ = session._
        super().__init__(
            _("From a file, into a file"), picture="arrows-left-right", tone="primary", object_name="care_exchange",
            parent=parent,
        )  # fmt: skip
        self._session = session
        self._tasks = tasks
        self._home = home_folder()
        self._job: Job | None = None
        self._folder: Path | None = None
        self._left = False
        self.take = w.Button(_("Take from a file"), object_name="take_from_file", picture="file-csv")
        self.which = w.text_label("", "base", wrap=True)
        self.which.setObjectName("export_which")
        self.keyed = w.Strip(
            _("Files saved here have no passcode: whoever gets one can read it."), tone="warn", picture="lock-key"
        )
        self.told = SaidStrip(object_name="export_told")
        self.open = w.Button(_("Open the folder"), object_name="export_open", picture="folder-open")
        self.work = WorkPlace(_, object_name="export_work", in_pages=False)
        self.forms = {
            form: w.Button(_(words), object_name=f"export_{form}", picture=picture) for form, words, picture in FORMS
        }
        self.names = w.Check(_("With names of people"), object_name="export_names")
        self.others = w.Button(_("More forms"), object_name="export_others", picture="caret-down", weight="bold")
        self._lay_out()
        self.take.clicked.connect(lambda: self.go.emit("import", None))
        for form, button in self.forms.items():
            button.clicked.connect(lambda _checked=False, form=form: self.ask_file(form))
        self.others.clicked.connect(self.open_others)
        self.open.clicked.connect(self._open_folder)
        session.left.connect(self._leave)

    def refresh(self) -> None:
        """Say whose records are written out."""
        session = self._session
        several = len(session.ledgers) > 1
        self.which.setText(
            session._("The records of “{ledger}”:", ledger=session.owner_shown(session.ledger.name)) if several else ""
        )
        self.which.setVisible(several)
        self.keyed.setVisible(session.book.key is not None)
        self.take.setEnabled(session.book.mode == "write")

    def arrive(self) -> None:
        """Somebody was sent here to take records from a file."""
        self.take.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_others(self) -> None:
        """Show the other forms."""
        menu = w.ActList(self.others.label(), object_name="export_menu", parent=self)
        for form, words, picture in OTHERS:
            menu.offer(self._session._(words), partial(self.ask_file, form), name=f"export_{form}", picture=picture)
        menu.open_under(self.others)

    def ask_file(self, form: str) -> None:
        """Ask where to; a name is proposed, and what is there already is asked about before it is replaced."""
        session = self._session
        suffix = EXPORTS[form].suffix
        name = export_work.file_name(session.book, form, session.ledger, session.today())
        dialog = QFileDialog(self, session._("Save as file"), str(last_folder(self._home)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setObjectName("export_dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{suffix.removeprefix('.').upper()} (*{suffix})")
        dialog.setDefaultSuffix(suffix.removeprefix("."))
        dialog.selectFile(name)
        dialog.fileSelected.connect(lambda chosen: self.save(form, Path(chosen)))
        dialog.open()

    def save(self, form: str, target: Path) -> None:
        """Write the book into ``target``, beside the window."""
        session, today = self._session, self._session.today()
        book, ledger, names = session.book, session.ledger, self.names.isChecked()
        self.told.hide()
        self.open.hide()
        self._may_press(False)
        self.work.begin(session._("Saving {file}", file=target.name), lambda: self._job.cancel() if self._job else None)
        self._job = self._tasks.run(
            lambda progress: export_work.export(book, form, ledger, target, today, progress, names=names),
            self._saved, self._failed, lambda done, total: None if self._left else self.work.tell(done, total),
        )  # fmt: skip

    def _leave(self) -> None:
        """The book is left: stop, and hear nothing of it any more."""
        self._left = True
        if self._job is not None:
            self._job.cancel()

    def _saved(self, target: Path) -> None:
        if self._left:
            return
        self._folder = target.parent
        keep_last_folder(self._home, target.parent)
        self._end(
            self._session._("Saved: {file}, in {folder}", file=target.name, folder=target.parent.name), "money_in"
        )
        self.open.show()

    def _failed(self, error: Exception) -> None:
        _ = self._session._
        if self._left:
            return
        if isinstance(error, Cancelled):
            self._end(_("Stopped. Nothing was saved."), "warn")
        elif isinstance(error, KpmError):
            self._end(" ".join(map(_.problem, problems_of(error))), "out")
        else:
            self._end(_("Stopped. Nothing was saved."), "warn")

    def _end(self, words: str, tone: StripTone) -> None:
        self.work.end()
        self._may_press(True)
        self.told.say(words, tone)
        w.announce(self.told, words)

    def _may_press(self, may: bool) -> None:
        for button in (*self.forms.values(), self.others):
            button.setEnabled(may)

    def _open_folder(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def _lay_out(self) -> None:
        _ = self._session._
        self.body.addWidget(
            w.text_label(_("A cash book or bank statement in Excel or CSV can be taken into this book."), wrap=True)
        )
        self.body.addWidget(self.take, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(w.rule())
        self.body.addWidget(w.text_label(_("This book can be saved for Excel and other programs."), wrap=True))
        self.body.addWidget(self.which)
        self.body.addWidget(self.keyed)
        self.body.addWidget(self.names)
        acts = w.Flow(spacing=8)
        for button in (*self.forms.values(), self.others):
            acts.add(button)
        self.body.addWidget(acts)
        self.body.addWidget(self.told)
        self.body.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.work)
        self.open.hide()
        self.body.addStretch(1)
