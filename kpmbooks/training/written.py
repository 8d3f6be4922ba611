"""What stands in a book, as effects: the records of all its ledgers, and its days off. It only reads."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kpmbooks import ledger as books
from kpmbooks import recording
from kpmbooks.book import Reader
from kpmbooks.dates import Period
from kpmbooks.ledger import Account, LedgerRef
from kpmbooks.training.effects import Effect, Part, part_of

OPENING = "saldo_awal"
_PAGE = 500


@dataclass(frozen=True, slots=True)
class Written:
    """One record that stands: its number, day, and by how many rupiah it changed each part."""

    number: str
    day: date
    effect: Effect


def written(reader: Reader) -> tuple[Written, ...]:
    """All that stands in the book, ledger by ledger in the order of the journal.

    Opening balances are left out, and the other end that the program writes by itself when money goes from one ledger
    of a family to the other: nobody recorded it.
    """
    return tuple(one for ledger in books.ledgers(reader) for one in _of_ledger(reader, ledger))


def _of_ledger(reader: Reader, ledger: LedgerRef) -> Iterator[Written]:
    accounts = {account.id: account for account in books.accounts(reader, ledger)}
    own = {kind.id for kind in recording.kinds().values() if ledger.kind in kind.ledgers}
    period = Period(reader.owner.start, date.max)
    first = 0
    while page := books.journal_page(reader, ledger, period, first, _PAGE):
        first += len(page)
        for entry in page:
            mine = entry.transfer is None or entry.kind in own
            if entry.kind != OPENING and mine and recording.is_standing(reader, entry):
                yield Written(entry.number, entry.day, effect_of(entry.postings, accounts, ledger))
    for off in recording.days_off(reader, ledger, period):
        yield Written(off.number, off.day, {"day_off": 1})


def effect_of(postings: tuple[books.Posting, ...], accounts: Mapping[int, Account], ledger: LedgerRef) -> Effect:
    """By how many rupiah the postings changed each part; parts that did not change are left out."""
    changed: Counter[Part] = Counter()
    for posting in postings:
        account = accounts[posting.account]
        changed[part_of(account, account.fund_role, ledger.kind)] += int(posting.amount)
    return {part: amount for part, amount in changed.items() if amount}
