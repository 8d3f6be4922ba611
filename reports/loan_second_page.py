"""The second page of a loan summary: what the money is for, what if things go worse, how the trade's figures look, what
is owned and owed, officers' lines with their source, and every instalment.

For whoever reads on after the first page. Facts with their source; none of them is a mark.
"""

from collections.abc import Iterator
from typing import Final

from kpmbooks.i18n import Translator
from kpmbooks.instalments import Instalment
from kpmbooks.loans import Readiness
from kpmbooks.loans.asked_lists import total_of
from kpmbooks.loans.lines import lines_for
from kpmbooks.loans.what_if import Worse, what_ifs
from kpmbooks.money import Rupiah, format_amount
from kpmbooks.problems import N_
from reports.document import Block, Column, Paragraph, Point, Points, Quantity, Row, Table
from reports.heading import ReportHead
from reports.loan_evidence_words import plausibility_sentences

WORSE_WORDS: Final[dict[Worse, str]] = {
    "sales_less": N_("a fifth less is sold"),
    "materials_dearer": N_("materials cost 15% more"),
    "month_ill": N_("ill for a month, the stall closed"),
}

MOST_INSTALMENTS: Final = 26
FIRST_INSTALMENTS: Final = 12
LAST_INSTALMENTS: Final = 6

_WIDEST: Final = 99_999_999


def uses_blocks(value: Readiness, _: Translator) -> Iterator[Block]:
    """What the money is for, thing by thing, beside what is asked for; nothing where nobody said."""
    uses = value.application.uses
    if not uses:
        return
    asked = value.request.amount
    rows = [Row((use.what, Quantity(use.quantity), _whole(use.price), _whole(use.cost)), "plain") for use in uses]
    known = all(use.price is not None for use in uses)
    total = total_of(uses)
    rows.append(Row((_("Together"), None, None, int(total) if known else None), "total"))
    yield Table(
        (
            Column(_("What it is used for"), weight=3),
            Column(_("How many"), "number", widest=Quantity(999_000)),
            Column(_("Price of one"), "money", widest=_WIDEST),
            Column(_("Costs"), "money", widest=_WIDEST),
        ),
        tuple(rows),
        name=_("What the money is for"),
    )
    if not known:
        yield Paragraph(_("The price of some things is not known yet."))
    elif total < asked:
        yield Paragraph(_("{amount} of what is asked for has no use named.", amount=asked - total))
    elif total > asked:
        yield Paragraph(_("{amount} of it is paid from own money.", amount=total - asked))


def what_if_table(value: Readiness, _: Translator) -> Table:
    """What is left if things go worse, before and after the instalment, in the quietest and in an average month."""
    monthly = value.request.monthly
    return Table(
        (
            Column(_("What if"), weight=3),
            Column(_("Quietest month, left"), "money", widest=-_WIDEST),
            Column(_("after the instalment"), "money", widest=-_WIDEST),
            Column(_("Average month, left"), "money", widest=-_WIDEST),
            Column(_("after the instalment"), "money", widest=-_WIDEST),
        ),
        tuple(
            Row((_(WORSE_WORDS[one.id]), _whole(one.quietest), _whole(quiet), _whole(one.average), _whole(average)))
            for one in what_ifs(value.capacity)
            for quiet, average in (one.after(monthly),)
        ),
        name=_("What if things go worse"),
    )


def trade_figures(value: Readiness, _: Translator) -> Points:
    """How the trade's figures look beside each other, a sentence each."""
    told = tuple(Point(sentence) for sentence in plausibility_sentences(value.books.plausibility, _))
    return Points(told or (Point(_("Nothing was sold yet.")),))


def position_points(value: Readiness, head: ReportHead, _: Translator) -> Points:
    """What the business owns and owes, as far as it is written down."""
    position = value.books.position
    if not position.assets and not position.liabilities:
        return Points((Point(_("Nothing is written down yet.")),))

    def named(section: str) -> str:
        rows = [row for row in position.rows if row.section == section and row.amount]
        told = ", ".join(f"{head.neutral(row.name)} {format_amount(row.amount, symbol=False)}" for row in rows)
        return told or _("nothing is written down")

    return Points(
        (
            Point(_("Owned: {things}.", things=named("asset"))),
            Point(_("Owed: {things}.", things=named("liability"))),
            Point(_("Own money in the business: {amount}.", amount=position.equity)),
        )
    )


def officers_lines(value: Readiness, _: Translator) -> Points:
    """The lines for an instalment that officers know, each with its source; none is this lender's."""
    points = []
    for one in lines_for(value.capacity):
        if not one.line.on_paper or one.low is None or one.high is None:
            continue
        amount = format_amount(one.low)
        if one.high != one.low:
            amount = f"{amount}–{format_amount(one.high, symbol=False)}"
        source = _("Source: {title}.", title=one.line.source.title)
        sure = _("Check first.") if one.line.uncertain else ""
        points.append(Point(f"{one.line.words}: {amount}. {source} {sure}".rstrip()))
    return Points(tuple(points) or (Point(_("First it must be known what a month leaves.")),))


def schedule_table(value: Readiness, _: Translator) -> Table:
    """Every instalment of the request; of many the first year and how it ends, all of them are on their own card."""
    rows = value.request.plan.rows
    shown = [_instalment(row) for row in rows]
    if len(rows) > MOST_INSTALMENTS:
        gap = Row(("…", None, None, None, None))
        shown = [*shown[:FIRST_INSTALMENTS], gap, *shown[-LAST_INSTALMENTS:]]
    return Table(
        (
            Column(_("No."), "code", widest="999"),
            Column(_("Instalment"), "money", widest=_WIDEST, strong=True),
            Column(_("Principal"), "money", widest=_WIDEST),
            Column(value.request.lender.charge.capitalize(), "money", widest=_WIDEST),
            Column(_("Still owed"), "money", widest=_WIDEST),
        ),
        tuple(shown),
        name=_("Every instalment"),
    )


def _instalment(row: Instalment) -> Row:
    return Row((str(row.number), int(row.amount), int(row.principal), int(row.interest), int(row.balance)))


def _whole(amount: Rupiah | None) -> int | None:
    return None if amount is None else int(amount)
