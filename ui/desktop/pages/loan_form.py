"""The form for a loan: everything that is asked for its papers, part by part; each answer is kept when it is left."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kpmbooks import group, loans
from kpmbooks.group import Member
from kpmbooks.loans import BookSide, Lender
from kpmbooks.loans.application import read_application
from kpmbooks.problems import Problem, Rejected, StorageError
from reports.loan_words import PROGRAMME_WORDS
from ui.desktop import widgets as w
from ui.desktop.pages.loan_back import BackToSteps
from ui.desktop.pages.loan_form_fields import AskedQuestions
from ui.desktop.pages.loan_form_lists import DebtList, FamilySheet, UseList
from ui.desktop.pages.loan_form_members import MembersAsked
from ui.desktop.pages.loan_form_questions import (
    APPLICANT,
    DEBTS,
    FAMILY,
    GROUP,
    GROUP_PARTS,
    PARTS,
    USES,
    PartName,
    papers,
)
from ui.desktop.pages.loan_form_steps import SevenSteps
from ui.desktop.pages.page import Page
from ui.desktop.session import Session, problems_of
from ui.desktop.tasks import Job, Tasks
from ui.desktop.theme import look

_FIRST: Final[PartName] = "applicant"


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was read from the book in one go."""

    books: BookSide
    answers: dict[str, str]
    members: tuple[Member, ...] = ()


