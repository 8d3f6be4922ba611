"""The lists of the form for a loan with what they come to: needs and earnings of the family, debts, uses of the money.

Sums follow every key. They are what ``kpmbooks.loans`` makes of the rows that can be read; the others wait.
"""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kpmbooks.i18n import Translator
from kpmbooks.loans import BookSide
from kpmbooks.loans.application import USUAL_LIVING_MONTH
from kpmbooks.loans.asked_lists import debts_of, income_of, living_of, total_of, uses_of
from kpmbooks.loans.capacity import Capacity
from kpmbooks.loans.debts import daily, debts_in_month, without_instalment
from kpmbooks.loans.household import LIVING_MONTHS, LivingMonth, income_in, living_in
from kpmbooks.money import Rupiah
from kpmbooks.problems import Problem
from reports.loan_words import LIVING_MONTH_WORDS
from ui.desktop import widgets as w
from ui.desktop.pages.loan_form_fields import AskedQuestions
from ui.desktop.pages.loan_form_questions import COLUMNS, LIVING_MONTH, LIVING_NAMES, usual_rhythm
from ui.desktop.pages.loan_form_rows import ListRows
from ui.desktop.theme import look

Answers = Mapping[str, str]


class AskedList(QWidget):
    """A list under its heading, and below it what it comes to. ``answered`` carries answers by question."""

    answered = Signal(object)

    def __init__(self, _: Translator, question: str, heading: str, more: str) -> None:
        super().__init__()
        self._ = _
        self.question = question
        self.heading = w.text_label(heading, "bold", wrap=True)
        self.rows = ListRows(_, question, COLUMNS[question], more)
        self.sum = w.text_label("", "bold", wrap=True)
        self.sum.setObjectName(f"{question}_sum")
        self.note = w.text_label("", "small", "muted", wrap=True)
        self.note.setObjectName(f"{question}_note")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(look().px(8))
        for part in (self.heading, self.rows, self.sum, self.note):
            self.column.addWidget(part)
        self.rows.changed.connect(self.add_up)
        self.rows.answered.connect(lambda text: self.answered.emit({question: text}))

    def put(self, kept: Answers) -> None:
        """Show the list that is kept."""
        self.rows.put(kept.get(self.question, ""))
        self.add_up()

    def add_up(self) -> None:
        """Say what the rows come to."""
        raise NotImplementedError

    def commit(self) -> None:
        """Keep what was written and not kept yet."""
        self.rows.commit()

    def show_problem(self, problem: Problem) -> bool:
        """Say a problem at its cell; whether it is of this list."""
        return self.rows.show_problem(problem)

    def arrange(self, *, narrow: bool) -> None:
        """Wide or tight rows."""
        self.rows.arrange(narrow=narrow)

    def set_writable(self, *, writable: bool) -> None:
        """In a book that is only looked at nothing is written."""
        self.rows.set_writable(writable=writable)

    def say(self, words: str, note: str = "") -> None:
        """The sum, and what goes with it; what is empty takes no room."""
        for label, text in ((self.sum, words), (self.note, note)):
            label.setText(text)
            label.setVisible(bool(text))


class FamilySheet(QWidget):
    """What the household needs and earns, where its own ledger does not say it; and which month is meant.

    An amount that was once answered for a whole month stands in the sheet as its first row.
    """

    answered = Signal(object)

    def __init__(self, _: Translator) -> None:
        super().__init__()
        self._ = _
        self.month = AskedQuestions(_, (LIVING_MONTH,))
        self.living = _Living(_, self)
        self.income = _Income(_, self)
        self.known = w.text_label("", "base", wrap=True)
        self.known.setObjectName("loan_form_known")
        self._lists: tuple[AskedList, ...] = (self.living, self.income)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(16))
        for part in (self.known, self.living, self.income, self.month):
            column.addWidget(part)
        self.month.answered.connect(self._other_month)
        for one in self._lists:
            one.answered.connect(self.answered)

    def put(self, kept: Answers) -> None:
        """Show what is kept."""
        self.month.put({**kept, "living_month": kept.get("living_month") or USUAL_LIVING_MONTH})
        old_cost, old_income = kept.get("living_cost", ""), kept.get("other_income", "")
        names = [{"what": self._(name), "every": usual_rhythm(name)} for name in LIVING_NAMES]
        self.living.rows.begin_with(
            [{"what": self._("Everything together"), "amount": old_cost, "every": "month"}]
            if old_cost.isdecimal()
            else names
        )
        what = kept.get("other_income_from") or self._("Family's income")
        self.income.rows.begin_with(
            [{"what": what, "amount": old_income, "every": "month"}] if old_income.isdecimal() else []
        )
        for one in self._lists:
            one.put(kept)

    def show_known(self, books: BookSide, capacity: Capacity) -> None:
        """Ask only for what the family's ledger does not say; a group has no household."""
        _ = self._
        told = []
        if capacity.living_from == "ledger":
            told.append(_("The family spends {amount} a month, by its own book.", amount=capacity.living_cost))
        if capacity.income_from == "ledger":
            told.append(_("The family earns {amount} a month, by its own book.", amount=capacity.other_income))
        self.known.setText(" ".join(told))
        self.known.setVisible(bool(told))
        self.living.setVisible(books.has_household and capacity.living_from != "ledger")
        self.income.setVisible(books.has_household and capacity.income_from != "ledger")
        self.month.setVisible(not (self.living.isHidden() and self.income.isHidden()))

    def month_meant(self) -> LivingMonth:
        """The month of the sheet as it is chosen now."""
        chosen = str(self.month.fields["living_month"].answer())
        return next((one for one in LIVING_MONTHS if one == chosen), USUAL_LIVING_MONTH)

    def commit(self) -> None:
        """Keep what was written and not kept yet."""
        for one in self._lists:
            if not one.isHidden():
                one.commit()

    def show_problem(self, problem: Problem) -> bool:
        """Say a problem at its cell; whether it is of this part."""
        return any(one.show_problem(problem) for one in self._lists)

    def arrange(self, *, narrow: bool) -> None:
        """Wide or tight rows."""
        self.month.arrange(narrow=narrow)
        for one in self._lists:
            one.arrange(narrow=narrow)

    def set_writable(self, *, writable: bool) -> None:
        """In a book that is only looked at nothing is written."""
        self.month.setEnabled(writable)
        for one in self._lists:
            one.set_writable(writable=writable)

    def _other_month(self, answers: object) -> None:
        for one in self._lists:
            one.add_up()
        self.answered.emit(answers)


