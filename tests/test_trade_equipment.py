"""The register of equipment: it agrees with its accounts, wear is entered once, what leaves takes its cost along."""

import random
from dataclasses import replace
from datetime import date

import pytest

from kpmbooks import house, recording, statements
from kpmbooks import ledger as books
from kpmbooks.book import Book
from kpmbooks.dates import Period
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import Rupiah
from kpmbooks.problems import Rejected
from kpmbooks.trade import equipment, equipment_acts
from kpmbooks.trade.equipment import Piece
from kpmbooks.trade.equipment_acts import NewPiece
from kpmbooks.trade.equipment_leaving import Leaving, let_go, name_piece, written_by_hand
from kpmbooks.trade.quantities import THOUSAND
from tests.books import own

START = date(2026, 1, 1)
NOVEMBER = date(2026, 11, 25)


@pytest.fixture
def book():
    with house.create(None, kind="group", name="KUBE Melati", sector="jasa", start=START) as made:
        yield made


def place(book: Book) -> LedgerRef:
    with book.read() as reader:
        return own(reader)


def buy(book: Book, amount: int, day: date, memo: str = "mesin cuci") -> int:
    with book.write() as tx:
        answers = {"amount": amount, "date": day, "memo": memo}
        return recording.record(tx, "beli_alat", answers, ledger=own(tx), today=NOVEMBER).posted[0].id


def washer(cost: int = 3_600_000, years: int | None = 3, **more) -> NewPiece:
    return NewPiece("Mesin cuci", "beli", date(2026, 1, 10), Rupiah(cost), years=years, **more)


def register(book: Book, entry: int, new: NewPiece) -> Piece:
    with book.write() as tx:
        return equipment_acts.add_piece(tx, own(tx), new, entry=entry)


def wear(book: Book, today: date = NOVEMBER) -> int:
    with book.write() as tx:
        return sum(int(one.amount) for one in equipment_acts.enter_wear(tx, own(tx), today=today))


def undo(book: Book) -> None:
    with book.write() as tx:
        recording.undo(tx, today=NOVEMBER)


def pieces(book: Book) -> tuple[Piece, ...]:
    with book.read() as reader:
        return equipment.pieces_of(reader, own(reader))


def accounts(book: Book) -> tuple[int, int, int]:
    """Cost of equipment, what was written off, and what was won (minus) or lost when it left."""
    with book.read() as reader:
        sums = books.sums_through(reader, own(reader).id, date.max)
        roles = books.accounts_by_role(reader, own(reader), ("peralatan", "akumulasi_penyusutan", "laba_rugi_alat"))
        net = {role: int(sums[one.id].net) if one.id in sums else 0 for role, one in roles.items()}
        return net.get("peralatan", 0), -net.get("akumulasi_penyusutan", 0), net.get("laba_rugi_alat", 0)


def holds(book: Book) -> bool:
    with book.read() as reader:
        return not house.check(reader).faults


def test_a_piece_stands_for_what_its_record_says_and_the_rest_is_told(book):
    entry = buy(book, 3_600_000, date(2026, 1, 10))
    piece = register(book, entry, washer(3_000_000))
    assert (piece.cost, piece.worn, piece.value, piece.gone) == (3_000_000, 0, 3_000_000, None)
    with book.read() as reader:
        assert equipment.unexplained(reader, own(reader)) == (600_000, 0)
        left = equipment.open_origins(reader, own(reader))
    assert [(one.entry, one.cost) for one in left] == [(entry, 600_000)]
    with pytest.raises(Rejected) as refused:
        register(book, entry, washer(600_001))
    assert [(one.code, one.field) for one in refused.value.problems] == [("piece-more-than-record", "cost")]
    assert len(pieces(book)) == 1
    assert holds(book)


def test_the_months_that_are_over_are_entered_once_in_one_act_and_undoing_lets_them_be_entered_again(book):
    register(book, buy(book, 3_600_000, date(2026, 1, 10)), washer())
    # 3.600.000 over 36 months: 100.000 a month from January (UU PPh, article 11 (3)); October is over, November is not
    assert wear(book) == 1_000_000
    assert accounts(book) == (3_600_000, 1_000_000, 0)
    assert pieces(book)[0].value == 2_600_000
    with pytest.raises(Rejected) as refused:
        wear(book)
    assert [one.code for one in refused.value.problems] == ["wear-none"]
    undo(book)
    assert accounts(book) == (3_600_000, 0, 0)
    assert wear(book) == 1_000_000
    assert wear(book, date(2026, 11, 30)) == 100_000
    assert holds(book)


