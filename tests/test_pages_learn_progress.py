"""The page of a group's progress: counts and gain, never a person; a session opens, is struck out and counted again."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from kpmbooks import group
from kpmbooks.book import Tx
from kpmbooks.training import sessions
from tests import pages
from ui.desktop.pages.group_paper import GroupPaperDialog
from ui.desktop.pages.learn_progress import LearnProgressPage, SessionDialog
from ui.desktop.session import Session

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

WOMEN = ("Ani Lestari", "Sri Wahyuni", "Nurhayati")


@pytest.fixture
def session() -> Iterator[Session]:
    made = pages.session_on(pages.laundry())
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, session: Session) -> LearnProgressPage:
    return pages.shown(qtbot, qapp, session, LearnProgressPage)


def hold(session: Session, lesson: str, day: date, before: int, after: int, *, finished: bool = True) -> str:
    """A session of six cards a question, of which so many were right before and after; its uid in hex."""
    known = session.ask(group.members_of) or ()
    there = [one.person for one in known if one.name in WOMEN]

    def act(tx: Tx) -> str:
        held = sessions.begin(tx, lesson, day)
        sessions.attend(tx, held, there, guests=6 - len(there))
        sessions.count_cards(tx, held, 1, before, 6 - before, answer="a", when="before")
        sessions.count_cards(tx, held, 1, after, 6 - after, answer="a", when="after")
        sessions.look_at_home_task(tx, held, "PB-1", done=2, asked=3)
        if finished:
            sessions.finish(tx, held, 27)
        return held.uid.hex()

    return session.act(act)


def row(page: LearnProgressPage, place: int) -> tuple[str, dict[str, str], bool]:
    found = page.register.table.rows.row(place)
    return found.title, dict(found.cells), found.struck


def words(of: QWidget) -> str:
    return " | ".join(one.text() for one in of.findChildren(QLabel) if one.isVisibleTo(of))


def test_an_empty_page_says_how_to_begin(page: LearnProgressPage) -> None:
    assert "Belum ada pelajaran yang diadakan" in words(page)
    assert not page.report.isEnabled()
    assert not page.certificates.isEnabled()


def test_the_latest_session_stands_first_with_its_counts(page: LearnProgressPage, session: Session) -> None:
    session.act(lambda tx: [group.add_member(tx, name) for name in WOMEN])
    hold(session, "PB-1", date(2026, 1, 20), 2, 4)
    hold(session, "PB-2", date(2026, 2, 3), 1, 5)
    title, cells, struck = row(page, 0)
    assert (title, struck) == ("PB-2 Catat hari itu juga", False)
    assert cells == {"day": "3 Feb 2026", "came": "6", "before": "17 %", "after": "83 %", "home": "2 dari 3"}
    assert row(page, 1)[0] == "PB-1 Dua dompet"
    # Both tests together: 3 of 12 before, 9 of 12 after.
    assert "Pembukuan: 25 % benar sebelum, 75 % sesudah." in page.told.text()
    assert page.certificates.isEnabled()


def test_no_name_of_a_person_is_on_the_page_or_in_a_session(page: LearnProgressPage, session: Session) -> None:
    session.act(lambda tx: [group.add_member(tx, name) for name in WOMEN])
    uid = hold(session, "PB-2", date(2026, 2, 3), 1, 5)
    page.open_session(uid)
    dialog = pages.part(page, SessionDialog, "session_card")
    told = words(page) + words(dialog)
    assert not [name for name in WOMEN if name in told]
    assert "Kartu benar: 17 % sebelum belajar, 83 % sesudahnya." in told


def test_a_session_is_struck_out_counts_no_more_and_counts_again(page: LearnProgressPage, session: Session) -> None:
    uid = hold(session, "PB-2", date(2026, 2, 3), 1, 5)
    page.open_session(uid)
    pages.part(page, SessionDialog, "session_card").strike.click()
    assert row(page, 0)[2]
    assert page.told.isHidden()
    assert not page.report.isEnabled()
    page.open_session(uid)
    dialogs = page.findChildren(SessionDialog)
    dialogs[-1].strike.click()
    assert not row(page, 0)[2]
    assert page.report.isEnabled()


def test_a_session_that_goes_on_says_so_and_does_not_count_yet(page: LearnProgressPage, session: Session) -> None:
    hold(session, "PB-2", date(2026, 2, 3), 1, 5, finished=False)
    found = page.register.table.rows.row(0)
    assert found.badge is not None
    assert found.badge.text == "belum selesai"
    assert not page.report.isEnabled()


@pytest.mark.parametrize("button", ["report", "record"])
def test_its_papers_open_from_here(page: LearnProgressPage, session: Session, button: str) -> None:
    uid = hold(session, "PB-2", date(2026, 2, 3), 1, 5)
    if button == "report":
        page.report.click()
    else:
        page.open_session(uid)
        pages.part(page, SessionDialog, "session_card").record.click()
    assert pages.part(page, GroupPaperDialog, "group_paper_dialog").isVisible()


def test_a_lesson_that_nobody_knows_any_more_keeps_its_id(page: LearnProgressPage, session: Session) -> None:
    hold(session, "PB-2-S7", date(2026, 2, 3), 1, 5)
    assert row(page, 0)[0] == "PB-2-S7"
