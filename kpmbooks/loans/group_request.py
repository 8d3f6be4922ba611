"""A request of a group, member by member: what each earns, needs, can pay and asks for, and what she would carry.

The group's side (books, instalment, ladder) is ``readiness``'s; here it is only divided. What a member did not say
stays empty and leaves a line for the hand.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from kpmbooks import group, people
from kpmbooks.book import Reader
from kpmbooks.group import Member
from kpmbooks.instalments import PER_YEAR
from kpmbooks.loans.asked_lists import MemberRequest
from kpmbooks.loans.joint_liability import USUAL_FAILING, Burden, burdens
from kpmbooks.loans.readiness import Readiness
from kpmbooks.loans.request import a_month, ask_for
from kpmbooks.money import Rupiah, allocate
from kpmbooks.problems import N_, Problem, Rejected


@dataclass(frozen=True, slots=True)
class MemberLine:
    """One member. Amounts in rupiah of a month; None: not said. ``burden`` where every member's request is known.

    ``nik`` is whole, and only there where NIKs were ticked for the lender and hers is kept with her consent.
    """

    member: Member
    income: Rupiah | None
    cost: Rupiah | None
    request: Rupiah | None
    instalment: Rupiah | None
    burden: Burden | None
    nik: str = ""

    @property
    def can_pay(self) -> Rupiah | None:
        """Income less cost: what the form of group loans calls the ability to pay."""
        return None if self.income is None or self.cost is None else self.income - self.cost


@dataclass(frozen=True, slots=True)
class GroupRequest:
    """The members' side of a request. ``failing`` members are reckoned with who do not pay."""

    readiness: Readiness
    lines: tuple[MemberLine, ...]
    failing: int
    place: str

    @property
    def ledger(self) -> Any:
        """The group's ledger."""
        return self.readiness.ledger

    @property
    def requested(self) -> Rupiah:
        """What the members ask for together, as far as they said."""
        return sum((line.request for line in self.lines if line.request is not None), Rupiah(0))

    @property
    def is_divided(self) -> bool:
        """Whether every member said what she asks for, and all together is what the group asks for."""
        return all(line.request is not None for line in self.lines) and self.requested == self.readiness.request.amount

    def officer(self, office: str) -> str:
        """The name of who holds an office; empty where nobody does."""
        return next((line.member.name or "" for line in self.lines if line.member.office == office), "")


def group_request(reader: Reader, readiness: Readiness, day: date) -> GroupRequest:
    """The request of the group's members on ``day``; raises ``Rejected`` for a book without members."""
    members = group.members_of(reader, day)
    if readiness.ledger.kind != "kelompok" or not members:
        message = N_("This paper is for a group with members. Write the members into the book first.")
        raise Rejected(Problem("no-members", message))
    answers = {one.member: one for one in readiness.application.members or ()}
    place = group.rules_of(reader, readiness.ledger, day).place
    lines = _lines(readiness, members, answers)
    if readiness.application.nik_ticked:
        lines = tuple(replace(line, nik=_nik(reader, line.member)) for line in lines)
    return GroupRequest(readiness, lines, USUAL_FAILING, place)


def _nik(reader: Reader, member: Member) -> str:
    if not people.agreed_to(reader, member.person, "berkas_pinjaman"):
        return ""
    return people.number_of(reader, member.person, "nik") or ""


def _lines(
    readiness: Readiness, members: Sequence[Member], answers: dict[bytes, MemberRequest]
) -> tuple[MemberLine, ...]:
    said = [answers.get(member.uid) for member in members]
    requests = [None if one is None else one.request for one in said]
    amounts = [amount for amount in requests if amount is not None]
    instalments: list[Rupiah | None] = [_instalment(readiness, amount) for amount in requests]
    if len(amounts) == len(members) and sum(amounts, Rupiah(0)) == readiness.request.amount:
        # Divided by what each asks for, the parts are the whole, to the rupiah.
        instalments = list(allocate(readiness.request.monthly, [int(amount) for amount in amounts]))
    known = [one for one in instalments if one is not None]
    carried: Sequence[Burden | None] = [None] * len(members)
    if len(known) == len(members):
        request = readiness.request
        carried = burdens(known, Fraction(request.periods * 12, PER_YEAR[request.plan.terms.every]))
    return tuple(
        MemberLine(
            member,
            None if one is None else one.income,
            None if one is None else one.cost,
            request,
            instalment,
            burden,
        )
        for member, one, request, instalment, burden in zip(members, said, requests, instalments, carried, strict=True)
    )


def _instalment(readiness: Readiness, amount: Rupiah | None) -> Rupiah | None:
    """What a member's part costs her in a month, on the terms of the whole."""
    if amount is None:
        return None
    if amount < 1:
        return Rupiah(0)
    request = readiness.request
    own = ask_for(request.lender, amount, request.periods, method=request.method, selling_days=request.selling_days)
    return a_month(own.plan)
