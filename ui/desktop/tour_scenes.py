"""What is seen on each picture of the tour: which page, of which ledger, and what was done there before."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kpmbooks import examples, group, trade, training
from kpmbooks.dates import Clock
from kpmbooks.group.minutes import Step as MeetingStep
from kpmbooks.i18n import Translator
from kpmbooks.trade.quantities import format_quantity
from kpmbooks.training import sessions
from kpmbooks.training.lesson import Card
from ui.desktop.desk import Desk
from ui.desktop.pages.cash_book_lines import LineKey
from ui.desktop.pages.entry_dialog import EntryDialog
from ui.desktop.pages.first_run import FirstRunPage, Step
from ui.desktop.pages.presenter_screen import PresenterScreen
from ui.desktop.pages.presenter_show import LessonShow
from ui.desktop.pages.presenter_slides import SlideKind, slides_of
from ui.desktop.pages.prices import CALCULATOR, LIST
from ui.desktop.pages.search_dialog import SearchDialog
from ui.desktop.pages.start import StartPage
from ui.desktop.pages.wishes import COUNT
from ui.desktop.places import PLACES
from ui.desktop.tasks import Tasks
from ui.home_folder import home_folder

NAMES: Final[Mapping[examples.Of, tuple[str, str | None, str]]] = {
    "group": ("KUBE Melati", None, "jasa"),
    "family": ("Keluarga Bu Siti", "Gorengan Bu Siti", "kuliner"),
}
"""Name, business and sector of the books that are still empty."""

_TYPED: Final[Mapping[str, tuple[str, Mapping[str, object]]]] = {
    "group": ("jual_tunai", {"amount": "35x7000", "memo": "Kos Bu Ratna"}),
    "family": ("tutup_lapak", {"drawer": "415000", "float": "50000", "shopping": "120rb", "bon": "12000"}),
    "household": ("belanja_dapur", {"amount": "42500", "memo": "Beras dan telur"}),
}
"""What stands in the form of the record page: a kind and its answers as a person types them."""

_TABLE: Final = """Catatan kas November
Tanggal;Keterangan;Masuk;Keluar;Sisa
1/11/2026;Jual nasi uduk;185.000;;1.185.000
2/11/2026;Beli gula;;34.000;1.151.000
2/11/2026;Jual es teh;62.000;;1.213.000
3/11/2026;Beli gula;;1.5;1.196.000
3/11/2026;Bayar listrik;;102.500;1.093.500
Jumlah;;247.000;136.500;
"""

_SOUGHT: Final = {"group": "sabun", "family": "tepung"}

_LESSON: Final = "PB-2"
_RAISED: Final[Mapping[Card, int]] = {"a": 14, "b": 5}
SHOWN: Final[tuple[SlideKind, ...]] = ("title", "text", "rule", "question")
"""The kinds of slide of the large screen."""

_GAME: Final = 17
_SHEET: Final = "3222112"
_WEEKS: Final = 8
"""A game of a number, the sheet of decisions that most groups write, and how many weeks there are."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture: the page, what it is asked to show, what is done on it, and how it goes back to what it was.

    ``household`` looks at the family's other ledger; one that is ``filled_only`` shows nothing of an empty book; one
    ``of_group`` only a group has.
    """

    name: str
    page: str
    wish: Callable[[str], object] | None = None
    act: Callable[[Desk, Any], object] | None = None
    back: Callable[[Any], object] | None = None
    household: bool = False
    filled_only: bool = False
    of_group: bool = False

    def fits(self, of: examples.Of, *, filled: bool) -> bool:
        """Whether a book of this kind has it."""
        return (
            (filled or not self.filled_only)
            and (of == "family" or not self.household)
            and (of == "group" or not self.of_group)
        )


def _fill(whose: str | None = None) -> Callable[[Desk, Any], None]:
    def fill(desk: Desk, page: Any) -> None:
        kind, answers = _TYPED[whose or desk.session.book.owner.kind]
        page.arrive(kind)
        page.form.clear()
        page.form.put(answers, "typed")

    return fill


def _all_kinds(_desk: Desk, page: Any) -> None:
    page.arrive("out")
    page.tiles.show_all(shown=True)


def _open_line(desk: Desk, page: Any) -> None:
    rows = page.register.table.rows
    keys = [rows.row(place).key for place in range(rows.rowCount())]
    last = next(key for key in reversed(keys) if isinstance(key, LineKey))
    EntryDialog(desk.session, last.entry, desk).open()


def _open_first(_desk: Desk, page: Any) -> None:
    page.register.table.opened.emit(page.register.table.rows.row(0).key)


def _cover_names(desk: Desk, _page: Any) -> None:
    desk.cover(names=True)


def _card_covered(desk: Desk, page: Any) -> None:
    _cover_names(desk, page)
    _open_first(desk, page)


def _show_names(page: Any) -> None:
    desk = page.window().findChild(Desk)
    if desk is not None:
        desk.cover(names=False)


def _list_with_names(page: Any) -> None:
    page.show_list()
    _show_names(page)


def _take_payment(desk: Desk, page: Any) -> None:
    _open_first(desk, page)
    page.card.ask_payment()


def _open_loan(_desk: Desk, page: Any) -> None:
    for card in page.cards[:1]:  # in a group's example none is followed
        card.wished.emit("plan")


def _play_alone(_desk: Desk, page: Any) -> None:
    page.begin(_GAME, page.start.businesses()[:1], False)
    for digit in _SHEET:
        page.round.decisions.choose(int(digit))


def _play_a_week(desk: Desk, page: Any) -> None:
    _play_alone(desk, page)
    page.round.play()


def _play_at_tables(weeks: int) -> Callable[[Desk, Any], None]:
    """So many weeks of four groups, the next typed; after the last the talk."""

    def play(_desk: Desk, page: Any) -> None:
        page.begin(_GAME, page.start.businesses(), True)
        for _week in range(weeks):
            page.round.type_sheets((_SHEET, "3231111", _SHEET, "2311112"))
            page.round.play()
            page.round.go_on()
        if weeks < _WEEKS:
            page.round.type_sheets((_SHEET, "3231111", "32212"))

    return play


def _leave_game(page: Any) -> None:
    page.leave()


def _fill_goods(desk: Desk, page: Any) -> None:
    items = {"group": "Sabun cair 2", "family": "Kerupuk 4; Air mineral 3"}[desk.session.book.owner.kind]
    page.arrive("jual_tunai")
    page.form.clear()
    page.form.put({"items": items}, "typed")


def _open_good(desk: Desk, page: Any) -> None:
    session = desk.session
    known = session.ask(lambda reader: trade.goods_of(reader, session.ledger)) or ()
    page.arrive(next(good.id for good in known if good.low is not None))


def _count_goods(_desk: Desk, page: Any) -> None:
    page.arrive(COUNT)
    for nth, row in enumerate(page.sheet.rows[:2]):
        row.box.setText(format_quantity(max(row.seen.there - nth * 1_000, 0)))


def _at_meeting(step: MeetingStep) -> Scene:
    """The meeting that is open, at one of its steps; it goes back to its sheet."""
    return Scene(
        f"meeting-{step}",
        "meeting",
        act=lambda _desk, page: page.go_to_step(step),
        back=lambda page: page.go_to_step("sheet"),
        filled_only=True,
        of_group=True,
    )


_STEPS: Final[tuple[MeetingStep, ...]] = ("open", "count", "decisions", "close")


def _last_meeting(desk: Desk, page: Any) -> None:
    known = desk.session.ask(lambda reader: group.meetings_of(reader, desk.session.ledger)) or ()
    page.arrive(next(one.number for one in known if not one.is_open))


def _her_rights(_desk: Desk, page: Any) -> None:
    page.show_rights(page.register.table.rows.row(0).key)


def _let_type(desk: Desk, _page: Any) -> None:
    desk.begin_helping("Ani")


def _back_to_keeper(page: Any) -> None:
    desk = page.window().findChild(Desk)
    if desk is not None:
        desk.end_helping()


def _find(desk: Desk, _page: Any) -> None:
    desk.search()
    dialog = desk.findChild(SearchDialog)
    assert dialog is not None
    dialog.field.setText(_SOUGHT[desk.session.book.owner.kind])
    dialog.search()


def _see_result(_desk: Desk, page: Any) -> None:
    page.practising().show_result()


def _at_stop(at: int, lesson: str = _LESSON) -> Callable[[Desk, Any], None]:
    """A session of a lesson at one of its stops, with everybody ticked and some cards raised."""

    def go(_desk: Desk, page: Any) -> None:
        page.open_lesson(lesson)
        page.lesson.begin_session()
        page.lesson.go_to(0)
        page.lesson.attendance.everybody.click()
        page.lesson.go_to(at)

    return go


def _to_list(page: Any) -> None:
    """Back to the list; a session that was begun for a picture was none."""
    page.show_list()
    going = page.session.ask(sessions.open_session)
    if going is not None:
        page.session.act(lambda tx: sessions.strike_out(tx, going))


def _of_learning(name: str, wish: str, act: Callable[[Desk, Any], object] | None = None) -> Scene:
    """A lesson, or an exercise where ``wish`` is one; it goes back to the list."""
    return Scene(name, "learn", wish=lambda _of: wish, act=act, back=_to_list, filled_only=True)


def _table_from_outside(_of: str) -> Path:
    """A file as people have them: titles, a total, an amount that could be two."""
    path = home_folder() / "kas-november.csv"
    path.write_text(_TABLE, "utf-8")
    return path


SCENES: Final = (
    *(
        Scene(
            place.key.replace("_", "-"),
            place.key,
            of_group=place.for_group,
        )
        for place in PLACES
        if place.key not in {"record", "learn"}
    ),
    Scene("record-choice", "record", wish=lambda _of: "in"),
    Scene("record", "record", act=_fill()),
    Scene("record-goods", "record", act=_fill_goods, filled_only=True),
    Scene("good-card", "goods", act=_open_good, filled_only=True),
    Scene("goods-count", "goods", act=_count_goods, back=lambda page: page.show_list(), filled_only=True),
    Scene("record-all", "record", act=_all_kinds),
    Scene("entry", "cash_book", act=_open_line, filled_only=True),
    Scene("debts-card", "debts", act=_open_first, back=lambda page: page.show_list(), filled_only=True),
    Scene("debts-payment", "debts", act=_take_payment, back=lambda page: page.show_list(), filled_only=True),
    *(
        Scene(f"{key.replace('_', '-')}-shared", key, act=_cover_names, back=_show_names, filled_only=True)
        for key in ("home", "cash_book", "debts", "reports")
    ),
    Scene("debts-card-shared", "debts", act=_card_covered, back=_list_with_names, filled_only=True),
    Scene("price-list", "prices", wish=lambda _of: LIST, back=lambda page: page.arrive(CALCULATOR)),
    Scene("equipment-card", "equipment", act=_open_first, filled_only=True),
    Scene("equipment-wear", "equipment", act=lambda _desk, page: page.wear.click(), filled_only=True),
    *map(_at_meeting, _STEPS),
    Scene("meeting-last", "meeting", act=_last_meeting, filled_only=True, of_group=True),
    Scene(
        "sharing-members",
        "sharing",
        act=lambda _desk, page: page.show_step("shares"),
        back=lambda page: page.show_step("result"),
        filled_only=True,
        of_group=True,
    ),
    Scene(
        "member-card", "members", act=_open_first, back=lambda page: page.show_list(), filled_only=True, of_group=True
    ),
    Scene(
        "member-rights", "members", act=_her_rights, back=lambda page: page.show_list(), filled_only=True, of_group=True
    ),
    Scene("rules-minutes", "rules", act=lambda _desk, page: page.show_paper(), filled_only=True, of_group=True),
    Scene("helping", "settings", act=_let_type, back=_back_to_keeper, filled_only=True),
    Scene("records-behind", "reports", act=lambda _desk, page: page.behind.click(), filled_only=True),
    Scene("search", "cash_book", act=_find, filled_only=True),
    Scene("keys", "home", act=lambda desk, _page: desk.show_keys(), filled_only=True),
    Scene(
        "sheet-week",
        "sheet",
        act=lambda _desk, page: page.show_form("weekly"),
        back=lambda page: page.show_form("daily"),
    ),
    Scene("sheet-paper", "sheet", act=lambda _desk, page: page.open_paper(), back=lambda page: page.close_paper()),
    Scene("loan-instalments", "loans_taken", act=_open_loan, filled_only=True),
    Scene("loan-survey", "loan_papers", wish=lambda _of: "survey-ready", filled_only=True),
    Scene("loan-request", "loan_papers", wish=lambda _of: "group-loan-request", filled_only=True, of_group=True),
    Scene("lenders-terms", "lenders", wish=lambda _of: "kur-super-mikro"),
    Scene("lender-offer", "lenders", act=lambda _desk, page: page.open_offer("mekaar"), filled_only=True),
    Scene("import-rows", "import", wish=_table_from_outside, filled_only=True),
    Scene(
        "import-reading",
        "import",
        act=lambda _desk, page: page.views.part("reading").click(),
        filled_only=True,
    ),
    Scene("learn", "learn", act=lambda _desk, page: page.show_list(), filled_only=True),
    Scene("learn-tour", "learn", act=lambda _desk, page: page.show_tour(), back=_to_list, filled_only=True),
    _of_learning("lesson", _LESSON),
    _of_learning("lesson-step", _LESSON, lambda _desk, page: page.lesson.go_to(3)),
    _of_learning("lesson-alone", _LESSON, lambda _desk, page: page.read_alone(page.lesson.lesson)),
    _of_learning("session-attend", _LESSON, _at_stop(0)),
    _of_learning("session-recap", _LESSON, _at_stop(1)),
    _of_learning("session-questions", _LESSON, _at_stop(6)),
    _of_learning("session-finish", _LESSON, _at_stop(8)),
    _of_learning("exercise", f"{_LESSON}-catat"),
    _of_learning("exercise-result", f"{_LESSON}-catat", _see_result),
    Scene("game", "game", filled_only=True),
    Scene("game-decide", "game", act=_play_alone, back=_leave_game, filled_only=True),
    Scene("game-week", "game", act=_play_a_week, back=_leave_game, filled_only=True),
    Scene("game-tables", "game", act=_play_at_tables(1), back=_leave_game, filled_only=True),
    Scene("game-talk", "game", act=_play_at_tables(8), back=_leave_game, filled_only=True),
    Scene("household-home", "home", household=True),
    Scene("household-record", "record", act=_fill("household"), household=True),
    Scene("household-debts", "debts", household=True, filled_only=True),
    *(
        Scene(f"loan-form-{part}", "loan_form", wish=lambda _of, part=part: part, filled_only=True)  # type: ignore[misc]
        for part in ("family", "debts", "uses", "papers", "seven")
    ),
    Scene("household-cash-book", "cash_book", household=True, filled_only=True),
    Scene("household-reports", "reports", household=True, filled_only=True),
    Scene("household-loan", "loan", household=True, filled_only=True),
    Scene("household-sheet", "sheet", household=True, filled_only=True),
)


def first_question(step: Step, _: Translator, clock: Clock, tasks: Tasks) -> FirstRunPage:
    """The first start at one of its questions."""
    page = FirstRunPage(_, clock, tasks)
    page.begin("family")
    page.show_step(step)
    return page


def large_screen(kind: SlideKind, _: Translator) -> PresenterScreen:
    """The first slide of its kind; of a question with cards that were raised."""
    lesson = training.find_lesson(_LESSON)
    assert lesson is not None
    slides = slides_of(lesson, _.language)
    show = LessonShow(slides)
    show.go_to(next(at for at, slide in enumerate(slides) if slide.kind == kind))
    for card, count in _RAISED.items():
        for _one in range(count):
            show.raise_card(card)
    return PresenterScreen(_, lesson, show)


def start_page(of: examples.Of, _: Translator, clock: Clock, tasks: Tasks) -> StartPage:
    """The start page, filled in for a new book of this kind."""
    page = StartPage(_, clock, tasks)
    name, business, sector = NAMES[of]
    page.form.whose.part(of).click()
    page.form.name.setText(name)
    page.form.business.setText(business or "")
    page.form.sector.set_current(sector)
    page.form.place.setText(str(Path("Documents") / f"{name}.kpm"))  # not where this machine would put it
    return page
