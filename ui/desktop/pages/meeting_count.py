"""Counting the box note by note and coin by coin; a count that differs is first the business of two people only."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QLabel, QVBoxLayout, QWidget

from kpmbooks.group import NOTES, Member, Minutes, count_state
from kpmbooks.i18n import Translator
from kpmbooks.money import Rupiah, format_amount
from kpmbooks.words import in_words
from ui.desktop import widgets as w
from ui.desktop.pages.meeting_open import put_button, put_in_scroll
from ui.desktop.pages.meeting_words import called
from ui.desktop.theme import look, wear
from ui.desktop.widgets.labels import covered
from ui.desktop.widgets.typed import TypedLine


class CountStep(QWidget):
    """``noted`` tells how many of each are there, at every key; ``counted``: this count is finished; ``anew``: forget
    the counts; ``witnessed`` tells the uid of who counts along; ``went_on``: to the next step."""

    noted = Signal(object)
    counted = Signal()
    anew = Signal()
    witnessed = Signal(object)
    went_on = Signal()

    def __init__(self, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("meeting_count")
        self._ = _
        self.boxes: dict[int, TypedLine] = {}
        self._worth: dict[int, QLabel] = {}
        self.total = w.MoneyLabel(0, role="number-xl")
        self.total.setObjectName("meeting_counted")
        self.total.setAccessibleName(_("Counted"))
        self.words = w.text_label("", "base", "muted", wrap=True)
        self.title = w.text_label("", "lead", wrap=True)
        self.title.setObjectName("meeting_count_title")
        self.sentence = w.text_label("", "base", wrap=True)
        self.apart = w.text_label(
            _("Arisan money is not counted here: hand it to who draws before you count."), "base", "warn", wrap=True
        )
        self.apart.setObjectName("meeting_count_arisan")
        self.witness_word = w.text_label(_("Who counts along?"), "bold")
        self.witness = w.Choice(object_name="meeting_witness", accessible_name=_("Who counts along?"))
        self.witness_word.setBuddy(self.witness)
        self.witness.activated.connect(lambda _place: self.witnessed.emit(self.witness.current()))
        self.done = w.Button(_("Finished counting"), object_name="meeting_counted_button", role="primary", big=True)
        self.again = w.Button(_("Count from the beginning"), object_name="meeting_count_anew", role="link")
        self.done.clicked.connect(self._pressed)
        self.again.clicked.connect(self.anew)
        self._finished = False
        self._lay_out()

    def notes(self) -> dict[int, int]:
        """How many of each are written in the boxes."""
        read = {worth: box.text().strip() for worth, box in self.boxes.items()}
        return {worth: int(text) for worth, text in read.items() if text.isascii() and text.isdigit() and int(text)}

    def show_count(
        self, minutes: Minutes, expected: Rupiah, members: Sequence[Member], *, arisan: bool = False
    ) -> None:
        """Show the count that goes on, and what follows from those before it; ``arisan``: its money is there too."""
        self._put(minutes.notes)
        self._offer(members, minutes.witness)
        _, counts = self._, minutes.counts
        state = count_state(counts, expected) if counts else None
        self._finished = state in ("agrees", "differs")
        for box in self.boxes.values():
            box.setReadOnly(self._finished)
        self.again.setVisible(bool(counts))
        self.apart.setVisible(arisan and not self._finished)
        told = state is not None and state != "agrees"
        self.witness.setVisible(told)
        self.witness_word.setVisible(told)
        self.done.setText(_("On to the decisions") if self._finished else _("Finished counting"))
        if state == "differs":
            self.done.setText(_("Write it as not found yet") if counts[-1] < expected else _("Write it as too much"))
        self.title.setText(self._title(state))
        self.sentence.setText(self._sentence(state, Rupiah(expected - (counts[-1] if counts else 0))))
        self.sentence.setVisible(bool(self.sentence.text()))
        self._add_up()

    def take_focus(self) -> None:
        """To the largest note, or to what comes next."""
        if self._finished:
            self.done.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.boxes[NOTES[0]].setFocus(Qt.FocusReason.OtherFocusReason)
            QTimer.singleShot(0, self, self._show_first)  # once everything has its place

    def _show_first(self) -> None:
        """The largest note with its title above it: whoever counts begins there."""
        self._scroll.ensureWidgetVisible(self.boxes[NOTES[0]], 0, look().px(90))

    def arrange(self, *, narrow: bool) -> None:
        """Beside each other, or one below the other; what is counted first then."""
        ways = QBoxLayout.Direction
        self._cards.setDirection(ways.BottomToTop if narrow else ways.LeftToRight)
        whole = self.layout()
        if narrow and whole is not None:  # what was found out stays in sight, as the button does
            whole.addWidget(self.title)
        else:
            self._told.insertWidget(3, self.title)
        put_button(self.done, self, self._right, narrow=narrow)
        self._right.body.addWidget(self.again, 0, Qt.AlignmentFlag.AlignHCenter)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = {Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
            if event.key() in steps:
                self._go(watched, steps[Qt.Key(event.key())])
                return True
        return super().eventFilter(watched, event)

    def _pressed(self) -> None:
        (self.went_on if self._finished else self.counted).emit()

    def _go(self, watched: QObject, step: int) -> None:
        order = list(self.boxes.values())
        place = next((nth for nth, box in enumerate(order) if box is watched), 0) + step
        if place >= len(order):
            self.done.setFocus(Qt.FocusReason.TabFocusReason)
        elif place >= 0:
            order[place].setFocus(Qt.FocusReason.TabFocusReason)
            order[place].selectAll()
            self._scroll.ensureWidgetVisible(order[place])

    def _title(self, state: str | None) -> str:
        _ = self._
        return {
            "agrees": _("It agrees"),
            "again": _("It differs. Count once more."),
            "third": _("It still differs. Count a third time."),
            "differs": _("It differs after three counts"),
        }.get(state or "", _("How many of each?"))

    def _sentence(self, state: str | None, missing: Rupiah) -> str:
        _ = self._
        if state is None:
            return ""
        if state == "agrees":
            return _("What lies in the box is what the book says.")
        if state in ("again", "third"):
            return _("Only the treasurer and one witness know this now. Look at the sheet once more, too.")
        if look().private:
            return _("It is written down as it is. The next meeting asks again.")
        told = _("{amount} is not found yet.", amount=missing) if missing > 0 else ""
        told = told or _("{amount} is too much.", amount=Rupiah(-missing))
        return f"{told} {_('It is written down as it is. The next meeting asks again.')}"

    def _put(self, notes: Mapping[int, int]) -> None:
        if notes == self.notes():
            return
        for worth, box in self.boxes.items():
            many = notes.get(worth, 0)
            box.setText(str(many) if many else "")

    def _offer(self, members: Sequence[Member], witness: bytes | None) -> None:
        self.witness.blockSignals(True)  # Qt's own signature
        self.witness.clear()
        self.witness.add(self._("Nobody yet"), None)
        for member in members:
            self.witness.add(called(self._, member), member.uid)
        self.witness.setCurrentIndex(max(0, self.witness.findData(witness)) if witness else 0)
        self.witness.blockSignals(False)  # Qt's own signature

    def _typed(self) -> None:
        self._add_up()
        self.noted.emit(self.notes())

    def _add_up(self) -> None:
        notes = self.notes()
        for worth, label in self._worth.items():
            worths = worth * notes.get(worth, 0)
            text = format_amount(worths, symbol=False) if worths else "–"
            label.setText(covered(symbol=False) if look().private and worths else text)
        total = sum(worth * many for worth, many in notes.items())
        self.total.set_amount(total)
        self.words.setText("" if look().private else in_words(total))

    def _lay_out(self) -> None:
        _ = self._
        left = w.Card(_("Notes and coins"), picture="money", object_name="meeting_notes")
        grid = QGridLayout()
        grid.setHorizontalSpacing(look().px(12))
        grid.setVerticalSpacing(look().px(5))
        grid.setColumnMinimumWidth(2, look().px(110))  # each sum near what it is of
        grid.setColumnStretch(3, 1)
        for place, worth in enumerate(NOTES):
            name = format_amount(worth)
            box = TypedLine()
            box.setObjectName(f"meeting_note_{worth}")
            box.setAccessibleName(_("How many of {amount}?", amount=Rupiah(worth)))
            box.setAlignment(Qt.AlignmentFlag.AlignRight)
            box.setMaximumWidth(look().px(110))
            box.installEventFilter(self)
            box.textEdited.connect(lambda _text: self._typed())
            wear(box, role="low")
            self.boxes[worth] = box
            label = w.field_label(name, box)
            total = w.text_label("–", "base")
            total.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._worth[worth] = total
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(label, place, 0)
            grid.addWidget(box, place, 1)
            grid.addWidget(total, place, 2)
        left.body.addLayout(grid)
        left.body.addStretch(1)
        right = self._right = w.Card(_("Counted"), picture="coins", object_name="meeting_count_card")
        told = self._told = QVBoxLayout()
        told.setSpacing(look().px(6))
        for widget in (self.total, self.words, self.apart, self.title, self.sentence, self.witness_word, self.witness):
            told.addWidget(widget)
        right.body.addLayout(told)
        right.body.addStretch(1)
        right.body.addWidget(self.done)
        right.body.addWidget(self.again, 0, Qt.AlignmentFlag.AlignHCenter)
        inside = QWidget()
        inside.setProperty("role", "page")
        self._cards = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(16)
        self._cards.addWidget(left, 1)
        self._cards.addWidget(right, 1)
        self._scroll = put_in_scroll(self, inside, "meeting_count_scroll")
