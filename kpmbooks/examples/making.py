"""Making an example book: its owner, its story, and what is told beside it."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

from kpmbooks import house, trade
from kpmbooks.book import Book, Installation
from kpmbooks.dates import Period, month_of
from kpmbooks.examples.family_life import family
from kpmbooks.examples.group_life import group
from kpmbooks.examples.lessons import hold_lesson
from kpmbooks.examples.life import Draft, Life, Of, evening, ledgers_of
from kpmbooks.examples.loan_followed import follow_loan
from kpmbooks.examples.many import FEWEST_WITH_GOODS, write_many
from kpmbooks.examples.meetings import MEETING, begin_meeting, found_group, hold_meeting
from kpmbooks.examples.telling import (
    answer_for_a_group_loan,
    answer_for_a_loan,
    list_equipment,
    name_goods,
    tell_of_customers,
    work_out_prices,
)
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.progress import NoProgress, Progress


def example(
    path: Path | None,
    *,
    of: Of = "group",
    months_back: int = 12,
    entries: int | None = None,
    seed: int = 1,
    today: date,
    installation: Installation | None = None,
    progress: Progress | None = None,
) -> Book:
    """A practice book at ``path`` (None: in memory) with ``months_back`` months up to ``today``, open for writing.

    ``entries``: exactly so many, spread over the same months (up to millions); None: as many as life brings. Raises
    ``Rejected`` when the numbers make no book.
    """
    if not 1 <= months_back <= 600 or (entries is not None and not 0 <= entries <= 5_000_000):
        raise Rejected(Problem("example-size", N_("Choose 1 to 600 months and at most 5,000,000 entries.")))
    first = month_of(today).first
    for _ in range(months_back - 1):
        first = month_of(first - timedelta(days=1)).first
    called: dict[Of, tuple[str, str | None, str]] = {
        "group": ("KUBE Melati", None, "jasa"),
        "family": ("Keluarga Bu Siti", "Gorengan Bu Siti", "kuliner"),
    }
    name, business, sector = called[of]
    book = house.create(
        path,
        kind=of,
        name=name,
        business=business,
        sector=sector,
        start=first,
        practice=True,
        installation=installation,
    )
    life = Life(
        Random(f"{of} {seed}"),
        Random(f"{of} bons {seed}"),
        Random(f"{of} goods {seed}"),
        Random(f"{of} meetings {seed}"),
        today,
    )
    span = Period(first, today)
    story = group(life, span) if of == "group" else family(life, span)
    try:
        if entries is None or entries >= FEWEST_WITH_GOODS:
            name_goods(book, of, life, span)
        if entries is None:
            if of == "group":
                found_group(book, life, span)
            _write_story(book, story, life, today)
            tell_of_customers(book, life, span)
            if of == "family":
                answer_for_a_loan(book, life, span)
                follow_loan(book, life, span)
            else:
                answer_for_a_group_loan(book, life, span)
                begin_meeting(book, life, span)
            list_equipment(book, of, life, span)
            work_out_prices(book, of, life, span)
        else:
            write_many(book, of, life, span, entries, progress or NoProgress())
    except BaseException:
        book.close()
        if path is not None:
            path.unlink(missing_ok=True)
        raise
    return book


def _write_story(book: Book, story: Iterator[Draft], life: Life, today: date) -> None:
    """Record by record, as people do, with a slip corrected and one taken back now and then."""
    days: dict[date, list[Draft]] = {}
    for draft in story:
        days.setdefault(draft.day, []).append(draft)
    corrected = set(life.dice.sample(sorted(days), k=min(len(days), 1 + len(days) // 40)))
    if recent := [day for day in days if day > today - timedelta(days=4)]:
        corrected.add(recent[0])
    for day in sorted(days):
        instant = evening(life, day)
        with book.write(pretend=lambda instant=instant: instant) as tx:  # type: ignore[misc]  # bound now on purpose
            places = ledgers_of(tx)
            for nth, draft in enumerate(days[day]):
                if draft.kind == MEETING:
                    hold_lesson(tx, hold_meeting(tx, life, day), day)
                    continue
                slip = day in corrected and nth == len(days[day]) - 1 and "amount" in draft.answers
                answers = dict(draft.answers)
                if slip:
                    answers["amount"] = f"{draft.answers['amount']}0"
                done = trade.record(
                    tx,
                    draft.kind,
                    {"date": day, **answers},
                    ledger=places[draft.ledger],
                    today=day,
                    source=draft.source,
                )
                if slip:
                    again = {"date": day, **draft.answers}
                    trade.correct(tx, done.number, draft.kind, again, today=day, reason="Nolnya kelebihan")