class LoanFormPage(Page):
    """One part is seen at a time. A wish is the part to show: ``debts``. ``go`` leads back to the loan."""

    TOPICS: ClassVar[frozenset[str]] = frozenset({"entries", "accounts", "ledgers", "loans"})

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(session, tasks, object_name="loan_form_page", parent=parent)
        _ = session._
        self._seen: _Seen | None = None
        self._turn = 0
        self._reading: Job | None = None
        self._awaited = False
        self.part: PartName = _FIRST
        of_group = session.book.owner.kind == "group"
        self._names = GROUP_PARTS if of_group else PARTS
        self.back = BackToSteps(self, "loan_form_back")
        segments = tuple(w.Segment(key, _(words)) for key, (words, _picture) in self._names.items())
        self.switch = w.SegmentedSwitch(segments, object_name="loan_form_parts", accessible_name=_("Part of the form"))
        self.choice = w.Choice(object_name="loan_form_part", accessible_name=_("Part of the form"))
        for key, (words, _picture) in self._names.items():
            self.choice.add(_(words), key)
        self.next = w.Button("", object_name="loan_form_next", role="primary", picture="arrow-right")
        self.applicant = AskedQuestions(_, APPLICANT)
        self.family = AskedQuestions(_, GROUP if of_group else FAMILY)
        self.sheet = FamilySheet(_)
        self.debts = DebtList(_)
        self.debt_questions = AskedQuestions(_, () if of_group else DEBTS)
        self.purpose = AskedQuestions(_, USES)
        self.uses = UseList(_)
        self.papers = AskedQuestions(_)
        self.seven = SevenSteps(_)
        self.members = MembersAsked(_) if of_group else None
        self.words = {
            word: w.Check(_(words), object_name=f"loan_form_words_{word}") for word, words in PROGRAMME_WORDS.items()
        }
        self.elsewhere = w.EmptyState(
            "storefront",
            _("A loan is asked for by a business"),
            _("Open the business's book first."),
            object_name="loan_form_elsewhere",
            button=_("Open the business's book"),
            button_picture="storefront",
        )
        self._inside: dict[PartName, tuple[Any, ...]] = {
            "applicant": (self.applicant,),
            "family": (self.family, self.sheet),
            "debts": (self.debts, self.debt_questions),
            "uses": (self.purpose, self.uses),
            "papers": (self.papers,),
            "seven": (self.seven,),
        }
        if self.members is not None:
            self._inside["members"] = (self.members,)
        self._asked = tuple(one for parts in self._inside.values() for one in parts)
        self.cards: dict[PartName, w.Card] = {}
        self._lay_out()
        self.switch.chosen.connect(self.show_part)
        self.choice.currentIndexChanged.connect(lambda _place: self.show_part(self.choice.current()))
        self.next.clicked.connect(self._go_on)
        self.elsewhere.pressed.connect(self._to_business)
        self.reflowed.connect(lambda _span: self._arrange())
        for one in self._asked:
            one.answered.connect(self.keep)
        for check in self.words.values():
            check.toggled.connect(self._ticked)
        self.show_part(_FIRST)

    def arrive(self, wish: Any) -> None:
        """Show the part that somebody was sent to."""
        self.show_part(wish if wish in self._names else _FIRST)
        self._awaited = self._seen is None
        self._first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def show_part(self, key: Any) -> None:
        """Show one part; what was written in the one before is kept."""
        if key not in self._names:
            return
        self.commit()
        self.part = key
        for name, card in self.cards.items():
            card.setVisible(name == key and self._is_business())
        self.switch.set_current(key)
        self.choice.blockSignals(True)
        self.choice.set_current(key)
        self.choice.blockSignals(False)
        after = self._after()
        _ = self.session._
        words = _("Back to the steps") if after is None else _("Next: {part}", part=_(self._names[after][0]))
        self.next.setText(words)
        self.next.set_picture("steps" if after is None else "arrow-right")
        self.verticalScrollBar().setValue(0)

    def refresh(self) -> None:
        """Read the book beside the window and show what it says."""
        session = self.session
        business = self._is_business()
        for part in (self.switch, self.choice, self.next):
            part.setVisible(business)
        self._elsewhere_card.setVisible(not business)
        for name, card in self.cards.items():
            card.setVisible(business and name == self.part)
        self._arrange()
        if not business:
            return
        self._turn += 1
        turn, book, ledger, today = self._turn, session.book, session.ledger, session.today()
        if self._reading is not None:
            self._reading.cancel()

        def read(_progress: object) -> _Seen:
            with book.read() as reader:
                members = group.members_of(reader, today) if ledger.kind == "kelompok" else ()
                return _Seen(loans.read_books(reader, ledger, today), loans.answers_of(reader, ledger), members)

        self._reading = self.tasks.run(
            read,
            lambda seen: self._show(seen) if turn == self._turn else None,
            lambda error: session.failed.emit(problems_of(error)) if turn == self._turn else None,
        )

    def is_whole(self) -> bool:
        """Whether the book's side has arrived."""
        return self._seen is not None or not self._is_business()

    def keep(self, answers: Mapping[str, str]) -> None:
        """Keep answers, or say at their fields why they cannot be taken."""
        session = self.session
        if session.book.mode != "write" or not self._is_business():
            return
        try:
            session.act(lambda tx: loans.answer(tx, session.ledger, answers, today=session.today()))
        except Rejected as rejected:
            elsewhere = [one for one in rejected.problems if not self._say(one)]
            if elsewhere:
                session.failed.emit(tuple(elsewhere))
        except StorageError as error:
            session.failed.emit((error.problem,))

    def commit(self) -> None:
        """Keep what was written and not kept yet."""
        if self._seen is not None and self._is_business():
            for one in self._inside[self.part]:
                one.commit()

    def look_again(self) -> None:
        if self._seen is not None and self._seen.books.ledger != self.session.ledger:
            self._seen = None  # another business has other answers
        super().look_again()

    def _changed(self, topics: frozenset[str]) -> None:
        """What was only answered is looked at alone: the records are still what they were."""
        seen, ledger = self._seen, self.session.ledger
        if topics & self.TOPICS != {"loans"} or seen is None or seen.books.ledger != ledger or not self.isVisible():
            super()._changed(topics)
            return
        answers = self.session.ask(lambda reader: loans.answers_of(reader, ledger))
        if answers is not None:
            self._show(_Seen(replace(seen.books, application=read_application(answers)), answers, seen.members))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self.commit()

    def _show(self, seen: _Seen) -> None:
        self._seen = seen
        kept, writes = seen.answers, self.session.book.mode == "write"
        self.papers.ask(papers(_lender_of(kept), seen.books.sector, self.session._))
        if self.members is not None:
            self.members.show_members(seen.members)
        for one in self._asked:
            one.put(kept)
            if isinstance(one, AskedQuestions):
                one.setEnabled(writes)
            else:
                one.set_writable(writable=writes)
        self.sheet.show_known(seen.books, loans.capacity_of(seen.books))
        ticked = kept.get("words", "").split(",")
        for word, check in self.words.items():
            check.blockSignals(True)
            check.setChecked(word in ticked)
            check.blockSignals(False)
            check.setEnabled(writes)
        if self._awaited:  # which fields there are is only known now
            self._awaited = False
            self._first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, problem: Problem) -> bool:
        return any(one.show_problem(problem) for one in self._asked)

    def _ticked(self) -> None:
        self.keep({"words": ",".join(word for word, check in self.words.items() if check.isChecked())})

    def _go_on(self) -> None:
        after = self._after()
        if after is None:
            self.commit()
            self.go.emit("loan", None)
            return
        self.show_part(after)
        self._first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def _after(self) -> PartName | None:
        order = tuple(self._names)
        place = order.index(self.part) + 1
        return order[place] if place < len(order) else None

    def _first_field(self) -> QWidget:
        """The first field that can be seen of the part, the part itself while there is none.

        A household's book has no part to be seen, only the way to the business.
        """
        if not self._is_business():
            return self.elsewhere.button or self.elsewhere
        card: QWidget = self.cards[self.part]
        field = card.nextInFocusChain()
        while field is not None and field is not card:
            if card.isAncestorOf(field) and field.isVisibleTo(card) and field.focusPolicy() & Qt.FocusPolicy.TabFocus:
                return field
            field = field.nextInFocusChain()
        return card

    def _is_business(self) -> bool:
        return self.session.ledger.kind != "keluarga"

    def _to_business(self) -> None:
        business = next((one for one in self.session.ledgers if one.kind != "keluarga"), None)
        if business is not None:
            self.session.switch_ledger(business)

    def _arrange(self) -> None:
        narrow = self.arrangement() == "narrow"
        self.back.arrange(narrow=narrow)
        self.elsewhere.leave_picture_out(left_out=narrow)
        self.switch.setVisible(self._is_business() and not narrow)
        self.choice.setVisible(self._is_business() and narrow)
        for one in self._asked:
            one.arrange(narrow=narrow)

    def _lay_out(self) -> None:
        _ = self.session._
        head = QHBoxLayout()
        head.setSpacing(look().px(12))
        head.addWidget(self.back)
        head.addStretch(1)
        head.addWidget(self.switch)
        head.addWidget(self.choice)
        self.column.addLayout(head)
        for name, (words, picture) in self._names.items():
            card = w.Card(_(words), picture=picture, object_name=f"loan_form_{name}")
            card.body.setSpacing(look().px(14))
            for part in self._inside[name]:
                card.body.addWidget(part)
            self.cards[name] = card
            self.column.addWidget(card)
        about = w.text_label(_("Only the business's name is printed. Also print:"), "base", wrap=True)
        self.cards["applicant"].body.addWidget(about)
        for check in self.words.values():
            self.cards["applicant"].body.addWidget(check)
        self._elsewhere_card = w.Card(object_name="loan_form_elsewhere_card")
        self._elsewhere_card.body.addWidget(self.elsewhere)
        self._elsewhere_card.hide()
        self.column.addWidget(self._elsewhere_card)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.next)
        self.column.addLayout(foot)
        self.column.addStretch(1)


def _lender_of(kept: Mapping[str, str]) -> Lender:
    """The lender that was chosen, or the one that stands first chosen."""
    known = loans.lenders()
    return known.get(kept.get("lender", ""), known[loans.USUAL_LENDER])
