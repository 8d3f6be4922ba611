"""Berita Acara Musyawarah: that the members decided to keep money together, who holds it and who can take it out.

It answers whoever asks whose money that is: the members', who decided, hold and can withdraw it themselves.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from kpmbooks import group
from kpmbooks.book import Reader
from kpmbooks.dates import format_day
from kpmbooks.group import GroupRules, Meeting, Member
from kpmbooks.group.sheet import PRESENT
from kpmbooks.i18n import Translator
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import format_amount
from kpmbooks.problems import N_
from reports.document import Block, Column, Document, Facts, Heading, Point, Points, Row, Signature, Signatures, Table
from reports.heading import ReportHead, furnished
from reports.report import Report

NAME: Final = "money-agreement"
TITLE: Final = N_("Minutes of the Members' Decision to Keep Money")

_OFFICES: Final = {"ketua": N_("Chair"), "sekretaris": N_("Secretary"), "bendahara": N_("Treasurer")}


@dataclass(frozen=True, slots=True)
class MoneyAgreement:
    """The rules of a day, the meeting that decided them where the book knows it, and who was there."""

    ledger: LedgerRef
    day: date
    rules: GroupRules
    meeting: Meeting | None
    members: tuple[Member, ...]

    def holder(self, office: str) -> Member | None:
        """Who holds an office."""
        return next((one for one in self.members if one.office == office), None)


def statement(reader: Reader, ledger: LedgerRef, day: date) -> MoneyAgreement:
    """What stands on the paper: the rules of ``day``; of a meeting in the book those who were present."""
    rules = group.rules_of(reader, ledger, day)
    meeting = next((one for one in group.meetings_of(reader, ledger) if one.number == rules.meeting), None)
    members = group.members_of(reader, day)
    if meeting is not None:
        there = {row.member.id for row in group.sheet_of(reader, ledger, meeting) if row.written.get(PRESENT) == 1}
        members = tuple(one for one in members if one.id in there) or members
    return MoneyAgreement(ledger, day, rules, meeting, members)


def figures(told: MoneyAgreement) -> dict[str, Any]:
    """The JSON."""
    rules = told.rules
    return {
        "day": told.day.isoformat(),
        "since": rules.since.isoformat(),
        "meeting": rules.meeting,
        "money": rules.money,
        "dues": int(rules.dues),
        "solidarity": int(rules.solidarity),
        "savings": [
            {"name": kind.name, "amount": int(kind.amount), "withdrawable": kind.withdrawable} for kind in rules.savings
        ],
        "members": len(told.members),
    }


def document(told: MoneyAgreement, head: ReportHead, _: Translator) -> Document:
    """The paper, to be read out and signed. It names no programme."""
    day = told.meeting.day if told.meeting else told.rules.since
    words = format_day(day, _.language, weekday=True)
    facts = [(_("Group"), told.ledger.name), (_("Day"), words), (_("Place"), told.rules.place)]
    if told.meeting is not None:
        facts.insert(1, (_("Meeting"), str(told.meeting.number)))
    blocks: list[Block] = [
        Facts(tuple(facts)),
        Heading(_("What the members decided")),
        Points(tuple(Point(line) for line in _decided(told, _))),
        Heading(_("Whose money it is")),
        Points(tuple(Point(line) for line in _held(told, _))),
        Heading(_("Who was there and agrees")),
        _present(told, _),
    ]
    signing = Signatures(
        f"{head.place or '_' * 14}, {'_' * 24}",
        tuple(
            Signature("", (member.name or "") if (member := told.holder(office)) else "", _(name))
            for office, name in _OFFICES.items()
        ),
    )
    blocks.append(signing)
    return furnished(NAME, _(TITLE), "", told.ledger, words, head, _, tuple(blocks), filed=True)


def _decided(told: MoneyAgreement, _: Translator) -> Iterator[str]:
    rules = told.rules
    yield _("The group keeps money of its members from {day} on.", day=rules.since)
    if rules.dues:
        yield _("Dues at each meeting: {amount}.", amount=rules.dues)
    if rules.solidarity:
        yield _(
            "For the solidarity fund (IKS) at each meeting: {amount}. It is for help alone.", amount=rules.solidarity
        )
    for kind in rules.savings:
        amount = format_amount(kind.amount) if kind.amount else _("as much as she likes")
        if kind.withdrawable:
            yield _("{name}: {amount}. She can take it back at any time.", name=kind.name, amount=amount)
        else:
            yield _("{name}: {amount}. She gets it back when she leaves.", name=kind.name, amount=amount)
    if rules.loans.allowed:
        yield _("Members may borrow from the group, as the rules say.")
    if rules.cash_ceiling:
        yield _("More than {amount} does not stay in the box: it goes to the bank.", amount=rules.cash_ceiling)
    yield _("Nobody has to save. Not saving at a meeting needs no reason.")


def _held(told: MoneyAgreement, _: Translator) -> Iterator[str]:
    treasurer = told.holder("bendahara")
    name = (treasurer.name if treasurer else None) or "_" * 24
    yield _("The money belongs to the members. They decide about it in their meeting.")
    yield _("The treasurer holds it: {name}. Another member counts with her.", name=name)
    yield _("Each member can ask for her savings herself, and see the book.")
    yield _("Companions and chairs of other groups hold no money, and collect none.")
    yield _("Only members who are listed here save. Nobody else's money is taken.")
    yield _("Nothing is collected on a day on which aid is paid out.")


def _present(told: MoneyAgreement, _: Translator) -> Table:
    rows = tuple(Row((str(nth), one.name or one.nickname, "")) for nth, one in enumerate(told.members, 1))
    return Table(
        columns=(Column(_("No."), "code", widest="99"), Column(_("Name"), weight=2), Column(_("Signature"), weight=2)),
        rows=rows,
        empty=_("No members are in the book yet."),
        name=_("Who was there and agrees"),
    )


MONEY_AGREEMENT: Final = Report(
    NAME,
    TITLE,
    lambda reader, wish: statement(reader, wish.ledger, wish.period.last),
    figures,
    document,
    takes_fund=False,
    offered=lambda reader, ledger: ledger.kind == "kelompok" and group.rules_of(reader, ledger, date.max).money,
)
