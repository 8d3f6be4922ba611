"""What is told beside the records: goods, customers, equipment, prices, and what Bu Siti says of herself for a loan."""

import json
from collections.abc import Mapping
from datetime import timedelta
from itertools import cycle

from kpmbooks import group, ledger, loans, trade
from kpmbooks.book import Book
from kpmbooks.dates import Period
from kpmbooks.examples.life import Life, Of, evening
from kpmbooks.money import Rupiah
from kpmbooks.trade.equipment import open_origins
from kpmbooks.trade.equipment_acts import NewPiece, add_piece
from kpmbooks.trade.price_sheets import PriceSheet, save_sheet

# The goods of which stock is kept: name, and what is said of each.
_GOODS: Mapping[Of, tuple[tuple[str, Mapping[str, str]], ...]] = {
    "group": (
        ("Sabun cair", {"unit": "botol", "price": "8000", "picture": "spray-bottle", "low": "6000"}),
        ("Bahan sabun", {"unit": "kg", "sort": "bahan", "picture": "package"}),
        ("Botol kosong", {"unit": "biji", "sort": "bahan", "picture": "package"}),
        ("Antar jemput", {"sort": "jasa", "price": "10000", "picture": "motorcycle"}),
    ),
    "family": (
        ("Kerupuk", {"unit": "bungkus", "price": "2000", "picture": "cookie", "low": "8000"}),
        ("Air mineral", {"unit": "gelas", "price": "1000", "picture": "drop", "low": "10000"}),
        ("Telur asin", {"unit": "butir", "price": "4000", "picture": "egg"}),
    ),
}


def name_goods(book: Book, of: Of, life: Life, span: Period) -> None:
    """Add the goods of which stock is kept, on the first evening."""
    instant = evening(life, span.first)
    with book.write(pretend=lambda: instant) as tx:
        for name, facts in _GOODS[of]:
            trade.add_good(tx, ledger.default_ledger(tx), name, facts)


_PHONES = {"Kos Bu Ratna": "0812-0000-1001", "Warung Sari": "0812-0000-1002", "Bu RT": "0812-0000-1003",
           "Pak Ujang": "0812-0000-1004", "Pengajian Bu Nur": "0812-0000-1005"}  # fmt: skip


def tell_of_customers(book: Book, life: Life, span: Period) -> None:
    """The phone numbers of those who buy on account; nobody has these numbers."""
    instant = evening(life, span.last)
    with book.write(pretend=lambda: instant) as tx:
        for party in trade.parties(tx):
            if party.name in _PHONES:
                trade.change_party(tx, party, phone=_PHONES[party.name])


# What stood there when the book began: name, unit, how many, cost, years of use.
_EQUIPMENT: Mapping[Of, tuple[tuple[str, str, int, int, int], ...]] = {
    "group": (("Mesin cuci dua tabung", "buah", 1, 2_300_000, 4), ("Setrika uap", "buah", 2, 1_200_000, 4)),
    "family": (("Kompor dua tungku", "buah", 1, 350_000, 4), ("Gerobak", "buah", 1, 550_000, 8)),
}


def list_equipment(book: Book, of: Of, life: Life, span: Period) -> None:
    """The equipment of the beginning is in the list; what was bought since still waits for it."""
    instant = evening(life, span.last)
    with book.write(pretend=lambda: instant) as tx:
        place = ledger.default_ledger(tx)
        begun = next(one for one in open_origins(tx, place) if one.kind == "saldo_awal")
        for name, unit, count, cost, years in _EQUIPMENT[of]:
            piece = NewPiece(name, "modal", begun.day, Rupiah(cost), count * 1_000, unit, years=years)
            add_piece(tx, place, piece, entry=begun.entry)


# Services of the group: name, price, hours (thousandths), transport. And one batch of the family's.
_SERVICES = (
    ("Cuci kering lipat", 7_000, 0, 0),
    ("Cuci setrika", 9_000, 0, 0),
    ("Setrika di rumah", 60_000, 2_500, 10_000),
)

_BATCH_OF_GORENGAN = PriceSheet(
    made=150, left_over=10, materials=72_000, packaging=4_000, gas=9_000, hours=4_000, wage=8_000, fixed=260_000,
    days=26, sold=120,
)  # fmt: skip


