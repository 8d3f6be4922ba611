"""Widgets without a book: fields that read and ask, tables that fetch by page, parts that give way when it is tight."""

from collections.abc import Sequence
from datetime import date, time
from functools import partial
from typing import TypeVar

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QEnterEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget, QHBoxLayout, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kpmbooks.dates import FixedClock
from kpmbooks.i18n import Translator, translator
from kpmbooks.money import Rupiah
from kpmbooks.problems import Problem, Question
from tests import gallery
from tests.assistive import Client
from ui.desktop import widgets as w
from ui.desktop.theme import Theme, apply, look

# The platform without a screen cannot raise a window, grab the keyboard or tell a least size, and says so each time.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

MONDAY = date(2026, 11, 23)
Part = TypeVar("Part", bound=QWidget)


def part(of: QWidget, kind: type[Part], name: str) -> Part:
    found = of.findChild(kind, name)
    assert found is not None, name
    return found


def shown(qtbot: QtBot, widget: Part) -> Part:
    qtbot.addWidget(widget)
    with qtbot.waitActive(widget):
        widget.show()
    return widget


def press(widget: QWidget, name: str) -> None:
    QTest.mouseClick(part(widget, QPushButton, name), Qt.MouseButton.LeftButton)


@pytest.fixture
def say(qapp: QApplication) -> Translator:
    apply(qapp, Theme())
    return translator("id")


@pytest.fixture
def amount(say: Translator, qtbot: QtBot) -> w.AmountEdit:
    field = shown(qtbot, w.AmountEdit(say, object_name="amount", accessible_name="Berapa rupiah?"))
    field.resize(520, 200)
    field.setFocus()
    return field


@pytest.fixture
def day(say: Translator, qtbot: QtBot) -> w.DayEdit:
    field = w.DayEdit(say, FixedClock(MONDAY), object_name="day", accessible_name="Hari apa?")
    field.resize(420, 60)
    shown(qtbot, field).setFocus()
    return field


# ---- amounts


def test_an_amount_shows_what_was_typed_what_was_understood_and_its_words(amount: w.AmountEdit) -> None:
    QTest.keyClicks(amount.line, "35x7000")
    assert amount.text() == "35x7000"
    assert amount.understood.text() == "= Rp245.000"
    assert amount.words.text() == "dua ratus empat puluh lima ribu rupiah"
    assert amount.value() == Rupiah(245_000)
    assert amount.line.accessibleDescription() == "= Rp245.000, dua ratus empat puluh lima ribu rupiah"


def test_an_amount_typed_in_full_needs_no_equals_sign(amount: w.AmountEdit) -> None:
    QTest.keyClicks(amount.line, "10000")
    assert amount.understood.text() == "Rp10.000"


@pytest.mark.parametrize(("typed", "words"), [("100000", ""), ("100001", "seratus ribu satu rupiah")])
def test_words_begin_above_a_hundred_thousand(amount: w.AmountEdit, typed: str, words: str) -> None:
    QTest.keyClicks(amount.line, typed)
    assert amount.words.text() == words


def test_an_ambiguous_amount_is_asked_about_and_the_answer_is_taken(amount: w.AmountEdit) -> None:
    QTest.keyClicks(amount.line, "1.5")
    assert amount.message.isHidden()  # it may go on to 1.500
    QTest.keyClick(amount.line, Qt.Key.Key_Return)
    assert isinstance(amount.problem(), Question)
    assert amount.value() is None
    assert amount.message.isVisible()
    answers = [button.text() for button in amount.message.findChildren(QPushButton)]
    assert answers == ["Rp1.500", "Rp1.500.000", "Tulis ulang"]
    press(amount, "amount-message-answer-2")
    assert amount.value() == Rupiah(1_500_000)
    assert amount.text() == "1.500.000"
    assert amount.message.isHidden()
    assert amount.line.hasFocus()


def test_typing_again_after_a_question_replaces_the_text(amount: w.AmountEdit) -> None:
    QTest.keyClicks(amount.line, "1.5")
    QTest.keyClick(amount.line, Qt.Key.Key_Return)
    press(amount, "amount-message-again")
    QTest.keyClicks(amount.line, "2000")
    assert amount.value() == Rupiah(2000)


