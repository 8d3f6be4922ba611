"""schedule: published loan tables row by row, the contract's keys, days of payment, and every refusal."""

from decimal import Decimal

import pytest

from tests.command_line.calling import Say
from tests.loan_tables import BY_DAYS, PRINTED, Printed

LOAN = ("schedule", "--amount", "12jt", "--rate", "6", "--periods", "12", "--method", "flat")


@pytest.mark.parametrize("printed", PRINTED.values(), ids=PRINTED)
def test_every_row_is_that_of_the_printed_table(say: Say, printed: Printed) -> None:
    answer = say("schedule", *printed.words.split(), "--json")
    assert (answer.code, answer.err) == (0, "")
    rows = answer.json["rows"]
    for number, instalment, principal, interest in printed.rows:
        row = rows[number - 1]
        assert row["n"] == number
        assert instalment is None or abs(row["instalment"] - instalment) <= 1
        assert abs(row["principal"] - principal) <= 1
        assert abs(row["interest"] - interest) <= 1
    for number, balance in printed.balances:
        assert abs(rows[number - 1]["balance"] - balance) <= 1
    assert rows[-1]["balance"] == 0


def test_a_rate_that_changes_is_worked_out_anew_as_printed(say: Say) -> None:
    # A planner's sheet for a home loan: 400 million, 15 years, 4 % for three and 11 % for twelve years;
    # scribd.com/document/709357747. It keeps the cents, so what is owed drifts by some rupiah until the change.
    words = "--amount 400jt --rate 4 --periods 180 --method annuity --rate-from 37:11"
    told = say("schedule", *words.split(), "--json").json
    rows = told["rows"]
    printed = [(1_333_333, 1_625_418), (1_327_915, 1_630_836), (1_322_479, 1_636_273), (1_317_025, 1_641_727)]
    for row, (interest, principal) in zip(rows, printed, strict=False):
        assert row["instalment"] == 2_958_752
        assert abs(row["interest"] - interest) <= 1
        assert abs(row["principal"] - principal) <= 1
    assert abs(rows[35]["balance"] - 337_938_987) <= 40
    assert {row["instalment"] for row in rows[36:-1]} == {4_236_252}
    assert abs(sum(row["interest"] for row in rows[:36]) - 44_454_048) <= 40
    assert abs(told["totals"]["interest"] - 316_535_340) <= 180  # half a rupiah a row, and the last carries it
    assert rows[-1]["balance"] == 0


@pytest.mark.parametrize(
    ("words", "effective"),
    [
        # The Financial Services Authority's (OJK) example: flat 17 % over a year is 30,03 % effective.
        ("--amount 12jt --rate 17 --periods 12 --method flat", Decimal("30.03")),
        # Domain facts 4.7, computed: flat rates and what they cost.
        ("--amount 10jt --rate 6 --periods 12 --method flat", Decimal("10.9")),
        ("--amount 10jt --rate 7 --periods 18 --method flat", Decimal("12.9")),
        ("--amount 10jt --rate 18 --periods 24 --method flat", Decimal("31.5")),
        # An annuity and a declining loan cost what they say; one without interest costs nothing.
        ("--amount 100jt --rate 9.5 --periods 36 --method annuity", Decimal("9.5")),
        ("--amount 100jt --rate 24 --periods 10 --method declining", Decimal("24")),
        ("--amount 1200000 --rate 0 --periods 12 --method annuity", Decimal("0")),
        # Nine tenths are handed out and all is due after one month: a ninth a month.
        ("--amount 900rb --rate 0 --periods 1 --method flat --deduct 90rb", Decimal("133.33")),
    ],
)
def test_the_effective_rate_is_that_which_is_published(say: Say, words: str, effective: Decimal) -> None:
    told = Decimal(str(say("schedule", *words.split(), "--json").json["effective_rate"]))
    places = Decimal(1).scaleb(effective.as_tuple().exponent)  # type: ignore[arg-type]
    assert told.quantize(places) == effective


