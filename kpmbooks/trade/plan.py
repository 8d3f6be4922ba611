"""What a record that names goods comes to: its amount, what stock makes of it, how the goods move. Nothing is written.

Each act of ``Kind.goods`` is one function here. Costs follow the order of writing and are never restated: they are
worked out from what lies there at this moment, whatever day the record is of.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from kpmbooks import recording
from kpmbooks.book import Reader
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import Rupiah, allocate, read_amount
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.recording import Answers, Kind
from kpmbooks.trade import stock as rules
from kpmbooks.trade.goods import HOME, SORT_NAMES, STOCK_ROLES, Good, Sort, goods_of, stock_of
from kpmbooks.trade.goods_lines import GoodsLine, read_goods
from kpmbooks.trade.movements import GoodsMovement
from kpmbooks.trade.parties import find_party
from kpmbooks.trade.quantities import format_quantity
from kpmbooks.trade.stock import Stock, value_of

NOBODY = -1
"""The holder of goods that are left with a party whom the book does not know yet."""

_OF_STOCK_ONLY = frozenset({"open", "make", "consume", "count"})
"""Acts that say nothing but what becomes of stock: without it there is nothing that they could mean."""
_NOT_STOCKED = N_("No stock of “{name}” is kept. Tick “Keep its stock” on its card under Goods, or leave it out.")
_COST_MISSING = N_("No stock of “{name}” is kept, so its cost is not known. Write about how much it was.")

_NOTHING = Problem("stock-nothing", N_("The quantity must be more than zero. Write how much it was."))


@dataclass(slots=True)
class Plan:
    """A record, worked out: its answers with the amount filled in, what is given, how goods move, what is odd.

    ``new_holder`` is the name of the party who is to be added as the holder ``NOBODY``.
    """

    answers: Answers
    given: dict[str, int] = field(default_factory=dict)
    movements: list[GoodsMovement] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    new_holder: str | None = None


def plan(reader: Reader, kind: str, answers: Answers, ledger: LedgerRef, *, without: int | None = None) -> Plan:
    """Work out a record of ``kind``; raises ``Rejected`` with what is wrong with its goods.

    ``without``: as if the entry of that key, which it corrects, were taken back already.
    """
    known = recording.kinds().get(kind)
    asked = [one.name for one in known.fields if one.type == "goods"] if known else []
    if known is None or known.goods is None or not any(str(answers.get(name) or "").strip() for name in asked):
        return Plan(answers)
    there = goods_of(reader, ledger)
    lines: dict[str, tuple[GoodsLine, ...]] = {}
    problems: list[Problem] = []
    for name in asked:
        read = read_goods(str(answers.get(name) or ""), there)
        problems += [one.at(name) for one in read if isinstance(one, Problem)]
        lines[name] = tuple(one for one in read if isinstance(one, GoodsLine))
        problems += [one.at(name) for line in lines[name] for one in _misfits(known, name, line)]
    if problems:
        raise Rejected(problems)
    planned = Plan(dict(answers))
    work = _Work(known, planned, lines, _Shelves(reader, without))
    match known.goods:
        case "sell":
            _sell(work)
        case "buy":
            _buy(work)
        case "open":
            _open(work)
        case "take_back":
            _take_back(work)
        case "send_back":
            _send_back(work)
        case "spoil" | "use" | "consume":
            _use_up(work, known.goods)
        case "make":
            _make(work)
        case "count":
            _count(work)
        case "leave" | "fetch" | "sell_there":
            _with_holder(reader, work, known.goods)
    return planned


def _misfits(kind: Kind, name: str, line: GoodsLine) -> Iterator[Problem]:
    """Why a line cannot stand in this field of this kind."""
    if line.quantity <= 0 and kind.goods != "count":
        yield _NOTHING
    if line.good.sort not in sorts_for(kind, name):
        message = N_("“{name}” is kept as {sort} and does not belong here. Choose another good or another kind.")
        yield Problem("good-sort", message, {"name": line.good.name, "sort": SORT_NAMES[line.good.sort]})
    elif kind.goods in _OF_STOCK_ONLY and name != "failed" and not line.good.stocked:
        yield Problem("good-not-stocked", _NOT_STOCKED, {"name": line.good.name})


def sorts_for(kind: Kind, name: str) -> tuple[Sort, ...]:
    """The sorts of goods that a field of the kind takes: those whose stock it moves, and services where they sell."""
    match kind.goods:
        case "make":
            return ("bahan",) if name == "used" else ("dagangan",)
        case "sell" | "take_back":
            return ("dagangan", "jasa")
        case "leave" | "fetch" | "sell_there":
            return ("dagangan",)
    roles = {role for leg in kind.legs for role in (leg.debit, leg.credit)}
    return tuple(sort for sort, role in STOCK_ROLES.items() if role in roles)


class _Shelves:
    """The stocks that one record moves, each asked of the book once and followed from line to line."""

    def __init__(self, reader: Reader, without: int | None) -> None:
        self._reader = reader
        self._without = without
        self._now: dict[tuple[int, int], Stock] = {}

    def stock(self, good: Good, holder: int = HOME) -> Stock:
        key = good.id, holder
        if key not in self._now:
            unknown = holder == NOBODY
            self._now[key] = Stock() if unknown else stock_of(self._reader, good, holder, without=self._without)
        return self._now[key]

    def put(self, good: Good, now: Stock, holder: int = HOME) -> None:
        self._now[good.id, holder] = now

    def issue(self, line: GoodsLine, holder: int = HOME) -> Rupiah:
        """Take the goods out, at their cost; raises ``Rejected`` when there is not so much."""
        if not line.good.stocked:
            return Rupiah(0)
        after, cost = _possible(rules.issue(self.stock(line.good, holder), line.quantity, line.good.method), line.good)
        self.put(line.good, after, holder)
        return cost

    def receive(self, line: GoodsLine, value: Rupiah, holder: int = HOME) -> Rupiah:
        """Put the goods in, at what they are worth; that is nothing where no stock is kept."""
        if not line.good.stocked:
            return Rupiah(0)
        self.put(line.good, rules.receive(self.stock(line.good, holder), line.quantity, value), holder)
        return value


def _possible(after: tuple[Stock, Rupiah] | Problem, good: Good) -> tuple[Stock, Rupiah]:
    """The stock after a movement; raises ``Rejected``, naming the good, where it cannot be."""
    if not isinstance(after, Problem):
        return after
    if after.code == "stock-short":
        message = N_("Of “{name}” there are only {there}, not {asked}. Count first, or record what came in.")
        raise Rejected(Problem(after.code, message, {**after.params, "name": good.name}, "items"))
    raise Rejected(after.at("items"))


@dataclass(frozen=True, slots=True)
class _Work:
    kind: Kind
    plan: Plan
    lines: Mapping[str, tuple[GoodsLine, ...]]
    shelves: _Shelves

    @property
    def items(self) -> tuple[GoodsLine, ...]:
        return self.lines["items"]

    def give(self, name: str, amount: int) -> None:
        self.plan.given[name] = self.plan.given.get(name, 0) + int(amount)

    def give_cost(self, good: Good, cost: int) -> None:
        """Give a cost under the one name that the kind has for it, or under that of the good's sort."""
        by_sort = "materials_cost" if good.sort == "bahan" else "goods_cost"
        self.give("cost" if "cost" in self.kind.given else by_sort, cost)

    def move(self, line: GoodsLine, act: str, quantity: int, value: int, amount: int = 0, holder: int = HOME) -> None:
        with_whom = holder if holder != HOME else None
        stocked = line.good.stocked
        moved = GoodsMovement(line.good.id, act, quantity, Rupiah(value), Rupiah(amount), with_whom, stocked)
        self.plan.movements.append(moved)

    def written(self, name: str) -> Rupiah | None:
        """The amount in a field; None for none, and for what recording will refuse to read."""
        text = str(self.plan.answers.get(name) or "").strip()
        read = read_amount(text) if text else None
        return read if isinstance(read, Rupiah) and read >= 0 else None

    def amount(self, *, own_prices: bool) -> tuple[Rupiah, ...]:
        """What each line comes to: the written amount shared out, or their prices, whose sum is then the amount."""
        written = self.written("amount")
        parts = self.parts(written, own_prices=own_prices)
        if written is None and not str(self.plan.answers.get("amount") or "").strip():
            self.plan.answers = {**self.plan.answers, "amount": int(sum(parts))}
        return parts

    def parts(self, whole: Rupiah | None, *, own_prices: bool) -> tuple[Rupiah, ...]:
        """``whole`` shared out over the lines by their prices, or just what these come to.

        ``own_prices``: a line without a price has that of its good. One line may be without: it takes the rest of
        ``whole``. Raises ``Rejected`` where prices are missing.
        """
        prices = [line.price or (line.good.price if own_prices else None) for line in self.items]
        priced = [
            None if price is None else value_of(line.quantity, Fraction(int(price)))
            for line, price in zip(self.items, prices, strict=True)
        ]
        known = sum(int(part) for part in priced if part is not None)
        unpriced = [line for line, part in zip(self.items, priced, strict=True) if part is None]
        if unpriced and (whole is None or len(unpriced) > 1 or whole < known):
            message = N_("Write the price of one “{name}” as well, for example “{name} {quantity} x 5000”.")
            params = {"name": unpriced[0].good.name, "quantity": format_quantity(unpriced[0].quantity)}
            raise Rejected(Problem("goods-price-missing", message, params, "items"))
        weights = [int(whole or 0) - known if part is None else int(part) for part in priced]
        if whole is None:
            return tuple(Rupiah(weight) for weight in weights)
        return allocate(whole, weights if any(weights) else [line.quantity for line in self.items])


