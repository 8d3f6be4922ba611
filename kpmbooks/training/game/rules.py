"""The rules of a week: what comes of a group's decisions. Pure: the same shop, market and decisions give the same week.

A week has an order that the paper says too: bons come in, money is borrowed, goods are bought with what is in the
drawer, people buy, the place and the instalments are paid, the family takes, something is set aside, the card of the
home is turned, the family eats. Nothing is punished: what is not recorded is only not known, and a bon that nobody
remembers is not asked for.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from kpmbooks.money import Rupiah, allocate
from kpmbooks.training.game.market import Market
from kpmbooks.training.game.values import (
    ASIDES,
    BUYS,
    PRICES,
    Business,
    Card,
    Choices,
    Debt,
    Game,
    Lender,
    Lot,
    Purse,
    Shop,
    Week,
    Written,
)

REMEMBERED = 2
"""Weeks for which somebody remembers who owes her."""

STEP = 5_000
"""What the family takes beside its needs is counted in such steps."""

EVEN = 1_000
"""People pay bons, and families take money, in whole thousands."""

EMERGENCY = 100_000
"""Money that is missing is borrowed from the moneylender in such steps."""


def begin(game: Game, business: Business) -> Shop:
    """A shop before its first week."""
    return Shop(business, 0, business.opening, 0, Rupiah(0), (), (), game.purse, Rupiah(0))


def play(market: Market, shop: Shop, choices: Choices) -> Shop:
    """The shop after its next week. A loan that cannot be had is not given."""
    return _Round(market, shop, choices).play()


def may_borrow(game: Game, shop: Shop, wanted: str) -> bool:
    """Whether this lender lends to the shop now: one loan at a time, and the cooperative wants to see a book."""
    if wanted == "none":
        return True
    recorded = sum(week.recorded for week in shop.weeks)
    return not any(debt.asked for debt in shop.debts) and recorded >= game.lender(wanted).book


def worth(game: Game, market: Market, shop: Shop) -> Rupiah:
    """What a group has in the end: money, goods at cost, bons that will still come, the family's purse, less debts."""
    cost = market.cost(shop.business, max(shop.week, 1))
    bons = sum(lot.pays - lot.paid for lot in shop.lots if asked_for(lot, shop.week + 1))
    debts = sum(debt.owed for debt in shop.debts) + shop.family_owes
    return Rupiah(shop.cash + shop.saved + shop.stock * cost + bons + shop.purse - debts)


def gain(game: Game, market: Market, shop: Shop) -> Rupiah:
    """By how much a group is better off than at the beginning."""
    return Rupiah(worth(game, market, shop) - shop.business.opening - game.purse)


def asked_for(lot: Lot, week: int) -> bool:
    """Whether somebody still knows in ``week`` who owes this lot."""
    return lot.recorded or week - lot.week <= REMEMBERED


def _even(amount: int) -> int:
    return amount // EVEN * EVEN


