"""The form for a loan: part by part, each answer kept when it is left, sums that follow every key, by keyboard."""

import json
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from kpmbooks import house, ledger, loans
from kpmbooks.book import Book
from kpmbooks.dates import FixedClock
from kpmbooks.i18n import translator
from tests import hand_loan, pages
from tests.hand_loan import TODAY
from ui.desktop.pages.loan_form import LoanFormPage
from ui.desktop.pages.loan_form_lists import AskedList
from ui.desktop.pages.record_fields import AmountAnswer, CountAnswer
from ui.desktop.session import Session
from ui.desktop.theme import Theme, apply

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def session() -> Iterator[Session]:
    """A business whose household keeps no book: everything is asked."""
    book = hand_loan.family_book()
    hand_loan.record_months(book, household=False)
    made = pages.session_on(book, today=TODAY)
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, session: Session) -> LoanFormPage:
    return pages.shown(qtbot, qapp, session, LoanFormPage)


def kept(book: Book) -> dict[str, str]:
    with book.read() as reader:
        return loans.answers_of(reader, ledger.default_ledger(reader))


def line_of(asked: AskedList, row: int, column: str) -> QLineEdit:
    cell = asked.rows.rows[row].cells[column]
    assert isinstance(cell, AmountAnswer | CountAnswer)
    return cell.line


def type_into(line: QLineEdit, text: str) -> None:
    """As a person does, and leave it by the Tab key."""
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Tab)


def choose(asked: AskedList, row: int, column: str, key: str) -> None:
    cell = asked.rows.rows[row].cells[column]
    assert not isinstance(cell, AmountAnswer | CountAnswer)
    cell.set_current(key)


def test_a_debt_is_kept_when_its_field_is_left_and_the_sum_follows_every_key(
    page: LoanFormPage, session: Session
) -> None:
    page.arrive("debts")
    type_into(line_of(page.debts, 0, "to"), "Bu Lilis")
    choose(page.debts, 0, "kind", "rentenir")
    choose(page.debts, 0, "every", "day")
    line = line_of(page.debts, 0, "instalment")
    line.setFocus()
    QTest.keyClicks(line, "20rb")
    assert page.debts.sum.text() == "Cicilan sebulan: Rp600.000"
    assert page.debts.note.text() == "Utang harian memakan Rp600.000: lunasi dulu."
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert json.loads(kept(session.book)["debts"]) == [
        {"to": "Bu Lilis", "kind": "rentenir", "every": "day", "instalment": 20_000, "owed": None, "whose": "self"}
    ]


def test_a_debt_of_which_nobody_knows_the_instalment_is_kept_and_said(page: LoanFormPage, session: Session) -> None:
    page.arrive("debts")
    type_into(line_of(page.debts, 0, "to"), "Kakak")
    assert page.debts.note.text() == "1 utang belum diketahui cicilannya."
    assert json.loads(kept(session.book)["debts"])[0]["instalment"] is None


def test_no_debts_is_an_answer_of_its_own(page: LoanFormPage, session: Session) -> None:
    page.arrive("debts")
    page.debts.none.click()
    assert kept(session.book)["debts"] == "[]"
    assert page.debts.rows.isHidden()
    page.debts.none.click()
    assert "debts" not in kept(session.book)


def test_an_amount_that_cannot_be_read_is_said_at_its_cell_and_nothing_is_lost(
    page: LoanFormPage, session: Session
) -> None:
    page.arrive("debts")
    type_into(line_of(page.debts, 0, "to"), "Bank")
    type_into(line_of(page.debts, 0, "owed"), "banyak")
    cell = page.debts.rows.rows[0].cells["owed"]
    assert isinstance(cell, AmountAnswer)
    assert cell.message.problem() is not None
    assert json.loads(kept(session.book)["debts"])[0]["to"] == "Bank"
    assert line_of(page.debts, 0, "owed").text() == "banyak"
    type_into(line_of(page.debts, 0, "owed"), "1,5jt")
    assert json.loads(kept(session.book)["debts"])[0]["owed"] == 1_500_000


