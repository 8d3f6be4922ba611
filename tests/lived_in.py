"""A family's book in which everything happened that can happen to one, for tests of what must lose nothing.

A capability that brings a table lets something happen in it here.
"""

import io
from datetime import date
from pathlib import Path

from PIL import Image

from kpmbooks import group, house, ledger, loans, people, recording, trade
from kpmbooks.book import Book, Installation, attach
from kpmbooks.money import Rupiah
from kpmbooks.storage import Key, new_uid
from kpmbooks.trade.equipment_acts import NewPiece, record_piece
from kpmbooks.training import sessions
from reports import REPORTS, Request
from reports.prints import draw_print
from tests.books import JANUARY, START, TODAY, own, record

NAME = "Ningsih Wulandari"
NASTY = '=SUM(A1) ; "kutip" \\ {} | 7 × 3.500 – ½ kg, ü 😀 '
"""A memo with whatever some other format gives a meaning to; what recording makes of it ends without the blank."""


def lived_in(path: Path, *, practice: bool = False, key: Key | None = None) -> None:
    """Make it at ``path``: corrected, undone, words erased, closed and reopened, printed, written by two hands."""
    house.create(
        path,
        kind="family",
        name="Keluarga Bu Siti",
        business="Gorengan Bu Siti",
        sector="kuliner",
        start=START,
        practice=practice,
        key=key,
    ).close()
    with house.open_book(path, "write", installation=Installation(), key=key) as book:
        _first_weeks(book)
    with house.open_book(path, "write", installation=Installation(), key=key) as book:
        _another_hand(book)


def _first_weeks(book: Book) -> None:
    record(book, "saldo_awal", cash=400_000, tools=900_000)
    record(book, "saldo_awal", ledger_name="Keluarga Bu Siti", cash=350_000)
    slip = record(book, "jual_tunai", amount=50_000, memo=NASTY, date=date(2026, 1, 5))
    boxes = {"drawer": 300_000, "float": 50_000, "shopping": 80_000, "family": 40_000, "bon": 15_000}
    record(book, "tutup_lapak", date=date(2026, 1, 6), **boxes)
    with book.write() as tx:
        recording.correct(tx, slip, "jual_tunai", {"amount": 5_000, "memo": NASTY}, today=TODAY, reason="Nolnya lebih")
    wrong = record(book, "gas_listrik_air", amount=22_000, memo="Gas 3 kg")
    with book.write() as tx:
        recording.reverse(tx, wrong, today=TODAY, reason="Bukan gas usaha")
    record(book, "beli_bahan", amount=75_000)
    with book.write() as tx:
        recording.undo(tx, today=TODAY)
    with book.write() as tx:
        person = people.add_person(tx, NAME)
        owed = {"amount": 10_000, "party": NAME, "memo": "keripik"}
        recording.record(tx, "jual_belum_dibayar", owed, ledger=own(tx), today=TODAY, about=person.uid)
        attach(tx, _photo("navy"), subject="sheet:1")
        attach(tx, _photo("maroon"), subject="sheet:2", about=person.uid)
    record(book, "libur", date=date(2026, 1, 2), memo="hujan")
    record(book, "libur", date=date(2026, 1, 9))
    with book.write() as tx:
        recording.undo(tx, today=TODAY)
    with book.write() as tx:
        people.erase_person(tx, person)
        ledger.close_period(tx, own(tx), date(2026, 1, 10))
    with book.write() as tx:
        # A day of the closed period is taken back today, as a line of its own.
        old = next(one for one in ledger.journal_page(tx, own(tx), JANUARY, 0, 99) if one.kind == "tutup_lapak")
        recording.reverse(tx, old.number, today=TODAY)


def _photo(colour: str) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (30, 20), colour).save(target, "PNG")
    return target.getvalue()


def _another_hand(book: Book) -> None:
    record(book, "jual_tunai", amount=1, memo="satu rupiah")
    with book.write() as tx:
        place = own(tx)
        cash, sales = (ledger.find_account(tx, place, name) for name in ("Kas", "Penjualan"))
        ledger.add_account(tx, place, ledger.NewAccount("", "-Kas =2+2; (lama): 1", "asset", "usaha"))
        ledger.close_period(tx, place, None)
        loans.answer(tx, place, {"purpose": "etalase"}, today=TODAY)
        tx.connection.exec_driver_sql("INSERT INTO settings (key, value) VALUES ('print-place', 'Jakarta')")
    _trading(book)
    _meeting(book)
    _lesson(book)
    draw_print(book, REPORTS["cash-book"], Request(place, cash, JANUARY), lambda statement, code: list(statement.rows))
    draw_print(book, REPORTS["income"], Request(place, sales, JANUARY), lambda statement, code: code)


def _trading(book: Book) -> None:
    with book.write() as tx:
        place = own(tx)
        trade.add_good(tx, place, "Keripik", {"unit": "bungkus", "price": "5000"})
        trade.record(tx, "stok_awal", {"items": "keripik 10 x 3000"}, ledger=place, today=TODAY)
    with book.write() as tx:
        sold = {"items": "keripik 2", "party": "Bu Wati", "paid": 4_000}
        trade.record(tx, "jual_belum_dibayar", sold, ledger=own(tx), today=TODAY)
    with book.write() as tx:
        recording.undo(tx, today=TODAY)
    with book.write() as tx:
        left = {"items": "keripik 3 x 4500", "party": "Warung Bu Eni"}
        trade.record(tx, "titip_jual", left, ledger=own(tx), today=TODAY)
        record_piece(tx, own(tx), NewPiece("Wajan", "beli", TODAY, Rupiah(150_000)), today=TODAY)


def _meeting(book: Book) -> None:
    """What only a group does: its rows are the same in every book."""
    with book.write() as tx:
        member = group.add_member(tx, "Hartini", {"office": "bendahara 2026-01-05", "phone": "0812 3456 7890"})
        meeting = group.open_meeting(tx, own(tx), TODAY)
        group.write_cells(tx, meeting, member, {"present": 1})
        group.close_meeting(tx, own(tx), meeting)
        lent = recording.record(tx, "beri_pinjaman", {"amount": 20_000}, ledger=own(tx), today=TODAY)
        entry = ledger.entry_by_number(tx, lent.number).id
        tx.connection.exec_driver_sql(
            "INSERT INTO member_loans (id, uid, member_id, entry_id) VALUES (1, ?, ?, ?)", (new_uid(), member.id, entry)
        )
        tx.connection.exec_driver_sql(
            "INSERT INTO member_movements (entry_id, member_id, purse, loan_id, amount) VALUES (?, ?, 'loan', 1, ?)",
            (entry, member.id, 20_000),
        )


def _lesson(book: Book) -> None:
    with book.write() as tx:
        held = sessions.begin(tx, "PB-2", TODAY)
        held = sessions.attend(tx, held, [people.add_person(tx, "Sumiati").uid], guests=3)
        held = sessions.count_cards(tx, held, 1, 3, 1, answer="a")
        held = sessions.found(tx, held, "PB-2-hari", 7, score=2, full=5, ideas={"dua_kali": 2})
        sessions.finish(tx, sessions.note(tx, held, NASTY), 25, steps=[5, 20])