def test_wear_comes_to_the_cost_and_stops_there(book):
    register(book, buy(book, 1_000_000, date(2026, 1, 10)), washer(1_000_000, 3))
    assert wear(book, date(2035, 6, 1)) == 1_000_000
    assert pieces(book)[0].value == 0
    with book.read() as reader:
        assert equipment.wear_due(reader, own(reader), date(2040, 1, 1)) == ()
    assert holds(book)


def test_each_month_is_a_record_of_its_last_day_that_says_what_wore_off(book):
    first = buy(book, 3_600_000, date(2026, 8, 3))
    register(book, first, NewPiece("Mesin cuci", "beli", date(2026, 8, 3), Rupiah(2_400_000), years=2))
    register(book, first, NewPiece("Setrika", "beli", date(2026, 9, 1), Rupiah(1_200_000), years=1))
    assert wear(book) == 3 * 100_000 + 2 * 100_000
    with book.read() as reader:
        period = Period(date(2026, 8, 4), NOVEMBER)
        entries = books.journal_page(reader, own(reader), period, 0, 10)
        told = [(entry.day, entry.memo, int(entry.postings[0].amount)) for entry in entries]
    assert told == [
        (date(2026, 8, 31), "Agustus 2026: Mesin cuci", 100_000),
        (date(2026, 9, 30), "September 2026: Mesin cuci, Setrika", 200_000),
        (date(2026, 10, 31), "Oktober 2026: Mesin cuci, Setrika", 200_000),
    ]


def test_months_in_a_closed_period_are_entered_on_its_first_open_day_and_never_again(book):
    register(book, buy(book, 3_600_000, date(2026, 1, 10)), washer())
    with book.write() as tx:
        books.close_period(tx, own(tx), date(2026, 9, 30))
    assert wear(book) == 1_000_000
    with book.read() as reader:
        assert equipment.wear_due(reader, own(reader), NOVEMBER) == ()
        days = {
            entry.day for entry in books.journal_page(reader, own(reader), Period(date(2026, 2, 1), NOVEMBER), 0, 20)
        }
    assert days == {date(2026, 10, 1), date(2026, 10, 31)}
    assert holds(book)


def test_what_was_there_before_the_book_wears_off_from_its_start_on(book):
    with book.write() as tx:
        recorded = recording.record(tx, "saldo_awal", {"tools": 1_200_000}, ledger=own(tx), today=START)
    old = NewPiece("Gerobak", "modal", date(2022, 5, 1), Rupiah(1_200_000), years=2)
    piece = register(book, recorded.posted[0].id, old)
    assert (piece.acquired, piece.begins) == (date(2022, 5, 1), START)
    assert wear(book) == 10 * 50_000


def test_a_piece_that_is_in_no_record_is_recorded_with_it_in_one_act(book):
    cart = NewPiece("Gerobak", "bantuan", date(2026, 3, 1), Rupiah(900_000), years=3)
    with book.write() as tx:
        equipment_acts.record_piece(tx, own(tx), cart, today=NOVEMBER)
    assert accounts(book) == (900_000, 0, 0)
    assert [(one.name, one.origin, one.cost) for one in pieces(book)] == [("Gerobak", "bantuan", 900_000)]
    undo(book)
    assert accounts(book) == (0, 0, 0)
    assert pieces(book) == ()
    assert holds(book)


def test_what_is_sold_takes_cost_and_wear_out_of_the_book_and_the_rest_is_won_or_lost(book):
    piece = register(book, buy(book, 3_600_000, date(2026, 1, 10)), washer())
    with book.write() as tx:
        leaving = Leaving(date(2026, 7, 15), Rupiah(3_200_000))
        let_go(tx, own(tx), piece, leaving, today=NOVEMBER)
    # January to June wore off 600.000; 3.000.000 are left, sold for 3.200.000
    assert accounts(book) == (0, 0, -200_000)
    assert [(one.gone, one.cost) for one in pieces(book)] == [(date(2026, 7, 15), 0)]
    with book.read() as reader:
        assert equipment.wear_due(reader, own(reader), NOVEMBER) == ()
    assert holds(book)
    undo(book)
    assert accounts(book) == (3_600_000, 0, 0)
    assert [(one.gone, one.cost) for one in pieces(book)] == [(None, 3_600_000)]
    assert wear(book) == 1_000_000
    assert holds(book)


