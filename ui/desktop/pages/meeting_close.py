"""The end of a meeting: what is read aloud, one press that posts everything; afterwards what it was, and opening it
again."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QLabel, QVBoxLayout, QWidget

from kpmbooks.dates import Period, format_period, month_of
from kpmbooks.group.telling import Told
from kpmbooks.i18n import Translator
from kpmbooks.problems import Problem
from ui.desktop import widgets as w
from ui.desktop.pages.meeting_open import put_in_scroll
from ui.desktop.pages.meeting_work import MeetingSeen
from ui.desktop.theme import look, name_shown


class CloseStep(QWidget):
    """``pressed``: close it; ``reopened``: open it again; ``past``: show the meetings there were; ``fresh``: the next.

    ``slips``: print what each member paid; ``corrected``: put right what one paid; ``correction_slips``: print what was
    put right; ``entry`` tells a record to see; ``sharing``: on to sharing the result;
    ``month_opened``: open the month that was closed last.
    """

    pressed = Signal()
    reopened = Signal()
    past = Signal()
    sharing = Signal()
    fresh = Signal()
    slips = Signal()
    corrected = Signal()
    correction_slips = Signal()
    entry = Signal(int)
    month_opened = Signal()

    def __init__(self, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("meeting_close")
        self._ = _
        self.card = w.Card(_("To be read aloud"), picture="speaker-high", object_name="meeting_summary")
        self._told = QVBoxLayout()
        self._told.setSpacing(look().px(4))
        self._labels: list[QWidget] = []
        self.decided = w.text_label("", "base", wrap=True)
        self.waiting = w.text_label("", "bold", "warn", wrap=True)
        self.message = w.FieldMessage(_, object_name="meeting_close_message")
        self.close_it = w.Button(
            _("Close the meeting"), object_name="meeting_close_button", role="primary", picture="check", weight="bold",
            big=True,
        )  # fmt: skip
        self.month = w.Check("", object_name="meeting_close_month")
        self.month_again = w.Button("-", object_name="meeting_month_again", role="link", picture="calendar-check")
        self.month_again.clicked.connect(self.month_opened)
        self.again = w.Button(_("Open again"), object_name="meeting_reopen", picture="arrow-u-up-left", weight="bold")
        self.next = w.Button(_("Next meeting"), object_name="meeting_fresh", role="primary", picture="users-three")
        self.old = w.Button(_("Past meetings"), object_name="meeting_close_past", role="link", picture="list-checks")
        self.paper = w.Button(_("Print slips"), object_name="meeting_close_slips", picture="printer")
        self.paper.clicked.connect(self.slips)
        self.correct = w.Button(_("Correct one member"), object_name="meeting_correct_one", picture="pencil-simple")
        self.correct.clicked.connect(self.corrected)
        self.right = w.Button(_("Slips of the correction"), object_name="meeting_correction_slips", picture="printer")
        self.right.clicked.connect(self.correction_slips)
        self.right.hide()
        self.records = QVBoxLayout()
        self._records: list[w.Button] = []
        self.close_it.clicked.connect(self.pressed)
        self.again.clicked.connect(self.reopened)
        self.share = w.Button(_("Share the result"), object_name="meeting_to_sharing", role="link", picture="percent")
        self.old.clicked.connect(self.past)
        self.share.clicked.connect(self.sharing)
        self.next.clicked.connect(self.fresh)
        self._foot, self._more = w.Flow(spacing=10), w.Flow(spacing=10)
        self._lay_out()
        self.arrange(narrow=False)

    def show_open(self, seen: MeetingSeen, told: Sequence[Told]) -> None:
        """Show what would be posted."""
        _ = self._
        self._say(told, seen)
        left = seen.waiting
        words = _.plural("{n} member has nothing written yet.", "{n} members have nothing written yet.", left)
        most = seen.rules.cash_ceiling
        much = _("More lies in the box than {most}. Bring a part to the bank.", most=most)
        lines = ([words] if left else []) + ([much] if most and seen.figures.box > most else [])
        self.waiting.setText("\n".join(lines))
        self.waiting.setVisible(bool(lines))
        self._buttons(open_now=True, last=False, money=seen.rules.money)
        self._offer_month(seen, open_now=True)
        self.show_records(())
        self.offer_correction(there=False)

    def show_closed(self, seen: MeetingSeen, told: Sequence[Told], *, last: bool) -> None:
        """Show what was posted; only the last meeting can be opened again."""
        self._say(told, seen)
        words = "" if last else self._("Only the last meeting opens again. Correct an older one member by member.")
        self.waiting.setText(words)
        self.waiting.setVisible(bool(words))
        self._buttons(open_now=False, last=last, money=seen.rules.money)
        self._offer_month(seen, open_now=False)

    def show_records(self, records: Sequence[tuple[int, str]]) -> None:
        """Offer the records that a meeting posted: key and words."""
        for old in self._records:
            self.records.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._records = []
        for key, words in records:
            button = w.Button(words, object_name=f"meeting_record_{key}", role="link", picture="receipt")
            button.clicked.connect(lambda _checked=False, key=key: self.entry.emit(key))
            self._records.append(button)
            self.records.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def offer_correction(self, *, there: bool) -> None:
        """Offer the slips of what was put right, where something was."""
        self.right.setVisible(there)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say why it could not be done."""
        self.message.show_problem(problems[0] if problems else None)

    def sentences(self) -> str:
        """Everything that is read aloud, as it stands."""
        return "\n".join(one.text() for one in self._labels if isinstance(one, QLabel))

    def _offer_month(self, seen: MeetingSeen, *, open_now: bool) -> None:
        """Close the month before with it, by a tick; afterwards open the one that was closed last."""
        _ = self._
        month, closed = seen.to_close, seen.closed
        self.month.setChecked(False)
        self.month.setVisible(open_now and month is not None)
        if month is not None:
            self.month.setText(_("Close {month} too", month=_named(month, _)))
            self.month.setToolTip(_("What stands there cannot be changed then, only corrected in an open month."))
        self.month_again.setVisible(not open_now and closed is not None)
        if closed is not None:
            self.month_again.setText(_("Open {month} again", month=_named(closed, _)))

    def _buttons(self, *, open_now: bool, last: bool, money: bool) -> None:
        self.close_it.setVisible(open_now)
        self.again.setVisible(not open_now and last)
        self.next.setVisible(not open_now)
        self.old.setVisible(not open_now)
        self.share.setVisible(not open_now)
        for button in (self.paper, self.correct):
            button.setVisible(not open_now and money)

    def _say(self, told: Sequence[Told], seen: MeetingSeen) -> None:
        for old in self._labels:
            self._told.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._labels = []
        for one in told:
            hidden = look().private and one.words
            self._labels.append(w.text_label(self._("Amount covered") if hidden else one.sentence, "lead", wrap=True))
            if one.words and not hidden:
                self._labels.append(w.text_label(one.words, "base", "muted", wrap=True))
        for label in self._labels:
            self._told.addWidget(label)
        decided = [name_shown(text) for text in seen.minutes.decisions]
        lines = "\n".join(f"{nth}. {text}" for nth, text in enumerate(decided, 1))
        self.decided.setText(lines or self._("Nothing was written down."))

    def arrange(self, *, narrow: bool) -> None:
        """Cards beside each other, or one below another; then only the main acts stay below what scrolls."""
        ways = QBoxLayout.Direction
        self._cards.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        for button in (self.close_it, self.next, self.again):
            self._foot.add(button)
        for button in (self.correct, self.right, self.paper, self.old, self.share, self.month_again):
            (self._more if narrow else self._foot).add(button)
        self._more.setVisible(narrow)

    def _lay_out(self) -> None:
        self.card.body.addLayout(self._told)
        self.card.body.addStretch(1)
        beside = w.Card(self._("Decisions"), picture="list-checks", object_name="meeting_close_decisions")
        for widget in (self.decided, self.waiting, self.month):
            beside.body.addWidget(widget)
        beside.body.addLayout(self.records)
        beside.body.addWidget(self._more)
        beside.body.addStretch(1)
        inside = QWidget()
        inside.setProperty("role", "page")
        self._cards = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(16)
        self._cards.addWidget(self.card, 3)
        self._cards.addWidget(beside, 2)
        above = QWidget()
        put_in_scroll(above, inside, "meeting_close_scroll")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(above, 1)
        whole.addWidget(self.message)
        whole.addWidget(self._foot)


def _named(month: Period, _: Translator) -> str:
    """``Oktober 2026``."""
    return format_period(month_of(month.first), _.language)
