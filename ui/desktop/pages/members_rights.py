"""What a member may ask of the book: to agree or not, by purpose; her card numbers; everything about her; being
forgotten, with the copies that still hold her."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from kpmbooks import group, people
from kpmbooks.book import Reader, Tx
from kpmbooks.group import Member
from kpmbooks.people import PURPOSES, Consent, IdentityNumber, Purpose
from kpmbooks.people.consent import NAMES, SENTENCES
from kpmbooks.problems import Problem, Rejected, StorageError
from kpmbooks.safekeeping.holding import Holding, still_holding
from ui.desktop import widgets as w
from ui.desktop.last_folder import last_folder
from ui.desktop.pages.members_erase import EraseDialog
from ui.desktop.pages.members_list import called
from ui.desktop.pages.person_work import save_person
from ui.desktop.pages.said_strip import SaidStrip
from ui.desktop.session import Session, problems_of
from ui.desktop.tasks import Tasks
from ui.desktop.theme import look
from ui.home_folder import home_folder

_NUMBERS: Final[tuple[tuple[IdentityNumber, str], ...]] = (("nik", "NIK"), ("kk", "KK"))


@dataclass(frozen=True, slots=True)
class _Seen:
    member: Member
    consents: dict[Purpose, Consent]
    numbers: dict[IdentityNumber, str]


class MemberRights(QWidget):
    """``left`` carries the member's key: back to her card."""

    left = Signal(object)

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("member_rights_page")
        self.session, self.tasks = session, tasks
        self._key = 0
        self._seen: _Seen | None = None
        _ = session._
        self.back = w.Button(
            _("Back to her card"), object_name="rights_back", role="link", picture="caret-left", key_hint="Esc"
        )
        self.title = w.text_label("", "lead", wrap=True)
        self.told = SaidStrip(object_name="rights_told")
        self.heard_by = w.TextField(
            object_name="rights_heard_by",
            accessible_name=_("Who read it to her?"),
            hint=_("may stay empty"),
            holds_names=True,
        )
        self.states = {purpose: w.text_label("", "base", "muted", wrap=True) for purpose in PURPOSES}
        self.consents = {
            purpose: w.Button("-", object_name=f"rights_consent_{purpose}", picture="check") for purpose in PURPOSES
        }
        self.shown = {name: w.text_label("", "bold") for name, _words in _NUMBERS}
        self.numbers = {
            name: w.TextField(
                object_name=f"rights_{name}", accessible_name=_("{card} number", card=words), holds_names=True
            )
            for name, words in _NUMBERS
        }
        self.keep = w.Button(_("Keep the numbers"), object_name="rights_keep", picture="check", weight="bold")
        self.doubt = SaidStrip(object_name="rights_doubt")
        self.message = w.FieldMessage(_, object_name="rights_message")
        self.whole = w.Check(_("With the whole NIK and KK"), object_name="rights_whole")
        self.save = w.Button(_("Save everything about her"), object_name="rights_save", picture="download-simple")
        self.erase = w.Button(
            _("Erase all words about her"), object_name="rights_erase", role="danger", picture="trash"
        )
        self.copies = w.text_label("", "base", wrap=True)
        self.copies.setObjectName("rights_copies")
        self.copies.hide()
        self._lay_out()
        self.back.clicked.connect(self._go_back)
        for purpose, button in self.consents.items():
            button.clicked.connect(partial(self._turn, purpose))
        self.keep.clicked.connect(self._keep)
        self.save.clicked.connect(self._ask_file)
        self.erase.clicked.connect(self._ask_erase)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._go_back)

    def show_member(self, key: int) -> None:
        """Show the rights of the member with that key."""
        self._key = key
        for strip in (self.told, self.doubt):
            strip.hide()
        self.copies.hide()
        self.message.show_problem(None)
        for line in self.numbers.values():
            line.clear()
        self.whole.setChecked(False)
        self.refresh()
        self.consents[PURPOSES[0]].setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Ask the book anew."""
        seen = self.session.ask(self._look) if self._key else None
        if seen is not None:
            self._seen = seen
            self._write(seen)

    def _look(self, reader: Reader) -> _Seen | None:
        member = next((one for one in group.members_of(reader) if one.id == self._key), None)
        if member is None:
            return None
        numbers = {name: people.number_of(reader, member.person, name) for name, _words in _NUMBERS}
        return _Seen(
            member,
            dict(people.consents_of(reader, member.person)),
            {name: number for name, number in numbers.items() if number},
        )

    def _write(self, seen: _Seen) -> None:
        _, writes = self.session._, self.session.book.mode == "write"
        self.title.setText(_("Rights of {name}", name=called(_, seen.member)))
        for purpose, button in self.consents.items():
            consent = seen.consents.get(purpose)
            stands = consent is not None and consent.stands
            if consent is None:
                words = _("Not asked yet.")
            elif consent.withdrawn is not None:
                words = _("Taken back on {day}.", day=consent.withdrawn)
            else:
                words = _("Agreed on {day}.", day=consent.given)
            self.states[purpose].setText(words)
            name = _(NAMES[purpose])
            button.setText(_("Take back") if stands else _("She agrees"))
            button.set_picture("x" if stands else "check", "bold")
            button.setAccessibleName(f"{name}: {button.label()}. {words}")
            button.setEnabled(writes)
        agreed = (found := seen.consents.get("berkas_pinjaman")) is not None and found.stands
        for number, _words in _NUMBERS:
            self.shown[number].setText(people.masked(seen.numbers.get(number)) or "–")
            self.numbers[number].setEnabled(agreed and writes)
        self.keep.setEnabled(agreed and writes)
        self.whole.setVisible(agreed and bool(seen.numbers))
        self.erase.setEnabled(writes)

    def _turn(self, purpose: Purpose) -> None:
        """She agrees, or takes it back."""
        seen = self._seen
        if seen is None:
            return
        person, today, heard = seen.member.person, self.session.today(), self.heard_by.text()
        consent = seen.consents.get(purpose)
        if consent is not None and consent.stands:
            # What was agreed ahead of this day ends on its own day at the earliest.
            day = max(today, consent.given)
            self._do(lambda tx: people.withdraw_consent(tx, person, purpose, day))
        else:
            self._do(lambda tx: people.give_consent(tx, person, purpose, today, heard_by=heard))

    def _keep(self) -> None:
        seen, _ = self._seen, self.session._
        if seen is None:
            return
        typed = {name: line.text() for name, line in self.numbers.items() if line.text().strip()}
        doubts: list[Problem] = []
        for name, text in typed.items():
            read = people.read_number(text, name)
            if isinstance(read, str):
                doubts += people.number_doubts(read, name)
        person = seen.member.person

        def keep(tx: Tx) -> None:
            for name, text in typed.items():
                people.keep_number(tx, person, name, text)

        if typed and self._do(keep):
            for line in self.numbers.values():
                line.clear()
            if doubts:
                self.doubt.say(" ".join(_.problem(one) for one in doubts) + " " + _("It is kept all the same."), "warn")
            else:
                self.doubt.hide()

    def _do(self, act: Callable[[Tx], object]) -> bool:
        """Whether it could be done; else it is said why."""
        try:
            self.session.act(act)
        except (Rejected, StorageError) as error:
            problem = problems_of(error)[0]
            self.message.show_problem(problem)
            for name, line in self.numbers.items():
                line.show_state("error" if problem.field == name else None)
            return False
        self.message.show_problem(None)
        for line in self.numbers.values():
            line.show_state(None)
        return True

    def _ask_file(self) -> None:
        seen, _ = self._seen, self.session._
        if seen is None:
            return
        dialog = QFileDialog(self, self.save.label(), str(last_folder(home_folder())))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setObjectName("rights_file")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("TXT + JSON (*.txt)")
        dialog.setDefaultSuffix("txt")
        whose = "".join(letter if letter.isalnum() or letter in " -" else "-" for letter in called(_, seen.member))
        dialog.selectFile(f"{whose.replace('•', '').strip() or 'anggota'} {self.session.today().isoformat()}.txt")
        dialog.fileSelected.connect(lambda name: self.save_as(Path(name)))
        dialog.open()

    def save_as(self, target: Path) -> None:
        """Save everything about her as text, and as plain values beside it."""
        session, key, whole = self.session, self._key, self.whole.isChecked() and self.whole.isVisibleTo(self)
        today = session.today()
        self.tasks.run(
            lambda progress: save_person(
                session.book, session.ledger, key, target, today, whole_numbers=whole, progress=progress
            ),
            self._saved,
            lambda error: session.failed.emit(problems_of(error)),
        )

    def _saved(self, target: Path) -> None:
        self.whole.setChecked(False)  # it is asked anew for every file
        words = self.session._("Saved: {file} and {other}", file=target.name, other=target.with_suffix(".json").name)
        self.told.say(words, "money_in")
        w.announce(self.told, words)

    def _ask_erase(self) -> None:
        if self._seen is not None:
            dialog = EraseDialog(self.session, self._seen.member, self)
            dialog.agreed.connect(self.erase_now)
            dialog.open()

    def erase_now(self, also: tuple[str, ...] = (), spare: frozenset[int] = frozenset()) -> None:
        """Erase, and say which copies still hold her; ``also``: other names of hers, ``spare``: texts to leave."""
        seen, session = self._seen, self.session
        if seen is None:
            return
        try:
            erased = session.act(lambda tx: group.erase_member(tx, seen.member, also=also, spare=spare))
        except (Rejected, StorageError) as error:
            session.failed.emit(problems_of(error))
            return
        self.told.say(session._.plural("Erased: {n} text.", "Erased: {n} texts.", erased), "money_in")
        if session.book.path is not None and not session.book.owner.practice:
            self.tasks.run(
                lambda progress: still_holding(session.book, home_folder(), progress),
                self._name_copies,
                lambda error: session.failed.emit(problems_of(error)),
            )

    def _name_copies(self, told: Holding) -> None:
        _ = self.session._
        lines = []
        if told.files:
            names = ", ".join(path.name for path in told.files)
            lines.append(_("Still in these copies, until the book is closed next: {files}", files=names))
        if told.unreadable:
            names = ", ".join(path.name for path in told.unreadable)
            lines.append(_("These copies cannot be opened here; they may still hold her: {files}", files=names))
        if told.away is not None:
            lines.append(_("The place {place} is not here now. Its copies may still hold her.", place=told.away.name))
        lines.append(
            _("Copies that were carried elsewhere, and paper, still hold her. Have them brought or destroyed.")
        )
        self.copies.setText("\n".join(lines))
        self.copies.show()

    def _go_back(self) -> None:
        self.left.emit(self._key)

    def _lay_out(self) -> None:
        _, worn = self.session._, look()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(worn.px(10))
        head = QHBoxLayout()
        head.addWidget(w.Picture("lock-key", 36, "primary"))
        head.addWidget(self.title, 1)
        head.addWidget(self.back)
        column.addLayout(head)
        scroll = w.PageScroll(object_name="rights_scroll", margins=False)
        scroll.setAccessibleName(_("Her rights"))
        scroll.column.addWidget(self.told)
        scroll.column.addWidget(self.copies)
        agreed = w.Card(_("What she agrees to"), picture="handshake", object_name="rights_consents")
        agreed.body.addWidget(w.text_label(_("Read each sentence aloud, then ask."), "base", "muted", wrap=True))
        for purpose in PURPOSES:
            agreed.body.addWidget(w.text_label(_(NAMES[purpose]), "bold"))
            sentence = _(SENTENCES[purpose], owner=self.session.book.owner.name)
            agreed.body.addWidget(w.text_label(f"“{sentence}”", "base", wrap=True))
            line = QHBoxLayout()
            line.setSpacing(worn.px(12))
            line.addWidget(self.states[purpose], 1)
            line.addWidget(self.consents[purpose])
            agreed.body.addLayout(line)
            agreed.body.addWidget(w.rule())
        agreed.body.addWidget(w.field_label(_("Who read it to her?"), self.heard_by))
        agreed.body.addWidget(self.heard_by)
        cards = w.Card(
            _("NIK and KK, only for a loan paper"), picture="identification-card", object_name="rights_cards"
        )
        for name, words in _NUMBERS:
            line = QHBoxLayout()
            line.setSpacing(worn.px(12))
            line.addWidget(w.field_label(words, self.numbers[name]))
            line.addWidget(self.shown[name])
            line.addWidget(self.numbers[name], 1)
            cards.body.addLayout(line)
        cards.body.addWidget(self.message)
        cards.body.addWidget(self.doubt)
        cards.body.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignLeft)
        everything = w.Card(_("Everything about her"), picture="files", object_name="rights_everything")
        everything.body.addWidget(
            w.text_label(_("A text to read, and a file for another program."), "base", "muted", wrap=True)
        )
        everything.body.addWidget(self.whole)
        everything.body.addWidget(self.save, 0, Qt.AlignmentFlag.AlignLeft)
        forgotten = w.Card(_("To be forgotten"), picture="trash", object_name="rights_forgotten")
        forgotten.body.addWidget(
            w.text_label(_("Her words go, the amounts stay. This cannot be undone."), "base", "muted", wrap=True)
        )
        forgotten.body.addWidget(self.erase, 0, Qt.AlignmentFlag.AlignLeft)
        for card in (agreed, cards, everything, forgotten):
            scroll.column.addWidget(card)
        scroll.column.addStretch(1)
        column.addWidget(scroll, 1)