# Cost, residual value, years, bought on, sold on, for how much; then what was written off and won.
PUBLISHED = [
    # "Copy of disposal homework", equipment of 22.000 held from year A to the end of year C (in thousands here):
    # pdfcoke.com/documents/copy-of-disposal-homework-problem-solution-6v3rw2x9moe2
    (22_000_000, 2_000_000, 4, date(2023, 1, 1), date(2025, 12, 31), 8_000_000, 15_000_000, 1_000_000),
    (22_000_000, 2_000_000, 4, date(2023, 1, 1), date(2025, 12, 31), 5_000_000, 15_000_000, -2_000_000),
    # A machine of 25.200.000 sold after five of ten years for 13.500.000: id.scribd.com/document/502729195
    (25_200_000, 1_200_000, 10, date(2020, 1, 1), date(2025, 1, 1), 13_500_000, 12_000_000, 300_000),
]


@pytest.mark.parametrize(("cost", "residual", "years", "bought", "sold", "price", "worn", "won"), PUBLISHED)
def test_published_disposals(cost, residual, years, bought, sold, price, worn, won):
    with house.create(None, kind="group", name="KUBE Melati", start=date(2020, 1, 1)) as book:
        with book.write() as tx:
            place = own(tx)
            new = NewPiece("Mesin", "beli", bought, Rupiah(cost), years=years, residual=Rupiah(residual))
            piece = equipment_acts.record_piece(tx, place, new, today=NOVEMBER)
            let_go(tx, place, piece, Leaving(sold, Rupiah(price)), today=NOVEMBER)
            written_off = books.sums_through(tx, place.id, date.max)
            account = books.accounts_by_role(tx, place, ("penyusutan",))["penyusutan"]
            assert int(written_off[account.id].net) == worn
        assert accounts(book) == (0, 0, -won)


# Ebook Akuntansi Keuangan, cases 16 and 17 (PT Laksmana, PT Anila): furniture of 60.000.000, 41.000.000 written off at
# the start of the year and 8.000.000 for its first half; online.flipbuilder.com/apff/wgmn, page 62.
@pytest.mark.parametrize(("price", "won"), [(16_000_000, 5_000_000), (9_000_000, -2_000_000)])
def test_a_published_sale_that_is_recorded_by_hand(book, price, won):
    with book.write() as tx:
        place = own(tx)
        for kind, answers in (
            ("beli_alat", {"amount": 60_000_000}),
            ("penyusutan_alat", {"amount": 41_000_000}),
            ("penyusutan_alat", {"amount": 8_000_000}),
            ("jual_alat", {"amount": price, "cost": 60_000_000, "worn": 49_000_000}),
        ):
            recording.record(tx, kind, {**answers, "date": date(2026, 7, 1)}, ledger=place, today=NOVEMBER)
    assert accounts(book) == (0, 0, -won)
    with book.read() as reader:
        flows = statements.cash_flow(reader, own(reader), Period(START, NOVEMBER))
        assert int(flows.investing) == price - 60_000_000


def test_what_broke_is_lost_for_what_was_left_of_it(book):
    piece = register(book, buy(book, 3_600_000, date(2026, 1, 10)), washer())
    wear(book)
    with book.write() as tx:
        let_go(tx, own(tx), piece_now(tx), Leaving(NOVEMBER, note="jatuh"), today=NOVEMBER)
    assert accounts(book) == (0, 0, 2_600_000)
    assert piece.uid == pieces(book)[0].uid
    assert holds(book)


