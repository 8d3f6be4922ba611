"""The record page: choose a kind, answer its questions, Enter saves and opens the next; below, what was written today.

Every rule is the recording service's, and that of trade where goods are named: this page asks it for a preview, a
record, a correction, and shows its answer. A ledger without goods is asked nothing about any.
"""

from dataclasses import replace
from typing import Any, ClassVar, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kpmbooks import ledger as books
from kpmbooks import recording, trade
from kpmbooks.group.by_hand import warnings_by_hand
from kpmbooks.ledger import Entry, Source
from kpmbooks.money import Rupiah
from kpmbooks.problems import Problem, Rejected, StorageError
from kpmbooks.recording import Kind
from kpmbooks.recording.suggestions import suggestions
from kpmbooks.trade.offering import Offer, offers
from ui.desktop import widgets as w
from ui.desktop.pages.entry_dialog import EntryDialog
from ui.desktop.pages.equipment_offer import EquipmentOffer
from ui.desktop.pages.good_dialog import GoodDialog
from ui.desktop.pages.page import Page
from ui.desktop.pages.record_debt import debt_words, party_words
from ui.desktop.pages.record_form import RecordForm, needs_width
from ui.desktop.pages.record_kinds import MOST_TILES, TONES, KindTiles, choices_of
from ui.desktop.pages.record_list import SittingList, sitting
from ui.desktop.pages.record_preview import is_previewed, preview_words
from ui.desktop.pages.wishes import RecordWish
from ui.desktop.session import Session, problems_of
from ui.desktop.tasks import Tasks

OPENING: Final = "saldo_awal"


