"""The live side of the price calculator: the price, what a piece costs, when nothing is lost, what if. In words."""

from fractions import Fraction

from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout

from kpmbooks.i18n import Translator
from kpmbooks.money import Rupiah
from kpmbooks.problems import Problem
from kpmbooks.trade.price_list import Priced
from kpmbooks.trade.price_sheets import WHOLE, PriceSheet, Worked
from kpmbooks.trade.prices import Mixed, WhatIf, rounded
from kpmbooks.trade.quantities import THOUSAND, format_quantity
from ui.desktop import widgets as w
from ui.desktop.pages.equipment_list import money_words
from ui.desktop.theme import look


class PriceLive(w.Card):
    """The card. ``charge`` and ``keep`` are the buttons of the page's two acts, which the page places."""

    def __init__(self, _: Translator) -> None:
        super().__init__(object_name="prices_live", strong=True)
        self._ = _
        self.price = w.MoneyLabel(role="number-l", nothing="–")
        self.price.setAccessibleName(_("The price"))
        self.under = w.text_label("", "base", "muted", wrap=True)
        self.problem = w.FieldMessage(_, object_name="prices_problem")
        self.lines: dict[str, QLabel] = {}
        self.charge = w.Button(_("Charge this price"), object_name="prices_charge", role="primary", picture="tag")
        self.keep = w.Button(_("Keep the calculation"), object_name="prices_keep", picture="check")
        self.mix = w.text_label("", "base", wrap=True)
        self.mix.setObjectName("prices_mix")
        self.mix.hide()
        self._lay_out()
        self.show_nothing(())

    def show_nothing(self, problems: tuple[Problem, ...], *, begun: bool = True) -> None:
        """There is no price yet: one sentence says what is missing, quietly before anything was ``begun``."""
        self.price.set_amount(None)
        self.under.setText("" if begun or not problems else self._.problem(problems[0]))
        for label in self.lines.values():
            label.hide()
        self._cases.hide()
        self._cases_title.hide()
        self.problem.show_problem(problems[0] if problems and begun else None)
        for button in (self.charge, self.keep):
            button.setEnabled(False)

    def show_worked(self, sheet: PriceSheet, worked: Worked, unit: str, *, writes: bool) -> None:
        """Tell what follows from the sheet."""
        _ = self._
        self.problem.show_problem(None)
        self.price.set_amount(int(worked.price))
        self.under.setText(self._how(sheet, worked))
        self._say("cost", self._cost(worked, unit))
        self._say(
            "labour", _("Own work counts in the price. It is no cost in the book: it is part of what is left over.")
        )
        self._say("earned", self._earned(worked))
        self._say("even", self._even(sheet, worked))
        self._say("carried", self._carried(sheet))
        self.lines["carried"].setVisible(bool(sheet.fixed))
        self._say("profit", self._profit(sheet, worked))
        self.lines["labour"].setVisible(worked.cost.with_labour != worked.cost.without_labour)
        self._tell_cases(worked)
        for button in (self.charge, self.keep):
            button.setEnabled(writes)

    def show_mix(self, goods: tuple[Priced, ...], mixed: Mixed | Problem | None, days: int) -> None:
        """Several goods together, for the accountant's view; None where that is not looked at."""
        _ = self._
        self.mix.setVisible(mixed is not None)
        if isinstance(mixed, Problem):
            self.mix.setText(_.problem(mixed))
        elif mixed is not None:
            each = ", ".join(f"{one.good.name} {count}" for one, count in zip(goods, mixed.each, strict=True) if count)
            sold = money_words(mixed.amount)
            a_day = -(-sum(mixed.each) // days)
            words = _("All goods together: nothing is lost from {amount} a month on ({each}), {a_day} a day.")
            self.mix.setText(words.format(amount=sold, each=each, a_day=a_day))

    def _how(self, sheet: PriceSheet, worked: Worked) -> str:
        _ = self._
        if sheet.price:
            if worked.price == worked.suggested:
                return _("Own price; it is also the one that follows.")
            return _("Own price. What follows would be {price}.", price=money_words(worked.suggested))
        exact = rounded(worked.wished)
        return _("{exact} exactly, raised to {price} so that there are coins for it.").format(
            exact=money_words(exact), price=money_words(worked.suggested)
        )

    def _cost(self, worked: Worked, unit: str) -> str:
        _ = self._
        alone, whole = rounded(worked.cost.without_labour), rounded(worked.cost.with_labour)
        of_what = unit.lower() or _("piece")
        if alone == whole:
            return _("One {unit} costs {cost}.", unit=of_what, cost=money_words(whole))
        return _(
            "One {unit} costs {cost}, with own work {whole}.",
            unit=of_what,
            cost=money_words(alone),
            whole=money_words(whole),
        )

    def _earned(self, worked: Worked) -> str:
        """Margin and markup side by side: the same rupiah, measured by two things."""
        _ = self._
        each = worked.price - rounded(worked.cost.with_labour)
        markup = worked.markup_percent
        if each < 0:
            return _("Each is sold for {amount} less than it costs.", amount=money_words(-each))
        return _(
            "Each earns {amount}: {markup} % on top of the cost, {margin} % of the price.",
            amount=money_words(each),
            markup="–" if markup is None else _percent(markup),
            margin=_percent(worked.margin_percent),
        )

    def _even(self, sheet: PriceSheet, worked: Worked) -> str:
        _ = self._
        if worked.needed is None:
            return _("At this price no number is enough: each costs more than it brings.")
        if not sheet.fixed:
            return _("Without costs that come anyway nothing is lost from the first one on.")
        words = _("Nothing is lost from {a_day} a day on ({a_month} a month).").format(
            a_day=_number(worked.needed.a_day), a_month=_number(worked.needed.a_month)
        )
        paid = worked.needed_with_labour
        if paid is not None and paid != worked.needed:
            words += " " + _("Own work is paid as well from {a_day} a day on.", a_day=_number(paid.a_day))
        return words

    def _carried(self, sheet: PriceSheet) -> str:
        """Whose costs these are."""
        _ = self._
        if sheet.part in (0, WHOLE):
            return _(
                "All {fixed} of the costs that come anyway are carried by this good.",
                fixed=money_words(Rupiah(sheet.fixed)),
            )
        return _("It carries {carried} of the {fixed} that come anyway.").format(
            carried=money_words(sheet.carried), fixed=money_words(Rupiah(sheet.fixed))
        )

    def _profit(self, sheet: PriceSheet, worked: Worked) -> str:
        _ = self._
        if worked.profit is None:
            return _("Write how many are sold a day to see what is left over.")
        count, a_day, a_month, labour = _number(sheet.sold), *worked.profit
        shown = {"count": count, "a_day": money_words(abs(a_day)), "a_month": money_words(abs(a_month))}
        if a_month < 0:
            return _("With {count} sold a day, {a_day} a day is lost, {a_month} a month.").format(**shown)
        words = _("With {count} sold a day, {a_day} a day is left, {a_month} a month.").format(**shown)
        if labour:
            words += " " + _("Of the month {amount} is the pay of own work.", amount=money_words(labour))
        return words

    def _tell_cases(self, worked: Worked) -> None:
        _ = self._
        words = {
            "price_up": _("the price is {step} higher", step=money_words(worked.step)),
            "materials_up": _("materials cost 15 % more"),
            "fewer_sales": _("a fifth less is sold"),
        }
        cases = {case.name: case for case in worked.cases}
        for name, (label, amount) in self._case_rows.items():
            case: WhatIf | None = cases.get(name)  # type: ignore[call-overload]  # one of its names
            label.setText(words[name])
            amount.set_amount(None if case is None else int(case.profit))
        self._cases.setVisible(bool(worked.cases))
        self._cases_title.setVisible(bool(worked.cases))

    def _say(self, name: str, words: str) -> None:
        self.lines[name].setText(words)
        self.lines[name].show()

    def _lay_out(self) -> None:
        _, worn = self._, look()
        self.body.addWidget(w.text_label(_("The price"), "bold"))
        self.body.addWidget(self.price)
        self.body.addWidget(self.under)
        self.body.addWidget(self.problem)
        lines = QVBoxLayout()
        lines.setSpacing(worn.px(6))
        for name, role, tone in (
            ("profit", "bold", "text"), ("even", "base", "text"),
            ("carried", "small", "muted"), ("cost", "base", "text"), ("earned", "base", "text"),
            ("labour", "small", "muted"),
        ):  # fmt: skip
            label = w.text_label("", role, tone, wrap=True)
            label.setObjectName(f"prices_line_{name}")
            self.lines[name] = label
            lines.addWidget(label)
        self.body.addLayout(lines)
        self._cases_title = w.text_label(_("What is left of a month if …"), "bold")
        self.body.addWidget(self._cases_title)
        self._cases = w.Card(object_name="prices_cases")
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        self._case_rows: dict[str, tuple[QLabel, w.MoneyLabel]] = {}
        for row, name in enumerate(("price_up", "materials_up", "fewer_sales")):
            label = w.text_label("", "base", wrap=True)
            amount = w.MoneyLabel(role="bold")
            amount.setObjectName(f"prices_case_{name}")
            self._case_rows[name] = (label, amount)
            grid.addWidget(label, row, 0)
            grid.addWidget(amount, row, 1)
        self._cases.body.addLayout(grid)
        self.body.addWidget(self._cases)
        self.body.addWidget(self.mix)


def _number(count: int) -> str:
    return format_quantity(count * THOUSAND)


def _percent(percent: Fraction) -> str:
    """To the whole percent, halves up."""
    return format_quantity(int(rounded(percent)) * THOUSAND) if percent >= 0 else f"−{int(rounded(-percent))}"
