"""The market game in the window: played by keys alone, its books real and apart, nothing known that was not written."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from kpmbooks import house
from kpmbooks.book import Book
from kpmbooks.training import game as pasar
from tests.pages import laundry, nameless, part, session_on, shown
from ui.desktop import widgets as w
from ui.desktop.desk import Desk
from ui.desktop.pages.game import GameBook, GamePage
from ui.desktop.pages.game_end import GameEnd
from ui.desktop.pages.game_paper import GamePaperDialog
from ui.desktop.pages.game_parts import written_lines
from ui.desktop.pages.game_play import GamePlay
from ui.desktop.pages.game_table import GameTable
from ui.desktop.pages.question_dialog import QuestionDialog
from ui.desktop.tasks import Tasks
from ui.desktop.theme import Theme, apply

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

RULES, MEMORY = "3222112", "3231111"
"""Medium, usual, with a limit, fixed wage, nothing aside, no loan; written down or not, and a bon for anybody."""


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with laundry(tmp_path / "nyata.kpm") as made:
        yield made


@pytest.fixture
def page(book: Book, qtbot: QtBot, qapp: QApplication) -> Iterator[GamePage]:
    made = shown(qtbot, qapp, session_on(book), GamePage)
    made.start.seed.setText("17")
    yield made
    made.close_game()


def words(of: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in of.findChildren(QLabel) if label.isVisible())


def alone(page: GamePage, business: str = "gorengan") -> GamePlay:
    page.start.way.part("screen").click()
    page.start.tiles[business].click()
    page.start.ask()
    found = page.parts.currentWidget()
    assert isinstance(found, GamePlay)
    return found


def at_tables(page: GamePage) -> GameTable:
    page.start.ask()
    found = page.parts.currentWidget()
    assert isinstance(found, GameTable)
    return found


def type_week(qtbot: QtBot, *codes: str) -> None:
    """Each sheet with Enter after it, wherever the keyboard is."""
    for code in codes:
        focused = QApplication.focusWidget()
        assert focused is not None
        qtbot.keyClicks(focused, code)
        qtbot.keyClick(focused, Qt.Key.Key_Return)


def test_a_whole_game_is_played_by_the_keyboard_alone(page: GamePage, qtbot: QtBot) -> None:
    round_ = alone(page)
    for week in range(1, 9):
        assert f"Minggu {week} dari 8" in words(page)
        for digit in RULES:
            qtbot.keyClick(QApplication.focusWidget(), digit)
        assert QApplication.focusWidget() is round_.run_week
        qtbot.keyClick(round_.run_week, Qt.Key.Key_Return)
        assert QApplication.focusWidget() is round_.next
        qtbot.keyClick(round_.next, Qt.Key.Key_Return)
    assert isinstance(page.parts.currentWidget(), GameEnd)
    market = pasar.market_of(pasar.game(), 17)
    shop = pasar.begin(pasar.game(), pasar.game().business("gorengan"))
    for _week in range(8):
        shop = pasar.play(market, shop, pasar.Choices())
    assert round_.group.shop == shop
    assert f"{pasar.worth(pasar.game(), market, shop):,}".replace(",", ".") in words(page)


def test_last_weeks_decisions_stand_there_to_be_changed_but_no_loan_is_asked_twice(page: GamePage) -> None:
    round_ = alone(page, "warung")
    for digit in "3221232":
        round_.decisions.choose(int(digit))
    round_.play()
    assert round_.group.shop.weeks[0].borrowed == 500_000
    round_.go_on()
    chosen = round_.decisions.choices()
    assert chosen is not None
    assert chosen.borrow == "none"
    for _line in range(5):
        round_.decisions.choose(1)
    assert round_.decisions.line() == "borrow"
    assert not part(page, w.Tile, "game_borrow_3").isEnabled(), "one loan at a time"
    round_.decisions.choose(3)
    assert round_.decisions.line() == "borrow"


def test_what_was_written_down_is_shown_as_the_lines_of_the_cash_book(page: GamePage) -> None:
    round_ = alone(page)
    for digit in RULES:
        round_.decisions.choose(int(digit))
    round_.play()
    week = round_.group.shop.weeks[0]
    lines = written_lines(round_.group, week)
    assert sum(amount for _words, amount in lines) == round_.group.shop.cash
    assert ("Jual tunai · Gorengan", (week.sold - week.sold_on_bon) * 1_500) in lines
    for said, _amount in lines:
        assert said in words(page)
    part(page, w.Button, "game_look").click()
    looked = page.parts.currentWidget()
    assert isinstance(looked, GameBook)
    statement = looked.page.statement()
    assert statement is not None
    assert statement.closing == round_.group.shop.cash
    assert not looked.page.record.isVisible()
    part(page, w.Button, "game_book_back").click()
    assert page.parts.currentWidget() is round_


def test_whoever_did_not_write_sees_about_and_no_book(page: GamePage) -> None:
    round_ = alone(page, "warung")
    for digit in MEMORY:
        round_.decisions.choose(int(digit))
    round_.play()
    assert "Tidak dicatat" in words(page)
    assert "Yang tertulis" not in words(page)
    assert not part(page, w.Button, "game_look").isVisible()
    round_.go_on()
    said = round_.board.said
    assert said["cash"] == f"Rp{round_.group.shop.cash:,}".replace(",", "."), "a drawer can be counted"
    assert said["cost"].startswith("kira-kira")
    assert said["profit"] == "tidak tahu"
    for digit in RULES:
        round_.decisions.choose(int(digit))
    round_.play()
    round_.go_on()
    assert said != round_.board.said
    assert not round_.board.said["cost"].startswith("kira-kira")


def test_four_groups_are_typed_with_seven_digits_and_enter_each(page: GamePage, qtbot: QtBot) -> None:
    table = at_tables(page)
    type_week(qtbot, RULES, MEMORY, RULES, "2311112")
    assert not table.run_week.isVisible()
    for group in table.run.groups:
        week = group.shop.weeks[0]
        unit = group.business.unit.id
        assert f"Laku {week.sold} {unit}" in words(page)
        assert f"Rp{group.shop.cash:,}".replace(",", ".") in words(page)
    assert f"Kartu rumah no. {table.run.market.home[0].number}" in words(page)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert "Minggu 2 dari 8" in words(page)
    assert [row.field.text() for row in table.rows] == ["", "", "", ""]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("32212", "Satu lembar punya 7 angka"),
        ("9221212", "Baris 1 hanya punya angka 1 sampai 4"),
        ("322121a", "Satu lembar punya 7 angka"),
        ("3221222", "belum bisa pinjam"),
    ],
)
def test_a_sheet_with_a_slip_is_named_and_nothing_is_played(page: GamePage, qtbot: QtBot, code: str, said: str) -> None:
    table = at_tables(page)
    type_week(qtbot, RULES, code, RULES, RULES)
    assert said in words(page)
    assert QApplication.focusWidget() is table.rows[1].field
    assert all(not group.shop.weeks for group in table.run.groups)
    table.rows[1].field.setText(RULES)
    assert said not in words(page)
    table.play()
    assert all(len(group.shop.weeks) == 1 for group in table.run.groups)


def test_a_week_that_was_typed_wrongly_is_typed_again_and_its_records_are_crossed_out(
    page: GamePage, qtbot: QtBot
) -> None:
    table = at_tables(page)
    type_week(qtbot, RULES, RULES, RULES, RULES)
    first = [group.shop for group in table.run.groups]
    part(page, w.Button, "game_mend").click()
    assert "Minggu 1 dari 8" in words(page)
    assert [row.field.text() for row in table.rows] == [RULES] * 4
    table.rows[0].field.setText("2222112")
    table.play()
    assert table.run.groups[0].shop != first[0]
    assert [group.shop for group in table.run.groups[1:]] == first[1:], "the market is the same"
    for group in table.run.groups:
        with group.session.book.read() as reader:
            assert not house.check(reader).faults
        lines = written_lines(group, group.shop.weeks[0])
        assert sum(amount for _words, amount in lines) == group.shop.cash
    assert table.run.played().startswith("gorengan 2222112; warung 3222112")


def test_a_game_that_was_begun_is_only_left_after_a_question(page: GamePage) -> None:
    round_ = alone(page)
    part(page, w.Button, "game_leave").click()
    assert page.parts.currentWidget() is page.start, "nothing was played"
    round_ = alone(page)
    for digit in RULES:
        round_.decisions.choose(int(digit))
    round_.play()
    part(page, w.Button, "game_leave").click()
    question = page.findChild(QuestionDialog, "game_stop")
    assert question is not None
    question.rest.click()
    assert page.parts.currentWidget() is round_
    page.ask_to_leave()
    QApplication.processEvents()
    page.findChildren(QuestionDialog, "game_stop")[-1].act.click()
    assert page.parts.currentWidget() is page.start


def test_the_books_of_a_game_pass_check_and_hold_what_the_boards_say(page: GamePage) -> None:
    table = at_tables(page)
    for _week in range(8):
        for row, code in zip(table.rows, (RULES, MEMORY, "4321332", "1111111"), strict=True):
            row.field.setText(code.replace("3", "1") if row.choices is None and code == "4321332" else code)
            if row.choices is None:
                row.field.setText("4321312")
        table.play()
        table.go_on()
    assert isinstance(page.parts.currentWidget(), GameEnd)
    for group in table.run.groups:
        assert len(group.shop.weeks) == 8
        with group.session.book.read() as reader:
            assert not house.check(reader).faults
        lines = [amount for week in group.shop.weeks for _words, amount in written_lines(group, week)]
        assert sum(lines) == group.shop.cash


def played_out(page: GamePage) -> GameEnd:
    table = at_tables(page)
    for _week in range(8):
        for row, code in zip(table.rows, (RULES, MEMORY, RULES, "2211111"), strict=True):
            row.field.setText(code)
        table.play()
        table.go_on()
    found = page.parts.currentWidget()
    assert isinstance(found, GameEnd)
    return found


def test_nobody_is_ranked_until_somebody_asks(page: GamePage) -> None:
    end = played_out(page)
    assert "sejak minggu pertama" not in words(page)
    part(page, w.Button, "game_rank").click()
    ranked = end.ranked.text().splitlines()
    assert len(ranked) == 4
    part(page, w.Button, "game_rank").click()
    assert "sejak minggu pertama" not in words(page)


def test_the_talk_has_three_questions_and_the_rule_that_would_have_helped(page: GamePage) -> None:
    end = played_out(page)
    for told in end.told:
        card = part(page, w.Card, f"game_told_{told.shop.business.id}")
        said = words(card)
        assert [f"{n}. " in said for n in (1, 2, 3)] == [True] * 3
        assert "Catatan dan ingatan" in said
    warung = next(one for one in end.told if one.shop.business.id == "warung")
    assert {one.habit for one in warung.helped} >= {"limit"}
    assert "Bon ada batasnya" in words(part(page, w.Card, "game_told_warung"))


def test_a_book_that_was_closed_to_its_group_opens_at_the_end(page: GamePage) -> None:
    played_out(page)
    part(page, w.Button, "game_look_warung").click()
    looked = page.parts.currentWidget()
    assert isinstance(looked, GameBook)
    part(page, w.Button, "game_book_back").click()
    assert isinstance(page.parts.currentWidget(), GameEnd)


@pytest.mark.parametrize("typed", ["", "12a4", "-1", "１２"])
def test_a_number_that_is_none_begins_no_game(page: GamePage, typed: str) -> None:
    page.start.seed.setText(typed)
    page.start.ask()
    assert page.parts.currentWidget() is page.start
    assert "0 sampai 9999" in words(page)
    page.start.new_number()
    page.start.ask()
    assert isinstance(page.parts.currentWidget(), GameTable)


def test_one_business_alone_is_chosen_on_the_screen_and_at_least_one_at_the_tables(page: GamePage) -> None:
    tiles = page.start.tiles
    for tile in tiles.values():
        tile.click()
    assert len(page.start.businesses()) == 1
    page.start.way.part("screen").click()
    tiles["ternak"].click()
    assert [one.id for one in page.start.businesses()] == ["ternak"]
    page.start.way.part("paper").click()
    assert len(page.start.businesses()) == 4


def test_digits_choose_a_business_but_are_typed_where_a_number_is_asked_for(page: GamePage, qtbot: QtBot) -> None:
    page.start.begin.setFocus()
    qtbot.keyClick(page.start.begin, "3")
    assert [one.id for one in page.start.businesses()] == ["gorengan", "warung", "ternak"]
    page.start.seed.clear()
    page.start.seed.setFocus()
    qtbot.keyClicks(page.start.seed, "123")
    assert page.start.seed.text() == "123"
    assert [one.id for one in page.start.businesses()] == ["gorengan", "warung", "ternak"]
    qtbot.keyClick(page.start.seed, Qt.Key.Key_Return)
    shown = page.parts.currentWidget()
    assert isinstance(shown, GameTable)
    assert len(shown.rows) == 3


def test_a_game_changes_no_byte_of_the_real_book_and_undo_does_not_reach_it(
    book: Book, qtbot: QtBot, qapp: QApplication
) -> None:
    assert book.path is not None
    before = book.path.read_bytes()
    apply(qapp, Theme(ledger="kelompok"))
    desk = Desk(session_on(book), Tasks(inline=True))
    qtbot.addWidget(desk)
    desk.resize(1366, 768)
    with qtbot.waitActive(desk):
        desk.show()
    desk.begin()
    desk.go("game", None)
    page = desk._made["game"]
    assert isinstance(page, GamePage)
    assert "LATIHAN" in words(page)
    round_ = alone(page)
    for digit in RULES:
        round_.decisions.choose(int(digit))
    round_.play()
    desk.undo()
    desk.go("home", None)
    desk.go("game", None)
    assert page.parts.currentWidget() is round_, "a game goes on where it was left"
    page.leave()
    assert book.path.read_bytes() == before
    with book.read() as reader:
        assert not house.check(reader).faults


def test_the_papers_are_those_of_the_number_and_of_what_was_played(page: GamePage) -> None:
    part(page, w.Button, "game_print").click()
    dialog = page.findChild(GamePaperDialog)
    assert dialog is not None
    assert dialog.asked()["seed"] == "17"
    dialog.form.setCurrentIndex(2)
    assert dialog.asked()["form"] == "board"
    dialog.close()
    QApplication.processEvents()
    end = played_out(page)
    end.paper.emit()
    asked = [one.asked() for one in page.findChildren(GamePaperDialog)][-1]
    assert asked["played"].count(";") == 3
    assert asked["played"].startswith(f"gorengan {RULES}")


VIEWS: dict[str, Callable[[GamePage], object]] = {
    "start": lambda page: page.start,
    "screen": alone,
    "eggs": lambda page: alone(page, "ternak"),
    "tables": at_tables,
    "end": played_out,
}


@pytest.mark.parametrize("view", sorted(VIEWS))
def test_everything_that_can_be_pressed_or_typed_in_has_a_name(page: GamePage, view: str) -> None:
    VIEWS[view](page)
    QApplication.processEvents()
    shown = page.parts.currentWidget()
    assert shown is not None
    assert nameless(shown) == []


@pytest.mark.parametrize("view", sorted(VIEWS))
def test_nothing_is_wider_than_a_small_window_at_large_text(
    book: Book, qtbot: QtBot, qapp: QApplication, view: str
) -> None:
    page = shown(qtbot, qapp, session_on(book), GamePage, size=(1024, 500))
    apply(qapp, Theme(text=1.5, ledger="kelompok"))
    try:
        page.start.seed.setText("17")
        VIEWS[view](page)
        QApplication.processEvents()
        current = page.parts.currentWidget()
        assert isinstance(current, w.PageScroll)
        inside = current.widget()
        assert inside is not None
        wanted = inside.minimumSizeHint().width()
        assert wanted <= current.viewport().width(), f"{wanted} > {current.viewport().width()}"
        if isinstance(current, GamePlay):
            for line, options in pasar.OPTIONS.items():
                assert current.decisions.line() == line
                QApplication.processEvents()
                assert inside.minimumSizeHint().width() <= current.viewport().width(), line
                current.decisions.choose(len(options) if line != "borrow" else 1)
            current.decisions.begin(current.group.shop)
            for digit in RULES:
                current.decisions.choose(int(digit))
            current.play()
            QApplication.processEvents()
            assert inside.minimumSizeHint().width() <= current.viewport().width()
    finally:
        page.close_game()
        apply(qapp, Theme(ledger="kelompok"))


def test_escape_leads_back_to_the_lessons_and_out_of_a_book(page: GamePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.go) as gone:
        qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert gone.args == ["learn", None]
    round_ = alone(page)
    for digit in RULES:
        round_.decisions.choose(int(digit))
    round_.play()
    page.open_book(0)
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert page.parts.currentWidget() is round_
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert page.findChild(QuestionDialog, "game_stop") is not None
    assert page.parts.currentWidget() is round_


def test_a_book_that_is_closed_takes_its_game_with_it(book: Book, qtbot: QtBot, qapp: QApplication) -> None:
    session = session_on(book)
    page = shown(qtbot, qapp, session, GamePage)
    at_tables(page)
    session.stop()
    assert page.parts.currentWidget() is page.start
    assert page.session_in_use() is None


def test_each_question_is_read_above_its_cards_in_a_small_window_at_large_text(
    book: Book, qtbot: QtBot, qapp: QApplication
) -> None:
    page = shown(qtbot, qapp, session_on(book), GamePage, size=(1024, 500))
    apply(qapp, Theme(text=1.5, ledger="kelompok"))
    play = alone(page)
    for _question in range(7):
        for _round in range(3):
            QApplication.processEvents()
        question = play.decisions.question
        top = question.mapTo(play.viewport(), QPoint(0, 0)).y()
        assert 0 <= top <= play.viewport().height() - question.height(), question.text()
        play.decisions.choose(2)
    apply(qapp, Theme())


def test_a_price_on_a_card_is_written_as_money_is(page: GamePage) -> None:
    play = alone(page)
    play.decisions.choose(3)
    tiles = [tile.accessibleName() for tile in play.decisions.findChildren(w.Tile) if tile.isVisible()]
    assert any("Rp1.500" in tile for tile in tiles), tiles
