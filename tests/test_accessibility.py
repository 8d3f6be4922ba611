"""What assistive technology finds: each control with a role and a name, reached by Tab, pressed by its first action."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

import ui
from kpmbooks import examples, ledger
from kpmbooks.dates import Period
from kpmbooks.ledger import Entry
from tests import pages
from tests.assistive import Client, mark_row
from tests.whole_window import let_go
from ui.desktop.desk import Desk
from ui.desktop.tasks import Tasks
from ui.desktop.window import MainWindow

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

TODAY = date(2026, 11, 23)
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
PAGES = (
    "home", "record", "sheet", "cash_book", "reports", "loan", "learn", "settings", "care", "prices", "equipment",
    "loans_taken", "lenders",
)  # fmt: skip
INTERACTIVE = (QAbstractButton, QLineEdit, QComboBox)


def whole(qtbot: QtBot) -> Iterator[Desk]:
    """A window with the example's desk, which has the keyboard."""
    window = MainWindow()
    window.dress(window.theme)
    window.resize(1366, 768)
    with examples.example(None, of="family", months_back=1, today=TODAY) as book:
        made = Desk(pages.session_on(book, today=TODAY), Tasks(inline=True))
        window.show()
        window.show_desk(made)
        window.activateWindow()
        qtbot.waitUntil(made.is_whole)
        qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
        yield made
        window.close()
        window.deleteLater()
        let_go()


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication) -> Iterator[Desk]:
    yield from whole(qtbot)


@pytest.fixture(scope="class")
def standing(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Desk]:
    """One that stays for all pages: the tests that look at it only go from page to page."""
    yield from whole(QtBot(request))


def page_of(standing: Desk, page: str) -> Desk:
    """The desk with that page on it and, as after a start, the keyboard in its window."""
    standing.window().activateWindow()
    standing.go(page)
    let_go()
    return standing


def controls(of: QWidget) -> list[QWidget]:
    """What can be used of ``of`` now."""
    return [
        one
        for one in of.findChildren(QWidget)
        if isinstance(one, INTERACTIVE) and one.isVisible() and one.isEnabled() and one.window() is of.window()
    ]


def ring(window: QWidget) -> list[QWidget]:
    """Where Tab leads, from where the keyboard is until it comes round."""
    found: list[QWidget] = []
    for _press in range(300):
        begin = QApplication.focusWidget()
        assert begin is not None
        QTest.keyClick(begin, Qt.Key.Key_Tab)  # a page that was gone to has the keyboard, and is in no ring
        where = QApplication.focusWidget()
        assert where is not None
        if where in found:
            assert where is found[0], f"Tab is caught at {where.objectName()}"
            return found
        found.append(where)
    raise AssertionError("Tab never comes round")


class TestPageByPage:
    @pytest.mark.parametrize("page", PAGES)
    def test_every_control_has_a_role_a_name_and_an_action(self, standing: Desk, page: str) -> None:
        desk = page_of(standing, page)
        for one in controls(desk.window()):
            spoken = QAccessible.queryAccessibleInterface(one)
            assert spoken is not None, one
            assert spoken.role() not in (QAccessible.Role.NoRole, QAccessible.Role.Client), one.objectName()
            assert spoken.text(QAccessible.Text.Name), one.objectName()
            assert not spoken.state().invisible
            if isinstance(one, QAbstractButton):
                act = spoken.actionInterface()
                assert act is not None, one.objectName()
                assert {"Press", "Toggle", "ShowMenu"} & set(act.actionNames()), one.objectName()

    @pytest.mark.parametrize("page", PAGES)
    def test_tab_comes_to_everything_once_and_downwards(self, standing: Desk, page: str) -> None:
        desk = page_of(standing, page)
        found = ring(desk.window())
        assert len(found) > 2
        shown = desk.page(page)
        # What takes the keyboard by Tab is reached; the parts of one choice by the arrows from its chosen one.
        for one in controls(shown):
            by_tab = one.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
            within = any(one.isAncestorOf(two) or one is two or two.focusProxy() is one for two in found)
            if by_tab and isinstance(one, QAbstractButton) and one.group() is not None and one.group().exclusive():
                within = within or any(two in one.group().buttons() for two in found)
            assert not by_tab or within, one.objectName()

    @pytest.mark.parametrize("page", [*PAGES, "import", "accounting"])
    def test_what_takes_the_keyboard_has_an_object_name_and_a_spoken_name(self, standing: Desk, page: str) -> None:
        desk = page_of(standing, page)
        shown = desk.window().findChildren(QWidget)
        bare = [
            f"{type(one).__name__} {one.objectName()}"
            for one in shown
            if one.isVisible() and one.isEnabled() and one.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
            if not (one.objectName() and one.accessibleName())
        ]
        assert bare == []


