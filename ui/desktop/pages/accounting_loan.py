"""What officers look at before an instalment: their lines with whose they are, and what is left if things go worse.

For the accounting view alone: whoever asks for a loan sees her own safe line and no other.
"""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from kpmbooks import loans
from kpmbooks.i18n import Translator
from kpmbooks.loans.capacity import Capacity
from kpmbooks.loans.lines import LineAmount, lines_for
from kpmbooks.loans.what_if import what_ifs
from kpmbooks.money import format_amount
from kpmbooks.problems import N_
from ui.desktop.pages.lines_dialog import LinesDialog
from ui.desktop.session import Session

_WORSE = {
    "sales_less": N_("A fifth less is sold"),
    "materials_dearer": N_("Materials cost 15% more"),
    "month_ill": N_("Ill for a month, nothing is sold"),
}


def show_lines(session: Session, parent: QWidget) -> None:
    """Read the business and show the lines; a household has none."""
    if session.ledger.kind == "keluarga":
        return
    ledger, today = session.ledger, session.today()
    books = session.ask(lambda reader: loans.read_books(reader, ledger, today))
    if books is not None:
        lines = list(line_sentences(loans.capacity_of(books), session._))
        LinesDialog(session._, session._("Lines for an instalment"), lines, parent).open()


def line_sentences(capacity: Capacity, _: Translator) -> Iterator[str]:
    """Each line in rupiah a month with its source, then the three what-ifs; no line where nothing is known."""
    if not capacity.is_told or capacity.quietest is None:
        yield _("First it must be known what a month leaves: records of the business, and what the family spends.")
        return
    yield _(
        "Left a month: {average} on average, {quietest} in the quietest. Nobody's rule, each lender has its own.",
        average=capacity.left,
        quietest=capacity.quietest.left,
    )
    for one in lines_for(capacity):
        yield _line(one, _)
    for what in what_ifs(capacity):
        if what.quietest is not None and what.average is not None:
            yield _(
                "{what}: {average} left on average, {quietest} in the quietest month",
                what=_(_WORSE[what.id]),
                average=what.average,
                quietest=what.quietest,
            )


def _line(one: LineAmount, _: Translator) -> str:
    amount = format_amount(one.low or 0)
    if one.high != one.low:
        amount = f"{amount}–{format_amount(one.high or 0, symbol=False)}"
    source = _("Source: {title}, {date}.", title=one.line.source.title, date=one.line.source.date)
    sure = f" {_('Check first.')}" if one.line.uncertain else ""
    return f"{one.line.words}: {amount}. {source}{sure}"
