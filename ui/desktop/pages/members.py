"""The page of members: the list, the card of one, her rights; who held which office."""

from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from kpmbooks import group
from kpmbooks.dates import Period
from ui.desktop import widgets as w
from ui.desktop.pages.fixed_page import FixedPage
from ui.desktop.pages.good_card import offer_buttons
from ui.desktop.pages.handover_dialog import open_handover
from ui.desktop.pages.lines_dialog import LinesDialog
from ui.desktop.pages.meeting_words import OFFICES
from ui.desktop.pages.members_card import MemberCard
from ui.desktop.pages.members_dialogs import MemberDialog
from ui.desktop.pages.members_import import ask_for_list
from ui.desktop.pages.members_list import MembersSeen, called, day_words, member_columns, member_rows, members_seen
from ui.desktop.pages.members_rights import MemberRights
from ui.desktop.pages.wishes import ReportWish
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks
from ui.desktop.theme import look
from ui.desktop.widgets.register_table import Register


class MembersPage(FixedPage):
    """``arrive`` takes the key of a member, nothing for the list, or "rules" to go on to those."""

    TOPICS: ClassVar[frozenset[str]] = FixedPage.TOPICS | {"people", "facts", "members"}

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(session, tasks, object_name="members_page", parent=parent)
        _ = session._
        self._seen: MembersSeen | None = None
        self._left = False
        self.new = w.Button(_("New member"), object_name="members_new", role="primary", picture="plus", weight="bold")
        self.from_file = w.Button(_("Take from a file"), object_name="members_import", picture="file-csv")
        self.rules = w.Button(_("Rules of the group"), object_name="members_rules", picture="list-checks")
        self.offices = w.Button(_("Offices so far"), object_name="members_offices", picture="identification-card")
        self.handover = w.Button(_("Hand over the treasury"), object_name="members_handover", picture="handshake")
        self.gone = w.Button("-", object_name="members_gone", role="link", picture="door")
        self.more = w.Button(
            object_name="members_more",
            accessible_name=_("What else can be done with members"),
            picture="dots-three-vertical",
            weight="bold",
        )
        self.warning = w.Strip("", tone="warn", picture="warning")
        self.warning.setObjectName("members_warning")
        self.empty = w.EmptyState(
            "users-three",
            _("Nobody is listed yet."),
            _("Each member gets a picture by which she finds herself. A name is enough to begin."),
            object_name="members_empty",
            button=_("New member"),
            button_picture="plus",
        )
        self.register = Register(
            member_columns(_), empty=self.empty, object_name="members", accessible_name=_("Members of the group")
        )
        self.card = MemberCard(session)
        self._about: MemberRights | None = None
        self._list = QWidget()
        column = QVBoxLayout(self._list)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look().px(10))
        acts = w.Flow(spacing=8)
        for button in (self.new, self.rules, self.offices, self.handover, self.from_file, self.gone, self.more):
            acts.add(button)
        column.addWidget(acts)
        column.addWidget(self.warning)
        column.addWidget(self.register, 1)
        self._parts = QStackedLayout()
        self.column.addLayout(self._parts, 1)
        for part in (self._list, self.card):
            self._parts.addWidget(part)  # shows the first at once: by then it must lie on this page
        self.new.clicked.connect(self._add)
        self.empty.pressed.connect(self._add)
        self.rules.clicked.connect(lambda: self.go.emit("rules", None))
        self.from_file.clicked.connect(lambda: ask_for_list(self.session, self))
        self.offices.clicked.connect(self._show_offices)
        self.handover.clicked.connect(self._hand_over)
        self.gone.clicked.connect(self._turn_gone)
        self.more.clicked.connect(lambda: offer_buttons(self.more, (self.offices, self.handover, self.from_file)))
        self.register.table.opened.connect(self._open)
        self.card.left.connect(self.show_list)
        self.card.rights_asked.connect(self.show_rights)

    def arrive(self, wish: Any) -> None:
        """Show the card of a member, or the list."""
        if wish == "rules":
            self.go.emit("rules", None)
        elif isinstance(wish, int):
            self._open(wish)
        else:
            self.show_list()

    def other_ledger(self) -> None:
        """A group's book has one ledger: nothing else is to be shown."""
        self.look_again()

    def arrange(self, now: w.Span) -> None:
        """Where it is tight the neighbourhood and the day give way, and the rarer acts stand in a list."""
        for place, column in enumerate(self.register.table.rows.columns):
            if column.key in ("rt", "since"):
                self.register.table.setColumnHidden(place, now == "narrow")
        self.register.foot.setVisible(now != "narrow")  # its caption, all that it has, would give way
        if self._seen is not None:
            self._write(self._seen)

    def refresh(self) -> None:
        seen = self.session.ask(lambda reader: members_seen(reader, left=self._left))
        if seen is None:
            return
        first = self._seen is None
        self._seen = seen
        source = w.Rows(member_rows(seen.members, self.session._))
        if first:
            self.register.set_source(source, at_end=False)
        else:
            self.register.renew(source)
        self._write(seen)
        if self._parts.currentWidget() is self.card:
            self.card.refresh()
        elif self._about is not None and self._parts.currentWidget() is self._about:
            self._about.refresh()

    @property
    def about(self) -> MemberRights:
        """What a member may ask of the book; made when somebody first goes there."""
        if self._about is None:
            self._about = MemberRights(self.session, self.tasks)
            self._about.left.connect(self._open)
            self._parts.addWidget(self._about)
        return self._about

    def show_list(self) -> None:
        """Show all members."""
        self._parts.setCurrentWidget(self._list)
        here: QWidget = self.register.table
        if self.register.is_empty() and self.empty.button is not None:
            here = self.empty.button
        here.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_rights(self, member: object) -> None:
        """Show what a member may ask of the book."""
        if isinstance(member, int):
            self._parts.setCurrentWidget(self.about)
            self.about.show_member(member)

    def _write(self, seen: MembersSeen) -> None:
        _, writes = self.session._, self.session.book.mode == "write"
        self.new.setEnabled(writes)
        self.from_file.setEnabled(writes)
        self.handover.setEnabled(writes)
        if self.empty.button is not None:
            self.empty.button.setEnabled(writes)
        self.warning.setVisible(seen.warning is not None)
        if seen.warning is not None:
            self.warning.set_text(_.problem(seen.warning))
        nothing = not seen.members and not seen.left
        self.new.setVisible(not nothing)
        narrow = self._span == "narrow"  # the rows are worth more there than what is seldom done
        self.offices.setVisible(not nothing and not narrow)
        self.handover.setVisible(not nothing and not narrow)
        self.from_file.setVisible(nothing or not narrow)
        self.more.setVisible(not nothing and narrow)
        self.gone.setVisible(bool(seen.left))
        self.gone.setText(
            _("Without those who left") if self._left else _.plural("Show {n} who left", "Show {n} who left", seen.left)
        )
        members = _.plural("{n} member", "{n} members", seen.present)
        households = _.plural("{n} household", "{n} households", seen.households)
        self.register.foot.show_figures(f"{members} · {households}", {})

    def _open(self, member: object) -> None:
        if isinstance(member, int):
            self._parts.setCurrentWidget(self.card)
            self.card.show_member(member)

    def _add(self) -> None:
        known = self.session.ask(group.members_of)
        if known is not None:
            MemberDialog(self.session, known, None, self).open()

    def _show_offices(self) -> None:
        terms = self.session.ask(group.office_terms)
        if terms is None:
            return
        _ = self.session._
        lines = []
        for one in terms:
            line = f"{_(OFFICES[one.office])}: {called(_, one.member)}"
            if one.since is not None or one.until is not None:
                first = day_words(one.since, _) or "…"
                last = _("now") if one.until is None else day_words(one.until, _)
                line += f", {first} – {last}"
            lines.append(line)
        LinesDialog(_, _("Offices so far"), lines or [_("Nobody has held an office yet.")], self).open()

    def _hand_over(self) -> None:
        """Ask for it, and go on to its record."""

        def then(period: Period) -> None:
            self.go.emit("reports", ReportWish("treasurer-handover", period))

        open_handover(self.session, self, then)

    def _turn_gone(self) -> None:
        self._left = not self._left
        self.look_again()
