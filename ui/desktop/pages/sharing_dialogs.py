"""The acts of sharing, each a dialog: the parts, what each member bought or brought in, posting what was decided."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kpmbooks import group
from kpmbooks.book import Tx
from kpmbooks.group import GroupRules, Member, Pool, Proposal
from kpmbooks.group.results import for_solidarity
from kpmbooks.group.sharing import KEYS, WHOLE, Key, format_percent, pool_problems
from kpmbooks.i18n import Translator
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem
from kpmbooks.words import in_words
from reports.group.sharing import KEY_NAMES
from ui.desktop import widgets as w
from ui.desktop.pages.ask_dialog import AskDialog
from ui.desktop.pages.debts_dialogs import money
from ui.desktop.pages.members_list import called
from ui.desktop.pages.sharing_work import SharingSeen
from ui.desktop.session import Session
from ui.desktop.theme import look, wear

_USUAL: Final[tuple[tuple[str, Key], ...]] = (
    ("Anggota", "equal"),
    ("Cadangan modal", "none"),
    ("IKS", "none"),
)
"""What the first parts may be called; how much each gets is for the members to say. Names, as the group writes them."""


class PoolsDialog(AskDialog):
    """The parts of a result: names, percent, how each is shared; their sum is told with every key.

    ``taken`` tells the parts that hold from now on for what is being shared.
    """

    taken = Signal(object)

    def __init__(self, session: Session, pools: Sequence[Pool], parent: QWidget | None = None) -> None:
        _ = session._
        super().__init__(session, _("The parts"), "percent", name="pools", act=_("Use these parts"), parent=parent)
        self.column.addWidget(
            w.text_label(
                _("Together they are exactly 100 %. What “stays with the group” is shared by nobody."), wrap=True
            )
        )
        self._rows: list[_PoolRow] = []
        self._place = QVBoxLayout()
        self._place.setSpacing(look().px(8))
        self.column.addLayout(self._place)
        self.add = w.Button(_("One more part"), object_name="pools_add", picture="plus")
        self.add.setAutoDefault(False)
        self.add.clicked.connect(lambda: self._add("", None, "equal", go=True))
        self.sum = w.text_label("", "bold")
        self.sum.setObjectName("pools_sum")
        self.column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.as_rule = w.Check(_("Make them the group's rule from today on"), object_name="pools_as_rule")
        self.as_rule.setChecked(not pools)
        self.column.addWidget(self.as_rule)
        self.buttons.addWidget(self.sum)
        self.close_up()
        if pools:
            for pool in pools:
                self._add(pool.name, pool.percent, pool.key)
        else:
            for name, key in _USUAL:
                self._add(name, None, key)
        self._add_up()
        self._rows[0].percent.setFocus(Qt.FocusReason.OtherFocusReason)

    def pools(self) -> tuple[Pool, ...] | Problem:
        """The parts as they stand; lines without a name and a percentage are left out."""
        found = []
        for nth, row in enumerate(self._rows, 1):
            name, percent = row.name.text().strip(), read_percent(row.percent.text())
            if not name and not row.percent.text().strip():
                continue
            if isinstance(percent, Problem):
                return percent.at(f"percent_{nth}")
            if not name:
                return Problem("pool-name", N_("Give the part a name."), {}, f"name_{nth}")
            found.append(Pool(name, percent, row.chosen()))
        return tuple(found)

    def save(self) -> None:
        """Hand the parts on; where they are to be the rule, write it."""
        pools = self.pools()
        if isinstance(pools, Problem):
            self.refuse((pools,))
            return
        if problems := tuple(pool_problems(pools)):
            self.refuse(problems)
            return
        self.taken.emit(pools)
        if not self.as_rule.isChecked():
            self.accept()
            return
        session, today = self.session, self.session.today()

        def decide(tx: Tx) -> GroupRules:
            rules = group.rules_of(tx, session.ledger, today)
            last = next(iter(group.meetings_of(tx, session.ledger, 1)), None)
            since = today if last is None else max(today, last.day)
            return group.decide_rules(tx, session.ledger, replace(rules, since=since, pools=pools, meeting=0))

        self.act(decide)

    def _add(self, name: str, percent: Fraction | None, key: Key, *, go: bool = False) -> None:
        row = _PoolRow(self.session._, len(self._rows) + 1, name, percent, key)
        row.changed.connect(self._add_up)
        self.fields[f"name_{len(self._rows) + 1}"] = row.name
        self.fields[f"percent_{len(self._rows) + 1}"] = row.percent
        self._rows.append(row)
        self._place.addWidget(row)
        if go:
            row.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_up(self) -> None:
        read = [read_percent(row.percent.text()) for row in self._rows if row.percent.text().strip()]
        whole = sum((one for one in read if isinstance(one, Fraction)), Fraction(0))
        words = self.session._("Together: {sum} %", sum=format_percent(whole))
        self.sum.setText(words)
        self.sum.setAccessibleName(words)
        wear(self.sum, tone="money_in" if whole == WHOLE else "out")


class _PoolRow(QWidget):
    changed = Signal()

    def __init__(self, _: Translator, number: int, name: str, percent: Fraction | None, key: Key) -> None:
        super().__init__()
        self.name = w.TextField(
            name, object_name=f"pool_{number}_name", accessible_name=_("Name of part {n}", n=number), hint=_("name")
        )
        self.percent = w.TextField(
            "" if percent is None else format_percent(percent),
            object_name=f"pool_{number}_percent",
            accessible_name=_("Percent of part {n}", n=number),
            hint="%",
        )
        self.percent.setFixedWidth(look().px(96))
        self.key = w.Choice(object_name=f"pool_{number}_key", accessible_name=_("How part {n} is shared", n=number))
        for one in KEYS:
            self.key.add(_(KEY_NAMES[one]), one)
        self.key.set_current(key)
        self.percent.textChanged.connect(self.changed)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(look().px(6))
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.name, 0, 0)
        grid.addWidget(self.percent, 0, 1)
        grid.addWidget(self.key, 1, 0, 1, 2)

    def chosen(self) -> Key:
        """How it is shared."""
        return next(one for one in KEYS if one == self.key.current())


def read_percent(text: str) -> Fraction | Problem:
    """A percentage as people write it: ``30``, ``12,5``, ``33,3 %``."""
    plain = text.replace("%", "").replace(",", ".").strip()
    try:
        if plain.isascii() and len(plain) < 24:
            return Fraction(plain)
    except (ValueError, ZeroDivisionError):
        pass
    return Problem("percent-unreadable", N_("This is no percentage. Write it as 30 or 12,5."), {}, "percent")


class TransactionsDialog(AskDialog):
    """What each member bought or brought in; ``taken`` tells it by her key."""

    taken = Signal(object)

    def __init__(
        self,
        session: Session,
        members: Sequence[Member],
        known: Mapping[int, Rupiah],
        parent: QWidget | None = None,
    ) -> None:
        _ = session._
        title = _("How much did each buy or bring in?")
        super().__init__(session, title, "receipt", name="transactions", act=_("Use these"), parent=parent)
        self.column.addWidget(w.text_label(_("0 where there was nothing."), "base", "muted", wrap=True))
        self.amounts: dict[int, w.AmountEdit] = {}
        for one in members:
            name = called(_, one)
            field = w.AmountEdit(_, object_name=f"transactions_{one.id}", accessible_name=name)
            if one.id in known:
                field.set_text(f"{int(known[one.id]):,}".replace(",", "."))
            field.submitted.connect(lambda _amount, key=one.id: self._go_on(key))
            self.amounts[one.id] = field
            self.ask(f"transactions_{one.id}", name, field)
        self.finish()
        self.keep.setDefault(False)  # Enter goes on to the next member
        if self.amounts:
            next(iter(self.amounts.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Hand on what was written; who is empty is asked for again."""
        for key, field in self.amounts.items():
            if isinstance(problem := field.problem(), Problem):
                self.refuse((problem.at(f"transactions_{key}"),))
                return
        found = {key: amount for key, field in self.amounts.items() if (amount := field.value()) is not None}
        self.taken.emit(found)
        self.accept()

    def _go_on(self, key: int) -> None:
        """Enter goes to the next member, and from the last one to the end."""
        keys = list(self.amounts)
        place = keys.index(key) + 1
        if place < len(keys):
            self.amounts[keys[place]].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.save()