def test_some_of_several_leave_with_their_part_of_cost_and_wear_and_come_back_when_undone(book):
    three = replace(washer(), name="Meja", quantity=3 * THOUSAND, unit="buah")
    register(book, buy(book, 3_600_000, date(2026, 1, 10)), three)
    with book.write() as tx:
        leaving = Leaving(date(2026, 7, 15), Rupiah(1_100_000), quantity=THOUSAND)
        let_go(tx, own(tx), piece_now(tx), leaving, today=NOVEMBER)
    # Half a year of 36 months wore off 600.000: 200.000 of each. One of 1.200.000 sold for 1.100.000: won 100.000.
    assert accounts(book) == (2_400_000, 400_000, -100_000)
    [two] = pieces(book)
    assert (two.quantity, two.left, two.gone) == (2 * THOUSAND, THOUSAND, None)
    # The other two go on wearing off what two of them do, 800.000 a year: July and August 66.667, then 66.666.
    assert wear(book, date(2026, 11, 20)) == 266_666
    assert holds(book)
    undo(book)
    undo(book)
    assert accounts(book) == (3_600_000, 0, 0)
    assert [(one.quantity, one.left) for one in pieces(book)] == [(3 * THOUSAND, 0)]


def test_the_last_of_several_take_what_is_left(book):
    seven = replace(washer(cost=1_000_000, years=None), quantity=7 * THOUSAND)
    register(book, buy(book, 1_000_000, date(2026, 1, 10)), seven)
    for count in (2, 4, 1):
        with book.write() as tx:
            let_go(tx, own(tx), piece_now(tx), Leaving(date(2026, 7, 15), quantity=count * THOUSAND), today=NOVEMBER)
    assert accounts(book) == (0, 0, 1_000_000)
    assert [(one.gone, one.cost) for one in pieces(book)] == [(date(2026, 7, 15), 0)]
    assert holds(book)


@pytest.mark.parametrize("count", [-1, 0, 4_000])
def test_more_than_there_are_or_none_of_them_cannot_leave(book, count):
    register(book, buy(book, 3_600_000, date(2026, 1, 10)), replace(washer(), quantity=3 * THOUSAND))
    with pytest.raises(Rejected) as refused, book.write() as tx:
        let_go(tx, own(tx), piece_now(tx), Leaving(NOVEMBER, quantity=count), today=NOVEMBER)
    assert [(one.code, one.field) for one in refused.value.problems] == [("piece-not-so-many", "quantity")]


def test_changing_what_is_said_of_several_after_some_left_changes_no_number(book):
    three = replace(washer(), quantity=3 * THOUSAND, residual=Rupiah(300_000))
    register(book, buy(book, 3_600_000, date(2026, 1, 10)), three)
    with book.write() as tx:
        let_go(tx, own(tx), piece_now(tx), Leaving(date(2026, 2, 1), quantity=THOUSAND), today=NOVEMBER)
    with book.write() as tx:
        two = piece_now(tx)
        new = replace(three, name="Meja panjang", quantity=two.quantity, residual=two.residual)
        equipment_acts.change_piece(tx, own(tx), two, new)
    [two] = pieces(book)
    assert (two.name, two.quantity, two.residual) == ("Meja panjang", 2 * THOUSAND, 200_000)


def test_a_sale_by_hand_is_told_until_its_piece_is_named_and_then_says_what_the_register_knows(book):
    register(book, buy(book, 3_600_000, date(2026, 1, 10)), washer())
    wear(book, date(2026, 3, 20))  # 200.000
    with book.write() as tx:
        said = {"amount": 3_000_000, "cost": 3_500_000, "memo": "mesin", "date": date(2026, 3, 21)}
        sold = recording.record(tx, "jual_alat", said, ledger=own(tx), today=NOVEMBER)
    with book.read() as reader:
        [told] = written_by_hand(reader, own(reader))
        assert (told.number, told.cost, told.worn) == (sold.number, 3_500_000, 0)
        assert int(equipment.unexplained(reader, own(reader)).cost) == -3_500_000
    with book.write() as tx:
        name_piece(tx, own(tx), told.entry, piece_now(tx), today=NOVEMBER)
    with book.read() as reader:
        assert written_by_hand(reader, own(reader)) == ()
        assert equipment.unexplained(reader, own(reader)) == (0, 0)
    # 3.400.000 were left of it in the book.
    assert accounts(book) == (0, 0, 400_000)
    assert [one.gone for one in pieces(book)] == [date(2026, 3, 21)]
    assert holds(book)
    undo(book)
    with book.read() as reader:
        assert [int(one.cost) for one in written_by_hand(reader, own(reader))] == [3_500_000], "undone: asked again"