def test_an_amount_that_cannot_be_read_says_what_to_write_when_left(amount: w.AmountEdit, qtbot: QtBot) -> None:
    QTest.keyClicks(amount.line, "banyak")
    assert amount.message.isHidden()
    amount.line.clearFocus()
    said = " ".join(label.text() for label in amount.message.findChildren(QLabel))
    assert "misalnya 25.000" in said
    assert amount.frame.property("state") == "error"
    amount.setFocus()
    QTest.keyClick(amount.line, Qt.Key.Key_Backspace)
    assert amount.message.isHidden()


def test_enter_submits_only_an_amount(amount: w.AmountEdit) -> None:
    submitted: list[object] = []
    amount.submitted.connect(submitted.append)
    for typed in ("", "banyak", "1.5", "12x3500"):
        amount.set_text(typed)
        QTest.keyClick(amount.line, Qt.Key.Key_Return)
    assert submitted == [Rupiah(42_000)]


def test_each_new_reading_is_told(amount: w.AmountEdit) -> None:
    readings: list[object] = []
    amount.changed.connect(readings.append)
    amount.set_text("250rb")
    amount.set_text("?")
    amount.clear()
    assert readings[0] == Rupiah(250_000)
    assert isinstance(readings[1], Problem)
    assert readings[2] is None


@pytest.mark.parametrize(("width", "text"), [(900, 1.0), (340, 1.0), (800, 2.0)])
def test_an_amount_is_never_shortened(amount: w.AmountEdit, qapp: QApplication, width: int, text: float) -> None:
    apply(qapp, Theme(text=text))
    QTest.keyClicks(amount.line, "999.999.999.999.999 - 1")
    amount.resize(width, 300)
    amount.grab()
    assert amount.understood.text() == "= Rp999.999.999.999.998"
    assert amount.understood.width() >= amount.understood.sizeHint().width()
    assert amount.frame.rect().contains(amount.understood.geometry())


# ---- days


def test_a_day_begins_as_today_in_words(day: w.DayEdit) -> None:
    assert day.line.text() == "Hari ini, Senin 23 Nov"
    assert day.day() == MONDAY


@pytest.mark.parametrize(
    ("keys", "expected", "words"),
    [
        ("-", date(2026, 11, 22), "Kemarin, Minggu 22 Nov"),
        ("--", date(2026, 11, 21), "Sabtu, 21 Nov"),
        ("+", date(2026, 11, 24), "Selasa, 24 Nov"),
        ("-+", MONDAY, "Hari ini, Senin 23 Nov"),
    ],
)
def test_minus_and_plus_move_the_day(day: w.DayEdit, keys: str, expected: date, words: str) -> None:
    for key in keys:
        QTest.keyClicks(day.line, key)
    assert day.day() == expected
    assert day.line.text() == words


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("5/1", date(2026, 1, 5)), ("05-01-2026", date(2026, 1, 5)), ("20 Nov", date(2026, 11, 20))],
)
def test_a_day_is_typed_over_the_words_and_minus_is_then_a_letter(day: w.DayEdit, typed: str, expected: date) -> None:
    submitted: list[object] = []
    day.submitted.connect(submitted.append)
    QTest.keyClicks(day.line, typed)
    QTest.keyClick(day.line, Qt.Key.Key_Return)
    assert submitted == [expected]
    assert day.day() == expected


def test_a_day_that_does_not_exist_is_a_problem_at_the_field_and_stays_to_be_bettered(day: w.DayEdit) -> None:
    readings: list[object] = []
    day.changed.connect(readings.append)
    QTest.keyClicks(day.line, "31/2")
    QTest.keyClick(day.line, Qt.Key.Key_Return)
    assert day.day() is None
    assert isinstance(day.problem(), Problem)
    assert len(readings) == 1
    assert day.line.text() == "31/2"
    assert day.message.isVisible()
    QTest.keyClick(day.line, Qt.Key.Key_Backspace)
    QTest.keyClicks(day.line, "1")
    assert day.message.isHidden()
    assert day.day() == date(2026, 1, 31)


def test_leaving_the_field_reads_the_day(day: w.DayEdit) -> None:
    QTest.keyClicks(day.line, "kemarin")
    day.line.clearFocus()
    assert day.line.text() == "Kemarin, Minggu 22 Nov"


