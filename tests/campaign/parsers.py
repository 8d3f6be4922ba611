"""Throws generated texts at every reader of what people write: an answer or a named problem, never a traceback.

    python -m tests.campaign.parsers --cases 10000 --seed 1

prints one line per reader. The same seed gives the same texts everywhere.
"""

import argparse
import random
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from typing import TypedDict

from kpmbooks.dates import Period, format_day, format_period, read_day, read_period
from kpmbooks.i18n import translator
from kpmbooks.money import LIMIT, Rupiah, format_amount, read_amount
from kpmbooks.problems import Problem, Question
from kpmbooks.terms import Terms, due, read_terms
from kpmbooks.trade.quantities import MOST, format_quantity, read_quantity


class Figures(TypedDict):
    """What one reader made of its texts; problems by code; the texts whose answer breaks a promise."""

    cases: int
    answers: int
    questions: int
    problems: dict[str, int]
    faults: list[str]


# fmt: off
_AMOUNTS = (
    "1250000", "1.250.000", "Rp 1.250.000,-", "Rp1.250.000,00", "1,5jt", "250rb", "250 ribu", "2 juta", "1,2 miliar",
    "12x3500", "12 x 3.500", "3*2500+1000", "20rb-5rb", "−5.000", "1,250,000", "1,250.00", "1.5", "1,250", "1.500jt",
    "1.250,50", "Rp. 500.000,=", "500 perak", "1jt 250rb", "1,5 x 14.000", "999.999.999.999.999", "=1+1", "+5000",
)
_DAYS = (
    "5/1", "5/1/26", "05-01-2026", "5 Januari 2026", "5-Jan-26", "2026-01-05", "Senin, 5 Januari 2026", "46027",
    "hari ini", "kemarin lusa", "2 hari lalu", "29/2/2024", "31/12/2199", "1/13/2026", "17 Agt '45", "05.01.2026",
)
_PERIODS = (
    "Januari 2026", "Jan 26", "2026-01", "1/2026", "2026", "bulan ini", "tahun lalu", "5/1-12/1", "5–12 Januari 2026",
    "5 Januari 2026 s.d. 12 Januari 2026", "Januari–Maret 2026", "28/12-5/1", "1/11 s/d hari ini", "2024 - 2026",
)
_QUANTITIES = (
    "12", "2,5", "2,5 kg", "1/2", "1 1/2 kg", "2½", "1.500", "1.250,5", "1,250.5", "0,250", "1,500", "2 lusin",
    "1/2 kodi", "3 gros", "1.000.000", "0", "24 kg", "1,333",
)
_TERMS = (
    "n/30", "N/30", "net 30", "2/10, n/30", "2/10 net 30", "2,5/15; n/60", "n/EOM", "n/10 EOM", "1/15, EOM",
    "2/10, n/30 EOM", "tunai", "30 hari", "2 minggu", "minggu depan", "bulan depan", "akhir bulan", "sebulan", "besok",
)
_SHARDS = (
    *"0123456789.,-+xX*/=@()%'\"\\_:;|#~ \t\n\r\x00\x07\x1b\x7f",
    "−", "–", "×", "½", "²", "Ⅳ", "٣", "५", "５", "万", "\u212a", "ı", "İ", "ß", "é", "e\u0301", "😀",
    "\u00a0", "\u202f", "\u2009", "\u200b", "\u200e", "\u200f", "\u202a", "\u202e", "\u2066", "\ufeff", "\ud800",
    "Rp", "rp.", "IDR", "rupiah", ",-", ",00", "rb", "ribu", "jt", "juta", "m", "miliar", "triliun", "k", "perak",
    "1e5", "1_000", "0x1F", "NaN", "inf", "-0", "9" * 17, "0" * 30, "9" * 250, "1.000" * 9, "x9" * 40,
    "=cmd|' /C calc'!A0", "@SUM(A1)", "+1+cmd", "'; DROP TABLE", "{0}", "{first}", "%s", "../..", "<b>", "\x1b[2J",
    "Senin, ", "Jum'at", "Januari", "Mei", "Agt", "Feb ", "s.d.", " s/d ", " sampai ", " - ", "hari", "lalu", "lusa",
    "29/2", "31/4", "0/0/0000", "9999", "0000", "1/1/1", "99999", "20000", "2026-13-45",
)
# fmt: on


def run(seed: int, cases: int) -> dict[str, Figures]:
    """Read ``cases`` generated texts with each reader; the figures by reader.

    Whatever a reader raises is a fault as well.
    """
    return {
        "amount": _throw(f"amount {seed}", cases, _AMOUNTS, lambda text, _: read_amount(text)),
        "day": _throw(f"day {seed}", cases, (*_DAYS, *_AMOUNTS[:5]), read_day),
        "period": _throw(f"period {seed}", cases, (*_PERIODS, *_DAYS), read_period),
        "quantity": _throw(f"quantity {seed}", cases, _QUANTITIES, lambda text, _: read_quantity(text, "kg")),
        "terms": _throw(f"terms {seed}", cases, (*_TERMS, *_DAYS[1:7]), read_terms),
    }