@pytest.mark.parametrize(
    ("periods", "flat", "instalment", "effective"),
    [
        # Citibank ReadyCredit, 20 million: instalment, and effective percent a month (citibank.co.id, installment.htm)
        (12, "20.16", 2_002_667, "2.95"),
        (18, "20.16", 1_447_111, "2.94"),
        (24, "18", 1_133_333, "2.62"),
        (30, "18", 966_667, "2.59"),
        (36, "18", 855_556, "2.55"),
    ],
)
def test_a_banks_list_of_flat_loans_has_our_instalments_and_effective_rates(
    say: Say, periods: int, flat: str, instalment: int, effective: str
) -> None:
    words = f"--amount 20jt --rate {flat} --periods {periods} --method flat --json"
    told = say("schedule", *words.split()).json
    assert told["rows"][0]["instalment"] == instalment
    assert abs(Decimal(str(told["effective_rate"])) / 12 - Decimal(effective)) <= Decimal("0.005")


def test_the_answer_has_the_keys_of_the_contract(say: Say) -> None:
    words = "--amount 3jt --rate 12,5 --periods 3 --method declining --start 31/1/2026 --deduct 100rb --grace 1"
    assert say("schedule", *words.split(), "--json").json == {
        "principal": 3_000_000,
        "received": 2_900_000,
        "rate": 12.5,
        "method": "declining",
        "every": "month",
        "rows": [
            {
                "n": 1,
                "date": "2026-02-28",
                "instalment": 31_250,
                "principal": 0,
                "interest": 31_250,
                "balance": 3_000_000,
            },
            {
                "n": 2,
                "date": "2026-03-31",
                "instalment": 1_531_250,
                "principal": 1_500_000,
                "interest": 31_250,
                "balance": 1_500_000,
            },
            {
                "n": 3,
                "date": "2026-04-30",
                "instalment": 1_515_625,
                "principal": 1_500_000,
                "interest": 15_625,
                "balance": 0,
            },
        ],
        "totals": {"instalment": 3_078_125, "principal": 3_000_000, "interest": 78_125},
        "effective_rate": pytest.approx(29.205034, abs=1e-6),
    }


def test_without_a_start_there_are_no_days(say: Say) -> None:
    told = say(*LOAN, "--json").json
    assert {row["date"] for row in told["rows"]} == {None}
    assert (told["rate"], told["received"]) == (6, 12_000_000)


@pytest.mark.parametrize(
    ("start", "every", "days"),
    [
        ("2026-01-29", "month", ["2026-02-28", "2026-03-29", "2026-04-29"]),
        ("2026-01-30", "month", ["2026-02-28", "2026-03-30", "2026-04-30"]),
        ("2028-01-31", "month", ["2028-02-29", "2028-03-31", "2028-04-30"]),
        ("2026-11-30", "month", ["2026-12-30", "2027-01-30", "2027-02-28"]),
        ("2026-12-28", "two-weeks", ["2027-01-11", "2027-01-25", "2027-02-08"]),
        ("2028-02-22", "week", ["2028-02-29", "2028-03-07", "2028-03-14"]),
        ("2026-12-30", "day", ["2026-12-31", "2027-01-01", "2027-01-02"]),
        ("31/12/2199", "month", ["2200-01-31", "2200-02-28", "2200-03-31"]),
    ],
)
def test_instalments_fall_due_one_period_after_another(say: Say, start: str, every: str, days: list[str]) -> None:
    words = f"--amount 3jt --rate 6 --periods 3 --method annuity --start {start} --every {every} --json"
    told = say("schedule", *words.split()).json
    assert [row["date"] for row in told["rows"]] == days
    assert told["every"] == every


def test_a_periods_rate_is_the_12th_26th_52nd_or_365th_part(say: Say) -> None:
    for every, part in (("month", 12), ("two-weeks", 26), ("week", 52), ("day", 365)):
        words = f"--amount 365000000 --rate 36.5 --periods 2 --method annuity --every {every} --json"
        interest = say("schedule", *words.split()).json["rows"][0]["interest"]
        assert abs(interest - Decimal(365_000_000) * Decimal("0.365") / part) <= Decimal("0.5")


