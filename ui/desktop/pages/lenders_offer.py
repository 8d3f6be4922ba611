"""One lender's offer as a card: what it costs, what is not known of it, and what paying sooner would change."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from kpmbooks.i18n import Translator
from kpmbooks.loans.comparing import Offer
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem, Rejected
from reports.early_words import Wish, early_sentences
from reports.lender_words import EVERY_DONE
from reports.loan_comparison import beside, effective_words, unknown_words
from ui.desktop import widgets as w
from ui.desktop.pages.card_dialog import CardDialog
from ui.desktop.pages.lenders_compare import private_words
from ui.desktop.pages.record_fields import AmountAnswer
from ui.desktop.theme import look

WISHES: Final[dict[Wish, str]] = {
    "settle": N_("Pay all off"),
    "shorter": N_("Pay more, end sooner"),
    "lower": N_("Pay more, smaller instalments"),
}

_AFTER = Problem("extra-when", N_("Write after which instalment, as a number."), {}, "after")


class OfferDialog(CardDialog):
    """``terms_wanted``: the facts behind the figures are to be seen."""

    terms_wanted = Signal(str)

    def __init__(self, _: Translator, offer: Offer, parent: QWidget | None = None) -> None:
        super().__init__(offer.lender.label, "scales", object_name="lender_offer", parent=parent)
        self._ = _
        self.offer = offer
        self.figures: dict[str, QLabel] = {}
        self._show_figures()
        self.wish = w.Choice(object_name="lender_offer_wish", accessible_name=_("What would you do?"))
        for wish, words in WISHES.items():
            self.wish.add(_(words), wish)
        self.after = w.TextField(
            "6", object_name="lender_offer_after", accessible_name=_("After which instalment?"), hint=_("a number")
        )
        self.extra = AmountAnswer(_, "lender_offer_extra", _("How much more is paid?"), small=True)
        self.message = w.FieldMessage(_, object_name="lender_offer_message")
        self.told = w.text_label("", "base", wrap=True)
        self.told.setObjectName("lender_offer_told")
        self._extra_label = w.field_label(_("How much more is paid?"), self.extra)
        if offer.request is not None:
            self._show_early()
        self.column.addStretch(1)
        terms = w.Button(_("See its terms"), object_name="lender_offer_terms", picture="list-checks")
        close = w.Button(_("Close"), object_name="lender_offer_close")
        for button in (terms, close):
            button.setAutoDefault(False)
        terms.clicked.connect(self._to_terms)
        close.clicked.connect(self.close)
        self.buttons.addWidget(terms)
        self.buttons.addStretch(1)
        self.buttons.addWidget(close)
        close.setFocus(Qt.FocusReason.OtherFocusReason)

    def reckon(self) -> None:
        """Say what paying sooner changes."""
        request, _ = self.offer.request, self._
        if request is None:
            return
        wish: Wish = self.wish.currentData()
        for part in (self.extra, self._extra_label):
            part.setVisible(wish != "settle")
        amount = self.extra.value()
        text = self.after.text().strip()
        if not text.isdecimal() or len(text) > 4:
            self._say(_AFTER, [])
            return
        if wish != "settle" and amount is None:
            self._say(None, [])
            return
        try:
            charge = self.offer.lender.charge
            told = early_sentences(request.plan, wish, int(text), amount or Rupiah(0), _, charge=charge)
            self._say(None, told)
        except Rejected as rejected:
            self._say(rejected.problems[0], [])

    def _say(self, problem: Problem | None, sentences: list[str]) -> None:
        self.message.show_problem(problem)
        self.after.show_state("error" if problem is not None and problem.field == "after" else None)
        self.told.setText(private_words("\n".join(sentences)))
        w.announce(self.told, self.told.text())

    def _show_figures(self) -> None:
        _, offer, request = self._, self.offer, self.offer.request
        grid = QGridLayout()
        grid.setHorizontalSpacing(look().px(16))
        grid.setVerticalSpacing(look().px(4))
        grid.setColumnStretch(0, 1)
        if request is not None:
            every = _(EVERY_DONE[request.plan.terms.every])
            self._figure(grid, "cost", _("Cost in all"), w.MoneyLabel(offer.cost, "number-m"))
            self._figure(grid, "instalment", f"{_('Instalment')}, {every}", w.MoneyLabel(request.instalment))
            self._figure(grid, "day", _("Put aside each selling day"), w.MoneyLabel(request.per_selling_day))
            self._figure(grid, "hand", _("In the hand on the first day"), w.MoneyLabel(offer.in_hand))
            small = w.text_label(effective_words(offer.effective, _), "small", "muted")
            self._figure(grid, "effective", _("Effective a year, for officers"), small, role="small")
        self.column.addLayout(grid)
        lines = beside(offer, _)
        if unknown := unknown_words(offer, _):
            lines.append(_("Not known yet: {names}.", names=unknown))
        if offer.lender.notice is not None:
            lines.append(offer.lender.notice.value)
        self.beside = w.text_label(private_words(" ".join(lines)), "base", wrap=True)
        self.beside.setObjectName("lender_offer_beside")
        self.column.addWidget(self.beside)

    def _figure(self, grid: QGridLayout, key: str, name: str, figure: QLabel, role: str = "base") -> None:
        row = grid.rowCount()
        figure.setObjectName(f"lender_offer_{key}")
        figure.setAccessibleName(name)
        self.figures[key] = figure
        grid.addWidget(w.text_label(name, role, "text" if role == "base" else "muted", wrap=True), row, 0)
        grid.addWidget(figure, row, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _show_early(self) -> None:
        _ = self._
        self.column.addWidget(w.rule())
        self.column.addWidget(w.text_label(_("If you pay sooner?"), "lead", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(look().px(12))
        grid.setVerticalSpacing(look().px(8))
        grid.setColumnStretch(1, 1)
        rows: tuple[tuple[QLabel, QWidget], ...] = (
            (w.field_label(_("What would you do?"), self.wish), self.wish),
            (w.field_label(_("After which instalment?"), self.after), self.after),
            (self._extra_label, self.extra),
        )
        for place, (label, field) in enumerate(rows):
            label.setWordWrap(True)
            grid.addWidget(label, place, 0)
            grid.addWidget(field, place, 1)
        self.column.addLayout(grid)
        self.column.addWidget(self.message)
        self.column.addWidget(self.told)
        if self.offer.request is not None and self.offer.request.stated_by == "nobody":
            words = _(
                "Reckoned as an annuity: how {charge} is worked out is not known yet.", charge=self.offer.lender.charge
            )
            self.column.addWidget(w.text_label(words, "small", "muted", wrap=True))
        self.wish.currentIndexChanged.connect(lambda _place: self.reckon())
        self.after.textChanged.connect(lambda _text: self.reckon())
        self.extra.changed.connect(lambda _reading: self.reckon())
        self.reckon()

    def _to_terms(self) -> None:
        self.close()
        self.terms_wanted.emit(self.offer.lender.id)
