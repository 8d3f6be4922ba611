"""Random families with random answers: every paper of a loan is drawn, in every form, and its figures add up.

    python -m tests.campaign loan_books --cases 10000 --seed 1

A hundredth of the cases are books. What a book cannot say must be said as missing, never be a traceback or a wrong sum.
"""

import io
import json
import random
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

from kpmbooks import house, ledger, loans, recording
from kpmbooks.book import Book, Reader
from kpmbooks.dates import Period
from kpmbooks.i18n import translator
from kpmbooks.instalments import METHODS
from kpmbooks.ledger import SOURCES, LedgerRef, Source
from kpmbooks.loans.application import LETTERS
from kpmbooks.loans.asked_lists import DEBT_KINDS, WHOSE
from kpmbooks.problems import Rejected
from reports import LOAN, ReportHead, Request
from reports.loan_summary import worded
from reports.render import csv, pdf, text, xlsx
from reports.render import json as as_json

Figures = dict[str, Any]

TODAY = date(2026, 11, 23)
STEPS = frozenset({
    "records", "that_day", "purses_apart", "household", "debts", "daily_debts", "safe_line", "business_age", "training",
    "one_in_the_family", "slik", "cards_kept", "uses", "method", "ceiling", "documents", "food_papers", "talked_over",
    "save_first", "ready",
})  # fmt: skip
"""What can come next, by its name."""
SECONDS_MOST = 20.0
MEMOS = (None, None, "nasi", "bansos", "PKH tahap 2", "=1+1", "Ibu 😀", "x" * 120, "KPM", "\u200b")
MAYBE_REFUSED = frozenset({
    "lender-rate", "loan-grace", "loan-fees", "loan-amount", "loan-periods", "loan-words", "compare-months",
})  # fmt: skip
"""Requests that make no loan are refused, with these words."""


