"""The page of the lenders: cost first and side by side, facts with their source, what she was told, paying sooner."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kpmbooks import ledger, loans
from kpmbooks.loans import Lender
from tests import hand_loan, pages
from tests.hand_loan import TODAY
from tests.paper_boxes import TELLING
from ui.desktop.pages.group_paper import GroupPaperDialog
from ui.desktop.pages.lenders import COMPARE, TERMS, LendersPage
from ui.desktop.pages.lenders_fact import FactDialog
from ui.desktop.pages.lenders_offer import OfferDialog
from ui.desktop.session import Session
from ui.desktop.theme import Theme, apply

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

VERDICTS = re.compile(r"\blayak\b|\bskor\b|\bterbaik\b|\bpaling murah\b|\bdisarankan\b", re.IGNORECASE)


@pytest.fixture
def session() -> Iterator[Session]:
    made = pages.session_on(hand_loan.bu_siti(), today=TODAY)
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, session: Session) -> LendersPage:
    return pages.shown(qtbot, qapp, session, LendersPage)


def labels(of: QWidget) -> str:
    found = [*of.findChildren(QLabel), *of.findChildren(QPushButton)]
    return " | ".join(one.text() for one in found if one.isVisibleTo(of))


def row(page: LendersPage, lender: str) -> dict[str, str]:
    rows = page.compare.register.table.rows
    found = next(one for one in map(rows.row, range(rows.rowCount())) if one.key == lender)
    return {"title": found.title, "detail": found.detail, **dict(found.cells)}


def ask(page: LendersPage, amount: str = "6jt") -> None:
    page.compare.amount.line.clear()
    QTest.keyClicks(page.compare.amount.line, amount)


def known(session: Session, lender: str) -> Lender:
    found = session.ask(lambda reader: loans.lender_as_known(reader, ledger.default_ledger(reader), lender, TODAY))
    assert found is not None
    return found


def fact_dialog(page: LendersPage) -> FactDialog:
    return pages.part(page, FactDialog, "lender_fact")


def offer_dialog(page: LendersPage, lender: str) -> OfferDialog:
    page.open_offer(lender)
    return pages.part(page, OfferDialog, "lender_offer")


def test_without_an_amount_it_asks_for_one(page: LendersPage) -> None:
    assert page.compare.register.is_empty()
    assert not page.compare.print.isEnabled()
    assert "Mau pinjam berapa?" in labels(page.compare)


def test_the_cost_stands_beside_each_lender_while_she_writes(page: LendersPage) -> None:
    ask(page)
    assert row(page, "jakpreneur")["cost"] == "196.782"
    assert row(page, "mekaar")["cost"] == "1.500.000"
    assert row(page, "mekaar")["instalment"] == "150.000"
    assert row(page, "koperasi")["cost"] == ""
    assert "tanyakan" in row(page, "koperasi")["detail"]
    columns = [column.key for column in page.compare.register.table.rows.columns]
    assert columns.index("cost") < columns.index("instalment") < columns.index("effective")


def test_it_begins_with_what_was_asked_for_on_the_loan_page(qtbot: QtBot, qapp: QApplication, session: Session) -> None:
    hand_loan.answer(session.book, {"amount": "2000000", "periods": "50", "lender": "mekaar"})
    page = pages.shown(qtbot, qapp, session, LendersPage)
    assert page.compare.amount.value() == 2_000_000
    assert page.compare.months.current() == 12
    assert row(page, "mekaar")["cost"] == "500.000"


def test_what_cannot_be_compared_is_said_and_shows_no_figures(page: LendersPage) -> None:
    ask(page, "banyak")
    assert page.compare.register.is_empty()
    assert page.compare.amount.problem() is not None


def test_a_row_opens_the_offer_with_what_is_not_known(page: LendersPage) -> None:
    ask(page)
    page.compare.register.table.opened.emit("jakpreneur")
    dialog = pages.part(page, OfferDialog, "lender_offer")
    assert dialog.figures["cost"].text() == "Rp196.782"
    assert dialog.figures["day"].text() == "Rp25.820"
    assert "Kalau flat: biaya Rp360.000." in dialog.beside.text()
    assert "Belum diketahui: cara hitung bunganya" in dialog.beside.text()


def test_paying_off_a_flat_loan_says_both_what_is_saved_and_what_is_not(page: LendersPage) -> None:
    ask(page)
    dialog = offer_dialog(page, "pnpm")
    # 590.000 a month, of which 90.000 are charged; after six of twelve 3.000.000 are owed.
    assert "Kalau jasanya tetap: bayar Rp3.540.000, tidak ada yang dihemat." in dialog.told.text()
    assert "Kalau dihapus: bayar Rp3.000.000, hemat Rp540.000." in dialog.told.text()


def test_paying_more_ends_sooner_or_makes_the_instalments_smaller(page: LendersPage) -> None:
    ask(page)
    dialog = offer_dialog(page, "jakpreneur")
    dialog.wish.set_current("shorter")
    assert dialog.told.text() == ""
    QTest.keyClicks(dialog.extra.line, "1jt")
    assert "Lunas setelah angsuran ke-11, 1 kali lebih cepat." in dialog.told.text()
    dialog.wish.set_current("lower")
    assert "Cicilan berikutnya Rp" in dialog.told.text()
    assert "tadinya Rp516.399" in dialog.told.text()


@pytest.mark.parametrize("text", ["", "dua", "0x", "12", "99999", "-1"])
def test_an_instalment_that_is_not_there_is_a_plain_sentence(page: LendersPage, text: str) -> None:
    ask(page)
    dialog = offer_dialog(page, "pnpm")
    dialog.after.setText(text)
    assert dialog.message.problem() is not None
    assert dialog.told.text() == ""


def test_more_than_is_owed_is_a_plain_sentence(page: LendersPage) -> None:
    ask(page)
    dialog = offer_dialog(page, "pnpm")
    dialog.wish.set_current("shorter")
    QTest.keyClicks(dialog.extra.line, "50jt")
    assert dialog.message.problem() is not None


def test_each_fact_shows_its_value_who_says_it_and_that_it_is_to_be_checked(page: LendersPage) -> None:
    page.arrive("kur-super-mikro")
    assert page.view.current() == TERMS
    assert "2026 belum jelas" in labels(page.terms)
    rate = page.terms.rows["rate"]
    assert rate.value.text() == "6% setahun"
    assert "infopojokviral.com" in rate.source.text()
    assert "2023: 3% setahun" in rate.source.text()
    assert "periksa dulu" in labels(rate)
    assert "tanyakan" in labels(page.terms.rows["method"])
    assert "periksa dulu" not in labels(page.terms.rows["one_a_family"])


def test_what_she_was_told_is_kept_shown_and_taken_back(page: LendersPage, session: Session) -> None:
    page.arrive("kur-super-mikro")
    page.terms.rows["rate"].change.click()
    dialog = fact_dialog(page)
    assert "Catatan kami: 6% setahun" in dialog.ours.text()
    dialog.value.setText("3% setahun")
    dialog.who.setText("Mantri BRI unit Klender")
    dialog.keep.click()
    fact = known(session, "kur-super-mikro").rate
    assert fact is not None
    assert (fact.value, fact.is_own) == (3, True)
    shown = page.terms.rows["rate"]
    assert shown.value.text() == "3% setahun"
    assert "kata Mantri BRI unit Klender, 23 November 2026" in shown.source.text()
    assert "Catatan kami: 6% setahun" in shown.source.text()
    assert "tanya sendiri" in labels(shown)
    shown.change.click()
    fact_dialog(page).back.click()
    assert known(session, "kur-super-mikro").own == ()
    assert page.terms.rows["rate"].value.text() == "6% setahun"


def test_the_comparison_follows_what_she_was_told(page: LendersPage, session: Session) -> None:
    ask(page)
    page.arrive("koperasi")
    page.say_fact("rate")
    dialog = fact_dialog(page)
    QTest.keyClicks(dialog.value, "1% sebulan")
    dialog.who.setText("Bu Tini")
    dialog.save()
    page.show_view(COMPARE)
    assert row(page, "koperasi")["cost"] != ""


def test_something_that_nobody_knew_can_be_added(page: LendersPage, session: Session) -> None:
    page.arrive("koperasi")
    page.terms.add.click()
    dialog = fact_dialog(page)
    dialog.name.set_current("method")
    assert dialog.value.isHidden()
    dialog.pick.set_current("flat")
    dialog.who.setText("papan pengumuman")
    dialog.save()
    method = known(session, "koperasi").method
    assert method is not None
    assert method.value == "flat"


def test_what_cannot_be_taken_is_said_and_the_dialog_stays(page: LendersPage, session: Session) -> None:
    page.arrive("koperasi")
    page.say_fact("rate")
    dialog = fact_dialog(page)
    dialog.value.setText("murah")
    dialog.who.setText("Bu Tini")
    dialog.save()
    assert dialog.isVisible()
    assert "6% setahun" in labels(dialog.message)
    assert known(session, "koperasi").own == ()
    dialog.value.setText("12")
    dialog.who.clear()
    dialog.save()
    assert dialog.isVisible()
    assert known(session, "koperasi").own == ()


def test_the_comparison_goes_on_paper_with_what_is_asked(page: LendersPage) -> None:
    ask(page, "5jt")
    page.compare.months.set_current(24)
    page.compare.print.click()
    dialog = pages.part(page, GroupPaperDialog, "group_paper_dialog")
    document = dialog.work.paper.document
    words = " ".join(document.getAllText(0).text().split())
    assert "Perbandingan Pinjaman" in words
    assert "Rp5.000.000 untuk kira-kira 24 bulan" in words
    dialog.close()


def test_everything_has_a_name_and_no_verdict_or_programme_is_told(page: LendersPage) -> None:
    ask(page)
    assert pages.nameless(page) == []
    for lender in loans.lenders():
        page.arrive(lender)
        assert pages.nameless(page) == []
        assert not VERDICTS.search(labels(page))
        assert not TELLING.search(labels(page))


def test_the_list_of_lenders_is_walked_with_the_keyboard(page: LendersPage) -> None:
    page.arrive("jakpreneur")
    page.terms.names.setFocus()
    QTest.keyClick(page.terms.names, Qt.Key.Key_Down)
    assert page.terms.title.text() == "Monas Pemula, Bank DKI (2018)"


def test_esc_leads_back_to_the_steps(qtbot: QtBot, page: LendersPage) -> None:
    with qtbot.waitSignal(page.go) as gone:
        QTest.keyClick(page.compare.amount.line, Qt.Key.Key_Escape)
    assert gone.args is not None
    assert gone.args[0] == "loan"


def test_a_small_window_with_large_text_shows_cost_and_instalment(
    qtbot: QtBot, qapp: QApplication, session: Session
) -> None:
    apply(qapp, Theme(text=1.5))
    page = pages.shown(qtbot, qapp, session, LendersPage, size=(1024, 512))
    apply(qapp, Theme(text=1.5, ledger="usaha"))
    page.resize(1024, 511)
    ask(page)
    table = page.compare.register.table
    seen = [column.key for place, column in enumerate(table.rows.columns) if not table.isColumnHidden(place)]
    assert seen == ["lender", "cost", "instalment"]
    page.arrive("mekaar")
    assert page.terms.choice.isVisible()
    assert not page.terms.names.isVisible()


def test_while_amounts_are_covered_no_sentence_tells_one(qapp: QApplication, page: LendersPage) -> None:
    ask(page)
    apply(qapp, Theme(ledger="usaha", private=True))
    assert "Kalau flat: biaya Rp•••." in row(page, "jakpreneur")["detail"]
    dialog = offer_dialog(page, "pnpm")
    assert "hemat Rp•••" in dialog.told.text()
    assert not re.search(r"Rp[0-9]", labels(dialog))
    apply(qapp, Theme(ledger="usaha"))
    assert "Rp360.000" in row(page, "jakpreneur")["detail"]


def test_while_names_are_covered_nobody_reads_who_said_it(
    qapp: QApplication, page: LendersPage, session: Session
) -> None:
    page.arrive("koperasi")
    page.say_fact("rate")
    dialog = fact_dialog(page)
    QTest.keyClicks(dialog.value, "12")
    dialog.who.setText("Bu Tini")
    dialog.save()
    assert "Bu Tini" in page.terms.rows["rate"].source.text()
    apply(qapp, Theme(ledger="usaha", nameless=True))
    assert "Bu Tini" not in page.terms.rows["rate"].source.text()


def test_in_the_households_ledger_it_leads_to_the_business(page: LendersPage, session: Session) -> None:
    session.switch_ledger(session.ledgers[-1])
    assert page.elsewhere.isVisible()
    assert not page.compare.isVisible()
    page.elsewhere.pressed.emit()
    assert session.ledger.kind == "usaha"
    assert page.compare.isVisible()


def test_a_book_that_is_only_looked_at_takes_nothing(page: LendersPage, session: Session) -> None:
    page.terms.show_lenders(loans.lenders(TODAY), writes=False)
    assert not page.terms.add.isEnabled()
    assert not page.terms.rows["rate"].change.isEnabled()
