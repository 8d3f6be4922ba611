"""Goal savings: how far the passbook is, and what a week needs, worked out by hand."""

from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from kpmbooks import group, recording
from kpmbooks.group import goals
from kpmbooks.money import Rupiah
from kpmbooks.problems import Rejected
from tests import books, meetings
from tests.books import TODAY, own
from tests.pages import nameless, part, session_on, shown
from ui.desktop.pages.members import MembersPage
from ui.desktop.pages.members_goal import GoalDialog

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

GOAL = goals.Goal("Seragam sekolah", Rupiah(300_000), date(2026, 6, 27), "")


@pytest.mark.parametrize(
    ("saved", "today", "missing", "weeks", "a_week"),
    [
        (0, date(2026, 1, 31), 300_000, 21, 14_500),  # 147 days; 300.000 / 21 = 14.285,71
        (90_000, date(2026, 1, 31), 210_000, 21, 10_000),  # exactly
        (299_900, date(2026, 6, 26), 100, 1, 500),  # a day is left: one week, rounded up
        (300_000, date(2026, 1, 31), 0, 21, 0),
        (350_000, date(2026, 1, 31), 0, 21, 0),
        (10_000, date(2026, 6, 27), 290_000, 0, 0),  # the day is there: no week is left to ask anything of
    ],
)
def test_what_is_missing_is_divided_among_the_weeks(
    saved: int, today: date, missing: int, weeks: int, a_week: int
) -> None:
    told = goals.standing_of(GOAL, Rupiah(saved), today)
    assert (int(told.missing), told.weeks, int(told.a_week)) == (missing, weeks, a_week)
    assert told.is_reached == (missing == 0)


def test_a_goal_follows_her_savings_and_its_words_go_with_her() -> None:
    with meetings.with_members(2) as book:
        with book.write() as tx:
            member = group.members_of(tx)[0]
            goals.set_goal(tx, member, "Sepeda anak", Rupiah(500_000), by=None, today=TODAY)
            recording.record(
                tx, "tabungan_masuk", {"amount": 120_000, "party": "Ibu Aminah"}, ledger=own(tx), today=TODAY
            )
        with book.read() as reader:
            told = goals.goal_standing(reader, member, TODAY)
            assert told is not None
            assert (told.goal.name, int(told.saved), int(told.missing)) == ("Sepeda anak", 120_000, 380_000)
            assert goals.goal_standing(reader, group.members_of(reader)[1], TODAY) is None
        with book.write() as tx:
            group.erase_member(tx, member)
        with book.read() as reader:
            left = goals.goal_of(reader, member)
            assert left is not None
            assert left.name == ""
            kept = reader.connection.exec_driver_sql("SELECT count(*) FROM texts WHERE text LIKE '%Sepeda%'").scalar()
            assert kept == 0
        with book.write() as tx:
            goals.let_goal_go(tx, member)
            assert goals.goal_of(tx, member) is None


def test_a_goal_of_nothing_or_of_a_day_that_is_over_is_refused() -> None:
    with meetings.with_members(2) as book, book.write() as tx:
        member = group.members_of(tx)[0]
        with pytest.raises(Rejected) as caught:
            goals.set_goal(tx, member, "Sepeda", Rupiah(0), by=TODAY, today=TODAY)
        assert [one.code for one in caught.value.problems] == ["goal-amount", "goal-day"]


def test_a_goal_is_set_on_her_card_and_says_what_a_week_needs(qtbot: QtBot, qapp: QApplication) -> None:
    with meetings.with_members(2) as book:
        books.record(book, "tabungan_masuk", amount=120_000, party="Ibu Aminah", date="20/1/2026")
        page = shown(qtbot, qapp, session_on(book), MembersPage)
        page.arrive(1)
        page.card.goal.click()
        dialog = part(page, GoalDialog, "member_goal_dialog")
        assert nameless(dialog) == []
        part(dialog, QLineEdit, "goal_name").setText("Sepeda anak")
        dialog.amount.set_text("500rb")
        part(dialog, QLineEdit, "goal_by").setText("kapan-kapan")
        dialog.save()
        assert dialog.message.problem() is not None
        part(dialog, QLineEdit, "goal_by").setText("5/5/2026")  # 84 days after 10 February: 12 weeks
        dialog.save()
        rows = page.card.register.table.rows
        row = rows.row(rows.rowCount() - 1)
        assert (row.title, row.cell("has")) == ("Untuk: Sepeda anak", "120.000")
        # 380.000 / 12 = 31.666,67, rounded up to 500.
        assert row.detail == "Kurang Rp380.000, 12 minggu lagi: cukup Rp32.000 tiap minggu."
        with book.read() as reader:
            told = group.person_json(group.everything_about(reader, group.members_of(reader)[0]))
            assert told["goal"] == {"name": "Sepeda anak", "amount": 500_000, "by": "2026-05-05"}
            assert told["arisans"] == []
