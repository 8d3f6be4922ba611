"""The seven steps in the form for a loan: of each whether it is done, and when; in the order in which they are gone."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from kpmbooks.i18n import Translator
from kpmbooks.loans.asked_steps import STEPS, kept_order, kept_step
from kpmbooks.loans.seven import STEP_NAMES
from kpmbooks.problems import Problem
from reports.loan_steps import when_done
from ui.desktop import widgets as w
from ui.desktop.pages.record_fields import CountAnswer
from ui.desktop.theme import look
from ui.desktop.theme.tokens import FIELD


class SevenSteps(QWidget):
    """A row each. ``answered`` carries what is to be kept, by question."""

    answered = Signal(object)

    def __init__(self, _: Translator) -> None:
        super().__init__()
        self._ = _
        self._kept: dict[str, str] = {}
        self._narrow = False
        self.labels: dict[int, QLabel] = {}
        self.states: dict[int, w.Choice] = {}
        self.days: dict[int, CountAnswer] = {}
        for step, name in STEP_NAMES.items():
            words = f"P{step} {_(name)}"
            state = w.Choice(object_name=f"answer_p_{step}", accessible_name=words)
            for key, said in (("", _("not asked yet")), ("missing", _("not done yet")), ("done", _("done"))):
                state.add(said, key)
            state.currentIndexChanged.connect(lambda _place, step=step: self._chosen(step))
            day = CountAnswer(_, f"p_{step}_when", _("{step}: when?", step=words), hint=_("when?"))
            day.line.setProperty("step", step)
            day.line.installEventFilter(self)
            day.entered.connect(lambda step=step: self._left(step))
            self.labels[step], self.states[step], self.days[step] = w.field_label(words, state), state, day
        self.order = CountAnswer(_, "p_order", _("In which order are they gone?"))
        self.order.line.setProperty("step", 0)
        self.order.line.installEventFilter(self)
        self.order.entered.connect(lambda: self._left(0))
        self._order_label = w.field_label(_("In which order are they gone?"), self.order)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look().px(12))
        self._grid.setVerticalSpacing(look().px(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        hint = _("Only registration is compulsory. Some places go the steps in another order.")
        column.addWidget(w.text_label(hint, "base", "muted", wrap=True))
        column.addLayout(self._grid)
        self._place(STEPS)

    def put(self, kept: Mapping[str, str]) -> None:
        """Show what is kept; what is being written just now is left alone."""
        names = ("p_order", *(f"p.{step}" for step in STEPS))
        before, self._kept = self._kept, {name: kept.get(name, "") for name in names}
        for step in STEPS:
            text = self._kept[f"p.{step}"]
            if text == before.get(f"p.{step}"):
                continue
            told = kept_step(text)
            state = self.states[step]
            state.blockSignals(True)
            state.set_current("" if told is None else told.state)
            state.blockSignals(False)
            self._write(self.days[step], "" if told is None or told.when is None else when_done(told.when, self._))
            self.days[step].setVisible(told is not None and told.state == "done")
        order = kept_order(self._kept["p_order"])
        if self._kept["p_order"] != before.get("p_order"):
            self._write(self.order, ", ".join(str(step) for step in order))
            self._place(order)

    def show_problem(self, problem: Problem) -> bool:
        """Say the problem at its field; whether it is of the steps."""
        field = problem.field or ""
        place = self.order if field == "p_order" else self.days.get(_number(field))
        if place is None:
            return False
        place.show_problem(problem)
        return True

    def commit(self) -> None:
        """Keep what was written and not kept yet."""
        for step in (*STEPS, 0):
            self._left(step)

    def arrange(self, *, narrow: bool) -> None:
        """Day beside the answer, or below it where it is tight."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._place(kept_order(self._kept.get("p_order", "")))

    def set_writable(self, *, writable: bool) -> None:
        """In a book that is only looked at nothing is written."""
        self.setEnabled(writable)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self._left(int(watched.property("step")))
        return super().eventFilter(watched, event)

    def _chosen(self, step: int) -> None:
        key = str(self.states[step].current() or "")
        self.days[step].setVisible(key == "done")
        self.answered.emit({f"p.{step}": key})

    def _left(self, step: int) -> None:
        if not step:
            text = str(self.order.answer()).replace(" ", "")
            if text and text != ",".join(str(one) for one in kept_order(self._kept.get("p_order", ""))):
                self.answered.emit({"p_order": text})
            return
        kept = self._kept.get(f"p.{step}", "")
        told, text = kept_step(kept), str(self.days[step].answer()).strip()
        if self.states[step].current() != "done":
            return
        shown = "" if told is None or told.when is None else when_done(told.when, self._)
        if text != shown:
            self.answered.emit({f"p.{step}": text or "done"})

    def _write(self, field: CountAnswer, text: str) -> None:
        field.blockSignals(True)
        field.put(text)
        field.show_problem(None)
        field.blockSignals(False)

    def _place(self, order: tuple[int, ...]) -> None:
        """The rows in the order in which the steps are gone, and so for the Tab key."""
        per = 2 if self._narrow else 1
        last: QWidget | None = None
        for place, step in enumerate(order):
            self._grid.addWidget(self.labels[step], per * place, 0, Qt.AlignmentFlag.AlignTop)
            self.labels[step].setMinimumHeight(look().px(FIELD))
            self._grid.addWidget(self.states[step], per * place, 1, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(self.days[step], per * place + per - 1, 1 if self._narrow else 2)
            for part in (self.states[step], self.days[step].line):
                if last is not None:
                    QWidget.setTabOrder(last, part)
                last = part
        end = per * len(order)
        self._grid.addWidget(self._order_label, end, 0)
        self._grid.addWidget(self.order, end, 1, 1, 1 if self._narrow else 2)
        if last is not None:
            QWidget.setTabOrder(last, self.order.line)
        for column, stretch in enumerate((3, 3, 0 if self._narrow else 3)):
            self._grid.setColumnStretch(column, stretch)


def _number(field: str) -> int:
    name, _dot, step = field.partition(".")
    return int(step) if name == "p" and step.isdecimal() else 0
