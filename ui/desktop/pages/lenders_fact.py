"""Saying what a lender told: the value, who said it, on which day; what we know stays in sight and can count again."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kpmbooks.i18n import Translator
from kpmbooks.loans import Lender
from kpmbooks.loans.lenders import FactName
from kpmbooks.loans.own_facts import CAN_BE_SAID, CHOICES, say_fact, take_back
from kpmbooks.money import format_amount
from kpmbooks.problems import N_
from reports.lender_words import EVERY_DONE, FACT_NAMES, ROUNDING_WORDS, fact_words, source_words
from reports.loan_words import METHOD_WORDS, percent
from ui.desktop import widgets as w
from ui.desktop.pages.ask_dialog import AskDialog
from ui.desktop.session import Session

HINTS: Final[Mapping[FactName, str]] = {
    "rate": N_("6% setahun, 1,5% sebulan"),
    "ceiling": N_("for example 10jt"),
    "floor": N_("for example 10jt"),
    "admin": N_("for example 25.000"),
    "unit": N_("for example 1.000"),
    "kept_back": N_("percent of the loan"),
    "deposit": N_("percent of the loan"),
    "fees": N_("percent of the loan"),
    "most_periods": N_("how many"),
    "grace": N_("how many"),
    "business_months": N_("months"),
}
"""What is typed for a fact that is not chosen from a few words."""


class FactDialog(AskDialog):
    """Asks for the fact ``name``, or first for which one."""

    def __init__(
        self, session: Session, lender: Lender, name: FactName | None = None, parent: QWidget | None = None
    ) -> None:
        _ = session._
        title = _("What did {lender} tell you?", lender=lender.name)
        super().__init__(session, title, "pencil-simple", name="lender_fact", act=_("Save"), parent=parent)
        self.lender = lender
        self.name = w.Choice(object_name="lender_fact_name", accessible_name=_("What is it about?"))
        offered = CAN_BE_SAID if name is None else (name,)
        unknown = [one for one in offered if lender.fact(one) is None]
        for one in unknown or offered:
            self.name.add(_(FACT_NAMES[one]), one)
        self.value = w.TextField(object_name="lender_fact_value", accessible_name=_("What was said?"))
        self.pick = w.Choice(object_name="lender_fact_pick", accessible_name=_("What was said?"))
        self.who = w.TextField(
            object_name="lender_fact_who",
            accessible_name=_("Who said so?"),
            hint=_("name, office, paper"),
            holds_names=True,
        )
        self.day = w.DayEdit(_, session.clock, object_name="lender_fact_day", accessible_name=_("On which day?"))
        self.ours = w.text_label("", "small", "muted", wrap=True)
        self.ours.setObjectName("lender_fact_ours")
        self.back = w.Button(_("Let ours count again"), object_name="lender_fact_back", picture="arrow-u-up-left")
        self.back.setAutoDefault(False)
        self.ask("name", _("What is it about?"), self.name)
        self.ask("value", _("What was said?"), self.value)
        self.ask("pick", _("What was said?"), self.pick)
        self.ask("who", _("Who said so?"), self.who)
        self.ask("day", _("On which day?"), self.day)
        self.show_question("name", shown=name is None)
        self.finish()
        self.column.insertWidget(2, self.ours)
        self.column.insertWidget(3, self.back, 0, Qt.AlignmentFlag.AlignLeft)
        self.name.currentIndexChanged.connect(lambda _place: self._turn())
        self.back.clicked.connect(self._take_back)
        self._turn()
        here: QWidget = self.name if name is None else self.pick if name in CHOICES else self.value
        here.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Keep it, or say what cannot be taken."""
        name = self._name()
        day = self.day.day()
        if day is None:
            return  # it says itself what cannot be read
        text = str(self.pick.current()) if name in CHOICES else self.value.text()
        lender, who, today = self.lender, self.who.text(), self.session.today()
        self.act(lambda tx: say_fact(tx, lender, name, text, who, day.isoformat(), today=today))

    def _take_back(self) -> None:
        lender, name = self.lender, self._name()
        self.act(lambda tx: take_back(tx, lender, name))

    def _name(self) -> FactName:
        name: FactName = self.name.currentData()
        return name

    def _turn(self) -> None:
        """Ask for this fact: as one of a few words, or to be typed."""
        _, name, lender = self.session._, self._name(), self.lender
        fact = lender.fact(name)
        chosen = name in CHOICES
        self.show_question("value", shown=not chosen)
        self.show_question("pick", shown=chosen)
        for one in ("value", "pick"):
            self.labels[one].setText(f"{_(FACT_NAMES[name])}?")
        self.value.show_hint(_(HINTS[name]) if name in HINTS else "")
        self.value.setText("" if fact is None or chosen else _typed(name, fact.value, _))
        self.pick.clear()
        for key in CHOICES.get(name, ()):
            self.pick.add(_choice_words(name, key, _), key)
        if chosen and fact is not None:
            self.pick.set_current(("yes" if fact.value else "no") if isinstance(fact.value, bool) else fact.value)
        ours = fact.ours if fact is not None and fact.is_own else fact
        told = lender.open.get(name) if ours is None else None
        words = "" if told is None else told.value
        if ours is not None:
            value, source = fact_words(name, ours.value, lender, _), source_words(ours.source, _)
            words = _("Ours: {value}, {source}", value=value, source=source)
        self.ours.setText(words)
        self.ours.setVisible(bool(words))
        self.back.setVisible(fact is not None and fact.source.kind == "own")
        if fact is not None and fact.source.kind == "own":
            self.who.setText(fact.source.title)


def _choice_words(name: FactName, key: str, _: Translator) -> str:
    if name == "charge":
        return key
    words: dict[str, str] = {"yes": N_("yes"), "no": N_("no")}
    for known in (METHOD_WORDS, EVERY_DONE, ROUNDING_WORDS):
        words |= {str(one): text for one, text in known.items()}
    return _(words[key])


def _typed(name: FactName, value: object, _: Translator) -> str:
    """A value as it is typed, to be changed."""
    if name in ("rate", "kept_back", "deposit", "fees"):
        return percent(value, _)  # type: ignore[arg-type]  # the content was read strictly: these are fractions
    if name in ("ceiling", "floor", "admin", "unit"):
        return format_amount(int(value), symbol=False)  # type: ignore[call-overload]  # and these whole numbers
    return str(value)
