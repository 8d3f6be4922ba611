"""The command schedule: what a loan asks for when, and what it really costs, from its terms alone, without any book."""

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import TypeVar

from kpmbooks.dates import format_day, read_day
from kpmbooks.i18n import Translator
from kpmbooks.instalments import METHODS, PER_YEAR, Method, RateChange, Schedule, Terms, effective_rate, schedule
from kpmbooks.money import Rupiah, format_amount, read_amount
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.trade.quantities import THOUSAND, format_quantity, read_percent
from ui.command_line.call import Call, Command, add_json
from ui.command_line.columns import number, table
from ui.command_line.syntax import Parser
from ui.command_line.terminal import Exit

T = TypeVar("T")

UNITS = (1, 5, 100, 500, 1_000)
WAYS = ("nearest", "up", "down")

_METHODS: dict[Method, str] = {
    "annuity": N_("on what is still owed, equal instalments (annuity)"),
    "declining": N_("on what is still owed, falling instalments"),
    "flat": N_("on the first amount (flat)"),
}
_ANY_PERCENT = 10**9
"""Which rates make a loan is said by its terms; here they are only read."""
_FINEST = 9
_NONE = Rupiah(0)
_NO_CHANGE = RateChange(0, Fraction(0))
_CHANGE = re.compile(r"(?P<number>\d{1,6}):(?P<rate>.+)", re.ASCII)


def _words(parser: Parser) -> None:
    _ = parser.translator
    need, add = parser.needed.add_argument, parser.wishes.add_argument
    need("--amount", metavar=_("AMOUNT"), required=True, help=_("how many rupiah are lent"))
    need("--rate", metavar=_("PERCENT"), required=True, help=_("percent a year"))
    need("--periods", metavar="N", type=int, required=True, help=_("in how many instalments"))
    need("--method", choices=METHODS, required=True, help=_("how interest is worked out"))
    add("--every", choices=tuple(PER_YEAR), default="month", help=_("how often is paid; every month by default"))
    add("--start", metavar=_("DATE"), help=_("the day of the loan; the first instalment is due one period later"))
    add("--grace", metavar="N", type=int, default=0, help=_("in so many periods at first only interest is paid"))
    add("--deduct", metavar=_("AMOUNT"), help=_("what is kept back when the loan is handed out"))
    add("--daily", action="store_true", help=_("interest by days over 365; needs --start"))
    help_ = _("another rate from that instalment on, for example 13:9; may be said often")
    add("--rate-from", metavar=_("N:PERCENT"), nargs="+", action="extend", default=[], help=help_)
    add("--round", type=int, choices=UNITS, default=1, help=_("to so many rupiah the instalment is rounded"))
    add("--rounding", choices=WAYS, default="nearest", help=_("which way; to the nearest by default"))
    add_json(parser)


def _schedule(call: Call) -> Exit:
    plan = schedule(_terms(call))
    if call.options.json:
        call.terminal.say_json(_told(plan))
    else:
        call.terminal.say(*_lines(plan, call.translator))
    return Exit.DONE


def _terms(call: Call) -> Terms:
    """The terms as they are said; raises ``Rejected`` with all that cannot be read."""
    options, problems = call.options, list[Problem]()

    def read(reading: T | Problem, where: str, instead: T) -> T:
        if not isinstance(reading, Problem):
            return reading
        problems.append(reading.at(where))
        return instead

    terms = Terms(
        amount=read(read_amount(options.amount), "amount", _NONE),
        rate=read(_rate(options.rate), "rate", Fraction(0)),
        periods=options.periods,
        method=options.method,
        every=options.every,
        start=None if options.start is None else read(read_day(options.start, call.today), "start", call.today),
        grace=options.grace,
        kept_back=_NONE if options.deduct is None else read(read_amount(options.deduct), "deduct", _NONE),
        daily=options.daily,
        changes=tuple(read(_change(text), "rate-from", _NO_CHANGE) for text in options.rate_from),
        unit=options.round,
        rounding=options.rounding,
    )
    if problems:
        raise Rejected(problems)
    return terms


def _rate(text: str) -> Fraction | Problem:
    """The percentage, also one below zero: it is readable, and refused with the other terms."""
    plain = text.strip()
    if not plain.startswith(("-", "−", "–")):
        return read_percent(plain, _ANY_PERCENT)
    found = read_percent(plain[1:], _ANY_PERCENT)
    return found if isinstance(found, Problem) else -found


def _change(text: str) -> RateChange | Problem:
    shape = _CHANGE.fullmatch(text.strip())
    if shape is None:
        message = N_("A change of the rate is written instalment:percent, for example 13:9.")
        return Problem("loan-rate-from-unreadable", message)
    rate = _rate(shape["rate"])
    return rate if isinstance(rate, Problem) else RateChange(int(shape["number"]), rate)


def _told(plan: Schedule) -> dict[str, object]:
    terms = plan.terms
    return {
        "principal": int(terms.amount),
        "received": int(terms.received),
        "rate": number(terms.rate, _FINEST),
        "method": terms.method,
        "every": terms.every,
        "rows": [
            {
                "n": row.number,
                "date": row.due and row.due.isoformat(),
                "instalment": int(row.amount),
                "principal": int(row.principal),
                "interest": int(row.interest),
                "balance": int(row.balance),
            }
            for row in plan.rows
        ],
        "totals": {
            "instalment": int(plan.paid),
            "principal": int(plan.paid - plan.interest),
            "interest": int(plan.interest),
        },
        "effective_rate": number(Fraction(effective_rate(plan)), 8),
    }


def _lines(plan: Schedule, _: Translator) -> Iterator[str]:
    terms = plan.terms
    yield _(
        "{received} is received and {paid} is paid back: the loan costs {cost}.",
        received=terms.received,
        paid=plan.paid,
        cost=plan.cost,
    )
    if terms.kept_back:
        yield _("Kept back from the loan of {amount}: {kept}.", amount=terms.amount, kept=terms.kept_back)
    yield _(
        "Interest: {rate} % a year, {how}. What it really costs: {effective} % a year.",
        rate=_percent(terms.rate),
        how=_(_METHODS[terms.method]),
        effective=_percent(Fraction(effective_rate(plan))),
    )
    for change in terms.changes:
        yield _("From instalment {number} on: {rate} % a year.", number=change.number, rate=_percent(change.rate))
    yield ""
    dated = terms.start is not None
    heads = (
        _("No."),
        *((_("Due on"),) if dated else ()),
        _("Instalment"),
        _("Principal"),
        _("Interest"),
        _("Still owed"),
    )
    rows = [
        (
            str(row.number),
            *((format_day(row.due, _.language),) if row.due is not None else ()),
            *map(format_amount, (row.amount, row.principal, row.interest, row.balance)),
        )
        for row in plan.rows
    ]
    sums = map(format_amount, (plan.paid, plan.paid - plan.interest, plan.interest))
    yield from table(heads, [*rows, (_("all together"), *(("",) if dated else ()), *sums, "")], left=2 if dated else 1)


def _percent(rate: Fraction) -> str:
    """With up to two decimals behind a comma."""
    hundredths = (2 * rate * 100 + 1) // 2
    return format_quantity(int(hundredths) * (THOUSAND // 100))


COMMANDS = {"schedule": Command(_words, _schedule)}