def test_a_row_that_is_taken_out_is_no_longer_kept(page: LoanFormPage, session: Session) -> None:
    page.arrive("uses")
    type_into(line_of(page.uses, 0, "what"), "Freezer")
    page.uses.rows.more.click()
    type_into(line_of(page.uses, 1, "what"), "Panci")
    assert [row["what"] for row in json.loads(kept(session.book)["uses"])] == ["Freezer", "Panci"]
    page.uses.rows.rows[0].out.click()
    assert [row["what"] for row in json.loads(kept(session.book)["uses"])] == ["Panci"]
    page.uses.rows.rows[0].out.click()
    assert "uses" not in kept(session.book)
    assert len(page.uses.rows.rows) == 1  # there is always one to write in


def test_what_is_bought_is_told_against_what_is_asked_for(page: LoanFormPage, session: Session) -> None:
    hand_loan.answer(session.book, {"amount": "3jt"})
    page.refresh()
    page.arrive("uses")
    type_into(line_of(page.uses, 0, "what"), "Panci")
    type_into(line_of(page.uses, 0, "quantity"), "3")
    type_into(line_of(page.uses, 0, "price"), "150rb")
    assert page.uses.sum.text() == "Jumlahnya Rp450.000"
    assert page.uses.note.text() == "Yang diminta Rp3.000.000: Rp2.550.000 belum ada tujuannya."
    type_into(line_of(page.uses, 0, "price"), "1jt")
    assert page.uses.note.text() == "Pas dengan yang diminta."
    type_into(line_of(page.uses, 0, "price"), "1,2jt")
    assert page.uses.note.text() == "Yang diminta Rp3.000.000: Rp600.000 harus dari uang lain."


def test_the_sheet_adds_up_by_the_month_that_it_names(page: LoanFormPage, session: Session) -> None:
    page.arrive("family")
    living = page.sheet.living
    assert line_of(living, 0, "what").text() == "Beras dan lauk"
    type_into(line_of(living, 0, "amount"), "50rb")  # by the day, as it stands there
    assert living.sum.text() == "Kebutuhan sebulan: Rp1.400.000 (sebulan 4 minggu (28 hari))"
    kept_rows = json.loads(kept(session.book)["living"])
    assert kept_rows == [{"what": "Beras dan lauk", "every": "day", "amount": 50_000}]
    field = page.sheet.month.fields["living_month"]
    field.choice.set_current("calendar")  # type: ignore[union-attr]
    assert living.sum.text() == "Kebutuhan sebulan: Rp1.500.000 (sebulan 30 hari)"
    assert kept(session.book)["living_month"] == "calendar"


def test_what_stands_in_the_sheet_at_first_is_kept_by_nobody(page: LoanFormPage, session: Session) -> None:
    page.arrive("family")
    for row in range(3):
        line_of(page.sheet.living, row, "what").setFocus()
    page.show_part("debts")
    assert "living" not in kept(session.book)


def test_an_income_that_is_aid_is_refused_at_its_cell(page: LoanFormPage, session: Session) -> None:
    page.arrive("family")
    type_into(line_of(page.sheet.income, 0, "what"), "PKH")
    cell = page.sheet.income.rows.rows[0].cells["what"]
    assert isinstance(cell, CountAnswer)
    problem = cell.message.problem()
    assert problem is not None
    assert problem.code == "income-aid"
    assert "income" not in kept(session.book)


def test_what_was_once_answered_in_one_amount_stands_as_the_first_row(
    qtbot: QtBot, qapp: QApplication, session: Session
) -> None:
    hand_loan.answer(
        session.book,
        {"living_cost": "2,4jt", "other_income": "1,9jt", "other_income_from": "Upah suami", "other_debts": "150rb",
         "other_debts_to": "bank keliling"},
    )  # fmt: skip
    page = pages.shown(qtbot, qapp, session, LoanFormPage)
    assert line_of(page.sheet.living, 0, "amount").text() == "2.400.000"
    assert line_of(page.sheet.income, 0, "what").text() == "Upah suami"
    assert line_of(page.debts, 0, "to").text() == "bank keliling"
    assert line_of(page.debts, 0, "instalment").text() == "150.000"
    assert "living" not in kept(session.book)


