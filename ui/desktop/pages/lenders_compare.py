"""The same loan at all lenders: what is asked for above, a row for each lender below, its cost in rupiah first."""

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kpmbooks.i18n import Translator
from kpmbooks.loans import Lender
from kpmbooks.loans.comparing import Offer, compare
from kpmbooks.money import Rupiah, format_amount
from kpmbooks.problems import Problem, Rejected
from reports.lender_words import CHECK_FIRST
from reports.loan_comparison import beside, effective_words
from ui.desktop import widgets as w
from ui.desktop.pages.lenders_terms import PICTURES
from ui.desktop.pages.record_fields import AmountAnswer
from ui.desktop.theme import look
from ui.desktop.widgets import Span
from ui.desktop.widgets.labels import covered
from ui.desktop.widgets.register_table import Register

MONTHS: Final = (3, 6, 10, 12, 18, 24, 36)
USUAL_MONTHS: Final = 12


class CompareView(QWidget):
    """``opened`` carries the id of the lender of a row; ``edited`` tells that something else is asked for."""

    opened = Signal(str)
    edited = Signal()
    print_wanted = Signal()

    def __init__(self, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ = _
        self._known: Mapping[str, Lender] = {}
        self._days = Fraction(1)
        self.offers: tuple[Offer, ...] = ()
        self.amount = AmountAnswer(_, "lenders_amount", _("How much is asked for?"), small=True)
        self.months = w.Choice(object_name="lenders_months", accessible_name=_("For how long?"))
        for number in MONTHS:
            self.months.add(_.plural("{n} month", "{n} months", number), number)
        self.months.set_current(USUAL_MONTHS)
        self.problem = w.FieldMessage(_, object_name="lenders_problem")
        self.print = w.Button(_("On paper"), object_name="lenders_print", picture="printer")
        self.empty = w.EmptyState(
            "scales",
            _("How much would you borrow?"),
            _("Write the amount above: then every lender's cost stands here."),
            object_name="lenders_empty",
        )
        self.register = Register(_columns(_), empty=self.empty, object_name="lenders", accessible_name=_("Lenders"))
        told = _("Cost is all that is paid beyond what was received. Compare it first; “Effective” is for officers.")
        self.register.foot.show_figures(told, {})
        self._lay_out()
        self.amount.changed.connect(lambda _reading: self._reckon())
        self.months.currentIndexChanged.connect(lambda _place: self._reckon())
        self.register.table.opened.connect(lambda key: self.opened.emit(str(key)))
        self.print.clicked.connect(self.print_wanted)
        self.setFocusProxy(self.amount)

    def show_lenders(self, known: Mapping[str, Lender], selling_days: Fraction) -> None:
        """Compare these, with so many selling days a month."""
        self._known, self._days = known, selling_days
        self._reckon()

    def ask_for(self, amount: Rupiah | None, months: int) -> None:
        """Stand on what was answered for the loan, unless something else is written here already."""
        if self.amount.text().strip():
            return
        if months not in MONTHS:
            self.months.add(self._.plural("{n} month", "{n} months", months), months)
        self.months.set_current(months)
        if amount:
            self.amount.put(int(amount))

    def asked(self) -> tuple[Rupiah, int] | None:
        """The amount and the months, where both can be compared."""
        amount = self.amount.value()
        return (amount, self._months()) if amount and self.offers else None

    def offer(self, lender: str) -> Offer | None:
        """What is offered by this one."""
        return next((one for one in self.offers if one.lender.id == lender), None)

    def arrange(self, now: Span) -> None:
        """Where it is tight what is behind the instalment gives way; it stands on the card of each row.

        Also when amounts are covered or shown again.
        """
        if self.offers:
            self.register.renew(w.Rows(_rows(self.offers, self._)))
        gone = {"narrow": ("day", "hand", "effective", "picture"), "medium": ("hand", "effective"), "wide": ()}[now]
        for place, column in enumerate(self.register.table.rows.columns):
            self.register.table.setColumnHidden(place, column.key in gone)
        narrow = now == "narrow"
        self.register.foot.setVisible(not narrow)
        for label in self._questions:
            label.setVisible(not narrow)

    def _reckon(self) -> None:
        amount = self.amount.value()
        problem: Problem | None = None
        offers: tuple[Offer, ...] = ()
        if amount is not None and self._known:
            try:
                offers = compare(self._known.values(), amount, self._months(), selling_days=self._days)
            except Rejected as rejected:
                problem = rejected.problems[0]
        self.offers = offers
        self.problem.show_problem(problem)
        source = w.Rows(_rows(offers, self._))
        if self.register.is_empty():
            self.register.set_source(source, at_end=False)
        else:
            self.register.renew(source)
        self.print.setEnabled(bool(offers))
        self.edited.emit()

    def _months(self) -> int:
        months: int = self.months.currentData()
        return months

    def _lay_out(self) -> None:
        worn = look()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self._questions: list[QLabel] = []
        asking = QHBoxLayout()
        asking.setSpacing(worn.px(12))
        for question, field, stretch in (
            (self._("How much is asked for?"), self.amount, 3),
            (self._("For how long?"), self.months, 1),
        ):
            part = QVBoxLayout()
            part.setSpacing(worn.px(4))
            label = w.field_label(question, field)
            self._questions.append(label)
            part.addWidget(label)
            part.addWidget(field)
            part.addStretch(1)
            asking.addLayout(part, stretch)
        column.addLayout(asking)
        column.addWidget(self.problem)
        column.addWidget(self.register, 1)


def _columns(_: Translator) -> tuple[w.RegisterColumn, ...]:
    return (
        w.RegisterColumn("picture", "", "picture"),
        w.RegisterColumn("lender", _("From whom"), "main"),
        w.RegisterColumn("cost", _("Cost in all"), "money", "999.999.999", strong=True),
        w.RegisterColumn("instalment", _("Instalment"), "money", "99.999.999"),
        w.RegisterColumn("day", _("Each selling day"), "money", "9.999.999"),
        w.RegisterColumn("hand", _("In the hand"), "money", "99.999.999"),
        w.RegisterColumn("effective", _("Effective"), "text", "999,9%", tone="muted"),
    )


def _rows(offers: Sequence[Offer], _: Translator) -> list[w.RegisterRow]:
    rows = []
    apart = False
    for offer in offers:
        if offer.lender.only_compared and not apart:
            apart = True
            rows.append(w.RegisterRow(None, "day", _("Only to compare with")))
        rows.append(_row(offer, _))
    return rows


def _row(offer: Offer, _: Translator) -> w.RegisterRow:
    request, lender = offer.request, offer.lender
    badge = None
    if any(fact.uncertain for _name, fact in lender.facts()):
        badge = w.RegisterBadge(_(CHECK_FIRST), "warning", "warn", _("check"))
    return w.RegisterRow(
        lender.id,
        title=lender.name,
        detail=private_words(" ".join(beside(offer, _))),
        picture=PICTURES.get(lender.id, "bank"),
        cells=(
            ("cost", _money(offer.cost)),
            ("instalment", _money(None if request is None else request.instalment)),
            ("day", _money(None if request is None else request.per_selling_day)),
            ("hand", _money(offer.in_hand)),
            ("effective", effective_words(offer.effective, _)),
        ),
        badge=badge,
    )


def private_words(text: str) -> str:
    """A sentence as it may be seen now: its amounts are covered like all others while privacy is on."""
    return _AMOUNT.sub(covered(), text) if look().private else text


_AMOUNT: Final = re.compile(r"Rp[0-9.]*[0-9]")


def _money(amount: Rupiah | None) -> str:
    return "" if amount is None else format_amount(amount, symbol=False)