def test_the_buttons_move_the_day_too(day: w.DayEdit) -> None:
    press(day, "day-earlier")
    assert day.day() == date(2026, 11, 22)
    press(day, "day-later")
    assert day.day() == MONDAY


def test_the_calendar_gives_its_day_and_closes(day: w.DayEdit) -> None:
    press(day, "day-calendar")
    month = part(day, QCalendarWidget, "day-month")
    assert month.selectedDate() == QDate(2026, 11, 23)
    month.activated.emit(QDate(2026, 11, 3))
    assert day.day() == date(2026, 11, 3)
    assert not month.isVisible()


def test_the_calendar_stays_on_the_screen(day: w.DayEdit) -> None:
    screen = day.screen().availableGeometry()
    day.move(screen.right() - 200, screen.bottom() - 80)
    day.open_calendar()
    popup = part(day, QCalendarWidget, "day-month").window()
    assert screen.contains(popup.geometry())


def test_a_day_of_another_year_shows_its_year(day: w.DayEdit) -> None:
    day.set_day(date(2025, 12, 31))
    assert day.line.text() == "Rabu, 31 Desember 2025"


# ---- choosing


def test_a_switch_tells_the_part_that_was_pressed(say: Translator, qtbot: QtBot) -> None:
    switch = w.SegmentedSwitch(
        (w.Segment("in", "Uang masuk"), w.Segment("out", "Uang keluar")), object_name="side", accessible_name="Arah"
    )
    shown(qtbot, switch)
    chosen: list[str] = []
    switch.chosen.connect(chosen.append)
    press(switch, "side-out")
    assert (chosen, switch.current()) == (["out"], "out")
    switch.set_current("in")
    assert (chosen, switch.current()) == (["out"], "in")


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Enter])
def test_enter_and_space_press_every_kind_of_button(say: Translator, qtbot: QtBot, key: Qt.Key) -> None:
    box = QWidget()
    buttons = [
        w.Button("Simpan", object_name="a"),
        w.Tile("Cucian tunai", "coins", object_name="b", digit=1),
        w.WideTile("Uang masuk", "arrow-circle-down", object_name="c"),
        w.LedgerBlock(object_name="d"),
    ]
    pressed: list[str] = []
    for button in buttons:
        button.setParent(box)
        button.clicked.connect(partial(pressed.append, button.objectName()))
    shown(qtbot, box)
    for button in buttons:
        QTest.keyClick(button, key)
    assert pressed == ["a", "b", "c", "d"]


def test_an_ampersand_is_a_letter(say: Translator, qtbot: QtBot) -> None:
    for made in (w.Button("Bon & utang", object_name="a"), w.WideTile("Bon & utang", "handshake", object_name="b")):
        qtbot.addWidget(made)
        assert made.label() == "Bon & utang"
        assert made.accessibleName() == "Bon & utang"
        assert made.shortcut().isEmpty()


# ---- money


def test_privacy_covers_every_amount_in_the_same_way(say: Translator, qapp: QApplication, qtbot: QtBot) -> None:
    labels = [w.MoneyLabel(amount) for amount in (5, -1_250_000)]
    for label in labels:
        qtbot.addWidget(label)
        label.show()
    assert [label.text() for label in labels] == ["Rp5", "−Rp1.250.000"]
    apply(qapp, Theme(private=True))
    assert [label.text() for label in labels] == ["Rp•••", "Rp•••"]
    apply(qapp, Theme())
    assert [label.text() for label in labels] == ["Rp5", "−Rp1.250.000"]


# ---- the chart


def test_a_chart_refuses_what_it_cannot_tell_apart(say: Translator, qtbot: QtBot) -> None:
    chart = w.BarChart(say, "6 bulan terakhir", object_name="chart")
    qtbot.addWidget(chart)
    series = w.Series("Masuk", (1, 2))
    with pytest.raises(ValueError, match="two series"):
        chart.set_data(("Okt", "Nov"), (series,) * 3)
    with pytest.raises(ValueError, match="one value"):
        chart.set_data(("Okt",), (series,))
    with pytest.raises(ValueError, match="start at zero"):
        chart.set_data(("Okt", "Nov"), (w.Series("Masuk", (1, -2)),))


