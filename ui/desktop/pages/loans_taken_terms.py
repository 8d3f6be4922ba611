"""The dialogs that ask for a loan's terms: a request that was handed in, its answer, a loan that runs already."""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kpmbooks import loans
from kpmbooks.book import Reader, Tx
from kpmbooks.dates import read_day
from kpmbooks.i18n import Translator
from kpmbooks.instalments import METHODS, Terms
from kpmbooks.ledger import LedgerRef
from kpmbooks.loans import Application, Lender
from kpmbooks.loans import taken_acts as acts
from kpmbooks.loans.application import read_application
from kpmbooks.loans.own_facts import lenders_as_known
from kpmbooks.loans.taken import AnswerState, TakenLoan
from kpmbooks.loans.taken_acts import Offered
from kpmbooks.loans.taken_plan import Agreement, agreed, instalments_of
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.trade.quantities import read_percent
from reports.loan_words import METHOD_WORDS
from ui.desktop import widgets as w
from ui.desktop.pages.ask_dialog import AskDialog
from ui.desktop.pages.loans_taken_pay import boxes
from ui.desktop.pages.loans_taken_words import EVERY_NAMES, lender_shown, money, short_day
from ui.desktop.pages.record_fields import AmountAnswer
from ui.desktop.session import Session
from ui.desktop.theme import name_shown

OTHER: Final = ""
"""Instead of the id of a lender: one that we do not know."""

UNITS: Final = (1, 100, 500, 1_000, 5_000)
"""To what lenders round an instalment, in rupiah, upwards."""

_NO_DAY = Problem("day-missing", N_("Write the day, for example 3/2/2026."), {}, "day")
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


class HandInDialog(LenderDialog):
    """The papers were handed in: to whom, for how much, when. What the money is for is taken along."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        _ = session._
        super().__init__(session, _("A request was handed in"), name="hand_in", act=_("Write it down"), parent=parent)
        self._answers = session.ask(lambda reader: _application(reader, session.ledger)) or Application()
        self.day = w.DayEdit(_, session.clock, object_name="hand_in_day", accessible_name=_("On which day?"))
        self.ask_lender()
        self.ask("amount", _("How much is asked for?"), self.amount)
        self.ask("periods", _("In how many instalments?"), self.periods)
        self.ask("every", _("How often?"), self.every)
        self.ask("day", _("On which day?"), self.day)
        self.fill(self._answers)
        self.finish()
        uses = self._answers.uses
        if uses:
            words = _.plural("What it is for is kept with it: {n} line.", "What it is for is kept with it: {n} lines.",
                             len(uses))  # fmt: skip
            self.column.insertWidget(self.column.count() - 2, w.text_label(words, "base", "muted", wrap=True))
        self.lender.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Note the request, or say what is missing."""
        session, periods, day = self.session, self.count(self.periods, "periods"), self.day.day()
        if isinstance(periods, Problem):
            self.refuse((periods,))
            return
        if day is None:
            self.refuse(((self.day.problem() or _NO_DAY).at("day"),))
            return
        amount, every, known = self.amount.value() or Rupiah(0), self.every.current(), self.known()
        uses, method = self._answers.uses or (), self._answers.method
        self.act(
            lambda tx: acts.hand_in(
                tx,
                session.ledger,
                self.lender_name(),
                amount,
                periods,
                day=day,
                today=session.today(),
                lender_id="" if known is None else known.id,
                method=known.method.value if known is not None and known.method is not None else method,
                every=next(one for one in EVERY_NAMES if one == every),
                uses=uses,
            )
        )


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
            self.rate.setText(_plain(rate))
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
            problems.append((self.start.problem() or _NO_DAY).at("start"))
        first = _day(self.first.text(), "first", self.session.today())
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


