"""Bagi hasil: what months brought, its parts, what each member gets; sharing it in one press, paying it out by name."""

from dataclasses import replace
from typing import Any, ClassVar, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from kpmbooks import group
from kpmbooks.dates import Period, month_of, previous
from kpmbooks.group import Member
from kpmbooks.group.results import for_solidarity
from kpmbooks.money import Rupiah
from kpmbooks.problems import Rejected, StorageError
from reports.group.sharing import NAME as PAPER
from reports.group.sharing import wishes_said
from ui.desktop import widgets as w
from ui.desktop.pages.debts_dialogs import money
from ui.desktop.pages.fixed_page import FixedPage
from ui.desktop.pages.group_paper import GroupPaperDialog
from ui.desktop.pages.lines_dialog import LinesDialog
from ui.desktop.pages.members_list import called
from ui.desktop.pages.said_strip import SaidStrip
from ui.desktop.pages.sharing_dialogs import PoolsDialog, PostDialog, TransactionsDialog
from ui.desktop.pages.sharing_form import SharingForm
from ui.desktop.pages.sharing_work import (
    SharingSeen,
    SharingWishes,
    owed_columns,
    owed_rows,
    share_columns,
    share_rows,
    sharing_seen,
)
from ui.desktop.session import Session, problems_of
from ui.desktop.tasks import Tasks
from ui.desktop.theme import look
from ui.desktop.widgets.period_chooser import PeriodChooser
from ui.desktop.widgets.register_table import Register

RESULT, SHARES, PAYING = "result", "shares", "paying"
STEPS: Final = (RESULT, SHARES, PAYING)