def test_a_chart_has_its_figures_as_a_table(say: Translator, qtbot: QtBot) -> None:
    chart = w.BarChart(say, "6 bulan terakhir", object_name="chart")
    chart.set_data(gallery.MONTHS, gallery.SERIES, current=5)
    shown(qtbot, chart)
    press(chart, "chart-figures")
    assert chart.table.isVisible()
    cell = chart.table.item(5, 1)
    assert cell is not None
    assert cell.text() == "2.964.000"
    assert "Nov: Masuk Rp5.218.000, Keluar Rp2.964.000" in chart.bars.accessibleDescription()


# ---- the register


class Million:
    """A source of a million rows that counts what is asked of it."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, int]] = []

    def count(self) -> int:
        return 1_000_000

    def rows(self, first: int, count: int) -> Sequence[w.RegisterRow]:
        self.asked.append((first, count))
        return [
            w.RegisterRow(place, title=f"Baris {place}", cells=(("in", "1.000"),))
            for place in range(first, first + count)
        ]


def register(qtbot: QtBot) -> w.Register:
    made = w.Register(
        gallery.COLUMNS,
        empty=w.EmptyState("notebook", "Masih kosong", object_name="empty"),
        object_name="register",
        accessible_name="Buku kas",
    )
    made.resize(1100, 500)
    return shown(qtbot, made)


def test_a_million_rows_fetch_only_what_is_shown(say: Translator, qtbot: QtBot) -> None:
    table = register(qtbot)
    source = Million()
    table.set_source(source)
    table.grab()
    assert {first for first, _count in source.asked} == {999_800}
    assert all(count <= 200 for _first, count in source.asked)
    table.table.choose(0)
    table.grab()
    row = table.table.current_row()
    assert row is not None
    assert row.title == "Baris 0"
    assert {first for first, _count in source.asked} == {999_800, 0}


def test_a_click_opens_an_entry_and_its_last_cell_asks_for_the_menu(say: Translator, qtbot: QtBot) -> None:
    made = register(qtbot)
    made.set_source(w.Rows(gallery._rows()), at_end=False)
    opened: list[object] = []
    menus: list[object] = []
    made.table.opened.connect(opened.append)
    made.table.menu_asked.connect(lambda key, _place: menus.append(key))

    def click(row: int, column: int) -> None:
        place = made.table.visualRect(made.table.rows.index(row, column)).center()
        QTest.mouseClick(made.table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)

    click(2, 2)  # the first entry, of number 133
    click(1, 2)  # a day is nothing to open
    click(3, len(gallery.COLUMNS) - 1)
    assert (opened, menus) == ([133], [134])
    QTest.keyClick(made.table, Qt.Key.Key_Down)
    QTest.keyClick(made.table, Qt.Key.Key_Return)
    assert opened == [133, 135]


def test_day_rows_are_lower_and_cannot_be_chosen(say: Translator, qtbot: QtBot) -> None:
    made = register(qtbot)
    made.set_source(w.Rows(gallery._rows()))
    assert [made.table.rowHeight(place) for place in (1, 2)] == [30, 36]
    assert not made.table.rows.flags(made.table.rows.index(1, 0)) & Qt.ItemFlag.ItemIsSelectable


def test_an_empty_register_shows_no_head(say: Translator, qtbot: QtBot) -> None:
    made = register(qtbot)
    made.set_source(w.Rows(()))
    assert made.is_empty()
    assert not made.table.isVisible()
    made.set_source(w.Rows(gallery._rows()))
    assert not made.is_empty()


def test_a_screen_reader_hears_title_detail_and_badge(say: Translator, qtbot: QtBot) -> None:
    made = register(qtbot)
    made.set_source(w.Rows(gallery._rows()))
    spoken = made.table.rows.index(4, 2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Listrik, Token listrik, Dibetulkan jadi no. 2026-B-137"


@pytest.mark.parametrize(("tone", "ground"), [("", "sunken"), ("accent", "accent_soft"), ("warn", "warn_soft")])
def test_a_badge_is_painted_on_the_ground_of_its_tone(tone: str, ground: str, say: Translator, qtbot: QtBot) -> None:
    made = register(qtbot)
    badge = w.RegisterBadge("lewat 5 hari", "warning", tone)
    made.set_source(w.Rows((w.RegisterRow(1, title="Bu RT", badge=badge),)))
    seen = made.table.grab().toImage()
    wanted = look().colour(ground).rgb()
    row = made.table.rowHeight(0)
    spots = [(x, y) for x in range(seen.width()) for y in range(seen.height()) if seen.pixel(x, y) == wanted]
    in_rows = [y for _x, y in spots if y > seen.height() - made.table.viewport().height()]
    assert len(in_rows) > row, "a whole badge, not a stray dot"


def test_amounts_in_the_register_are_covered_by_privacy_without_losing_them(
    say: Translator, qapp: QApplication, qtbot: QtBot
) -> None:
    made = register(qtbot)
    made.set_source(w.Rows(gallery._rows()))
    open_picture = made.table.grab().toImage()
    apply(qapp, Theme(private=True))
    assert made.table.grab().toImage() != open_picture
    assert made.table.rows.row(2).cell("left") == "6.287.000"


# ---- messages


def test_a_toast_goes_by_itself_but_not_while_pointed_at(say: Translator, qtbot: QtBot) -> None:
    page = QWidget()
    page.resize(800, 400)
    toast = w.Toast(page)
    shown(qtbot, page)
    toast.say("Dibatalkan: Cucian tunai", button="Kembalikan")
    assert toast.isVisible()
    assert toast.is_waiting()
    assert toast.geometry().right() < page.width()
    QApplication.sendEvent(toast, _enter())
    assert not toast.is_waiting()
    pressed: list[bool] = []
    toast.pressed.connect(lambda: pressed.append(True))
    press(toast, "toast-button")
    assert pressed == [True]
    assert not toast.isVisible()


def _enter() -> QEnterEvent:
    place = QPoint(1, 1)
    return QEnterEvent(place, place, place)


def test_copying_an_error_takes_all_of_it(say: Translator, qtbot: QtBot) -> None:
    card = w.ErrorCard(say, "USB penuh.", "Buku Anda aman.", "simpan-03", object_name="error", button="Coba lagi")
    shown(qtbot, card)
    press(card, "error-copy")
    assert QGuiApplication.clipboard().text() == "USB penuh.\nBuku Anda aman.\nKode: simpan-03"


# ---- the window around a page


@pytest.mark.parametrize(
    ("em", "expected"), [(85, "wide"), (72, "wide"), (71.9, "medium"), (52, "medium"), (51.9, "narrow"), (43, "narrow")]
)
def test_break_points_are_in_em(em: float, expected: str) -> None:
    assert w.span_of(em) == expected


def shell(say: Translator, qtbot: QtBot, width: int, height: int, page: str = "home") -> w.Shell:
    made = gallery.build(say, page)
    made.resize(width, height)
    return shown(qtbot, made)


def test_large_text_counts_as_a_small_window(say: Translator, qapp: QApplication, qtbot: QtBot) -> None:
    window = shell(say, qtbot, 1366, 768)
    assert window.sidebar.isVisible()
    assert not window.header.menu.isVisible()
    assert window.header.title.isVisible()
    apply(qapp, Theme(text=1.75))
    assert not window.sidebar.isVisible()
    assert window.header.menu.isVisible()
    assert window.header.ledger.isVisible()
    assert not window.header.title.isVisible()
    assert window.header.saved.isVisible()


@pytest.mark.parametrize("text", [1.0, 1.5, 2.0])
def test_saved_and_undo_are_never_given_up(say: Translator, qapp: QApplication, qtbot: QtBot, text: float) -> None:
    apply(qapp, Theme(text=text))
    window = shell(say, qtbot, 1024, 600)
    window.header.show_saved(time(10, 42))
    saved, undo = window.header.saved, window.header.undo
    assert saved.text() == "Tersimpan pukul 10.42"
    assert saved.width() >= saved.sizeHint().width()
    assert undo.isVisible()
    right = undo.mapTo(window, undo.rect().topRight()).x()
    assert right < window.width()
    assert undo.accessibleName() == "Urungkan: Cucian tunai Rp245.000"


def test_the_menu_opens_the_same_list_and_goes_there(say: Translator, qtbot: QtBot) -> None:
    window = shell(say, qtbot, 700, 600)
    chosen: list[str] = []
    window.chosen.connect(chosen.append)
    press(window, "menu")
    listed = part(window, w.Sidebar, "menu-list")
    assert [listed.entry(place.key).accessibleName() for place in gallery.PLACES] == [p.text for p in gallery.PLACES]
    QTest.mouseClick(listed.entry("cash-book"), Qt.MouseButton.LeftButton)
    assert chosen == ["cash-book"]


def test_pressing_a_place_does_not_mark_it_before_one_is_there(say: Translator, qtbot: QtBot) -> None:
    window = shell(say, qtbot, 1366, 768)
    QTest.mouseClick(window.sidebar.entry("record"), Qt.MouseButton.LeftButton)
    assert window.sidebar.entry("home").isChecked()
    assert not window.sidebar.entry("record").isChecked()


def test_practice_says_so_in_words(say: Translator, qtbot: QtBot) -> None:
    frame = w.PracticeFrame(say, QWidget())
    shown(qtbot, frame)
    assert frame.word.text() == "LATIHAN"


def test_a_low_window_with_large_text_cuts_no_entry(say: Translator, qapp: QApplication, qtbot: QtBot) -> None:
    apply(qapp, Theme(text=1.5))
    window = shell(say, qtbot, 1366, 768)
    assert window.header.menu.isVisible()  # nine entries in a rail would need 900 pixels
    window.resize(1366, 1000)
    assert window.sidebar.isVisible()
    assert not window.header.menu.isVisible()
    assert min(window.sidebar.entry(place.key).height() for place in gallery.PLACES) >= look().px(58)


# ---- for every page of the gallery


@pytest.mark.parametrize("text", [1.0, 1.5])
@pytest.mark.parametrize("page", gallery.PAGES)
def test_nothing_that_is_pressed_is_lower_than_forty(
    say: Translator, qapp: QApplication, qtbot: QtBot, page: str, text: float
) -> None:
    apply(qapp, Theme(text=text))
    window = shell(say, qtbot, 1366, 768, page)
    low = {
        button.objectName() or button.text(): button.height()
        for button in window.findChildren(QPushButton)
        if button.isVisible() and button.height() < look().px(40)
    }
    assert low == {}


@pytest.mark.parametrize("page", gallery.PAGES)
def test_everything_that_is_pressed_or_typed_in_has_a_name(say: Translator, qtbot: QtBot, page: str) -> None:
    window = shell(say, qtbot, 1366, 768, page)
    nameless = [
        type(widget).__name__
        for widget in window.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isVisible()
        and not (widget.objectName() and widget.accessibleName())
    ]
    assert nameless == []


@pytest.mark.parametrize("page", gallery.PAGES)
def test_every_page_can_be_dressed_again_while_it_is_shown(
    say: Translator, qapp: QApplication, qtbot: QtBot, page: str
) -> None:
    window = shell(say, qtbot, 1366, 768, page)
    light = window.grab().toImage()
    apply(qapp, Theme("dark", 1.25, "usaha"))
    window.grab()
    apply(qapp, Theme())
    qapp.processEvents()
    assert window.grab().toImage().size() == light.size()


def test_what_stands_below_a_page_that_scrolls_is_told_to_assistive_technology_and_keeps_its_place(
    say: Translator, qtbot: QtBot
) -> None:
    page = w.PageScroll(object_name="long_page")
    for nth in range(60):
        page.column.addWidget(w.text_label(f"Baris {nth}"))
    foot = QWidget()
    row = QHBoxLayout(foot)
    row.addWidget(w.Button("Selesai", object_name="main_act", role="primary"))
    page.set_foot(foot)
    page.resize(640, 400)
    shown(qtbot, page)
    client = Client(qtbot)
    assert client.read("main_act") == "Selesai"
    for size in ((640, 400), (900, 300)):
        page.resize(*size)
        QApplication.processEvents()
        assert foot.geometry().getRect() == (0, size[1] - foot.height(), size[0], foot.height())
        assert page.viewport().height() <= size[1] - foot.height()
