"""Which account means what for a loan: of a business, and of the household behind it.

The household's earnings are its wages and what relatives send; aid, money of the own business and money of which nobody
knows where it came from are no earnings. An account that a person added herself counts by its type, unless its name
tells of aid. What stands on the accounts is ``recorded_months``' business.
"""

from collections.abc import Callable, Sequence

from kpmbooks import ledger as books
from kpmbooks.book import Reader
from kpmbooks.ledger import Account, LedgerRef
from kpmbooks.loans.aid import is_aid_account

_LOANS = ("utang_pinjaman", "utang_lain")
_PRICE_OF_LOANS = ("bunga_pinjaman", "potongan_pinjaman")
_WRITTEN_DOWN = ("penyusutan", "akumulasi_penyusutan")
_ONCE_ONLY = ("laba_rugi_alat",)
"""What comes once and repays no loan: a machine that was sold for more than its book value."""
_UNSORTED = "pendapatan_lain"
_OWN_BUSINESS = "uang_dari_usaha"
_FROM_RELATIVES = "kiriman"


class Business:
    """The accounts of a business's ledger by what they are for a loan; of a group only those of its business purse."""

    def __init__(self, reader: Reader, ledger: LedgerRef) -> None:
        self.ledger = ledger
        known = [one for one in books.accounts(reader, ledger) if one.fund_role == "usaha"]
        self.cash = _ids(known, lambda one: one.is_cash)
        self.revenue = _ids(
            known,
            lambda one: (
                one.type in ("revenue", "contra-revenue") and not (one.role is None and is_aid_account(one.name))
            ),
        )
        self.materials = _ids(known, lambda one: one.type in ("cost", "contra-cost"))
        self.expense = _ids(
            known,
            lambda one: one.type in ("expense", "other-expense") and one.role not in (*_PRICE_OF_LOANS, *_ONCE_ONLY),
        )
        self.unsorted = _ids(known, lambda one: one.role == _UNSORTED)
        self.not_found = _ids(known, lambda one: one.role == "selisih_kas")
        self.loans = _ids(known, lambda one: one.role in _LOANS)
        self.interest = _ids(known, lambda one: one.role == "bunga_pinjaman")
        # Of one's own making a contra account can only be for wear; those of the chart are also for others' goods.
        self.written_down = _ids(
            known, lambda one: one.role in _WRITTEN_DOWN or (one.role is None and one.type == "contra-asset")
        )


class Household:
    """The accounts of the family's ledger by what they are for a loan."""

    def __init__(self, reader: Reader, ledger: LedgerRef) -> None:
        self.ledger = ledger
        known = books.accounts(reader, ledger)
        self.earning = _ids(known, _is_earning)
        self.spending = _ids(
            known,
            lambda one: (
                one.type in ("cost", "contra-cost", "expense", "other-expense") and one.role not in _PRICE_OF_LOANS
            ),
        )
        self.unsorted = _ids(known, lambda one: one.role == _UNSORTED)
        self.loans = _ids(known, lambda one: one.role in _LOANS)
        self.interest = _ids(known, lambda one: one.role == "bunga_pinjaman")

    @classmethod
    def of(cls, reader: Reader) -> "Household | None":
        """The household's, None where the book has none."""
        ledger = next((one for one in books.ledgers(reader) if one.kind == "keluarga"), None)
        return None if ledger is None else cls(reader, ledger)


def _is_earning(account: Account) -> bool:
    if account.role == _OWN_BUSINESS or is_aid_account(account.name):
        return False
    return account.type in ("revenue", "contra-revenue") or account.role == _FROM_RELATIVES


def _ids(accounts: Sequence[Account], wanted: Callable[[Account], bool]) -> tuple[int, ...]:
    return tuple(account.id for account in accounts if wanted(account))
