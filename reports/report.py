"""One report as the command line, the window and the list of prints know it, and what can be asked of one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kpmbooks.book import Reader
from kpmbooks.dates import Period
from kpmbooks.i18n import Translator
from kpmbooks.ledger import Account, Fund, LedgerRef
from reports.document import Document
from reports.heading import ReportHead, common_figures


def _always(_reader: Reader, _ledger: LedgerRef) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a report; each takes what it needs. ``account`` is a cash account of ``ledger``.

    ``asked`` are the further words of a report that is about more than a period: a loan's lender, amount, periods; the
    ``good``, the ``party`` and the ``member`` (their uids in hex) that it is of; ``names`` where those of parties are
    ticked; the ``form`` that its paper takes.
    """

    ledger: LedgerRef
    account: Account
    period: Period
    fund: Fund | None = None
    asked: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """One report. ``title`` is a source text; ``accounting`` ones belong to the accountant's view.

    ``statement`` reads the book; rows of a cash book are read while they are walked, so drawing belongs inside the
    reader's life. ``takes_account``, ``takes_fund``, ``takes_good``, ``takes_party`` and ``takes_names`` say which
    wishes it can follow; with ``takes_member`` and ``takes_meeting`` it can be of one. ``forms`` are those its paper
    may take, the usual one first, ``form_names`` how they are called (source texts). ``offered``: whether it has a
    place in the list of this ledger; whoever asks gets it anyway. One that is not ``coded`` tells nothing of the book:
    it carries no check code and is no print of the book's list.
    """

    name: str
    title: str
    statement: Callable[[Reader, Request], Any]
    own_figures: Callable[[Any], dict[str, Any]]
    document: Callable[[Any, ReportHead, Translator], Document]
    takes_account: bool = False
    takes_fund: bool = True
    accounting: bool = False
    takes_good: bool = False
    takes_party: bool = False
    takes_names: bool = False
    takes_member: bool = False
    takes_meeting: bool = False
    forms: tuple[str, ...] = ()
    form_names: Mapping[str, str] = field(default_factory=dict)
    offered: Callable[[Reader, LedgerRef], bool] = _always
    coded: bool = True

    def figures(self, statement: Any, head: ReportHead, generated_on: date) -> dict[str, Any]:
        """The whole JSON of the report: the common keys, then its own."""
        return {**common_figures(self.name, statement.ledger, head, generated_on), **self.own_figures(statement)}
