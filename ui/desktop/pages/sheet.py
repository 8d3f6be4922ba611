"""Copying a daily sheet: its number, its seven days, its boxes; and the blank sheets to print.

Every rule is the recording's: this page asks it what each day comes to, and lets it write the whole sheet at once.
"""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from kpmbooks import recording
from kpmbooks.book import Reader
from kpmbooks.dates import Period, format_period
from kpmbooks.money import Rupiah, read_amount
from kpmbooks.problems import N_, Problem, Rejected, StorageError
from kpmbooks.recording.sheets import (
    DAYS,
    SHEET_KIND,
    Sheet,
    SheetDay,
    box_names,
    copied_days,
    keep_photo,
    photos,
    record_sheet,
    sheet_numbered,
    sheet_of,
)
from ui.desktop import widgets as w
from ui.desktop.pages.page import Page
from ui.desktop.pages.sheet_grid import SheetGrid
from ui.desktop.pages.sheet_paper import SheetPaper
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks

_NO_NUMBER = Problem("sheet-number", N_("Write the number that stands at the top of the sheet, for example 12."))
_NO_PHOTO = Problem("photo-unreadable", N_("The photo cannot be read. Choose another file."))


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
        self.grid = SheetGrid(_)
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
        self.grid.edited.connect(self._edited)
        self.grid.finished.connect(self.save.setFocus)
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
            self.grid.take_focus()

    def refresh(self) -> None:
        """Close the days that are in the book already, not yet there, or before the book; keep what is typed."""
        session, days = self.session, self._sheet.days
        if session.ledger.kind == "keluarga":
            return
        writable = session.book.mode == "write"
        copied = session.ask(lambda reader: copied_days(reader, session.ledger, days)) or frozenset()
        for row, day in enumerate(days):
            words = self._why_closed(day, copied) if writable else "–"
            self.grid.close_row(row, words)
            if not words:
                self._show_row(row)
        self._show_totals()
        kept = session.ask(lambda reader: photos(reader, session.ledger, self._sheet)) or ()
        self.photo.setText(
            session._.plural("{n} photo kept", "{n} photos kept", len(kept)) if kept else session._("Add a photo")
        )
        self.save.setEnabled(writable)

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
        session, days, sheet = self.session, self.grid.days(), self._sheet
        if not self.save.isEnabled():
            return
        try:
            session.act(lambda tx: record_sheet(tx, session.ledger, sheet, days, today=session.today()))
        except Rejected as rejected:
            self._show_problems(rejected.problems)
            return
        except StorageError as error:
            session.failed.emit((error.problem,))
            return
        written = sum(day.state != "empty" for day in days)
        words = session._.plural(
            "Sheet no. {sheet}: {n} day recorded.", "Sheet no. {sheet}: {n} days recorded.", written, sheet=sheet.number
        )
        following = sheet.first + timedelta(days=DAYS)
        self._sheet = sheet if following > session.today() else sheet_of(session.book.owner.start, following)
        self._show_sheet()
        self.told.set_text(words)
        self.told.show()
        w.announce(self.told, words)
        self.grid.take_focus()

    def open_paper(self) -> None:
        """Show blank sheets as they will be on paper."""
        self._asking.hide()
        self.paper.show()
        self.paper.begin(self._sheet)

    def close_paper(self) -> None:
        """Back to the grid, as it was left."""
        self.paper.hide()
        self._asking.show()
        self.grid.take_focus()

    def keep_photo(self, path: Path) -> None:
        """Keep a photo of the paper with the sheet."""
        session, sheet = self.session, self._sheet
        try:
            content = path.read_bytes()
            session.act(lambda tx: keep_photo(tx, session.ledger, sheet, content))
        except OSError:
            self._show_problems((_NO_PHOTO,))
        except Rejected as rejected:
            self._show_problems(rejected.problems)
        except StorageError as error:
            session.failed.emit((error.problem,))
        else:
            self.refresh()

    def _begin(self) -> None:
        session = self.session
        kind = recording.kinds()[SHEET_KIND]
        fits = session.ledger.kind in kind.ledgers
        self._card.setVisible(fits)
        self.elsewhere.setVisible(not fits)
        if fits:
            known = kind.in_ledger(session.ledger.kind).in_sector(session.book.owner.sector)
            names = box_names(session.ledger)
            self.grid.set_questions([one for one in known.fields if one.name in names], DAYS)
            self._arrange(self.arrangement())
            self._show_sheet()

    def _arrange(self, now: str) -> None:
        """Where it is narrow the sheet is recorded above its grid: below it nobody would see the button."""
        self.grid.set_tight(tight=now != "wide")
        row, place = (self._top, 0) if now == "narrow" else (self._foot, -1)
        row.insertWidget(place, self.save)
        self.paper.set_narrow(narrow=now == "narrow")

    def _to_business(self) -> None:
        business = next((one for one in self.session.ledgers if one.kind != "keluarga"), None)
        if business is not None:
            self.session.switch_ledger(business)

    def _show_sheet(self) -> None:
        sheet, _ = self._sheet, self.session._
        self.number.setText(str(sheet.number))
        self.week.setText(format_period(Period(sheet.days[0], sheet.days[-1]), _.language))
        self.grid.show_days(sheet.days)
        self.grid.mark({})
        self.trouble.hide()
        self.told.hide()
        self.after.setEnabled(sheet.first + timedelta(days=DAYS) <= self.session.today())
        self.before.setEnabled(sheet.number > 1)
        self.refresh()

    def _why_closed(self, day: date, copied: frozenset[date]) -> str:
        _ = self.session._
        if day in copied:
            return _("recorded")
        if day > self.session.today():
            return _("not yet")
        return "–" if day < self.session.book.owner.start else ""

    def _may_go(self) -> bool:
        """Whether nothing is typed that would be lost; else the way to keep it is said."""
        if all(day.state == "empty" for day in self.grid.days()):
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

    def _edited(self, row: int) -> None:
        self.trouble.hide()
        self.told.hide()
        self._show_row(row)
        self._show_totals()

    def _show_row(self, row: int) -> None:
        day = self.grid.day(row)
        sold = None if day.state != "open" else self._sold(day)
        self.grid.show_result(row, sold, off=day.off)

    def _sold(self, day: SheetDay) -> Rupiah | None:
        """What the day's boxes come to; None while they are no answer yet."""
        session = self.session

        def look(reader: Reader) -> recording.Preview:
            answers: recording.Answers = {"date": day.day, **day.boxes}
            return recording.preview(reader, SHEET_KIND, answers, ledger=session.ledger, today=session.today())

        try:
            seen = session.ask(look)
        except Rejected:
            return None
        return None if seen is None else Rupiah(sum(seen.amounts.get(one, 0) for one in ("cash_sales", "bon", "qris")))

    def _show_totals(self) -> None:
        days = [day for day in self.grid.days() if day.state == "open"]
        names = box_names(self.session.ledger)
        boxes = []
        for name in names:
            read = [read_amount(day.boxes[name]) for day in days if name in day.boxes]
            boxes.append(sum((one for one in read if isinstance(one, Rupiah)), Rupiah(0)))
        sold = sum((self._sold(day) or Rupiah(0) for day in days), Rupiah(0))
        self.grid.show_totals(boxes, sold)

    def _show_problems(self, problems: tuple[Problem, ...]) -> None:
        wrong: dict[tuple[int, int], str] = {}
        days = [day.isoformat() for day in self._sheet.days]
        for problem in problems:
            day, _space, name = (problem.field or "").partition(" ")
            if day in days:
                wrong[days.index(day), self.grid.column_of(name)] = self.session._.problem(problem)
        self.grid.mark(wrong)
        self.told.hide()
        self.trouble.set_text(self.session._.problem(problems[0]))
        self.trouble.show()
        if wrong:
            row, column = min(wrong)
            self.grid.boxes[row][column].setFocus(Qt.FocusReason.OtherFocusReason)

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
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(w.field_label(_("Sheet no."), self.number))
        for widget in (self.number, self.before, self.week, self.after):
            head.addWidget(widget)
        head.addStretch(1)
        self._card = w.Card(object_name="sheet_card")
        self._card.body.addLayout(head)
        self._top = QHBoxLayout()
        self._top.setSpacing(12)
        self._card.body.addLayout(self._top)
        self._card.body.addWidget(self.grid)
        hint = _("No selling that day? Type L in its first box. Enter goes down, Tab across.")
        self._card.body.addWidget(w.text_label(hint, "small", "muted", wrap=True))
        self._foot = QHBoxLayout()
        self._foot.setSpacing(12)
        self._foot.addWidget(self.blank)
        self._foot.addWidget(self.photo)
        self._foot.addStretch(1)
        self._foot.addWidget(self.save)
        self._card.body.addWidget(self.trouble)
        self._card.body.addWidget(self.told)
        self._card.body.addLayout(self._foot)
        self.elsewhere = w.EmptyState(
            "storefront",
            _("Sheets belong to a business"),
            _("Open the business's book first."),
            object_name="sheet_elsewhere",
            button=_("Open the business's book"),
            button_picture="storefront",
        )
        self.elsewhere.pressed.connect(self._to_business)
        self._asking = QWidget()
        asking = QVBoxLayout(self._asking)
        asking.setContentsMargins(0, 0, 0, 0)
        asking.addWidget(self._card)
        asking.addWidget(self.elsewhere)
        asking.addStretch(1)
        self.paper.hide()
        self.column.addWidget(self._asking)
        self.column.addWidget(self.paper, 1)
