"""Buku Tabungan of each member, as a page of her own: every deposit and withdrawal, what she has, and that in words."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from kpmbooks.book import Reader
from kpmbooks.dates import Period, format_day, format_period
from kpmbooks.group import Member, members_of, passbook, rules_history
from kpmbooks.group.registers import is_savings, member_days
from kpmbooks.i18n import Translator
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import Rupiah, format_amount
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.recording import kind_name
from kpmbooks.words import in_words
from reports.document import AmountInWords, Block, Cell, Document, Facts, Nameplate, PageBreak, Paragraph, Row, Table
from reports.group.people import OFFICE_WORDS
from reports.group.register import BLANK, HAND_ROW, Head, blank, filled, name_of
from reports.heading import ReportHead, furnished, in_rupiah

NAME = "passbooks"
TITLE = N_("Savings Books")

_HEADS = (
    Head(N_("Date"), "code", hand=4),
    Head(N_("No."), "code", hand=4),
    Head(N_("Description"), weight=3, hand=7),
    Head(N_("In"), "money", hand=5),
    Head(N_("Taken"), "money", hand=5),
    Head(N_("Left over"), "money", hand=5),
    Head(N_("Initials"), hand=3),
)


@dataclass(frozen=True, slots=True)
class SavingsLine:
    """A line of her book: below zero what she took; ``balance`` is of all kinds of savings together."""

    day: date
    number: str
    kind: str
    savings: str
    amount: Rupiah
    balance: Rupiah


@dataclass(frozen=True, slots=True)
class SavingsOf:
    """A member's book: what she had before the period, its lines, what she has."""

    member: Member
    opening: Rupiah
    lines: tuple[SavingsLine, ...]

    @property
    def closing(self) -> Rupiah:
        """What she has at the end."""
        return self.lines[-1].balance if self.lines else self.opening


@dataclass(frozen=True, slots=True)
class Passbooks:
    """The books of one or of all members in a period; ``savings_names`` are how the kinds of savings are called."""

    ledger: LedgerRef
    period: Period
    books: tuple[SavingsOf, ...]
    savings_names: dict[str, str]
    form: str


def statement(reader: Reader, ledger: LedgerRef, period: Period, form: str, member: str) -> Passbooks:
    """The book of the member with this uid (hex), or of everybody who is there or has something."""
    days = member_days(reader, ("savings",), period.last)
    purses: dict[int, set[str]] = {}
    for one in days:
        purses.setdefault(one.member, set()).add(one.purse)
    known = members_of(reader)
    if member:
        chosen = tuple(one for one in known if one.uid.hex() == member)
        if not chosen:
            raise Rejected(Problem("member-unknown", N_("There is no such member any more. Choose another."), {}))
    else:
        chosen = tuple(one for one in known if one.in_group(period.last) or one.id in purses)
    books = tuple(_book(reader, one, sorted(purses.get(one.id, ())), period) for one in chosen)
    if not member:
        books = tuple(one for one in books if one.member.in_group(period.last) or one.lines or one.closing)
    names = {kind.id: kind.name for rules in rules_history(reader, ledger) for kind in rules.savings}
    return Passbooks(ledger, period, books, names, form)


def _book(reader: Reader, member: Member, purses: list[str], period: Period) -> SavingsOf:
    rows = [(row, purse) for purse in purses if is_savings(purse) for row in passbook(reader, member, purse)]
    rows.sort(key=lambda one: (one[0].day, one[0].number))
    opening = Rupiah(sum(int(row.amount) for row, _ in rows if row.day < period.first))
    lines, balance = [], opening
    for row, purse in rows:
        if period.contains(row.day):
            balance += row.amount
            lines.append(SavingsLine(row.day, row.number, row.kind, purse.partition(":")[2], row.amount, balance))
    return SavingsOf(member, opening, tuple(lines))


def figures(statement: Passbooks) -> dict[str, Any]:
    """A book for each member; its last balance is what she has."""
    return {
        "books": [
            {
                "member": one.member.name,
                "opening": int(one.opening),
                "rows": [
                    {
                        "date": line.day.isoformat(),
                        "number": line.number,
                        "savings": line.savings,
                        "amount": int(line.amount),
                        "balance": int(line.balance),
                    }
                    for line in one.lines
                ],
                "closing": int(one.closing),
            }
            for one in statement.books
        ],
        "closing": sum(int(one.closing) for one in statement.books),
    }


def document(statement: Passbooks, head: ReportHead, _: Translator) -> Document:
    """A page for each member, or a blank one."""
    period = format_period(statement.period, _.language)
    blocks: list[Block] = []
    if statement.form == BLANK:
        blocks += [Facts(((_("Name"), ""), (_("Number of the member"), "")))]
        blocks += [blank(_HEADS, head, _, turned=False, room=30)]
    elif not statement.books:
        blocks.append(Paragraph(_("No members are in the book yet.")))
    else:
        for nth, one in enumerate(statement.books):
            blocks += [PageBreak()] * bool(nth)
            blocks += _pages(one, statement, head, _)
    written = statement.form != BLANK
    words, shown = (in_rupiah(period, _), period) if written else ("", "")
    return furnished(NAME, _(TITLE), words, statement.ledger, shown, head, _, tuple(blocks), filed=True)


def _pages(one: SavingsOf, statement: Passbooks, head: ReportHead, _: Translator) -> list[Block]:
    member = one.member
    since = format_day(member.since, _.language) if member.since else ""
    facts = tuple(
        pair for pair in ((_("Office"), _(OFFICE_WORDS[member.office])), (_("Member since"), since)) if pair[1]
    )
    label = _("Savings on {day}:", day=statement.period.last)
    words = in_words(int(one.closing)) if _.language == "id" else ""
    return [
        Nameplate(member.mark, name_of(member, _), facts),
        _lines(one, statement, head, _),
        AmountInWords(label, format_amount(one.closing), words or format_amount(one.closing)),
    ]


def _lines(one: SavingsOf, statement: Passbooks, head: ReportHead, _: Translator) -> Table:
    several = len({line.savings for line in one.lines}) > 1
    opening: tuple[Cell, ...] = (
        "", "", _("Left before {day}", day=statement.period.first), None, None, int(one.opening), "",
    )  # fmt: skip
    rows = [Row(opening)]
    for line in one.lines:
        words = head.neutral(kind_name(line.kind, head.sector, _.language))
        if several:
            words += f", {statement.savings_names.get(line.savings, line.savings).lower()}"
        came, took = (int(line.amount), None) if line.amount > 0 else (None, -int(line.amount))
        rows.append(Row((f"{line.day:%d/%m/%Y}", line.number, words, came, took, int(line.balance), "")))
    money_in = sum(int(line.amount) for line in one.lines if line.amount > 0)
    money_out = -sum(int(line.amount) for line in one.lines if line.amount < 0)
    rows.append(Row((None, None, _("Together"), money_in, money_out, int(one.closing), None), "total"))
    return filled(_HEADS, rows, _, name=name_of(one.member, _), least=HAND_ROW - 4, strong=(5,))