# The acts


def _sell(work: _Work) -> None:
    for line, part in zip(work.items, work.amount(own_prices=True), strict=True):
        cost = work.shelves.issue(line)
        work.give("cost", cost)
        work.move(line, "sell", -line.quantity, -cost, part)
        if cost > part:
            message = N_("“{name}” is sold below what it cost: {cost}. Is the price right?")
            work.plan.warnings.append(Problem("sold-below-cost", message, {"name": line.good.name, "cost": cost}))


def _buy(work: _Work) -> None:
    for line, part in zip(work.items, work.amount(own_prices=False), strict=True):
        value = work.shelves.receive(line, part)
        work.give("stocked", value)
        work.move(line, "buy", line.quantity, value, part)


def _open(work: _Work) -> None:
    for line, part in zip(work.items, work.parts(None, own_prices=False), strict=True):
        value = work.shelves.receive(line, part)
        work.give_cost(line.good, value)
        work.move(line, "open", line.quantity, value)


def _take_back(work: _Work) -> None:
    """A sale comes back at what it cost, and takes from the sales what was given back for it."""
    back = (work.written("refund") or 0) + (work.written("bon") or 0)
    for line, part in zip(work.items, work.parts(Rupiah(back), own_prices=True), strict=True):
        cost = Rupiah(0)
        if line.good.stocked:
            taken = rules.take_back(work.shelves.stock(line.good), line.quantity, None, line.good.method)
            after, cost = _possible(taken, line.good)
            work.shelves.put(line.good, after)
        work.give("cost", cost)
        work.move(line, "take_back", line.quantity, cost, -part)