def test_a_choice_is_made_by_the_first_action_as_by_a_press(qtbot: QtBot, desk: Desk) -> None:
    def act(name: str) -> None:
        part = next(one for one in desk.window().findChildren(QWidget, name) if one.isVisible())
        spoken = QAccessible.queryAccessibleInterface(part)
        assert spoken is not None
        action = spoken.actionInterface()
        action.doAction(action.actionNames()[0])
        let_go()

    act("go-record")
    qtbot.waitUntil(lambda: desk.current() == "record")
    act("go-record")  # where one is already, nothing is unchecked
    assert next(one for one in desk.findChildren(QAbstractButton, "go-record") if one.isVisible()).isChecked()
    act("kind_jual_tunai")
    form = desk.page("record").form
    qtbot.waitUntil(form.isVisible)
    amount = next(one for one in form.findChildren(QLineEdit, "answer_amount-text") if one.isVisible())
    spoken = QAccessible.queryAccessibleInterface(amount)
    assert spoken is not None
    spoken.setText(QAccessible.Text.Value, "12x3500")
    amount.textEdited.emit(amount.text())
    with desk.session.book.read() as reader:
        before = ledger.entry_count(reader)
    act("save_record")
    qtbot.waitUntil(lambda: desk.session.saved_at is not None)
    with desk.session.book.read() as reader:
        assert ledger.entry_count(reader) == before + 1


@pytest.fixture
def client(qtbot: QtBot, desk: Desk) -> Client:
    return Client(qtbot)


def last_entry(desk: Desk) -> Entry:
    with desk.session.book.read() as reader:
        entries = ledger.journal_page(reader, desk.session.ledger, YEAR, 0, 5_000)
    return max(entries, key=lambda entry: entry.id)


def test_a_record_is_written_corrected_and_cancelled_by_names_and_actions_alone(desk: Desk, client: Client) -> None:
    client.press("go-record")
    client.press("kind_jual_tunai")
    client.write("answer_amount-text", "12x3500")
    client.write("answer_date-text", "kemarin")
    client.press("save_record")
    client.qtbot.waitUntil(lambda: last_entry(desk).kind == "jual_tunai")
    written = last_entry(desk)
    assert written.day == date(2026, 11, 22)
    client.press("go-cash_book")
    client.choose("cash_book-table", written.number)
    client.press("cash_book_acts")
    client.press("line_correct")
    assert client.read("answer_amount-text") == "42.000"
    client.write("answer_amount-text", "50000")
    client.press("save_record")
    client.qtbot.waitUntil(lambda: last_entry(desk).number != written.number)
    corrected = last_entry(desk)
    assert corrected.corrects == written.id
    client.press("go-cash_book")
    client.choose("cash_book-table", corrected.number)
    client.press("cash_book_acts")
    client.press("line_take_back")
    client.write("entry_reason", "salah catat")
    client.press("entry_confirm")
    client.qtbot.waitUntil(lambda: last_entry(desk).reverses == corrected.id)
    assert not client.shows("cash_book_menu")


def test_the_chosen_row_is_the_one_that_is_looked_at(desk: Desk, client: Client) -> None:
    client.press("go-cash_book")
    lines = [row for row in client.rows("cash_book-table") if "2026-A-" in row]
    number = lines[len(lines) // 2].split(" | ")[0]
    client.choose("cash_book-table", number)
    client.press("cash_book_acts")
    client.press("line_look")
    assert number in client.find("entry_dialog").text(QAccessible.Text.Name)
    client.press("entry_close")


def words_of(pdf: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(pdf).pages).split())


def saved_in(client: Client, folder: Path, name: str) -> Path:
    """Answer the question for a file."""
    client.write("fileNameEdit", str(folder / name))
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QFileDialog) and one.isVisible())
    save = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Save)  # Qt names it not
    QAccessible.queryAccessibleInterface(save).actionInterface().doAction("Press")
    client.qtbot.waitUntil((folder / name).exists)
    return folder / name


def test_a_report_of_another_month_is_saved_by_names_and_actions_alone(
    desk: Desk, client: Client, tmp_path: Path
) -> None:
    client.press("go-reports")
    client.choose("reports_names", "Laporan Bulanan")
    client.press("reports_period-current")
    client.press("reports_period-last-month")
    assert client.read("reports_period-current") == "Waktu: Oktober 2026"
    client.press("reports_period-current")
    client.write("reports_period-typed", "1/11 sampai 15/11")
    client.press("reports_period-take")
    assert client.read("reports_period-current") == "Waktu: 1–15 November 2026"
    client.press("reports_save")
    client.press("reports_pdf")
    assert "1–15 November 2026" in words_of(saved_in(client, tmp_path, "bulanan.pdf"))


