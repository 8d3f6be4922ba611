"""Permohonan Pinjaman Kelompok: the group's request, the minutes of its decision, and the statement by which all answer
for each, with what that would cost every member.

Three sheets that are signed by hand, for groups that lenders ask for them. The columns of the members' table are those
of forms in use for group loans: income, cost, ability to pay, request. No programme's name stands on them.
"""

from typing import Any, Final

from kpmbooks.group import Member
from kpmbooks.i18n import Translator
from kpmbooks.loans.group_request import GroupRequest, MemberLine
from kpmbooks.money import Rupiah, format_amount
from kpmbooks.problems import N_
from kpmbooks.words import in_words
from reports.document import (
    AmountInWords,
    Block,
    Cell,
    Column,
    Document,
    Facts,
    Frame,
    Heading,
    PageBreak,
    Pair,
    Paragraph,
    Point,
    Points,
    Row,
    Signature,
    Signatures,
    Span,
    Table,
)
from reports.heading import ReportHead, furnished, neutral_name
from reports.loan_words import EVERY_WORDS, rate_words

NAME: Final = "group-loan-request"
TITLE: Final = N_("Request of the Group for a Loan")

_LINE = "_" * 24
_WIDEST = 99_999_999


def figures(value: GroupRequest) -> dict[str, Any]:
    """The JSON; amounts in whole rupiah, None where a member did not say."""
    request = value.readiness.request
    return {
        "lender": request.lender.id,
        "amount": int(request.amount),
        "periods": request.periods,
        "instalment": int(request.instalment),
        "requested": int(value.requested),
        "failing": value.failing,
        "members": [
            {
                "income": _whole(line.income),
                "cost": _whole(line.cost),
                "can_pay": _whole(line.can_pay),
                "request": _whole(line.request),
                "instalment": _whole(line.instalment),
                "extra_if_others_fail": None if line.burden is None else int(line.burden.extra),
            }
            for line in value.lines
        ],
    }


def document(value: GroupRequest, head: ReportHead, _: Translator) -> Document:
    """The three sheets."""
    blocks: tuple[Block, ...] = (
        *_request(value, head, _),
        PageBreak(),
        *_minutes(value, head, _),
        PageBreak(),
        *_liability(value, head, _),
    )
    subtitle = _("For: {lender}.", lender=value.readiness.request.lender.label)
    return furnished(NAME, _(TITLE), subtitle, value.ledger, "", head, _, blocks, filed=True)


def _request(value: GroupRequest, head: ReportHead, _: Translator) -> tuple[Block, ...]:
    request, answers = value.readiness.request, value.readiness.application
    words = in_words(request.amount) if _.language == "id" else ""
    members = _.plural("{n} member", "{n} members", len(value.lines))
    return (
        Pair(
            (
                Facts(
                    (
                        (_("Group"), value.ledger.name),
                        (_("Chair"), _officer(value, "ketua")),
                        (_("Members"), members),
                    )
                ),
            ),
            (
                Facts(
                    (
                        (_("Address"), answers.address or value.place),
                        (_("Phone"), answers.phone),
                        (_("Business"), answers.business),
                    )
                ),
            ),
        ),
        Paragraph(_("In the name of all members of the group we ask for a loan of:")),
        AmountInWords(_("Amount asked for"), format_amount(request.amount), words),
        Facts(
            (
                (_("Used for"), answers.purpose),
                (_("Paid back"), _paid_back(value, _)),
                (_("Price of the loan"), rate_words(value.readiness, _)),
            )
        ),
        Heading(_("Members and what they ask for"), 1, _("rupiah a month")),
        _members(value, _),
        *_not_divided(value, _),
        Facts(((_("With this paper"), ", ".join(_attached(value, _))),)),
        _hands(value, head, _),
    )


def _called(member: Member) -> str:
    """A member's name as paper may say it: who wrote it down may have added a programme's."""
    return neutral_name(member.name or member.nickname)


def _officer(value: GroupRequest, office: str) -> str:
    name = value.officer(office)
    return neutral_name(name) if name else ""


def _paid_back(value: GroupRequest, _: Translator) -> str:
    request = value.readiness.request
    every = _(EVERY_WORDS[request.plan.terms.every])
    return _("{n} times, {every} {amount}", n=request.periods, every=every.lower(), amount=request.instalment)


def _members(value: GroupRequest, _: Translator) -> Table:
    def row(number: int, line: MemberLine) -> Row:
        amounts = (line.income, line.cost, line.can_pay, line.request, line.instalment)
        return Row((str(number), _called(line.member), *map(_whole, amounts)))

    total = Row(
        (
            None,
            _("Together"),
            *(_sum([getattr(line, name) for line in value.lines]) for name in ("income", "cost", "can_pay")),
            _sum([line.request for line in value.lines]),
            _sum([line.instalment for line in value.lines]),
        ),
        "total",
    )
    return Table(
        (
            Column(_("No."), "code", widest="99"),
            Column(_("Name"), weight=2),
            *(
                Column(name, "money", widest=_WIDEST)
                for name in (_("Income"), _("Cost"), _("Can pay"), _("Asks for"), _("Instalment"))
            ),
        ),
        (*(row(number, line) for number, line in enumerate(value.lines, 1)), total),
        name=_("Members and what they ask for"),
        ruled=True,
        least=18,
    )


def _not_divided(value: GroupRequest, _: Translator) -> tuple[Block, ...]:
    if value.is_divided:
        return ()
    asked = value.readiness.request.amount
    if any(line.request is None for line in value.lines):
        return (Paragraph(_("What is empty is filled in at the meeting, in front of all.")),)
    difference = format_amount(abs(value.requested - asked))
    message = N_("The members together ask for {difference} more than the group.")
    if value.requested < asked:
        message = N_("The members together ask for {difference} less than the group.")
    return (Paragraph(_(message, difference=difference)),)


