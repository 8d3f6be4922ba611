"""The page of members: by keyboard alone; pictures, offices, leaving, rights; what a projector must not show."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kpmbooks import group, ledger, people
from kpmbooks.book import Book
from kpmbooks.training import sessions
from tests import books
from tests.meetings import hold, with_members
from tests.pages import TODAY, nameless, part, session_on, shown
from tests.whole_window import texts
from ui.desktop.pages.members import MembersPage
from ui.desktop.pages.members_dialogs import LeaveDialog, MemberDialog
from ui.desktop.pages.members_erase import EraseDialog
from ui.desktop.pages.members_import import MembersImportDialog, show_list
from ui.desktop.theme import Theme, apply
from ui.desktop.widgets import Choice

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

NIK = "3175095203800004"  # invented


@pytest.fixture
def melati() -> Iterator[Book]:
    with books.group() as book:
        with book.write() as tx:
            group.add_member(
                tx, "Sri Wahyuni", {"nickname": "Bu Sri", "since": "2026-01-05", "office": "ketua 2026-01-05"}
            )
            group.add_member(tx, "Tuti", {"since": "2026-01-05", "phone": "081234567890", "rt_rw": "05/02"})
        yield book


def members_page(qtbot: QtBot, qapp: QApplication, book: Book, size: tuple[int, int] = (1162, 697)) -> MembersPage:
    page = shown(qtbot, qapp, session_on(book), MembersPage, size=size)
    page.arrive(None)
    QApplication.processEvents()
    return page


def press(key: Qt.Key) -> None:
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    found = QApplication.focusWidget()
    assert found is not None
    QTest.keyClick(found, key)


def type_(words: str) -> None:
    QApplication.processEvents()
    found = QApplication.focusWidget()
    assert found is not None
    QTest.keyClicks(found, words)


def known(book: Book) -> tuple[group.Member, ...]:
    with book.read() as reader:
        return group.members_of(reader)


def test_a_name_and_enter_are_enough_for_the_first_member(qtbot: QtBot, qapp: QApplication) -> None:
    with books.group() as book:
        page = members_page(qtbot, qapp, book)
        assert page.register.is_empty()
        press(Qt.Key.Key_Return)  # the keyboard is at the button of the empty page
        type_("Rini")
        press(Qt.Key.Key_Return)
        member = known(book)[0]
        assert (member.name, member.mark, member.since) == ("Rini", group.PICTOGRAMS[0], TODAY)
        row = page.register.table.rows.row(0)
        assert (row.title, row.picture) == ("Rini", group.PICTOGRAMS[0])
        assert not page.warning.isHidden()  # one household: looked at, and taken all the same
        assert "5 sampai 20" in page.warning.label.text()
        assert nameless(page) == []


def test_one_of_forty_pictures_is_chosen_and_those_that_are_taken_say_so(
    qtbot: QtBot, qapp: QApplication, melati: Book
) -> None:
    page = members_page(qtbot, qapp, melati)
    page.new.click()
    dialog = part(page, MemberDialog, "member_dialog")
    mark = part(dialog, Choice, "member_mark")
    assert mark.count() == 40
    assert ["sudah dipakai" in mark.itemText(nth) for nth in range(3)] == [True, True, False]
    assert mark.current() == group.PICTOGRAMS[2]
    mark.set_current("rainbow")
    qtbot.keyClicks(part(dialog, QLineEdit, "member_name"), "Yanti")
    assert nameless(dialog) == []
    press(Qt.Key.Key_Return)
    assert known(melati)[-1].mark == "rainbow"


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_written(
    qtbot: QtBot, qapp: QApplication, melati: Book
) -> None:
    page = members_page(qtbot, qapp, melati)
    page.new.click()
    dialog = part(page, MemberDialog, "member_dialog")
    qtbot.keyClicks(part(dialog, QLineEdit, "member_name"), "Yanti")
    for field, wrong in (("birth_year", "muda"), ("since", "31/2/2026"), ("children", "99")):
        line = part(dialog, QLineEdit, f"member_{field}")
        before = line.text()
        line.setText(wrong)
        dialog.save()
        QApplication.processEvents()
        assert line.hasFocus(), field
        assert dialog.message.problem() is not None
        line.setText(before)
    assert len(known(melati)) == 2
    role = part(dialog, Choice, "member_pkh_role")
    role.set_current("ketua_pkh")
    part(dialog, Choice, "member_office").set_current("bendahara")
    dialog.save()
    problem = dialog.message.problem()
    assert problem is not None
    assert problem.code == "treasurer-serves-pkh"


def test_a_change_of_office_stays_in_the_history(qtbot: QtBot, qapp: QApplication, melati: Book) -> None:
    page = members_page(qtbot, qapp, melati)
    page.register.table.choose(0)
    press(Qt.Key.Key_Return)
    assert page.card.isVisible()
    page.card.change.click()
    dialog = part(page.card, MemberDialog, "member_dialog")
    assert part(dialog, QLineEdit, "member_office_since").text() == "5/1/2026"
    part(dialog, Choice, "member_office").set_current("anggota")
    part(dialog, QLineEdit, "member_office_since").setText("1/2/2026")
    dialog.save()
    assert "Ketua 5 Jan 2026 sampai 1 Februari 2026" in page.card.detail.text()
    with melati.read() as reader:
        assert [(one.since, one.until) for one in group.office_terms(reader)] == [(date(2026, 1, 5), date(2026, 2, 1))]


def test_saving_a_card_unchanged_writes_nothing(qtbot: QtBot, qapp: QApplication, melati: Book) -> None:
    def facts() -> int:
        with melati.read() as reader:
            return int(reader.connection.exec_driver_sql("SELECT count(*) FROM facts").scalar_one())

    page = members_page(qtbot, qapp, melati)
    before = facts()
    for key in (1, 2):
        page.arrive(key)
        page.card.change.click()
        page.card.findChildren(MemberDialog)[-1].save()
    assert facts() == before


def test_before_she_leaves_it_is_said_what_she_has_and_owes(qtbot: QtBot, qapp: QApplication, melati: Book) -> None:
    books.record(melati, "saldo_awal", cash=500_000, date="1/1/2026")
    books.record(melati, "tabungan_masuk", amount=75_000, party="Tuti", date="6/1/2026")
    books.record(melati, "beri_pinjaman", amount=200_000, party="Tuti", date="7/1/2026")
    page = members_page(qtbot, qapp, melati)
    page.arrive(2)
    page.card.leave.click()
    dialog = part(page.card, LeaveDialog, "member_leave")
    assert "Rp75.000" in dialog.told.text()
    assert "Rp200.000" in dialog.told.text()
    assert nameless(dialog) == []
    dialog.save()
    assert known(melati)[1].left == TODAY
    page.show_list()
    assert page.register.table.rows.rowCount() == 1
    page.gone.click()
    badge = page.register.table.rows.row(1).badge
    assert badge is not None
    assert "10 Feb 2026" in badge.text
    page.arrive(2)
    page.card.return_.click()
    assert known(melati)[1].left is None


def test_a_loan_says_what_is_to_come_and_what_was_left_over(qtbot: QtBot, qapp: QApplication) -> None:
    with with_members(3) as lending:
        with lending.write() as tx:
            meeting = group.open_meeting(tx, ledger.default_ledger(tx), date(2026, 1, 5))
            aminah = group.members_of(tx)[0]
            group.write_cells(tx, meeting, aminah, {"present": 1, "new_loan": 100_000, "loan_periods": 10})
            group.close_meeting(tx, ledger.default_ledger(tx), meeting)
        hold(lending, date(2026, 1, 12), absent=["Ibu Aminah"])
        page = members_page(qtbot, qapp, lending)
        page.arrive(aminah.id)
        row = page.card.register.table.rows.row(0)
        # 100.000 in ten at 1 % of it is 11.000 a meeting; the first was missed, 10.000 of it pay the loan back.
        assert "10 angsuran lagi, sekarang Rp11.000" in row.detail
        assert row.badge is not None
        assert "Rp10.000" in row.badge.text


def test_a_card_says_at_how_many_lessons_she_was_and_not_where_others_look_on(
    qtbot: QtBot, qapp: QApplication, melati: Book
) -> None:
    sri, tuti = known(melati)
    for lesson, day, there in (("PB-1", 20, (sri, tuti)), ("PB-2", 27, (sri,))):
        with melati.write() as tx:
            session = sessions.begin(tx, lesson, date(2026, 1, day))
            sessions.attend(tx, session, [one.person for one in there])
            sessions.finish(tx, session, 25)
    page = members_page(qtbot, qapp, melati)
    page.card.show_member(tuti.id)
    assert "ikut 1 dari 2 pelajaran" in page.card.detail.text()
    apply(qapp, Theme(ledger="kelompok", nameless=True))
    page.card.refresh()
    told = page.card.detail.text()
    apply(qapp, Theme(ledger="kelompok"))
    assert "pelajaran" not in told


def test_covered_names_and_amounts_are_seen_nowhere(qtbot: QtBot, qapp: QApplication, melati: Book) -> None:
    books.record(melati, "tabungan_masuk", amount=75_000, party="Tuti", date="6/1/2026")
    page = members_page(qtbot, qapp, melati)
    apply(qapp, Theme(ledger="kelompok", private=True, nameless=True))
    page.look_again()
    seen = ["\n".join(texts(page, painted=False))]
    for act in (lambda: page.arrive(2), lambda: page.show_rights(2), page.card.leave.click):
        act()
        QApplication.processEvents()
        seen.append("\n".join(texts(page, painted=False)))
    apply(qapp, Theme(ledger="kelompok"))
    for shown_ in seen:
        for word in ("Sri", "Tuti", "081234567890", "05/02", "75.000"):
            assert word not in shown_, word


def test_consent_opens_the_field_for_a_number_and_only_four_digits_are_ever_shown(
    qtbot: QtBot, qapp: QApplication, melati: Book
) -> None:
    page = members_page(qtbot, qapp, melati)
    page.show_rights(2)
    about = page.about
    nik = part(about, QLineEdit, "rights_nik")
    assert not nik.isEnabled()
    part(about, QPushButton, "rights_consent_berkas_pinjaman").click()
    assert nik.isEnabled()
    nik.setText(NIK)
    about.keep.click()
    assert about.shown["nik"].text() == "•••• 0004"
    assert about.doubt.isHidden()
    nik.setText(NIK[:-1])
    about.keep.click()
    assert "15" in about.doubt.words()  # doubted, and kept
    nik.setText(NIK)
    about.keep.click()
    assert NIK not in "\n".join(texts(page, painted=False))
    page.arrive(2)
    assert "•••• 0004" in page.card.detail.text()
    assert nameless(page) == []
    page.show_rights(2)
    part(about, QPushButton, "rights_consent_berkas_pinjaman").click()
    tuti = known(melati)[1]
    with melati.read() as reader:
        assert people.number_of(reader, tuti.person, "nik") is None


def test_everything_about_her_is_saved_to_be_read_and_the_whole_number_only_where_ticked(
    qtbot: QtBot, qapp: QApplication, melati: Book, tmp_path: Path
) -> None:
    books.record(melati, "tabungan_masuk", amount=75_000, party="Tuti", memo="uang arisan", date="6/1/2026")
    with melati.write() as tx:
        tuti = group.members_of(tx)[1]
        people.give_consent(tx, tuti.person, "berkas_pinjaman", TODAY)
        people.keep_number(tx, tuti.person, "nik", NIK)
    page = members_page(qtbot, qapp, melati)
    page.show_rights(2)
    page.about.save_as(tmp_path / "tuti.txt")
    told = (tmp_path / "tuti.txt").read_text("utf-8-sig")
    for words in ("Tuti", "081234567890", "75.000", "uang arisan", "•••• 0004", "Berkas pinjaman"):
        assert words in told, words
    assert NIK not in told + (tmp_path / "tuti.json").read_text("utf-8")
    page.about.whole.setChecked(True)
    page.about.save_as(tmp_path / "lengkap.txt")
    assert json.loads((tmp_path / "lengkap.json").read_text("utf-8"))["numbers"] == {"nik": NIK}
    assert not page.about.whole.isChecked()  # asked anew for every file


def test_to_be_forgotten_is_asked_once_and_then_done(qtbot: QtBot, qapp: QApplication, melati: Book) -> None:
    page = members_page(qtbot, qapp, melati)
    page.show_rights(2)
    page.about.erase.click()
    question = part(page.about, EraseDialog, "rights_erase_question")
    assert nameless(question) == []
    question.rest.click()
    assert known(melati)[1].name == "Tuti"
    page.about.erase.click()
    page.about.findChildren(EraseDialog)[-1].act.click()
    assert known(melati)[1].name is None
    page.show_list()
    assert page.register.table.rows.row(1).title == "Anggota 2"
    assert page.register.table.rows.row(0).title == "Sri Wahyuni"


def test_what_is_found_under_other_names_is_shown_before_anything_goes(
    qtbot: QtBot, qapp: QApplication, melati: Book
) -> None:
    with melati.write() as tx:
        where = ledger.default_ledger(tx)
        meeting = group.open_meeting(tx, where, TODAY)
        group.write_minutes(tx, meeting, {"decisions": "Mbak Ndut memegang kunci"})
        group.close_meeting(tx, where, meeting)
    books.record(melati, "jual_tunai", amount=5_000, memo="ndut yang lain, dari pasar")
    page = members_page(qtbot, qapp, melati)
    page.show_rights(2)
    page.about.erase.click()
    question = part(page.about, EraseDialog, "rights_erase_question")
    question.also.setText("Sri Wahyuni")
    assert not question.act.isEnabled()  # nobody saw yet what that would erase
    question.search.click()
    assert question.message.isVisibleTo(question)  # she is somebody else
    assert not question.act.isEnabled()
    question.also.setText("Ndut")
    question.search.click()
    said = [tick.accessibleName() for tick in question.ticks.values()]
    assert len(said) == 2
    assert any("Rapat ke-1" in words and "Mbak Ndut memegang kunci" in words for words in said)
    other = next(tick for tick in question.ticks.values() if "pasar" in tick.accessibleName())
    other.setChecked(False)
    question.act.click()
    with melati.read() as reader:
        meeting = group.meetings_of(reader, ledger.default_ledger(reader))[0]
        assert group.minutes_of(reader, meeting).decisions == ()
        memos = reader.connection.exec_driver_sql("SELECT text FROM texts WHERE text LIKE '%ndut%'").scalars().all()
    assert memos == ["ndut yang lain, dari pasar"]


def test_a_list_from_a_file_is_only_looked_at_until_the_button(
    qtbot: QtBot, qapp: QApplication, melati: Book, tmp_path: Path
) -> None:
    page = members_page(qtbot, qapp, melati)
    path = tmp_path / "anggota.csv"
    path.write_text("nama;hp\nTuti;0812345678\nRini;0812345679\nWati;satu\n", "utf-8")
    show_list(page.session, path, page)
    dialog = part(page, MembersImportDialog, "members_import_dialog")
    assert dialog.counts.text() == "1 anggota baru · 1 sudah ada · 1 tidak bisa diambil"
    assert "Baris 4" in dialog.bad.text()
    assert nameless(dialog) == []
    assert not dialog.take.isEnabled()
    dialog.partial.click()
    assert len(known(melati)) == 2
    dialog.take.click()
    assert [one.name for one in known(melati)] == ["Sri Wahyuni", "Tuti", "Rini"]
    assert known(melati)[1].phone == "081234567890"  # as the book says


def test_a_file_that_is_no_list_of_members_is_said_to_be_none(
    qtbot: QtBot, qapp: QApplication, melati: Book, tmp_path: Path
) -> None:
    page = members_page(qtbot, qapp, melati)
    path = tmp_path / "kas.csv"
    path.write_text("tanggal;masuk\n1/1/2026;1000\n", "utf-8")
    with qtbot.waitSignal(page.session.failed) as said:
        show_list(page.session, path, page)
    assert said.args is not None
    assert said.args[0][0].code == "no-headings"
    assert page.findChild(MembersImportDialog) is None


@pytest.mark.parametrize("size", [(1162, 697), (1024, 480)])
def test_every_part_can_be_reached_on_a_small_screen_with_large_text(
    qtbot: QtBot, qapp: QApplication, melati: Book, size: tuple[int, int]
) -> None:
    apply(qapp, Theme(ledger="kelompok", text=1.5))
    page = members_page(qtbot, qapp, melati, size)
    page.arrive(2)
    QApplication.processEvents()
    for button in (page.card.change, page.card.rights, page.card.leave, page.card.back):
        assert page.rect().contains(button.mapTo(page, button.rect().center())), button.objectName()
    assert isinstance(page.card, QWidget)
    apply(qapp, Theme(ledger="kelompok"))


def test_in_a_narrow_window_what_is_seldom_done_stands_in_a_list(
    melati: Book, qtbot: QtBot, qapp: QApplication
) -> None:
    page = members_page(qtbot, qapp, melati, size=(640, 480))
    assert not any(one.isVisible() for one in (page.offices, page.handover, page.from_file, page.register.foot))
    page.more.click()
    offered = [one.objectName() for one in part(page, QWidget, "members_more_list").findChildren(QPushButton)]
    assert offered == ["members_offices_act", "members_handover_act", "members_import_act"]