def test_the_summary_for_a_loan_is_saved_by_names_and_actions_alone(desk: Desk, client: Client, tmp_path: Path) -> None:
    client.press("go-loan")
    client.write("answer_loan_amount-text", "4jt")
    client.press("loan_show")
    client.press("loan_save")
    assert "4.000.000" in words_of(saved_in(client, tmp_path, "ringkasan.pdf"))


def test_another_report_and_another_purse_are_chosen_in_their_lists(desk: Desk, client: Client) -> None:
    client.press("go-reports")
    client.choose("reports_names", "Buku Kas")
    choices = desk.page("reports").choices
    assert choices.name.current() == "cash-book"
    told: list[int] = []
    choices.account.activated.connect(told.append)
    for _time in range(2):
        for words in ("Bank", "Kas"):
            place = choices.account.findText(words)
            mark_row(choices.account.view(), place)
            assert choices.account.currentText() == words
    assert len(told) == 4


def test_the_ledger_is_changed_by_names_and_actions_alone(desk: Desk, client: Client) -> None:
    client.press("ledger")
    other = next(one for one in desk.session.ledgers if one != desk.session.ledger)
    client.press(f"ledger_{other.id}")
    assert desk.session.ledger == other
    assert not client.shows("ledger_menu")


@pytest.mark.parametrize(
    ("page", "opener", "part"),
    [
        ("home", "ledger", "other_book"),
        ("cash_book", "cash_book_acts", "line_look"),
        ("cash_book", "cash_book_period-current", "cash_book_period-typed"),
        ("reports", "reports_period-current", "reports_period-take"),
        ("care", "export_others", "export_json"),
    ],
)
def test_what_drops_down_is_found_and_gives_the_keyboard_back(
    desk: Desk, client: Client, page: str, opener: str, part: str
) -> None:
    desk.go(page)
    let_go()
    before = QApplication.focusWidget()
    client.press(opener)
    dropped = client.find(part).object().window()
    assert dropped is not desk.window()
    assert pages.nameless(dropped) == []
    client.qtbot.waitUntil(lambda: QApplication.activeWindow() is dropped)
    QTest.keyClick(dropped, Qt.Key.Key_Escape)
    let_go()
    assert not client.shows(part)
    client.qtbot.waitUntil(lambda: QApplication.focusWidget() is before)


def test_a_press_beside_what_dropped_down_closes_it_and_one_on_its_button_opens_nothing(
    desk: Desk, client: Client
) -> None:
    desk.go("care")
    for beside in (desk.page("care"), desk.page("care").findChild(QAbstractButton, "export_others")):
        client.press("export_others")
        client.find("export_json")
        QTest.mouseClick(beside, Qt.MouseButton.LeftButton)
        let_go()
        assert not client.shows("export_json")


def test_the_acts_of_a_row_come_by_the_menu_key_by_shift_f10_and_by_a_right_click(desk: Desk, client: Client) -> None:
    client.press("go-cash_book")
    table = desk.page("cash_book").register.table
    row = table.visualRect(table.currentIndex()).center()
    click = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, row, table.viewport().mapToGlobal(row))
    for ask in (
        lambda: QTest.keyClick(table, Qt.Key.Key_Menu),
        lambda: QTest.keyClick(table, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier),
        lambda: QApplication.sendEvent(table.viewport(), click),
    ):
        ask()
        dropped = client.find("line_look").object().window()
        dropped.close()
        let_go()


def test_nothing_is_in_a_menu_or_popup_which_assistive_technology_does_not_find() -> None:
    hidden = re.compile(r"QMenu\(|WindowType\.Popup|setMenu\(")
    ours = [path for path in Path(ui.__path__[0]).rglob("*.py") if hidden.search(path.read_text("utf-8"))]
    assert [path.name for path in ours] == []


def test_an_amount_is_said_with_what_it_is_of_and_not_while_it_is_covered(qtbot: QtBot, desk: Desk) -> None:
    cash = next(one for one in desk.page("home").findChildren(QWidget, "cash_now"))
    spoken = QAccessible.queryAccessibleInterface(cash)
    assert spoken is not None
    assert spoken.text(QAccessible.Text.Name) == f"Uang kas sekarang {cash.property('text')}"
    assert "Rp" in spoken.text(QAccessible.Text.Name)