class RecordPage(Page):
    """Comes with a wish: a side ("in", "out", "move"), the id of a kind (also as ``RecordWish``), or the number of a
    record to correct."""

    TOPICS: ClassVar[frozenset[str]] = Page.TOPICS | {"goods"}

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(session, tasks, object_name="record_page", parent=parent)
        _ = session._
        self._kind = ""
        self._keeps_goods = self._slim = False
        self._correcting: str | None = None
        self._own_source: Source | None = None  # what stood there before a correction brought that of the old record
        self._written_here: frozenset[str] = frozenset()
        self.sides = w.SegmentedSwitch(
            (
                w.Segment("in", _("Money in"), "arrow-circle-down", "money_in"),
                w.Segment("out", _("Money out"), "arrow-circle-up", "out"),
                w.Segment("move", _("Move and more"), "arrows-left-right", "primary"),
            ),
            object_name="side",
            accessible_name=_("What moved?"),
            big=True,
        )
        self.tiles = KindTiles(_)
        self.form = RecordForm(_, session.clock)
        self.list = SittingList(_)
        self.ask = w.Card(object_name="record_question")
        self.ask.body.addWidget(
            w.EmptyState(
                "note-pencil", _("What do you want to record?"), _("Press its number."), object_name="choose_kind"
            )
        )
        self._choose = QWidget()
        choose = QVBoxLayout(self._choose)
        choose.setContentsMargins(0, 0, 0, 0)
        choose.setSpacing(12)
        choose.addWidget(self.sides)
        choose.addWidget(self.tiles, 1)
        self._parts = QGridLayout()
        self._parts.setSpacing(16)
        self._parts.addWidget(self._choose, 0, 0)
        self._parts.addWidget(self.form, 0, 1)
        self._parts.addWidget(self.ask, 0, 1)
        self.equipment = EquipmentOffer(session)
        self.column.addWidget(self.equipment)
        self.column.addLayout(self._parts, 1)
        self.closed = w.Strip(_("This book was opened to look at only."), tone="warn", picture="lock-key")
        self.column.addWidget(self.closed)
        self.column.addWidget(self.list)

        self.sides.chosen.connect(lambda _side: self._offer(focus=True))
        self.tiles.chosen.connect(self.choose_kind)
        self.tiles.spread.connect(self._spread)
        self.form.submitted.connect(self.save)
        self.form.edited.connect(self._show_preview)
        self.form.left.connect(self.leave_kind)
        self.form.new_good.connect(self._ask_for_good)
        self.equipment.taken.connect(lambda entry: self.go.emit("equipment", entry))
        self.list.correct_asked.connect(self.correct)
        self.list.take_back_asked.connect(self._ask_to_take_back)
        self.list.open_asked.connect(self._open_day)
        self.reflowed.connect(lambda _span: self._arrange())
        session.ledger_changed.connect(self._begin)
        self._bind_keys()
        self._begin()

    def arrive(self, wish: Any) -> None:
        """Show a side, a kind, or a record to correct; without a wish everything stays as it was left."""
        if wish in TONES:
            if wish != self.sides.current() or self._correcting is not None:
                self._drop_kind()
            self.sides.set_current(wish)
            self._offer(focus=True)
        elif isinstance(wish, str) and wish in recording.kinds():
            self._end_correction()
            self.choose_kind(wish)
        elif isinstance(wish, str):
            self.correct(wish)
        elif isinstance(wish, RecordWish):
            self._end_correction()
            self.choose_kind(wish.kind)
            self.form.put_new_good(wish.goods, "items")
        elif self._kind:
            self.form.take_focus()
        else:
            self.tiles.take_focus()

    def refresh(self) -> None:
        session = self.session
        self._look_for_goods()
        today = session.today()
        shown = session.ask(
            lambda reader: sitting(reader, session.ledger, today, self._written_here, session._.language)
        )
        if shown is not None:
            self.list.show_sitting(shown, today, writable=session.book.mode == "write")

    def choose_kind(self, kind: str) -> None:
        """Ask the questions of ``kind``; what was answered to those it shares with the last one stays."""
        known = recording.kinds()[kind]
        if self.session.ledger.kind not in known.ledgers or self.session.book.mode != "write":
            return
        self._look_for_goods()
        if known.needs_goods and not self._keeps_goods:
            return
        answers = self.form.answers() if self._kind else {}
        self._kind = kind
        if known.side != self.sides.current():
            self.sides.set_current(known.side)
            self._offer(focus=False)
        self.tiles.mark(kind)
        self._ask(answers)
        self.verticalScrollBar().setValue(0)
        self.form.take_focus()

    def set_low(self, *, low: bool) -> None:
        """Where something else takes much of the height the form shows only what is asked and pressed."""
        self.form.low = low
        if self._kind:
            self._ask(self.form.answers())

    def set_slim(self, *, slim: bool) -> None:
        """Where something else takes much of the width the kinds and the form stand there alone, close together."""
        if slim == self._slim:
            return
        self._slim = slim
        self.sides.set_slim(slim=slim)
        self.tiles.set_slim(slim=slim)
        self.list.setVisible(not slim)
        self._arrange()

    def leave_kind(self) -> None:
        """Back to the choice of a kind; what was being corrected stays as it was."""
        self._drop_kind()
        self._offer(focus=True)

    def correct(self, number: str) -> None:
        """Fill the form with the answers of record ``number``; saving writes it anew and takes the old one back."""
        session = self.session
        try:
            entry = session.ask(lambda reader: books.entry_by_number(reader, number))
        except Rejected as rejected:
            session.failed.emit(rejected.problems)
            return
        if entry is None or entry.kind not in recording.kinds():
            return
        session.switch_ledger(entry.ledger)
        kind = recording.kinds()[entry.kind]
        if entry.ledger.kind not in kind.ledgers:
            return
        self._look_for_goods()
        self._own_source = self._own_source or self.form.source()
        self._kind, self._correcting = entry.kind, number
        self.sides.set_current(kind.side)
        self._offer(focus=False)
        self.tiles.mark(entry.kind)
        self._ask({})
        goods = session.ask(lambda reader: trade.goods_answers(reader, entry.id, kind, entry.ledger))
        due = session.ask(lambda reader: trade.due_answer(reader, entry, session._.language))
        self.form.put({**_answers_of(entry), **(goods or {}), "due": due}, entry.source)
        self.form.take_focus()
        self.ensureWidgetVisible(self.form)

    def save(self) -> None:
        """Write the record, or the correction, and open the next; or say at the fields what cannot be taken."""
        if not self._kind:
            return
        session, kind, answers, source = self.session, self._kind, self.form.answers(), self.form.source()
        number, today, language = self._correcting, session.today(), session._.language
        try:
            if number is None:
                done = session.act(
                    lambda tx: trade.record(
                        tx, kind, answers, ledger=session.ledger, today=today, source=source, language=language
                    )
                )
            else:
                done = session.act(
                    lambda tx: trade.correct(tx, number, kind, answers, today=today, source=source, language=language)
                )
        except Rejected as rejected:
            self.form.show_problems(rejected.problems)
        except StorageError as error:
            session.failed.emit((error.problem,))
        else:
            self._written_here |= {done.number}
            self.equipment.look(kind, done)
            if number is not None:
                self._end_correction()
                self._ask({})
            self.form.clear()
            self.form.show_warnings(done.warnings)
            self.look_again()
            if number is None and kind == OPENING:  # recorded once: nobody wants the next, but sees what there is now
                self.leave_kind()
                self.go.emit("home", None)

    def _end_correction(self) -> None:
        self._correcting = None
        if self._own_source is not None:
            self.form.set_source(self._own_source)
            self._own_source = None

    def _ask(self, answers: Any) -> None:
        session = self.session
        kind = self._here(self._kind).in_sector(session.book.owner.sector)
        boxes = session.ask(lambda reader: recording.cash_accounts(reader, session.ledger))
        if boxes is None:
            return  # the book cannot be read now: that was told, and what stands in the form stays
        self.form.show_kind(
            kind,
            session.kind_name(kind.id),
            TONES[kind.side],
            boxes,
            alone=self._is_alone(kind),
            columns=2 if needs_width(kind) and not self._is_narrow() else 1,
            correcting=self._correcting,
        )
        self.form.empty.clicked.connect(self._empty_pressed)
        words = session.ask(
            lambda reader: {
                "memo": suggestions(reader, session.ledger, kind.id, "memo"),
                "party": party_words(reader, suggestions(reader, session.ledger, kind.id, "party")),
            }
        )
        self.form.suggest(words or {})
        self.form.offer(self._offers())
        if answers:
            self.form.put(answers, self.form.source())
        self._arrange_parts()

    def _empty_pressed(self) -> None:
        if self._correcting is None:
            self.form.clear()
        else:
            self.leave_kind()

    def _show_preview(self) -> None:
        session, kind = self.session, self._kind
        if not kind or self.form.is_empty():
            self.form.show_preview("", "")
            self.form.show_warnings(())
            self.form.tell("party", "")
            return
        answers = self.form.answers()
        try:
            seen = session.ask(
                lambda reader: trade.preview(
                    reader, kind, answers, ledger=session.ledger, today=session.today(), language=session._.language
                )
            )
        except Rejected:
            seen = None  # said when it is saved: half an answer is no mistake yet
        known = self._here(kind)
        words = ("", "")
        if seen is not None and is_previewed(known):
            words = preview_words(seen, known, session.ledger, session._)
        party = str(answers.get("party") or "")
        debt = session.ask(lambda reader: debt_words(reader, known, session.ledger, party, session._)) if party else ""
        self.form.tell("party", debt or "")
        self.form.show_preview(*words)
        # Correcting takes the old record back as well, so its cash is not what the preview thinks.
        self.form.show_warnings(() if seen is None or self._correcting is not None else self._warnings(kind, seen))

    def _warnings(self, kind: str, seen: recording.Preview) -> tuple[Problem, ...]:
        ledger = self.session.ledger
        party, more = str(self.form.answers().get("party") or ""), seen.amounts.get("amount", Rupiah(0))
        found = self.session.ask(lambda reader: warnings_by_hand(reader, ledger, kind, seen.day, party, more))
        return (*(found or ()), *seen.warnings)

    def _begin(self) -> None:
        self._drop_kind()
        self._look_for_goods()
        self._offer(focus=False)

    def _drop_kind(self) -> None:
        self._kind = ""
        self._end_correction()
        self.equipment.hide()
        self.tiles.mark("")
        self._arrange_parts()

    def _offer(self, *, focus: bool) -> None:
        """Offer the kinds of the side that is chosen."""
        session, side = self.session, self.sides.current()
        kinds = [
            kind.in_ledger(session.ledger.kind)
            for kind in recording.kinds().values()
            if session.ledger.kind in kind.ledgers and (self._keeps_goods or not kind.needs_goods)
        ]
        if self._kind and recording.kinds()[self._kind].side != side:
            self._drop_kind()
        self.tiles.show_choices(side, choices_of(kinds, [session.kind_name(kind.id) for kind in kinds]))
        self.tiles.mark(self._kind)
        self.verticalScrollBar().setValue(0)
        if focus:
            self.tiles.take_focus()

    def _here(self, kind: str) -> Kind:
        """The kind as this ledger is asked it."""
        here = recording.kinds()[kind].in_ledger(self.session.ledger.kind)
        return here if self._keeps_goods else here.without_goods()

    def _look_for_goods(self) -> None:
        """See whether the ledger has goods by now, and which: the form and the kinds follow."""
        session, before = self.session, self._keeps_goods
        self._keeps_goods = bool(session.ask(lambda reader: trade.has_goods(reader, session.ledger)))
        if before != self._keeps_goods:
            self._offer(focus=False)
            if self._kind:
                self._ask(self.form.answers())
        elif self._kind and self._keeps_goods:
            self.form.offer(self._offers())

    def _offers(self) -> dict[str, tuple[Offer, ...]]:
        session, kind = self.session, self._here(self._kind)
        fields = [field.name for field in kind.fields if field.type == "goods"]
        if not fields:
            return {}
        found = session.ask(lambda reader: {name: offers(reader, session.ledger, kind, name) for name in fields}) or {}
        if session.book.owner.practice and kind.goods == "buy":  # whoever practises reads the slip
            return {name: tuple(replace(one, price=None) for one in there) for name, there in found.items()}
        return found

    def _ask_for_good(self, name: str, field: str) -> None:
        sorts = trade.sorts_for(recording.kinds()[self._kind], field)
        dialog = GoodDialog(self.session, name=name, sorts=sorts, parent=self)
        dialog.saved.connect(lambda saved: self._take_good(saved, field))
        dialog.open()

    def _take_good(self, name: str, field: str) -> None:
        self._look_for_goods()
        self.form.put_new_good(name, field)

    def _is_alone(self, kind: Kind) -> bool:
        return needs_width(kind) or self._is_narrow()

    def _is_narrow(self) -> bool:
        return self._slim or self.arrangement() == "narrow"

    def _arrange(self) -> None:
        self.list.arrange(self.arrangement())
        if self._kind:
            self._ask(self.form.answers())
        else:
            self._arrange_parts()

    def _arrange_parts(self) -> None:
        chosen = bool(self._kind)
        narrow = self._is_narrow()
        alone = chosen and self._is_alone(self._here(self._kind))
        spread = self.tiles.shows_all()  # every kind is shown: that takes the whole width
        self.form.setVisible(chosen and not spread)
        self.ask.setVisible(not chosen and not narrow and not spread)
        self._choose.setVisible(not alone or spread)
        self._choose.setEnabled(self.session.book.mode == "write")
        self.closed.setVisible(self.session.book.mode != "write")
        self._parts.setColumnStretch(0, 0 if alone and not spread else 57)
        self._parts.setColumnStretch(1, 0 if spread or (narrow and not alone) else 100 if alone else 43)

    def _ask_to_take_back(self, entry: int) -> None:
        dialog = EntryDialog(self.session, entry, self)
        dialog.correct_asked.connect(self.correct)
        dialog.open()
        dialog.ask_to_take_back()

    def _open_day(self, number: str) -> None:
        """Say of a day off that it was none; undoing is at hand, so nothing is asked before."""
        session = self.session
        try:
            session.act(lambda tx: recording.reverse(tx, number, today=session.today()))
        except (Rejected, StorageError) as error:
            session.failed.emit(problems_of(error))
        self.look_again()

    def _spread(self, shown: bool) -> None:
        self._arrange_parts()
        if shown:  # the search stands above all kinds, wherever the tile was that asked for them
            QTimer.singleShot(0, self, lambda: self.verticalScrollBar().setValue(0))

    def _escape(self) -> None:
        if self.tiles.shows_all():
            self.tiles.show_all(shown=False)
        elif self._kind:
            self.leave_kind()

    def _bind_keys(self) -> None:
        for digit in range(1, MOST_TILES + 1):
            for keys in (str(digit), f"Alt+{digit}"):
                shortcut = QShortcut(QKeySequence(keys), self)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(lambda digit=digit: self._digit(digit))
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._escape)

    def _digit(self, digit: int) -> None:
        if self._choose.isEnabled():
            self.tiles.press(digit)


def _answers_of(entry: Entry) -> dict[str, object]:
    """What was answered then, by field, as far as it was not erased since."""
    return {**entry.answers, "memo": entry.memo, "party": entry.party, "date": entry.day}
