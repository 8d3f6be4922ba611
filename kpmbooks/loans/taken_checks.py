"""What must hold of loans that were taken: linked records exist, and an agreement makes a plan that closes to zero."""

from collections.abc import Iterator

from kpmbooks.book import Reader
from kpmbooks.book.facts import facts_of
from kpmbooks.ledger import Fault
from kpmbooks.loans import taken as kept
from kpmbooks.loans import taken_tables
from kpmbooks.loans.taken_plan import instalments_of, read_agreement
from kpmbooks.problems import N_, Problem, Rejected


def check_taken_loans(reader: Reader) -> Iterator[Fault]:
    """Of every loan that was ever noted: what it is linked with is there, and its plan ends at nothing owed."""
    uids = [uid for _ledger, uid in taken_tables.noted_loans(reader)]
    if not uids:
        return
    said = facts_of(reader, uids)
    for nth, uid in enumerate(uids, 1):
        told, where = said.get(uid, {}), f"loans {nth}"
        if kept.AGREEMENT in told and not _closes(told[kept.AGREEMENT]):
            message = N_("The instalments of loan {loan} do not end at nothing owed.")
            yield Fault("loan-plan-open", where, Problem("loan-plan-open", message, {"loan": nth}, where))
        links = {
            name.removeprefix(start) for name in told for start in (kept.PAYS, kept.USED) if name.startswith(start)
        }
        links |= {told[kept.ENTRY]} if kept.ENTRY in told else set()
        known = {key.hex() for key in taken_tables.keys_of(reader, sorted(map(bytes.fromhex, links)))}
        if links - known:
            message = N_("Loan {loan} is linked with a record that is not in this book.")
            yield Fault("loan-record-missing", where, Problem("loan-record-missing", message, {"loan": nth}, where))


def _closes(text: str) -> bool:
    try:
        rows = instalments_of(read_agreement(text))
    except (ValueError, Rejected):
        return False
    return rows[-1].balance == 0


CHECKS = (check_taken_loans,)
