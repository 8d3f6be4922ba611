"""Ringkasan Usaha untuk Pengajuan Pinjaman: for whoever lends; the first page is read in three minutes.

The first page answers what a reader asks: who, how much, for what, what is left in the quietest month, which other
debts, what is not recorded. It carries the business's name and no programme's, unless she ticked one; it is no
assessment and says so on every page.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from kpmbooks import loans
from kpmbooks.book import Reader
from kpmbooks.i18n import Translator
from kpmbooks.instalments import METHODS
from kpmbooks.ledger import LedgerRef
from kpmbooks.loans import Check, Readiness
from kpmbooks.money import Rupiah, format_amount
from kpmbooks.problems import N_, Problem, Rejected
from reports.document import (
    Block,
    Document,
    Facts,
    Frame,
    Heading,
    Pair,
    Paragraph,
    Point,
    PointMark,
    Points,
    Signature,
    Signatures,
    Span,
)
from reports.heading import ReportHead, furnished, neutral_name
from reports.lender_words import own_terms
from reports.loan_before import before_figures, before_rows
from reports.loan_debts import debts_blocks
from reports.loan_first_page import (
    applicant_facts,
    boxes,
    chart_parts,
    debts_told,
    evidence_parts,
    left_title,
    purpose_told,
)
from reports.loan_neutral import neutral_books
from reports.loan_second_page import (
    MOST_INSTALMENTS,
    officers_lines,
    position_points,
    schedule_table,
    trade_figures,
    uses_blocks,
    what_if_table,
)
from reports.loan_steps import steps_figures, steps_told
from reports.loan_tables import instalments_table, months_table, unit_of
from reports.loan_words import (
    SHORT_METHODS,
    debts_open_words,
    looked_at_words,
    open_points,
    percent,
    said,
)

NAME = "loan-summary"
TITLE = N_("Business Summary for a Loan Request")
NO_VERDICT = N_("Not an assessment. The lender decides.")
NO_VERDICT_SHORT = N_("Not an assessment.")

MOST_OPEN = 6
"""Open points on the first page; further ones stand on the second."""

_STATE_MARKS: Mapping[loans.State | str, PointMark] = {"done": "done", "missing": "open", "unchecked": "unknown"}


def asked(lender: str, amount: int, periods: int, method: str | None) -> dict[str, str]:
    """The request's words, as a print keeps them and ``statement`` reads them again."""
    return {"lender": lender, "amount": str(amount), "periods": str(periods), "method": method or ""}


def statement(reader: Reader, ledger: LedgerRef, today: date, wishes: Mapping[str, str]) -> Readiness:
    """The summary's value on ``today`` for the request that ``asked`` put into words; raises ``Rejected``."""
    method = next((one for one in METHODS if one == wishes.get("method")), None)
    try:
        amount, periods = Rupiah(int(wishes["amount"])), int(wishes["periods"])
    except (KeyError, ValueError) as error:
        message = N_("Say how many rupiah are asked for, and in how many instalments they are paid back.")
        raise Rejected(Problem("loan-words", message, {}, "amount")) from error
    books = neutral_books(loans.read_books(reader, ledger, today))
    lender = loans.lender_as_known(reader, ledger, wishes.get("lender", ""), today)
    return loans.ready(books, lender, amount, periods, method)


def figures(value: Readiness) -> dict[str, Any]:
    """The figures, and of ladder and documents where each stands; nothing worded."""
    told = loans.figures(value)
    for good in told["plausibility"]["goods"]:
        good["name"] = neutral_name(good["name"])
    return {
        **told,
        "ladder": [{"id": check.id, "state": check.state} for check in value.ladder],
        "documents": [{"id": paper.id, "state": paper.state} for paper in (*value.documents, *value.needed)],
        "next_step": value.next.id,
        "seven_steps": steps_figures(value),
        **before_figures(value.books.before),
    }