def test_interest_by_days_follows_the_calendar_also_through_a_leap_year(say: Say) -> None:
    words = "--amount 36500000 --rate 10 --periods 12 --method annuity --start 31/10/2027 --daily --json"
    told = say("schedule", *words.split()).json
    days = [30, 31, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31]  # from 31 October to 31 October of a leap year
    owed = 36_500_000
    for row, length in zip(told["rows"], days, strict=True):
        assert abs(row["interest"] - Decimal(owed) * length / 3650) <= Decimal("0.5")
        owed = row["balance"]
    # 36,5 million at 10 % over a year: the plain annuity, whatever the months' lengths
    assert {row["instalment"] for row in told["rows"][:-1]} == {3_208_930}
    assert sum(days) == 366
    assert owed == 0


@pytest.mark.parametrize(("month", "owed", "interest"), BY_DAYS)
def test_a_month_by_days_bears_the_interest_that_a_bank_prints(say: Say, month: int, owed: int, interest: int) -> None:
    words = f"--amount {owed} --rate 15 --periods 1 --method declining --start 1/{month}/2007 --daily --json"
    (row,) = say("schedule", *words.split()).json["rows"]
    assert abs(row["interest"] - interest) <= 1
    assert (row["principal"], row["balance"]) == (owed, 0)


def test_weeks_by_days_are_seven_of_365(say: Say) -> None:
    words = "--amount 36500000 --rate 10 --periods 4 --method declining --every week --start 1/1/2026 --daily --json"
    assert [row["interest"] for row in say("schedule", *words.split()).json["rows"]] == [70_000, 52_500, 35_000, 17_500]


def test_rates_can_change_often_in_one_word_or_several(say: Say) -> None:
    loan = ("--amount", "12jt", "--rate", "12", "--periods", "12", "--method", "declining", "--json")
    once = say("schedule", *loan, "--rate-from", "4:24", "7:0").json
    assert say("schedule", *loan, "--rate-from", "4:24", "--rate-from", "7:0%").json == once
    interest = [120_000, 110_000, 100_000, 180_000, 160_000, 140_000, 0, 0, 0, 0, 0, 0]
    assert [row["interest"] for row in once["rows"]] == interest


def test_a_person_reads_what_it_costs_first_and_then_when_to_pay(say: Say) -> None:
    words = "--amount 1jt --rate 12 --periods 2 --method annuity --start 31/1/2026 --deduct 50rb --rate-from 2:6"
    assert say("schedule", *words.split()).out.splitlines() == [
        "Diterima Rp950.000, dibayar kembali Rp1.012.512: biaya pinjaman ini Rp62.512.",
        "Dipotong dari pinjaman Rp1.000.000: Rp50.000.",
        "Bunga 12 % setahun, dari sisa utang, cicilan sama (anuitas). Biaya sebenarnya 52,31 % setahun.",
        "Mulai angsuran ke-2: 6 % setahun.",
        "",
        "No.       Jatuh tempo           Cicilan        Pokok     Bunga  Sisa pinjaman",
        "--------  ----------------  -----------  -----------  --------  -------------",
        "1         28 Februari 2026    Rp507.512    Rp497.512  Rp10.000      Rp502.488",
        "2         31 Maret 2026       Rp505.000    Rp502.488   Rp2.512            Rp0",
        "semuanya                    Rp1.012.512  Rp1.000.000  Rp12.512",
    ]


