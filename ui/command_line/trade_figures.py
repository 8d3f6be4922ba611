"""The commands stock, ageing, price and depreciation: figures from a file or from words, without any book."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import TypeVar

from kpmbooks.dates import format_day, read_day
from kpmbooks.exchange.trading import DebtRow, MovementRow, read_debts, read_movements
from kpmbooks.exchange.understanding import read_file
from kpmbooks.i18n import Translator
from kpmbooks.money import Rupiah, format_amount, read_amount
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.trade import ageing, depreciation, prices, stock
from kpmbooks.trade.quantities import THOUSAND, format_quantity, read_percent
from ui.command_line.call import Call, Command, add_json, taken
from ui.command_line.columns import number, table
from ui.command_line.syntax import Parser, WordsOffError
from ui.command_line.terminal import Exit

_NONE = Rupiah(0)


def _add_file(parser: Parser) -> None:
    _ = parser.translator
    parser.needed.add_argument("file", type=Path, metavar=_("FILE"), help=_("a table as .csv or .xlsx"))


# ---------------------------------------------------------------------------------------------- stock


def _stock_words(parser: Parser) -> None:
    _ = parser.translator
    _add_file(parser)
    help_ = _("how goods that go out are valued: average or fifo")
    parser.needed.add_argument("--method", metavar="|".join(stock.METHODS), required=True, help=help_)
    add_json(parser)


def _stock(call: Call) -> Exit:
    _ = call.translator
    said = stock.read_method(call.options.method)
    if said is None:
        word, choices = call.options.method, ", ".join(stock.METHODS)
        message = _("{name} cannot be {word}. Choose one of: {choices}.", name="--method", word=word, choices=choices)
        raise WordsOffError(message)
    method: stock.Method = taken(said, "method")
    movements = _taken_rows(read_movements(taken(read_file(call.options.file), "file"), call.today), _)
    rows = list(stock.card((row.movement for row in movements), method))
    problems = [
        found.at(str(row.row)) for row, found in zip(movements, rows, strict=True) if isinstance(found, Problem)
    ]
    if problems:
        raise Rejected(_rows_named(problems, _))
    card = [row for row in rows if isinstance(row, stock.CardRow)]
    if call.options.json:
        call.terminal.say_json(
            {
                "rows": [{"n": n, **_stock_row(row)} for n, row in enumerate(card, 1)],
                "totals": {
                    "cost_of_issues": int(_cost_of_issues(card)),
                    "quantity": number(Fraction(card[-1].quantity, THOUSAND), 3),
                    "value": int(card[-1].value),
                },
            }
        )
    else:
        call.terminal.say(*_stock_lines(movements, card, _))
    return Exit.DONE


def _stock_row(row: stock.CardRow) -> dict[str, object]:
    return {
        "quantity": number(Fraction(row.quantity, THOUSAND), 3),
        "value": int(row.value),
        "cost_of_issue": int(row.cost_of_issue),
        "unit_cost": number(row.unit_cost, 2),
    }


def _cost_of_issues(card: Iterable[stock.CardRow]) -> Rupiah:
    return sum((row.cost_of_issue for row in card), _NONE)


_MOVEMENTS: dict[stock.MovementKind, str] = {
    "opening": N_("at the start"),
    "in": N_("came in"),
    "out": N_("went out"),
    "purchase_return": N_("sent back"),
    "sale_return": N_("taken back"),
    "count": N_("counted"),
}


def _stock_lines(movements: Sequence[MovementRow], card: Sequence[stock.CardRow], _: Translator) -> Iterator[str]:
    heads = (_("Date"), _("What happened"), _("Quantity"), _("Left"), _("Worth"), _("Cost of what went out"), _("Each"))
    rows = [
        (
            format_day(read.day, _.language),
            _(_MOVEMENTS[read.movement.kind]),
            format_quantity(row.moved.quantity),
            format_quantity(row.quantity),
            format_amount(row.value),
            format_amount(row.cost_of_issue) if row.cost_of_issue else "",
            _with_cents(row.unit_cost),
        )
        for read, row in zip(movements, card, strict=True)
    ]
    yield from table(heads, rows, left=2)
    yield ""
    yield _("Cost of all that went out: {amount}", amount=_cost_of_issues(card))
    yield _("In stock: {quantity}, worth {amount}", quantity=format_quantity(card[-1].quantity), amount=card[-1].value)


# --------------------------------------------------------------------------------------------- ageing


def _ageing_words(parser: Parser) -> None:
    _ = parser.translator
    _add_file(parser)
    parser.needed.add_argument("--on", metavar=_("DATE"), required=True, help=_("the day on which it is looked at"))
    add_json(parser)


def _ageing(call: Call) -> Exit:
    on = taken(read_day(call.options.on, call.today), "on")
    debts = _taken_rows(read_debts(taken(read_file(call.options.file), "file"), on), call.translator)
    totals = ageing.ageing(((debt.due, debt.amount) for debt in debts), on)
    if call.options.json:
        call.terminal.say_json(
            {
                "rows": [_debt_row(debt, on) for debt in debts],
                "totals": {name: int(getattr(totals, name)) for name in (*ageing.BUCKETS, "all")},
            }
        )
    else:
        call.terminal.say(*_ageing_lines(debts, totals, on, call.translator))
    return Exit.DONE


def _debt_row(debt: DebtRow, on: date) -> dict[str, object]:
    return {
        "no": debt.no,
        "due": debt.due.isoformat(),
        "discount_until": debt.discount_until and debt.discount_until.isoformat(),
        "days": ageing.days_past_due(debt.due, on),
        "bucket": ageing.bucket(debt.due, on),
        "amount": int(debt.amount),
    }


_BUCKETS: dict[ageing.Bucket, str] = {
    "not_due": N_("not due yet"),
    "d30": N_("1–30 days late"),
    "d60": N_("31–60 days late"),
    "d90": N_("61–90 days late"),
    "over": N_("more than 90 days late"),
}


def _ageing_lines(debts: Sequence[DebtRow], totals: ageing.Ageing, on: date, _: Translator) -> Iterator[str]:
    heads = (_("No."), _("Due on"), _("Discount until"), _("How late"), _("Amount"))
    rows = [
        (
            debt.no,
            format_day(debt.due, _.language),
            format_day(debt.discount_until, _.language) if debt.discount_until else "",
            _(_BUCKETS[ageing.bucket(debt.due, on)]),
            format_amount(debt.amount),
        )
        for debt in debts
    ]
    yield from table(heads, rows, left=4)
    yield ""
    sums = [(_(_BUCKETS[name]), format_amount(getattr(totals, name))) for name in ageing.BUCKETS]
    yield from table((), [*sums, (_("all together"), format_amount(totals.all))], left=1)


# ---------------------------------------------------------------------------------------------- price


def _price_words(parser: Parser) -> None:
    _ = parser.translator
    for name, help_ in (
        ("fixed", _("what has to be paid whether anything is sold or not")),
        ("variable", _("what one piece costs")),
        ("price", _("what one piece is sold for")),
    ):
        parser.needed.add_argument(f"--{name}", metavar=_("AMOUNT"), required=True, help=help_)
    help_ = _("how much is to be earned")
    parser.wishes.add_argument("--target-profit", metavar=_("AMOUNT"), help=help_)
    add_json(parser)


def _price(call: Call) -> Exit:
    _, options = call.translator, call.options
    sale = prices.Sale(
        fixed=taken(read_amount(options.fixed), "fixed"),
        variable=taken(read_amount(options.variable), "variable"),
        price=taken(read_amount(options.price), "price"),
    )
    wished = options.target_profit
    found = prices.break_even(sale, None if wished is None else taken(read_amount(wished), "target-profit"))
    if options.json:
        call.terminal.say_json(
            {
                "break_even_units": found.units,
                "break_even_amount": int(found.amount),
                "units_for_target": found.units_for_target,
                "margin_percent": number(found.margin_percent, 2),
                "markup_percent": number(found.markup_percent, 2),
            }
        )
        return Exit.DONE
    call.terminal.say(
        _(
            "To lose nothing, sell {units} pieces; sales must reach {amount}.",
            units=_whole(found.units),
            amount=found.amount,
        )
    )
    if found.units_for_target is not None:
        call.terminal.say(_("For the profit that is wished for, sell {units}.", units=_whole(found.units_for_target)))
    call.terminal.say(
        _(
            "Each leaves {amount}: {percent} % of the price.",
            amount=sale.contribution,
            percent=_percent(found, "margin"),
        )
    )
    if found.markup_percent is not None:
        call.terminal.say(_("That is {percent} % on top of what it costs.", percent=_percent(found, "markup")))
    return Exit.DONE


def _percent(found: prices.BreakEven, name: str) -> str:
    return _with_cents(getattr(found, f"{name}_percent"))


# --------------------------------------------------------------------------------------- depreciation


def _depreciation_words(parser: Parser) -> None:
    _ = parser.translator
    need, add = parser.needed.add_argument, parser.wishes.add_argument
    need("--cost", metavar=_("AMOUNT"), required=True, help=_("what it cost"))
    need("--years", metavar="N", type=int, required=True, help=_("for how many years it is of use"))
    need("--method", choices=depreciation.METHODS, required=True, help=_("equal parts, or of what is left each year"))
    add("--residual", metavar=_("AMOUNT"), help=_("what it is worth at the end; 0 by default"))
    add("--rate", metavar=_("PERCENT"), help=_("declining: how much of what is left each year; 200 ÷ years by default"))
    add("--start", metavar=_("DATE"), help=_("the day from which it is used: by months then"))
    add_json(parser)


def _depreciation(call: Call) -> Exit:
    _, options = call.translator, call.options
    plan = depreciation.Plan(
        cost=taken(read_amount(options.cost), "cost"),
        years=options.years,
        method=options.method,
        residual=_NONE if options.residual is None else taken(read_amount(options.residual), "residual"),
        rate=None if options.rate is None else taken(read_percent(options.rate), "rate"),
        start=None if options.start is None else taken(read_day(options.start, call.today), "start"),
    )
    rows = depreciation.yearly(plan)
    if options.json:
        told = [
            {
                "year": row.year,
                "depreciation": int(row.depreciation),
                "accumulated": int(row.accumulated),
                "book_value": int(row.book_value),
            }
            for row in rows
        ]
        call.terminal.say_json({"rows": told})
        return Exit.DONE
    heads = (_("Year"), _("Worn off"), _("Worn off so far"), _("Still worth"))
    amounts = [
        (str(row.year), *map(format_amount, (row.depreciation, row.accumulated, row.book_value))) for row in rows
    ]
    call.terminal.say(*table(heads, amounts, left=1))
    return Exit.DONE


# --------------------------------------------------------------------------------------------- shared


T = TypeVar("T")


def _taken_rows(found: tuple[T, ...] | tuple[Problem, ...], _: Translator) -> list[T]:
    """The rows of a file; raises ``Rejected`` with everything that is wrong with them."""
    problems = [one for one in found if isinstance(one, Problem)]
    if problems:
        raise Rejected(_rows_named(problems, _))
    return [one for one in found if not isinstance(one, Problem)]


def _rows_named(problems: Iterable[Problem], _: Translator) -> Iterator[Problem]:
    """The problems, those of a row saying that it is one, those of no place saying that it is the file."""
    for problem in problems:
        if problem.field is None:
            yield problem.at("file")
        else:
            yield problem.at(_("row {row}", row=problem.field)) if problem.field.isdecimal() else problem


def _with_cents(number: Fraction | None) -> str:
    """For people: with up to two decimals behind a comma."""
    if number is None:
        return ""
    hundredths = (2 * number * 100 + 1) // 2
    return format_quantity(int(hundredths) * (THOUSAND // 100))


def _whole(number: int) -> str:
    return format_amount(number, symbol=False)


COMMANDS = {
    "stock": Command(_stock_words, _stock),
    "ageing": Command(_ageing_words, _ageing),
    "price": Command(_price_words, _price),
    "depreciation": Command(_depreciation_words, _depreciation),
}
