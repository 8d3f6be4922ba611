"""Bu Siti's seven months, worked out by hand: what the tests of the loan summary know without the program.

In thousands of rupiah, April to October 2026; the summary is made on 23 November 2026.

    sales        5.980  5.730  6.150  4.820  6.410  6.050  6.620     on 20 days each
    materials    3.960  3.775  4.040  3.130  4.205  3.970  4.330
    stall, gas     300    300    300    300    300    300    300
    = earned     1.720  1.655  1.810  1.390  1.905  1.780  1.990     average 1.750
    wages        1.900  each month
    family       2.400  2.450  2.500  2.450  2.500  2.400  2.450     average 2.450
    = left       1.220  1.105  1.210    840  1.305  1.280  1.440     average 1.200, quietest July

    6.000.000 over 12 months at 6 %: annuity 516.399, flat 530.000; on each of 20 selling days 25.820 (annuity)
    social aid 750 in June and September, which is in none of these figures
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from kpmbooks import house, ledger, loans, recording
from kpmbooks.book import Book, Instant, Reader
from kpmbooks.ledger import LedgerRef, Source
from kpmbooks.loans import BookSide, Readiness
from kpmbooks.money import Rupiah

START, TODAY = date(2026, 4, 1), date(2026, 11, 23)
MONTHS = (4, 5, 6, 7, 8, 9, 10)
SALES = (5_980, 5_730, 6_150, 4_820, 6_410, 6_050, 6_620)
MATERIALS = (3_960, 3_775, 4_040, 3_130, 4_205, 3_970, 4_330)
EARNED = (1_720, 1_655, 1_810, 1_390, 1_905, 1_780, 1_990)
FAMILY = (2_400, 2_450, 2_500, 2_450, 2_500, 2_400, 2_450)
LEFT = (1_220, 1_105, 1_210, 840, 1_305, 1_280, 1_440)
SELLING_DAYS = 20

ANSWERS = {
    "applicant": "Siti Rohmah",
    "phone": "0812-0000-4821",
    "address": "RT 05/RW 03, Cipinang Muara, Jakarta Timur",
    "landmark": "depan mushola Al-Ikhlas",
    "business": "Nasi uduk dan gorengan, lapak depan rumah",
    "since": "Maret 2025",
    "dependants": "3",
    "purpose": "freezer bekas, etalase, kompor, panci, bahan 2 minggu",
    "other_debts": "0",
    "training": "done",
    "training_of": "Tata boga, 12 September 2026",
    "paper.ktp": "done",
    "paper.kk": "done",
    "paper.nib_sku": "missing",
    "place": "Jakarta",
}

_Draft = tuple[str, Mapping[str, str | int | date | None], LedgerRef, Source]


def family_book(
    path: Path | None = None, *, practice: bool = False, name: str = "Nasi Uduk & Gorengan Bu Siti"
) -> Book:
    """The family's book before anything was written."""
    return house.create(
        path, kind="family", name="Keluarga Bu Siti", business=name, sector="kuliner", start=START, practice=practice
    )


def record_months(
    book: Book, *, household: bool = True, months: int = len(MONTHS), source: Source = "sheet", factor: int = 1
) -> None:
    """Write the first ``months`` months, amounts times ``factor``; without ``household`` only the business's side."""
    with book.write() as tx:
        business, family = ledger.ledgers(tx)[:2]
        drafts: list[_Draft] = []
        for nth, month in enumerate(MONTHS[:months]):

            def on(day: int, month: int = month) -> date:
                return date(2026, month, day)

            daily = SALES[nth] * 1_000 * factor // SELLING_DAYS
            drafts += [
                ("jual_tunai", {"amount": daily, "date": on(day)}, business, source)
                for day in range(1, SELLING_DAYS + 1)
            ]
            materials = MATERIALS[nth] * 1_000 * factor
            drafts.append(("beli_bahan", {"amount": materials, "date": on(2)}, business, "receipt"))
            drafts.append(("sewa_lapak", {"amount": 200_000 * factor, "date": on(3)}, business, "receipt"))
            drafts.append(("gas_listrik_air", {"amount": 100_000 * factor, "date": on(3)}, business, "receipt"))
            if household:
                spent = FAMILY[nth] * 1_000 * factor
                drafts.append(("belanja_dapur", {"amount": spent, "date": on(20)}, family, "sheet"))
                drafts.append(("upah_masuk", {"amount": 1_900_000 * factor, "date": on(25)}, family, "remembered"))
                if month in (6, 9):
                    drafts.append(("bansos_masuk", {"amount": 750_000, "date": on(10)}, family, "message"))
        recording.record_many(tx, drafts, today=TODAY)


def bu_siti(path: Path | None = None, *, practice: bool = False, answered: bool = True) -> Book:
    """The whole book: seven months, household and answers."""
    book = family_book(path, practice=practice)
    record_months(book)
    if answered:
        answer(book, ANSWERS)
    return book


def answer(book: Book, answers: Mapping[str, str]) -> None:
    """Answer what is asked for the business's loan."""
    with book.write() as tx:
        loans.answer(tx, ledger.default_ledger(tx), answers, today=TODAY)


def books_side(reader: Reader, today: date = TODAY) -> BookSide:
    """What the book says of the business."""
    return loans.read_books(reader, ledger.default_ledger(reader), today)


def ready(reader: Reader, amount: int = 6_000_000, periods: int = 12, today: date = TODAY) -> Readiness:
    """The request of the summary."""
    return loans.ready(books_side(reader, today), loans.find_lender("jakpreneur"), Rupiah(amount), periods)


def evening(day: date) -> Instant:
    """Eight in the evening of ``day``, Jakarta time."""
    return Instant(int(datetime(day.year, day.month, day.day, 13, tzinfo=UTC).timestamp()) * 1_000, 7 * 60)
