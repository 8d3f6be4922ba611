"""Every widget in a picture, to be looked at: ``python -m tests.gallery OUT.png [--page NAME] [--dark] [--text 1.5]``.

Figures and names are invented.
"""

import argparse
import os
import sys
from collections.abc import Callable
from datetime import date, time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QButtonGroup, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kpmbooks.dates import FixedClock
from kpmbooks.i18n import Translator, translator
from kpmbooks.problems import Problem
from ui.desktop import widgets as w
from ui.desktop.theme import Ledger, Theme, apply, wear

PLACES = (
    w.Place("home", "Beranda", "house"),
    w.Place("record", "Catat", "note-pencil"),
    w.Place("cash-book", "Buku kas", "notebook"),
    w.Place("debts", "Bon & utang", "handshake"),
    w.Place("meeting", "Rapat", "users-three"),
    w.Place("reports", "Laporan", "chart-bar"),
    w.Place("loan", "Pinjaman", "steps"),
    w.Place("learn", "Belajar", "student"),
    w.Place("settings", "Pengaturan", "gear", below=True),
)
CLOCK = FixedClock(date(2026, 11, 23))
MONTHS = ("Jun", "Jul", "Agu", "Sep", "Okt", "Nov")
SERIES = (
    w.Series("Masuk", (3_400_000, 3_900_000, 4_300_000, 4_000_000, 4_900_000, 5_218_000)),
    w.Series("Keluar", (2_600_000, 3_200_000, 3_000_000, 3_500_000, 3_300_000, 2_964_000)),
)
COLUMNS = (
    w.RegisterColumn("no", "No.", "number", "2026-B-137"),
    w.RegisterColumn("picture", "", "picture"),
    w.RegisterColumn("what", "Uraian", "main"),
    w.RegisterColumn("in", "Masuk", "money", "99.999.999", tone="money_in"),
    w.RegisterColumn("out", "Keluar", "money", "99.999.999", tone="out"),
    w.RegisterColumn("left", "Sisa kas", "money", "999.999.999", strong=True),
    w.RegisterColumn("menu", "", "menu"),
)


