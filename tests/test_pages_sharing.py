"""The page of sharing: by keyboard from the result to the last share paid out; sums in sight; names covered."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kpmbooks import group, recording
from kpmbooks.book import Book
from kpmbooks.dates import Period
from kpmbooks.group import Pool
from kpmbooks.problems import Problem
from tests import meetings
from tests.books import JANUARY, balance, own
from tests.pages import TODAY, nameless, part, session_on, shown
from tests.whole_window import texts as each_text
from ui.desktop.pages.group_paper import GroupPaperDialog
from ui.desktop.pages.meeting import MeetingPage
from ui.desktop.pages.sharing import SharingPage
from ui.desktop.pages.sharing_dialogs import PoolsDialog, PostDialog, TransactionsDialog, read_percent
from ui.desktop.theme import Theme, apply
from ui.desktop.widgets import Choice

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

POOLS = (
    Pool("Anggota", Fraction(60), "equal"),
    Pool("Cadangan", Fraction(25), "none"),
    Pool("IKS", Fraction(15), "none"),
)


@pytest.fixture
def melati() -> Iterator[Book]:
    """Five members; 1.000.000 was sold in January and one meeting brought 10.000 of dues."""
    with meetings.with_members(5) as book:
        with book.write() as tx:
            group.decide_rules(tx, own(tx), replace(meetings.RULES, pools=POOLS))
            recording.record(
                tx, "jual_tunai", {"amount": 1_000_000, "date": date(2026, 1, 6)}, ledger=own(tx), today=TODAY
            )
        meetings.hold(book, date(2026, 1, 12))
        yield book


def sharing_page(qtbot: QtBot, qapp: QApplication, book: Book, size: tuple[int, int] = (1162, 697)) -> SharingPage:
    page = shown(qtbot, qapp, session_on(book), SharingPage, size=size)
    page.arrive(None)
    QApplication.processEvents()
    return page


def press(key: Qt.Key) -> None:
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    found = QApplication.focusWidget()
    assert found is not None
    QTest.keyClick(found, key)
    QApplication.processEvents()


def texts(of: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(each_text(of))


def shares(page: SharingPage) -> list[str]:
    rows = page.shares.table.rows
    return [rows.row(nth).cell("share") for nth in range(rows.rowCount())]


def test_a_result_is_shared_and_paid_out_by_enter_alone(qtbot: QtBot, qapp: QApplication, melati: Book) -> None:
    page = sharing_page(qtbot, qapp, melati)
    assert page.period.period() == JANUARY  # the month before this one
    assert page.form.result.value() == 1_010_000
    press(Qt.Key.Key_Return)
    assert page.step() == "shares"
    # 606.000 among five, rounded down to 500.
    assert shares(page) == ["121.000"] * 5
    assert "seratus dua puluh satu ribu rupiah" in page.shares.table.rows.row(0).detail
    page.share.click()
    dialog = part(page, PostDialog, "share_post")
    assert nameless(dialog) == []
    assert part(dialog, Choice, "share_post_meeting").current() == 1
    press(Qt.Key.Key_Return)
    assert page.step() == "paying"
    assert not page.state.isHidden()
    with melati.read() as reader:
        assert (balance(reader, "Bagi hasil belum dibayar"), balance(reader, "Kas IKS")) == (0, 5_000)
    session = page.session
    assert session.name_of(session.undoable() or pytest.fail("nothing to undo")) == "pembagian hasil"
    page.activateWindow()
    for left in (4, 3, 2, 1, 0):
        press(Qt.Key.Key_Return)
        with melati.read() as reader:
            assert len(group.shares_owed(reader)) == left
    assert page.paying.is_empty()
    assert "Rp121.000" in page.told.words()


def test_how_the_result_comes_about_and_its_parts_are_in_sight(qtbot: QtBot, qapp: QApplication, melati: Book) -> None:
    page = sharing_page(qtbot, qapp, melati)
    told = texts(page.form)
    for words in (
        "Rp1.000.000",
        "Rp10.000",
        "Rp1.010.000",
        "60 %",
        "25 %",
        "15 %",
        "Rp606.000",
        "Rp252.500",
        "Rp151.500",
    ):
        assert words in told, words
    assert part(page.form, QLabel, "sharing_percent").text() == "100 %"
    assert nameless(page) == []
    page.form.result.set_text("500000")
    assert "Rp300.000" in texts(page.form)
    page.form.result.set_text("1010001")
    assert "Rp1.010.000" in page.form.told.label.text()
    assert not page.form.go_on.isEnabled()


def test_parts_of_more_than_a_hundred_percent_are_refused_and_their_sum_is_said(
    qtbot: QtBot, qapp: QApplication, melati: Book
) -> None:
    page = sharing_page(qtbot, qapp, melati)
    page.form.pools.click()
    dialog = part(page, PoolsDialog, "pools")
    assert nameless(dialog) == []
    part(dialog, QLineEdit, "pool_1_percent").setText("65,5")
    assert dialog.sum.text() == "Jumlah: 105,5 %"
    dialog.save()
    problem = dialog.message.problem()
    assert problem is not None
    assert problem.code == "share-not-100"
    part(dialog, QLineEdit, "pool_2_percent").setText("19,5")
    dialog.save()
    assert "Rp661.550" in texts(page.form)  # 65,5 % of 1.010.000
    with melati.read() as reader:
        assert group.rules_of(reader, own(reader), TODAY).pools == POOLS  # for this time only
    page.form.pools.click()
    again = part(page, PoolsDialog, "pools")
    again.as_rule.setChecked(True)
    again.save()
    with melati.read() as reader:
        assert group.rules_of(reader, own(reader), TODAY).pools[0].percent == Fraction(131, 2)


def test_a_part_by_transactions_asks_for_them_before_anything_is_shared(
    qtbot: QtBot, qapp: QApplication, melati: Book
) -> None:
    page = sharing_page(qtbot, qapp, melati)
    page._take_pools((Pool("Jasa usaha", Fraction(100), "transactions"),))
    assert page.form.transactions.isVisible()
    assert not page.form.go_on.isEnabled()
    assert "transaksi" in page.form.told.label.text()
    page.form.transactions.click()
    dialog = part(page, TransactionsDialog, "transactions")
    assert nameless(dialog) == []
    for amount in ("300rb", "0", "100rb", "0", "0"):
        QApplication.processEvents()
        field = QApplication.focusWidget()
        assert field is not None
        QTest.keyClicks(field, amount)
        press(Qt.Key.Key_Return)
    page.show_step("shares")
    assert shares(page) == ["757.500", "0", "252.500", "0", "0"]


def test_who_left_gets_a_part_only_where_that_is_ticked(qtbot: QtBot, qapp: QApplication, melati: Book) -> None:
    with melati.write() as tx:
        group.change_member(tx, group.members_of(tx)[4], {"left": "2026-01-20"})
    page = sharing_page(qtbot, qapp, melati)
    assert len(shares(page)) == 4
    page.form._gone[0][1].click()
    assert shares(page) == ["121.000"] * 5


def test_the_proposal_and_the_slips_can_be_printed_before_it_is_posted(
    qtbot: QtBot, qapp: QApplication, melati: Book
) -> None:
    page = sharing_page(qtbot, qapp, melati)
    page.form.result.set_text("500000")
    page.show_step("shares")
    page.print.click()
    dialog = part(page, GroupPaperDialog, "group_paper_dialog")
    assert nameless(dialog) == []
    assert dialog._wish().request.asked == {"unit": "500", "result": "500000", "form": "minutes"}
    part(dialog, Choice, "group_paper_form").set_current("slips-8")
    assert dialog._wish().request.asked["form"] == "slips-8"


def test_names_and_amounts_can_be_covered(qtbot: QtBot, qapp: QApplication, melati: Book) -> None:
    page = sharing_page(qtbot, qapp, melati)
    page.show_step("shares")
    apply(qapp, Theme(ledger="kelompok", private=True, nameless=True))
    page.look_again()
    told = " ".join(page.shares.table.rows.row(nth).spoken() for nth in range(5))
    assert "Aminah" not in told
    assert "ribu" not in told


@pytest.mark.parametrize("size", [(1162, 697), (1024, 480)])
def test_the_page_holds_at_large_letters_and_in_an_empty_group(
    qtbot: QtBot, qapp: QApplication, melati: Book, size: tuple[int, int]
) -> None:
    page = sharing_page(qtbot, qapp, melati, size)
    apply(qapp, Theme(ledger="kelompok", text=1.5))
    for step in ("result", "shares", "paying"):
        page.show_step(step)
        QApplication.processEvents()
        shown_part: QWidget = {"result": page.form, "shares": page.shares, "paying": page.paying}[step]
        assert shown_part.isVisible()
        assert shown_part.height() > 100


def test_other_months_are_asked_for_anew(qtbot: QtBot, qapp: QApplication, melati: Book) -> None:
    page = sharing_page(qtbot, qapp, melati)
    page.arrive(Period(date(2026, 2, 1), date(2026, 2, 28)))
    assert page.form.result.value() is None
    assert "Tidak ada yang dibagi" in page.form.told.label.text()
    assert not page.form.go_on.isEnabled()


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("30", Fraction(30)),
        ("12,5 %", Fraction(25, 2)),
        ("33.3", Fraction(333, 10)),
        ("banyak", None),
        ("", None),
        ("1/0", None),
    ],
)
def test_a_percentage_is_read_as_people_write_it(text: str, percent: Fraction | None) -> None:
    read = read_percent(text)
    assert isinstance(read, Problem) if percent is None else read == percent


def test_a_closed_meeting_leads_to_sharing(qtbot: QtBot, qapp: QApplication, melati: Book) -> None:
    page = shown(qtbot, qapp, session_on(melati), MeetingPage)
    page.arrive(1)
    QApplication.processEvents()
    link = part(page, QPushButton, "meeting_to_sharing")
    assert link.isVisible()
    with qtbot.waitSignal(page.go) as asked:
        link.click()
    assert asked.args == ["sharing", None]