def _send_back(work: _Work) -> None:
    """A purchase goes back at what it was bought for, where that is written."""
    back = (work.written("refund") or 0) + (work.written("owed") or 0)
    for line, part in zip(work.items, work.parts(Rupiah(back), own_prices=False), strict=True):
        cost = Rupiah(0)
        if line.good.stocked:
            sent = rules.send_back(work.shelves.stock(line.good), line.quantity, part or None, line.good.method)
            after, cost = _possible(sent, line.good)
            work.shelves.put(line.good, after)
        work.give_cost(line.good, cost)
        work.move(line, "send_back", -line.quantity, -cost, -part)


def _use_up(work: _Work, act: str) -> None:
    for line in work.items:
        cost = work.shelves.issue(line)
        work.give_cost(line.good, cost)
        work.move(line, act, -line.quantity, -cost)
    unknown = next((line.good for line in work.items if not line.good.stocked), None)
    if unknown is not None and not any(work.plan.given.values()):
        field = "materials" if unknown.sort == "bahan" else "goods"
        if not (work.written("materials") or work.written("goods")):
            raise Rejected(Problem("good-not-stocked", _COST_MISSING, {"name": unknown.name}, field))


def _make(work: _Work) -> None:
    """Materials become goods: what they cost goes to good and failed pieces alike, by price where all have one."""
    whole = 0
    for line in work.lines["used"]:
        cost = work.shelves.issue(line)
        whole += cost
        work.move(line, "consume", -line.quantity, -cost)
    good, failed = work.items, work.lines["failed"]
    prices = [int(line.good.price or 0) for line in (*good, *failed)]
    weights = [
        line.quantity * (price if all(prices) else 1) for line, price in zip((*good, *failed), prices, strict=True)
    ]
    if not weights:
        return  # recording says what is missing
    costs = allocate(Rupiah(whole), weights)
    for line, cost in zip(good, costs[: len(good)], strict=True):
        value = work.shelves.receive(line, cost)
        work.give("made", cost)
        work.move(line, "make", line.quantity, value)
    for line, cost in zip(failed, costs[len(good) :], strict=True):
        work.give("spoiled", cost)
        # It never lies on a shelf: only how many failed is kept.
        work.plan.movements.append(GoodsMovement(line.good.id, "spoil", -line.quantity, Rupiah(0), stocked=False))


