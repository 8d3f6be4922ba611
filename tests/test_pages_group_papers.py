"""The reports page of a group with members: its papers, the form of each, one member's savings book."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kpmbooks import group
from kpmbooks.dates import Period
from kpmbooks.group import GroupRules, SavingsKind
from kpmbooks.money import Rupiah
from reports.group_reports import GROUP_REPORTS
from tests import books, pages
from tests.books import START, TODAY, own
from tests.test_pages_goods_reports import seen
from ui.desktop.pages.reports import ReportsPage
from ui.desktop.pages.wishes import ReportWish
from ui.desktop.session import Session

JANUARY = Period(START, TODAY)


@pytest.fixture
def session() -> Iterator[Session]:
    """Three members, a meeting at which two paid."""
    book = books.group()
    with book.write() as tx:
        place = own(tx)
        kinds = (SavingsKind("sukarela", "Sukarela", Rupiah(10_000), withdrawable=True),)
        group.decide_rules(tx, place, GroupRules(START, money=True, dues=Rupiah(5_000), savings=kinds))
        for name in ("Sri Wahyuni", "Tuti", "Eni"):
            group.add_member(tx, name, {"since": "2026-01-01"})
    with book.write() as tx:
        meeting = group.open_meeting(tx, own(tx), TODAY)
        for row in group.sheet_of(tx, own(tx), meeting)[:2]:
            group.pay_by_rules(tx, meeting, row)
        group.close_meeting(tx, own(tx), meeting)
    made = pages.session_on(book)
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, session: Session) -> ReportsPage:
    return pages.shown(qtbot, qapp, session, ReportsPage)


def test_a_group_with_members_is_offered_all_its_papers(page: ReportsPage) -> None:
    names = {page.choices.name.itemData(place) for place in range(page.choices.name.count())}
    assert {report.name for report in GROUP_REPORTS} <= names


def test_every_form_can_be_chosen_and_each_has_a_name(page: ReportsPage) -> None:
    for report in GROUP_REPORTS:
        assert set(report.forms) == set(report.form_names)
        page.arrive(ReportWish(report.name, JANUARY, form=report.forms[-1] if report.forms else None))
        if report.forms:
            assert page.choices.wish().request.asked["form"] == report.forms[-1]


def test_the_slip_afterwards_shows_what_was_paid(page: ReportsPage) -> None:
    page.arrive(ReportWish("payment-slips", JANUARY, form="after-8"))
    words = seen(page)
    assert "Rp15.000" in words
    assert "lima belas ribu rupiah" in words
    assert "Eni" not in words


def test_a_savings_book_of_one_member_names_no_other(page: ReportsPage, session: Session) -> None:
    with session.book.read() as reader:
        tuti = group.members_of(reader)[1]
    page.arrive(ReportWish("passbooks", JANUARY, member=tuti.uid.hex()))
    words = seen(page)
    assert "Tuti" in words
    assert "Sri Wahyuni" not in words
    assert page.choices.member_part.isVisibleTo(page)