def test_a_sale_by_hand_that_was_taken_back_is_not_asked_about(book):
    register(book, buy(book, 3_600_000, date(2026, 1, 10)), washer())
    with book.write() as tx:
        said = {"cost": 3_600_000, "date": date(2026, 3, 21)}
        lost = recording.record(tx, "alat_rusak", said, ledger=own(tx), today=NOVEMBER)
        recording.reverse(tx, lost.number, today=NOVEMBER)
    with book.read() as reader:
        assert written_by_hand(reader, own(reader)) == ()


def test_a_corrected_leaving_still_says_how_many_left(book):
    register(book, buy(book, 3_600_000, date(2026, 1, 10)), replace(washer(years=None), quantity=3 * THOUSAND))
    with book.write() as tx:
        leaving = Leaving(date(2026, 7, 15), Rupiah(1_100_000), quantity=THOUSAND)
        done = let_go(tx, own(tx), piece_now(tx), leaving, today=NOVEMBER)
    with book.write() as tx:
        answers = {"amount": 1_000_000, "cost": 1_200_000, "memo": "meja"}
        recording.correct(tx, done.number, "jual_alat", answers, today=NOVEMBER)
    assert [(one.quantity, one.cost) for one in pieces(book)] == [(2 * THOUSAND, 2_400_000)]
    assert accounts(book) == (2_400_000, 0, 200_000)
    assert holds(book)


def piece_now(tx) -> Piece:
    return equipment.pieces_of(tx, own(tx))[0]


def test_a_purchase_that_is_taken_back_takes_its_piece_along_and_one_that_wore_off_is_kept(book):
    entry = buy(book, 3_600_000, date(2026, 1, 10))
    register(book, entry, washer())
    with book.read() as reader:
        number = books.read_entry(reader, entry).number
    wear(book)
    with pytest.raises(Rejected) as refused, book.write() as tx:
        recording.reverse(tx, number, today=NOVEMBER)
    assert [one.code for one in refused.value.problems] == ["piece-written-off"]
    assert accounts(book) == (3_600_000, 1_000_000, 0)
    undo(book)
    with book.write() as tx:
        recording.reverse(tx, number, today=NOVEMBER)
    assert pieces(book) == ()
    undo(book)
    assert [one.cost for one in pieces(book)] == [3_600_000]
    assert holds(book)


def test_a_corrected_purchase_keeps_its_pieces(book):
    entry = buy(book, 3_600_000, date(2026, 1, 10))
    register(book, entry, washer(2_400_000))
    register(book, entry, NewPiece("Setrika", "beli", date(2026, 1, 10), Rupiah(1_200_000)))
    with book.read() as reader:
        number = books.read_entry(reader, entry).number
    with book.write() as tx:
        recording.correct(tx, number, "beli_alat", {"amount": 3_000_000}, today=NOVEMBER)
    assert [(one.name, one.cost) for one in pieces(book)] == [("Mesin cuci", 2_000_000), ("Setrika", 1_000_000)]
    assert holds(book)
    undo(book)
    assert [one.cost for one in pieces(book)] == [2_400_000, 1_200_000]
    assert holds(book)


def test_a_borrowed_tool_is_listed_without_cost_and_goes_back(book):
    oven = NewPiece("Oven", "pinjam", date(2026, 2, 1), Rupiah(800_000), owner="Bu Ratna")
    with book.write() as tx:
        piece = equipment_acts.record_piece(tx, own(tx), oven, today=NOVEMBER)
    assert (piece.cost, piece.worth, piece.owner) == (0, 800_000, "Bu Ratna")
    assert accounts(book) == (0, 0, 0)
    with book.write() as tx:
        equipment_acts.give_back(tx, own(tx), piece, NOVEMBER, today=NOVEMBER)
    assert [one.gone for one in pieces(book)] == [NOVEMBER]
    undo(book)
    assert [one.gone for one in pieces(book)] == [None]
    assert holds(book)


def test_a_piece_put_in_by_mistake_is_taken_out_and_its_record_stays(book):
    entry = buy(book, 3_600_000, date(2026, 1, 10))
    piece = register(book, entry, washer())
    with book.write() as tx:
        equipment_acts.remove_piece(tx, own(tx), piece)
    assert pieces(book) == ()
    assert accounts(book) == (3_600_000, 0, 0)
    register(book, entry, washer())
    wear(book)
    with pytest.raises(Rejected, match="piece-has-records"), book.write() as tx:
        equipment_acts.remove_piece(tx, own(tx), piece_now(tx))
    assert holds(book)