def _attached(value: GroupRequest, _: Translator) -> tuple[str, ...]:
    papers = [paper.name for paper in value.readiness.documents]
    return (
        *papers,
        _("Minutes of the members' decision"),
        _("Statement that all answer for each"),
        _("Business Summary for a Loan Request"),
    )


def _minutes(value: GroupRequest, head: ReportHead, _: Translator) -> tuple[Block, ...]:
    request, answers = value.readiness.request, value.readiness.application
    purpose = answers.purpose or _LINE
    decided = (
        _("The group asks {lender} for {amount}.", lender=request.lender.label, amount=request.amount),
        _("It is used for: {purpose}.", purpose=purpose),
        _("It is paid back in {n} instalments of {amount}.", n=request.periods, amount=request.instalment),
        _("The treasurer receives each part in the meeting, counts it with a witness and writes it down."),
        _("Who cannot pay says so before the day. Nobody is scolded."),
        _("What others then pay for her is her debt to them: {line}", line=_LINE),
    )
    return (
        Heading(_("Minutes of the Members' Decision")),
        Facts(
            (
                (_("Group"), value.ledger.name),
                (_("Day"), ""),
                (_("Place"), value.place),
                (_("Present"), _("______ of {n} members", n=len(value.lines))),
            )
        ),
        Heading(_("What the members decided")),
        Points(tuple(Point(line, "open") for line in decided)),
        Heading(_("Who was there and agrees")),
        Table(
            (Column(_("No."), "code", widest="99"), Column(_("Name"), weight=2), Column(_("Signature"), weight=2)),
            tuple(
                Row((str(number), _called(line.member), ""))
                for number, line in enumerate(value.lines, 1)
            ),
            name=_("Who was there and agrees"),
            ruled=True,
            least=22,
        ),
        Paragraph(_("Who does not want to, does not sign. She stays a member.")),
        _hands(value, head, _),
    )


def _liability(value: GroupRequest, head: ReportHead, _: Translator) -> tuple[Block, ...]:
    request = value.readiness.request
    n, failing = len(value.lines), min(value.failing, max(0, len(value.lines) - 1))
    known = all(line.burden is not None for line in value.lines)
    worst = max((line.burden.extra for line in value.lines if line.burden is not None), default=Rupiah(0))
    before = (
        _(
            "If {failing} of {n} do not pay, the others carry at most {amount} more each a month.",
            failing=failing,
            n=n,
            amount=worst,
        )
        if known
        else _("What each would carry can only be said when every member has said what she asks for.")
    )
    return (
        Heading(_("Statement That All Answer for Each (Tanggung Renteng)")),
        Frame(
            Heading(_("Read aloud before anybody signs")),
            (
                Points(
                    (
                        Point(before),
                        Point(_("If more do not pay, it can be more. The lender may ask all of it from each.")),
                        Point(_("Nobody must sign. Take the paper home first.")),
                    )
                ),
            ),
        ),
        Paragraph(
            _(
                "We, members of {group}, answer together for the loan of {amount} from {lender}: what one of us does"
                " not pay, the others pay.",
                group=value.ledger.name,
                amount=request.amount,
                lender=request.lender.label,
            )
        ),
        _burdens(value, _),
        Paragraph(
            _("A statement needs a duty stamp of {amount} (UU 10/2020), on one hand's place.", amount=Rupiah(10_000))
        ),
        _hands(value, head, _, stamp=True),
    )


def _burdens(value: GroupRequest, _: Translator) -> Table:
    def row(number: int, line: MemberLine) -> Row:
        burden = line.burden
        amounts = (None,) * 4 if burden is None else (burden.own, burden.extra, burden.together, burden.most)
        name = _called(line.member)
        called: Cell = (Span(name), Span(_("NIK {number}", number=line.nik), "muted")) if line.nik else name
        return Row((str(number), called, *map(_whole, amounts), ""))

    return Table(
        (
            Column(_("No."), "code", widest="99"),
            Column(_("Name"), weight=2),
            Column(_("Own instalment"), "money", widest=_WIDEST),
            Column(_("More if {n} fail", n=value.failing), "money", widest=_WIDEST),
            Column(_("Then together"), "money", widest=_WIDEST),
            Column(_("More in all"), "money", widest=_WIDEST),
            Column(_("Signature"), weight=2),
        ),
        tuple(row(number, line) for number, line in enumerate(value.lines, 1)),
        name=_("What each would carry"),
        ruled=True,
        least=24,
    )


def _hands(value: GroupRequest, head: ReportHead, _: Translator, *, stamp: bool = False) -> Signatures:
    year = head.printed_at.year if head.printed_at else head.period.last.year
    place = head.place or value.readiness.application.place or "_" * 14
    chair = Signature(_("Duty stamp,") if stamp else "", _officer(value, "ketua"), _("Chair of the group"))
    others = (
        Signature("", _officer(value, "sekretaris"), _("Secretary")),
        Signature("", _officer(value, "bendahara"), _("Treasurer")),
    )
    return Signatures(f"{place}, {_LINE} {year}", (chair, *others))


def _sum(amounts: list[Rupiah | None]) -> int | None:
    """The sum where every amount is known, else None: a sum of some of them would be read as the sum of all."""
    return None if any(one is None for one in amounts) else sum(int(one) for one in amounts if one is not None)


def _whole(amount: Rupiah | None) -> int | None:
    return None if amount is None else int(amount)
