"""The live side of the loan page: what the loan takes each month and each selling day, what the quietest month leaves.

It shows figures and one line to keep below; it never says whether a loan is good or bad.
"""

from fractions import Fraction

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kpmbooks import loans
from kpmbooks.i18n import Translator
from kpmbooks.loans import BookSide, Readiness
from kpmbooks.money import Rupiah, format_amount
from reports.loan_words import EVERY_WORDS, SHORT_METHODS, whole_month
from ui.desktop import widgets as w
from ui.desktop.pages.loan_fields import ChoiceAnswer
from ui.desktop.pages.loan_questions import Question
from ui.desktop.theme import look
from ui.desktop.theme.tokens import RADIUS_INNER
from ui.desktop.widgets.labels import covered


class LeftBar(QWidget):
    """What the quietest month leaves as a bar; the instalment's part of it striped, the safe line dashed across."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("loan_bar")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._taken = self._safe = 0.0

    def show_parts(self, taken: Fraction, safe: Fraction) -> None:
        """``taken`` and ``safe`` are parts of what is left; what is beyond the whole fills the bar."""
        self._taken, self._safe = min(1.0, float(taken)), min(1.0, float(safe))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().px(160), look().px(34))

    def minimumSizeHint(self) -> QSize:
        return QSize(look().px(80), look().px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        worn = look()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bar = QRectF(1, worn.px(4), self.width() - 2, worn.px(26))
        shape = QPainterPath()
        shape.addRoundedRect(bar, RADIUS_INNER, RADIUS_INNER)
        painter.fillPath(shape, worn.colour("sunken"))
        painter.save()
        painter.setClipPath(shape)
        part = QRectF(bar.left(), bar.top(), bar.width() * self._taken, bar.height())
        painter.fillRect(part, worn.colour("accent_soft"))
        painter.setClipRect(part, Qt.ClipOperation.IntersectClip)
        painter.setPen(QPen(worn.colour("accent"), worn.px(2)))
        step, x = worn.px(8), part.left() - bar.height()
        while x < part.right():
            painter.drawLine(round(x), round(bar.bottom()), round(x + bar.height()), round(bar.top()))
            x += step
        painter.restore()
        painter.setPen(QPen(worn.colour("edge"), 1.5))
        painter.drawPath(shape)
        if self._safe:
            pen = QPen(worn.colour("text"), worn.px(3))
            pen.setDashPattern([1.6, 1.2])
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            painter.setPen(pen)
            x = bar.left() + bar.width() * self._safe
            painter.drawLine(round(x), 0, round(x), self.height())
        painter.end()


class LiveCard(w.Card):
    """The card; ``share_chosen`` carries the part of what is left that she takes for her line."""

    share_chosen = Signal(str)

    def __init__(self, _: Translator) -> None:
        super().__init__(object_name="loan_live", strong=True)
        self._ = _
        self.instalment, self.day = (w.MoneyLabel(role="number-l", nothing="–") for _figure in range(2))
        self.left, self.after = (w.MoneyLabel(role="bold", nothing="–") for _figure in range(2))
        self.other = w.text_label("", "small", "muted", wrap=True)
        self.days = w.text_label("", "small", "muted", wrap=True)
        self.left_name = w.text_label("", "bold", wrap=True)
        self.after_name = w.text_label(_("After the instalment"), "base", wrap=True)
        self.unknown = w.Strip("", tone="warn", picture="question")
        self.unknown.setObjectName("loan_unknown")
        self.bar = LeftBar()
        self.line = w.text_label("", "base", wrap=True)
        self.line.setObjectName("loan_safe_line")
        self.share = ChoiceAnswer(_, Question("safe_share", "A line to keep below", "choice"), "loan_safe_share")
        self.share.choice.setAccessibleName(_("Which part of it may an instalment take?"))
        self.share.changed.connect(lambda key: self.share_chosen.emit(str(key)))
        self.problem = w.FieldMessage(_, object_name="loan_problem")
        self._lay_out()
        self.show_nothing()

    def put_share(self, kept: str) -> None:
        """Show the part that is kept."""
        self.share.put(kept)

    def show_nothing(self) -> None:
        """There is no amount yet that could be reckoned."""
        for amount in (self.instalment, self.day, self.after):
            amount.set_amount(None)
        self.other.setText(self._("Say how much is asked for."))
        self.line.setText(self._("An instalment may take at most"))
        self.days.setText("")
        self._known.hide()
        self.unknown.hide()

    def show_books(self, books: BookSide, share: Fraction) -> None:
        """What the books leave, whatever is asked for."""
        capacity = loans.capacity_of(books)
        known = capacity.is_told and capacity.quietest is not None
        self._known.setVisible(known)
        self.unknown.setVisible(not known)
        if not known or capacity.quietest is None:
            why = (
                self._("What is left is not known yet: no month was recorded to its end.")
                if "net_business" in capacity.unknown
                else self._(
                    "What is left is not known yet: write down what the family spends, or answer it under “{button}”.",
                    button=self._("For the paper"),
                )
            )
            self.unknown.set_text(why)
            return
        month = whole_month(capacity.quietest.figures.month, self._)
        self.left_name.setText(self._("Left in {month} (quietest)", month=month))
        self.left.setAccessibleName(self.left_name.text())
        self.left.set_amount(capacity.quietest.left)

    def show_request(self, value: Readiness, share: Fraction) -> None:
        """The request beside what is left."""
        _, request, capacity = self._, value.request, value.capacity
        self._every.setText(_(EVERY_WORDS[request.plan.terms.every]))
        self.instalment.setAccessibleName(self._every.text())
        self.instalment.set_amount(request.instalment)
        self.day.set_amount(request.per_selling_day)
        others = [
            _("if {method}: {amount}", method=_(SHORT_METHODS[plan.terms.method]), amount=_told(plan.instalment))
            for plan in request.others
        ]
        paid = _("in all {amount}", amount=_told(request.plan.paid))
        self.other.setText(", ".join((paid, *others)))
        self.days.setText(_("{n} selling days a month", n=round(request.selling_days)))
        self.show_books(value.books, share)
        quietest, safe = capacity.quietest, loans.safe_instalment(capacity, share)
        if quietest is None or safe is None:
            return
        self.after.set_amount(quietest.left - request.monthly)
        taken = Fraction(int(request.monthly), int(quietest.left)) if quietest.left > 0 else Fraction(1)
        self.bar.show_parts(taken, share if quietest.left > 0 else Fraction(0))
        within = loans.amount_within(request, safe)
        self.line.setText(
            _(
                "Line to keep below: {safe} a month. With it, about {amount} in {n} instalments.",
                safe=_told(safe),
                amount=_told(within),
                n=request.periods,
            )
            if within
            else _("Line to keep below: {safe} a month. Saving first is a good step, too.", safe=_told(safe))
        )

    def _lay_out(self) -> None:
        _, worn = self._, look()
        figures = QGridLayout()
        figures.setHorizontalSpacing(worn.px(16))
        figures.setVerticalSpacing(0)
        for column, (words, amount, second) in enumerate(
            (
                (_("Instalment a month"), self.instalment, self.other),
                (_("Put aside each selling day"), self.day, self.days),
            )
        ):
            amount.setObjectName(f"loan_figure_{column}")
            amount.setAccessibleName(words)
            name = w.text_label(words, "base", wrap=True)
            if amount is self.instalment:
                self._every = name
            figures.addWidget(name, 0, column)
            figures.addWidget(amount, 1, column)
            figures.addWidget(second, 2, column, Qt.AlignmentFlag.AlignTop)
            figures.setColumnStretch(column, 1)
        self.body.addLayout(figures)
        self.body.addWidget(self.problem)
        self.body.addWidget(self.unknown)
        self._known = QWidget()
        known = QVBoxLayout(self._known)
        known.setContentsMargins(0, worn.px(6), 0, 0)
        known.setSpacing(worn.px(4))
        for name, amount in ((self.left_name, self.left), (self.after_name, self.after)):
            row = QHBoxLayout()
            row.addWidget(name, 1)
            row.addWidget(amount)
            known.addLayout(row)
            if amount is self.left:
                known.addWidget(self.bar)
        self.after.setObjectName("loan_after")
        self.after.setAccessibleName(_("After the instalment"))
        self.left.setObjectName("loan_left")
        known.addSpacing(worn.px(6))
        line = QHBoxLayout()
        line.setSpacing(worn.px(12))
        line.addWidget(self.line, 3)
        line.addWidget(self.share, 2)
        known.addLayout(line)
        self.body.addWidget(self._known)


def _told(amount: Rupiah) -> str:
    """An amount within a sentence; covered like all others while privacy is on."""
    return covered() if look().private else format_amount(amount)
