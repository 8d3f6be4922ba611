"""How an exercise went: so much is right, and for each other thing the idea by its name and the words that help.

No marks, no reproach. Where two ideas leave the same book both are named: the program does not guess.
"""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kpmbooks.i18n import Translator
from kpmbooks.training import PICTURES, Asked, Finding, Grade, helping_words, judge, misconceptions
from ui.desktop import widgets as w
from ui.desktop.pages.learn_blocks import LessonPicture
from ui.desktop.theme import look


class ResultCard(w.PageScroll):
    """``correct`` carries the number of a record to be looked at, ``again`` asks for fresh numbers, ``treat`` carries
    the exercise that treats an idea, ``asked`` asks for the questions."""

    correct = Signal(str)
    again = Signal()
    treat = Signal(str)
    asked = Signal()

    def __init__(self, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(object_name="exercise_result", parent=parent)
        self._ = _
        self._card: w.Card | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Result of the exercise"))
        self.fresh = w.Button(_("Once more with other numbers"), object_name="fresh_numbers", picture="recycle")
        self.fresh.clicked.connect(self.again)
        self.column.addWidget(self.fresh, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)

    def show_grade(self, graded: Grade, asked: Sequence[Asked], answers: Mapping[str, str]) -> None:
        """Show what was found in the book and in the answers."""
        _ = self._
        if self._card is not None:
            self._card.hide()
            self.column.removeWidget(self._card)
            self._card.deleteLater()
        whole = graded.score == graded.full and not graded.findings
        card = w.Card(
            _("{score} of {full} are right.", score=graded.score, full=graded.full),
            picture="confetti" if whole else "list-checks",
            tone="money_in" if whole else "primary",
            object_name="exercise_grade",
        )
        if whole:
            said = _("Everything is right and in its place.")
            card.body.addWidget(w.Strip(said, tone="money_in", picture="check-circle"))
        for nth, found in enumerate(_together(graded.findings), 1):
            self._add(card.body, nth, found)
        named = {finding.asked.id for finding in graded.findings if finding.asked is not None}
        wrong = [one for one in asked if one.id not in named and not judge(one, answers.get(one.id)).right]
        for one in wrong:
            if one.id in answers:
                self._add_unforeseen(card.body, one)
        self._add_unanswered(card.body, [one for one in wrong if one.id not in answers])
        self._card = card
        self.column.insertWidget(0, card)
        self.verticalScrollBar().setValue(0)
        w.announce(self, card.title.text())

    def _add(self, column: QVBoxLayout, nth: int, found: Sequence[Finding]) -> None:
        _, language, finding = self._, self._.language, found[0]
        column.addWidget(w.rule())
        idea = misconceptions().get(finding.misconception)
        for one in found:
            column.addWidget(w.text_label(_about(_, one), "base", "muted", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(look().px(14))
        words = QVBoxLayout()
        words.setSpacing(look().px(6))
        if idea is not None:
            words.addWidget(w.text_label(idea.name.said(language), "lead", wrap=True))
        words.addWidget(w.Strip(helping_words(finding, _), tone="warn", picture="lightbulb", barred=True))
        for other in finding.also:
            if other in misconceptions():
                also = _("It could also be: {idea}", idea=misconceptions()[other].name.said(language))
                words.addWidget(w.text_label(also, wrap=True))
        words.addWidget(self._acts(nth, finding, None if idea is None else idea.treated_by))
        picture = None if idea is None else PICTURES / idea.picture
        if picture is not None and picture.is_file():
            drawn = LessonPicture(QByteArray(picture.read_bytes()), "" if idea is None else idea.name.said(language))
            drawn.setFixedWidth(look().px(190))
            row.addWidget(drawn, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        column.addLayout(row)

    def _acts(self, nth: int, finding: Finding, treated_by: str | None) -> w.Flow:
        _, acts = self._, w.Flow(spacing=8)
        if finding.entry is not None:
            look_at = w.Button(
                _("Look at record {number}", number=finding.entry),
                object_name=f"correct_{nth}",
                picture="pencil-simple",
            )
            look_at.clicked.connect(partial(self.correct.emit, finding.entry))
            acts.add(look_at)
        if finding.asked is not None:
            back = w.Button(_("Back to the question"), object_name=f"question_{nth}", picture="pencil-simple")
            back.clicked.connect(self.asked)
            acts.add(back)
        if treated_by is not None:
            similar = w.Button(_("Practise something like it"), object_name=f"treat_{nth}", picture="recycle")
            similar.clicked.connect(partial(self.treat.emit, treated_by))
            acts.add(similar)
        return acts

    def _add_unforeseen(self, column: QVBoxLayout, asked: Asked) -> None:
        """A question with an answer that no idea leads to."""
        column.addWidget(w.rule())
        column.addWidget(w.text_label(asked.text, "bold", wrap=True))
        column.addWidget(w.text_label(self._("Count once more."), wrap=True))
        if asked.why:
            column.addWidget(w.Strip(asked.why, tone="warn", picture="lightbulb", barred=True))

    def _add_unanswered(self, column: QVBoxLayout, asked: Sequence[Asked]) -> None:
        """The questions that have no answer yet, said of together."""
        if not asked:
            return
        column.addWidget(w.rule())
        column.addWidget(w.text_label(self._("There is no answer yet."), "lead"))
        for one in asked:
            column.addWidget(w.text_label(f"• {one.text}", wrap=True))


def _together(findings: Sequence[Finding]) -> list[list[Finding]]:
    """What is in the book comes first. Slips that were forgotten are said of together; all else is of its own."""
    found: list[list[Finding]] = []
    for finding in sorted(findings, key=lambda one: one.entry is None and one.asked is None):
        alike = next(
            (some for some in found if some[0].misconception == finding.misconception and not some[0].also), None
        )
        if finding.entry is None and finding.asked is None and alike is not None and alike[0].entry is None:
            alike.append(finding)
        else:
            found.append([finding])
    return found


def _about(_: Translator, finding: Finding) -> str:
    """What it is about: the slip, the question, or the record."""
    if finding.slip is not None:
        return finding.slip.text
    if finding.asked is not None:
        return finding.asked.text
    return _("Record {number}", number=finding.entry)
