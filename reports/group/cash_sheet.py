"""The paper twin of the cash book: the headings that groups rule by hand, over empty lines.

The filled register is ``reports.cash_book``; what was left before is carried over by hand.
"""

from dataclasses import dataclass
from typing import Any

from kpmbooks.i18n import Translator
from kpmbooks.ledger import LedgerRef
from kpmbooks.problems import N_
from reports.document import Document, Paragraph
from reports.group.register import BLANK, Head, blank, sheet_line
from reports.heading import ReportHead, furnished

NAME = "cash-book-sheet"
TITLE = N_("Cash Book to Write On")
FORM_NAMES = {BLANK: N_("blank, to write on")}

_HEADS = (
    Head(N_("Date"), hand=4),
    Head(N_("Description"), hand=12),
    Head(N_("Receipt no."), hand=4),
    Head(N_("In"), hand=5),
    Head(N_("Out"), hand=5),
    Head(N_("Left over"), hand=5),
)


@dataclass(frozen=True, slots=True)
class CashSheet:
    """An empty page of a ledger's cash book."""

    ledger: LedgerRef


def figures(_statement: CashSheet) -> dict[str, Any]:
    """Nothing is written on it yet."""
    return {"rows": []}


def document(statement: CashSheet, head: ReportHead, _: Translator) -> Document:
    """A page: first what was left before, at its foot what was counted and by whom."""
    foot = _("Money counted at the end of the page: ______________   by: ______________ and ______________")
    blocks = (sheet_line(_), blank(_HEADS, head, _, turned=False, room=40), Paragraph(foot))
    return furnished(NAME, _(TITLE), "", statement.ledger, "", head, _, blocks, filed=True)
