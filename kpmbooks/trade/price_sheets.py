"""A price that was worked out for one good: what went into a batch, what is wished, and what follows from it.

A sheet is kept as a fact of its good, or of the ledger under a name where there is no good. What is typed and where it
came from is kept; what follows is worked out anew each time, by the rules of ``prices``.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from fractions import Fraction
from typing import Literal, NamedTuple, cast, get_args

from kpmbooks.book import Reader, Tx
from kpmbooks.book.facts import facts_of, set_facts
from kpmbooks.book.names import clean_name
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import LIMIT, Rupiah
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.storage import scalar
from kpmbooks.trade.goods import Good, change_good, plain_name
from kpmbooks.trade.prices import (
    Batch,
    PieceCost,
    Sale,
    Selling,
    WhatIf,
    coin_step,
    cost_of_piece,
    in_coins,
    margin_percent,
    markup_percent,
    price_with_margin,
    price_with_markup,
    rounded,
    selling_needed,
    what_if,
)
from kpmbooks.trade.quantities import THOUSAND

Wish = Literal["margin", "markup"]
WISHES: tuple[Wish, ...] = get_args(Wish)

FACT = "price-sheet"
USUAL_DAYS = 26
"""Selling days of a month of which nothing is known: every day but Sundays."""

MATERIALS_STEP = 15
_AMOUNTS = ("materials", "packaging", "gas", "transport", "other", "wage", "price", "fixed")
_COUNTS = ("made", "left_over", "days", "sold", "part")
WHOLE = 1_000
"""A part is told in tenths of a percent."""
_MOST_COUNT = 1_000_000


@dataclass(frozen=True, slots=True)
class PriceSheet:
    """What was typed, in rupiah for a whole batch; ``hours`` in thousandths; ``percent`` as a fraction's text.

    ``price`` 0: the one that follows from the wish. ``fixed`` are the costs of a month that come anyway, of the whole
    business; ``part`` of them (tenths of a percent) is carried by this good, all where nobody said (0). ``sold`` is how
    many are sold on a selling day. ``from_book`` says of each figure from where in the book it came; the others were
    written by hand.
    """

    materials: int = 0
    packaging: int = 0
    gas: int = 0
    transport: int = 0
    other: int = 0
    hours: int = 0
    wage: int = 0
    made: int = 0
    left_over: int = 0
    wish: Wish = "markup"
    percent: str = "30"
    price: int = 0
    fixed: int = 0
    part: int = 0
    days: int = USUAL_DAYS
    sold: int = 0
    from_book: Mapping[str, str] = field(default_factory=dict)

    @property
    def carried(self) -> Rupiah:
        """What of the month's fixed costs this good has to bring in."""
        return rounded(Fraction(self.fixed * (self.part or WHOLE), WHOLE))

    @property
    def batch(self) -> Batch:
        """The batch as the rules know it."""
        return Batch(
            Rupiah(self.materials),
            self.made,
            self.left_over,
            Rupiah(self.packaging),
            Rupiah(self.gas),
            Rupiah(self.transport),
            Rupiah(self.other),
            Fraction(self.hours, THOUSAND),
            Rupiah(self.wage),
        )


class Profit(NamedTuple):
    """What is left of a day's and a month's sales, and how much of the month's is the pay of her own hands."""

    a_day: Rupiah
    a_month: Rupiah
    own_labour: Rupiah


@dataclass(frozen=True, slots=True)
class Worked:
    """What follows from a sheet.

    ``wished`` is the exact price of the wish, ``suggested`` that price in coins, ``price`` the one that is charged (her
    own or the suggested one). ``needed``: when no money is lost; ``needed_with_labour``: when her hours are paid as
    well; None where no number is enough. ``profit`` and ``cases`` only where it is said how many are sold.
    """

    cost: PieceCost
    wished: Fraction
    suggested: Rupiah
    price: Rupiah
    margin_percent: Fraction
    markup_percent: Fraction | None
    needed: Selling | None
    needed_with_labour: Selling | None
    profit: Profit | None
    cases: tuple[WhatIf, ...]
    step: Rupiah


