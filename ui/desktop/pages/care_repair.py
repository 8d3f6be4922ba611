"""The card about checking and repairing: does everything in the book hold, and what can be done when it does not."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kpmbooks import house
from kpmbooks.house import CheckResult
from kpmbooks.problems import Cancelled, StorageError
from kpmbooks.progress import Progress
from ui.desktop import widgets as w
from ui.desktop.asks import RepairBook
from ui.desktop.pages.lines_dialog import LinesDialog
from ui.desktop.pages.question_dialog import QuestionDialog
from ui.desktop.pages.said_strip import SaidStrip
from ui.desktop.pages.work_place import WorkPlace
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks


class RepairCard(w.Card):
    """Checks beside the window. Repairing is the window's: the book is closed for it and opened again."""

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        _ = session._
        super().__init__(
            _("Check the book"), picture="first-aid-kit", tone="primary", object_name="care_repair", parent=parent
        )
        self._session = session
        self._tasks = tasks
        self._lines: tuple[str, ...] = ()
        self.about = w.text_label(
            _("Looks at every record: sums, order, and whether anything was changed afterwards."), "base", wrap=True
        )
        self.check = w.Button(_("Check the book"), object_name="check_book", picture="magnifying-glass")
        self.told = SaidStrip(object_name="check_told")
        self.work = WorkPlace(_, object_name="check_work", in_pages=False)
        self.repair = w.Button(_("Repair the book"), object_name="repair_book", picture="wrench", role="primary")
        self.details = w.Button(_("What does not hold"), object_name="check_details", role="link")
        acts = w.Flow(spacing=8)
        for button in (self.check, self.repair, self.details):
            acts.add(button)
        for part in (self.about, acts, self.told, self.work):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.repair.hide()
        self.details.hide()
        self.check.clicked.connect(self.check_book)
        self.repair.clicked.connect(self.ask_to_repair)
        self.details.clicked.connect(self.show_details)

    def refresh(self) -> None:
        """What was found stays: it belongs to the moment of checking."""

    def arrive(self) -> None:
        """Somebody was sent here to have the book repaired: it is checked first."""
        self.check.setFocus(Qt.FocusReason.OtherFocusReason)
        self.check_book()

    def check_book(self) -> None:
        """Check the book and say what was found."""
        book = self._session.book

        def work(progress: Progress) -> CheckResult:
            with book.read() as reader:
                return house.check(reader, progress)

        def failed(error: Exception) -> None:
            self._end()
            if isinstance(error, StorageError):
                self._say_faults((self._session._.problem(error.problem),), figures=True)
            elif isinstance(error, Cancelled):
                self.told.say(self._session._("The check was stopped. Nothing is known yet."), "")

        self._begin()
        self.work.begin(self._session._("Checking the book"), lambda: job.cancel())  # noqa: PLW0108 - there is no job yet
        job = self._tasks.run(work, self._found, failed, self.work.tell)

    def ask_to_repair(self) -> None:
        """Ask whether the book is to be written anew."""
        _ = self._session._
        dialog = QuestionDialog(
            _("Write this book anew?"),
            _("Everything that can be read goes into a new file. The file as it is now is kept beside it, unchanged."),
            act=_("Repair the book"),
            rest=_("Leave it as it is"),
            object_name="repair_question",
            picture="first-aid-kit",
            parent=self,
        )
        dialog.agreed.connect(lambda: self._session.asked.emit(RepairBook()))
        dialog.open()

    def show_details(self) -> None:
        """Show everything that does not hold, for whoever helps."""
        LinesDialog(self._session._, self._session._("What does not hold"), self._lines, self).open()

    def _begin(self) -> None:
        for part in (self.told, self.repair, self.details):
            part.hide()
        self.check.setEnabled(False)

    def _end(self) -> None:
        self.work.end()
        self.check.setEnabled(True)

    def _found(self, result: CheckResult) -> None:
        _ = self._session._
        self._end()
        if result.ok:
            checked = _.plural("{n} record was checked.", "{n} records were checked.", result.entries)
            holds = _("Everything in this book holds.")
            self._say(f"{checked} {holds}", good=True)
            return
        lines = tuple(f"{fault.where}: {_.problem(fault.problem)}" for fault in result.faults)
        grave = any(fault.code not in house.BESIDE_THE_FIGURES for fault in result.faults)
        self._say_faults(lines, figures=grave)

    def _say_faults(self, lines: tuple[str, ...], *, figures: bool) -> None:
        _ = self._session._
        self._lines = lines
        if figures:
            self._say(_("This book is damaged: figures in it may be wrong. Let it be repaired."), good=False)
        else:
            self._say(_("This book needs tidying; its figures are right. Let it be repaired."), good=False)
        self.details.show()
        book = self._session.book
        self.repair.setVisible(book.path is not None and book.mode == "write")

    def _say(self, words: str, *, good: bool) -> None:
        self.told.say(words, "money_in" if good else "warn")
        w.announce(self.told, words)
