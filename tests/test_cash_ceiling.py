"""The ceiling of a group's box: told on the home page while more than that lies there, and gone when it does not."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kpmbooks import group, recording
from kpmbooks.book import Book
from kpmbooks.group.ceiling import over_ceiling
from kpmbooks.money import Rupiah
from tests import meetings
from tests.books import own
from tests.pages import TODAY, session_on, shown
from ui.desktop.pages.home import HomePage
from ui.desktop.pages.home_notices import HomeNotices
from ui.desktop.widgets import Button, Strip

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def limit(book: Book, most: int) -> None:
    with book.write() as tx:
        group.decide_rules(tx, own(tx), replace(meetings.RULES, cash_ceiling=Rupiah(most)))


def bring_to_bank(book: Book, amount: int) -> None:
    with book.write() as tx:
        answers = {"amount": amount, "from": "kas", "to": "bank", "date": TODAY}
        recording.record(tx, "pindah_uang", dict(answers), ledger=own(tx), today=TODAY)


def test_more_than_the_ceiling_is_told_from_the_first_rupiah_above_it() -> None:
    with meetings.with_members(3) as book:  # 1.000.000 in the box
        with book.read() as reader:
            assert over_ceiling(reader, own(reader), TODAY) is None  # no ceiling was decided
        limit(book, 1_000_000)
        with book.read() as reader:
            assert over_ceiling(reader, own(reader), TODAY) is None
        limit(book, 999_999)
        with book.read() as reader:
            assert over_ceiling(reader, own(reader), TODAY) == 999_999
            assert over_ceiling(reader, own(reader), date(2025, 12, 31)) is None
        bring_to_bank(book, 1)
        with book.read() as reader:
            assert over_ceiling(reader, own(reader), TODAY) is None


def test_the_home_page_reminds_of_the_bank_and_names_no_amount_but_the_ceiling(
    qtbot: QtBot, qapp: QApplication
) -> None:
    with meetings.with_members(3) as book:
        limit(book, 500_000)
        page = shown(qtbot, qapp, session_on(book), HomePage)
        qtbot.waitUntil(lambda: page.findChild(HomeNotices) is not None)
        notices = page.findChild(HomeNotices)
        assert notices is not None
        said = [one.label.text() for one in notices.findChildren(Strip) if not one.isHidden()]
        assert said == ["Isi kotak lebih dari Rp500.000. Setor sebagian ke bank."]
        link = notices.findChild(Button, "to_bank")
        assert link is not None
        with qtbot.waitSignal(page.go) as asked:
            link.click()
        assert asked.args == ["record", "pindah_uang"]
        bring_to_bank(book, 600_000)
        qtbot.waitUntil(lambda: all(one.isHidden() for one in notices.findChildren(Strip)))