class AnswerDialog(TermsDialog):
    """What the lender answered; a loan that is granted enters the book in the same act."""

    def __init__(self, session: Session, loan: TakenLoan, parent: QWidget | None = None) -> None:
        _ = session._
        title = _("What did {lender} answer?", lender=lender_shown(loan, _))
        super().__init__(session, title, name="loan_answer", act=_("Write it down"), parent=parent)
        self._loan = loan
        self.state = w.Choice(object_name="loan_answer_state", accessible_name=_("The answer"))
        for state, words in (
            ("granted", N_("Granted, the money came")),
            ("put-off", N_("Put off")),
            ("refused", N_("Not granted")),
            ("withdrawn", N_("We took it back ourselves")),
        ):
            self.state.add(_(words), state)
        self._boxes = session.ask(lambda reader: boxes(reader, session.ledger)) or ()
        self._receipts = (
            session.ask(lambda reader: acts.receipts_offered(reader, session.ledger, session.today())) or ()
        )
        self.record = w.Choice(object_name="loan_answer_record", accessible_name=_("Is the money recorded already?"))
        self.record.add(_("no, record it now"), b"")
        for one in self._receipts:
            self.record.add(receipt_words(one, _), one.payment.uid)
        self.box = w.Choice(object_name="loan_answer_box", accessible_name=_("Where is the money?"))
        for box in self._boxes:
            self.box.add(box.name, box.uid.hex())
        self.day = w.DayEdit(_, session.clock, object_name="loan_answer_day", accessible_name=_("On which day?"))
        self.reason = w.TextField(
            object_name="loan_answer_reason", accessible_name=_("Why, in your words?"), hint=_("may stay empty"),
            holds_names=True,
        )  # fmt: skip
        self.again = w.TextField(
            object_name="loan_answer_again", accessible_name=_("When to try again?"), hint=_("may stay empty")
        )
        self.ask("state", _("The answer"), self.state)
        self.ask("record", _("Is the money recorded already?"), self.record)
        self.ask_terms()
        self.ask("box", _("Where is the money?"), self.box)
        self.ask("day", _("On which day?"), self.day)
        self.ask("reason", _("Why, in your words?"), self.reason)
        self.ask("again", _("When to try again?"), self.again)
        self.finish()
        self.column.insertWidget(self.column.count() - 2, self.told)
        self._begin()
        self.state.currentIndexChanged.connect(lambda _index: self._fit())
        self.record.currentIndexChanged.connect(lambda _index: self._take_record())
        self._fit()
        self.state.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Note the answer, or say what is missing."""
        loan, today = self._loan, self.session.today()
        state = self.state.current()
        if state == "granted":
            terms = self.terms()
            if isinstance(terms, tuple):
                self.refuse(terms)
                return
            box = str(self.box.current()) if len(self._boxes) > 1 else None
            found = self._record()
            entry = None if found is None else found.payment.uid
            self.act(lambda tx: acts.grant(tx, acts.again(tx, loan, today), terms, today=today, box=box, entry=entry))
            return
        day, again = self.day.day(), _day(self.again.text(), "again", today)
        if day is None:
            self.refuse(((self.day.problem() or _NO_DAY).at("day"),))
            return
        if isinstance(again, Problem):
            self.refuse((again,))
            return
        answer: AnswerState = "refused" if state == "refused" else "put-off" if state == "put-off" else "withdrawn"
        self.act(
            lambda tx: acts.answer_request(
                tx, acts.again(tx, loan, today), answer, day=day, today=today, reason=self.reason.text(), again=again
            )
        )

    def _begin(self) -> None:
        """Begin with what was asked for, and with what was agreed before it was taken back."""
        loan, request = self._loan, self._loan.request
        if request is not None:
            if request.lender and self.lender.findData(request.lender) >= 0:
                self.lender.set_current(request.lender)
                self.fill_lender(self.known())
            self.amount.put(int(request.amount))
            self.periods.setText(str(request.periods))
            self.every.set_current(request.every)
            if request.method is not None:
                self.method.set_current(request.method)
        if loan.agreement is not None:
            terms = loan.agreement.terms
            self.amount.put(int(terms.amount))
            self.kept_back.put(int(terms.kept_back))
            self.periods.setText(str(terms.periods))
            self.rate.setText(_plain(terms.rate))

    def _fit(self) -> None:
        granted = self.state.current() == "granted"
        self.show_terms(shown=granted)
        self.show_question("record", shown=granted and bool(self._receipts))
        self.show_question("box", shown=granted and len(self._boxes) > 1 and self._record() is None)
        for name in ("reason", "again", "day"):
            self.show_question(name, shown=not granted)
        self._tell()

    def _record(self) -> Offered | None:
        return next((one for one in self._receipts if one.payment.uid == self.record.current()), None)

    def _take_record(self) -> None:
        """Begin with what the record says."""
        found = self._record()
        if found is not None:
            self.fill_record(found)
        self._fit()


class TakeUpDialog(TermsDialog):
    """Follow a loan that runs already: by the record of its money, or from the opening balance."""

    FOR_ALL = True

    def __init__(self, session: Session, receipts: Sequence[Offered], parent: QWidget | None = None) -> None:
        _ = session._
        super().__init__(session, _("A loan that runs already"), name="take_up", act=_("Follow it"), parent=parent)
        self._receipts = tuple(receipts)
        self.record = w.Choice(object_name="take_up_record", accessible_name=_("Which record brought it?"))
        for one in self._receipts:
            self.record.add(receipt_words(one, _), one.payment.uid)
        self.record.add(_("none: it is in the opening balance"), b"")
        self.before = w.TextField(
            object_name="take_up_before", accessible_name=_("Instalments paid before?"), hint=_("empty: never")
        )
        self.owed = AmountAnswer(_, "take_up_owed", _("Still owed when the book began?"), small=True)
        self.ask("record", _("Which record brought it?"), self.record)
        self.ask_lender()
        self.ask_terms()
        self.ask("before", _("Instalments paid before?"), self.before)
        self.ask("owed", _("Still owed when the book began?"), self.owed)
        self.finish()
        self.column.insertWidget(self.column.count() - 2, self.told)
        self.lender.currentIndexChanged.connect(lambda _index: self.fill_lender(self.known()))
        self.record.currentIndexChanged.connect(lambda _index: self._take_record())
        self._take_record()
        self.record.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Follow it from now on, or say what is missing."""
        terms = self.terms()
        if isinstance(terms, tuple):
            self.refuse(terms)
            return
        before = self.count(self.before, "before", empty=0)
        if isinstance(before, Problem):
            self.refuse((before,))
            return
        record = self._record()
        entry = None if record is None else record.payment.uid
        owed = self.owed.value()
        self.act(lambda tx: self._keep(tx, terms, before, entry, owed if entry is None else None))

    def _keep(self, tx: Tx, terms: Agreement, before: int, entry: bytes | None, owed: Rupiah | None) -> None:
        session = self.session
        acts.take_up(
            tx, session.ledger, self.lender_name(), terms, today=session.today(), before=before, entry=entry, owed=owed
        )

    def _record(self) -> Offered | None:
        return next((one for one in self._receipts if one.payment.uid == self.record.current()), None)

    def _take_record(self) -> None:
        """Begin with what the record says."""
        found = self._record()
        self.show_question("before", shown=found is None)
        self.show_question("owed", shown=found is None)
        if found is not None:
            same = next((key for key, one in self._lenders.items() if one.name == found.party), OTHER)
            self.lender.set_current(same)
            self.other.setText(found.party)
            self.fill_record(found)
        self._tell()


def receipt_words(one: Offered, _: Translator) -> str:
    """A record of a loan's money, as it stands in a list."""
    words = (short_day(one.payment.day, _), money(-one.payment.principal), name_shown(one.party))
    return ", ".join(filter(None, words))


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


def _application(reader: Reader, ledger: LedgerRef) -> Application:
    return read_application(loans.answers_of(reader, ledger))


def _day(text: str, field: str, today: date) -> date | Problem | None:
    """A day that may stay empty."""
    if not text.strip():
        return None
    day = read_day(text, today)
    return day.at(field) if isinstance(day, Problem) else day


def _plain(rate: Fraction) -> str:
    """A rate as it is typed: ``20,4``."""
    hundredths = round(rate * 100)
    return f"{hundredths // 100},{hundredths % 100:02}".rstrip("0").rstrip(",")
