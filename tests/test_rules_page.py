"""The page of the rules: money is off until the members decide, a change has its day and its meeting."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from io import StringIO

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kpmbooks import group, ledger
from kpmbooks.book import Book
from kpmbooks.dates import Period
from kpmbooks.group import GroupRules
from kpmbooks.i18n import translator
from kpmbooks.money import Rupiah
from kpmbooks.problems import Rejected
from reports import find_report, money_agreement
from reports.heading import ReportHead
from reports.render import text
from tests import books
from tests.pages import TODAY, nameless, part, session_on, shown
from ui.desktop.pages.meeting import MeetingPage
from ui.desktop.pages.rules import RulesPage
from ui.desktop.pages.rules_paper import AgreementDialog
from ui.desktop.theme import Theme, apply

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

BEFORE = date(2026, 1, 5)


@pytest.fixture
def melati() -> Iterator[Book]:
    with books.group() as book:
        with book.write() as tx:
            for name, office in (("Sri", "ketua"), ("Tuti", "bendahara"), ("Rini", "anggota")):
                group.add_member(tx, name, {"office": office, "since": "2026-01-01"})
        yield book


def rules_page(qtbot: QtBot, qapp: QApplication, book: Book, size: tuple[int, int] = (1162, 697)) -> RulesPage:
    page = shown(qtbot, qapp, session_on(book), RulesPage, size=size)
    page.arrive(None)
    QApplication.processEvents()
    return page


def rules_in(book: Book, day: date = TODAY) -> GroupRules:
    with book.read() as reader:
        return group.rules_of(reader, ledger.default_ledger(reader), day)


def decided(book: Book, rules: GroupRules) -> None:
    with book.write() as tx:
        group.decide_rules(tx, ledger.default_ledger(tx), rules)


def field(page: QWidget, name: str) -> QLineEdit:
    return part(page, QLineEdit, name)


def test_the_decision_can_be_noted_without_scrolling_on_a_small_screen_with_large_letters(
    qtbot: QtBot, qapp: QApplication, melati: Book
) -> None:
    page = rules_page(qtbot, qapp, melati)
    apply(qapp, Theme(text=1.5, ledger="kelompok"))
    page.resize(984, 410)
    QApplication.processEvents()
    assert page.verticalScrollBar().maximum() > 0
    for place in (0, page.verticalScrollBar().maximum()):
        page.verticalScrollBar().setValue(place)
        QApplication.processEvents()
        assert page.save.visibleRegion().boundingRect().height() == page.save.height()
        assert page.save.mapTo(page, page.save.rect().bottomRight()).y() < page.height()
    page.form.rate.setText("banyak")
    page.form.money_on.click()
    page.form.lends.click()
    page.save.click()
    QApplication.processEvents()
    assert page.message.visibleRegion().boundingRect().height() == page.message.height()  # why not, in sight as well


def test_money_is_off_until_it_is_switched_on_and_then_the_minutes_are_shown(
    qtbot: QtBot, qapp: QApplication, melati: Book
) -> None:
    page = rules_page(qtbot, qapp, melati)
    assert not page.form.money_on.isChecked()
    assert page.form.cards["savings"].isHidden()
    assert page.paper.isHidden()
    page.form.money_on.click()
    field(page, "answer_rules_dues-text").setText("5000")
    field(page, "savings_name_0").setText("Tabungan sukarela")
    field(page, "savings_name_0")
    page.form.kinds.more.click()
    field(page, "savings_name_1").setText("Simpanan wajib")
    field(page, "answer_savings_amount_1-text").setText("10rb")
    page.form.kinds.withdrawable[1].setChecked(False)
    assert nameless(page) == []
    page.save.click()
    assert part(page, AgreementDialog, "rules_paper_dialog").isVisible()
    rules = rules_in(melati)
    assert (rules.money, int(rules.dues), int(rules.fine), rules.since) == (True, 5_000, 0, TODAY)
    # The ids are those under which records by hand stand, so that both are one.
    assert [(one.id, one.name, int(one.amount), one.withdrawable) for one in rules.savings] == [
        ("sukarela", "Tabungan sukarela", 0, True),
        ("wajib", "Simpanan wajib", 10_000, False),
    ]
    assert not rules_in(melati, BEFORE).money


def test_a_split_that_is_not_exactly_a_hundred_says_its_sum_and_is_refused(
    qtbot: QtBot, qapp: QApplication, melati: Book
) -> None:
    page = rules_page(qtbot, qapp, melati)
    for nth, (name, percent) in enumerate((("Anggota", "40"), ("Cadangan", "52,5"), ("Sosial", "12,5"))):
        page.form.pools.more.click()
        field(page, f"pool_name_{nth}").setText(name)
        field(page, f"pool_percent_{nth}").setText(percent)
    assert "105 %" in page.form.pools.sum.text()  # as printed in a list that was in use
    assert "lebih 5 %" in page.form.pools.sum.text()
    page.save.click()
    assert page.message.problem() is not None
    assert rules_in(melati).pools == ()
    field(page, "pool_percent_1").setText("47,5")
    assert "tepat 100 %" in page.form.pools.sum.text()
    page.form.rest.set_current("solidarity")
    page.save.click()
    assert rules_in(melati).rest == "solidarity"
    assert [one.percent for one in rules_in(melati).pools] == [Fraction(40), Fraction(95, 2), Fraction(25, 2)]


def test_a_decision_has_its_day_and_its_meeting_and_stays_in_the_history(
    qtbot: QtBot, qapp: QApplication, melati: Book
) -> None:
    decided(melati, GroupRules(BEFORE, money=True, dues=Rupiah(5_000)))
    with melati.write() as tx:
        group.open_meeting(tx, ledger.default_ledger(tx), date(2026, 2, 5))
    page = rules_page(qtbot, qapp, melati)
    assert "5 Januari 2026" in page.state.text()
    assert page.meeting.current() == 1  # the last meeting is the likely one
    field(page, "answer_rules_dues-text").setText("7500")
    page.save.click()
    now = rules_in(melati)
    assert (int(now.dues), now.since, now.meeting) == (7_500, TODAY, 1)
    assert int(rules_in(melati, date(2026, 2, 9)).dues) == 5_000
    page.history.click()
    lines = part(page, QWidget, "lines")
    words = " ".join(label.text() for label in lines.findChildren(type(page.state)))
    assert "rapat ke-1" in words
    assert "Baru: Iuran: Rp7.500" in words
    assert "Tidak lagi: Iuran: Rp5.000" in words


def test_rules_never_change_what_a_meeting_asked_for_already(melati: Book) -> None:
    with melati.write() as tx:
        group.open_meeting(tx, ledger.default_ledger(tx), date(2026, 1, 20))
    with pytest.raises(Rejected) as caught:
        decided(melati, GroupRules(date(2026, 1, 19), money=True))
    assert [one.code for one in caught.value.problems] == ["rules-before-meeting"]
    with pytest.raises(Rejected) as caught:
        decided(melati, GroupRules(date(2026, 1, 20), meeting=2))
    assert [one.code for one in caught.value.problems] == ["rules-meeting"]
    decided(melati, GroupRules(date(2026, 1, 20), meeting=1))


def test_savings_that_members_have_keep_their_kind_and_what_it_is(melati: Book) -> None:
    free = group.SavingsKind("sukarela", "Tabungan", Rupiah(0), True)
    decided(melati, GroupRules(BEFORE, money=True, savings=(free,)))
    books.record(melati, "tabungan_masuk", amount=20_000, party="Sri", date="6/1/2026")
    with pytest.raises(Rejected) as caught:
        decided(melati, GroupRules(date(2026, 1, 7), money=True))
    assert [one.code for one in caught.value.problems] == ["savings-kept"]
    fixed = group.SavingsKind("sukarela", "Tabungan", Rupiah(0), False)
    with pytest.raises(Rejected) as caught:
        decided(melati, GroupRules(date(2026, 1, 7), money=True, savings=(fixed,)))
    assert [one.code for one in caught.value.problems] == ["savings-nature"]


def test_a_day_on_which_aid_is_paid_is_noted_warned_of_and_taken_off(
    qtbot: QtBot, qapp: QApplication, melati: Book
) -> None:
    page = rules_page(qtbot, qapp, melati)
    page.day.set_day(date(2026, 2, 12))
    page.add_day.click()

    def warned(day: date) -> bool:
        with melati.read() as reader:
            return group.disbursement_warning(reader, ledger.default_ledger(reader), day) is not None

    assert [warned(date(2026, 2, day)) for day in (11, 12, 13)] == [False, True, False]
    part(page, QWidget, "rules_aid_2026-02-12").click()  # type: ignore[attr-defined]  # it is a button
    assert not warned(date(2026, 2, 12))


def test_the_meeting_warns_of_a_day_of_aid_only_where_it_collects_money(
    qtbot: QtBot, qapp: QApplication, melati: Book
) -> None:
    decided(melati, GroupRules(BEFORE, money=True, dues=Rupiah(5_000)))
    with melati.write() as tx:
        group.note_disbursement(tx, ledger.default_ledger(tx), date(2026, 2, 12))
    page = shown(qtbot, qapp, session_on(melati), MeetingPage)
    page.arrive(None)
    QApplication.processEvents()
    assert page.opening.aid.isHidden()
    page.opening.day.set_day(date(2026, 2, 12))
    assert not page.opening.aid.isHidden()
    assert "12 Februari 2026" in page.opening.aid.label.text()
    decided(melati, GroupRules(TODAY))
    page.refresh()
    page.opening.day.set_day(date(2026, 2, 12))
    assert page.opening.aid.isHidden()


def test_what_is_being_written_survives_what_happens_elsewhere(qtbot: QtBot, qapp: QApplication, melati: Book) -> None:
    page = rules_page(qtbot, qapp, melati)
    field(page, "rules_place").setText("Rumah Bu Sri")
    with melati.write() as tx:
        group.add_member(tx, "Yanti")
    page.day.set_day(date(2026, 2, 12))
    page.add_day.click()
    assert field(page, "rules_place").text() == "Rumah Bu Sri"


def test_the_minutes_say_who_decided_who_holds_and_who_can_take_out(melati: Book) -> None:
    savings = (
        group.SavingsKind("sukarela", "Tabungan", Rupiah(0), True),
        group.SavingsKind("wajib", "Simpanan wajib", Rupiah(10_000), False),
    )
    decided(melati, GroupRules(BEFORE, money=True, dues=Rupiah(5_000), savings=savings))
    with melati.read() as reader:
        told = money_agreement.statement(reader, ledger.default_ledger(reader), TODAY)
        said = StringIO()
        head = ReportHead("KUBE Melati", Period(BEFORE, TODAY))
        text.render(money_agreement.document(told, head, translator()), said)
    words = " ".join(said.getvalue().split())
    for needed in (
        "BERITA ACARA", "Rp5.000", "Simpanan wajib: Rp10.000", "Bisa diambil kapan saja",
        "Bendahara yang memegang: Tuti",
        "Pendamping dan ketua kelompok lain tidak memegang", "Hanya anggota yang terdaftar", "Sri", "Rini",
        "Tidak menabung tidak perlu alasan",
    ):  # fmt: skip
        assert needed.casefold() in words.casefold(), needed
    assert "PKH" not in words  # a paper tells no stranger of aid
    assert find_report("money-agreement") is not None


@pytest.mark.parametrize("size", [(1162, 697), (1024, 480)])
def test_nothing_is_cut_off_at_the_side_with_large_text(
    qtbot: QtBot, qapp: QApplication, melati: Book, size: tuple[int, int]
) -> None:
    apply(qapp, Theme(ledger="kelompok", text=1.5))
    decided(melati, GroupRules(BEFORE, money=True, loans=group.LoanRules(allowed=True)))
    page = rules_page(qtbot, qapp, melati, size)
    page.form.pools.more.click()
    QApplication.processEvents()
    inside = page.widget()
    assert inside.width() <= page.viewport().width()
    apply(qapp, Theme(ledger="kelompok"))