def worded(value: Readiness, _: Translator) -> dict[str, Any]:
    """Ladder, next step and documents with their words, for JSON."""
    return {
        "ladder": [
            {"id": check.id, "text": said(check.text, _), "state": check.state, "how": _how(check, _)}
            for check in value.ladder
        ],
        "next_step": {
            "id": value.next.id,
            "text": said(value.next.text, _),
            "how": said(value.next.how, _),
        },
        "documents": [
            {"id": paper.id, "name": paper.name, "state": paper.state} for paper in (*value.documents, *value.needed)
        ],
    }


def _how(check: Check, _: Translator) -> str:
    """How to get further, and who can help."""
    how = said(check.how, _)
    return how if check.helper is None or check.state == "done" else f"{how} {_(loans.HELPERS[check.helper])}."


def document(value: Readiness, head: ReportHead, _: Translator) -> Document:
    """The first page for a reader in a hurry, then what stands behind it."""
    points = tuple(Point(text, "open") for text in open_points(value, _))
    first, rest = points[:MOST_OPEN], points[MOST_OPEN:]
    if rest:
        more = Point(_.plural("{n} more: see page 2", "{n} more: see page 2", len(rest)), "open")
        first = (*first, more)
    blocks: list[Block] = [
        boxes(value, _),
        Paragraph(purpose_told(value, _)),
        Paragraph(debts_told(value, _)),
        Pair(
            (Heading(_("Applicant and business"), 1), applicant_facts(value, _)),
            (Heading(left_title(value, _), 2, _(unit_of(value).words)), *chart_parts(value, _)),
        ),
        Pair(
            (Heading(_("How well it is written down"), 3), *evidence_parts(value, _)),
            (Frame(Heading(_("Without record or proof"), 4), (_open(first, _),)),),
        ),
        Heading(", ".join(filter(None, (_("Figures from the book"), looked_at_words(value, _)))), 5),
        months_table(value, _),
        Heading(_("Instalments, and what is left after them"), 6),
        instalments_table(value, _),
        *(
            (Paragraph(_("How interest is worked out is not stated: ask the lender before signing.")),)
            * _unstated(value)
        ),
        Pair(
            (Heading(_("Debts and family"), 7), _household(value, _)),
            (Heading(_("Documents"), 8), _documents(value, _), *steps_told(value, _)),
        ),
        *debts_blocks(value, _),
        *((Frame(Heading(_("Further without record or proof")), (_open(rest, _),)),) if rest else ()),
        Heading(_("What the money is for"), 9),
        *(tuple(uses_blocks(value, _)) or (Paragraph(_purpose_alone(value, _)),)),
        Heading(_("What if things go worse"), 10, _("rupiah, before and after the instalment")),
        what_if_table(value, _),
        Pair(
            (Heading(_("Owned and owed"), 11), position_points(value, head, _)),
            (Heading(_("The lender's terms"), 12), Paragraph(_terms(value, _))),
        ),
        Pair(
            (Heading(_("Figures of the trade"), 13), trade_figures(value, _)),
            (Heading(_("Lines that officers know"), 14), officers_lines(value, _)),
        ),
        Heading(_("Every instalment"), 15, _method_note(value, _)),
        schedule_table(value, _),
    ]
    made = furnished(NAME, _(TITLE), _subtitle(value, _), value.ledger, "", head, _, tuple(blocks))
    furniture = replace(
        made.furniture,
        foot=_(NO_VERDICT),
        code_note=_("To compare: ask to see the daily sheets, ask to have the book opened.") if made.code else "",
    )
    return replace(made, furniture=furniture, signatures=_signatures(value, head, _))


def _purpose_alone(value: Readiness, _: Translator) -> str:
    """Where nobody wrote things and prices down."""
    purpose = value.application.purpose
    return _("{purpose}. Prices are not written down.", purpose=purpose) if purpose else _("Not written down yet.")


def _method_note(value: Readiness, _: Translator) -> str:
    method = _(SHORT_METHODS[value.request.method])
    if len(value.request.plan.rows) > MOST_INSTALMENTS:
        return _("{method}; all of them are on the card of instalments", method=method)
    return method


