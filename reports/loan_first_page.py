"""The first page of a loan summary, read in three minutes: who, how much, for what, what is left, which other debts.

What is not known says so in the place of its figure. Which parts stand where is ``loan_summary``'s business.
"""

from datetime import date

from kpmbooks.dates import Period
from kpmbooks.i18n import Translator
from kpmbooks.loans import Readiness
from kpmbooks.loans.seven import trained
from kpmbooks.money import format_amount
from kpmbooks.problems import N_
from kpmbooks.words import in_words
from reports.document import (
    Facts,
    KeyFigure,
    KeyFigures,
    Paragraph,
    Part,
    Points,
    Span,
)
from reports.loan_evidence_words import evidence_points
from reports.loan_tables import months_chart
from reports.loan_words import (
    EVERY_WORDS,
    PROGRAMME_WORDS,
    SHORT_METHODS,
    debts_open_words,
    rate_words,
    sources_legend,
    whole_month,
)

LONGEST_WORDS = 70
"""Letters of an amount in words that have room in its box."""


def boxes(value: Readiness, _: Translator) -> KeyFigures:
    """The figures that are looked at first: asked for, due each time, left on average and in the quietest month."""
    request, capacity = value.request, value.capacity
    monthly = request.monthly
    other = [
        _("if {method}: {amount}", method=_(SHORT_METHODS[plan.terms.method]), amount=plan.instalment)
        for plan in request.others
    ]
    paid = _("in all {amount}", amount=request.plan.paid)
    told, unknown = capacity.is_told, _("not known yet")
    average = KeyFigure(
        _("Left, on average"),
        format_amount(capacity.left) if told else unknown,
        _("after the instalment: {amount}", amount=capacity.left - monthly) if told else _why_unknown(value, _),
    )
    quietest = KeyFigure(_("Left in the quietest month"), unknown, _why_unknown(value, _), quiet=True)
    if told and capacity.quietest is not None:
        quietest = KeyFigure(
            _("Left in {month} (quietest)", month=whole_month(capacity.quietest.figures.month, _)),
            format_amount(capacity.quietest.left),
            _("after the instalment: {amount}", amount=capacity.quietest.left - monthly),
            quiet=True,
        )
    times = _.plural("{n} time", "{n} times", request.periods)
    return KeyFigures(
        (
            KeyFigure(_("Loan asked for"), format_amount(request.amount), _words_in_box(value, _), strong=True),
            KeyFigure(
                f"{_(EVERY_WORDS[request.plan.terms.every])}, {times}",
                format_amount(request.instalment),
                ", ".join((paid, *other)),
            ),
            average,
            quietest,
        )
    )


def _words_in_box(value: Readiness, _: Translator) -> str:
    """The amount in words, in Indonesian as the speller knows no other; very long ones would fill the page."""
    words = in_words(value.request.amount) if _.language == "id" else ""
    return words if len(words) <= LONGEST_WORDS else ""


def _why_unknown(value: Readiness, _: Translator) -> str:
    if "net_business" in value.capacity.unknown:
        return _("no month is recorded yet")
    return _("what the family spends is not recorded")


def purpose_told(value: Readiness, _: Translator) -> tuple[Span, ...]:
    """What it is for, what it costs and what is put aside on each selling day, in one line."""
    purpose = value.application.purpose or "_" * 40
    days = N_("{amount} on each of {n} selling days.")
    if value.evidence.selling_days is None:
        days = N_("{amount} on each selling day, with {n} of them a month: nobody has written them down yet.")
    return (
        Span(_("Used for:"), "strong"),
        Span(f"{purpose}."),
        Span(_("Interest:"), "strong"),
        Span(f"{rate_words(value, _)}."),
        Span(_("To put aside:"), "strong"),
        Span(_(days, amount=value.request.per_selling_day, n=round(value.request.selling_days))),
    )


def debts_told(value: Readiness, _: Translator) -> tuple[Span, ...]:
    """What is paid on other loans, in one line; a debt of which nobody knows what is paid is no debt of nothing."""
    debts, to_whom = value.capacity.debts, value.application.other_debts_to
    told = []
    if debts.monthly:
        by_books, to_whom = _("by the books"), to_whom or _("as she says")
        whose = by_books if debts.recorded else to_whom
        if debts.recorded and debts.asked:
            whose = f"{format_amount(debts.recorded)} {by_books}, {format_amount(debts.asked)} {to_whom}"
        amount = _("{amount} a month", amount=debts.monthly)
        told.append(f"{amount} ({whose})")
    if debts.open:
        told.append(debts_open_words(debts.open, _))
    if not told:
        told.append(_("not asked yet") if debts.asked is None else _("none, as she says"))
    return (Span(_("Other instalments:"), "strong"), Span(f"{'; '.join(told)}."))


def applicant_facts(value: Readiness, _: Translator) -> Facts:
    """Who asks, where, since when; what nobody answered leaves a line for the hand."""
    answers, evidence = value.application, value.evidence
    since = ""
    if evidence.since is not None and evidence.since_asked:
        months = _.plural("{n} month", "{n} months", evidence.months_in_business or 0)
        since = f"{_month_of(evidence.since, _)} ({months})"
    elif evidence.since is not None:
        since = _("at least since {month} (first record)", month=_month_of(evidence.since, _))
    training = ""
    if trained(value.request.lender, answers) == "done":
        training = answers.training_of or _("done")
    rows = [
        (_("Name"), answers.applicant),
        *_nik(value, _),
        (_("Phone"), answers.phone),
        (_("Address"), answers.address),
        (_("Landmark"), answers.landmark),
        (_("Business"), answers.business),
        (_("Runs since"), since),
        (_("Training"), training),
    ]
    if answers.words:
        ticked = ", ".join(_(words) for word, words in PROGRAMME_WORDS.items() if word in answers.words)
        rows.append((_("Family"), ticked))
    return Facts(tuple(rows))


def _nik(value: Readiness, _: Translator) -> tuple[tuple[str, str], ...]:
    """Whole where she ticked it for the lender, else the digits by which a copy of the card is recognised."""
    identity = value.books.identity
    if not identity.nik:
        return ()
    whole = value.application.nik_ticked
    return ((_("NIK"), identity.nik if whole else _("ends in {digits}", digits=identity.last_digits)),)


def _month_of(day: date, _: Translator) -> str:
    return whole_month(Period(day, day), _)


def left_title(value: Readiness, _: Translator) -> str:
    """What the chart shows: what is left where that is known, else what is earned."""
    return _("Left each month") if value.capacity.is_told else _("Earned each month")


def chart_parts(value: Readiness, _: Translator) -> tuple[Part, ...]:
    """The months as a chart, or that there are none."""
    if not value.capacity.months:
        return (Paragraph(_("No month is over yet that has a record.")),)
    return (months_chart(value, _),)


def evidence_parts(value: Readiness, _: Translator) -> tuple[Part, ...]:
    """A sentence for each thing that is known of how it was written down, and from what."""
    points = Points(tuple(evidence_points(value.evidence, _)))
    legend = sources_legend(value, _)
    if not legend.marks:
        return (points,)
    return (points, Paragraph(_("Of a hundred records come from:")), legend)
