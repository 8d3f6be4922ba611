"""Arisan: who takes part, who has drawn and who waits; a draw by hand or by chance; the list on paper."""

from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from kpmbooks import group
from kpmbooks.book import Reader
from kpmbooks.dates import Period, format_day
from kpmbooks.group import Member, arisan
from kpmbooks.group.arisan import Arisan, Draw, arisans_of
from kpmbooks.problems import Rejected, StorageError
from reports.group.arisan import NAME as PAPER
from ui.desktop import widgets as w
from ui.desktop.pages.arisan_dialogs import DrawDialog, NewArisanDialog
from ui.desktop.pages.debts_dialogs import money
from ui.desktop.pages.fixed_page import FixedPage
from ui.desktop.pages.good_card import offer_buttons
from ui.desktop.pages.group_paper import GroupPaperDialog
from ui.desktop.pages.members_list import called
from ui.desktop.pages.question_dialog import QuestionDialog
from ui.desktop.pages.said_strip import SaidStrip
from ui.desktop.session import Session, problems_of
from ui.desktop.tasks import Tasks
from ui.desktop.widgets.register_table import Register


class ArisanPage(FixedPage):
    """Shows the round that goes on, or the latest. Enter on who waits lets her draw by hand."""

    TOPICS: ClassVar[frozenset[str]] = FixedPage.TOPICS | {"facts", "people"}

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(session, tasks, object_name="arisan_page", parent=parent)
        _ = session._
        self._round: Arisan | None = None
        self._members: tuple[Member, ...] = ()
        self.draw = w.Button(_("Draw"), object_name="arisan_to_draw", role="primary", picture="ticket")
        self.back = w.Button(_("Take the last draw back"), object_name="arisan_back", picture="arrow-u-up-left")
        self.more = w.Button(
            object_name="arisan_more", accessible_name=_("More acts"), picture="dots-three-vertical", weight="bold"
        )
        self.more.hide()
        self.more.clicked.connect(lambda: offer_buttons(self.more, [self.back]))
        self.end = w.Button(_("End it"), object_name="arisan_end", picture="door")
        self.new = w.Button(_("New arisan"), object_name="arisan_begin", picture="plus", weight="bold")
        self.print = w.Button(_("Print"), object_name="arisan_print", picture="printer")
        self.told = SaidStrip(object_name="arisan_told")
        self.title = w.text_label("", "lead", wrap=True)
        self.apart = w.text_label(
            _("The money goes straight to who draws, never through the group's box."),
            "small",
            "muted",
            wrap=True,
        )
        self.apart.setObjectName("arisan_apart")
        self.empty = w.EmptyState(
            "ticket",
            _("There is no arisan yet."),
            _("Everybody puts in the same; at each turn somebody draws. The money passes from hand to hand."),
            object_name="arisan_empty",
            button=_("New arisan"),
            button_picture="plus",
        )
        self.register = Register(
            (
                w.RegisterColumn("picture", "", "picture"),
                w.RegisterColumn("who", _("Name"), "main"),
                w.RegisterColumn("turn", _("Drew at turn"), "text", "99"),
                w.RegisterColumn("day", _("Day"), "text", "30 Sep 2026"),
            ),
            empty=self.empty,
            object_name="arisan",
            accessible_name=_("Who has drawn and who waits"),
        )
        self.register.foot.add_figure("each", _("Each puts in"), picture="coins")
        self.register.foot.add_figure("pot", _("Who draws gets"), picture="ticket", large=True)
        acts = w.Flow(spacing=8)
        for button in (self.draw, self.print, self.back, self.end, self.new, self.more):
            acts.add(button)
        self.column.addWidget(acts)
        self.column.addWidget(self.told)
        self.column.addWidget(self.title)
        self.column.addWidget(self.apart)
        self.column.addWidget(self.register, 1)
        self.setFocusProxy(self.register.table)
        self.draw.clicked.connect(lambda: self._ask_draw(None))
        self.back.clicked.connect(self._take_back)
        self.end.clicked.connect(self._ask_end)
        self.new.clicked.connect(self._ask_new)
        self.empty.pressed.connect(self._begin)
        self.print.clicked.connect(self._print)
        self.register.table.opened.connect(self._open)

    def arrive(self, wish: Any) -> None:
        """The keyboard goes to the draw."""
        here: QWidget = self.draw if self.draw.isVisible() else self.register.table
        if self.register.is_empty() and self.empty.button is not None:
            here = self.empty.button
        here.setFocus(Qt.FocusReason.OtherFocusReason)

    def arrange(self, now: w.Span) -> None:
        """Where it is tight the day gives way."""
        narrow = now == "narrow"
        self.register.table.setColumnHidden(3, narrow)
        self.register.foot.set_tight(narrow)
        self._show_back(narrow=narrow)

    def _say_empty(self, *, writes: bool) -> None:
        """Whoever is too few for an arisan is told so, and sent to where members are written."""
        _, button = self.session._, self.empty.button
        enough = len(self._members) > 1
        self.empty.say(
            _("There is no arisan yet."),
            _("Everybody puts in the same; at each turn somebody draws. The money passes from hand to hand.")
            if enough
            else _("It needs two members at least. Write them down first."),
            _("New arisan") if enough else _("Write the members"),
        )
        if button is not None:
            button.setEnabled(writes)

    def _begin(self) -> None:
        if len(self._members) > 1:
            self._ask_new()
        else:
            self.go.emit("members", None)

    def _show_back(self, *, narrow: bool) -> None:
        """Where it is tight the last draw is taken back from a list of acts."""
        drawn = self._round is not None and bool(self._round.draws)
        self.back.setVisible(drawn and not narrow)
        self.more.setVisible(drawn and narrow)

    def refresh(self) -> None:
        session, _ = self.session, self.session._

        def look_up(reader: Reader) -> tuple[tuple[Arisan, ...], tuple[Member, ...]]:
            return arisans_of(reader, session.ledger), group.members_of(reader, session.today())

        found = session.ask(look_up)
        if found is None:
            return
        known, self._members = found
        round_ = next((one for one in known if one.is_open), known[0] if known else None)
        same = self._round is not None and round_ is not None and round_.uid == self._round.uid
        self._round = round_
        rows = [] if round_ is None else [self._row(one, round_) for one in round_.members]
        if same:
            self.register.renew(w.Rows(rows))
        else:
            self.register.set_source(w.Rows(rows), at_end=False)
        writes = session.book.mode == "write"
        goes_on = round_ is not None and round_.is_open
        for button, shown in (
            (self.draw, goes_on),
            (self.end, goes_on),
            (self.new, round_ is not None and not goes_on),
            (self.print, round_ is not None),
        ):
            button.setVisible(shown)
            button.setEnabled(writes or button is self.print)
        self.back.setEnabled(writes)
        self._show_back(narrow=self._span == "narrow")
        if self.empty.button is not None:
            self._say_empty(writes=writes)
        self.title.setVisible(round_ is not None)
        self.apart.setVisible(round_ is not None)
        if round_ is None:
            return
        state = (
            _("turn {turn}, {waiting} wait", turn=round_.turn, waiting=len(round_.waiting)) if goes_on else _("over")
        )
        self.title.setText(f"{round_.name}: {state}")
        count = _.plural("{n} member", "{n} members", len(rows))
        self.register.foot.show_figures(count, {"each": int(round_.amount), "pot": int(round_.pot)})

    def _row(self, one: Member, round_: Arisan) -> w.RegisterRow:
        _ = self.session._
        made = next((draw for draw in round_.draws if draw.member.uid == one.uid), None)
        day = "" if made is None else f"{format_day(made.day, _.language, short=True)} {made.day.year}"
        detail = _("by chance, {seed}", seed=made.seed) if made is not None and made.seed else ""
        return w.RegisterRow(
            key=one.id,
            title=called(_, one),
            detail=detail,
            picture=one.mark,
            badge=None if made is None else w.RegisterBadge(_("has drawn"), "check"),
            cells=(("turn", "" if made is None else str(made.turn)), ("day", day)),
        )

    def _open(self, key: object) -> None:
        round_ = self._round
        if round_ is None or not round_.is_open or self.session.book.mode != "write":
            return
        member = next((one for one in round_.waiting if one.id == key), None)
        if member is not None:
            self._ask_draw(member)

    def _ask_draw(self, member: Member | None) -> None:
        if self._round is not None and self._round.is_open:
            dialog = DrawDialog(self.session, self._round, member, self)
            dialog.drawn.connect(self._say_drawn)
            dialog.open()

    def _say_drawn(self, made: Draw) -> None:
        if self._round is None:
            return
        _ = self.session._
        words = _("{name} draws {amount}.", name=called(_, made.member), amount=money(self._round.pot))
        self.told.say(words, "money_in")
        w.announce(self.told, words)

    def _take_back(self) -> None:
        self._act(lambda tx, round_: arisan.take_back_draw(tx, self.session.ledger, round_))

    def _ask_end(self) -> None:
        _ = self.session._
        question = QuestionDialog(
            _("End this arisan?"),
            _("Those who wait will not draw any more. The list stays."),
            act=_("End it"),
            rest=_("Leave it"),
            object_name="arisan_end_question",
            parent=self,
        )
        today, ledger = self.session.today(), self.session.ledger
        question.agreed.connect(lambda: self._act(lambda tx, round_: arisan.end_arisan(tx, ledger, round_, today)))
        question.open()

    def _act(self, act: Any) -> None:
        round_ = self._round
        if round_ is None:
            return
        try:
            self.session.act(lambda tx: act(tx, round_))
        except (Rejected, StorageError) as error:
            self.session.failed.emit(problems_of(error))

    def _ask_new(self) -> None:
        if self.session.book.mode == "write":
            NewArisanDialog(self.session, self._members, self).open()

    def _print(self) -> None:
        today = self.session.today()
        period = Period(min(self.session.book.owner.start, today), today)
        GroupPaperDialog(self.session, self.tasks, PAPER, period, {}, self).open()
