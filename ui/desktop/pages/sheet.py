"""Copying a sheet of paper: its number, its week, the form that it has, a photo; and the blank sheets to print.

Every rule is the recording's: the forms (``sheet_days``, ``sheet_week``) ask it what is typed comes to, and let it
write the whole sheet at once.
"""

from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from kpmbooks.dates import Period, format_period
from kpmbooks.problems import N_, Problem, Rejected, StorageError
from kpmbooks.recording.sheets import DAYS, PaperForm, Sheet, keep_photo, photos, sheet_numbered, sheet_of
from ui.desktop import widgets as w
from ui.desktop.pages.page import Page
from ui.desktop.pages.sheet_days import DailyForm
from ui.desktop.pages.sheet_form import SheetForm
from ui.desktop.pages.sheet_paper import SheetPaper
from ui.desktop.pages.sheet_week import WeeklyForm
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks
from ui.desktop.theme import look
from ui.desktop.widgets import Span

_NO_NUMBER = Problem("sheet-number", N_("Write the number that stands at the top of the sheet, for example 12."))
_NO_PHOTO = Problem("photo-unreadable", N_("The photo cannot be read. Choose another file."))

LOW: Final = 40
"""Em of height below which a week's seven rows leave no room for what is below them."""


class SheetPage(Page):
    """Comes with a day as a wish, or with none: then the sheet of this week."""

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(session, tasks, object_name="sheet_page", parent=parent)
        _ = session._
        self._sheet = sheet_of(session.book.owner.start, session.today())
        self.number = w.TextField(object_name="sheet_number", accessible_name=_("Number of the sheet"))
        self.number.setMaximumWidth(120)
        self.week = w.text_label("", "bold")
        self.before = w.Button(object_name="sheet_before", accessible_name=_("Week before"), picture="caret-left")
        self.after = w.Button(object_name="sheet_after", accessible_name=_("Week after"), picture="caret-right")
        self.daily = DailyForm(session, self._sheet)
        self.weekly = WeeklyForm(session, self._sheet)
        self.form: SheetForm = self.daily
        self.forms = w.SegmentedSwitch(
            (w.Segment("daily", _("Daily sheet")), w.Segment("weekly", _("Weekly sheet"))),
            object_name="sheet_form",
            accessible_name=_("Which sheet?"),
            parent=self,  # shown before it has its place, it would be a window of its own for a moment
        )
        self.trouble = w.Strip("", tone="out", picture="warning-circle")
        self.trouble.setObjectName("sheet_problem")
        self.trouble.hide()
        self.told = w.Strip("", tone="money_in", picture="check-circle")
        self.told.setObjectName("sheet_told")
        self.told.hide()
        self.save = w.Button(
            _("Record the sheet"), object_name="record_sheet", role="primary", picture="check", key_hint="Ctrl S"
        )
        self.photo = w.Button(_("Add a photo"), object_name="sheet_photo", role="link", picture="camera")
        self.blank = w.Button(_("Print blank sheets"), object_name="print_blank", picture="printer")
        self.paper = SheetPaper(session, tasks, self)
        self.paper.left.connect(self.close_paper)
        self._lay_out()
        self.number.editingFinished.connect(self._number_typed)
        self.before.clicked.connect(lambda: self.show_week(self._sheet.first - timedelta(days=1)))
        self.after.clicked.connect(lambda: self.show_week(self._sheet.first + timedelta(days=DAYS)))
        self.forms.chosen.connect(self._form_chosen)
        for form in (self.daily, self.weekly):
            form.edited.connect(self._edited)
            form.finished.connect(self.save.setFocus)
            form.reached.connect(self._reach)
        self.save.clicked.connect(self.record)
        self.photo.clicked.connect(self._ask_photo)
        self.blank.clicked.connect(self.open_paper)
        save_key = QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self)
        save_key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        save_key.activated.connect(self.record)
        session.ledger_changed.connect(self._begin)
        self.reflowed.connect(self._arrange)
        self._begin()

    def arrive(self, wish: Any) -> None:
        if isinstance(wish, date):
            self.show_week(wish)
        if not self._asking.isHidden():
            self.form.take_focus()

    def refresh(self) -> None:
        """Close what is in the book already, not yet there, or before the book; keep what is typed."""
        session, form = self.session, self.form
        if not form.fits():
            return  # the ledger was changed just now: the form that fits comes next
        form.refresh()
        kept = session.ask(lambda reader: photos(reader, session.ledger, self._sheet, form.FORM)) or ()
        self.photo.setText(
            session._.plural("{n} photo kept", "{n} photos kept", len(kept)) if kept else session._("Add a photo")
        )
        self.save.setEnabled(session.book.mode == "write")

    def show_form(self, name: PaperForm) -> None:
        """Show the daily or the weekly form; what was typed on the other one goes only when it was recorded."""
        wanted: SheetForm = self.daily if name == "daily" else self.weekly
        if wanted is not self.form and wanted.fits() and self._may_go():
            self._wear(wanted)
            self._arrange(self.arrangement())
            self._show_sheet()
        self.forms.set_current(self.form.FORM)

    def show_week(self, day: date) -> None:
        """Show the sheet of the week of ``day``; what was typed on another one goes only when it was recorded."""
        sheet = sheet_of(self.session.book.owner.start, max(day, self.session.book.owner.start))
        if sheet != self._sheet and not self._may_go():
            self.number.setText(str(self._sheet.number))
            return
        self._sheet = sheet
        self._show_sheet()

    def record(self) -> None:
        """Write the sheet, and show the next one; or say at the boxes what cannot be taken."""
        session, form, sheet = self.session, self.form, self._sheet
        if not self.save.isEnabled():
            return
        if doubt := form.doubt():
            self._say_trouble(doubt)
            return
        try:
            written = session.act(form.record)
        except Rejected as rejected:
            self._show_problems(rejected.problems)
            return
        except StorageError as error:
            session.failed.emit((error.problem,))
            return
        words = form.done(written)
        following = sheet.first + timedelta(days=DAYS)
        self._sheet = sheet if following > session.today() else sheet_of(session.book.owner.start, following)
        self._show_sheet()
        self.told.set_text(words)
        self.told.show()
        w.announce(self.told, words)
        self.form.take_focus()

    def open_paper(self) -> None:
        """Show blank sheets as they will be on paper."""
        self._asking.hide()
        self.paper.show()
        self.paper.begin(self._sheet, self.form.FORM)

    def close_paper(self) -> None:
        """Back to copying, as it was left."""
        self.paper.hide()
        self._asking.show()
        self.form.take_focus()

    def keep_photo(self, path: Path) -> None:
        """Keep a photo of the paper with the sheet."""
        session, sheet, form = self.session, self._sheet, self.form
        try:
            content = path.read_bytes()
            session.act(lambda tx: keep_photo(tx, session.ledger, sheet, content, form.FORM))
        except OSError:
            self._show_problems((_NO_PHOTO,))
        except Rejected as rejected:
            self._show_problems(rejected.problems)
        except StorageError as error:
            session.failed.emit((error.problem,))
        else:
            self.refresh()

    def _begin(self) -> None:
        """Another ledger: its business has both forms, a household the weekly one."""
        self.forms.setVisible(self.daily.fits())
        if self.daily.fits():
            self.daily.begin()
        self._wear(self.form if self.form.fits() else self.weekly)
        self._arrange(self.arrangement())
        self._show_sheet()

    def _wear(self, form: SheetForm) -> None:
        self.form = form
        self.forms.set_current(form.FORM)
        for one in (self.daily, self.weekly):
            one.setVisible(one is form)
        _ = self.session._
        self._hint.setText(
            _("No selling that day? Type L in its first box. Enter goes down, Tab across.")
            if form is self.daily
            else _("Nothing moved? Leave the line empty. Enter goes down, Tab across, Space ticks the receipt.")
        )

    def _form_chosen(self, name: str) -> None:
        self.show_form("daily" if name == "daily" else "weekly")
        self.form.take_focus()

    def _arrange(self, now: Span) -> None:
        """Where the grid is longer than the window the sheet is recorded above it: below nobody would see it."""
        for form in (self.daily, self.weekly):
            form.arrange(now)
        self._low = self._is_low()
        above = now == "narrow" or self.form is self.weekly or self._low
        (self._top if above else self._foot).addWidget(self.save)
        if now == "narrow":
            self._top.insertWidget(0, self.forms)
        else:
            self._head.addWidget(self.forms)
        if above and now != "narrow":
            self._top.insertWidget(0, self._hint, 1)
        else:
            self._card.body.insertWidget(self._card.body.indexOf(self.weekly) + 1, self._hint)
        self.paper.set_narrow(narrow=now == "narrow")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_low() != self._low:
            self._arrange(self.arrangement())

    def _is_low(self) -> bool:
        return self.height() < LOW * look().em

    def _show_sheet(self) -> None:
        sheet, _ = self._sheet, self.session._
        self.number.setText(str(sheet.number))
        self.week.setText(format_period(Period(sheet.days[0], sheet.days[-1]), _.language))
        self.trouble.hide()
        self.told.hide()
        self.form.show_sheet(sheet)
        self.after.setEnabled(sheet.first + timedelta(days=DAYS) <= self.session.today())
        self.before.setEnabled(sheet.number > 1)
        self.refresh()

    def _may_go(self) -> bool:
        """Whether nothing is typed that would be lost; else the way to keep it is said."""
        if self.form.is_empty():
            return True
        self._show_problems(
            (Problem("sheet-open", N_("This sheet is not recorded yet. Record it, or empty its boxes."), {}, "sheet"),)
        )
        return False

    def _number_typed(self) -> None:
        text = self.number.text().strip()
        if text == str(self._sheet.number):
            return
        start = self.session.book.owner.start
        found = sheet_numbered(start, int(text)) if text.isdecimal() and len(text) < 6 else _NO_NUMBER
        if isinstance(found, Sheet):
            self.show_week(max(found.first, start))
        else:
            self.number.setText(str(self._sheet.number))
            self._show_problems((found,))

    def _reach(self, box: QWidget) -> None:
        """Show the box that has the keyboard, once what is said above and below it has its place."""
        QTimer.singleShot(0, box, lambda: self.ensureWidgetVisible(box, 0, box.height() * 2))

    def _edited(self) -> None:
        self.trouble.hide()
        self.told.hide()

    def _show_problems(self, problems: tuple[Problem, ...]) -> None:
        self.form.mark(problems)
        self._say_trouble(self.session._.problem(problems[0]))

    def _say_trouble(self, words: str) -> None:
        self.told.hide()
        self.trouble.set_text(words)
        self.trouble.show()
        w.announce(self.trouble, words)

    def _ask_photo(self) -> None:
        _ = self.session._
        dialog = QFileDialog(self, _("Photo of the sheet"), "", _("Photos (*.jpg *.jpeg *.png)"))
        dialog.setObjectName("photo_dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.keep_photo(Path(chosen)))
        dialog.open()

    def _lay_out(self) -> None:
        _ = self.session._
        self._head = QHBoxLayout()
        self._head.setSpacing(12)
        self._head.addWidget(w.field_label(_("Sheet no."), self.number))
        for widget in (self.number, self.before, self.week, self.after):
            self._head.addWidget(widget)
        self._head.addStretch(1)
        self._card = w.Card(object_name="sheet_card")
        self._card.body.addLayout(self._head)
        self._top = QHBoxLayout()
        self._top.setSpacing(12)
        self._top.addStretch(1)
        self._card.body.addLayout(self._top)
        self._card.body.addWidget(self.trouble)
        self._card.body.addWidget(self.told)
        for form in (self.daily, self.weekly):
            self._card.body.addWidget(form)
        self._hint = w.text_label("", "small", "muted", wrap=True)
        self._foot = QHBoxLayout()
        self._foot.setSpacing(12)
        self._foot.addWidget(self.blank)
        self._foot.addWidget(self.photo)
        self._foot.addStretch(1)
        self._foot.addWidget(self.save)
        self._card.body.addLayout(self._foot)
        self._asking = QWidget()
        asking = QVBoxLayout(self._asking)
        asking.setContentsMargins(0, 0, 0, 0)
        asking.addWidget(self._card)
        asking.addStretch(1)
        self.paper.hide()
        self.column.addWidget(self._asking)
        self.column.addWidget(self.paper, 1)
