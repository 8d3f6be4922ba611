"""The lessons as cards by track: which were held, which comes next, found by track or by a word."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from kpmbooks import training
from kpmbooks.dates import format_day
from kpmbooks.i18n import Translator
from kpmbooks.problems import N_
from kpmbooks.training.lessons import Content
from ui.desktop import widgets as w
from ui.desktop.pages.learn_tile import LessonTile

TRACKS: Final[Mapping[str, str]] = {
    "ekonomi": N_("P2K2, economy module"),
    "pembukuan": N_("Bookkeeping"),
    "pinjaman": N_("Borrowing"),
    "komputer": N_("Laptop and numbers"),
    "kelompok": N_("The group"),
    "pendamping": N_("For the facilitator"),
}
"""In the order in which they are listed."""

ALL: Final = "all"


class LessonList(w.PageScroll):
    """``opened`` carries the id of the lesson that was chosen; ``begun`` that of one whose session shall begin; ``go``
    names another page of learning; ``resumed`` asks for the session that was not finished; ``toured`` for the five
    minutes' tour, ``no_tour`` says that it is not wanted.
    """

    opened = Signal(str)
    begun = Signal(str)
    resumed = Signal()
    toured = Signal()
    no_tour = Signal()
    go = Signal(str)

    def __init__(self, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(object_name="lesson_list", margins=False, parent=parent)
        self._ = _
        self.setAccessibleName(_("Lessons"))
        self.lessons = training.contents()
        self._next_id = ""
        self.track = w.Choice(object_name="lesson_track", accessible_name=_("Track"))
        self.track.add(_("All lessons"), ALL)
        for track, name in TRACKS.items():
            if any(lesson.track == track for lesson in self.lessons):
                self.track.add(_(name), track)
        self.search = w.TextField(
            object_name="lesson_find", accessible_name=_("Find a lesson"), picture="magnifying-glass"
        )
        self.search.setPlaceholderText(_("Find a lesson"))
        self.tour = w.Button(_("Tour in 5 minutes"), object_name="lesson_tour", role="link", picture="map-pin")
        self._offer = self._tour_offer()
        self._proposal = _Proposal(_)
        self._none = w.text_label(_("No lesson has this word."), "base", "muted")
        self._none.hide()
        self._heads: dict[str, QLabel] = {}
        self._grids: dict[str, QGridLayout] = {}
        self.tiles: dict[str, LessonTile] = {}
        self._lay_out()
        self.track.currentIndexChanged.connect(lambda _index: self._arrange(self.arrangement()))
        self.search.textChanged.connect(lambda _text: self._arrange(self.arrangement()))
        self.tour.clicked.connect(self.toured)
        self._proposal.open.clicked.connect(lambda: self.opened.emit(self._next_id))
        self._proposal.begin.clicked.connect(lambda: self.begun.emit(self._next_id))
        self._proposal.resume.clicked.connect(self.resumed)
        self.reflowed.connect(self._arrange)
        self._arrange(self.arrangement())

    def show_book(self, held: Mapping[str, date], proposed: str | None, going: str | None, *, offer_tour: bool) -> None:
        """``held``: when each lesson was held last; ``going``: the lesson whose session was not finished."""
        _ = self._
        if training.contents() != self.lessons:  # she made one of her own, or changed it
            self.lessons = training.contents()
            self._make_tiles()
            self._arrange(self.arrangement())
        for lesson in self.lessons:
            day = held.get(lesson.id)
            self.tiles[lesson.id].show_held("" if day is None else format_day(day, _.language, short=True))
        self._next_id = proposed or ""
        self._proposal.show_lesson(self._known(proposed), self._known(going))
        self.show_tour_offer(shown=offer_tour)

    def show_tour_offer(self, *, shown: bool) -> None:
        """Offer the tour, or no more."""
        self._offer.setVisible(shown)

    def take_focus(self) -> None:
        """To what is proposed, else to the first lesson."""
        first = self._proposal.first() or next((tile for tile in self.tiles.values() if not tile.isHidden()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def shown(self) -> tuple[str, ...]:
        """The ids of the lessons that are listed now."""
        return tuple(name for name, tile in self.tiles.items() if not tile.isHidden())

    def _known(self, lesson: str | None) -> Content | None:
        return next((one for one in self.lessons if one.id == lesson), None)

    def _fits(self, lesson: Content) -> bool:
        language = self._.language
        wanted = self.search.text().casefold().split()
        said = " ".join((lesson.id, lesson.title.said(language), lesson.rule.said(language)))
        return self.track.current() in (ALL, lesson.track) and all(word in said.casefold() for word in wanted)

    def _arrange(self, span: str) -> None:
        columns = {"narrow": 1, "medium": 2}.get(span, 3)
        fitting = {lesson.id for lesson in self.lessons if self._fits(lesson)}
        for track, grid in self._grids.items():
            there = [lesson for lesson in self.lessons if lesson.track == track]
            nth = 0
            for lesson in there:
                tile = self.tiles[lesson.id]
                grid.removeWidget(tile)
                if lesson.id in fitting:
                    grid.addWidget(tile, nth // columns, nth % columns)
                    nth += 1
                tile.setVisible(lesson.id in fitting)
            for column in range(3):
                grid.setColumnStretch(column, int(column < columns))
            self._heads[track].setVisible(bool(nth))
        self._none.setVisible(not fitting)
        self._proposal.arrange(narrow=span == "narrow")

    def _lay_out(self) -> None:
        _ = self._
        self.column.addWidget(self._offer)
        self.column.addWidget(self._proposal)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.track, 2)
        row.addWidget(self.search, 3)
        self.column.addLayout(row)
        links = w.Flow(spacing=4)
        for key, words, picture in (
            ("learn_progress", _("How far we are"), "chart-line-up"),
            ("own_lessons", _("My lessons"), "books"),
            ("game", _("Market game"), "cards"),
        ):
            link = w.Button(words, object_name=f"lesson_to_{key}", role="link", picture=picture)
            link.clicked.connect(partial(self.go.emit, key))
            links.add(link)
        links.add(self.tour)
        self.column.addWidget(links)
        self.column.addWidget(self._none)
        for track, name in TRACKS.items():
            self._heads[track] = w.text_label(_(name), "lead")
            self._grids[track] = QGridLayout()
            self._grids[track].setSpacing(12)
            self.column.addWidget(self._heads[track])
            self.column.addLayout(self._grids[track])
        self._make_tiles()
        self.column.addStretch(1)

    def _make_tiles(self) -> None:
        """A tile for each lesson; those of lessons that are no more are let go of."""
        _, language = self._, self._.language
        for old in self.tiles.values():
            old.hide()
            old.deleteLater()
        self.tiles = {}
        for lesson in self.lessons:
            title = lesson.title.said(language)
            minutes = _("{n} minutes", n=lesson.minutes)
            tile = LessonTile(
                title,
                lesson.rule.said(language),
                f"{lesson.id} · {minutes}",
                below=lesson.numbers or "",
                object_name=f"open_{lesson.id}",
                accessible_name=f"{lesson.id}, {title}, {minutes}",
            )
            tile.clicked.connect(partial(self.opened.emit, lesson.id))
            self.tiles[lesson.id] = tile

    def _tour_offer(self) -> w.Strip:
        _ = self._
        offer = w.Strip(_("New here? See in five minutes how a lesson runs."), picture="map-pin", barred=True)
        offer.setObjectName("tour_offer")
        see = w.Button(_("Show me"), object_name="tour_offer_see", picture="play-circle")
        later = w.Button(_("Not now"), object_name="tour_offer_later", role="quiet")
        see.clicked.connect(self.toured)
        later.clicked.connect(self.no_tour)
        acts = w.Flow(spacing=8)
        acts.add(see)
        acts.add(later)
        offer.body.addWidget(acts)
        offer.hide()
        return offer


class _Proposal(w.Card):
    """The lesson to hold next, or the session to go on with."""

    def __init__(self, _: Translator) -> None:
        super().__init__(object_name="lesson_next")
        self._ = _
        self._says = w.text_label("", "small", "primary")
        self._title = w.text_label("", "title", wrap=True)
        self._rule = w.text_label("", wrap=True)
        self.open = w.Button(_("Open the lesson"), object_name="next_open", picture="play-circle")
        self.begin = w.Button(_("Begin session"), object_name="next_begin", role="primary", picture="users-three")
        self.resume = w.Button(_("Go on with the session"), object_name="next_resume", role="primary", picture="timer")
        words = QVBoxLayout()
        words.setSpacing(2)
        for label in (self._says, self._title, self._rule):
            words.addWidget(label)
        self._buttons = QWidget()
        acts = QHBoxLayout(self._buttons)
        acts.setContentsMargins(0, 0, 0, 0)
        acts.setSizeConstraint(QHBoxLayout.SizeConstraint.SetFixedSize)  # a button that goes takes its room along
        acts.setSpacing(12)
        for button in (self.open, self.begin, self.resume):
            acts.addWidget(button)
        self._row = QHBoxLayout()
        self._row.setSpacing(16)
        self._picture = w.Picture("student", 52, "accent")
        self._row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addLayout(words, 1)
        self._row.addWidget(self._buttons)
        self.body.addLayout(self._row)
        self.hide()

    def show_lesson(self, lesson: Content | None, going: Content | None) -> None:
        """Propose ``lesson``, or to go on with ``going``."""
        _, shown = self._, going or lesson
        self.setVisible(shown is not None)
        if shown is None:
            return
        self._says.setText(_("This session is not finished") if going else _("Next lesson"))
        self._title.setText(shown.title.said(_.language))
        minutes = _("{n} minutes", n=shown.minutes)
        self._rule.setText(f"{shown.id} · {minutes} · {shown.rule.said(_.language)}")
        self.open.setVisible(going is None)
        self.begin.setVisible(going is None)
        self.resume.setVisible(going is not None)

    def first(self) -> w.Button | None:
        """The button that is pressed first."""
        if self.isHidden():
            return None
        return self.begin if self.resume.isHidden() else self.resume

    def arrange(self, *, narrow: bool) -> None:
        """The buttons below the words, where it is narrow."""
        self._picture.setVisible(not narrow)
        if narrow:
            self.body.addWidget(self._buttons, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            self._row.addWidget(self._buttons)
