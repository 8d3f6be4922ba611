"""What the page of sharing shows, read in one look: what was earned, the parts, what each would get, who is owed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from kpmbooks import group, statements
from kpmbooks.book import Reader
from kpmbooks.dates import Period
from kpmbooks.group import Earned, Meeting, Member, Pool, Proposal, ResultShared
from kpmbooks.group.results import boxes_for_solidarity, pools_for
from kpmbooks.i18n import Translator
from kpmbooks.ledger import Account, LedgerRef
from kpmbooks.money import Rupiah, format_amount
from kpmbooks.problems import Problem, Rejected
from kpmbooks.statements import Income
from kpmbooks.words import in_words
from ui.desktop.pages.members_list import called
from ui.desktop.theme import look
from ui.desktop.widgets import RegisterBadge, RegisterColumn, RegisterRow

UNITS = (1, 100, 500, 1_000, 5_000)
"""What shares can be rounded down to, in rupiah."""


@dataclass(frozen=True, slots=True)
class SharingWishes:
    """What was typed: the result to share (None: all), the unit, who left and gets a part, transactions, own parts."""

    result: Rupiah | None = None
    unit: int = 500
    also: frozenset[int] = frozenset()
    transactions: Mapping[int, Rupiah] = field(default_factory=dict)
    pools: tuple[Pool, ...] | None = None


@dataclass(frozen=True, slots=True)
class SharingSeen:
    """What is seen of a period. ``proposal`` is None while ``problems`` say why nothing can be shared."""

    period: Period
    income: Income
    earned: Earned
    pools: tuple[Pool, ...]
    members: tuple[Member, ...]
    gone: tuple[Member, ...]
    proposal: Proposal | None
    problems: tuple[Problem, ...]
    posted: ResultShared | None
    owed: tuple[tuple[Member, Rupiah], ...]
    boxes: tuple[tuple[Account, Rupiah], ...]
    meetings: tuple[Meeting, ...]

    @property
    def asks_transactions(self) -> bool:
        """Whether a part is shared by what only the members know."""
        return any(one.key == "transactions" for one in self.pools)


def sharing_seen(reader: Reader, ledger: LedgerRef, period: Period, wishes: SharingWishes, today: date) -> SharingSeen:
    """Everything at once."""
    results = group.results_shared(reader, ledger)
    posted = next((one for one in reversed(results) if _meet(one.proposal.period, period)), None)
    problems: tuple[Problem, ...] = ()
    proposal = None if posted is None else posted.proposal
    pools = pools_for(reader, ledger, period) if wishes.pools is None else wishes.pools
    if posted is None:
        try:
            proposal = group.propose(
                reader,
                ledger,
                period,
                result=wishes.result,
                transactions=wishes.transactions,
                unit=wishes.unit,
                also=wishes.also,
                pools=pools,
            )
        except Rejected as rejected:
            problems = rejected.problems
    else:
        pools = tuple(one.pool for one in posted.proposal.shared.pools)
    told = period if posted is None else posted.proposal.period
    gone = group.left_within(reader, period)
    here = group.members_of(reader, period.last)
    return SharingSeen(
        told,
        statements.income(reader, ledger, told),
        group.earned(reader, ledger, told),
        pools,
        (*here, *(one for one in gone if one.id in wishes.also)),
        gone,
        proposal,
        problems,
        posted,
        group.shares_owed(reader),
        boxes_for_solidarity(reader, ledger, today),
        tuple(one for one in group.meetings_of(reader, ledger, 12) if not one.is_open),
    )


def _meet(one: Period, other: Period) -> bool:
    return one.first <= other.last and other.first <= one.last


def share_columns(_: Translator) -> tuple[RegisterColumn, ...]:
    """The columns of what each member gets."""
    return (
        RegisterColumn("picture", "", "picture"),
        RegisterColumn("who", _("Name"), "main"),
        RegisterColumn("came", _("Came"), "text", "99 ×"),
        RegisterColumn("saved", _("Savings"), "money", "999.999.999"),
        RegisterColumn("share", _("Share"), "money", "999.999.999", strong=True),
    )


def share_rows(proposal: Proposal, names: Mapping[int, Member], _: Translator) -> tuple[RegisterRow, ...]:
    """A row for each member, with her share in words; its key is her key in the book."""
    brought, totals = proposal.shared.sharing.members, proposal.shared.totals()
    return tuple(
        RegisterRow(
            key=member.id,
            title=called(_, names.get(member.id, member)),
            detail="" if look().private else in_words(int(totals[nth])),
            picture=member.mark,
            cells=(
                ("came", f"{int(brought[nth].attendance or 0)} ×"),
                ("saved", format_amount(brought[nth].savings or Rupiah(0), symbol=False)),
                ("share", format_amount(totals[nth], symbol=False)),
            ),
        )
        for nth, member in enumerate(proposal.members)
    )


def owed_columns(_: Translator) -> tuple[RegisterColumn, ...]:
    """The columns of who is still owed a part."""
    return (
        RegisterColumn("picture", "", "picture"),
        RegisterColumn("who", _("Name"), "main"),
        RegisterColumn("owed", _("Still to be paid"), "money", "999.999.999", strong=True),
    )


def owed_rows(owed: Sequence[tuple[Member, Rupiah]], _: Translator) -> tuple[RegisterRow, ...]:
    """A row for each who is owed something."""
    return tuple(
        RegisterRow(
            key=member.id,
            title=called(_, member),
            detail="" if look().private else in_words(int(amount)),
            picture=member.mark,
            badge=None if member.left is None else RegisterBadge(_("left"), "minus"),
            cells=(("owed", format_amount(amount, symbol=False)),),
        )
        for member, amount in owed
    )