def work_out_prices(book: Book, of: Of, life: Life, span: Period) -> None:
    """The group's price list has its services; the family has worked out what a gorengan must cost."""
    instant = evening(life, span.last)
    with book.write(pretend=lambda: instant) as tx:
        place = ledger.default_ledger(tx)
        if of == "family":
            save_sheet(tx, place, _BATCH_OF_GORENGAN, name="Gorengan campur")
            return
        for name, price, hours, transport in _SERVICES:
            facts = {
                "sort": "jasa",
                "price": str(price),
                "unit": "kg" if not hours else "",
                "picture": "washing-machine",
            }
            more = {"hours": str(hours), "transport": str(transport)} if hours else {}
            trade.add_good(tx, place, name, {**facts, **more})


# What the husband still owes, and what the money is for: together the 6.000.000 that are asked for.
_PAYLATER = {
    "to": "Toko HP", "kind": "paylater", "every": "month", "instalment": 75_000, "owed": 225_000, "whose": "spouse",
}  # fmt: skip
_USES = (
    {"what": "Freezer bekas", "price": 2_600_000},
    {"what": "Etalase bekas", "price": 1_500_000},
    {"what": "Kompor dua tungku", "price": 650_000},
    {"what": "Panci besar", "quantity": "3", "price": 150_000},
    {"what": "Bahan dua minggu", "price": 800_000},
)


def answer_for_a_loan(book: Book, life: Life, span: Period) -> None:
    """What Bu Siti says when she prepares a loan: who, where, for what. Her business is older than her book."""
    began = (span.first - timedelta(days=240)).replace(day=1)
    answers = {
        "applicant": "Siti Rohmah",
        "phone": "0812-0000-4821",
        "address": "RT 05/RW 03, Cipinang Muara, Jakarta Timur",
        "landmark": "depan mushola Al-Ikhlas",
        "business": "Gorengan dan nasi uduk, lapak depan rumah",
        "since": f"{began:%Y-%m}",
        "dependants": "3",
        "lender": "jakpreneur",
        "amount": "6000000",
        "periods": "12",
        "purpose": "freezer bekas, etalase, kompor, panci",
        "other_income_from": "Upah suami",
        "debts": json.dumps([_PAYLATER]),
        "uses": json.dumps(_USES),
        "purses_apart": "done",
        "kks_kept": "done",
        "slik": "missing",
        "p.1": f"{began:%Y-%m}",
        "p.2": f"{span.first:%Y-%m}",
        "p.3": f"{span.first:%Y-%m}",
        "p.4": "missing",
        "p.5": "missing",
        "p.6": "done",
        "p.7": "missing",
        "training": "done",
        "training_of": "Tata boga di kecamatan",
        "paper.ktp": "done",
        "paper.kk": "done",
        "paper.nib_sku": "missing",
        "place": "Jakarta",
    }
    instant = evening(life, span.last)
    with book.write(pretend=lambda: instant) as tx:
        loans.answer(tx, ledger.default_ledger(tx), answers, today=span.last)


# What the members earn and need in a month, in thousands of rupiah; each asks for as much.
_MEMBERS_MONTHS = (
    (2_600, 1_900), (2_200, 1_750), (2_350, 1_800), (1_900, 1_500), (2_100, 1_650),
    (2_450, 1_900), (1_850, 1_450), (2_300, 1_850), (2_050, 1_600), (2_150, 1_700),
)  # fmt: skip
_MEMBERS_REQUEST = 500_000


def answer_for_a_group_loan(book: Book, life: Life, span: Period) -> None:
    """What the group says when it prepares a loan for a second machine: every member asks for the same part."""
    instant = evening(life, span.last)
    with book.write(pretend=lambda: instant) as tx:
        members = group.members_of(tx, span.last)
        asked = [
            {
                "member": member.uid.hex(),
                "income": income * 1_000,
                "cost": cost * 1_000,
                "request": _MEMBERS_REQUEST,
            }
            for member, (income, cost) in zip(members, cycle(_MEMBERS_MONTHS), strict=False)
        ]
        answers = {
            "phone": "0812-0000-7310",
            "business": "Cuci, setrika dan sabun cuci",
            "lender": "jakpreneur",
            "amount": str(_MEMBERS_REQUEST * len(asked)),
            "periods": "12",
            "purpose": "mesin cuci kedua dan rak setrika",
            "other_debts": "0",
            "members": json.dumps(asked),
            "training": "done",
            "place": "Jakarta",
        }
        loans.answer(tx, ledger.default_ledger(tx), answers, today=span.last)
