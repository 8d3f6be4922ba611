"""What the dialogs of loans have in common: who lends, and the terms with what comes due, said while they are typed."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import ClassVar, Final

from PySide6.QtWidgets import QWidget

from kpmbooks.dates import read_day
from kpmbooks.i18n import Translator
from kpmbooks.instalments import METHODS, Terms
from kpmbooks.loans import Application, Lender
from kpmbooks.loans.own_facts import lenders_as_known
from kpmbooks.loans.taken_acts import Offered
from kpmbooks.loans.taken_plan import Agreement, agreed, instalments_of
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.trade.quantities import read_percent
from reports.loan_words import METHOD_WORDS
from ui.desktop import widgets as w
from ui.desktop.pages.ask_dialog import AskDialog
from ui.desktop.pages.loans_taken_words import EVERY_NAMES, money
from ui.desktop.pages.record_fields import AmountAnswer
from ui.desktop.session import Session

OTHER: Final = ""
"""Instead of the id of a lender: one that we do not know."""

UNITS: Final = (1, 100, 500, 1_000, 5_000)
"""To what lenders round an instalment, in rupiah, upwards."""

NO_DAY: Final = Problem("day-missing", N_("Write the day, for example 3/2/2026."), {}, "day")
_NO_NUMBER = N_("Write a whole number, for example 12.")


class LenderDialog(AskDialog):
    """Asks who lends, how much and how it is paid back; lenders as this book knows them."""

    FOR_ALL: ClassVar[bool] = False
    """Whether lenders are offered too from whom nobody should ask, because somebody may owe them already."""

    def __init__(self, session: Session, title: str, *, name: str, act: str, parent: QWidget | None) -> None:
        super().__init__(session, title, "bank", name=name, act=act, parent=parent)
        _ = session._
        known = session.ask(lambda reader: lenders_as_known(reader, session.ledger, session.today()))
        self._lenders: Mapping[str, Lender] = known or {}
        self.lender = w.Choice(object_name=f"{name}_lender", accessible_name=_("Who lends?"))
        for key, lender in self._lenders.items():
            if self.FOR_ALL or not lender.only_compared:
                self.lender.add(lender.name, key)
        self.lender.add(_("Somebody else"), OTHER)
        self.other = w.TextField(object_name=f"{name}_other", accessible_name=_("What is the lender called?"),
                                 holds_names=True)  # fmt: skip
        self.amount = AmountAnswer(_, f"{name}_amount", _("How much is borrowed?"), small=True)
        self.periods = w.TextField(
            object_name=f"{name}_periods", accessible_name=_("In how many instalments?"), hint=_("for example 12")
        )
        self.every = w.Choice(object_name=f"{name}_every", accessible_name=_("How often?"))
        for every, words in EVERY_NAMES.items():
            self.every.add(_(words), every)

    def ask_lender(self) -> None:
        """Put the questions of who lends."""
        _ = self.session._
        self.ask("lender", _("Who lends?"), self.lender)
        self.ask("other", _("What is the lender called?"), self.other)
        self.lender.currentIndexChanged.connect(lambda _index: self._fit_lender())
        self._fit_lender()

    def known(self) -> Lender | None:
        """The lender that was chosen, if we know it."""
        return self._lenders.get(str(self.lender.current()))

    def lender_name(self) -> str:
        """What the lender is called in records."""
        known = self.known()
        return self.other.text() if known is None else known.name

    def count(self, field: w.TextField, name: str, *, empty: int | None = None) -> int | Problem:
        """A whole number that was typed."""
        text = field.text().strip()
        if not text and empty is not None:
            return empty
        if not text.isascii() or not text.isdigit() or len(text) > 4:
            return Problem("number-unreadable", _NO_NUMBER, {}, name)
        return int(text)

    def fill(self, answers: Application) -> None:
        """Begin with what was answered while the loan was prepared."""
        if answers.lender and self.lender.findData(answers.lender) >= 0:
            self.lender.set_current(answers.lender)
        if answers.amount:
            self.amount.put(int(answers.amount))
        if answers.periods:
            self.periods.setText(str(answers.periods))

    def _fit_lender(self) -> None:
        known = self.known()
        self.show_question("other", shown=known is None)
        if known is not None:
            self.every.set_current(known.every)


class TermsDialog(LenderDialog):
    """Asks what was agreed, and says at once what comes due."""

    def __init__(self, session: Session, title: str, *, name: str, act: str, parent: QWidget | None) -> None:
        super().__init__(session, title, name=name, act=act, parent=parent)
        _ = session._
        self.kept_back = AmountAnswer(_, f"{name}_kept_back", _("How much was kept back?"), small=True)
        self.rate = w.TextField(
            object_name=f"{name}_rate", accessible_name=_("Percent a year?"), hint=_("0 if there is none")
        )
        self.method = w.Choice(object_name=f"{name}_method", accessible_name=_("How is it reckoned?"))
        for method in METHODS:
            self.method.add(_(METHOD_WORDS[method]), method)
        self.unit = w.Choice(object_name=f"{name}_unit", accessible_name=_("Rounded up to?"))
        for unit in UNITS:
            self.unit.add(_("not rounded") if unit == 1 else money(unit), unit)
        self.start = w.DayEdit(_, session.clock, object_name=f"{name}_start", accessible_name=_("When did it come?"))
        self.first = w.TextField(
            object_name=f"{name}_first", accessible_name=_("First instalment when?"), hint=_("empty: one period later")
        )
        self.grace = w.TextField(
            object_name=f"{name}_grace", accessible_name=_("How many only interest?"), hint=_("empty: none")
        )
        self.told = w.text_label("", "base", "muted", wrap=True)
        self.told.setObjectName(f"{name}_told")
        for line in (self.periods, self.rate, self.first, self.grace):
            line.textChanged.connect(self._tell)
        for amount in (self.amount, self.kept_back):
            amount.changed.connect(self._tell)
        for choice in (self.every, self.method, self.unit):
            choice.currentIndexChanged.connect(self._tell)
        self.start.changed.connect(self._tell)

    def ask_terms(self) -> None:
        """Put the questions of what was agreed."""
        _ = self.session._
        self.ask("amount", _("How much is borrowed?"), self.amount)
        self.ask("deduct", _("How much was kept back?"), self.kept_back)
        self.ask("periods", _("In how many instalments?"), self.periods)
        self.ask("every", _("How often?"), self.every)
        self.ask("rate", _("Percent a year?"), self.rate)
        self.ask("method", _("How is it reckoned?"), self.method)
        self.ask("grace", _("How many only interest?"), self.grace)
        self.ask("round", _("Rounded up to?"), self.unit)
        self.ask("start", _("When did it come?"), self.start)
        self.ask("first", _("First instalment when?"), self.first)

    def show_terms(self, *, shown: bool) -> None:
        """Ask for the terms, or leave them out for now."""
        for name in ("amount", "deduct", "periods", "every", "rate", "method", "grace", "round", "start", "first"):
            self.show_question(name, shown=shown)
        self.told.setVisible(shown)

    def fill_lender(self, lender: Lender | None) -> None:
        """Begin with what is known of the lender; she writes over it what was agreed."""
        if lender is None:
            return
        rate = lender.reckoned_rate
        if rate is not None:
            self.rate.setText(rate_typed(rate))
        if lender.method is not None:
            self.method.set_current(lender.method.value)
        self.every.set_current(lender.every)
        if lender.grace is not None:
            self.grace.setText(str(lender.grace.value))
        unit = 1 if lender.unit is None else lender.unit.value
        if self.unit.findData(unit) >= 0:
            self.unit.set_current(unit)

    def fill_record(self, found: Offered) -> None:
        """Begin with what a record of the money says."""
        self.amount.put(-int(found.payment.principal))
        self.kept_back.put(int(found.kept_back))
        self.start.set_day(found.payment.day)

    def terms(self) -> Agreement | tuple[Problem, ...]:
        """What was agreed, or everything about it that makes no loan."""
        day, periods = self.start.day(), self.count(self.periods, "periods")
        grace = self.count(self.grace, "grace", empty=0)
        rate = read_percent(self.rate.text() or "0")
        problems = [one for one in (periods, grace) if isinstance(one, Problem)]
        if isinstance(rate, Problem):
            problems.append(rate.at("rate"))
        if day is None:
            problems.append((self.start.problem() or NO_DAY).at("start"))
        first = optional_day(self.first.text(), "first", self.session.today())
        if isinstance(first, Problem):
            problems.append(first)
        if isinstance(periods, Problem) or isinstance(grace, Problem) or problems:
            return tuple(problems)
        assert not isinstance(rate, Problem)  # it would be among the problems, as the next
        assert not isinstance(first, Problem)
        unit = self.unit.current()
        try:
            return agreed(
                Terms(
                    amount=self.amount.value() or Rupiah(0),
                    rate=rate,
                    periods=periods,
                    method=next(one for one in METHODS if one == self.method.current()),
                    every=next(one for one in EVERY_NAMES if one == self.every.current()),
                    start=day,
                    grace=grace,
                    kept_back=self.kept_back.value() or Rupiah(0),
                    unit=unit if isinstance(unit, int) else 1,
                    rounding="up" if isinstance(unit, int) and unit > 1 else "nearest",
                ),
                first,
            )
        except Rejected as rejected:
            return rejected.problems

    def _tell(self, _changed: object = None) -> None:
        found = self.terms()
        self.told.setText("" if isinstance(found, tuple) else plan_words(found, self.session._))


def plan_words(agreement: Agreement, _: Translator) -> str:
    """What comes due, in a sentence."""
    rows = instalments_of(agreement)
    largest, last = max(int(row.amount) for row in rows), rows[-1]
    assert last.due is not None
    return _(
        "{amount} {every}, {n} times, from {first} to {last}. In all {paid}, of it {cost} for borrowing.",
        amount=money(largest),
        every=_(EVERY_NAMES[agreement.terms.every]),
        n=len(rows),
        first=agreement.first,
        last=last.due,
        paid=money(sum(int(row.amount) for row in rows)),
        cost=money(sum(int(row.interest) for row in rows) + int(agreement.terms.kept_back)),
    )


def optional_day(text: str, field: str, today: date) -> date | Problem | None:
    """A day that may stay empty (None); what cannot be read is a ``Problem`` at ``field``."""
    if not text.strip():
        return None
    day = read_day(text, today)
    return day.at(field) if isinstance(day, Problem) else day


def rate_typed(rate: Fraction) -> str:
    """A rate in percent as it is typed: ``20,4``."""
    hundredths = round(rate * 100)
    return f"{hundredths // 100},{hundredths % 100:02}".rstrip("0").rstrip(",")
