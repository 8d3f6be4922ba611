"""Lists of accounts: ``kode;nama;jenis[;kas;arus;dana]``, with the types in the contract's words or in Indonesian."""

from collections.abc import Mapping
from typing import NamedTuple, get_args

from kpmbooks.exchange.understanding import faults
from kpmbooks.exchange.understanding.account_cells import AccountCells
from kpmbooks.exchange.understanding.grids import cell_text
from kpmbooks.exchange.understanding.rows import Row, Source, common_width, first_text, getter, shape_problem, walk
from kpmbooks.exchange.understanding.texts import text_of
from kpmbooks.exchange.understanding.values import Line, LineKind, Note, Wish
from kpmbooks.ledger.values import ACCOUNT_TYPES, AccountType, Flow
from kpmbooks.problems import N_, Problem

_TYPES: Mapping[AccountType, tuple[str, ...]] = {
    "asset": ("aset", "aktiva", "harta", "assets", "aset lancar", "aset tetap", "harta lancar", "harta tetap"),
    "contra-asset": ("kontra aset", "kontra aktiva", "kontra harta", "akumulasi penyusutan", "pengurang aset"),
    "liability": ("kewajiban", "utang", "hutang", "liabilitas", "liabilities", "kewajiban lancar"),
    "equity": ("modal", "ekuitas", "capital", "modal sendiri"),
    "drawing": ("prive", "pengambilan", "drawings", "pengambilan pribadi"),
    "revenue": ("pendapatan", "penghasilan", "income", "sales", "penjualan", "revenues", "pendapatan usaha"),
    "contra-revenue": ("kontra pendapatan", "retur penjualan", "potongan penjualan", "pengurang pendapatan"),
    "cost": (
        "hpp",
        "harga pokok",
        "harga pokok penjualan",
        "cogs",
        "cost of sales",
        "beban pokok",
        "beban pokok penjualan",
    ),
    "contra-cost": ("kontra hpp", "retur pembelian", "potongan pembelian"),
    "expense": ("beban", "biaya", "expenses", "beban usaha", "biaya usaha", "beban operasional"),
    "other-revenue": ("pendapatan lain", "pendapatan lain lain", "other income", "pendapatan di luar usaha"),
    "other-expense": ("beban lain", "beban lain lain", "biaya lain", "biaya lain lain", "other expenses"),
}
_BY_WORD: dict[str, AccountType] = {word: kind for kind, words in _TYPES.items() for word in words} | {
    kind.replace("-", " "): kind for kind in ACCOUNT_TYPES
}
_FLOWS: dict[str, Flow] = {
    "operasi": "operasi", "operasional": "operasi", "operating": "operasi", "usaha": "operasi",
    "investasi": "investasi", "investing": "investasi", "investment": "investasi",
    "pendanaan": "pendanaan", "financing": "pendanaan", "keuangan": "pendanaan",
}  # fmt: skip
_YES = frozenset({"ya", "y", "yes", "true", "1", "x", "v", "benar", "kas", "✓", "✔"})
_NO = frozenset({"", "tidak", "t", "no", "n", "false", "0", "-", "bukan", "tdk"})


class AccountsRead(NamedTuple):
    """All lines and notes."""

    lines: list[Line]
    notes: list[Note]


def read_accounts(source: Source) -> AccountsRead:
    """Read every row; an account that stands twice is wrong the second time."""
    reader = _Reader(source)
    lines = [reader.row(number, row) if line is None else line for number, row, line in walk(source)]
    return AccountsRead(lines, [])


class _Reader:
    def __init__(self, source: Source) -> None:
        self._source = source
        self._accounts = AccountCells(source)
        self._type, self._cash = getter(source, "type"), getter(source, "cash")
        self._flow, self._fund = getter(source, "flow"), getter(source, "fund")
        self._common = common_width(source)
        self._names: set[str] = set()
        self._codes: set[str] = set()

    def row(self, number: int, row: Row) -> Line:
        """One row of the list."""
        named = self._accounts(row)
        if not named.name and not named.code and not cell_text(self._type(row)):
            return Line(number, "title", row, first_text(row))
        problems: list[Problem] = []
        if shape := shape_problem(self._source, self._common, row):
            return Line(number, "bad", row, account=named.name, code=named.code, problems=(shape,))
        if named.problem:
            problems.append(named.problem)
        elif not named.name:
            problems.append(faults.NO_NAME)
        problems.extend(self._twice(named.name, named.code))
        wish = Wish(
            self._type_of(row, problems),
            self._cash_of(row, problems),
            self._flow_of(row, problems),
            text_of(self._fund(row)),
        )
        kind: LineKind = "bad" if problems else "entry"
        return Line(number, kind, row, account=named.name, code=named.code, wish=wish, problems=tuple(problems))

    def _twice(self, name: str, code: str) -> list[Problem]:
        plain, problems = "".join(name.split()).casefold(), []
        if plain and plain in self._names:
            problems.append(faults.NAME_TWICE)
        if code and code.casefold() in self._codes:
            problems.append(faults.CODE_TWICE)
        self._names.add(plain)
        self._codes.add(code.casefold())
        return problems

    def _type_of(self, row: Row, problems: list[Problem]) -> AccountType:
        written = cell_text(self._type(row))
        found = _BY_WORD.get(_plain(written))
        if found is None:
            message = N_("There is no type “{text}”. Choose one of: {types}.")
            problems.append(
                Problem("row-type-unknown", message, {"text": written[:40], "types": ", ".join(get_args(AccountType))})
                if written
                else faults.NO_TYPE
            )
        return found or "asset"

    def _cash_of(self, row: Row, problems: list[Problem]) -> bool | None:
        written = _plain(cell_text(self._cash(row)))
        if not self._source.has("cash") or not written:
            return None
        if written not in _YES and written not in _NO:
            message = N_(
                "“{text}” is neither ya nor tidak. Write ya where the account is a cash box or a bank account."
            )
            problems.append(Problem("row-cash-unknown", message, {"text": written[:40]}))
        return written in _YES

    def _flow_of(self, row: Row, problems: list[Problem]) -> Flow | None:
        written = _plain(cell_text(self._flow(row)))
        if not written or written == "-":
            return None
        if written not in _FLOWS:
            message = N_("There is no flow “{text}”. Choose one of: operasi, investasi, pendanaan.")
            problems.append(Problem("row-flow-unknown", message, {"text": written[:40]}))
        return _FLOWS.get(written)


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("-", " ").replace("_", " ").split()) or text.strip()