def run(seed: int, cases: int) -> Mapping[str, Mapping[str, Any]]:
    """A hundredth of ``cases`` books, at least one."""
    return {"books": _books(seed, max(1, cases // 100))}


def _books(seed: int, count: int) -> Figures:
    counts: Counter[str] = Counter()
    faults: list[str] = []
    nexts: Counter[str] = Counter()
    slowest = 0.0
    for nth in range(count):
        chance = random.Random(f"loan books {seed} {nth}")
        begun = time.perf_counter()
        try:
            with some_book(chance, counts) as book:
                faults += [f"{seed}, book {nth}: {fault}" for fault in faults_of(book, chance, counts, nexts)]
        except Exception as error:  # noqa: BLE001 - a traceback is the very fault that is looked for
            faults.append(f"{seed}, book {nth}: {type(error).__name__}: {error}")
        spent = time.perf_counter() - begun
        slowest = max(slowest, spent)
        if spent > SECONDS_MOST:
            faults.append(f"{seed}, book {nth}: {spent:.1f} s")
    return {
        "books": count,
        **counts,
        "next steps": " ".join(sorted(nexts)),
        "slowest_s": round(slowest, 2),
        "faults": faults,
    }


# ---------------------------------------------------------------------------------------------- books


def some_book(chance: random.Random, counts: Counter[str]) -> Book:
    """A family's book that began on any day up to today, with months full, thin and empty, and any answers."""
    start = TODAY - timedelta(days=chance.choice((0, 1, 20, *(chance.randrange(700) for _nth in range(6)))))
    book = house.create(
        None,
        kind="family",
        name="Keluarga Bu Siti",
        business=chance.choice(("Nasi Uduk Bu Siti", "W", "Nasi Uduk, Gorengan dan Aneka Kue Bu Ani")),
        sector=chance.choice(("kuliner", "jasa", "dagang", "umum")),
        start=start,
    )
    with book.write() as tx:
        business, family = ledger.ledgers(tx)[:2]
        careful = chance.random() < 0.6
        drafts = [*_records(chance, business, family, start, careful=careful)]
        if drafts:
            recording.record_many(tx, drafts, today=TODAY)
        counts["records"] += len(drafts)
        for question, answer in _answers(chance, careful=careful):
            try:
                counts["answers"] += loans.answer(tx, business, {question: answer}, today=TODAY)
            except Rejected:
                counts["answers refused"] += 1
    return book


def _records(
    chance: random.Random, business: LedgerRef, family: LedgerRef, start: date, *, careful: bool
) -> Iterator[Any]:
    biggest = chance.choice((500, 300_000, 300_000, 300_000, 10**11))
    kept, sources = chance.random(), ("sheet",) if careful else SOURCES
    day = start
    busy, steady = 1.0, 30 if careful else 1
    while day <= TODAY:
        if day.day == 1 or day == start:
            busy = chance.choice((0.0, 0.1, 0.5, *(0.95,) * steady))
        if chance.random() < busy:
            yield _record(chance, "jual_tunai", day, business, biggest, sources)
        if chance.random() < busy / 4:
            kind = chance.choice(("beli_bahan", "gas_listrik_air", "sewa_lapak", "uang_masuk_lain", "terima_bantuan"))
            yield _record(chance, kind, day, business, biggest, sources)
        if chance.random() < kept * busy / 5:
            kind = chance.choice(("belanja_dapur", "upah_masuk", "kiriman_masuk", "bansos_masuk", "bayar_sekolah"))
            yield _record(chance, kind, day, family, biggest, sources)
        if chance.random() < 0.01:
            where = chance.choice((business, family))
            yield _record(chance, "terima_pinjaman", day, where, biggest, sources)
        day += timedelta(days=1)


def _record(
    chance: random.Random, kind: str, day: date, where: LedgerRef, biggest: int, sources: Sequence[Source]
) -> Any:
    answers: dict[str, Any] = {"amount": chance.randint(1, biggest), "date": day}
    memo = chance.choice(MEMOS)
    if memo is not None and kind not in ("sewa_lapak", "terima_pinjaman"):
        answers["memo"] = memo
    return kind, answers, where, chance.choice(sources)


def _answers(chance: random.Random, *, careful: bool) -> Iterator[tuple[str, str]]:
    """Some answers of any kind; of whoever is careful nearly all, and mostly as one would wish."""

    def lines(make: Any) -> str:
        return json.dumps([make() for _nth in range(chance.choice((0, 1, 3, 8)))])

    def amount() -> int | None:
        return chance.choice((None, 0, *(chance.randint(1, 400_000) for _nth in range(6)), 10**11))

    def every() -> str:
        return chance.choice(("day", "week", "two-weeks", "month"))

    known: dict[str, str] = {
        "amount": chance.choice(("0", "6jt", "-5", "banyak")),
        "periods": chance.choice(("0", "12", "1000", "x")),
        "since": chance.choice(("2019", "Maret 2025", "besok", "23/11/2026")),
        "dependants": str(chance.randrange(12)),
        "method": chance.choice((*METHODS, "lain")),
        "living_cost": str(amount() or 0),
        "other_income": str(amount() or 0),
        "other_income_from": chance.choice(("Upah suami", "PKH", "")),
        "other_debts": str(amount() or 0),
        "training": chance.choice(("done", "missing")),
        "slik": chance.choice(("done", "missing")),
        "kks_kept": chance.choice(("done", "missing")),
        "talked_over": chance.choice(("done", "missing")),
        "purses_apart": chance.choice(("done", "missing")),
        "kur_in_kk": chance.choice(("none", "one")),
        "safe_share": chance.choice(("1/5", "1/4", "1/3", "2/5", "2")),
        "living_month": chance.choice(("four_weeks", "calendar")),
        "p_order": chance.choice(("1,3,2,4,5,6,7", "9")),
        "debts": lines(
            lambda: {
                "to": chance.choice(("Bank keliling", "Bu Tini", "x" * 20)),
                "kind": chance.choice(DEBT_KINDS),
                "every": every(),
                "instalment": amount(),
                "owed": amount(),
                "whose": chance.choice(WHOSE),
            }
        ),
        "living": lines(
            lambda: {"what": chance.choice(("beras", "gas", "sewa")), "every": every(), "amount": amount()}
        ),
        "income": lines(
            lambda: {
                "what": chance.choice(("upah", "upah", "ojek", "PKH")),
                "every": every(),
                "amount": amount(),
                "days": chance.randint(1, 7),
            }
        ),
        "uses": lines(
            lambda: {
                "what": chance.choice(("freezer", "oven", "x" * 20)),
                "quantity": chance.choice((500, 2_000)),
                "price": amount(),
            }
        ),
        **{question: "Wulandari " * chance.randrange(8) for question in LETTERS},
        **{
            f"paper.{name}": chance.choice(("done", "missing"))
            for name in ("ktp", "kk", "sku", "nib", "nib_sku", "pirt", "halal", "label")
        },
        **{f"p.{step}": chance.choice(("missing", "2026-05", "Mei 2026")) for step in range(1, 8)},
    }
    if careful:
        wished = dict.fromkeys(("training", "slik", "kks_kept", "talked_over", "purses_apart"), "done")
        wished |= {question: "done" for question in known if question.startswith("paper.")}
        wished |= {"amount": "6jt", "periods": "12", "since": "2019", "debts": "[]", "kur_in_kk": "none"}
        wished |= {"method": "flat", "living_cost": "900rb", "other_income": "1jt", "living": "", "income": ""}
        wished |= {f"p.{step}": "2026-05" for step in range(1, 8)}
        known |= {question: answer for question, answer in wished.items() if chance.random() < 0.93}
    least = len(known) - 3 if careful else 0
    for question in chance.sample(tuple(known), chance.randint(least, len(known))):
        yield question, known[question]


# ---------------------------------------------------------------------------------------------- papers


def faults_of(book: Book, chance: random.Random, counts: Counter[str], nexts: Counter[str]) -> Iterator[str]:
    """Every paper for a random request, in every form; what breaks a promise."""
    asked = {
        "lender": chance.choice(tuple(loans.lenders())),
        "amount": str(chance.choice((1, 500_000, chance.randint(1, 150) * 100_000, 999_999_999_999))),
        "periods": str(chance.choice((1, 10, 12, 50, chance.randint(1, 600)))),
        "method": chance.choice(("", *METHODS)),
    }
    with book.read() as reader:
        place = ledger.default_ledger(reader)
        cash = next(one for one in ledger.accounts(reader, place) if one.is_cash)
        wish = Request(place, cash, Period(book.owner.start, TODAY), asked=asked)
        for name, report in LOAN.items():
            if not report.offered(reader, place):
                continue
            try:
                told = report.statement(reader, wish)
            except Rejected as error:
                counts["refused"] += 1
                if other := {problem.code for problem in error.problems} - MAYBE_REFUSED:
                    yield f"{name}: refused with {sorted(other)}, {asked}"
                continue
            head = ReportHead(book.owner.name, wish.period, datetime(2026, 11, 23, 10, 50))  # noqa: DTZ001 - as the wall says
            yield from (f"{name}: {fault}, {asked}" for fault in _drawn(report, told, head, reader, chance))
            counts["papers"] += 1
            if name == "loan-summary":
                nexts[told.next.id] += 1
                yield from (f"{fault}, {asked}" for fault in sums_of(report.own_figures(told)))


def _drawn(report: Any, told: Any, head: ReportHead, _reader: Reader, chance: random.Random) -> Iterator[str]:
    document = report.document(told, head, translator("id"))
    pages = pdf.render(document, io.BytesIO(), invariant=True).pages
    if not 1 <= pages <= 40:
        yield f"{pages} pages"
    for render in (csv.render, text.render):
        stream = io.StringIO()
        render(document, stream)
        if "None" in stream.getvalue():
            yield "a paper says None"
    xlsx.render(document, io.BytesIO())
    figures = io.StringIO()
    as_json.render(report.figures(told, head, TODAY), figures)
    if report.name == "loan-summary":
        json.dumps(worded(told, translator(chance.choice(("id", "en")))))
    if any(not isinstance(one, int | str | float | None) for one in _leaves(json.loads(figures.getvalue()))):
        yield "JSON with something that is none"


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for one in value.values():
            yield from _leaves(one)
    elif isinstance(value, list):
        for one in value:
            yield from _leaves(one)
    else:
        yield value


def sums_of(told: Mapping[str, Any]) -> Iterator[str]:
    """What does not add up in the figures of a summary."""
    capacity, request = told["capacity"], told["request"]
    incoming = capacity["net_business"] + capacity["other_income"]
    if capacity["left"] != incoming - capacity["living_cost"] - capacity["other_instalments"]:
        yield f"what is left is not its parts: {capacity}"
    for month in told["months"]:
        if month["net"] != month["revenue"] - month["materials"] - month["expense"]:
            yield f"a month does not add up: {month}"
    if told["next_step"] not in STEPS:
        yield f"a next step that nobody knows: {told['next_step']}"
    a_year = {"month": 12, "two-weeks": 26, "week": 52, "day": 365}[request["every"]]
    monthly = -(-request["instalment"] * a_year // 12)
    for worse in capacity["what_if"]:
        for left, after in (("left", "after"), ("quietest_month_left", "quietest_month_after")):
            if worse[left] is not None and worse[left] - worse[after] != monthly:
                yield f"after the instalment of {monthly} it is not so much less: {worse}"
    if (capacity["quietest_month"] is None) != (capacity["quietest_month_left"] is None):
        yield "a quietest month without what it leaves"
    if sum(told["evidence"]["sources"].values()) != told["evidence"]["records"]:
        yield f"the records are not those of their sources: {told['evidence']}"
    if capacity["ratio_percent"] is not None:
        exact = Fraction(100 * monthly, capacity["left"])
        if abs(Fraction(capacity["ratio_percent"]) - exact) > Fraction(1, 100):
            yield f"the share of {monthly} in {capacity['left']} is not {capacity['ratio_percent']} %"