def _subtitle(value: Readiness, _: Translator) -> str:
    who = value.application.applicant
    parts = (who, _("For: {lender}.", lender=value.request.lender.label), _(NO_VERDICT_SHORT))
    return " ".join(f"{part}." if part == who else part for part in parts if part)


def _open(points: tuple[Point, ...], _: Translator) -> Points:
    return Points(points or (Point(_("Nothing that we know of"), "fact"),))


def _unstated(value: Readiness) -> int:
    return int(value.request.stated_by == "nobody")


def _household(value: Readiness, _: Translator) -> Facts:
    capacity, answers = value.capacity, value.application
    debts, none = capacity.debts, _("none")
    further = _("not asked yet") if debts.asked is None else none
    if debts.asked:
        further = ", ".join(filter(None, (_("{amount} a month", amount=debts.asked), answers.other_debts_to)))
    elif debts.open:
        further = debts_open_words(debts.open, _)
    rows = [
        (_("Owed in the books"), format_amount(debts.owed) if debts.owed else none),
        (_("Paid on it a month"), format_amount(debts.recorded) if debts.recorded else none),
        (_("As she says"), further),
        *before_rows(value.books.before, _),
    ]
    if value.books.has_household:
        income = _("{amount} a month", amount=capacity.other_income) if capacity.income_from else _("not recorded")
        living = _("{amount} a month", amount=capacity.living_cost) if capacity.living_from else _("not recorded")
        dependants = "" if answers.dependants is None else _("{n} persons", n=answers.dependants)
        if capacity.income_from and answers.other_income_from:
            income = f"{income}, {answers.other_income_from}"
        rows += [(_("Other family income"), income), (_("Family's spending"), living), (_("Dependants"), dependants)]
    return Facts(tuple(rows))


def _documents(value: Readiness, _: Translator) -> Points:
    words = {"done": N_("there"), "missing": N_("not there yet"), "unchecked": N_("not looked for yet")}
    points = [
        Point((Span(paper.name, "strong"), Span(_(words[paper.state]))), _STATE_MARKS[paper.state])
        for paper in value.documents
    ]
    if any(paper.uncertain for paper in value.documents):
        points.append(Point(_("This list is not certain: ask the lender first.")))
    return Points(tuple(points) or (Point(_("The lender names none.")),))


def _terms(value: Readiness, _: Translator) -> str:
    lender = value.request.lender
    parts = []
    if lender.ceiling is not None:
        parts.append(_("At most {amount}.", amount=lender.ceiling.value))
    if lender.rate is not None:
        parts.append(_("{rate} a year.", rate=percent(lender.rate.value, _)))
    if lender.business_months is not None:
        parts.append(_("In business for about {n} months.", n=lender.business_months.value))
    if lender.training is not None and lender.training.value:
        parts.append(_("Training first."))
    if lender.survey is not None and lender.survey.value:
        parts.append(_("The amount follows a visit at home."))
    known = [fact for fact in (lender.ceiling, lender.rate, lender.business_months) if fact is not None]
    ours = [fact for fact in known if not fact.is_own]
    if ours:
        parts.append(_("According to {source}; may have changed since, ask first.", source=ours[0].source.title))
    if lender.notice is not None:
        parts.append(lender.notice.value)
    if said := own_terms(lender, _):
        parts.append(_("Asked herself: {facts}", facts=neutral_name(" ".join(said))))
    return " ".join(parts)


def _signatures(value: Readiness, head: ReportHead, _: Translator) -> Signatures:
    answers = value.application
    year = head.printed_at.year if head.printed_at else head.period.last.year
    blocks = [Signature(_("Made by,"), head.names.get("owner", answers.applicant), _("Applicant"))]
    if answers.companion:
        blocks.insert(0, Signature(_("Seen by,"), answers.companion, _("Companion, not a guarantor")))
    place = head.place or answers.place or "_" * 14
    return Signatures(f"{place}, {'_' * 24} {year}", tuple(blocks))
