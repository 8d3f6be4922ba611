"""Buku Pinjaman Anggota: every loan to a member in a list, or a card for each loan with its payments; and blank twins.

The group's own register, for its officers: names are what it is for.
"""

from dataclasses import dataclass
from typing import Any

from kpmbooks.book import Reader
from kpmbooks.dates import Period, format_day, format_period
from kpmbooks.group import LoanTerms, Member, MemberLoan, loan_terms, members_of, rules_of
from kpmbooks.group.loan_plan import plan_of
from kpmbooks.group.registers import LoanPayment, left_on, loan_payments, standing_loans
from kpmbooks.i18n import Translator
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import Rupiah, format_amount
from kpmbooks.problems import N_
from reports.document import Block, Cell, Document, Facts, Heading, Nameplate, PageBreak, Paragraph, Row, Table
from reports.group.register import BLANK, HAND_ROW, Head, blank, filled, money, name_of, sheet_line, who
from reports.heading import ReportHead, furnished, in_rupiah

NAME = "loans-book"
TITLE = N_("Register of Members' Loans")
LIST, CARDS, BLANK_CARD = "list", "cards", "blank-card"
FORMS = (LIST, CARDS, BLANK, BLANK_CARD)
FORM_NAMES = {
    LIST: N_("the list"),
    CARDS: N_("a card for each loan"),
    BLANK: N_("blank list, to write on"),
    BLANK_CARD: N_("blank card, to write on"),
}

_LIST = (
    Head(N_("No."), "number", hand=2),
    Head("", "picture"),
    Head(N_("Name"), hand=7),
    Head(N_("Lent on"), "code", hand=4),
    Head(N_("Lent"), "money", hand=5),
    Head(N_("Fee"), "code", hand=3),
    Head(N_("Instalments"), "number", hand=3),
    Head(N_("Paid back"), "money", hand=5),
    Head(N_("Fee paid"), "money", hand=4),
    Head(N_("Left to pay"), "money", hand=5),
)
_PLAN = (
    Head(N_("No. of instalment"), "number"),
    Head(N_("To pay"), "money"),
    Head(N_("Loan paid back"), "money"),
    Head(N_("Fee"), "money"),
    Head(N_("Left to pay"), "money"),
)
_CARD = (
    Head(N_("Date"), "code", hand=4),
    Head(N_("No. of instalment"), "number", hand=3),
    Head(N_("Loan paid back"), "money", hand=5),
    Head(N_("Fee"), "money", hand=4),
    Head(N_("Fine"), "money", hand=4),
    Head(N_("Left to pay"), "money", hand=5),
    Head(N_("Initials"), hand=4),
)
_ROOM_FOR_MORE = 2


@dataclass(frozen=True, slots=True)
class LoanTold:
    """A loan with how it was agreed and what was paid on it by the last day of the period."""

    loan: MemberLoan
    member: Member
    terms: LoanTerms
    payments: tuple[LoanPayment, ...]

    @property
    def left(self) -> Rupiah:
        """What was still owed then."""
        return left_on(self.loan, self.payments)


@dataclass(frozen=True, slots=True)
class LoansListed:
    """The loans that were open on some day of a period."""

    ledger: LedgerRef
    period: Period
    loans: tuple[LoanTold, ...]
    form: str


def statement(reader: Reader, ledger: LedgerRef, period: Period, form: str) -> LoansListed:
    """Loans that were lent by the last day and not paid back before the first."""
    rules = rules_of(reader, ledger, period.last)
    members = {one.id: one for one in members_of(reader)}
    found = []
    for loan in standing_loans(reader):
        if loan.day > period.last:
            continue
        payments = loan_payments(reader, loan, period.last)
        if left_on(loan, payments) or (payments and payments[-1].day >= period.first):
            found.append(LoanTold(loan, members[loan.member], loan_terms(reader, loan, rules), payments))
    return LoansListed(ledger, period, tuple(found), form)


def figures(statement: LoansListed) -> dict[str, Any]:
    """A row for each loan with its payments; ``left`` of all rows is the account of members' loans that have a name."""
    return {
        "rows": [
            {
                "member": told.member.name,
                "date": told.loan.day.isoformat(),
                "amount": int(told.loan.amount),
                "instalments": told.terms.periods,
                "charge": told.terms.charge,
                "rate": float(told.terms.rate),
                "method": told.terms.method,
                "payments": [
                    {
                        "date": one.day.isoformat(),
                        "number": one.number,
                        "principal": int(one.principal),
                        "charge": int(one.charge),
                        "left": int(one.left),
                    }
                    for one in told.payments
                ],
                "plan": [
                    {
                        "amount": int(one.amount),
                        "principal": int(one.principal),
                        "charge": int(one.charge),
                        "left": int(one.left),
                    }
                    for one in plan_of(told.terms, told.loan.amount, told.left)
                ],
                "left": int(told.left),
            }
            for told in statement.loans
        ],
        "totals": {
            "amount": sum(int(told.loan.amount) for told in statement.loans),
            "left": sum(int(told.left) for told in statement.loans),
        },
    }