def test_the_family_is_not_asked_what_its_own_book_says(qtbot: QtBot, qapp: QApplication) -> None:
    with_household = pages.session_on(hand_loan.bu_siti(), today=TODAY)
    page = pages.shown(qtbot, qapp, with_household, LoanFormPage)
    page.arrive("family")
    assert page.sheet.living.isHidden()
    assert page.sheet.income.isHidden()
    assert "Keluarga membelanjakan Rp2.450.000 sebulan" in page.sheet.known.text()
    with_household.close()


def test_a_step_is_kept_with_the_day_on_which_it_was_done(page: LoanFormPage, session: Session) -> None:
    page.arrive("seven")
    seven = page.seven
    assert seven.days[2].isHidden()
    seven.states[2].set_current("done")
    type_into(seven.days[2].line, "12 sept 2026")
    assert kept(session.book)["p.2"] == "2026-09-12"
    assert seven.days[2].line.text() == "12 September 2026"
    type_into(seven.days[2].line, "Desember 2026")
    assert seven.days[2].message.problem() is not None
    assert kept(session.book)["p.2"] == "2026-09-12"
    assert not seven.days[2].line.hasFocus()  # nobody is held at a field
    seven.states[3].set_current("missing")
    assert kept(session.book)["p.3"] == "missing"
    type_into(seven.order.line, "1,3,2,4,5,6,7")
    assert kept(session.book)["p_order"] == "1,3,2,4,5,6,7"


def test_single_questions_and_ticks_are_kept_at_once(page: LoanFormPage, session: Session) -> None:
    name = page.applicant.fields["applicant"]
    assert isinstance(name, CountAnswer)
    type_into(name.line, "Siti Rohmah")
    since = page.applicant.fields["since"]
    assert isinstance(since, CountAnswer)
    type_into(since.line, "Mar 2025")
    assert since.line.text() == "Maret 2025"
    page.words["pkh"].click()
    page.arrive("debts")
    page.debt_questions.fields["slik"].choice.set_current("done")  # type: ignore[union-attr]
    page.arrive("papers")
    page.papers.fields["paper.ktp"].choice.set_current("missing")  # type: ignore[union-attr]
    told = kept(session.book)
    assert {name: told[name] for name in ("applicant", "since", "words", "slik", "paper.ktp")} == {
        "applicant": "Siti Rohmah", "since": "2025-03-01", "words": "pkh", "slik": "done", "paper.ktp": "missing",
    }  # fmt: skip


