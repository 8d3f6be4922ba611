"""What is known of one lender, fact by fact: its value, who says it and of when, and what was told beside ours."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kpmbooks.i18n import Translator
from kpmbooks.loans import Lender
from kpmbooks.loans.lenders import FactName, SourceOfFact
from reports.lender_words import (
    CHECK_FIRST,
    FACT_NAMES,
    fact_words,
    ours_words,
    source_words,
    years_words,
)
from ui.desktop import widgets as w
from ui.desktop.pages.report_names import ReportNames
from ui.desktop.theme import look, name_shown
from ui.desktop.widgets import Span

PICTURES: Final[Mapping[str, str]] = {
    "jakpreneur": "steps",
    "monas-pemula-2018": "bank",
    "kur-super-mikro": "bank",
    "kur-mikro": "bank",
    "mekaar": "users-three",
    "pnpm": "users-three",
    "koperasi": "handshake",
    "kelompok": "users-three",
    "rentenir": "motorcycle",
    "pinjol": "device-mobile",
}


class FactRow(QFrame):
    """One fact. ``wished``: it is to be said otherwise."""

    wished = Signal()

    def __init__(self, lender: Lender, name: FactName, _: Translator, *, writes: bool) -> None:
        super().__init__()
        self.setObjectName(f"lenders_fact_{name}")
        self.name = name
        fact, unsettled = lender.fact(name), lender.open.get(name)
        said = fact if fact is not None else unsettled
        assert said is not None
        heading = _(FACT_NAMES[name])
        if fact is not None:
            value = fact_words(name, fact.value, lender, _)
        else:
            value = unsettled.value if unsettled is not None else ""
        worn = look()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, worn.px(6), 0, worn.px(6))
        row.setSpacing(worn.px(10))
        words = QVBoxLayout()
        words.setSpacing(worn.px(2))
        words.addWidget(w.text_label(heading, "small", "muted", wrap=True))
        self.value = w.text_label(value, "base" if fact is None else "bold", wrap=True)
        self.value.setObjectName(f"lenders_value_{name}")
        words.addWidget(self.value)
        beside = [said.note or "", source_words(_seen(said.source), _)]
        if fact is not None:
            beside += [ours_words(name, fact, lender, _), years_words(name, lender, _)]
        self.source = w.text_label(" ".join(_sentence(text) for text in beside if text), "small", "muted", wrap=True)
        self.source.setObjectName(f"lenders_source_{name}")
        words.addWidget(self.source)
        row.addLayout(words, 1)
        badge = _badge(lender, name, _)
        if badge is not None:
            row.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        self.change = w.Button(
            object_name=f"lenders_change_{name}",
            accessible_name=_("Say it otherwise: {name}, {value}", name=heading, value=value),
            picture="pencil-simple",
        )
        self.change.setToolTip(_("Say it otherwise"))
        self.change.setEnabled(writes)
        self.change.clicked.connect(self.wished)
        row.addWidget(self.change, 0, Qt.AlignmentFlag.AlignTop)


class TermsView(QWidget):
    """The lenders at the left, the facts of one at the right; ``wished`` names a fact to be said, "" asks which."""

    chosen = Signal()
    wished = Signal(str)

    def __init__(self, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ = _
        self._known: Mapping[str, Lender] = {}
        self._writes = False
        self.rows: dict[FactName, FactRow] = {}
        self.choice = w.Choice(object_name="lenders_choice", accessible_name=_("Which lender?"), parent=self)
        self.names = ReportNames(self.choice, PICTURES)
        self.title = w.text_label("", "lead", wrap=True)
        self.title.setObjectName("lenders_title")
        self.about = w.text_label("", "base", wrap=True)
        self.about.setObjectName("lenders_about")
        self.notice = w.Strip("-", tone="warn", picture="question")
        self.notice.setObjectName("lenders_notice")
        self.add = w.Button(_("Add what you were told"), object_name="lenders_add", picture="plus", weight="bold")
        self._facts = QVBoxLayout()
        self._facts.setSpacing(0)
        self._lay_out()
        self.choice.currentIndexChanged.connect(lambda _place: self._turn())
        self.add.clicked.connect(lambda: self.wished.emit(""))
        self.setFocusProxy(self.names)

    def lender(self) -> Lender | None:
        """The one that is shown."""
        return self._known.get(str(self.choice.current() or ""))

    def show_lenders(self, known: Mapping[str, Lender], *, writes: bool) -> None:
        """Show these; the one that is chosen stays so."""
        here = str(self.choice.current() or "")
        self._known, self._writes = known, writes
        self.choice.blockSignals(True)
        self.choice.clear()
        for lender in known.values():
            self.choice.add(lender.label, lender.id)
        if here in known:
            self.choice.set_current(here)
        self.choice.blockSignals(False)
        self._turn()

    def show_lender(self, wanted: str) -> None:
        """Choose this one."""
        if wanted in self._known:
            self.choice.set_current(wanted)

    def arrange(self, now: Span) -> None:
        """The list of names stands at the left where there is room, else a field above. Also when names are covered."""
        narrow = now == "narrow"
        self.names.setVisible(not narrow)
        self.choice.setVisible(narrow)
        self.setFocusProxy(self.choice if narrow else self.names)
        if (lender := self.lender()) is not None:
            self._write(lender)

    def _turn(self) -> None:
        self.names.show_current()
        lender = self.lender()
        if lender is not None:
            self._write(lender)
            self.chosen.emit()

    def _write(self, lender: Lender) -> None:
        _ = self._
        self.title.setText(lender.label)
        self.about.setText(lender.about)
        self.notice.setVisible(lender.notice is not None)
        if lender.notice is not None:
            told = f"{lender.notice.value} ({source_words(lender.notice.source, _)})"
            self.notice.set_text(told)
        focused = next((name for name, row in self.rows.items() if row.change.hasFocus()), None)
        while (item := self._facts.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.setParent(None)
                old.deleteLater()
        self.rows = {}
        for name in FACT_NAMES:
            if lender.fact(name) is None and name not in lender.open:
                continue
            row = FactRow(lender, name, _, writes=self._writes)
            row.wished.connect(lambda name=name: self.wished.emit(name))
            self.rows[name] = row
            if len(self.rows) > 1:
                self._facts.addWidget(w.rule())
            self._facts.addWidget(row)
        if lender.documents:
            self._facts.addWidget(w.rule())
            self._facts.addWidget(_papers(lender, _))
        self.add.setEnabled(self._writes)
        if focused in self.rows:
            self.rows[focused].change.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        worn = look()
        inside = w.Card(object_name="lenders_card")
        for part in (self.title, self.about, self.notice):
            inside.body.addWidget(part)
        inside.body.addLayout(self._facts)
        inside.body.addSpacing(worn.px(6))
        inside.body.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        inside.body.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("lenders_scroll")
        self._scroll.setAccessibleName(self._("What is known of the lender"))
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.choice)
        across = QHBoxLayout()
        across.setSpacing(16)
        across.addWidget(self.names)
        across.addWidget(self._scroll, 1)
        column.addLayout(across, 1)


def _badge(lender: Lender, name: FactName, _: Translator) -> w.Badge | None:
    fact = lender.fact(name)
    if fact is None:
        return w.Badge(_("ask"), tone="warn", picture="question")
    if fact.source.kind == "rules":
        return w.Badge(_("rule of the group"), tone="primary", picture="users-three")
    if fact.is_own:
        return w.Badge(_("asked herself"), tone="primary", picture="check-circle")
    return w.Badge(_(CHECK_FIRST), tone="warn", picture="question") if fact.uncertain else None


def _papers(lender: Lender, _: Translator) -> QWidget:
    """The documents that it asks for, and how one gets them."""
    box = QWidget()
    box.setObjectName("lenders_papers")
    column = QVBoxLayout(box)
    column.setContentsMargins(0, look().px(6), 0, look().px(6))
    column.setSpacing(look().px(2))
    column.addWidget(w.text_label(_("Documents"), "small", "muted"))
    for paper in lender.documents:
        column.addWidget(w.text_label(paper.name, "bold", wrap=True))
        told = f"{paper.how} ({_(CHECK_FIRST)})" if paper.uncertain else paper.how
        column.addWidget(w.text_label(told, "small", "muted", wrap=True))
    return box


def _seen(source: SourceOfFact) -> SourceOfFact:
    """Who says it, her name covered while names are."""
    return replace(source, title=name_shown(source.title)) if source.kind == "own" else source


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?")) else f"{text}."