class _Living(AskedList):
    def __init__(self, _: Translator, sheet: FamilySheet) -> None:
        super().__init__(_, "living", _("What does the family need?"), _("One more need"))
        self._sheet = sheet

    def add_up(self) -> None:
        month = self._sheet.month_meant()
        found = living_in(living_of(self.rows.readable()) or (), month)
        _, words = self._, LIVING_MONTH_WORDS[month]
        self.say("" if found is None else _("Needs a month: {amount} ({month})", amount=found, month=_(words)))


class _Income(AskedList):
    def __init__(self, _: Translator, sheet: FamilySheet) -> None:
        super().__init__(_, "income", _("What else does the family earn?"), _("One more income"))
        self._sheet = sheet

    def add_up(self) -> None:
        found = income_in(income_of(self.rows.readable()) or (), self._sheet.month_meant())
        _ = self._
        never = _("Wages and what relatives send. Social aid is not counted: it may end.")
        self.say("" if found is None else _("Earns a month: {amount}", amount=found), never)


class DebtList(AskedList):
    """The debts that no ledger knows; a tick says that there are none."""

    def __init__(self, _: Translator) -> None:
        super().__init__(_, "debts", _("Which debts are there that no book here has?"), _("One more debt"))
        self.none = w.Check(_("There are no other debts"), object_name="loan_form_no_debts")
        self.column.insertWidget(1, self.none)
        self.none.toggled.connect(self._ticked)

    def put(self, kept: Answers) -> None:
        text, old = kept.get("debts", ""), kept.get("other_debts", "")
        if old.isdecimal() and old != "0":
            first = {"to": kept.get("other_debts_to", ""), "instalment": old, "every": "month"}
            self.rows.begin_with([first])
        super().put(kept)
        self.none.blockSignals(True)
        self.none.setChecked(text == "[]" or (not text and old == "0"))
        self.none.blockSignals(False)
        self.rows.setVisible(not self.none.isChecked())
        self.add_up()

    def add_up(self) -> None:
        _, debts = self._, debts_of(self.rows.readable()) or ()
        if self.none.isChecked() or not debts:
            self.say("", _("Daily lenders, paylater, also the spouse's: whoever asks should know all of them."))
            return
        notes = []
        if open_ones := len(without_instalment(debts)):
            notes.append(
                _.plural("Of {n} it is not known what is paid.", "Of {n} it is not known what is paid.", open_ones)
            )
        if by_day := debts_in_month(daily(debts)):
            notes.append(_("Daily ones take {amount} of it: pay them off first.", amount=by_day))
        self.say(_("Debts a month: {amount}", amount=debts_in_month(debts)), " ".join(notes))

    def set_writable(self, *, writable: bool) -> None:
        super().set_writable(writable=writable)
        self.none.setEnabled(writable)

    def _ticked(self, none: bool) -> None:
        self.rows.setVisible(not none)
        self.add_up()
        written = "[]" if none else self.rows.text()
        self.answered.emit({"debts": written, "other_debts": "", "other_debts_to": ""})


class UseList(AskedList):
    """What the money is for, piece by piece, against the amount that is asked for."""

    def __init__(self, _: Translator) -> None:
        super().__init__(_, "uses", _("What is bought with it?"), _("One more thing"))
        self._amount: Rupiah | None = None

    def put(self, kept: Answers) -> None:
        asked = kept.get("amount", "")
        self._amount = Rupiah(int(asked)) if asked.isdecimal() and int(asked) else None
        super().put(kept)

    def add_up(self) -> None:
        _, total = self._, total_of(uses_of(self.rows.readable()) or ())
        if not total:
            self.say("")
            return
        words = _("Together {amount}", amount=total)
        if self._amount is None:
            self.say(words)
        elif total == self._amount:
            self.say(words, _("Just as much as is asked for."))
        elif total < self._amount:
            rest = self._amount - total
            self.say(words, _("{asked} is asked for: {rest} is for nothing named.", asked=self._amount, rest=rest))
        else:
            more = total - self._amount
            self.say(words, _("{asked} is asked for: {more} must come from elsewhere.", asked=self._amount, more=more))