@dataclass
class _Round:
    """One week while it is worked out."""

    market: Market
    shop: Shop
    choices: Choices
    written: list[Written] = field(default_factory=list)
    emergency: int = 0
    repaid: int = 0
    borrowed: int = 0
    collected: int = 0

    def __post_init__(self) -> None:
        self.game, self.business = self.market.game, self.shop.business
        self.number = self.shop.week + 1
        self.cash, self.saved = int(self.shop.cash), int(self.shop.saved)
        self.purse, self.owes = int(self.shop.purse), int(self.shop.family_owes)
        self.debts = list(self.shop.debts)
        self.new_debts: list[Debt] = []

    def play(self) -> Shop:
        business, choices = self.business, self.choices
        price = int(business.prices[PRICES.index(choices.price)])
        cost = self.market.cost(business, self.number, self.saved)
        lots = self._collect()
        self._borrow()
        bought = self._buy(cost)
        on_hand = self.shop.stock + bought
        sold, on_bon, away = self._sell(on_hand, price)
        left = on_hand - sold
        stock = business.whole(left * business.keeps // 100)
        if on_bon:
            span = self.game.limited_pays if choices.bon == "limited" else self.game.anyone_pays
            amount = on_bon * price
            pays = _even(amount * self.market.pays(business, self.number, span) // 100)
            lots.append(Lot(self.number, Rupiah(amount), Rupiah(pays), Rupiah(0), choices.record == "yes"))
        self._must(int(business.fixed))
        self._out(business.fixed_kind, 5, int(business.fixed), memo=business.fixed_memo)
        self._instalments()
        taken, wants = self._take()
        aside = self._aside()
        home = self.market.home[self.number - 1]
        shock = self._home(home)
        family_bon = self._eat()
        week = Week(
            number=self.number,
            market=self.market.market[self.number - 1],
            home=home,
            choices=choices,
            cost=Rupiah(cost),
            price=Rupiah(price),
            bought=bought,
            sold=sold,
            sold_on_bon=on_bon,
            turned_away=away,
            spoilt=left - stock,
            collected=Rupiah(self.collected),
            taken=Rupiah(taken),
            wants=Rupiah(wants),
            set_aside=Rupiah(aside),
            borrowed=Rupiah(self.borrowed),
            emergency=Rupiah(self.emergency),
            repaid=Rupiah(self.repaid),
            shock=Rupiah(shock),
            family_bon=Rupiah(family_bon),
            cash=Rupiah(self.cash),
            stock=stock,
            written=tuple(self.written),
        )
        return Shop(
            business=business,
            week=self.number,
            cash=Rupiah(self.cash),
            stock=stock,
            saved=Rupiah(self.saved),
            lots=tuple(lots),
            debts=(*self.debts, *self.new_debts),
            purse=Rupiah(self.purse),
            family_owes=Rupiah(self.owes),
            weeks=(*self.shop.weeks, week),
        )

    # Money that comes in

    def _collect(self) -> list[Lot]:
        """Bons are paid: half after a week, more after two, the last when somebody still asks for them."""
        lots = []
        for lot in self.shop.lots:
            due = 0
            age = self.number - lot.week
            if age == 1:
                due = _even(int(lot.pays) * self.game.quick // 100)
            elif age == REMEMBERED:
                due = _even(int(lot.pays) * self.game.slow // 100)
            elif age > REMEMBERED and asked_for(lot, self.number):
                due = int(lot.pays) - int(lot.paid)
            if due:
                self._in("terima_bayar_bon", 0, due, party=f"Pelanggan minggu {lot.week}")
                self.collected += due
            lots.append(replace(lot, paid=Rupiah(lot.paid + due)))
        return lots

    def _borrow(self) -> None:
        wanted = self.choices.borrow
        if wanted != "none" and may_borrow(self.game, self.shop, wanted):
            lender = self.game.lender(wanted)
            self.borrowed = int(lender.amount)
            self._lend(lender, int(lender.amount), asked=True)

    def _lend(self, lender: Lender, amount: int, *, asked: bool) -> None:
        kept = int(lender.kept_back) * amount // int(lender.amount)
        interest = int(lender.interest) * amount // int(lender.amount)
        each = (1,) * lender.weeks
        parts = allocate(Rupiah(amount), each), allocate(Rupiah(interest), each)
        self.new_debts.append(Debt(lender.id, *parts, asked))
        self.cash += amount - kept
        words: dict[str, str | int] = {"kept_back": kept, "party": lender.name, "memo": lender.name}
        self._write("terima_pinjaman", "usaha", 0 if asked else 5, amount, "amount", amount - kept, **words)

    def _must(self, amount: int) -> None:
        """See that ``amount`` is in the drawer: from what was set aside, else from the moneylender."""
        if self.cash < amount and self.saved:
            back = min(self.saved, amount - self.cash)
            self.saved -= back
            self._in("ambil_tabungan", 5, back, memo="Celengan")
        if self.cash < amount:
            lender = self.game.lender("keliling")
            arrives = int(lender.amount) - int(lender.kept_back)
            missing = (amount - self.cash) * int(lender.amount)
            borrowed = -(-missing // (arrives * EMERGENCY)) * EMERGENCY
            self.emergency += borrowed
            self._lend(lender, borrowed, asked=False)

    # The business

    def _buy(self, cost: int) -> int:
        """As much as was decided, or as the drawer can pay."""
        wished = self.business.buys[BUYS.index(self.choices.buy)]
        bought = min(wished, self.business.whole(self.cash // cost))
        self._out(self.business.buy_kind, 0, bought * cost, memo=self.business.stock.id)
        return bought

    def _sell(self, on_hand: int, price: int) -> tuple[int, int, int]:
        """Units sold, those of them on a bon, and how many people wanted and did not get."""
        whole = self.business.whole
        wanted = self.market.wanted(self.business, self.number, self.choices.price)
        asking = self.market.market[self.number - 1].bon
        askers = whole(min(wanted * self.business.asks * asking // 10_000, wanted * 6 // 10))
        pay, on_bon = wanted - askers, 0
        if self.choices.bon == "none":
            pay += whole(askers // 3)
        elif self.choices.bon == "limited":
            on_bon = whole(askers // 2)
            pay += whole((askers - on_bon) // 3)
        else:
            # Word spreads: some who would have paid ask as well, and others come because of it.
            turned = whole(pay // 10)
            pay, on_bon = pay - turned, whole(askers * 5 // 4) + turned
        can = min(on_hand, self.business.capacity)
        paid = min(pay, can)
        trusted = min(on_bon, can - paid)
        self._in("jual_tunai", 5, paid * price, memo=self.business.name.id)
        if trusted:
            words = {"party": f"Pelanggan minggu {self.number}", "memo": self.business.name.id}
            self._write("jual_belum_dibayar", "usaha", 5, trusted * price, "amount", 0, **words)
        return paid + trusted, trusted, pay + on_bon - paid - trusted

    def _instalments(self) -> None:
        left = []
        for debt in self.debts:
            principal, interest = int(debt.principal[0]), int(debt.interest[0])
            self._must(principal + interest)
            self.cash -= principal + interest
            self.repaid += principal + interest
            lender = self.game.lender(debt.lender).name
            words: dict[str, str | int] = {"interest": interest, "party": lender}
            self._write("bayar_cicilan", "usaha", 5, principal, "principal", -principal - interest, **words)
            if len(debt.principal) > 1:
                left.append(replace(debt, principal=debt.principal[1:], interest=debt.interest[1:]))
        self.debts = left

    # The family

    def _take(self) -> tuple[int, int]:
        """What goes home, and the part of it beside what the family needs."""
        wants = 0
        if self.choices.take == "wage":
            taken = min(int(self.business.wage), _even(self.cash))
        elif self.choices.take == "needed":
            need = min(int(self.game.family), _even(self.cash))
            wants = (self.cash - need) * self.game.wants // 100 // STEP * STEP
            taken = need + wants
        else:
            taken = 0
        self._home_from_drawer(taken, "Upah" if self.choices.take == "wage" else "Kebutuhan rumah")
        self._spend("jajan_anak", wants, memo="Jajan dan lain-lain")
        return taken, wants

    def _home_from_drawer(self, amount: int, memo: str) -> None:
        self._out("ambil_untuk_keluarga", 6, amount, memo=memo)
        self.purse += int(amount)

    def _spend(self, kind: str, amount: int, **words: str) -> None:
        if amount:
            self.purse -= amount
            self._write(kind, "keluarga", 6, amount, "amount", 0, **words)

    def _aside(self) -> int:
        amount = int(self.game.aside[ASIDES.index(self.choices.aside)])
        if amount > self.cash:
            return 0
        self._out("menabung", 6, amount, memo="Celengan")
        self.saved += amount
        return amount

    def _home(self, card: Card) -> int:
        """The card of the home happens; gives what it cost."""
        if card.gift:
            self.purse += int(card.gift)
            self._write(card.kind, "keluarga", 6, int(card.gift), "amount", 0, memo=card.title.id)
            return 0
        if card.family:
            self._for_family(card, int(card.family))
            return int(card.family)
        if card.lent:
            lent = _even(min(self.cash * card.lent // 100, int(card.most)))
            self._home_from_drawer(lent, card.title.id)
            self._spend(card.kind, lent, memo=card.title.id)
            return lent
        if card.lost:
            lost = _even(self.cash * card.lost // 100)
            self._out("uang_hilang", 6, lost, memo=card.title.id)
            return lost
        cost = int(self.business.repair) * card.repair // 100
        if cost and self.saved:
            # What was set aside is there for this.
            back = min(self.saved, cost)
            self.saved -= back
            self._in("ambil_tabungan", 6, back, memo="Celengan")
        self._must(cost)
        self._out("perbaiki_alat", 6, cost, memo=card.title.id)
        return cost

    def _for_family(self, card: Card, amount: int) -> None:
        """The family pays from what its purse holds beside this week's food; the rest must come from the business."""
        own = min(amount, max(self.purse - int(self.game.family), 0))
        rest = amount - own
        if rest and self.saved:
            back = min(self.saved, rest)
            self.saved -= back
            self._in("ambil_tabungan", 6, back, memo="Celengan")
        self._must(rest)
        self._home_from_drawer(rest, card.title.id)
        self._spend(card.kind, amount, memo=card.title.id)

    def _eat(self) -> int:
        """The family eats; what its purse lacks is written up at the neighbour's, who asks a little more for it."""
        need = int(self.game.family)
        paid = min(need, self.purse)
        self._spend("belanja_dapur", paid, memo="Makan seminggu")
        short = _even((need - paid) * (100 + self.game.family_bon_costs) // 100)
        if short:
            self.owes += short
            words = {"party": "Warung tetangga", "memo": "Makan seminggu"}
            self._write("ngebon_warung", "keluarga", 6, short, "amount", 0, **words)
        elif self.owes and self.purse:
            back = min(self.owes, self.purse)
            self.owes -= back
            self._spend("bayar_bon_warung", back, party="Warung tetangga")
        return short

    # What a book holds of it

    def _in(self, kind: str, day: int, amount: int, **words: str) -> None:
        if amount:
            self.cash += amount
            self._write(kind, "usaha", day, amount, "amount", amount, **words)

    def _out(self, kind: str, day: int, amount: int, **words: str) -> None:
        if amount:
            self.cash -= amount
            self._write(kind, "usaha", day, amount, "amount", -amount, **words)

    def _write(
        self, kind: str, purse: Purse, day: int, amount: int, name: str, in_drawer: int, **more: str | int
    ) -> None:
        amounts = {name: Rupiah(amount), **{key: Rupiah(value) for key, value in _whole(more) if value}}
        words = {key: value for key, value in more.items() if isinstance(value, str)}
        self.written.append(Written(kind, purse, day, amounts, words, in_drawer))


def _whole(more: dict[str, str | int]) -> Iterable[tuple[str, int]]:
    return ((key, value) for key, value in more.items() if isinstance(value, int))
