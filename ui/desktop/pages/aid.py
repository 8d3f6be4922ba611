"""Bantuan: what the group received, what it is planned for and what was used; the report for whoever gave it."""

from dataclasses import dataclass
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kpmbooks.book import Reader
from kpmbooks.dates import Period
from kpmbooks.group.aid import GOODS_KIND, MONEY_KIND, Aid, AidUse, aid_of, open_uses
from kpmbooks.i18n import Translator
from kpmbooks.money import Rupiah, format_amount
from reports.group.aid import NAME as PAPER
from ui.desktop import widgets as w
from ui.desktop.pages.aid_dialogs import PlanDialog, UsesDialog
from ui.desktop.pages.debts_dialogs import money
from ui.desktop.pages.fixed_page import FixedPage
from ui.desktop.pages.good_card import offer_buttons
from ui.desktop.pages.group_paper import GroupPaperDialog
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks
from ui.desktop.widgets.register_table import Register


@dataclass(frozen=True, slots=True)
class _Seen:
    aid: Aid
    offered: tuple[AidUse, ...]


class AidPage(FixedPage):
    """Enter on a line of the plan ticks what was paid for it."""

    TOPICS: ClassVar[frozenset[str]] = FixedPage.TOPICS | {"facts", "rules"}

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(session, tasks, object_name="aid_page", parent=parent)
        _ = session._
        self._seen: _Seen | None = None
        self.plan = w.Button(_("The plan"), object_name="aid_to_plan", role="primary", picture="list-checks")
        self.came = w.Button(
            session.kind_name(MONEY_KIND), object_name="aid_money", picture="arrow-circle-down", weight="fill"
        )
        self.goods = w.Button(session.kind_name(GOODS_KIND), object_name="aid_goods", picture="gift")
        self.print = w.Button(_("Print"), object_name="aid_print", picture="printer")
        self.more = w.Button(
            object_name="aid_more", accessible_name=_("More acts"), picture="dots-three-vertical", weight="bold"
        )
        self.more.hide()
        self.told = w.Strip("-", tone="primary", picture="info")
        self.told.setObjectName("aid_told")
        self.empty = w.EmptyState(
            "gift",
            _("No plan yet."),
            _("Write what the aid is for; then see what was used and what is left."),
            object_name="aid_empty",
            button=_("Make a plan"),
            button_picture="list-checks",
        )
        self.register = Register(
            (
                w.RegisterColumn("what", _("What for"), "main"),
                w.RegisterColumn("planned", _("Planned"), "money", "999.999.999"),
                w.RegisterColumn("used", _("Used"), "money", "999.999.999"),
                w.RegisterColumn("left", _("Left"), "money", "−999.999.999", strong=True),
            ),
            empty=self.empty,
            object_name="aid",
            accessible_name=_("The plan and what was used"),
        )
        self.register.foot.add_figure("used", _("Used"), picture="receipt")
        self.register.foot.add_figure("left", _("Left of the money"), picture="wallet", large=True)
        acts = w.Flow(spacing=8)
        for button in (self.plan, self.came, self.goods, self.print, self.more):
            acts.add(button)
        self.column.addWidget(acts)
        self.column.addWidget(self.told)
        self.column.addWidget(self.register, 1)
        self.setFocusProxy(self.register.table)
        self.plan.clicked.connect(self._ask_plan)
        self.empty.pressed.connect(self._ask_plan)
        self.came.clicked.connect(lambda: self.go.emit("record", MONEY_KIND))
        self.goods.clicked.connect(lambda: self.go.emit("record", GOODS_KIND))
        self.print.clicked.connect(self._print)
        self.more.clicked.connect(lambda: offer_buttons(self.more, [self.goods]))
        self.register.table.opened.connect(self._open)

    def arrive(self, wish: Any) -> None:
        """The keyboard goes to the plan."""
        here: QWidget = self.register.table
        if self.register.is_empty() and self.empty.button is not None:
            here = self.empty.button
        here.setFocus(Qt.FocusReason.OtherFocusReason)

    def arrange(self, now: w.Span) -> None:
        """Where it is tight what was planned gives way to what is left."""
        narrow = now == "narrow"
        self.register.table.setColumnHidden(1, narrow)
        self.register.foot.set_tight(narrow)
        self.goods.setVisible(not narrow)
        self.more.setVisible(narrow)

    def refresh(self) -> None:
        session = self.session
        start, today = session.book.owner.start, session.today()
        seen = session.ask(
            lambda reader: _read(reader, session) if session.ledger.kind == "kelompok" else _Seen(Aid((), ()), ())
        )
        if seen is None:
            return
        first = self._seen is None
        self._seen = seen
        aid, _ = seen.aid, session._
        rows = [
            w.RegisterRow(
                key=line.id,
                title=line.name,
                detail=_.plural("{n} record", "{n} records", len(line.uses)),
                badge=w.RegisterBadge(_("more than planned"), "warning", "warn") if line.left < 0 else None,
                cells=(
                    ("planned", format_amount(line.amount, symbol=False)),
                    ("used", format_amount(line.used, symbol=False)),
                    ("left", format_amount(line.left, symbol=False)),
                ),
            )
            for line in aid.lines
        ]
        if first or self.register.is_empty():
            self.register.set_source(w.Rows(rows), at_end=False)
        else:
            self.register.renew(w.Rows(rows))
        caption = _.plural("{n} line", "{n} lines", len(rows))
        self.register.foot.show_figures(caption, {"used": int(aid.used), "left": int(aid.left)})
        words = _told(aid, len(seen.offered), _)
        self.told.set_text(words)
        self.told.setAccessibleName(words)
        writes = session.book.mode == "write"
        for button in (self.plan, self.came, self.goods):
            button.setEnabled(writes)
        if self.empty.button is not None:
            self.empty.button.setEnabled(writes)
        self.print.setVisible(bool(aid.received or aid.lines))
        self.plan.setHidden(self.register.is_empty())  # the empty state has the page's one main button itself
        self._period = Period(min(start, today), today)

    def _ask_plan(self) -> None:
        if self._seen is not None and self.session.book.mode == "write":
            PlanDialog(self.session, self._seen.aid.lines, self).open()

    def _open(self, key: object) -> None:
        seen = self._seen
        if seen is None or self.session.book.mode != "write":
            return
        line = next((one for one in seen.aid.lines if one.id == key), None)
        if line is not None:
            UsesDialog(self.session, line, seen.offered, self).open()

    def _print(self) -> None:
        GroupPaperDialog(self.session, self.tasks, PAPER, self._period, {}, self).open()


def _read(reader: Reader, session: Session) -> _Seen:
    today = session.today()
    aid = aid_of(reader, session.ledger, today)
    since = min((one.day for one in aid.received), default=session.book.owner.start)
    return _Seen(aid, open_uses(reader, session.ledger, since, today) if aid.lines else ())


def _told(aid: Aid, waiting: int, _: Translator) -> str:
    """What was received, what no line plans for, and how many records could still be put to one."""
    words = [_("Received in money {money}, in goods {goods}.", money=money(aid.money), goods=money(aid.goods))]
    if aid.lines and aid.unplanned > 0:
        words.append(_("Not planned yet: {amount}.", amount=money(aid.unplanned)))
    elif aid.unplanned < 0:
        words.append(_("The plan asks for {amount} more than was received.", amount=money(Rupiah(-aid.unplanned))))
    if aid.lines and waiting:
        words.append(
            _.plural("{n} record is at no line yet.", "{n} records are at no line yet.", waiting)
            + " "
            + _("Press Enter on a line.")
        )
    return " ".join(words)
