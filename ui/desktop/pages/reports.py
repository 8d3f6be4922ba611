"""The reports: choose one, see it as it will be on paper, print it or save it as a file."""

from typing import Any, Final

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpmbooks.dates import Period
from kpmbooks.problems import N_
from ui.desktop.pages.fixed_page import FixedPage
from ui.desktop.pages.paper_work import PaperWork
from ui.desktop.pages.records_behind import RecordsBehindDialog
from ui.desktop.pages.report_choices import ReportChoices, read_parts
from ui.desktop.pages.wishes import ReportWish
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks
from ui.desktop.widgets import Button, Card, EmptyState, Flow, Span

STANDING: Final = frozenset({"position", "trial-balance", "stock", "debts", "equipment"})
"""Reports that say how things stand on a day, whatever moved them and when."""

GROUP_MONEY: Final = (
    ("sharing", N_("Share the result"), "percent"),
    ("aid", N_("Aid"), "gift"),
    ("arisan", N_("Arisan"), "ticket"),
)
"""Pages about a group's common money that begin where its figures are looked at: key, words, picture."""


class ReportsPage(FixedPage):
    """The page; ``arrive`` takes a ``ReportWish``. Only what is really printed or saved gets a check code."""

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(session, tasks, object_name="reports_page", parent=parent)
        _ = session._
        self.choices = ReportChoices(session, self)
        self.work = PaperWork(session, tasks, self, self.choices.wish, name="reports", heading=_("The report on paper"))
        self.paper, self.pages, self.told = self.work.paper, self.work.pages, self.work.told
        self.save, self.print = self.work.save, self.work.print
        self.drawing, self.working = self.work.drawing, self.work.working
        self.behind = Button(
            object_name="reports_behind", accessible_name=_("Records behind a figure"), picture="magnifying-glass"
        )
        self.empty = EmptyState(
            "chart-bar",
            _("Nothing to print yet"),
            _("Begin with the money that moves today."),
            object_name="reports_empty",
            button=_("Record the first one"),
            button_picture="note-pencil",
        )
        self.money = Flow(spacing=8)
        self.money.setObjectName("reports_group_money")
        for key, words, picture in GROUP_MONEY:
            button = Button(_(words), object_name=f"reports_to_{key}", picture=picture)
            button.clicked.connect(lambda _checked=False, key=key: self.go.emit(key, None))
            self.money.add(button)
        self._lay_out()
        self.setFocusProxy(self.choices.name)
        self.choices.changed.connect(self.work.show_wish)
        self.behind.clicked.connect(self._show_behind)
        self.empty.pressed.connect(lambda: self.go.emit("record", None))

    def refresh(self) -> None:
        """Offer what the ledger has and draw the report anew."""
        parts = self.session.ask(lambda reader: read_parts(reader, self.session))
        if parts is None:
            return
        self.choices.offer(parts)
        self.paper.setHidden(parts.is_empty)
        self._empty_card.setVisible(parts.is_empty)
        self.money.setVisible(self.session.ledger.kind == "kelompok" and not parts.is_empty)
        for button in (self.behind, self.save, self.print):
            button.setEnabled(not parts.is_empty)
        if not parts.is_empty:
            self.work.show_wish()

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
        for part in (
            choices.account_part,
            choices.fund_part,
            choices.good_part,
            choices.party_part,
            choices.member_part,
            choices.form_part,
            choices.size_part,
        ):
            (self._foot if wide else self._upper).addWidget(part)
            part.label.setVisible(wide)
        (self._foot if wide else self._upper).addWidget(choices.with_names)
        self.setFocusProxy(choices.names if wide else choices.name)
        self.pages.setHidden(narrow)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.work.is_drawing() and not event.spontaneous():
            self.work.stop_drawing()
            self._stale = True

    def _show_behind(self) -> None:
        """What a figure is made of: since the book began where the report says how it stands, else in its period."""
        report, request = self.choices.wish().report, self.choices.wish().request
        first = self.session.book.owner.start if report.name in STANDING else request.period.first
        dialog = RecordsBehindDialog(self.session, Period(first, request.period.last), parent=self)
        dialog.correct_asked.connect(lambda number: self.go.emit("record", number))
        dialog.open()

    def _lay_out(self) -> None:
        choices = self.choices
        self._side = Card(object_name="reports_side")
        self._side.body.addWidget(choices.names, 1)
        self._foot = QVBoxLayout()
        self._foot.setSpacing(12)
        self._side.body.addLayout(self._foot)
        self._upper, self._lower = QHBoxLayout(), QHBoxLayout()
        self._upper.addWidget(choices.name, 1)
        for widget in (choices.period, self.pages, self.behind, self.save, self.print):
            self._lower.addWidget(widget)
        self._lower.insertStretch(1, 1)
        self._empty_card = Card(object_name="reports_card")
        whole = QVBoxLayout()
        for place in (self._upper, self._lower):
            place.setSpacing(12)
            whole.addLayout(place)
        whole.addWidget(self.money)
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
