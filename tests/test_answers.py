"""Reading a person's answers: every problem at once and at its field, never a traceback."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpmbooks.money import LIMIT, Rupiah
from kpmbooks.problems import Problem, Question
from kpmbooks.recording.kinds import Answered, Kind, answer, load_kinds

TODAY = date(2026, 11, 23)
KINDS = load_kinds()

# A kind of our own, with a number of things: no kind of the program has one yet.
COUNTING = load_kinds("""
[kind.jual_banyak]
name = "Jual banyak"
example = "Ibu Sari menjual 20 bakwan."
picture = "coins"
side = "in"
ledgers = ["usaha"]
fields = [
  { name = "pieces", type = "count", label = "Berapa buah?" },
  { name = "price", type = "amount", label = "Harga satuannya?" },
]
amounts = { total = "pieces × price" }
postings = [{ debit = "kas", credit = "penjualan", amount = "total" }]
""")["jual_banyak"]


def read(kind: str = "jual_tunai", ledger: str = "usaha", **answers: str | int | date | None) -> Answered:
    result = answer(KINDS[kind], answers, today=TODAY, ledger=ledger)
    assert isinstance(result, Answered), result
    return result


def problems(
    kind: str = "jual_tunai", ledger: str = "usaha", **answers: str | int | date | None
) -> tuple[Problem, ...]:
    result = answer(KINDS[kind], answers, today=TODAY, ledger=ledger)
    assert isinstance(result, tuple), result
    return result


def codes(found: tuple[Problem, ...]) -> list[tuple[str, str | None]]:
    return [(problem.code, problem.field) for problem in found]


def test_answers_are_read_as_people_write_them() -> None:
    record = read(amount="12 x 3.500", memo="  bakwan \t dan\ntahu ", date="kemarin")
    assert record.amounts == {"amount": Rupiah(42_000), "cost": Rupiah(0)}
    assert isinstance(record.amounts["amount"], Rupiah)
    assert record.memo == "bakwan dan tahu"
    assert record.day == date(2026, 11, 22)
    assert record.party is None


def test_figures_and_days_are_taken_as_they_are() -> None:
    record = read(amount=5_000, date=date(2026, 1, 5))
    assert (record.amounts["amount"], record.day) == (5_000, date(2026, 1, 5))


def test_a_day_that_is_not_answered_is_today() -> None:
    assert read(amount=1, date=" ").day == read(amount=1).day == TODAY


def test_a_box_that_is_left_alone_is_the_kinds_own() -> None:
    record = read("tabungan_masuk", "kelompok", amount=10_000, party="Ibu Yanti")
    assert record.boxes == {}
    assert [(leg.debit_role, leg.credit_role) for leg in record.legs] == [("kas_tabungan", "tabungan_anggota")]
    assert record.party == "Ibu Yanti"


def test_a_box_that_was_chosen_is_left_to_whoever_knows_the_accounts() -> None:
    record = read("pindah_uang", "kelompok", amount=10_000, to=" Bank  tabungan ")
    assert record.boxes == {"to": "Bank tabungan"}
    assert [(leg.debit_role, leg.credit_role) for leg in record.legs] == [("@to", "kas")]


def test_every_problem_is_named_at_once_at_its_field() -> None:
    found = problems("terima_pinjaman", amount="banyak", kept_back="-5000", date="31/2", tabungan="1", party="x" * 501)
    assert codes(found)[0] == ("field-unknown", "tabungan")
    assert {problem.field for problem in found} == {"tabungan", "amount", "kept_back", "date", "party"}
    assert ("field-negative", "kept_back") in codes(found)
    assert ("field-too-long", "party") in codes(found)


def test_a_required_answer_that_is_missing_is_asked_for() -> None:
    assert codes(problems(memo="kue")) == [("field-missing", "amount")]
    assert codes(problems(amount=" ")) == [("field-missing", "amount")]
    assert codes(problems(amount=None)) == [("field-missing", "amount")]


def test_what_can_be_read_in_two_ways_stays_a_question() -> None:
    (found,) = problems(amount="1.5")
    assert isinstance(found, Question)
    assert found.field == "amount"
    assert len(found.choices) == 2


def test_what_another_ledger_is_asked_is_refused_here_unless_it_is_nothing() -> None:
    assert codes(problems("tutup_lapak", "kelompok", drawer=9, family=1)) == [("field-not-here", "family")]
    for nothing in (0, "0", "", None):
        assert read("tutup_lapak", "kelompok", drawer=9, family=nothing).amounts["cash_sales"] == 9
    with pytest.raises(KeyError):
        read("tutup_lapak", "kelompok", drawer=9).amounts["family"]


def test_a_kind_is_not_recorded_where_it_does_not_belong() -> None:
    assert codes(problems("ambil_untuk_keluarga", "kelompok", amount=1)) == [("kind-not-here", None)]


def test_a_refusal_speaks_the_language_that_was_asked_for() -> None:
    (found,) = problems("belanja_pasar", amount=10, kitchen=11)
    assert found.message.startswith("Bagian dapur lebih besar")
    english = answer(KINDS["belanja_pasar"], {"amount": 10, "kitchen": 11}, today=TODAY, ledger="usaha", language="en")
    assert isinstance(english, tuple)
    assert english[0].message.startswith("The kitchen's part is larger")
    assert english[0].code == found.code == "materials-negative"


def test_nothing_is_not_a_record() -> None:
    assert codes(problems(amount="0")) == [("nothing-to-record", None)]
    assert codes(problems("saldo_awal")) == [("nothing-to-record", None)]
    assert codes(problems("tutup_lapak", drawer="50rb", float="50rb")) == [("nothing-to-record", None)]


def test_a_leg_of_zero_is_left_out() -> None:
    record = read("jual_belum_dibayar", amount=10, paid=10)
    assert [(leg.debit_role, leg.amount) for leg in record.legs] == [("kas", 10)]
    assert record.amounts == {"amount": 10, "paid": 10, "owed": 0, "cost": 0}


def test_a_record_that_adds_up_beyond_the_limit_is_refused() -> None:
    assert codes(problems("tutup_lapak", drawer=int(LIMIT), bon=int(LIMIT))) == [("amount-too-large", None)]
    assert codes(problems(amount=int(LIMIT) + 1)) == [("amount-too-large", "amount")]


def test_a_text_of_invisible_letters_is_no_text() -> None:
    assert read(amount=1, memo="\u200b \u2060\x07").memo is None
    assert read("pindah_uang", amount=1, to="\u200b").boxes == {}


def test_a_text_keeps_its_letters_in_one_form() -> None:
    assert read(amount=1, memo="cafe\u0301").memo == "caf\u00e9"
    assert len(read(amount=1, memo="x" * 500).memo or "") == 500


@pytest.mark.parametrize(("written", "pieces"), [("20", 20), (20, 20), (" 7 ", 7), ("1000000", 1_000_000), ("", 0)])
def test_a_number_of_things_is_counted_in_whole_figures(written: str | int, pieces: int) -> None:
    result = answer(COUNTING, {"pieces": written, "price": 500}, today=TODAY, ledger="usaha")
    if pieces == 0:
        assert isinstance(result, tuple)
        return
    assert isinstance(result, Answered)
    assert result.counts == {"pieces": pieces}
    assert result.amounts == {"price": 500, "total": pieces * 500}


@pytest.mark.parametrize("written", ["dua", "1,5", "-3", -3, "1000001", "²", "１", "9" * 5000])
def test_what_is_no_number_of_things_is_refused(written: str | int) -> None:
    result = answer(COUNTING, {"pieces": written, "price": 500}, today=TODAY, ledger="usaha")
    assert isinstance(result, tuple)
    assert codes(result) == [("count-unreadable", "pieces")]


@given(
    st.sampled_from(list(KINDS.values())),
    st.sampled_from(["kelompok", "usaha", "keluarga"]),
    st.dictionaries(
        st.sampled_from(["amount", "memo", "date", "party", "box", "from", "drawer", "float", "paid", "kitchen", "x"]),
        st.one_of(st.text(max_size=20), st.integers(), st.dates(), st.none(), st.sampled_from(["250rb", "5/1", "Kas"])),
        max_size=6,
    ),
)
def test_whatever_is_typed_gives_a_record_or_named_problems(
    kind: Kind, ledger: str, answers: dict[str, str | int | date | None]
) -> None:
    result = answer(kind, answers, today=TODAY, ledger=ledger)
    if isinstance(result, Answered):
        assert all(0 < leg.amount <= LIMIT for leg in result.legs)
    else:
        assert result
        assert all(problem.code and problem.message for problem in result)
