"""A paper on the screen: drawn beside the window, then printed or saved; what went out carries a check code.

The controls belong here, their places to the page. Only what is really printed or saved is listed in the book.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QSizePolicy, QWidget

from kpmbooks.dates import format_period
from kpmbooks.i18n import translator
from kpmbooks.problems import Cancelled
from ui.desktop.pages.card_dialog import CardDialog
from ui.desktop.pages.report_work import Format, Wish, draw_for_print, draw_preview, save
from ui.desktop.pages.said_strip import SaidStrip
from ui.desktop.pages.work_place import WorkPlace
from ui.desktop.printing import PrintRun, printer_for
from ui.desktop.session import Session, problems_of
from ui.desktop.tasks import Job, Tasks
from ui.desktop.widgets import Button, announce, text_label
from ui.desktop.widgets.card import StripTone
from ui.desktop.widgets.paper_view import PaperView

FORMATS: Final[dict[Format, tuple[str, str]]] = {
    "pdf": ("PDF", "file-pdf"),
    "xlsx": ("Excel (XLSX)", "file-xls"),
    "csv": ("CSV", "file-csv"),
}


class PaperWork(QObject):
    """Shows what ``show_wish`` is given, prints and saves what ``wish`` says then.

    ``name`` begins the object names of the controls; ``formats`` are those in which it can be saved, asked for in a
    menu where there are several. ``drawn`` tells that the paper can be seen.
    """

    drawn = Signal()

    def __init__(
        self,
        session: Session,
        tasks: Tasks,
        parent: QWidget,
        wish: Callable[[], Wish],
        *,
        name: str,
        heading: str,
        formats: Sequence[Format] = ("pdf", "xlsx", "csv"),
    ) -> None:
        super().__init__(parent)
        _ = session._
        self._session, self._tasks, self._page, self._wish = session, tasks, parent, wish
        self._name, self._formats = name, formats
        self._preview: Job | None = None
        self._turn = 0
        self._awaited: int | None = None
        self._job: Job | None = None
        self._run: PrintRun | None = None
        self._folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self.pages = text_label("", "small", "muted")
        several = len(formats) > 1
        self.save = Button(
            _("Save as file") if several else _("Save as PDF"),
            object_name=f"{name}_save",
            picture="download-simple" if several else "file-pdf",
        )
        self.print = Button(_("Print"), object_name=f"{name}_print", role="primary", picture="printer")
        for button in (self.save, self.print):
            button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
        self.paper = PaperView(
            object_name=f"{name}_paper",
            accessible_name=heading,
            covered=_("Amounts are covered."),
            nameless=_("Names are covered."),
        )
        self.paper.pages_changed.connect(self._count_pages)
        self.told = SaidStrip(object_name=f"{name}_told")
        self.drawing = WorkPlace(_, object_name=f"{name}_drawing")
        self.working = WorkPlace(_, object_name=f"{name}_working")
        self.save.clicked.connect(self._open_formats if several else lambda: self.ask_file(formats[0]))
        self.print.clicked.connect(self._ask_printer)

    def is_drawing(self) -> bool:
        """Whether a preview is still on its way."""
        return self._awaited is not None

    def show_wish(self) -> None:
        """Draw the preview; what was being drawn before is no longer wanted."""
        self.stop_drawing()
        self.told.hide()
        self.paper.clear()
        self.pages.setText("")
        wish = self._wish()
        self._turn += 1
        turn = self._awaited = self._turn
        self.drawing.begin(self._session._("Making the report"), self._give_up)
        self._preview = self._tasks.run(
            lambda progress: draw_preview(wish, progress),
            lambda pdf: self._drawn(turn, pdf),
            lambda error: self._not_drawn(turn, error),
            lambda page, pages: self.drawing.tell(page, pages) if turn == self._awaited else None,
        )

    def stop_drawing(self) -> None:
        """Want no preview any more: drawing reads the book, and who goes elsewhere may be about to write in it."""
        self._awaited = None
        self.drawing.end()
        if self._preview is not None:
            self._preview.cancel()

    def save_as(self, target: Path, wanted: Format) -> None:
        """Save what is wished for as a file, beside the window."""
        wish, today = self._wish(), self._session.today()
        self._begin_work(self._session._("Saving {file}", file=target.name))
        self._job = self._tasks.run(
            lambda progress: save(wish, target, wanted, today, progress), self._saved, self._refused, self.working.tell
        )

    def ask_file(self, wanted: Format) -> None:
        """Ask where to save it in this format, then save it."""
        dialog = QFileDialog(self._page, self.save.label(), self._folder)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setObjectName(f"{self._name}_file")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{wanted.upper()} (*.{wanted})")
        dialog.setDefaultSuffix(wanted)
        dialog.selectFile(f"{self._file_name()}.{wanted}")
        dialog.fileSelected.connect(lambda name: self.save_as(Path(name), wanted))
        dialog.open()

    def print_to(self, printer: QPrinter) -> None:
        """Print what is wished for; its check code is listed once the printer takes the job."""
        run = PrintRun(printer, self)
        if not run.begin():
            self._say(self._session._("The printer does not answer. Check it, then print again."), "out")
            return
        run.progressed.connect(self.working.tell)
        run.finished.connect(self._printed)
        self._run = run
        wish, today = self._wish(), self._session.today()
        self._begin_work(self._session._("Printing"))
        self._job = self._tasks.run(
            lambda progress: draw_for_print(wish, today, progress), run.print_pdf, self._refused, self.working.tell
        )

    def _drawn(self, turn: int, pdf: bytes) -> None:
        if turn == self._awaited:
            self._awaited = None
            self.drawing.end()
            self.paper.show_pdf(pdf)
            self.drawn.emit()

    def _not_drawn(self, turn: int, error: Exception) -> None:
        if turn == self._awaited:
            self._awaited = None
            self.drawing.end()
            if not isinstance(error, Cancelled):
                self._session.failed.emit(problems_of(error))

    def _give_up(self) -> None:
        self.stop_drawing()
        self._say(self._session._("The report was not made."), "")

    def _count_pages(self, pages: int) -> None:
        self.pages.setText(self._session._.plural("{n} page", "{n} pages", pages))

    def _open_formats(self) -> None:
        """Ask in a dialog, not in a menu: assistive technology cannot look into Qt's menus on every system."""
        _ = self._session._
        title, name = _("Save as which file?"), f"{self._name}_formats"
        dialog = CardDialog(title, "download-simple", object_name=name, parent=self._page)
        for wanted in self._formats:
            words, picture = FORMATS[wanted]
            button = Button(words, object_name=f"{self._name}_{wanted}", picture=picture, big=True)
            button.clicked.connect(dialog.close)
            button.clicked.connect(lambda _checked=False, wanted=wanted: self.ask_file(wanted))
            dialog.column.addWidget(button)
        dialog.buttons.addStretch(1)
        cancel = Button(_("Cancel"), object_name=f"{self._name}_formats_cancel")
        cancel.clicked.connect(dialog.close)
        dialog.buttons.addWidget(cancel)
        dialog.open()

    def _file_name(self) -> str:
        """The report's name, whose it is and the time it is of, in letters that every disk takes."""
        wish, paper = self._wish(), translator()
        words = f"{paper(wish.report.title)} {wish.request.ledger.name} {format_period(wish.request.period)}"
        return "".join(letter if letter.isalnum() or letter in " -." else "-" for letter in words)

    def _ask_printer(self) -> None:
        printer = printer_for(self._wish().size, self._file_name())
        dialog = QPrintDialog(printer, self._page)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setObjectName(f"{self._name}_printer")
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
        words = self._session._("Saved: {file}, in {folder}", file=target.name, folder=target.parent.name)
        self._end_work(words, "money_in")

    def _printed(self, whole: bool) -> None:
        if self._run is not None:
            self._run.deleteLater()
            self._run = None
        _ = self._session._
        if whole:
            self._end_work(_("Sent to the printer."), "money_in")
        else:
            self._end_work(_("It was not printed."), "warn")

    def _refused(self, error: Exception) -> None:
        if self._run is not None:
            self._run.stop()
        if isinstance(error, Cancelled):
            self._end_work(self._session._("Stopped. Nothing was saved."), "warn")
        else:
            self._end_work(" ".join(map(self._session._.problem, problems_of(error))), "out")

    def _say(self, words: str, tone: StripTone) -> None:
        self.told.say(words, tone)
        announce(self.told, words)
