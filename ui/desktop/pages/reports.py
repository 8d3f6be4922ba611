"""The reports: choose one, see it as it will be on paper, print it or save it as a file."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QStandardPaths, Qt
from PySide6.QtGui import QAction, QHideEvent
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from kpmbooks.dates import format_period
from kpmbooks.i18n import translator
from kpmbooks.problems import Cancelled
from ui.desktop.pages.fixed_page import FixedPage
from ui.desktop.pages.report_choices import ReportChoices, read_parts
from ui.desktop.pages.report_work import Format, draw_for_print, draw_preview, save
from ui.desktop.pages.said_strip import SaidStrip
from ui.desktop.pages.wishes import ReportWish
from ui.desktop.pages.work_place import WorkPlace
from ui.desktop.printing import PrintRun, printer_for
from ui.desktop.session import Session, problems_of
from ui.desktop.tasks import Job, Tasks
from ui.desktop.theme import look
from ui.desktop.widgets import Button, Card, EmptyState, Span, announce, text_label
from ui.desktop.widgets.card import StripTone
from ui.desktop.widgets.paper_view import PaperView

FORMATS: tuple[tuple[Format, str, str], ...] = (
    ("pdf", "PDF", "file-pdf"),
    ("xlsx", "Excel (XLSX)", "file-xls"),
    ("csv", "CSV", "file-csv"),
)


class ReportsPage(FixedPage):
    """The page; ``arrive`` takes a ``ReportWish``. Only what is really printed or saved gets a check code."""

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(session, tasks, object_name="reports_page", parent=parent)
        _ = session._
        self._preview: Job | None = None
        self._turn = 0
        self._awaited: int | None = None
        self._job: Job | None = None
        self._run: PrintRun | None = None
        self._folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self.choices = ReportChoices(session, self)
        self.pages = text_label("", "small", "muted")
        self.save = Button(_("Save as file"), object_name="reports_save", picture="download-simple")
        self.print = Button(_("Print"), object_name="reports_print", role="primary", picture="printer")
        self.paper = PaperView(
            object_name="reports_paper", accessible_name=_("The report on paper"), covered=_("Amounts are covered.")
        )
        self.paper.pages_changed.connect(self._count_pages)
        self.told = SaidStrip(object_name="reports_told")
        self.drawing = WorkPlace(_, object_name="reports_drawing")
        self.working = WorkPlace(_, object_name="reports_working")
        self.empty = EmptyState(
            "chart-bar",
            _("Nothing to print yet"),
            _("Begin with the money that moves today."),
            object_name="reports_empty",
            button=_("Record the first one"),
            button_picture="note-pencil",
        )
        self._lay_out()
        self.setFocusProxy(self.choices.name)
        self.choices.changed.connect(self._draw)
        self.save.clicked.connect(self._open_formats)
        self.print.clicked.connect(self._ask_printer)
        self.empty.pressed.connect(lambda: self.go.emit("record", None))

    def refresh(self) -> None:
        """Offer what the ledger has and draw the report anew."""
        parts = self.session.ask(lambda reader: read_parts(reader, self.session))
        if parts is None:
            return
        self.choices.offer(parts)
        self.paper.setHidden(parts.is_empty)
        self._empty_card.setVisible(parts.is_empty)
        for button in (self.save, self.print):
            button.setEnabled(not parts.is_empty)
        if not parts.is_empty:
            self._draw()

    def arrive(self, wish: Any) -> None:
        """Show the report that was wished for."""
        if isinstance(wish, ReportWish):
            self.choices.follow(wish)
            self.look_again()

    def other_ledger(self) -> None:
        """Forget the purses of the ledger before."""
        self.choices.forget()
        self.look_again()

    def arrange(self, now: Span) -> None:
        """The list of reports stands beside the paper where there is room, else a drop-down list above it."""
        wide, narrow = now == "wide", now == "narrow"
        choices = self.choices
        self._side.setVisible(wide)
        choices.name.setVisible(not wide)
        for part in (choices.account_part, choices.fund_part, choices.size_part):
            (self._foot if wide else self._upper).addWidget(part)
            part.label.setVisible(wide)
        self.setFocusProxy(choices.names if wide else choices.name)
        self.pages.setHidden(narrow)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        # Drawing reads the book, and who goes elsewhere may be about to write in it.
        if self._awaited is not None and not event.spontaneous():
            self._stop_preview()
            self._stale = True

    def save_as(self, target: Path, wanted: Format) -> None:
        """Save what is chosen as a file, beside the window."""
        wish, today = self.choices.wish(), self.session.today()
        self._begin_work(self.session._("Saving {file}", file=target.name))
        self._job = self.tasks.run(
            lambda progress: save(wish, target, wanted, today, progress), self._saved, self._refused, self.working.tell
        )

    def print_to(self, printer: QPrinter) -> None:
        """Print what is chosen; its check code is listed once the printer takes the job."""
        run = PrintRun(printer, self)
        if not run.begin():
            self._say(self.session._("The printer does not answer. Check it, then print again."), "out")
            return
        run.progressed.connect(self.working.tell)
        run.finished.connect(self._printed)
        self._run = run
        wish, today = self.choices.wish(), self.session.today()
        self._begin_work(self.session._("Printing"))
        self._job = self.tasks.run(
            lambda progress: draw_for_print(wish, today, progress), run.print_pdf, self._refused, self.working.tell
        )

    def _lay_out(self) -> None:
        choices = self.choices
        self._side = Card(object_name="reports_side")
        self._side.body.addWidget(choices.names, 1)
        self._foot = QVBoxLayout()
        self._foot.setSpacing(12)
        self._side.body.addLayout(self._foot)
        self._upper, self._lower = QHBoxLayout(), QHBoxLayout()
        self._upper.addWidget(choices.name, 1)
        for button in (self.save, self.print):
            button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
        for widget in (choices.period, self.pages, self.save, self.print):
            self._lower.addWidget(widget)
        self._lower.insertStretch(1, 1)
        self._empty_card = Card(object_name="reports_card")
        whole = QVBoxLayout()
        for place in (self._upper, self._lower):
            place.setSpacing(12)
            whole.addLayout(place)
        whole.addWidget(self.told)
        whole.addWidget(self.working)
        whole.addWidget(self.drawing)
        whole.addWidget(self.paper, 1)
        whole.addWidget(self._empty_card, 1)
        whole.setSpacing(12)
        self._empty_card.body.addWidget(self.empty)
        self._empty_card.hide()
        across = QHBoxLayout()
        across.setSpacing(16)
        across.addWidget(self._side)
        across.addLayout(whole, 1)
        self.column.addLayout(across, 1)

    def _draw(self) -> None:
        """Draw the preview; what was being drawn before is no longer wanted."""
        self._stop_preview()
        self.told.hide()
        self.paper.clear()
        self.pages.setText("")
        wish = self.choices.wish()
        self._turn += 1
        turn = self._awaited = self._turn
        self.drawing.begin(self.session._("Making the report"), self._give_up_preview)
        self._preview = self.tasks.run(
            lambda progress: draw_preview(wish, progress),
            lambda pdf: self._drawn(turn, pdf),
            lambda error: self._not_drawn(turn, error),
            lambda page, pages: self.drawing.tell(page, pages) if turn == self._awaited else None,
        )

    def _drawn(self, turn: int, pdf: bytes) -> None:
        if turn == self._awaited:
            self._awaited = None
            self.drawing.end()
            self.paper.show_pdf(pdf)

    def _not_drawn(self, turn: int, error: Exception) -> None:
        if turn == self._awaited:
            self._awaited = None
            self.drawing.end()
            if not isinstance(error, Cancelled):
                self.session.failed.emit(problems_of(error))

    def _stop_preview(self) -> None:
        self._awaited = None
        self.drawing.end()
        if self._preview is not None:
            self._preview.cancel()

    def _give_up_preview(self) -> None:
        self._stop_preview()
        self._say(self.session._("The report was not made."), "")

    def _count_pages(self, pages: int) -> None:
        self.pages.setText(self.session._.plural("{n} page", "{n} pages", pages))

    def _open_formats(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setObjectName("reports_formats")
        for wanted, name, picture in FORMATS:
            act = QAction(look().icon(picture), name, menu)
            act.setObjectName(f"reports_{wanted}")
            act.triggered.connect(lambda _checked=False, wanted=wanted: self._ask_file(wanted))
            menu.addAction(act)
        menu.popup(self.save.mapToGlobal(QPoint(0, self.save.height() + 4)))

    def _ask_file(self, wanted: Format) -> None:
        _ = self.session._
        dialog = QFileDialog(self, _("Save as file"), self._folder)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setObjectName("reports_file")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{wanted.upper()} (*.{wanted})")
        dialog.setDefaultSuffix(wanted)
        dialog.selectFile(f"{self._file_name()}.{wanted}")
        dialog.fileSelected.connect(lambda name: self.save_as(Path(name), wanted))
        dialog.open()

    def _file_name(self) -> str:
        """The report's name, whose it is and the time it is of, in letters that every disk takes."""
        wish, paper = self.choices.wish(), translator()
        words = f"{paper(wish.report.title)} {wish.request.ledger.name} {format_period(wish.request.period)}"
        return "".join(letter if letter.isalnum() or letter in " -." else "-" for letter in words)

    def _ask_printer(self) -> None:
        wish = self.choices.wish()
        printer = printer_for(wish.size, self._file_name())
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setObjectName("reports_printer")
        dialog.accepted.connect(lambda: self.print_to(printer))
        QDialog.open(dialog)  # its own ``open`` wants a slot by name

    def _begin_work(self, title: str) -> None:
        self.told.hide()
        for button in (self.save, self.print):
            button.setEnabled(False)
        self.working.begin(title, self._stop_work)

    def _end_work(self, words: str, tone: StripTone) -> None:
        self.working.end()
        self._job = None
        for button in (self.save, self.print):
            button.setEnabled(True)
        self._say(words, tone)

    def _stop_work(self) -> None:
        if self._job is not None:
            self._job.cancel()
        if self._run is not None:
            self._run.stop()

    def _saved(self, target: Path) -> None:
        self._folder = str(target.parent)
        words = self.session._("Saved: {file}, in {folder}", file=target.name, folder=target.parent.name)
        self._end_work(words, "money_in")

    def _printed(self, whole: bool) -> None:
        if self._run is not None:
            self._run.deleteLater()
            self._run = None
        _ = self.session._
        if whole:
            self._end_work(_("Sent to the printer."), "money_in")
        else:
            self._end_work(_("It was not printed."), "warn")

    def _refused(self, error: Exception) -> None:
        if self._run is not None:
            self._run.stop()
        if isinstance(error, Cancelled):
            self._end_work(self.session._("Stopped. Nothing was saved."), "warn")
        else:
            self._end_work(" ".join(map(self.session._.problem, problems_of(error))), "out")

    def _say(self, words: str, tone: StripTone) -> None:
        self.told.say(words, tone)
        announce(self.told, words)
