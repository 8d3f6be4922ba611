"""Siap Disurvei: one page for herself before somebody comes to look at home and business.

What to lay on the table, what will be asked and where her own answer stands, what is still open. What a visit looks at
comes from descriptions of such visits (talk, home, business, neighbours, papers); nobody's list of marks is copied, and
the page gives none.
"""

from typing import Any

from kpmbooks.dates import Period
from kpmbooks.i18n import Translator
from kpmbooks.instalments import rounded
from kpmbooks.loans import Readiness
from kpmbooks.money import format_amount
from kpmbooks.problems import N_
from reports.document import Block, Column, Document, Heading, Pair, Paragraph, Point, Points, Row, Table
from reports.heading import ReportHead, furnished
from reports.loan_words import debts_open_words, said, whole_month

NAME = "survey-ready"
TITLE = N_("Ready for the Visit")

MOST_OPEN = 8

_LINE = "_" * 30


def figures(value: Readiness) -> dict[str, Any]:
    """What is open, and the amounts that her answers rest on, in whole rupiah."""
    day = sales_a_day(value)
    return {
        "open": [check.id for check in value.ladder if check.state != "done"],
        "documents": [{"id": paper.id, "state": paper.state} for paper in value.documents],
        "sales_a_day": day,
        "amount": int(value.request.amount),
    }


def sales_a_day(value: Readiness) -> int | None:
    """What an ordinary selling day brings, in rupiah; None where no month was recorded."""
    told = [month for month in value.books.months if month.is_recorded]
    if not told:
        return None
    mean = rounded(sum((int(month.revenue) for month in told), 0) / value.request.selling_days / len(told))
    return int(mean)


def document(value: Readiness, head: ReportHead, _: Translator) -> Document:
    """The page."""
    steps = any(check.state != "done" for check in value.ladder)
    blocks: tuple[Block, ...] = (
        Paragraph(_("For yourself. Lay the papers ready the evening before, and read this once aloud.")),
        Pair(
            (Heading(_("Lay on the table"), 1), _table(value, _)),
            (Heading(_("At your place"), 2), _place(value, _)),
        ),
        Heading(_("What will be asked"), 3),
        _questions(value, _),
        Pair(
            (Heading(_("Tick what is done") if steps else _("Still open"), 4), _open(value, _)),
            (Heading(_("Good to know"), 5), _good_to_know(_)),
        ),
    )
    subtitle = _("{business}. For: {lender}.", business=value.ledger.name, lender=value.request.lender.label)
    return furnished(NAME, _(TITLE), subtitle, value.ledger, "", head, _, blocks)


def _table(value: Readiness, _: Translator) -> Points:
    things = [Point(_("Cash book of the last months, printed"), "open")]
    if value.evidence.sources.get("sheet"):
        things.append(Point(_("Daily sheets, written by hand"), "open"))
    things += [Point(_("Receipts of what was bought"), "open"), Point(_("List of prices"), "open")]
    states = {"missing": _("not there yet"), "unchecked": _("not looked for yet")}
    things += [
        Point(": ".join(filter(None, (paper.name, states.get(paper.state)))), "open") for paper in value.documents
    ]
    return Points(tuple(things))


def _place(value: Readiness, _: Translator) -> Points:
    answers = value.application
    landmark, family = answers.landmark or _LINE, value.books.has_household
    return Points(
        (
            Point(_("The stall is open, goods and tools can be seen."), "open"),
            Point(_("The way there: {landmark}", landmark=landmark), "open"),
            Point(_("The phone is on: {phone}", phone=answers.phone or _LINE), "open"),
            Point(_("Who is at home knows of it.") if family else _("All members know of it."), "open"),
            Point(_("Two neighbours who know the business: {line}", line=_LINE), "open"),
        )
    )


def _questions(value: Readiness, _: Translator) -> Table:
    answers, capacity, evidence = value.application, value.capacity, value.evidence
    day = sales_a_day(value)
    since = ""
    if evidence.since is not None:
        since = _("since {month}", month=whole_month(Period(evidence.since, evidence.since), _))
    quietest = ""
    if capacity.quietest is not None and capacity.is_told:
        month = whole_month(capacity.quietest.figures.month, _)
        quietest = _("{month}, {amount} left", month=month, amount=capacity.quietest.left)
    debts = ""
    if capacity.debts.open:
        debts = debts_open_words(capacity.debts.open, _)
    elif capacity.debts.asked is not None:
        debts = _("{amount} a month", amount=capacity.debts.monthly) if capacity.debts.monthly else _("none")
    living = _("{amount} a month", amount=capacity.living_cost) if capacity.living_from else ""
    asked = [
        (_("Which business, since when?"), ", ".join(filter(None, (answers.business, since)))),
        (_("What does a day bring?"), "" if day is None else format_amount(day)),
        (_("How many selling days a month?"), _("{n} days", n=round(value.request.selling_days))),
        (_("Which month is the quietest?"), quietest),
        *(((_("What does the family need?"), living),) if value.books.has_household else ()),
        (_("Which other debts are there?"), debts),
        (_("What is the money for?"), answers.purpose),
        (_("How much, paid back how?"), _asked(value, _)),
        (_("And if you are ill for a month?"), ""),
        (_("Who helps in the business?"), ""),
    ]
    return Table(
        (Column(_("Question"), weight=2), Column(_("Your answer"), weight=3)),
        tuple(Row((question, answer or None)) for question, answer in asked),
        name=_("What will be asked"),
        ruled=True,
        least=20,
    )


def _asked(value: Readiness, _: Translator) -> str:
    request = value.request
    return _(
        "{amount}, {n} times {instalment}", amount=request.amount, n=request.periods, instalment=request.instalment
    )


def _open(value: Readiness, _: Translator) -> Points:
    steps = [check for check in value.ladder if check.state != "done"]
    points = [Point(said(check.text, _), "open") for check in steps[:MOST_OPEN]]
    return Points(tuple(points) or (Point(_("Nothing that we know of"), "done"),))


def _good_to_know(_: Translator) -> Points:
    return Points(
        (
            Point(_("Say what is so. “I do not know yet” is a good answer.")),
            Point(_("The visit costs nothing. Pay nobody for it.")),
            Point(_("Give no card and no PIN to anybody.")),
            Point(_("You may say no, also on the last day.")),
        )
    )
