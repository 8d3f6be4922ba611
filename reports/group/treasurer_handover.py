"""Berita acara serah terima bendahara: the count, the books and things, members' totals, and four hands below.

The annex says what each member has and owes on that day, for the new treasurer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kpmbooks import ledger as books
from kpmbooks.book import Reader
from kpmbooks.dates import Period, format_day
from kpmbooks.group import Member, members_of
from kpmbooks.group.handover import THINGS, Handover, handovers_of
from kpmbooks.group.registers import account_on, had_on, member_days
from kpmbooks.i18n import Translator
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_
from reports.document import (
    Block,
    Cell,
    Column,
    Document,
    Facts,
    Heading,
    PageBreak,
    Pair,
    Paragraph,
    Point,
    Points,
    Row,
    Signature,
    Signatures,
    Table,
)
from reports.group.meeting_minutes import count_told, notes_table
from reports.group.register import BLANK, Head, filled, money, name_of, who
from reports.heading import ReportHead, furnished

NAME = "treasurer-handover"
TITLE = N_("Record of Handing over the Treasury")
_LINE = "______________"


@dataclass(frozen=True, slots=True)
class HandoverTold:
    """A handover with the figures of its day. None where there was none in the period.

    ``cash`` are the accounts in which money lies and what each holds, the difference booked already.
    """

    ledger: LedgerRef
    handover: Handover | None
    members: Mapping[bytes, Member]
    cash: tuple[tuple[str, Rupiah], ...]
    savings: Rupiah
    solidarity: Rupiah
    loans: Rupiah
    rows: tuple[tuple[Member, Rupiah, Rupiah], ...]
    form: str

    def name(self, uid: bytes, _: Translator) -> str:
        """How somebody is called on the paper."""
        return name_of(self.members[uid], _) if uid in self.members else ""


def statement(reader: Reader, ledger: LedgerRef, period: Period, form: str) -> HandoverTold:
    """The last handover of the period."""
    found = next((one for one in handovers_of(reader, ledger) if period.contains(one.day)), None)
    members = {one.uid: one for one in members_of(reader)}
    nothing = Rupiah(0)
    if found is None or form == BLANK:
        return HandoverTold(ledger, None, members, (), nothing, nothing, nothing, (), form)
    day = found.day
    sums = books.sums_through(reader, ledger.id, day)
    cash = tuple(
        (one.name, sums[one.id].net)
        for one in books.accounts(reader, ledger)
        if one.is_cash and one.id in sums and sums[one.id].net
    )
    saved = had_on(member_days(reader, ("savings",), day), day)
    owed = had_on(member_days(reader, ("loan",), day), day)
    rows = tuple(
        (one, saved.get(one.id, nothing), owed.get(one.id, nothing))
        for one in members.values()
        if one.in_group(day) or saved.get(one.id) or owed.get(one.id)
    )
    savings = account_on(reader, ledger, ("tabungan_anggota", "simpanan_tetap"), day)
    solidarity = account_on(reader, ledger, ("dana_iks",), day)
    loans = Rupiah(-account_on(reader, ledger, ("pinjaman_diberikan",), day))
    return HandoverTold(ledger, found, members, cash, savings, solidarity, loans, rows, form)


def figures(statement: HandoverTold) -> dict[str, Any]:
    """The handover: the count against the book, totals, and a row for each member; null where there was none."""
    found = statement.handover
    if found is None:
        return {"date": None}
    return {
        "date": found.day.isoformat(),
        "place": found.place,
        "by_book": int(found.expected),
        "counted": int(found.counted),
        "difference": int(found.differs),
        "notes": {str(worth): many for worth, many in found.notes.items()},
        "things": list(found.things),
        "cash": [{"account": name, "amount": int(amount)} for name, amount in statement.cash],
        "savings": int(statement.savings),
        "solidarity": int(statement.solidarity),
        "loans": int(statement.loans),
        "rows": [
            {"member": member.name, "savings": int(saved), "loan_left": int(owed)}
            for member, saved, owed in statement.rows
        ],
    }


def document(statement: HandoverTold, head: ReportHead, _: Translator) -> Document:
    """The record with its annex, or a blank one."""
    found = statement.handover
    blocks: list[Block]
    if statement.form == BLANK:
        return furnished(NAME, _(TITLE), "", statement.ledger, "", head, _, tuple(_blank(_)), filed=True)
    if found is None:
        blocks = [Paragraph(_("The treasury was not handed over in this period."))]
        return furnished(NAME, _(TITLE), "", statement.ledger, "", head, _, tuple(blocks), filed=True)
    day = format_day(found.day, _.language, weekday=True)
    blocks = [
        Facts(
            (
                (_("Day, date"), day),
                (_("Place"), found.place),
                (_("Handed over by"), statement.name(found.old, _)),
                (_("Taken over by"), statement.name(found.new, _)),
            )
        ),
        Heading(_("What lies in the box")),
        count_told(found.notes, found.expected, "", _),
        Heading(_("What the book says on that day"), note=_("rupiah")),
        _totals(statement, _),
        Heading(_("Books and things that go along")),
        Points(tuple(Point(_(one), "done") for one in found.things or (_("Nothing was written down."),))),
        *_hands(statement, found, head, _),
        PageBreak(),
        Heading(_("Annex: what each member has and owes"), note=_("rupiah")),
        _annex(statement, _),
    ]
    short = format_day(found.day, _.language)
    return furnished(NAME, _(TITLE), "", statement.ledger, short, head, _, tuple(blocks), filed=True)


def _totals(statement: HandoverTold, _: Translator) -> Table:
    rows = [Row((name, int(amount))) for name, amount in statement.cash]
    if len(rows) > 1:
        rows.append(Row((_("All money together"), sum(int(amount) for _name, amount in statement.cash)), "subtotal"))
    rows += [
        Row((_("Savings of all members"), int(statement.savings))),
        Row((_("Solidarity fund (IKS)"), int(statement.solidarity))),
        Row((_("Lent to members and not paid back yet"), int(statement.loans))),
    ]
    return Table((Column(_("Description")), Column(_("Rupiah"), "money")), tuple(rows), name=_("Totals"))


def _annex(statement: HandoverTold, _: Translator) -> Table:
    heads = (
        Head(N_("No."), "number"),
        Head("", "picture"),
        Head(N_("Name")),
        Head(N_("Savings"), "money"),
        Head(N_("Left to pay"), "money"),
    )
    rows = [
        Row((*who(place, member, _), money(saved), money(owed)))
        for place, (member, saved, owed) in enumerate(statement.rows, 1)
    ]
    savings = sum(int(saved) for _member, saved, _owed in statement.rows)
    loans = sum(int(owed) for _member, _saved, owed in statement.rows)
    if (statement.savings, statement.loans) != (savings, loans):
        without: tuple[Cell, ...] = (money(statement.savings - savings), money(statement.loans - loans))
        rows.append(Row((None, None, _("Without a name"), *without), "subtotal"))
    rows.append(Row((None, None, _("Together"), int(statement.savings), int(statement.loans)), "total"))
    return filled(heads, rows, _, name=_("Members"))


def _hands(statement: HandoverTold, found: Handover, head: ReportHead, _: Translator) -> tuple[Block, ...]:
    names = [statement.name(uid, _) for uid in (found.old, found.new, *found.witnesses)]
    place = found.place or head.place or _LINE
    return _signed(f"{place}, {format_day(found.day, _.language)}", names, _)


def _signed(line: str, names: list[str], _: Translator) -> tuple[Block, ...]:
    """The two treasurers, and the witnesses below them: long names need half a page each."""
    meanings = (
        (_("Handed over by,"), _("Treasurer until now")),
        (_("Taken over by,"), _("New treasurer")),
        (_("Seen by,"), _("Witness")),
        (_("Seen by,"), _("Witness")),
    )
    named = zip(meanings, (*names, "", ""), strict=False)
    blocks = tuple(Signature(meaning, name, role) for (meaning, role), name in named)
    return Signatures(line, blocks[:2]), Signatures("", blocks[2:])


def _blank(_: Translator) -> list[Block]:
    totals = (_("Savings of all members"), _("Solidarity fund (IKS)"), _("Lent to members and not paid back yet"))
    return [
        Facts(tuple((name, "") for name in (_("Day, date"), _("Place"), _("Handed over by"), _("Taken over by")))),
        Pair(
            (notes_table({}, _),),
            (Facts(tuple((name, "") for name in (_("By the book"), _("Not found / over"), *totals))),),
        ),
        Heading(_("Books and things that go along")),
        Points(tuple(Point(_(one), "open") for one in THINGS)),
        *_signed(f"{_LINE}, {_LINE}", [""] * 4, _),
    ]
