"""A group of forty members with names of forty letters and three years of meetings, for its papers at their worst."""

from datetime import date
from fractions import Fraction

from kpmbooks import group, house, ledger, recording
from kpmbooks.book import Book
from kpmbooks.group import Count, GroupRules, LoanRules, SavingsKind
from kpmbooks.group.handover import THINGS, HandingOver, hand_over
from kpmbooks.money import Rupiah

START, LAST = date(2024, 1, 1), date(2026, 11, 23)
TODAY = date(2026, 11, 25)
LONG = "Kelompok Usaha Bersama Melati Sejahtera 7"
MEMBERS = 40
KINDS = (
    SavingsKind("sukarela", "Sukarela", Rupiah(0), withdrawable=True),
    SavingsKind("wajib", "Wajib", Rupiah(20_000), withdrawable=False),
)
LOANS = LoanRules(allowed=True, multiple=0, periods=10, rate=Fraction(3, 2))
RULES = GroupRules(
    START,
    place="Rumah Bu Hartini",
    money=True,
    dues=Rupiah(5_000),
    solidarity=Rupiah(2_000),
    savings=KINDS,
    loans=LOANS,
)


def name(nth: int) -> str:
    """Forty letters, each another."""
    return f"Hajah Siti Nurhalimah Sastrowardoyo {nth:04d}"


def months() -> tuple[date, ...]:
    """The days of thirty-five meetings: the fifth of every month from January 2024 to November 2026."""
    return tuple(date(2024 + nth // 12, nth % 12 + 1, 5) for nth in range(35))


def group_of_years(*, members: int = MEMBERS, large: bool = True) -> Book:
    """The book. Every member pays what the rules ask and saves a million now and then; ten borrow, one leaves."""
    book = house.create(None, kind="group", name=LONG, sector="jasa", start=START)
    offices = {0: "ketua 2024-01-01", 1: "sekretaris 2024-01-01", 2: "bendahara 2024-01-01"}
    with book.write() as tx:
        place = ledger.default_ledger(tx)
        group.decide_rules(tx, place, RULES)
        for nth in range(members):
            facts = {
                "since": "2024-01-01",
                "birth_year": str(1960 + nth),
                "phone": f"0812 3456 {nth:04d}",
                "address": "Gang Kenanga Nomor 17, Kampung Rawa Selatan",
            }
            group.add_member(tx, name(nth), facts | ({"office": offices[nth]} if nth in offices else {}))
        sold = {"amount": 123_456_789_000 if large else 50_000_000, "date": START}
        recording.record(tx, "jual_tunai", sold, ledger=place, today=TODAY)
    for turn, day in enumerate(months()):
        _hold(book, turn, day)
    with book.write() as tx:
        place = ledger.default_ledger(tx)
        help_ = {"amount": 250_000, "party": name(5), "memo": "menjenguk yang sakit", "date": date(2026, 10, 7)}
        recording.record(tx, "bantu_iks", help_, ledger=place, today=TODAY)
        nobody = {"amount": 75_000, "memo": "kotak di warung", "date": date(2026, 10, 9)}
        recording.record(tx, "tabungan_masuk", nobody, ledger=place, today=TODAY)
        group.change_member(tx, group.members_of(tx)[-1], {"left": "2026-09-01"})
    with book.write() as tx:
        place, known = ledger.default_ledger(tx), group.members_of(tx)
        notes = counted(int(group.box_before(tx, place, LAST)) + 500).notes
        what = HandingOver(LAST, known[3], (known[0], known[1]), notes, THINGS, "Rumah Bu Hartini")
        hand_over(tx, place, what, today=TODAY)
    return book


def counted(amount: int, witness: bytes | None = None) -> Count:
    """An amount in as few notes and coins as it takes; what is less than the smallest coin is left out."""
    notes = {}
    for worth in group.NOTES:
        notes[worth], amount = divmod(amount, worth)
    return Count(notes, witness)


def _hold(book: Book, turn: int, day: date) -> None:
    with book.write() as tx:
        place = ledger.default_ledger(tx)
        meeting = group.open_meeting(tx, place, day)
        for nth, row in enumerate(group.sheet_of(tx, place, meeting)):
            if (nth + turn) % 9 == 4:
                group.write_cells(tx, meeting, row.member, {"present": 2 if turn % 2 else 0, "done": 1})
                continue
            group.pay_by_rules(tx, meeting, row)
            if (nth + turn) % 5 == 0:
                group.write_cells(tx, meeting, row.member, {"savings:sukarela": 1_000_000 + nth})
            if nth < 10 and turn in (4, 16, 28):
                group.write_cells(tx, meeting, row.member, {"new_loan": 1_200_000, "loan_periods": 10})
        group.write_minutes(
            tx,
            meeting,
            {
                "place": "Rumah Bu Hartini",
                "agenda": "Membaca keputusan rapat lalu\nSetoran\nRencana belanja sabun",
                "decisions": "Membeli sabun dua jeriken\nBazar hari Minggu dijaga Bu Hartini dan Bu Sumiyati",
            },
        )
        lies = int(group.box_now(tx, place, meeting)) - 3_000
        group.close_meeting(tx, place, meeting, count=counted(lies, group.members_of(tx)[3].uid) if turn > 30 else None)
