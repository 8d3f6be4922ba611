"""The form of one kind of record: its questions, what follows from the answers, refusals at their fields.

It stands beside the tiles, or alone over the whole width where a kind asks much or the window is narrow. It writes
nothing itself.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kpmbooks.dates import Clock
from kpmbooks.i18n import Translator
from kpmbooks.ledger import SOURCES, Account, Source
from kpmbooks.money import Rupiah
from kpmbooks.problems import Problem
from kpmbooks.recording import Kind
from kpmbooks.trade.offering import PRICED, Offer
from kpmbooks.words import in_words
from reports.cash_book import SOURCE_WORDS
from ui.desktop import widgets as w
from ui.desktop.pages.goods_lines import GoodsLines
from ui.desktop.pages.record_fields import AmountAnswer, Answer, Asked, BoxAnswer, CountAnswer, ask
from ui.desktop.theme import look, wear
from ui.desktop.widgets.amount_edit import IN_WORDS_ABOVE

FEW_AMOUNTS = 2
"""Up to so many questions for rupiah the form stands beside the tiles."""


MANY_AMOUNTS = 8
"""From more questions for rupiah on they stand in two columns."""

USUAL_BOXES = ("box", "balance")
"""Questions for a place that stand folded away, since the usual place is nearly always meant."""


FROM_GOODS = ("amount", "refund")
"""Questions for rupiah that the goods of a record answer, until another amount is written."""


def needs_width(kind: Kind) -> bool:
    """Whether the kind asks so much that its form takes the place of the tiles."""
    goods = sum(field.type == "goods" for field in kind.fields)
    return sum(field.type == "amount" for field in kind.fields) > FEW_AMOUNTS or goods > 1


class RecordForm(w.Card):
    """``submitted``: Enter or "Simpan"; ``edited``: some answer changed; ``left``: back to the kinds; ``new_good``: the
    name of a good that is none yet, and the question in which it stands."""

    submitted = Signal()
    new_good = Signal(str, str)
    edited = Signal()
    left = Signal()

    def __init__(self, _: Translator, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(object_name="record_form", parent=parent)
        self._ = _
        self._clock = clock
        self.kind: Kind | None = None
        self.low = False  # where there is little height only what is asked and pressed is shown
        self._asked: tuple[Asked, ...] = ()
        self._inside: QWidget | None = None
        self._source: Source = "typed"
        self._details_open = False
        self._from_goods: object = ""
        for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.submitted)

    def show_kind(
        self,
        kind: Kind,
        name: str,
        tone: str,
        boxes: Sequence[Account],
        *,
        alone: bool,
        columns: int,
        correcting: str | None,
    ) -> None:
        """Ask the questions of ``kind`` in one or two ``columns``; ``alone``: the tiles are hidden meanwhile.

        ``correcting`` is the number of the record that will be written anew.
        """
        self.kind = kind
        amounts = sum(field.type == "amount" for field in kind.fields)
        # What goods come to is read off, not typed: it takes one line, so that the button that saves stays in sight.
        named = any(field.type == "goods" for field in kind.fields)
        self._asked = tuple(
            ask(
                field,
                self._,
                self._clock,
                boxes,
                small=named or amounts > FEW_AMOUNTS or _is_second_amount(kind, field.name),
                priced=kind.goods in PRICED,
            )
            for field in kind.fields
        )
        self._from_goods = ""
        self._build(kind, name, tone, alone=alone, whole=columns > 1, correcting=correcting)
        for asked in self._asked:
            asked.widget.changed.connect(lambda _reading, asked=asked: self._say_words(asked))
            asked.widget.changed.connect(lambda _reading: self._edited())
            asked.widget.entered.connect(lambda asked=asked: self._entered(asked))
            if isinstance(asked.widget, GoodsLines):
                asked.widget.changed.connect(lambda _reading, lines=asked.widget: self._reckon(lines))
                asked.widget.new_asked.connect(lambda name, asked=asked: self.new_good.emit(name, asked.field.name))

    def answers(self) -> dict[str, Answer]:
        """What was filled in, by field; what was left empty is not there."""
        given = {asked.field.name: asked.widget.answer() for asked in self._asked}
        return {name: answer for name, answer in given.items() if answer not in ("", None)}

    def source(self) -> Source:
        """Where the figures come from."""
        return self._source

    def put(self, answers: Mapping[str, object], source: Source) -> None:
        """Fill in answers, of another form or of a record."""
        for asked in self._asked:
            if asked.field.name in answers:
                asked.widget.put(answers[asked.field.name])
        self._source = source
        self._sources.set_current(source)
        self._edited()

    def set_source(self, source: Source) -> None:
        """Say where the figures come from."""
        self._source = source
        if self._inside is not None:
            self._sources.set_current(source)
            self._say_details()

    def clear(self) -> None:
        """Empty every answer but the day, the place and the source, and begin anew at the first."""
        self._from_goods = ""
        for asked in self._asked:
            if asked.field.type not in ("day", "box"):
                asked.widget.put(None)
        self.show_problems(())
        self.take_focus()

    def is_empty(self) -> bool:
        """Whether nothing was filled in but the day and the place."""
        return not any(asked.widget.answer() for asked in self._asked if asked.field.type not in ("day", "box"))

    def take_focus(self) -> None:
        """Give the keyboard to the first question."""
        if self._asked:
            self._asked[0].widget.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say each problem at its field, the others above the buttons; the first one gets the keyboard."""
        places = {asked.field.name: asked for asked in self._asked}
        for asked in self._asked:
            asked.widget.show_problem(None)
        elsewhere = None
        first: Asked | None = None
        for problem in problems:
            asked_there = places.get(problem.field or "")
            if asked_there is None:
                elsewhere = elsewhere or problem
            else:
                asked_there.widget.show_problem(problem)
                first = first or asked_there
        self.message.show_problem(elsewhere)
        if first is not None:
            if first.field.name in USUAL_BOXES:
                self.show_details(shown=True)
            first.widget.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_preview(self, figure: str, cash: str) -> None:
        """Show what follows from the answers; two empty texts show nothing."""
        self.preview.set_text(figure or cash)
        self.preview.setVisible(bool(figure or cash))
        self.cash.setText(cash if figure else "")
        self.cash.setVisible(bool(figure and cash))

    def show_warnings(self, warnings: Sequence[Problem]) -> None:
        """Say calmly what is allowed but worth a look."""
        self.warning.set_text("\n".join(self._.problem(warning) for warning in warnings))
        self.warning.setVisible(bool(warnings))

    def offer(self, goods: Mapping[str, Sequence[Offer]]) -> None:
        """Offer goods for the fields that name some, by the field's name."""
        for asked in self._asked:
            if isinstance(asked.widget, GoodsLines):
                asked.widget.offer(goods.get(asked.field.name, ()))

    def put_new_good(self, name: str, field: str) -> None:
        """Take a good that was just added where its name stands."""
        for asked in self._asked:
            if isinstance(asked.widget, GoodsLines) and asked.field.name == field:
                asked.widget.put_new(name)

    def suggest(self, words: Mapping[str, Sequence[str]]) -> None:
        """Offer words for the fields that take some, by the field's name."""
        for asked in self._asked:
            if isinstance(asked.widget, CountAnswer) and (known := words.get(asked.field.name)):
                asked.widget.suggest(known)

    def tell(self, field: str, words: str) -> None:
        """Say below the question what is known of what was answered to it."""
        for asked in self._asked:
            if isinstance(asked.widget, CountAnswer) and asked.field.name == field:
                asked.widget.tell(words)

    def show_details(self, *, shown: bool) -> None:
        """Unfold where the money lies and where the figures come from."""
        self._details_open = shown
        self.details.setVisible(shown)
        self.fold.set_picture("caret-up" if shown else "caret-down", "bold")

    def _edited(self) -> None:
        self.message.show_problem(None)
        self._say_details()
        self.edited.emit()

    def _entered(self, at: Asked) -> None:
        """Enter goes on to the next amount or person, from the last of them it saves."""
        if not at.widget.is_ready():
            return
        essential = [asked for asked in self._asked if asked.is_essential and not self._is_reckoned(asked)]
        if at not in essential:
            essential = [asked for asked in self._asked if asked.is_essential]
        if at in essential[:-1]:
            essential[essential.index(at) + 1].widget.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.submitted.emit()

    def _reckon(self, lines: GoodsLines) -> None:
        """Write what the goods come to as the amount, unless another one was written."""
        asked = next((one for name in FROM_GOODS for one in self._asked if one.field.name == name), None)
        total = lines.total()
        if asked is None or asked.widget.answer() not in ("", self._from_goods):
            return
        if total is not None or self._from_goods:
            asked.widget.put(None if total is None else int(total))
            self._from_goods = asked.widget.answer()

    def _is_reckoned(self, asked: Asked) -> bool:
        """Whether the goods have answered it already."""
        return bool(self._from_goods) and asked.field.name in FROM_GOODS and asked.widget.answer() == self._from_goods

    def _build(self, kind: Kind, name: str, tone: str, *, alone: bool, whole: bool, correcting: str | None) -> None:
        if self._inside is not None:
            self.body.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
        _, worn = self._, look()
        self._inside = QWidget()
        self.body.addWidget(self._inside, 1)
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(worn.px(10))
        self._make_ends(correcting=correcting is not None)
        # In a narrow and low window the button that saves stands where it is seen without scrolling.
        save_above = alone and not whole
        column.addLayout(self._head(kind, name, tone, alone=alone, save_above=save_above))
        if correcting is not None:
            strip = w.Strip(
                _("You are correcting no. {number}. The old record stays visible.", number=correcting),
                tone="warn",
                picture="pencil-simple",
                barred=True,
            )
            column.addWidget(strip)
        boxed = [asked for asked in self._asked if _is_usual_box(asked)]
        amounts = [asked for asked in self._asked if asked.field.type in ("amount", "count")]
        goods = [asked for asked in self._asked if asked.field.type == "goods"]
        others = [asked for asked in self._asked if asked not in boxed and asked not in (*amounts, *goods)]
        if not whole:
            column.addLayout(self._goods_questions(goods))
        large = bool(amounts) and isinstance(amounts[0].widget, AmountAnswer) and not amounts[0].hint
        if large and not whole and not goods:
            first = amounts.pop(0)
            above = QVBoxLayout()
            above.setSpacing(worn.px(2))
            above.addWidget(w.field_label(first.question, first.widget))
            above.addWidget(first.widget)
            column.addLayout(above)
        many = whole and len(amounts) > MANY_AMOUNTS
        # The right column ends with the day and the buttons, which take as much room as six questions.
        half = (len(amounts) + 6) // 2 if many else len(amounts)
        left = self._questions(amounts[:half] if whole else [*amounts, *others], roomy=len(amounts) > FEW_AMOUNTS)
        if not whole:
            column.addLayout(left)
            self._put_ends(column, boxed, save_above=save_above)
            if save_above:
                QWidget.setTabOrder(self.fold, self.save)
                QWidget.setTabOrder(self.save, self.empty)
            return
        both = QHBoxLayout()
        both.setSpacing(worn.px(32))
        if goods:
            first_column = QVBoxLayout()
            first_column.setSpacing(worn.px(10))
            first_column.addLayout(self._goods_questions(goods))
            first_column.addLayout(left)
            first_column.addStretch(1)
            both.addLayout(first_column, 3)
        else:
            both.addLayout(left, 3)
        right = QVBoxLayout()
        right.setSpacing(worn.px(10))
        right.addLayout(self._questions(amounts[half:], roomy=True))
        right.addLayout(self._questions(others))
        self._put_ends(right, boxed, low=True)
        both.addLayout(right, 3 if many else 2)
        column.addLayout(both)
        column.addStretch(1)

    def _head(self, kind: Kind, name: str, tone: str, *, alone: bool, save_above: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(look().px(12))
        row.addWidget(w.Picture(kind.picture, 40, tone))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        self.title = w.text_label(name, "lead")
        words.addWidget(self.title)
        if self._.language == "id" and not self.low:  # the examples are told in Indonesian
            words.addWidget(w.text_label(kind.example, "small", "muted", wrap=True))
        words.addStretch(1)
        row.addLayout(words, 1)
        self.others = w.Button(
            self._("Other kind"), object_name="other_kind", role="link", key_hint="Esc", picture="squares-four"
        )
        self.others.clicked.connect(self.left)
        if not alone:
            self.others.hide()
        acts = QHBoxLayout() if self.low else QVBoxLayout()
        acts.setSpacing(0)
        for button in (self.save, self.others) if save_above else (self.others,):
            acts.addWidget(button)
        row.addLayout(acts)
        return row

    def _goods_questions(self, asked: Sequence[Asked]) -> QVBoxLayout:
        """Questions for goods over the whole width, each above its lines."""
        column = QVBoxLayout()
        column.setSpacing(look().px(10))
        for one in asked:
            with_label = QVBoxLayout()
            with_label.setSpacing(look().px(2))
            with_label.addWidget(one.label())
            with_label.addWidget(one.widget)
            column.addLayout(with_label)
        return column

    def _questions(self, asked: Sequence[Asked], *, roomy: bool = False) -> QGridLayout:
        """Question and field side by side; hints below the question where there is room, else below the field."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(look().px(12))
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 5 if roomy else 2)
        grid.setColumnStretch(1, 6 if roomy else 5)
        centre = Qt.AlignmentFlag.AlignVCenter
        for number, one in enumerate(asked):
            row = 3 * number
            hint = one.hint_label()
            if roomy and hint is not None:
                grid.addWidget(one.label(), row, 0, Qt.AlignmentFlag.AlignBottom)
                grid.addWidget(hint, row + 1, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(one.widget, row, 1, 2, 1, centre)
            else:
                grid.addWidget(one.label(), row, 0, centre)
                grid.addWidget(one.widget, row, 1, centre)
                if hint is not None:
                    grid.addWidget(hint, row + 1, 1)
            grid.setRowMinimumHeight(row + 2, look().px(10))
        return grid

    def _make_ends(self, *, correcting: bool) -> None:
        _ = self._
        self.words = w.text_label("", "base", "muted", wrap=True)
        self.words.hide()
        self.preview = w.Strip("", tone="primary", picture="equals", weight="bold")
        self.preview.setObjectName("record_preview")
        wear(self.preview.label, role="bold")
        self.cash = w.text_label("", "base", "muted", wrap=True)
        self.preview.body.addWidget(self.cash)
        self.warning = w.Strip("", tone="warn", picture="warning", barred=True)
        self.warning.setObjectName("record_warning")
        self.message = w.FieldMessage(_, object_name="record_message")
        self.fold = w.Button("", object_name="record_details", accessible_name=_("Details"), role="quiet")
        self.fold.clicked.connect(lambda: self.show_details(shown=not self._details_open))
        self.details = QWidget(self._inside)  # its own from the beginning: it may be unfolded
        self._sources = w.Choice(object_name="answer_source", accessible_name=_("Where do the figures come from?"))
        for source in SOURCES:
            self._sources.add(_(SOURCE_WORDS[source]), source)
        self._sources.set_current(self._source)
        self._sources.currentIndexChanged.connect(self._source_chosen)
        save = _("Save the correction") if correcting else _("Save")
        self.save = w.Button(
            save, object_name="save_record", role="primary", picture="check", weight="bold", big=True, key_hint="Enter"
        )
        self.save.clicked.connect(self.submitted)
        self.empty = w.Button(_("Leave it") if correcting else _("Clear"), object_name="clear_record", big=True)
        self.show_preview("", "")
        self.show_warnings(())

    def _put_ends(
        self, column: QVBoxLayout, boxed: Sequence[Asked], *, low: bool = False, save_above: bool = False
    ) -> None:
        _ = self._
        column.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        inside = QGridLayout(self.details)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setHorizontalSpacing(look().px(12))
        inside.setColumnStretch(0, 2)
        inside.setColumnStretch(1, 5)
        label = w.field_label(_("Where do the figures come from?"), self._sources)
        label.setWordWrap(True)
        rows: list[tuple[QWidget, QWidget]] = [(asked.label(), asked.widget) for asked in boxed]
        for row, (before, field) in enumerate([*rows, (label, self._sources)]):
            inside.addWidget(before, row, 0)
            inside.addWidget(field, row, 1)
        for widget in (self.details, self.words, self.preview, self.warning, self.message):
            column.addWidget(widget)
        if not low:
            column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setSpacing(look().px(12))
        if not save_above:
            buttons.addWidget(self.save, 2)
        buttons.addWidget(self.empty, 1)
        column.addLayout(buttons)
        column.addStretch(1 if low else 0)
        self.show_details(shown=self._details_open)
        self._say_details()

    def _say_words(self, asked: Asked) -> None:
        """Read a large amount of a small field back in words, in the one place for all of them."""
        if isinstance(asked.widget, AmountAnswer) and asked.widget.words.maximumHeight() == 0:
            amount = asked.widget.value() or Rupiah(0)
            self.words.setText(in_words(amount) if abs(amount) > IN_WORDS_ABOVE else "")
            self.words.setVisible(bool(self.words.text()))

    def _source_chosen(self) -> None:
        self._source = SOURCES[self._sources.currentIndex()]
        self._say_details()

    def _say_details(self) -> None:
        """Say on the fold what is chosen inside of it."""
        places = [
            asked.widget.words()
            for asked in self._asked
            if isinstance(asked.widget, BoxAnswer) and _is_usual_box(asked)
        ]
        self.fold.setText(" · ".join([*places, self._(SOURCE_WORDS[self._source])]))


def _is_second_amount(kind: Kind, name: str) -> bool:
    amounts = [field.name for field in kind.fields if field.type == "amount"]
    return name in amounts[1:]


def _is_usual_box(asked: Asked) -> bool:
    """Whether it only says where the money lies, which is nearly always the same place."""
    return asked.field.type == "box" and asked.field.name in USUAL_BOXES