@pytest.mark.parametrize(
    ("words", "problems"),
    [
        ("--amount 0", [("loan-amount", "amount")]),
        ("--amount -5rb", [("loan-amount", "amount")]),
        ("--amount banyak", [("amount-unreadable", "amount")]),
        ("--amount 1.5", [("amount-ambiguous", "amount")]),
        ("--amount 1000000000000000", [("amount-too-large", "amount")]),
        ("--periods 1000", [("loan-periods", "periods")]),
        ("--periods 0", [("loan-periods", "periods")]),
        ("--periods -3", [("loan-periods", "periods")]),
        ("--rate -1", [("loan-rate", "rate")]),
        ("--rate -0,5", [("loan-rate", "rate")]),
        ("--rate 900", [("loan-rate", "rate")]),
        ("--rate 99999999", [("loan-rate", "rate")]),
        ("--rate enam", [("percent-unreadable", "rate")]),
        ("--rate 1e5", [("percent-unreadable", "rate")]),
        ("--rate nan", [("percent-unreadable", "rate")]),
        ("--grace 12", [("loan-grace", "grace")]),
        ("--grace 40", [("loan-grace", "grace")]),
        ("--grace -1", [("loan-grace", "grace")]),
        ("--deduct 12jt", [("loan-kept-back", "deduct")]),
        ("--deduct 13jt", [("loan-kept-back", "deduct")]),
        ("--deduct -1rb", [("loan-kept-back", "deduct")]),
        ("--deduct 5%", [("amount-unreadable", "deduct")]),
        ("--method annuity --daily", [("loan-start", "start")]),
        ("--daily --start 1/1/2026", [("loan-daily-flat", "daily")]),
        ("--daily", [("loan-start", "start"), ("loan-daily-flat", "daily")]),
        ("--start 31/2/2026", [("day-impossible", "start")]),
        ("--rate-from 13:7", [("loan-rate-from", "rate-from")]),
        ("--rate-from 1:7", [("loan-rate-from", "rate-from")]),
        ("--rate-from 0:7", [("loan-rate-from", "rate-from")]),
        ("--rate-from 5:-7", [("loan-rate", "rate-from")]),
        ("--rate-from 5:900", [("loan-rate", "rate-from")]),
        ("--rate-from 5:7 5:8", [("loan-rate-twice", "rate-from")]),
        ("--rate-from 5", [("loan-rate-from-unreadable", "rate-from")]),
        ("--rate-from 5:", [("loan-rate-from-unreadable", "rate-from")]),
        ("--rate-from 5:tujuh", [("percent-unreadable", "rate-from")]),
        ("--rate-from 2.5:7", [("loan-rate-from-unreadable", "rate-from")]),
        (
            "--amount 0 --periods 1000 --rate -1 --deduct 5jt",
            [
                ("loan-amount", "amount"),
                ("loan-periods", "periods"),
                ("loan-rate", "rate"),
                ("loan-kept-back", "deduct"),
            ],
        ),
        (
            "--amount x --rate y --deduct z --start kapan --rate-from w",
            [
                ("amount-unreadable", "amount"),
                ("percent-unreadable", "rate"),
                ("day-unreadable", "start"),
                ("amount-unreadable", "deduct"),
                ("loan-rate-from-unreadable", "rate-from"),
            ],
        ),
    ],
)
def test_what_makes_no_loan_is_one_sentence_for_each_thing(
    say: Say, words: str, problems: list[tuple[str, str]]
) -> None:
    answer = say(*LOAN, *words.split(), "--json")
    assert answer.code == 1
    assert answer.problems == problems
    assert answer.err.count("\n") == len(problems)


@pytest.mark.parametrize(
    "words",
    [
        "--periods 12.5",
        "--periods selusin",
        "--grace 1,5",
        "--round 7",
        "--round seribu",
        "--rounding away",
        "--method anuitas",
        "--every year",
        "--rate-from",
        "--daily yes",
    ],
)
def test_words_that_the_contract_does_not_know_are_off(say: Say, words: str) -> None:
    assert say(*LOAN, *words.split()).code == 2


@pytest.mark.parametrize("missing", ["--amount", "--rate", "--periods", "--method"])
def test_what_every_loan_needs_must_be_said(say: Say, missing: str) -> None:
    at = LOAN.index(missing)
    answer = say(*LOAN[:at], *LOAN[at + 2 :])
    assert answer.code == 2
    assert missing in answer.err
