"""Which type an account has that nobody described: proposed from the words of its name, for a person to look at.

The first rule whose words occur decides, so "Akumulasi penyusutan" comes before "penyusutan", "piutang" before "utang"
and "diterima di muka" before "pendapatan". Where no word says anything, the first digit of the code may, and then the
side on which the account first stands.
"""

import re
from typing import NamedTuple

from kpmbooks.ledger.values import AccountType, Flow


class Proposal(NamedTuple):
    """What an account is taken to be."""

    type: AccountType
    flow: Flow
    is_cash: bool


_CASH = re.compile(r"(?:kas|bank|cash)\b")

# Each word is looked for at the beginning of a word.
_RULES: tuple[tuple[AccountType, tuple[str, ...]], ...] = (
    ("contra-asset", ("akumulasi", r"akum\b", "accumulated", "allowance", r"(?:cadangan|penyisihan|ckp)\b.*\bpiutang")),
    ("drawing", ("prive", "pengambilan (?:pribadi|pemilik|keluarga)", r"drawings?\b", r"withdrawals?\b", "dividen")),
    ("contra-revenue", (r"(?:retur|return|potongan|diskon)\b.*\b(?:penjualan|jual)", "sales (?:return|discount)")),
    ("contra-cost", (r"(?:retur|return|potongan|diskon)\b.*\b(?:pembelian|beli)", "purchases? (?:return|discount)")),
    ("other-revenue", ("laba (?:atas )?penjualan", "keuntungan", r"gain\b")),
    ("other-expense", ("rugi (?:atas )?penjualan", r"loss\b")),
    ("equity", ("modal", "ekuitas", r"equity\b", "capital", "laba", "retained", "ikhtisar", "income summary")),
    ("equity", ("sisa hasil usaha", r"shu\b", "simpanan (?:pokok|wajib)")),
    ("liability", ("diterima di ?muka", "unearned", "masih harus dibayar", "akan dibayar", "terh?utang")),
    ("liability", ("uang muka (?:penjualan|pelanggan|pembeli)", r"dp\b", "titipan", "ppn keluaran")),
    ("asset", ("masih harus diterima", "akan diterima", r"di ?muka\b", "uang muka", "prepaid", "ppn masukan")),
    ("expense", (r"(?:beban|biaya)\b.*\bpiutang",)),
    ("asset", ("piutang", r"receivables?\b", "bon pelanggan", "kasbon", "pinjaman (?:anggota|(?:yang )?diberikan)")),
    ("liability", ("h?utang", r"payables?\b", "kewajiban", "liabilit", "pinjaman", r"loans?\b", "accrued")),
    ("liability", ("tabungan anggota", "simpanan (?:anggota|sukarela|berjangka)")),
    ("cost", ("harga pokok", r"hpp\b", "beban pokok", "pembelian", r"purchases?\b", "angkut (?:pembelian|masuk)")),
    ("cost", ("belanja (?:bahan|dagangan)", "pemakaian bahan", r"cost of\b", "freight.?in")),
    ("revenue", ("pendapatan", "penghasilan", "penjualan", r"revenues?\b", r"income\b", r"sales\b", "fees? earned")),
    ("expense", ("beban", "biaya", r"expenses?\b", "penyusutan", "depreciation", "gaji", "upah", r"sewa\b", "listrik")),
    ("expense", ("administrasi", "iklan", "bunga", "pajak", "ongkos", "rugi", "kerugian", "transport")),
    ("expense", ("asuransi", "bensin", "pulsa", "konsumsi", r"wages\b", r"rent\b", "utilities", "salar", "terpakai")),
    ("asset", ("persediaan", "perlengkapan", "peralatan", "inventory", "inventaris", "supplies", "equipment")),
    ("asset", ("kendaraan", "vehicle", "mesin", "machine", "gedung", "bangunan", "building", "tanah", r"land\b")),
    ("asset", ("mebel", "furniture", "komputer", "aset", "aktiva", r"assets?\b", "deposito", "investasi", "tabungan")),
    ("asset", ("surat berharga", r"kas\b", r"bank\b", r"cash\b", "barang", "bahan", r"sto[ck]k?\b", r"alat\b")),
    ("revenue", (r"hasil\b", r"jasa\b")),
    ("expense", ("kerusakan", "perbaikan", "pemeliharaan")),
)  # fmt: skip
_BY_WORDS = tuple((kind, re.compile(rf"\b(?:{'|'.join(words)})")) for kind, words in _RULES)
_BY_CODE: dict[str, AccountType] = {
    "1": "asset", "2": "liability", "3": "equity", "4": "revenue", "5": "expense", "6": "expense",
}  # fmt: skip
_INVESTED = re.compile(
    r"\b(?:peralatan|equipment|kendaraan|vehicle|mesin|machine|gedung|bangunan|building|tanah|land|inventaris|mebel"
    r"|furniture|komputer|deposito|investasi|surat berharga|akumulasi|accumulated)"
)
_FINANCED = re.compile(
    r"\b(?:bank|pinjaman|loans?\b|koperasi|jangka panjang|hipotek|mortgage|notes? payable|obligasi|bonds?\b)"
)


def proposed(name: str, code: str, amount: int, *, balances: bool = False) -> Proposal:
    """What the account ``name`` is taken to be; ``amount`` is the first that stands on it, debit positive.

    ``balances``: the file lists balances, so what no word explains is owned or owed rather than earned or spent.
    """
    plain = " ".join(name.casefold().replace("-", " ").split())
    is_cash = _CASH.match(plain) is not None
    by_words = next((kind for kind, rule in _BY_WORDS if rule.search(plain)), None)
    kind: AccountType = "asset" if is_cash else by_words or _BY_CODE.get(code[:1]) or _by_side(amount, balances)
    return Proposal(kind, _flow(kind, plain), is_cash)


def begins_like_cash(name: str) -> bool:
    """Whether an account of this name is taken for a place where money lies."""
    return _CASH.match(name.casefold().strip()) is not None


def _by_side(amount: int, balances: bool) -> AccountType:
    if balances:
        return "asset" if amount > 0 else "liability"
    return "expense" if amount > 0 else "revenue"


def _flow(kind: AccountType, plain: str) -> Flow:
    """Where the cash flow statement puts money that came from or went to the account."""
    if kind in ("equity", "drawing") or (kind == "liability" and _FINANCED.search(plain)):
        return "pendanaan"
    return "investasi" if kind in ("asset", "contra-asset") and _INVESTED.search(plain) else "operasi"