def document(statement: LoansListed, head: ReportHead, _: Translator) -> Document:
    """The register in its form."""
    form, period = statement.form, format_period(statement.period, _.language)
    written = form not in (BLANK, BLANK_CARD)
    blocks: list[Block]
    if form == BLANK:
        blocks = [sheet_line(_), blank(_LIST, head, _, turned=True)]
    elif form == BLANK_CARD:
        blocks = _blank_card(head, _)
    elif not statement.loans:
        blocks = [Paragraph(_("No loan to a member in this period."))]
    elif form == CARDS:
        blocks = _cards(statement, _)
    else:
        blocks = [_list(statement, _)]
    words, shown = (in_rupiah(period, _), period) if written else ("", "")
    turned = form in (LIST, BLANK)
    return furnished(
        NAME, _(TITLE), words, statement.ledger, shown, head, _, tuple(blocks),
        signed=form == LIST, filed=True, turned=turned,
    )  # fmt: skip


def _list(statement: LoansListed, _: Translator) -> Table:
    rows = []
    for place, told in enumerate(statement.loans, 1):
        paid, charge = _paid(told)
        cells: tuple[Cell, ...] = (
            f"{told.loan.day:%d/%m/%Y}",
            int(told.loan.amount),
            rate_words(told.terms),
            told.terms.periods,
            money(paid),
            money(charge),
            int(told.left),
        )
        rows.append(Row((*who(place, told.member, _), *cells)))
    sums = [
        sum(int(told.loan.amount) for told in statement.loans),
        sum(_paid(told)[0] for told in statement.loans),
        sum(_paid(told)[1] for told in statement.loans),
        sum(int(told.left) for told in statement.loans),
    ]
    rows.append(Row((None, None, _("Together"), None, sums[0], None, None, *sums[1:]), "total"))
    return filled(_LIST, rows, _, name=_(TITLE), strong=(len(_LIST) - 1,))


def _paid(told: LoanTold) -> tuple[int, int]:
    return sum(int(one.principal) for one in told.payments), sum(int(one.charge) for one in told.payments)


def rate_words(terms: LoanTerms) -> str:
    """``1,5 %``: the charge of a month."""
    return f"{float(terms.rate):g} %".replace(".", ",")


def _cards(statement: LoansListed, _: Translator) -> list[Block]:
    blocks: list[Block] = []
    for nth, told in enumerate(statement.loans):
        if nth:
            blocks.append(PageBreak())
        terms = told.terms
        facts = (
            (_("Lent on"), format_day(told.loan.day, _.language)),
            (_("Lent"), format_amount(told.loan.amount)),
            (_("Fee a month"), f"{_(CHARGE_WORDS[terms.charge])} {rate_words(terms)}, {_(METHOD_WORDS[terms.method])}"),
            (_("Instalments"), str(terms.periods)),
        )
        blocks.append(Nameplate(told.member.mark, name_of(told.member, _), facts))
        rows = [
            Row(
                (
                    f"{one.day:%d/%m/%Y}",
                    number,
                    int(one.principal),
                    money(one.charge),
                    None,
                    int(one.left),
                    "",
                )
            )
            for number, one in enumerate(told.payments, 1)
        ]
        open_lines = max(terms.periods - len(rows), 0) + _ROOM_FOR_MORE if told.left else 0
        rows += [Row(("", None, None, None, None, None, ""))] * min(open_lines, 20)
        name = f"{name_of(told.member, _)} {told.loan.day:%Y-%m-%d}"
        blocks.append(filled(_CARD, rows, _, name=name, least=HAND_ROW, strong=(5,)))
        left = _("Left to pay: {amount}", amount=told.left) if told.left else _("Paid back in full.")
        blocks.append(Paragraph(left))
        if told.left:
            blocks += [Heading(_("What each meeting will ask")), _plan(told, _)]
    return blocks


def _plan(told: LoanTold, _: Translator) -> Table:
    """The instalments to come, from what is left; who pays more or less needs fewer or more of them."""
    rows = [
        Row((number, int(one.amount), int(one.principal), money(one.charge), int(one.left)))
        for number, one in enumerate(plan_of(told.terms, told.loan.amount, told.left), len(told.payments) + 1)
    ]
    return filled(_PLAN, rows, _, name=_("What each meeting will ask"), strong=(1,))


CHARGE_WORDS = {"jasa": N_("fee"), "bunga": N_("interest"), "margin": N_("margin")}
METHOD_WORDS = {"flat": N_("of what was lent"), "declining": N_("of what is still open")}


def _blank_card(head: ReportHead, _: Translator) -> list[Block]:
    names = (N_("Name"), N_("Lent on"), N_("Lent"), N_("Fee a month"), N_("Instalments"))
    facts = Facts(tuple((_(name), "") for name in names))
    return [facts, blank(_CARD, head, _, turned=False, room=70)]