def _throw(seed: str, cases: int, real: tuple[str, ...], read: Callable[[str, date], object]) -> Figures:
    chance = random.Random(seed)
    counts: Counter[str] = Counter()
    problems: Counter[str] = Counter()
    faults: list[str] = []
    for _ in range(cases):
        text, today = _text(chance, real), date(1901, 1, 1) + timedelta(days=chance.randrange(109_000))
        try:
            answer = read(text, today)
            fault = _fault(answer, today)
        except Exception as error:  # noqa: BLE001 # a traceback is the very fault that is looked for
            answer, fault = None, f"{type(error).__name__}: {error}"
        if fault:
            faults.append(f"{seed}: {text!r} on {today}: {fault}")
            continue
        match answer:
            case Question():
                counts["questions"] += 1
            case Problem():
                problems[answer.code] += 1
            case _:
                counts["answers"] += 1
    return Figures(
        cases=cases,
        answers=counts["answers"],
        questions=counts["questions"],
        problems=dict(sorted(problems.items())),
        faults=faults,
    )


def _text(chance: random.Random, real: tuple[str, ...]) -> str:
    """Mostly a real text with a few accidents, else odd pieces in a row, else any characters at all."""
    dice = chance.random()
    if dice < 0.65:
        text = chance.choice(real)
        for _ in range(chance.randrange(4)):
            text = _accident(chance, text, real)
        return text
    if dice < 0.85:
        return "".join(chance.choice(_SHARDS) for _ in range(chance.randrange(9)))
    letters = (range(32, 127), range(0x250), range(0x590, 0x970), range(0x2000, 0x2070), range(sys.maxunicode + 1))
    alphabet = chance.choice(letters)
    return "".join(chr(chance.choice(alphabet)) for _ in range(chance.choice((1, 2, 5, 20, 199, 300))))


def _accident(chance: random.Random, text: str, real: tuple[str, ...]) -> str:
    start, end = sorted((chance.randrange(len(text) + 1), chance.randrange(len(text) + 1)))
    return chance.choice(
        (
            text[:start] + chance.choice(_SHARDS) + text[start:],
            text[:start] + chance.choice("0123456789") + text[start + 1 :],
            text[:start] + text[start + 1 :],
            text[:start] + text[end:],
            text[:end] + text[start:],
            text + chance.choice(("", " ", "-", "+", "x", " - ", ",", ".")) + chance.choice(real),
            text.upper(),
        )
    )


def _fault(answer: object, today: date) -> str | None:
    """Which promise an answer breaks; None when it keeps them all."""
    match answer:
        case Rupiah():
            return None if abs(answer) <= LIMIT and read_amount(format_amount(answer)) == answer else "another amount"
        case int():
            again = read_quantity(format_quantity(answer))
            kept = again == answer or (isinstance(again, Question) and answer in again.choices)
            return None if kept and 0 <= answer <= MOST else "another quantity"
        case Terms():
            due_on = due(today, answer)
            if isinstance(due_on, Problem):
                return None if _is_said(due_on) else "a problem that cannot be said"
            return None if due_on >= today else "due before it is owed"
        case date():
            kept = 1900 <= answer.year <= 2199 and read_day(format_day(answer), today) == answer
            return None if kept else "another day"
        case Period():
            kept = answer.first.year >= 1900 and answer.last.year <= 2199
            return None if kept and read_period(format_period(answer), today) == answer else "another period"
        case Question():
            fitting = all(isinstance(choice, int) and abs(choice) <= LIMIT for choice in answer.choices)
            return (
                None if fitting and len(set(answer.choices)) == 2 and _is_said(answer) else "a question without choice"
            )
        case Problem():
            return None if _is_said(answer) else "a problem that cannot be said"
    return f"neither a value nor a problem: {answer!r}"


def _is_said(problem: Problem) -> bool:
    sentence = translator("en").problem(problem)
    return sentence.endswith(".") and "{" not in sentence


def main() -> None:
    """Run from the command line."""
    options = argparse.ArgumentParser(prog="python -m tests.campaign.parsers")
    options.add_argument("--cases", type=int, default=10_000)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    for reader, found in run(chosen.seed, chosen.cases).items():
        codes = ", ".join(f"{code} {count}" for code, count in found["problems"].items())
        print(
            f"{reader}: {found['cases']} cases, {found['answers']} answers, {found['questions']} questions, "
            f"{sum(found['problems'].values())} problems ({codes}), {len(found['faults'])} faults",
            *found["faults"][:20],
            sep="\n  ",
        )


if __name__ == "__main__":
    main()