def test_typing_in_a_field_can_be_undone(page: LoanFormPage) -> None:
    page.arrive("uses")
    line = line_of(page.uses, 0, "what")
    line.setFocus()
    QTest.keyClicks(line, "Freezer")
    QTest.keyClick(line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert line.text() == ""


def test_the_tab_key_goes_through_all_rows_and_on_to_the_button(page: LoanFormPage) -> None:
    page.arrive("uses")
    page.uses.rows.more.click()
    passed = []
    line_of(page.uses, 0, "what").setFocus()
    for _key in range(9):
        focus = QApplication.focusWidget()
        passed.append(focus.objectName() if focus is not None else "")
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert [name.removeprefix("answer_").removesuffix("-text") for name in passed] == [
        "uses_what_0", "uses_quantity_0", "uses_price_0", "uses_out_0",
        "uses_what_1", "uses_quantity_1", "uses_price_1", "uses_out_1", "uses_more",
    ]  # fmt: skip


def test_the_parts_are_gone_through_one_after_another_and_lead_back(page: LoanFormPage) -> None:
    went: list[str] = []
    page.go.connect(lambda where, _wish: went.append(where))
    seen = []
    for _part in range(6):
        seen.append(page.part)
        page.next.click()
    assert seen == ["applicant", "family", "debts", "uses", "papers", "seven"]
    assert went == ["loan"]


@pytest.mark.parametrize("part", ["applicant", "family", "debts", "uses", "papers", "seven"])
def test_every_field_has_a_name_and_none_is_cut_where_it_is_tight(
    qtbot: QtBot, qapp: QApplication, session: Session, part: str
) -> None:
    page = pages.shown(qtbot, qapp, session, LoanFormPage, size=(1024, 520))
    apply(qapp, Theme("light", 1.5, ledger=session.ledger.kind))
    page.arrive(part)
    QApplication.processEvents()
    assert pages.nameless(page) == []
    card = page.cards[part]  # type: ignore[index]
    inside = page.viewport().width()
    assert card.minimumSizeHint().width() <= inside
    apply(qapp, Theme("light", 1.0, ledger=session.ledger.kind))


def test_a_book_that_is_only_looked_at_can_not_be_written_in(
    qtbot: QtBot, qapp: QApplication, session: Session
) -> None:
    session.book.mode = "read"  # type: ignore[misc]
    page = pages.shown(qtbot, qapp, session, LoanFormPage)
    page.arrive("debts")
    assert not page.debts.rows.more.isEnabled()
    assert not page.debts.none.isEnabled()


def test_the_household_book_is_sent_to_the_business(qtbot: QtBot, qapp: QApplication, session: Session) -> None:
    page = pages.shown(qtbot, qapp, session, LoanFormPage)
    household = next(one for one in session.ledgers if one.kind == "keluarga")
    session.switch_ledger(household)
    assert page.elsewhere.isVisible()
    assert all(card.isHidden() for card in page.cards.values())
    page.arrive(None)
    assert page.focusWidget() is page.elsewhere.button  # and on no field that is not there
    page.elsewhere.pressed.emit()
    assert session.ledger.kind == "usaha"
    assert page.cards["applicant"].isVisible()


def test_a_second_business_has_answers_of_its_own(qtbot: QtBot, qapp: QApplication, session: Session) -> None:
    page = pages.shown(qtbot, qapp, session, LoanFormPage)
    page.arrive("debts")
    type_into(line_of(page.debts, 0, "to"), "Bank")
    session.act(lambda tx: house.add_ledger(tx, "usaha", "Es Teh"))
    session.switch_ledger(next(one for one in session.ledgers if one.name == "Es Teh"))
    assert line_of(page.debts, 0, "to").text() == ""


def test_the_form_speaks_english_too(qtbot: QtBot, qapp: QApplication) -> None:
    made = Session(hand_loan.bu_siti(), translator("en"), FixedClock(TODAY))
    page = pages.shown(qtbot, qapp, made, LoanFormPage)
    page.arrive("debts")
    assert page.debts.heading.text() == "Which debts are there that no book here has?"
    made.close()


def test_a_group_is_asked_for_its_decision_and_for_no_family(qtbot: QtBot, qapp: QApplication) -> None:
    made = pages.session_on(pages.laundry())
    page = pages.shown(qtbot, qapp, made, LoanFormPage)
    page.arrive("family")
    assert list(page.family.fields) == ["talked_over"]
    assert page.sheet.living.isHidden()
    assert page.sheet.income.isHidden()
    assert page.choice.currentText() == "Musyawarah"
    made.close()


def test_papers_that_are_only_hearsay_say_so(page: LoanFormPage) -> None:
    page.arrive("papers")
    _label, hint = page.papers._labels["paper.ktp"]
    assert hint is not None
    assert hint.text().endswith("Periksa dulu.")


def test_keeping_an_answer_does_not_read_the_whole_book_again(
    page: LoanFormPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[object] = []
    monkeypatch.setattr(page.tasks, "run", lambda *work, **more: read.append(work))
    page.arrive("uses")
    type_into(line_of(page.uses, 0, "what"), "Freezer")
    assert read == []
    assert page._seen is not None
    assert page._seen.books.application.uses is not None


def test_how_many_days_a_week_is_asked_only_of_daily_wages(page: LoanFormPage, session: Session) -> None:
    page.arrive("family")
    income = page.sheet.income
    days = income.rows.rows[0].cells["days"]
    assert days.isHidden()
    choose(income, 0, "every", "day")
    assert not days.isHidden()
    type_into(line_of(income, 0, "what"), "Cuci gosok")
    choose(income, 0, "days", "3")
    type_into(line_of(income, 0, "amount"), "15.000")
    assert income.sum.text() == "Penghasilan sebulan: Rp180.000"  # 15.000 × 3 × 4
    assert json.loads(kept(session.book)["income"])[0]["days"] == 3
