"""The questions about a group's rules: what holds is shown, what is written is read; deciding is the page's."""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from typing import Any, Final, cast

from PySide6.QtWidgets import QGridLayout, QWidget

from kpmbooks.group import GroupRules, LoanRules
from kpmbooks.group.rules import ChargeName, LoanMethod, Rhythm
from kpmbooks.group.sharing import Rest
from kpmbooks.i18n import Translator
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem
from ui.desktop import widgets as w
from ui.desktop.pages.record_fields import AmountAnswer
from ui.desktop.pages.rules_rows import PoolRows, SavingsRows, read_percent
from ui.desktop.pages.rules_words import CHARGES, METHODS, RESTS, RHYTHMS, percent_words
from ui.desktop.theme import look

_UNITS: Final = (1, 100, 500, 1_000)


class RulesForm:
    """The cards, in their order: ``meeting``, ``money``, ``collected``, ``savings``, ``loans``, ``split``, ``box``.

    Those that only a group has a use for that keeps money are hidden while ``money_on`` is not ticked.
    """

    def __init__(self, _: Translator) -> None:
        self._ = _
        self.rhythm = w.Choice(object_name="rules_rhythm", accessible_name=_("How often?"))
        for key, words in RHYTHMS.items():
            self.rhythm.add(_(words), key)
        self.place = w.TextField(object_name="rules_place", accessible_name=_("Where?"), hint=_("may stay empty"))
        self.money_on = w.Check(_("The group keeps money of its members"), object_name="rules_money")
        self.dues = AmountAnswer(_, "rules_dues", _("Dues?"), small=True)
        self.solidarity = AmountAnswer(_, "rules_solidarity", _("Solidarity fund (IKS)?"), small=True)
        self.fine = AmountAnswer(_, "rules_fine", _("Fine for staying away without word?"), small=True)
        self.kinds = SavingsRows(_)
        self.lends = w.Check(_("Members may borrow"), object_name="rules_loans")
        self.multiple = w.TextField(
            object_name="rules_multiple",
            accessible_name=_("At most how many times her savings?"),
            hint=_("0: no limit"),
        )
        self.periods = w.TextField(object_name="rules_periods", accessible_name=_("At most how many instalments?"))
        self.charge = w.Choice(object_name="rules_charge", accessible_name=_("What is the charge called?"))
        for charge, words in CHARGES.items():
            self.charge.add(_(words), charge)
        self.rate = w.TextField(
            object_name="rules_rate", accessible_name=_("How many percent a month?"), hint=_("% a month")
        )
        self.method = w.Choice(object_name="rules_method", accessible_name=_("Percent of what?"))
        for method, words in METHODS.items():
            self.method.add(_(words), method)
        self.unit = w.Choice(object_name="rules_unit", accessible_name=_("Instalments rounded up to?"))
        for unit in _UNITS:
            self.unit.add(f"Rp{unit:,}".replace(",", "."), unit)
        self.pools = PoolRows(_)
        self.rest = w.Choice(object_name="rules_rest", accessible_name=_("Where does what cannot be divided go?"))
        for rest, words in RESTS.items():
            self.rest.add(_(words), rest)
        self.ceiling = AmountAnswer(_, "rules_ceiling", _("At most how much in the box?"), small=True)
        self.cards = self._cards()
        self.money_on.toggled.connect(lambda _on: self._fit())
        self.lends.toggled.connect(lambda _on: self._fit())

    def put(self, rules: GroupRules) -> None:
        """Show these rules."""
        loans = rules.loans
        self.rhythm.set_current(rules.rhythm)
        self.place.setText(rules.place)
        self.money_on.setChecked(rules.money)
        for field, amount in (
            (self.dues, rules.dues),
            (self.solidarity, rules.solidarity),
            (self.fine, rules.fine),
            (self.ceiling, rules.cash_ceiling),
        ):
            field.put(int(amount) or None)
        self.kinds.put(rules.savings)
        self.lends.setChecked(loans.allowed)
        self.multiple.setText(str(loans.multiple))
        self.periods.setText(str(loans.periods))
        self.charge.set_current(loans.charge)
        self.rate.setText(percent_words(loans.rate))
        self.method.set_current(loans.method)
        if self.unit.findData(loans.unit) < 0:
            self.unit.add(f"Rp{loans.unit}", loans.unit)
        self.unit.set_current(loans.unit)
        self.pools.put(rules.pools)
        self.rest.set_current(rules.rest)
        self._fit()

    def read(self, before: GroupRules) -> GroupRules | Problem:
        """What is written; its day and meeting are still those of ``before``."""
        pools = self.pools.read()
        ceiling = self._amount(self.ceiling, "cash_ceiling")
        if isinstance(pools, Problem):
            return pools
        if isinstance(ceiling, Problem):
            return ceiling
        base = replace(
            before,
            rhythm=cast(Rhythm, self.rhythm.current()),
            place=self.place.text().strip(),
            pools=pools,
            rest=cast(Rest, self.rest.current()),
            cash_ceiling=ceiling,
            money=self.money_on.isChecked(),
        )
        if not base.money:
            none = Rupiah(0)
            return replace(
                base, dues=none, solidarity=none, fine=none, savings=(), loans=replace(base.loans, allowed=False)
            )
        return self._with_money(base)

    def field(self, name: str) -> QWidget | None:
        """Where a problem of that field is to be mended."""
        what, _dot, nth = name.partition(".")
        rows: dict[str, Any] = {"savings": self.kinds.names, "pools": self.pools.percents}
        if what in rows:
            return cast(QWidget, rows[what][int(nth) if nth.isdigit() else 0])
        return {
            "dues": self.dues,
            "solidarity": self.solidarity,
            "fine": self.fine,
            "cash_ceiling": self.ceiling,
            "money": self.money_on,
            "loans": self.periods,
            "multiple": self.multiple,
            "periods": self.periods,
            "rate": self.rate,
        }.get(what)

    def _with_money(self, base: GroupRules) -> GroupRules | Problem:
        amounts: dict[str, Rupiah] = {}
        for name, field in (("dues", self.dues), ("solidarity", self.solidarity), ("fine", self.fine)):
            amount = self._amount(field, name)
            if isinstance(amount, Problem):
                return amount
            amounts[name] = amount
        savings = self.kinds.read()
        if isinstance(savings, Problem):
            return savings
        loans = self._loans(base.loans)
        if isinstance(loans, Problem):
            return loans
        return replace(
            base,
            savings=savings,
            loans=loans,
            dues=amounts["dues"],
            solidarity=amounts["solidarity"],
            fine=amounts["fine"],
        )

    def _loans(self, before: LoanRules) -> LoanRules | Problem:
        if not self.lends.isChecked():
            return replace(before, allowed=False)
        numbers = {}
        for name, line in (("multiple", self.multiple), ("periods", self.periods)):
            text = line.text().strip()
            if not (text.isascii() and text.isdigit() and len(text) <= 3):
                return Problem("rules-number", N_("Write a whole number."), {}, name)
            numbers[name] = int(text)
        rate = read_percent(self.rate.text(), "rate")
        if not isinstance(rate, Fraction):
            return rate
        return LoanRules(
            allowed=True,
            rate=rate,
            charge=cast(ChargeName, self.charge.current()),
            method=cast(LoanMethod, self.method.current()),
            unit=cast(int, self.unit.current()),
            **numbers,
        )

    def _amount(self, field: AmountAnswer, name: str) -> Rupiah | Problem:
        if not field.text().strip():
            return Rupiah(0)
        amount = field.value()
        return Problem("rules-amount", N_("Write the amount anew, in rupiah."), {}, name) if amount is None else amount

    def _fit(self) -> None:
        on = self.money_on.isChecked()
        for name in ("collected", "savings", "loans"):
            self.cards[name].setVisible(on)
        for part in self._loan_parts:
            part.setVisible(self.lends.isChecked())

    def _cards(self) -> dict[str, w.Card]:
        _ = self._
        meeting = w.Card(_("Meetings"), picture="calendar-check", object_name="rules_card_meeting")
        _questions(meeting, ((_("How often?"), self.rhythm), (_("Where?"), self.place)))
        money = w.Card(_("Members' money"), picture="piggy-bank", object_name="rules_card_money")
        money.body.addWidget(self.money_on)
        money.body.addWidget(
            w.text_label(
                _("Off at first. Switched on, it shows the minutes of the decision, to be printed and signed."),
                "base",
                "muted",
                wrap=True,
            )
        )
        collected = w.Card(_("At each meeting"), picture="hand-coins", object_name="rules_card_collected")
        _questions(
            collected,
            (
                (_("Dues?"), self.dues),
                (_("Solidarity fund (IKS)?"), self.solidarity),
                (_("Fine for staying away without word?"), self.fine),
            ),
        )
        collected.body.addWidget(w.text_label(_("Empty: nothing is asked."), "small", "muted", wrap=True))
        savings = w.Card(_("Kinds of savings"), picture="piggy-bank", object_name="rules_card_savings")
        savings.body.addWidget(
            w.text_label(_("Without an amount each member saves as she likes."), "base", "muted", wrap=True)
        )
        savings.body.addWidget(self.kinds)
        loans = w.Card(_("Loans to members"), picture="bank", object_name="rules_card_loans")
        loans.body.addWidget(self.lends)
        self._loan_parts = _questions(
            loans,
            (
                (_("At most how many times her savings?"), self.multiple),
                (_("At most how many instalments?"), self.periods),
                (_("What is the charge called?"), self.charge),
                (_("How many percent a month?"), self.rate),
                (_("Percent of what?"), self.method),
                (_("Instalments rounded up to?"), self.unit),
            ),
        )
        split = w.Card(_("Split of the result"), picture="users-three", object_name="rules_card_split")
        split.body.addWidget(self.pools)
        _questions(split, ((_("Where does what cannot be divided go?"), self.rest),))
        box = w.Card(_("The box"), picture="vault", object_name="rules_card_box")
        _questions(box, ((_("At most how much in the box?"), self.ceiling),))
        box.body.addWidget(w.text_label(_("More than that should go to the bank."), "small", "muted", wrap=True))
        return {
            "meeting": meeting,
            "money": money,
            "collected": collected,
            "savings": savings,
            "loans": loans,
            "split": split,
            "box": box,
        }


def _questions(card: w.Card, asked: Iterable[tuple[str, QWidget]]) -> tuple[QWidget, ...]:
    """Questions with their fields in a card; gives all of it."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(look().px(12))
    grid.setVerticalSpacing(look().px(8))
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    parts: list[QWidget] = []
    for row, (words, field) in enumerate(asked):
        label = w.field_label(words, field)
        label.setWordWrap(True)
        grid.addWidget(label, row, 0)
        grid.addWidget(field, row, 1)
        parts += [label, field]
    card.body.addLayout(grid)
    return tuple(parts)
