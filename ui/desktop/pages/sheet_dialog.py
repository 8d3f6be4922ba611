"""Printing the recovery sheet: who wants it proves the passcode; then it goes to the printer, or to a file."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from kpmbooks.problems import KpmError
from ui.desktop import widgets as w
from ui.desktop.attempts import Attempts
from ui.desktop.pages.card_dialog import CardDialog
from ui.desktop.pages.said_strip import SaidStrip
from ui.desktop.pages.unlock_form import UnlockForm
from ui.desktop.passcode_work import prove
from ui.desktop.printing import PrintRun, printer_for
from ui.desktop.session import Session, problems_of
from ui.desktop.sheet_work import draw_sheets, file_name, save_sheets
from ui.desktop.tasks import Tasks
from ui.desktop.theme import look
from ui.desktop.widgets.card import StripTone

Pdfs = Sequence[bytes]


class SheetDialog(CardDialog):
    """``proved``: the passcode was typed just now and need not be typed again."""

    def __init__(
        self,
        session: Session,
        tasks: Tasks,
        attempts: Attempts,
        *,
        proved: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        _ = session._
        super().__init__(_("Recovery sheet"), "key", object_name="sheet_dialog", parent=parent)
        self._session = session
        self._tasks = tasks
        self._run: PrintRun | None = None
        book = session.book
        self.unlock = UnlockForm(_, tasks, lambda passcode: prove(book, passcode), attempts, button=_("Go on"))
        self.unlock.passed.connect(lambda _nothing: self._show_ways())
        self.told = SaidStrip(object_name="sheet_told")
        self.print = w.Button(_("Print"), object_name="sheet_print", role="primary", picture="printer")
        self.save = w.Button(_("Save as PDF"), object_name="sheet_save", picture="file-pdf")
        self.close_button = w.Button(_("Close"), object_name="sheet_close")
        self._lay_out()
        self.print.clicked.connect(self._ask_printer)
        self.save.clicked.connect(self._ask_file)
        self.close_button.clicked.connect(self.reject)
        if proved:
            self._show_ways()
        else:
            self.unlock.setFocus()

    def print_to(self, printer: QPrinter) -> None:
        """Send the sheets to ``printer``, one after the other. They are drawn in memory and nowhere else."""
        self._draw(lambda pdfs: self._print_next(printer, list(pdfs)))

    def save_as(self, target: Path) -> None:
        """Write the sheets to ``target``, each half into a file of its own."""

        def save(pdfs: Pdfs) -> None:
            try:
                save_sheets(target, pdfs)
            except KpmError as error:
                self._say(" ".join(map(self._session._.problem, problems_of(error))), "out")
            else:
                self._say(self._session._("Saved. Take it to a stick, then delete it from this laptop."), "warn")

        self._draw(save)

    def reject(self) -> None:
        """Close, unless a printer is still being fed."""
        if self._run is None:
            self.unlock.field.forget()
            super().reject()

    def _lay_out(self) -> None:
        _, worn, column = self._session._, look(), self.column
        if self._session.book.owner.kind == "group":
            told = _("Two sheets: one for the chair, one for the treasurer. Only both together open the book.")
        else:
            told = _("With its 24 words the book opens when the passcode is forgotten.")
        column.addWidget(w.text_label(told, "base", wrap=True))
        column.addWidget(self.unlock)
        self._ways = QWidget()
        ways = QVBoxLayout(self._ways)
        ways.setContentsMargins(0, 0, 0, 0)
        ways.setSpacing(worn.px(10))
        warning = _("A PDF on this laptop is a key left in the lock. Better print it.")
        ways.addWidget(w.Strip(warning, tone="warn", picture="warning"))
        ways.addWidget(self.told)
        column.addWidget(self._ways)
        column.addStretch(1)
        self.buttons.addWidget(self.close_button)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.save)
        self.buttons.addWidget(self.print)
        for part in (self._ways, self.save, self.print):
            part.hide()

    def _show_ways(self) -> None:
        self.unlock.hide()
        for part in (self._ways, self.save, self.print):
            part.show()
        self.print.setFocus()

    def _draw(self, then: Callable[[Pdfs], None]) -> None:
        book, today = self._session.book, self._session.today()
        now = datetime.now(UTC).astimezone().time()
        self._let_act(may=False)

        def drawn(pdfs: Pdfs) -> None:
            self._let_act(may=True)
            then(pdfs)

        self._tasks.run(lambda _progress: draw_sheets(book, today, now), drawn, lambda _error: self._let_act(may=True))

    def _print_next(self, printer: QPrinter, pdfs: list[bytes]) -> None:
        _ = self._session._
        if not pdfs:
            self._let_act(may=True)
            self._say(_("Sent to the printer."), "money_in")
            return
        run = PrintRun(printer, self)
        if not run.begin():
            self._let_act(may=True)
            self._say(_("The printer does not answer. Check it, then print again."), "out")
            return
        self._let_act(may=False)
        self._run = run
        run.finished.connect(lambda whole: self._printed(printer, pdfs[1:], whole=whole))
        run.print_pdf(pdfs[0])

    def _printed(self, printer: QPrinter, rest: list[bytes], *, whole: bool) -> None:
        if self._run is not None:
            self._run.deleteLater()
            self._run = None
        if whole:
            self._print_next(printer, rest)
        else:
            self._let_act(may=True)
            self._say(self._session._("It was not printed."), "warn")

    def _ask_printer(self) -> None:
        printer = printer_for("A4", file_name(self._session.book))
        dialog = QPrintDialog(printer, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setObjectName("sheet_printer")
        dialog.accepted.connect(lambda: self.print_to(printer))
        QDialog.open(dialog)  # its own ``open`` wants a slot by name

    def _ask_file(self) -> None:
        _ = self._session._
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self, _("Save as PDF"), folder)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setObjectName("sheet_file")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("PDF (*.pdf)")
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(f"{file_name(self._session.book)}.pdf")
        dialog.fileSelected.connect(lambda name: self.save_as(Path(name)))
        dialog.open()

    def _let_act(self, *, may: bool) -> None:
        for button in (self.print, self.save):
            button.setEnabled(may)

    def _say(self, words: str, tone: StripTone) -> None:
        self.told.say(words, tone)
        w.announce(self.told, words)