def _count(work: _Work) -> None:
    for line in work.items:
        counted = rules.count(work.shelves.stock(line.good), line.quantity, line.good.method)
        if isinstance(counted, Problem):
            raise Rejected(counted.at("items"))
        after, quantity, value = counted
        work.shelves.put(line.good, after)
        sort = "materials" if line.good.sort == "bahan" else "goods"
        work.give(f"{sort}_less" if value < 0 else f"{sort}_more", abs(value))
        if quantity:
            work.move(line, "count", quantity, value)
    if not work.plan.movements:
        message = N_("The count agrees with the book; there is nothing to record.")
        raise Rejected(Problem("count-agrees", message, {}, "items"))
    if not str(work.plan.answers.get("memo") or "").strip():
        message = N_("The count differs from the book. Say in a few words why, for example: broken.")
        raise Rejected(Problem("count-unexplained", message, {}, "memo"))


def _with_holder(reader: Reader, work: _Work, act: str) -> None:
    """Goods that are left with somebody, come back from her, or are sold there."""
    name = str(work.plan.answers.get("party") or "").strip()
    if not name:
        raise Rejected(Problem("holder-missing", N_("Write with whom the goods lie."), {}, "party"))
    party = find_party(reader, name)
    holder = party.id if party else NOBODY
    if party is None:
        work.plan.new_holder = name
    for line, part in zip(work.items, work.amount(own_prices=True), strict=True):
        if act == "leave":
            cost = work.shelves.issue(line)
            work.shelves.receive(line, cost, holder)
            work.move(line, act, -line.quantity, -cost)
            work.move(line, act, line.quantity, cost, part, holder)
        elif act == "fetch":
            cost = work.shelves.issue(line, holder)
            work.shelves.receive(line, cost)
            work.move(line, act, -line.quantity, -cost, part, holder)
            work.move(line, act, line.quantity, cost)
        else:
            cost = work.shelves.issue(line, holder)
            work.give("cost", cost)
            work.move(line, act, -line.quantity, -cost, part, holder)
