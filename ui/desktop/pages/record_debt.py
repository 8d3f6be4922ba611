"""What is known of the person who is named in a record: her name among those that are offered, and what is open."""

from collections.abc import Sequence

from kpmbooks import trade
from kpmbooks.book import Reader
from kpmbooks.i18n import Translator
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import Rupiah, format_amount
from kpmbooks.problems import N_
from kpmbooks.recording import Kind
from kpmbooks.trade.bills import DEBT_ROLES, Side
from ui.desktop.theme import look, name_shown
from ui.desktop.widgets.labels import covered

_WORDS: dict[Side, str] = {
    "owed_to_us": N_("{name} owes {amount} now."),
    "we_owe": N_("{name} is owed {amount} now."),
    "deposit": N_("The deposit of {name} is {amount} now."),
}


def party_words(reader: Reader, written: Sequence[str]) -> tuple[str, ...]:
    """The names that were written lately, then all others that are known."""
    known = {one.casefold() for one in written}
    others = (party.name for party in trade.parties(reader) if party.name and party.name.casefold() not in known)
    return (*written, *others)


def debt_words(reader: Reader, kind: Kind, ledger: LedgerRef, name: str, _: Translator) -> str:
    """What is open between her and us on the account that ``kind`` moves; nothing for a name that is not known."""
    roles = {role for leg in kind.legs for role in (leg.debit, leg.credit)} & DEBT_ROLES.keys()
    party = trade.find_party(reader, name) if roles else None
    if party is None:
        return ""
    accounts = [one for one in trade.debt_accounts(reader, ledger) if one.role in roles]
    told = ((account, trade.owed(reader, party, account)) for account in accounts)
    there = [(account, amount) for account, amount in told if amount]
    return " ".join(_(_WORDS[one.side], name=name_shown(party.name), amount=_shown(amount)) for one, amount in there)


def _shown(amount: Rupiah) -> str:
    return covered() if look().private else format_amount(amount)
