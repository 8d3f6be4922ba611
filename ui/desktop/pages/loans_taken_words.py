"""What is said of loans that were asked for and taken: how each stands, what is due, what is late; kindly, no marks."""

from collections.abc import Iterator
from datetime import date

from kpmbooks import loans
from kpmbooks.dates import format_day
from kpmbooks.i18n import Translator
from kpmbooks.instalments import Every
from kpmbooks.loans.taken import LoanState, TakenLoan
from kpmbooks.loans.taken_due import LoanDue
from kpmbooks.money import Rupiah, format_amount
from kpmbooks.problems import N_, Rejected
from ui.desktop.theme import look, name_shown
from ui.desktop.widgets.card import StripTone
from ui.desktop.widgets.labels import covered

STATES: dict[LoanState, tuple[str, str, StripTone]] = {
    "asked": (N_("waiting for an answer"), "hourglass-medium", "primary"),
    "running": (N_("running"), "bank", "primary"),
    "paid": (N_("paid off"), "check-circle", "money_in"),
    "refused": (N_("not granted"), "minus", ""),
    "put-off": (N_("put off"), "clock", ""),
    "withdrawn": (N_("taken back by ourselves"), "arrow-counter-clockwise", ""),
}
EVERY_NAMES: dict[Every, str] = {
    "month": N_("every month"),
    "two-weeks": N_("every two weeks"),
    "week": N_("every week"),
    "day": N_("every day"),
}


def money(amount: int) -> str:
    """An amount as it may be seen now."""
    return covered() if look().private else format_amount(Rupiah(amount))


def lender_shown(loan: TakenLoan, _: Translator) -> str:
    """The lender's name as it may be seen now."""
    return name_shown(loan.lender) or _("(name erased)")


def charge_word(loan: TakenLoan | None, _: Translator) -> str:
    """What this lender calls what a loan costs."""
    if loan is not None and loan.request is not None and loan.request.lender:
        try:
            return loans.find_lender(loan.request.lender).charge.capitalize()
        except Rejected:  # a lender that the program no longer knows
            pass
    return _("Interest or fee")


def is_shared() -> bool:
    """Whether others look at the screen as well: then nobody's arrears are on it."""
    return look().private or look().nameless


def due_words(due: LoanDue, today: date, _: Translator) -> str:
    """What is due or late of a loan, and what to do while there is time; for the person alone."""
    if due.late:
        words = _.plural(
            "{n} instalment is past its day, since {day}: {amount}.",
            "{n} instalments are past their day, since {day}: {amount}.",
            due.late,
            day=due.day,
            amount=money(due.amount),
        )
        if due.short > 0:
            advice = _("Talk to the lender now and agree on a new day. It happens to many; said early it is easier.")
        else:
            advice = _("The money for it is there. Pay it, then write it down here.")
        return f"{words} {advice}"
    if due.short <= 0:
        return ""
    words = _(
        "On {day} {amount} is due; {short} of it is not there yet.",
        day=due.day,
        amount=money(due.amount),
        short=money(due.short),
    )
    aside = due.to_put_aside(today)
    if aside is not None:
        words += " " + _("That is {amount} to put aside each day until then.", amount=money(aside))
    return words + " " + _("If that cannot be, talk to the lender before the day.")


def difference_words(loan: TakenLoan, _: Translator) -> str:
    """Where book and plan say different rests, plainly; empty where they agree."""
    told = loan.standing
    if told is None or told.difference == 0:
        return ""
    if told.owed_by_book < 0:
        return _("{amount} more principal was recorded as paid than was borrowed. Check the records.",
                 amount=money(-told.owed_by_book))  # fmt: skip
    return _(
        "The book says {book} is still owed, the plan {plan}: {amount} apart. Ask the lender, or correct a record.",
        book=money(told.owed_by_book),
        plan=money(told.owed_by_plan),
        amount=money(abs(told.difference)),
    )


def answer_lines(loan: TakenLoan, _: Translator) -> Iterator[str]:
    """What was asked for and what the lender answered."""
    request, answer = loan.request, loan.answer
    if request is not None:
        yield _(
            "Asked for on {day}: {amount} in {n} instalments, {every}.",
            day=request.day,
            amount=money(request.amount),
            n=request.periods,
            every=_(EVERY_NAMES[request.every]),
        )
    if loan.state == "asked" and answer is not None:
        yield _("The record of its money was taken back, so it waits for an answer again.")
    if loan.standing is not None or answer is None or answer.state == "granted":
        return
    yield _("Answered on {day}.", day=answer.day)
    if answer.reason:
        yield _("Reason: {reason}.", reason=name_shown(answer.reason).rstrip("."))
    if answer.again is not None:
        yield _("Next try: {day}.", day=answer.again)


def plan_line(loan: TakenLoan, _: Translator) -> str:
    """How many instalments are paid, and how many of those that came due on their day; neutral."""
    told = loan.standing
    if told is None:
        return ""
    paid = sum(one.is_paid for one in told.plan)
    words = _("{n} of {all} instalments paid", n=paid, all=len(told.plan))
    if told.ahead:
        words += ", " + _.plural("{n} before its day", "{n} before their day", told.ahead)
    if told.came_due and not is_shared():
        words += "; " + _("on time {n} of {all}", n=told.on_time, all=told.came_due)
    return words + "."


def short_day(day: date, _: Translator) -> str:
    """``5 Des 2026``."""
    return f"{format_day(day, _.language, short=True)} {day.year}"