def work_out(sheet: PriceSheet) -> Worked:
    """What follows from a sheet; raises ``Rejected`` with everything about it that cannot be."""
    problems = list(_problems(sheet))
    cost = None
    try:
        cost = cost_of_piece(sheet.batch)
    except Rejected as rejected:
        problems += rejected.problems
    percent = Fraction(sheet.percent)
    wished: Fraction | Problem = Fraction(0)
    if cost is not None:
        wish = price_with_margin if sheet.wish == "margin" else price_with_markup
        wished = wish(cost.with_labour, percent)
        if isinstance(wished, Problem):
            problems.append(wished.at("percent"))
        elif not cost.with_labour and not sheet.price:
            message = N_("Nothing has been spent on it yet. Write what the materials cost.")
            problems.append(Problem("price-no-cost", message, {}, "materials"))
    if problems or cost is None or isinstance(wished, Problem):
        raise Rejected(problems)
    suggested = in_coins(wished)
    price = Rupiah(sheet.price) if sheet.price else suggested
    variable = rounded(cost.without_labour)
    sale = Sale(sheet.carried, variable, price)
    step = coin_step(price)
    profit = None
    cases: tuple[WhatIf, ...] = ()
    if sheet.sold:
        month = sheet.sold * sheet.days
        a_month = (price - variable) * month - sheet.carried
        a_day = rounded(Fraction(int(a_month), sheet.days))
        labour = rounded((cost.with_labour - cost.without_labour) * month)
        profit = Profit(a_day, a_month, labour)
        materials = rounded(Fraction(sheet.materials, sheet.made - sheet.left_over))
        cases = what_if(sale, month, step, materials)
    return Worked(
        cost,
        wished,
        suggested,
        price,
        margin_percent(rounded(cost.with_labour), price),
        markup_percent(rounded(cost.with_labour), price),
        _needed(sale, sheet.days),
        _needed(replace(sale, variable=rounded(cost.with_labour)), sheet.days),
        profit,
        cases,
        step,
    )


def _needed(sale: Sale, days: int) -> Selling | None:
    if sale.price <= sale.variable:
        return None
    return selling_needed(sale, days) if sale.fixed else Selling(0, 0)


def _problems(sheet: PriceSheet) -> list[Problem]:
    found = []
    for name in _AMOUNTS:
        if name in ("price", "fixed") and getattr(sheet, name) < 0:
            message = N_("This is not negative. Write it without the minus.")
            found.append(Problem("price-negative", message, {}, name))
        if getattr(sheet, name) > LIMIT:
            message = N_("This amount is larger than 999 triliun. Check the zeros and write it again.")
            found.append(Problem("amount-too-large", message, {}, name))
    if not 1 <= sheet.days <= 31:
        found.append(Problem("price-days", N_("A month has 1 to 31 selling days. Write another number."), {}, "days"))
    if not 0 <= sheet.part <= WHOLE:
        message = N_("A part is at most 100 percent. Write another one.")
        found.append(Problem("price-part", message, {}, "part"))
    if not 0 <= sheet.sold <= _MOST_COUNT:
        message = N_("Say how many are sold on a day: 0 to {most}.")
        found.append(Problem("price-sold", message, {"most": _MOST_COUNT}, "sold"))
    return found


# Keeping sheets


def _key(name: str) -> str:
    return f"{FACT}:{plain_name(name)}"


def _ledger_uid(reader: Reader, ledger: LedgerRef) -> bytes:
    return bytes(scalar(reader.connection, "SELECT uid FROM ledgers WHERE id = ?", ledger.id))


def save_sheet(tx: Tx, ledger: LedgerRef, sheet: PriceSheet, *, good: Good | None = None, name: str = "") -> None:
    """Keep a sheet of a good, or under a name; raises ``Rejected`` for one that cannot be worked out."""
    work_out(sheet)
    if good is not None:
        set_facts(tx, good.uid, {FACT: _dumped(sheet, good.name)})
    else:
        line = clean_name(name, N_("Give the good a name."))
        set_facts(tx, _ledger_uid(tx, ledger), {_key(line): _dumped(sheet, line)})
    tx.touch("goods")


def charge(tx: Tx, ledger: LedgerRef, good: Good, sheet: PriceSheet) -> Good:
    """Keep the sheet and let its price be that of the good."""
    save_sheet(tx, ledger, sheet, good=good)
    return change_good(tx, ledger, good, {"price": str(int(work_out(sheet).price))})


def sheet_of(reader: Reader, good: Good) -> PriceSheet | None:
    """The sheet that was kept of a good."""
    text = facts_of(reader, [good.uid]).get(good.uid, {}).get(FACT)
    return None if text is None else _loaded(text)


def named_sheets(reader: Reader, ledger: LedgerRef) -> Mapping[str, PriceSheet]:
    """The sheets that were kept under a name, by name."""
    uid = _ledger_uid(reader, ledger)
    said = facts_of(reader, [uid]).get(uid, {})
    found = {}
    for fact, text in said.items():
        if fact.startswith(f"{FACT}:"):
            name = str(json.loads(text).get("name") or fact.partition(":")[2])
            found[name] = _loaded(text)
    return dict(sorted(found.items(), key=lambda one: one[0].casefold()))


def _dumped(sheet: PriceSheet, name: str) -> str:
    return json.dumps({"name": name, **asdict(sheet)}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _loaded(text: str) -> PriceSheet:
    """The sheet that was kept; what a later version says of it besides is left out."""
    kept = json.loads(text)
    numbers = {name: int(kept.get(name) or 0) for name in (*_AMOUNTS, *_COUNTS, "hours")}
    numbers["days"] = numbers["days"] or USUAL_DAYS
    wish = cast(Wish, kept["wish"]) if kept.get("wish") in WISHES else "markup"
    return PriceSheet(
        **numbers, wish=wish, percent=str(kept.get("percent") or "0"), from_book=kept.get("from_book") or {}
    )
