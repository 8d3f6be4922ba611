"""What columns are called in Indonesian and English, and what a column may be in each kind of file. Data only."""

from collections.abc import Mapping

from kpmbooks.exchange.understanding.values import What

NAMES: Mapping[str, tuple[str, ...]] = {
    "day": (
        "tanggal", "tgl", "date", "tanggal transaksi", "tgl transaksi", "transaction date", "hari/tanggal",
        "hari tanggal", "hari/tgl", "tanggal posting", "posting date", "trx date", "tanggal mutasi",
        "waktu transaksi", "waktu", "day", "tanggal bayar", "tanggal bukti", "hari", "tgl valuta",
        "tanggal valuta", "value date",
    ),
    "text": (
        "uraian", "keterangan", "deskripsi", "description", "uraian transaksi", "keterangan transaksi",
        "rincian", "penjelasan", "ket", "rincian transaksi", "deskripsi transaksi", "nama transaksi",
        "transaksi", "memo", "details", "detail", "particulars", "narration", "narrative", "narasi", "berita",
        "perihal", "kegiatan", "keperluan", "nama barang", "barang", "transaction", "transaction details",
        "remarks", "remark", "notes", "note", "catatan", "text", "item", "untuk", "payee",
    ),
    "in": (
        "masuk", "uang masuk", "kas masuk", "penerimaan", "pemasukan", "in", "debet kas", "debit kas",
        "kas debet", "kas debit", "penerimaan kas", "pemasukan kas", "terima", "diterima", "uang diterima",
        "pendapatan", "setoran", "money in", "cash in", "paid in", "income", "receipts", "receipt", "received",
        "deposit", "deposits", "inflow", "cash receipts", "dana masuk", "saldo masuk", "duit masuk",
        "pemasukkan",
    ),
    "out": (
        "keluar", "uang keluar", "kas keluar", "pengeluaran", "out", "kredit kas", "kas kredit",
        "pengeluaran kas", "bayar", "dibayar", "uang dibayar", "belanja", "penarikan", "money out", "cash out",
        "paid out", "expense", "expenses", "payments", "payment", "paid", "withdrawal", "withdrawals",
        "spending", "outflow", "cash payments", "dana keluar", "saldo keluar", "duit keluar", "biaya", "beban",
    ),
    "amount": (
        "jumlah", "nominal", "amount", "nilai", "jumlah uang", "jumlah transaksi", "nominal transaksi",
        "mutasi", "nilai transaksi", "transaction amount", "besar", "besarnya", "value", "rupiah",
        "jumlah rupiah", "uang", "total", "sum", "masuk/keluar", "in/out", "saldo", "balance", "saldo akhir",
        "ending balance", "closing balance",
    ),
    "side": (
        "d/k", "dk", "db/cr", "d/c", "dr/cr", "debet/kredit", "debit/kredit", "debit/credit", "jenis", "tipe",
        "type", "jenis transaksi", "tipe transaksi", "arah", "jenis mutasi", "transaction type", "k/d", "cr/db",
    ),
    "balance": (
        "saldo", "sisa", "balance", "saldo akhir", "sisa uang", "sisa saldo", "left over", "saldo kas",
        "running balance", "sisa kas", "saldo berjalan", "saldo bank", "closing balance", "book balance",
        "ledger balance",
    ),
    "no": (
        "no", "nomor", "no bukti", "nomor bukti", "no transaksi", "no jurnal", "nomor jurnal", "number",
        "bukti", "ref", "reff", "referensi", "reference", "no ref", "no referensi", "no urut", "kode transaksi",
        "voucher", "no kuitansi", "kuitansi", "no kwitansi", "no nota", "nota", "journal no", "entry",
        "entry no", "id", "transaction id", "receipt no", "no faktur", "ref no", "nomer",
    ),
    "account": (
        "akun", "nama akun", "account", "perkiraan", "nama perkiraan", "account name", "rekening",
        "nama rekening", "coa", "pos", "mata anggaran", "akun/perkiraan", "nama", "name", "nama akun/perkiraan",
        "accounts", "chart of account", "account title", "account titles", "nama pos", "akun perkiraan",
    ),
    "code": (
        "kode", "kode akun", "no akun", "nomor akun", "kode perkiraan", "no perkiraan", "nomor perkiraan",
        "code", "account code", "account no", "account number", "kode rekening", "no rekening", "no rek",
        "kode rek", "akun no", "kode coa", "no coa", "acct no",
    ),
    "debit": (
        "debet", "debit", "d", "db", "dr", "saldo debet", "saldo debit", "jumlah debet", "jumlah debit",
        "debit amount", "debits", "mutasi debet", "mutasi debit", "debit balance",
    ),
    "credit": (
        "kredit", "credit", "k", "cr", "kr", "c", "saldo kredit", "jumlah kredit", "credit amount", "credits",
        "mutasi kredit", "mutasi credit", "credit balance",
    ),
    "type": (
        "jenis", "jenis akun", "tipe", "tipe akun", "type", "account type", "golongan", "klasifikasi",
        "kelompok",
    ),
    "cash": ("kas", "akun kas", "cash", "is cash", "kas/bank", "termasuk kas"),
    "flow": ("arus", "arus kas", "flow", "cash flow", "aktivitas"),
    "fund": ("dana", "kantong", "kantong uang", "fund", "purse"),
}  # fmt: skip
"""What columns are called, as ``headings.plain_heading`` writes it; the earlier the name, the surer."""

WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("balance", ("saldo", "balance", "sisa")),
    ("day", ("tanggal", "tgl", "date")),
    ("code", (
        "kode akun", "no akun", "kode perkiraan", "no perkiraan", "account code", "account no", "kode rekening",
    )),
    ("no", ("no bukti", "nomor bukti", "bukti", "no", "nomor", "ref", "reff")),
    ("text", ("uraian", "keterangan", "deskripsi", "description", "rincian", "transaksi", "details")),
    ("in", (
        "masuk", "penerimaan", "pemasukan", "terima", "money in", "cash in", "paid in", "receipts", "income",
        "deposit", "debet kas", "debit kas", "kas debet", "kas debit",
    )),
    ("out", (
        "keluar", "pengeluaran", "bayar", "money out", "cash out", "paid out", "payments", "expenses",
        "withdrawal", "kredit kas", "kas kredit",
    )),
    ("debit", ("debet", "debit")),
    ("credit", ("kredit", "credit")),
    ("account", ("akun", "perkiraan", "account", "rekening")),
    ("code", ("kode", "code")),
    ("amount", ("jumlah", "nominal", "nilai", "amount", "rupiah")),
    ("type", ("jenis", "tipe")),
    ("fund", ("dana", "kantong")),
    ("flow", ("arus",)),
)  # fmt: skip
"""Words by which a longer heading is known when its whole is not; in this order, for "tanggal masuk" is a day."""

ROLES_IN: Mapping[What, tuple[str, ...]] = {
    "cash": ("day", "text", "balance", "in", "out", "debit", "credit", "amount", "no", "side"),
    "journal": ("day", "account", "debit", "credit", "text", "code", "no", "amount", "side"),
    "opening": ("account", "debit", "credit", "code", "amount", "text"),
    "accounts": ("account", "type", "code", "cash", "flow", "fund"),
}
"""What a column may be in each kind of file; of two that fit, the earlier role has the column."""