@pytest.mark.parametrize(
    ("changed", "code", "field"),
    [
        ({"cost": 0}, "depreciation-cost", "cost"),
        ({"cost": -5}, "depreciation-cost", "cost"),
        ({"name": " "}, "piece-name", "name"),
        ({"quantity": 0}, "stock-nothing", "quantity"),
        ({"worn": Rupiah(4_000_000)}, "piece-worn-more", "worn"),
        ({"years": 0}, "depreciation-years", "years"),
        ({"residual": Rupiah(3_600_000)}, "depreciation-residual", "residual"),
    ],
)
def test_what_no_piece_can_be_is_said_at_its_field_and_nothing_is_written(book, changed, code, field):
    entry = buy(book, 3_600_000, date(2026, 1, 10))
    said = {"name": "Mesin cuci", "cost": 3_600_000, "years": 3, **changed}
    new = NewPiece(origin="beli", acquired=date(2026, 1, 10), **{**said, "cost": Rupiah(said["cost"])})
    with pytest.raises(Rejected) as refused:
        register(book, entry, new)
    assert (code, field) in {(one.code, one.field) for one in refused.value.problems}
    assert pieces(book) == ()


def test_a_household_has_no_register(book):
    with house.create(None, kind="family", name="Keluarga Contoh", start=START) as made, made.write() as tx:
        home = books.ledgers(tx)[1]
        with pytest.raises(Rejected, match="equipment-not-here"):
            equipment_acts.enter_wear(tx, home, today=NOVEMBER)
        with pytest.raises(Rejected, match="equipment-not-here"):
            equipment_acts.record_piece(tx, home, washer(), today=NOVEMBER)


ACTS = ("buy", "buy", "wear", "leave", "name", "undo", "correct", "reverse", "change")


@pytest.mark.parametrize("seed", range(4))
def test_the_register_is_what_its_accounts_say_after_every_act(book, seed):
    chance = random.Random(seed)
    ledger = place(book)
    done = 0
    for _act in range(25):
        act, today = chance.choice(ACTS), date(2026, chance.randint(1, 12), 20)
        try:
            with book.write() as tx:
                _do(tx, ledger, act, today, chance.randint(1, 5_000_000), chance.randint(1, 6))
                done += 1
        except Rejected:
            pass
        found = pieces(book)
        with book.read() as reader:
            assert equipment.unexplained(reader, ledger) == (0, 0)
        assert all(0 <= one.worn <= one.cost and one.quantity > 0 for one in found)
        assert (sum(one.cost for one in found), sum(one.worn for one in found)) == accounts(book)[:2]
    assert done >= 10
    assert holds(book)


def _do(tx, ledger, act, today, amount, years):
    there = [one for one in equipment.pieces_of(tx, ledger) if one.gone is None]
    match act:
        case "buy":
            new = NewPiece("Alat", "beli", today, Rupiah(amount), years=years, quantity=years * THOUSAND)
            equipment_acts.record_piece(tx, ledger, new, today=NOVEMBER)
        case "wear":
            equipment_acts.enter_wear(tx, ledger, today=today)
        case "leave" if there:
            leaving = Leaving(today, Rupiah(amount if years % 2 else 0), quantity=THOUSAND if amount % 3 else None)
            let_go(tx, ledger, there[amount % len(there)], leaving, today=NOVEMBER)
        case "name" if there:
            said = {"amount": amount, "cost": amount, "date": today}
            sold = recording.record(tx, "jual_alat", said, ledger=ledger, today=NOVEMBER)
            name_piece(tx, ledger, sold.posted[0].id, there[amount % len(there)], today=NOVEMBER)
        case "undo":
            recording.undo(tx, today=NOVEMBER)
        case "change" if there:
            piece = there[amount % len(there)]
            new = NewPiece("Alat", "beli", piece.acquired, piece.cost, years=years, quantity=piece.quantity)
            equipment_acts.change_piece(tx, ledger, piece, new)
        case "correct" | "reverse" if there:
            piece = there[amount % len(there)]
            number = books.read_entry(tx, piece.entry).number
            if act == "reverse":
                recording.reverse(tx, number, today=NOVEMBER)
            else:
                recording.correct(tx, number, "beli_alat", {"amount": amount}, today=NOVEMBER)