class PostDialog(AskDialog):
    """Write down what the meeting decided: on which day, at which meeting, from where the part for the IKS comes."""

    def __init__(self, session: Session, seen: SharingSeen, proposal: Proposal, parent: QWidget | None = None) -> None:
        _ = session._
        super().__init__(
            session, _("Share the result now?"), "percent", name="share_post", act=_("Share it"), parent=parent
        )
        self.proposal, self._seen = proposal, seen
        for line in _told(_, proposal):
            self.column.addWidget(w.text_label(line, "base", wrap=True))
        self.day = w.DayEdit(_, session.clock, object_name="share_post_day", accessible_name=_("Decided on which day?"))
        self.meeting = w.Choice(object_name="share_post_meeting", accessible_name=_("At which meeting?"))
        for one in seen.meetings:
            self.meeting.add(_("Meeting {number}", number=one.number), one.number)
        self.meeting.add(_("At none of these"), 0)
        self.box = w.Choice(object_name="share_post_box", accessible_name=_("Where does the IKS money come from?"))
        for account, left in seen.boxes:
            self.box.add(_("{box}: {amount}", box=account.name, amount=money(left)), account.id)
        self.ask("day", _("Decided on which day?"), self.day)
        self.ask("meeting", _("At which meeting?"), self.meeting)
        if for_solidarity(proposal):
            self.ask("box", _("Where does the IKS money come from?"), self.box)
        else:
            self.box.setParent(self)
            self.box.hide()
        self.finish()
        self.keep.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Post it."""
        day = self.day.day()
        if day is None:
            return
        session, proposal, number = self.session, self.proposal, self.meeting.current()
        box = next((account for account, _left in self._seen.boxes if account.id == self.box.current()), None)
        self.act(
            lambda tx: group.post_result(
                tx, session.ledger, proposal, day=day, meeting=number if isinstance(number, int) else 0, box=box
            )
        )


def _told(_: Translator, proposal: Proposal) -> list[str]:
    result = proposal.shared.sharing.result
    lines = [_("{amount} is shared.", amount=money(result))]
    if _.language == "id" and not look().private:
        lines.append(in_words(int(result)))
    lines.append(
        _("{amount} for the members, owed to each by name until it is paid out.", amount=money(proposal.to_members))
    )
    if part := for_solidarity(proposal):
        lines.append(_("{amount} moves into the solidarity box now.", amount=money(part)))
    lines.append(_("It can be undone with one press."))
    return lines