class SharingPage(FixedPage):
    """``arrive`` takes a period, a step ("paying"), or nothing: the last whole month, or who is still owed."""

    TOPICS: ClassVar[frozenset[str]] = FixedPage.TOPICS | {"people", "facts", "members", "rules", "meetings"}

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(session, tasks, object_name="sharing_page", parent=parent)
        _ = session._
        self._seen: SharingSeen | None = None
        self._wishes = SharingWishes()
        self._fresh = True
        self.period = PeriodChooser(
            _, session.clock, session.book.owner.start, object_name="sharing_period", accessible_name=_("Result of")
        )
        self.steps = w.SegmentedSwitch(
            (
                w.Segment(RESULT, _("The result"), "chart-line-up"),
                w.Segment(SHARES, _("Each member"), "users-three"),
                w.Segment(PAYING, _("Paying out"), "wallet"),
            ),
            object_name="sharing_steps",
            accessible_name=_("What to look at"),
        )
        self.state = w.Strip("-", tone="money_in", picture="check-circle")
        self.state.setObjectName("sharing_state")
        self.told = SaidStrip(object_name="sharing_told")
        self.form = SharingForm(_)
        self.shares = self._make_shares()
        self.paying = self._make_paying()
        self.print = w.Button(_("Print"), object_name="sharing_print", picture="printer")
        self.share = w.Button(
            _("Share it"), object_name="sharing_share", role="primary", picture="check", weight="bold"
        )
        self._lay_out()
        self.period.changed.connect(self._other_period)
        self.steps.chosen.connect(self.show_step)
        self.form.changed.connect(self._typed)
        self.form.pressed.connect(lambda: self.show_step(SHARES))
        self.form.pools_asked.connect(self._ask_pools)
        self.form.transactions_asked.connect(self._ask_transactions)
        self.shares.table.opened.connect(self._show_parts)
        self.paying.table.opened.connect(self._pay)
        self.print.clicked.connect(self._print)
        self.share.clicked.connect(self._ask_posting)

    def arrive(self, wish: Any) -> None:
        """Show a period, a step, or what is to be done next."""
        if isinstance(wish, Period):
            self.period.set_period(wish)
            self._other_period()
            self.show_step(RESULT)
        elif wish in STEPS:
            self.show_step(str(wish))
        elif self._seen is not None:
            self.form.take_focus()

    def other_ledger(self) -> None:
        """A group's book has one ledger: nothing else is to be shown."""
        self.look_again()

    def arrange(self, now: w.Span) -> None:
        """Where it is tight cards stand below each other and only the sum is shown of a share."""
        narrow = now == "narrow"
        self.form.arrange(narrow=narrow)
        for place, column in enumerate(self.shares.table.rows.columns):
            if column.key in ("saved", "came"):
                self.shares.table.setColumnHidden(place, narrow)
        for register in (self.shares, self.paying):
            register.foot.set_tight(narrow)
        self._offer()

    def refresh(self) -> None:
        session = self.session
        if self._seen is None:
            self.period.set_period(_last_month(session))
        period, wishes = self.period.period(), self._wishes
        seen = session.ask(lambda reader: sharing_seen(reader, session.ledger, period, wishes, session.today()))
        if seen is None:
            return
        first = self._seen is None
        self._seen = seen
        self._write(seen)
        if first:
            self.show_step(PAYING if seen.owed and seen.posted is not None else RESULT)

    def show_step(self, step: str) -> None:
        """Show the result, what each member gets, or who is still owed."""
        self.steps.set_current(step)
        self._parts.setCurrentIndex(STEPS.index(step))
        self._offer()
        if step == RESULT:
            self.form.take_focus()
            return
        register = self.shares if step == SHARES else self.paying
        here: QWidget = register.table
        if register.is_empty():
            here = self.print if self.print.isVisible() else self.period
        here.setFocus(Qt.FocusReason.OtherFocusReason)

    def step(self) -> str:
        """Which step is shown."""
        return STEPS[self._parts.currentIndex()]

    # What is shown

    def _write(self, seen: SharingSeen) -> None:
        _, writes = self.session._, self.session.book.mode == "write"
        self.form.show_seen(seen, self._wishes, writes=writes, fresh=self._fresh)
        self._fresh = False
        self.state.setVisible(seen.posted is not None)
        if seen.posted is not None:
            words = _("The result of {period} was shared on {day}.", period=seen.period, day=seen.posted.day)
            self.state.set_text(words)
            self.state.setAccessibleName(words)
        names = {one.id: one for one in (*seen.members, *(one for one, _amount in seen.owed))}
        rows = () if seen.proposal is None else share_rows(seen.proposal, names, _)
        self._show(self.shares, rows)
        if seen.proposal is not None:
            count = _.plural("{n} member", "{n} members", len(rows))
            self.shares.foot.show_figures(
                count,
                {
                    "solidarity": int(for_solidarity(seen.proposal)),
                    "stays": int(seen.proposal.stays),
                    "members": int(seen.proposal.to_members),
                },
            )
        self._show(self.paying, owed_rows(seen.owed, _))
        owed = sum((amount for _one, amount in seen.owed), Rupiah(0))
        self.paying.foot.show_figures(_("Enter pays whoever is chosen."), {"owed": int(owed)})
        self._offer_boxes(seen)
        self._offer()

    def _show(self, register: Register, rows: Any) -> None:
        if register.table.rows.rowCount():
            register.renew(w.Rows(rows))
        else:
            register.set_source(w.Rows(rows), at_end=False)

    def _offer(self) -> None:
        """Only what can be done at this step."""
        seen, step = self._seen, self.step()
        proposed = seen is not None and seen.proposal is not None
        # Where it is tight the months give way to the members; they are chosen at the first step.
        self.period.setVisible(step == RESULT or self._span != "narrow")
        self.print.setVisible(step == SHARES and proposed)
        may = seen is not None and proposed and seen.posted is None and self.session.book.mode == "write"
        self.share.setVisible(step == SHARES and may)
        self._from.setVisible(step == PAYING and self.box.count() > 1 and seen is not None and bool(seen.owed))
        self._foot.setVisible(step == SHARES or not self._from.isHidden())

    def _offer_boxes(self, seen: SharingSeen) -> None:
        known = [account.id for account, _left in seen.boxes]
        if [self.box.itemData(place) for place in range(self.box.count())] != known:
            self.box.clear()
            for account, _left in seen.boxes:
                self.box.add(account.name, account.id)

    # What is done

    def _other_period(self) -> None:
        self._begin_anew()
        self.refresh()

    def _begin_anew(self) -> None:
        self._wishes, self._fresh = SharingWishes(unit=self._wishes.unit), True
        self.told.hide()

    def _typed(self) -> None:
        self._wishes = self.form.wishes(self._wishes)
        self.refresh()

    def _ask_pools(self) -> None:
        if self._seen is not None:
            dialog = PoolsDialog(self.session, self._seen.pools, self)
            dialog.taken.connect(self._take_pools)
            dialog.open()

    def _take_pools(self, pools: Any) -> None:
        self._wishes = replace(self._wishes, pools=tuple(pools))
        self.refresh()

    def _ask_transactions(self) -> None:
        if self._seen is not None:
            dialog = TransactionsDialog(self.session, self._seen.members, self._wishes.transactions, self)
            dialog.taken.connect(self._take_transactions)
            dialog.open()

    def _take_transactions(self, told: Any) -> None:
        self._wishes = replace(self._wishes, transactions=dict(told))
        self.refresh()

    def _ask_posting(self) -> None:
        seen = self._seen
        if seen is None or seen.proposal is None or seen.posted is not None:
            return
        dialog = PostDialog(self.session, seen, seen.proposal, self)
        dialog.accepted.connect(self._was_posted)
        dialog.open()

    def _was_posted(self) -> None:
        self._fresh = True
        self.refresh()
        self.told.say(self.session._("Shared. Now it can be paid out, by name."), "money_in")
        self.show_step(PAYING)
        # Once more when the dialog is gone: while it closes the keyboard still belongs to it.
        QTimer.singleShot(0, self, lambda: self.show_step(PAYING))

    def _show_parts(self, key: object) -> None:
        """What a member's share is made of."""
        seen = self._seen
        if seen is None or seen.proposal is None:
            return
        _, shared = self.session._, seen.proposal.shared
        nth = next((place for place, one in enumerate(seen.proposal.members) if one.id == key), None)
        if nth is None:
            return
        lines = [
            _("{part}: {amount} of {whole}", part=one.pool.name, amount=money(one.shares[nth]), whole=money(one.amount))
            for one in shared.pools
            if one.shares
        ]
        lines.append(_("Together: {amount}", amount=money(shared.totals()[nth])))
        LinesDialog(_, called(_, seen.proposal.members[nth]), lines, self).open()

    def _pay(self, key: object) -> None:
        """Pay whoever is chosen all that she is owed: one key, and one to undo it."""
        session, seen, _ = self.session, self._seen, self.session._
        if seen is None or session.book.mode != "write":
            return
        found = next(((one, amount) for one, amount in seen.owed if one.id == key), None)
        if found is None:
            return
        member: Member = found[0]
        box = next((account for account, _left in seen.boxes if account.id == self.box.current()), None)
        try:
            done = session.act(lambda tx: group.pay_share(tx, session.ledger, member, day=session.today(), box=box))
        except (Rejected, StorageError) as error:
            self.told.say(_.problem(problems_of(error)[0]), "out")
            return
        words = _("Paid to {name}: {amount}.", name=called(_, member), amount=money(found[1]))
        for problem in done.warnings:
            words += " " + _.problem(problem)
        self.told.say(words, "warn" if done.warnings else "money_in")
        if self.paying.is_empty():
            self.steps.setFocus(Qt.FocusReason.OtherFocusReason)
        w.announce(self.told, words)

    def _print(self) -> None:
        seen = self._seen
        if seen is None or seen.proposal is None:
            return
        wishes = self._wishes
        asked = wishes_said(wishes.result, wishes.unit, wishes.also, wishes.transactions, wishes.pools)
        GroupPaperDialog(self.session, self.tasks, PAPER, seen.period, {} if seen.posted else asked, self).open()

    # What it is made of

    def _make_shares(self) -> Register:
        _ = self.session._
        empty = w.EmptyState(
            "percent",
            _("Nothing can be shared yet."),
            _("Look at the result and its parts first."),
            object_name="sharing_shares_empty",
        )
        register = Register(
            share_columns(_), empty=empty, object_name="sharing_shares", accessible_name=_("What each member gets")
        )
        register.foot.add_figure("solidarity", _("For the IKS"), picture="hand-heart")
        register.foot.add_figure("stays", _("Left by rounding"), picture="coins")
        register.foot.add_figure("members", _("All members"), picture="users-three", large=True)
        return register

    def _make_paying(self) -> Register:
        _ = self.session._
        empty = w.EmptyState(
            "hand-coins",
            _("Nobody is owed a part."),
            _("Whoever gets one stands here until it is paid."),
            object_name="sharing_paying_empty",
        )
        register = Register(
            owed_columns(_), empty=empty, object_name="sharing_paying", accessible_name=_("Who is still owed a part")
        )
        register.foot.add_figure("owed", _("Still to be paid"), picture="hand-coins", large=True)
        return register

    def _lay_out(self) -> None:
        _ = self.session._
        self.box = w.Choice(object_name="sharing_box", accessible_name=_("Paid from"))
        self._from = QWidget()
        beside = QHBoxLayout(self._from)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(w.field_label(_("Paid from"), self.box))
        beside.addWidget(self.box)
        top = w.Flow(spacing=10)
        top.add(self.period)
        top.add(self.steps)
        foot = self._foot = w.Flow(spacing=8)
        for part in (self.share, self.print, self._from):
            foot.add(part)
        self._parts = QStackedLayout()
        self.column.addWidget(top)
        self.column.addWidget(self.state)
        self.column.addWidget(self.told)
        middle = QVBoxLayout()
        middle.setSpacing(look().px(10))
        middle.addLayout(self._parts, 1)
        middle.addWidget(foot)
        self.column.addLayout(middle, 1)
        for step in (self.form, self.shares, self.paying):
            self._parts.addWidget(step)  # shows the first at once: by then it must lie on this page
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(lambda: self.show_step(RESULT))


def _last_month(session: Session) -> Period:
    """The month before this one, as far as the book reaches back."""
    this = month_of(session.today())
    last = previous(this)
    return last if last.last >= session.book.owner.start else this