def home(_: Translator) -> QWidget:
    page = w.PageScroll(object_name="home-page")
    tiles = QGridLayout()
    tiles.setSpacing(12)
    for place, tile in enumerate(
        (
            w.WideTile(
                "Uang masuk", "arrow-circle-down", object_name="in", tone="money_in", filled=True, second="Tekan M"
            ),
            w.WideTile("Uang keluar", "arrow-circle-up", object_name="out", tone="out", filled=True, second="Tekan K"),
            w.WideTile("Bon & utang", "handshake", object_name="debts", second="2 orang belum bayar"),
            w.WideTile("Rapat", "users-three", object_name="meeting", second="Hari ini, 13.00"),
        )
    ):
        tiles.addWidget(tile, 0, place)
    page.column.addLayout(tiles)
    grid = QGridLayout()
    grid.setSpacing(16)
    cash = w.Card("Uang kas sekarang", picture="wallet")
    cash.body.addWidget(w.MoneyLabel(6_845_000, "number-xl"))
    cash.body.addWidget(
        w.text_label("enam juta delapan ratus empat puluh lima ribu rupiah", "base", "muted", wrap=True)
    )
    cash.body.addWidget(w.rule())
    for picture, word, amount in (
        ("storefront", "Uang usaha", 4_115_000),
        ("piggy-bank", "Tabungan", 2_300_000),
        ("hand-heart", "IKS (sosial)", 430_000),
    ):
        row = QHBoxLayout()
        row.addWidget(w.Picture(picture, 24, "accent"))
        row.addWidget(w.text_label(word), 1)
        row.addWidget(w.MoneyLabel(amount, "base"))
        cash.body.addLayout(row)
    cash.body.addStretch(1)
    cash.body.addWidget(w.Strip("Dihitung Sabtu, 17.10\nCocok dengan buku", tone="money_in", picture="check-circle"))
    cash.body.addWidget(w.Button("Hitung uang kas", object_name="count", picture="hand-coins"))
    grid.addWidget(cash, 0, 0, 2, 1)
    month = w.Card()
    numbers = QHBoxLayout()
    for sign, picture, word, amount, tone in (
        ("", "arrow-circle-down", "Masuk bulan ini", 5_218_000, "money_in"),
        ("−", "arrow-circle-up", "Keluar bulan ini", 2_964_000, "out"),
        ("=", "trend-up", "Uang bertambah", 2_254_000, "text"),
    ):
        if sign:
            numbers.addWidget(w.text_label(sign, "number-m", "muted"), 1, Qt.AlignmentFlag.AlignCenter)
        one = QGridLayout()
        one.addWidget(w.Picture(picture, 20, tone, "fill" if tone != "text" else "bold"), 0, 0)
        one.addWidget(w.text_label(word), 0, 1)
        one.addWidget(w.MoneyLabel(amount, "number-m", tone), 1, 0, 1, 2)
        numbers.addLayout(one)
    month.body.addLayout(numbers)
    grid.addWidget(month, 0, 1, 1, 2)
    chart = w.BarChart(_, "6 bulan terakhir", object_name="six-months")
    chart.set_data(MONTHS, SERIES, current=5)
    sheet = w.Card()
    sheet.body.addWidget(chart, 1)
    grid.addWidget(sheet, 1, 1)
    due = w.Card("Jangan lupa")
    due.head.insertWidget(1, w.Badge("4", tone="warn", picture="bell"))
    for picture, tone, word, below, act in (
        ("hand-coins", "warn", "Tagih Kos Bu Ratna", "Rp125.000, besok", "Tagih"),
        ("storefront", "out", "Bayar Toko Sinar", "Rp210.000, Jumat", "Bayar"),
        ("users-three", "accent", "Rapat ke-14", "Hari ini, 13.00", "Buka"),
        ("usb", "muted", "Salin ke USB", "Terakhir 9 hari lalu", "Salin"),
    ):
        due.body.addWidget(w.rule())
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(w.Picture(picture, 30, tone))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        words.addWidget(w.text_label(word, "bold"))
        words.addWidget(w.text_label(below, "small", "muted"))
        words.addStretch(1)
        row.addLayout(words, 1)
        row.addWidget(w.Button(act, object_name=f"due-{act}"))
        due.body.addLayout(row, 1)
    grid.addWidget(due, 1, 2)
    grid.setRowStretch(1, 1)
    page.column.addLayout(grid, 1)

    def rearrange(span: str) -> None:
        narrow = span == "narrow"
        for place, tile in enumerate(page.findChildren(w.WideTile)):
            tile.set_tight(narrow)
            tiles.addWidget(tile, place // 2 if narrow else 0, place % 2 if narrow else place)
        places = ((0, 0), (2, 0), (3, 0), (1, 0)) if narrow else ((0, 0, 2, 1), (0, 1, 1, 2), (1, 1), (1, 2))
        for card, where in zip((cash, month, sheet, due), places, strict=True):
            grid.addWidget(card, *where)
        for column, stretch in enumerate((1, 0, 0) if narrow else (29, 48, 32)):
            grid.setColumnStretch(column, stretch)

    page.reflowed.connect(rearrange)
    return page


def record(_: Translator) -> QWidget:
    page = w.PageScroll(object_name="record-page")
    row = QHBoxLayout()
    row.setSpacing(16)
    left = QVBoxLayout()
    left.setSpacing(12)
    left.addWidget(
        w.SegmentedSwitch(
            (
                w.Segment("in", "Uang masuk", "arrow-circle-down", "money_in"),
                w.Segment("out", "Uang keluar", "arrow-circle-up", "out"),
            ),
            object_name="side",
            accessible_name="Masuk atau keluar",
            big=True,
        )
    )
    tiles = QGridLayout()
    tiles.setSpacing(12)
    group = QButtonGroup(page)
    for place, (word, picture) in enumerate(
        (
            ("Cucian tunai", "washing-machine"),
            ("Cucian belum dibayar", "clock-countdown"),
            ("Terima bayar utang", "hand-coins"),
            ("Uang masuk lain", "plus-circle"),
            ("Tabungan anggota", "piggy-bank"),
            ("Iuran IKS", "hand-heart"),
            ("Terima bantuan", "gift"),
            ("Terima pinjaman", "bank"),
        )
    ):
        tile = w.Tile(word, picture, object_name=f"kind-{place}", tone="money_in", digit=place + 1)
        group.addButton(tile)
        tile.setChecked(place == 0)
        tiles.addWidget(tile, place // 4, place % 4)
    left.addLayout(tiles, 1)
    row.addLayout(left, 57)
    card = w.Card("Cucian tunai", picture="washing-machine", tone="money_in")
    amount = w.AmountEdit(_, object_name="amount", accessible_name="Berapa rupiah?")
    card.body.addWidget(w.field_label("Berapa rupiah?", amount.line))
    card.body.addWidget(amount)
    amount.set_text("35x7000")
    grid = QGridLayout()
    grid.setSpacing(10)
    memo = w.TextField("35 kg", object_name="memo", accessible_name="Untuk apa?", hint="boleh kosong")
    grid.addWidget(w.field_label("Untuk apa?", memo), 0, 0)
    grid.addWidget(memo, 0, 1)
    chips = w.Flow()
    for name in ("Kos Bu Ratna", "Bu RT", "Warung Sari"):
        chips.add(w.Button(name, object_name=f"chip-{name}", role="chip"))
    grid.addWidget(chips, 1, 1)
    day = w.DayEdit(_, CLOCK, object_name="day", accessible_name="Hari apa?")
    grid.addWidget(w.field_label("Hari apa?", day.line), 2, 0)
    grid.addWidget(day, 2, 1)
    card.body.addLayout(grid)
    card.body.addStretch(1)
    buttons = QHBoxLayout()
    buttons.setSpacing(12)
    save = w.Button(
        "Simpan", object_name="save", role="primary", picture="check", weight="bold", big=True, key_hint="Enter"
    )
    buttons.addWidget(save, 1)
    buttons.addWidget(w.Button("Kosongkan", object_name="clear", big=True))
    card.body.addLayout(buttons)
    row.addWidget(card, 43)
    page.column.addLayout(row, 1)
    amount.line.setFocus()
    return page


def cash_book(_: Translator) -> QWidget:
    page = w.PageScroll(object_name="cash-book-page")
    tools = QHBoxLayout()
    tools.setSpacing(12)
    period = w.Choice(object_name="period", accessible_name="Bulan")
    period.add("November 2026", 11)
    tools.addWidget(period)
    search = w.TextField(object_name="search", accessible_name="Cari", picture="magnifying-glass", key_hint="Ctrl F")
    search.setPlaceholderText("Cari nama atau jumlah")
    tools.addWidget(search, 1)
    tools.addWidget(
        w.SegmentedSwitch(
            (
                w.Segment("all", "Semua"),
                w.Segment("in", "Masuk", "arrow-circle-down", "money_in"),
                w.Segment("out", "Keluar", "arrow-circle-up", "out"),
            ),
            object_name="which",
            accessible_name="Yang mana",
        )
    )
    tools.addWidget(w.Button("Cetak", object_name="print", picture="printer"))
    tools.addWidget(w.Button("Catat", object_name="go", role="primary", picture="note-pencil"))
    page.column.addLayout(tools)
    register = w.Register(COLUMNS, empty=_empty(), object_name="register", accessible_name="Buku kas")
    register.foot.add_figure("in", "Masuk", picture="arrow-circle-down", tone="money_in")
    register.foot.add_figure("out", "Keluar", picture="arrow-circle-up", tone="out")
    register.foot.add_figure("left", "Sisa kas", picture="wallet", large=True)
    register.foot.show_figures("November, sampai hari ini", {"in": 5_218_000, "out": 2_964_000, "left": 6_845_000})
    register.set_source(w.Rows(_rows()))
    register.table.choose(15)
    page.column.addWidget(register, 1)
    return page


def _rows() -> tuple[w.RegisterRow, ...]:
    def entry(number: int, title: str, detail: str, picture: str, money: str, left: str) -> w.RegisterRow:
        side = "out" if money.startswith("-") else "in"
        return w.RegisterRow(
            number, "entry", title, detail, picture,
            (("no", f"2026-B-{number}"), (side, money.lstrip("-")), ("left", left)),
        )  # fmt: skip

    def day(title: str, money_in: str, out: str) -> w.RegisterRow:
        return w.RegisterRow(None, "day", title, cells=(("in", money_in), ("out", out)))

    wrong = w.RegisterRow(
        135, "entry", "Listrik", "Token listrik", "lightning", (("no", "2026-B-135"), ("out", "2.000.000")),
        w.RegisterBadge("Dibetulkan jadi no. 2026-B-137", "arrow-bend-down-right"), struck=True,
    )  # fmt: skip
    right = w.RegisterRow(
        137, "entry", "Listrik", "Token listrik", "lightning",
        (("no", "2026-B-137"), ("out", "200.000"), ("left", "6.043.000")),
        w.RegisterBadge("Pembetulan no. 2026-B-135", "pencil-simple", "accent"),
    )  # fmt: skip
    return (
        w.RegisterRow("fold", "fold", "33 catatan sebelumnya, 1–19 November", cells=(("left", "6.021.000"),)),
        day("Jumat, 20 November", "266.000", "244.000"),
        entry(133, "Cucian tunai", "38 kg × 7.000", "washing-machine", "266.000", "6.287.000"),
        entry(134, "Gas", "2 tabung 3 kg", "fire", "-44.000", "6.243.000"),
        wrong,
        right,
        day("Sabtu, 21 November", "560.000", "150.000"),
        entry(138, "Cucian tunai", "55 kg × 7.000", "washing-machine", "385.000", "6.428.000"),
        entry(139, "Terima bayar utang", "Kos Bu Ratna", "hand-coins", "175.000", "6.603.000"),
        entry(140, "Upah", "Setrika — Ibu Yanti", "t-shirt", "-150.000", "6.453.000"),
        day("Hari ini — Senin, 23 November", "448.000", "56.000"),
        entry(141, "Cucian tunai", "29 kg × 7.000", "washing-machine", "203.000", "6.656.000"),
        entry(142, "Kemasan", "Plastik 2 pak", "package", "-36.000", "6.620.000"),
        entry(143, "Transport", "Bensin antar cucian", "motorcycle", "-20.000", "6.600.000"),
        entry(144, "Cucian tunai", "35 kg × 7.000", "washing-machine", "245.000", "6.845.000"),
        entry(145, "Cucian tunai", "Baju seragam satu kelas penuh", "washing-machine", "5.000", "6.850.000"),
    )


def _empty() -> w.EmptyState:
    return w.EmptyState(
        "notebook",
        "Buku ini masih kosong",
        "Mulai dari uang yang bergerak hari ini.",
        object_name="empty",
        button="Catat yang pertama",
        button_picture="note-pencil",
    )


def states(_: Translator) -> QWidget:
    page = w.PageScroll(object_name="states-page")
    columns = QHBoxLayout()
    columns.setSpacing(24)
    first, second, third = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
    for column in (first, second, third):
        column.setSpacing(10)
        columns.addLayout(column, 1)
    page.column.addLayout(columns)
    row = QHBoxLayout()
    row.addWidget(w.Button("Simpan", object_name="b1", role="primary", picture="check", weight="bold"))
    row.addWidget(w.Button("Batal", object_name="b2"))
    row.addWidget(w.Button("Lihat semua", object_name="b3", role="link"))
    row.addStretch(1)
    first.addLayout(row)
    row = QHBoxLayout()
    off = w.Button("Belum bisa", object_name="b4")
    off.setEnabled(False)
    row.addWidget(off)
    row.addWidget(w.Button("Hapus contoh ini", object_name="b5", role="danger", picture="trash"))
    row.addWidget(w.Button(object_name="b6", accessible_name="Tutupi jumlah", picture="eye-slash"))
    row.addStretch(1)
    first.addLayout(row)
    asked = w.AmountEdit(_, object_name="asked", accessible_name="Berapa rupiah?")
    first.addWidget(w.field_label("Berapa rupiah?", asked.line))
    first.addWidget(asked)
    asked.set_text("1.5")
    asked.show_problem(asked.problem())
    wrong = w.AmountEdit(_, object_name="wrong", accessible_name="Berapa rupiah?")
    first.addWidget(wrong)
    wrong.set_text("banyak")
    wrong.show_problem(wrong.problem())
    day = w.DayEdit(_, CLOCK, object_name="day", accessible_name="Hari apa?")
    first.addWidget(w.field_label("Hari apa?", day.line))
    first.addWidget(day)
    day.line.setText("31/2")
    day.show_problem(Problem("day", "{day} is another day of the week. Correct the weekday or the date.", {"day": "x"}))
    choice = w.Choice(object_name="choice", accessible_name="Kotak")
    choice.add("Laci", 1)
    first.addWidget(choice)
    first.addStretch(1)

    second.addWidget(w.Strip("Sudah 9 hari tidak ada catatan.", tone="warn", picture="warning"))
    second.addWidget(w.Strip("Tulis dulu sebab selisih.", tone="warn", picture="warning", barred=True))
    card = w.Card()
    card.body.addWidget(_empty())
    second.addWidget(card)
    work = w.WorkCard(_, "Membuat laporan", object_name="work")
    work.show_progress(12, 40, "halaman 12 dari 40")
    second.addWidget(work)
    second.addStretch(1)

    third.addWidget(
        w.ErrorCard(
            _,
            "USB penuh. Salinan belum jadi.",
            "Buku Anda aman di laptop ini. Pakai USB lain, atau hapus berkas lama di USB.",
            "simpan-03",
            object_name="error",
            button="Coba lagi",
        )
    )
    empty_chart = w.BarChart(_, "6 bulan terakhir", object_name="chart-2")
    empty_chart.set_data(MONTHS[-2:], (w.Series("Masuk", (0, 245_000)), w.Series("Keluar", (12_000, 0))), current=1)
    sheet = w.Card()
    sheet.body.addWidget(empty_chart)
    third.addWidget(sheet)
    row = QHBoxLayout()
    row.addWidget(w.MoneyLabel(-2_000, "bold"))
    row.addWidget(w.MoneyLabel(203_000, "bold", "money_in", signed=True))
    row.addWidget(w.Badge("sudah", tone="money_in", picture="check-circle"))
    row.addStretch(1)
    third.addLayout(row)
    third.addStretch(1)
    return page


PAGES: dict[str, tuple[str, Callable[[Translator], QWidget]]] = {
    "home": ("Beranda", home),
    "record": ("Catat", record),
    "cash-book": ("Buku kas", cash_book),
    "states": ("Keadaan", states),
}


def build(_: Translator, page: str, *, practice: bool = False) -> w.Shell:
    """A whole window with one of the pages."""
    shell = w.Shell(_, PLACES, practice=practice)
    shell.header.add_extra(w.Button(object_name="privacy", accessible_name="Tutupi jumlah", picture="eye-slash"))
    title, make = PAGES[page]
    shell.add_page(page, make(_))
    shell.show_page(page, title, "Senin, 23 November 2026")
    if practice:
        shell.show_ledger("latihan", "Buku latihan", "Warung Bu Ani")
    else:
        shell.show_ledger("kelompok", "Buku kelompok", "KUBE Melati")
    shell.header.show_saved(time(10, 42))
    shell.header.set_undo("Cucian tunai Rp245.000")
    return shell


def main(arguments: list[str]) -> None:
    """Draw a page into a file."""
    asked = argparse.ArgumentParser(prog="python -m tests.gallery", description=__doc__)
    asked.add_argument("out")
    asked.add_argument("--page", choices=PAGES, default="home")
    asked.add_argument("--dark", action="store_true")
    asked.add_argument("--text", type=float, default=1.0)
    asked.add_argument("--size", default="1366x768")
    asked.add_argument("--ledger", default="kelompok")
    asked.add_argument("--practice", action="store_true")
    asked.add_argument("--private", action="store_true")
    asked.add_argument("--language", default="id")
    asked.add_argument("--toast", action="store_true")
    said = asked.parse_args(arguments)
    app = QApplication(sys.argv[:1])
    ledger: Ledger = "latihan" if said.practice else said.ledger
    apply(app, Theme("dark" if said.dark else "light", said.text, ledger, private=said.private))
    window = build(translator(said.language), said.page, practice=said.practice)
    width, height = (int(side) for side in said.size.split("x"))
    window.setObjectName("window")
    window.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    wear(window, role="page")
    window.resize(width, height)
    window.show()
    window.activateWindow()
    field = window.findChild(w.AmountEdit)
    if said.page == "record" and field is not None:
        field.setFocus()
    if said.toast:
        window.toast.say(
            "Dibatalkan: Cucian tunai", picture="arrow-u-up-left", weight="bold", tone="", button="Kembalikan"
        )
    app.processEvents()
    window.grab().save(said.out)


if __name__ == "__main__":
    main(sys.argv[1:])
