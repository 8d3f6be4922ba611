"""Taking a price list: new goods are added, known ones take the new price. Prices are no records: nothing is posted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kpmbooks.book import Reader, Tx
from kpmbooks.book.facts import facts_of
from kpmbooks.exchange.importing.practice import refuse_practice_rows
from kpmbooks.exchange.importing.values import Mark, Options, Outcome, Skipped
from kpmbooks.exchange.trading import BadRow, PriceRow
from kpmbooks.exchange.understanding.collecting import resting_collector
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.trade.goods import Good, add_good, change_good, clean_good_name, clean_unit, goods_of, plain_name
from kpmbooks.trade.price_list import BOUGHT_AT, new_facts

_NONE = Rupiah(0)


@dataclass(frozen=True, slots=True)
class _Change:
    """A good that takes what a row says of it; None where it is new."""

    row: PriceRow
    good: Good | None
    facts: dict[str, str | None]


def preview_prices(reader: Reader, rows: Sequence[PriceRow | BadRow], options: Options) -> Outcome:
    """What ``take_prices`` would do; bad rows are among what is told. Raises ``Rejected`` for a household's book
    and for a list of practice.
    """
    return _planned(reader, rows, options)[0]


def take_prices(tx: Tx, rows: Sequence[PriceRow | BadRow], options: Options) -> Outcome:
    """Add the new goods and give the known ones their prices; raises ``Rejected`` for bad rows unless ``partial``."""
    with resting_collector():
        outcome, changes = _planned(tx, rows, options)
        if outcome.skipped and not options.partial:
            raise Rejected(outcome.refusals)
        for change in changes:
            if change.good is None:
                add_good(tx, options.ledger, change.row.good, change.facts)
            else:
                change_good(tx, options.ledger, change.good, change.facts)
        return outcome


def _planned(reader: Reader, rows: Sequence[PriceRow | BadRow], options: Options) -> tuple[Outcome, list[_Change]]:
    refuse_practice_rows(reader, rows)
    if options.ledger.kind == "keluarga":
        message = N_("A household's book has no price list. Choose the business's book.")
        raise Rejected(Problem("prices-not-here", message, {}, "ledger"))
    known = {plain_name(good.name): good for good in goods_of(reader, options.ledger)}
    said = facts_of(reader, [good.uid for good in known.values()])
    usual = new_facts(reader, options.ledger)
    changes: list[_Change] = []
    skipped: list[Skipped] = []
    marks: dict[int, Mark] = {}
    there = 0
    for row in rows:
        found = row if isinstance(row, BadRow) else _change(row, known, said, usual)
        if isinstance(found, BadRow):
            skipped.append(Skipped(found.row, found.problems))
            marks[found.row] = "bad"
        elif found is None:
            there += 1
            marks[row.row] = "there"
        else:
            changes.append(found)
            marks[row.row] = "new"
    outcome = Outcome(
        read=len(rows),
        taken=len(changes),
        already_there=there,
        skipped=tuple(skipped),
        new_accounts=(),
        total_in=_NONE,
        total_out=_NONE,
        warnings=(),
        marks=marks,
    )
    return outcome, changes


def _change(
    row: PriceRow,
    known: Mapping[str, Good],
    said: Mapping[bytes, Mapping[str, str]],
    usual: Mapping[str, str],
) -> _Change | BadRow | None:
    """What the row makes new; None where the book says all of it already."""
    try:
        name, unit = clean_good_name(row.good), clean_unit(row.unit)
    except Rejected as rejected:
        return BadRow(row.row, rejected.problems)
    facts: dict[str, str | None] = {"price": str(int(row.price))}
    if unit:
        facts["unit"] = unit
    if row.cost is not None:
        facts[BOUGHT_AT] = str(int(row.cost)) if row.cost else None
    good = known.get(plain_name(name))
    if good is None:
        return _Change(row, None, {**usual, **facts})
    now = said.get(good.uid, {})
    news = {fact: value for fact, value in facts.items() if now.get(fact) != value}
    return _Change(row, good, news) if news else None
