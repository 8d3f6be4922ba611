"""Bagi Hasil: where a result comes from, its parts and what each member gets; and a slip for each of them.

Before it is posted the paper is a proposal for the meeting, afterwards the minutes of the decision, as it was posted.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from kpmbooks import statements
from kpmbooks.book import Reader
from kpmbooks.dates import Period, format_day, format_period
from kpmbooks.group import Meeting, Member, Proposal, ResultShared, meetings_of, members_of, propose, results_shared
from kpmbooks.group.results import for_solidarity, kept_by
from kpmbooks.group.sharing import Key, Pool, Rest, format_percent
from kpmbooks.i18n import Translator
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import Rupiah, format_amount
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.statements import Income
from kpmbooks.words import in_words
from reports.document import (
    AmountInWords,
    Block,
    Cell,
    Column,
    Document,
    Facts,
    Heading,
    Paragraph,
    Pictogram,
    Point,
    Points,
    Row,
    Signature,
    Signatures,
    Slip,
    SlipSheet,
    Table,
)
from reports.group.people import OFFICE_WORDS
from reports.group.register import HAND_ROW, name_of
from reports.heading import ReportHead, furnished, in_rupiah

NAME = "sharing"
TITLE = N_("Sharing the Result")
MINUTES, SLIPS_8, SLIPS_4 = "minutes", "slips-8", "slips-4"
FORM_NAMES = {
    MINUTES: N_("for the meeting, to be signed"),
    SLIPS_8: N_("slips, eight on a page"),
    SLIPS_4: N_("slips, four on a page"),
}
KEY_NAMES: Mapping[Key, str] = {
    "equal": N_("alike for everybody"),
    "attendance": N_("by attendance"),
    "savings": N_("by savings"),
    "transactions": N_("by transactions"),
    "none": N_("stays with the group"),
}
BASES: Mapping[str, str] = {
    "attendance": N_("attendance"),
    "savings": N_("savings"),
    "transactions": N_("transactions"),
    "equal": N_("the number of members"),
}
"""What a key asks of each member, as a problem names it."""


@dataclass(frozen=True, slots=True)
class SharingTold:
    """What stands on the paper. ``proposal`` is None where the rules cannot give anything; ``problems`` say why."""

    ledger: LedgerRef
    period: Period
    proposal: Proposal | None
    posted: ResultShared | None
    meeting: Meeting | None
    members: tuple[Member, ...]
    officers: tuple[Member, ...]
    income: Income
    problems: tuple[Problem, ...]
    form: str


def statement(reader: Reader, ledger: LedgerRef, period: Period, asked: Mapping[str, str], form: str) -> SharingTold:
    """What was shared of these months, the latest where there are several; else what the rules would give now.

    Of a proposal ``asked`` may say the ``result``, the ``unit``, the keys of those who left and get a part (``also``),
    each member's ``transactions`` ("1:300000,2:0") and the parts as the meeting wants them (``pools``, in JSON).
    """
    known = members_of(reader)
    officers = tuple(one for one in members_of(reader, period.last) if one.office != "anggota")
    posted = next((one for one in reversed(results_shared(reader, ledger)) if _meet(one.proposal.period, period)), None)
    problems: tuple[Problem, ...] = ()
    proposal: Proposal | None = None if posted is None else posted.proposal
    if posted is None:
        try:
            proposal = propose(reader, ledger, period, **_wishes(asked))
        except Rejected as rejected:
            problems = rejected.problems
    told = period if proposal is None else proposal.period
    names = {one.id: one for one in known}
    members = () if proposal is None else tuple(names.get(one.id, one) for one in proposal.members)
    meeting = None
    if posted is not None and posted.meeting:
        meeting = next((one for one in meetings_of(reader, ledger) if one.number == posted.meeting), None)
    income = statements.income(reader, ledger, told)
    return SharingTold(ledger, told, proposal, posted, meeting, members, officers, income, problems, form)


def _meet(one: Period, other: Period) -> bool:
    return one.first <= other.last and other.first <= one.last


def _wishes(asked: Mapping[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if asked.get("result"):
        found["result"] = Rupiah(int(asked["result"]))
    if asked.get("unit"):
        found["unit"] = int(asked["unit"])
    if asked.get("also"):
        found["also"] = [int(key) for key in asked["also"].split(",")]
    if asked.get("transactions"):
        pairs = (pair.split(":") for pair in asked["transactions"].split(","))
        found["transactions"] = {int(key): Rupiah(int(amount)) for key, amount in pairs}
    if asked.get("pools"):
        told = json.loads(asked["pools"])
        found["pools"] = [Pool(name, Fraction(percent), key) for name, percent, key in told]
    return found


def wishes_said(
    result: Rupiah | None,
    unit: int,
    also: Iterable[int] = (),
    transactions: Mapping[int, Rupiah] | None = None,
    pools: Iterable[Pool] | None = None,
) -> dict[str, str]:
    """The words in which such wishes are asked of the report."""
    told = {"unit": str(unit)}
    if result is not None:
        told["result"] = str(int(result))
    if keys := ",".join(map(str, sorted(also))):
        told["also"] = keys
    if transactions:
        told["transactions"] = ",".join(f"{key}:{int(amount)}" for key, amount in sorted(transactions.items()))
    if pools is not None:
        told["pools"] = json.dumps([[one.name, str(one.percent), one.key] for one in pools])
    return told


def said_problem(problem: Problem, _: Translator) -> str:
    """The sentence of a problem; the key of a part is called as people call it."""
    key = problem.params.get("key")
    if key not in BASES:
        return _.problem(problem)
    return _(problem.message, **{**problem.params, "key": _(BASES[str(key)])})


# JSON


def figures(told: SharingTold) -> dict[str, Any]:
    """A row for each member and one for each part; the shares of a part and what stays of it make its amount."""
    proposal = told.proposal
    if proposal is None:
        return {"state": "impossible", "problems": [one.code for one in told.problems], "pools": [], "rows": []}
    shared = proposal.shared
    return {
        "state": "proposed" if told.posted is None else "posted",
        "day": None if told.posted is None else told.posted.day.isoformat(),
        "meeting": told.posted.meeting if told.posted else 0,
        "net": int(proposal.net),
        "taken_before": int(proposal.taken),
        "result": int(shared.sharing.result),
        "round": shared.sharing.unit,
        "pools": [
            {
                "name": one.pool.name,
                "percent": format_percent(one.pool.percent),
                "key": one.pool.key,
                "amount": int(one.amount),
                "stays": int(one.residual),
            }
            for one in shared.pools
        ],
        "rows": [
            {
                "name": member.name,
                "attendance": str(brought.attendance or 0),
                "savings": int(brought.savings or 0),
                "transactions": None if brought.transactions is None else int(brought.transactions),
                "shares": [int(pool.shares[nth]) for pool in shared.pools if pool.shares],
                "total": int(total),
            }
            for nth, (member, brought, total) in enumerate(
                zip(told.members, shared.sharing.members, shared.totals(), strict=True)
            )
        ],
        "rest": proposal.rest,
        "totals": {"members": int(proposal.to_members), "solidarity": int(for_solidarity(proposal))},
    }


# Paper


def document(told: SharingTold, head: ReportHead, _: Translator) -> Document:
    """The paper for the meeting, or the slips."""
    period = format_period(told.period, _.language)
    title = _("Minutes of Sharing the Result") if told.posted else _("Proposal for Sharing the Result")
    if told.proposal is None:
        points = tuple(Point(said_problem(one, _), "open") for one in told.problems)
        blocks: tuple[Block, ...] = (Paragraph(_("The rules cannot share anything for these months yet.")),)
        if points:
            blocks = (*blocks, Points(points))
        return furnished(NAME, title, in_rupiah(period, _), told.ledger, period, head, _, blocks, filed=True)
    if told.form != MINUTES:
        slips = tuple(_slips(told, told.proposal, _))
        a_page: Literal[4, 8] = 4 if told.form == SLIPS_4 else 8
        table = _member_table(told, told.proposal, _, signed=False)
        sheet = SlipSheet(told.ledger.name, slips, a_page, table)
        words = _("Result of {period}", period=period)
        return furnished(NAME, _("Slips of the Shares"), words, told.ledger, period, head, _, (sheet,))
    return furnished(
        NAME,
        title,
        in_rupiah(period, _),
        told.ledger,
        period,
        head,
        _,
        tuple(_minutes(told, told.proposal, head, _)),
        filed=True,
        turned=True,
    )


def _minutes(told: SharingTold, proposal: Proposal, head: ReportHead, _: Translator) -> Iterator[Block]:
    result = proposal.shared.sharing.result
    facts = [(_("Group"), told.ledger.name), (_("Result of"), format_period(told.period, _.language))]
    if told.posted is not None:
        if told.meeting is not None:
            facts.append((_("Meeting"), str(told.meeting.number)))
        facts.append((_("Day"), format_day(told.posted.day, _.language, weekday=True)))
    else:
        facts += [(_("Meeting"), ""), (_("Day"), "")]
    yield Facts(tuple(facts))
    yield Heading(_("Where the result comes from"))
    yield Table(
        (Column(_("Description")), Column(_("Rupiah"), "money")),
        tuple(_comes_about(told, proposal, _)),
        name=_("Where the result comes from"),
    )
    words = in_words(int(result)) if _.language == "id" else ""
    yield AmountInWords(_("Shared:"), format_amount(result), words)
    yield Heading(_("The parts, as the rules say"))
    yield _pool_table(proposal, _)
    yield Heading(_("What each member gets"))
    yield _member_table(told, proposal, _, signed=True)
    yield Points(tuple(Point(line) for line in _notes(proposal, _)))
    yield Signatures(
        f"{head.place or '_' * 14}, {'_' * 24}",
        tuple(
            Signature("", next((one.name or "" for one in told.officers if one.office == office), ""), _(word))
            for office, word in OFFICE_WORDS.items()
            if office != "anggota"
        ),
    )


def _comes_about(told: SharingTold, proposal: Proposal, _: Translator) -> Iterator[Row]:
    income = told.income
    if income.net == proposal.net:  # what was posted stays as it was posted, whatever was corrected since
        yield Row((_("Money from sales"), income.revenue))
        yield Row((_("Costs"), Rupiah(-(income.cost + income.expense))))
        if income.other:
            yield Row((_("Members' dues, fees on loans and other money"), income.other))
    yield Row((_("Result of the months"), proposal.net), "subtotal")
    if proposal.taken:
        yield Row((_("Shared or set aside before"), Rupiah(-proposal.taken)))
    result = proposal.shared.sharing.result
    if rest := Rupiah(proposal.net - proposal.taken - result):
        yield Row((_("Not shared, stays in the business"), Rupiah(-rest)))
    yield Row((_("Shared now"), result), "total")


def _pool_table(proposal: Proposal, _: Translator) -> Table:
    pools = proposal.shared.pools
    rows = [
        Row((one.pool.name, f"{format_percent(one.pool.percent)} %", _(KEY_NAMES[one.pool.key]), one.amount))
        for one in pools
    ]
    whole = sum((one.pool.percent for one in pools), Fraction(0))
    rows.append(Row((_("Together"), f"{format_percent(whole)} %", "", proposal.shared.sharing.result), "total"))
    columns = (
        Column(_("Part"), weight=2),
        Column(_("Percent"), "code", widest="99,99 %"),
        Column(_("How it is shared"), weight=2),
        Column(_("Rupiah"), "money"),
    )
    return Table(columns, tuple(rows), name=_("Parts"))


def _member_table(told: SharingTold, proposal: Proposal, _: Translator, *, signed: bool) -> Table:
    """A line for each member: what her parts were worked out from, the parts, their sum, room for her hand."""
    shared = [one for one in proposal.shared.pools if one.shares]
    used = {one.pool.key for one in shared}
    columns = [Column(_("No."), "number"), Column("", "picture", shown="page"), Column(_("Name"), weight=4)]
    if "attendance" in used:
        columns.append(Column(_("Came"), "number"))
    columns += [Column(_(word), "money") for key, word in _MONEY_BASES if key in used]
    if len(shared) > 1:
        columns += [Column(one.pool.name, "money") for one in shared]
    columns.append(Column(_("Together"), "money", strong=True))
    if signed:
        columns.append(Column(_("Initials"), weight=1))
    rows = []
    members = proposal.shared.sharing.members
    totals = proposal.shared.totals()
    for nth, member in enumerate(told.members):
        cells: list[Cell] = [nth + 1, Pictogram(member.mark), name_of(member, _)]
        if "attendance" in used:
            cells.append(int(members[nth].attendance or 0))
        if "savings" in used:
            cells.append(members[nth].savings)
        if "transactions" in used:
            cells.append(members[nth].transactions)
        if len(shared) > 1:
            cells += [one.shares[nth] for one in shared]
        rows.append(Row((*cells, totals[nth], *([""] if signed else []))))
    rows.append(_sums(proposal, used, _, signed=signed))
    return Table(
        tuple(columns),
        tuple(rows),
        _("Nobody gets a part."),
        _("Shares"),
        ruled=signed,
        least=HAND_ROW if signed else 0,
    )


_MONEY_BASES = (("savings", N_("Savings")), ("transactions", N_("Transactions")))


def _sums(proposal: Proposal, used: set[Key], _: Translator, *, signed: bool) -> Row:
    shared = [one for one in proposal.shared.pools if one.shares]
    members = proposal.shared.sharing.members
    cells: list[Cell] = [None, None, _("Together")]
    if "attendance" in used:
        cells.append(int(sum((one.attendance or Fraction(0) for one in members), Fraction(0))))
    if "savings" in used:
        cells.append(sum((one.savings or Rupiah(0) for one in members), Rupiah(0)))
    if "transactions" in used:
        cells.append(sum((one.transactions or Rupiah(0) for one in members), Rupiah(0)))
    if len(shared) > 1:
        cells += [sum(one.shares, Rupiah(0)) for one in shared]
    return Row((*cells, proposal.to_members, *([None] if signed else [])), "total")


_RESTS: Mapping[Rest, str] = {
    "group": N_("What cannot be divided stays with the group: {amount}."),
    "solidarity": N_("What cannot be divided moves into the solidarity box: {amount}."),
    "reserve": N_("What cannot be divided stays in the business as capital: {amount}."),
}


def _notes(proposal: Proposal, _: Translator) -> Iterator[str]:
    unit = proposal.shared.sharing.unit
    if unit > 1:
        yield _("Shares are rounded down to {unit}.", unit=Rupiah(unit))
    if proposal.stays or unit > 1:
        yield _(_RESTS[proposal.rest], amount=proposal.stays)
    for pool in proposal.shared.pools:
        kind = kept_by(pool.pool)
        if kind == "sisihkan_iks" and pool.amount:
            yield _("{part}: {amount} moves into the solidarity box.", part=pool.pool.name, amount=pool.amount)
        elif kind == "sisihkan_cadangan" and pool.amount:
            yield _("{part}: {amount} stays in the business as capital.", part=pool.pool.name, amount=pool.amount)
        elif pool.pool.key == "none" and pool.amount:
            yield _("{part}: {amount} stays with the group.", part=pool.pool.name, amount=pool.amount)
    yield _("The solidarity fund and members' savings are no result, and are not shared.")


def _slips(told: SharingTold, proposal: Proposal, _: Translator) -> Iterator[Slip]:
    shared = [one for one in proposal.shared.pools if one.shares]
    title = _("Share of the result of {period}", period=format_period(told.period, _.language))
    for nth, (member, total) in enumerate(zip(told.members, proposal.shared.totals(), strict=True)):
        yield Slip(
            member.mark,
            name_of(member, _),
            title,
            tuple((one.pool.name, format_amount(one.shares[nth])) for one in shared),
            _("Your share"),
            format_amount(total),
            in_words(int(total)) if _.language == "id" else "",
            () if told.posted else (_("Proposed, to be decided by the meeting."),),
            (_("Paid on, treasurer's initials"), _("Her initials")),
        )
