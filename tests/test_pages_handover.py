"""The dialog of handing over the treasury: what is written in it is booked, and what is wrong stays to be seen."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kpmbooks import group
from kpmbooks.book import Book
from kpmbooks.dates import Period
from kpmbooks.group.handover import handovers_of
from tests import books
from tests.pages import TODAY, nameless, session_on
from ui.desktop.pages.handover_dialog import HandoverDialog
from ui.desktop.theme import Theme, apply

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def melati() -> Iterator[Book]:
    """Four members; Tuti holds 266,000."""
    with books.group() as book:
        with book.write() as tx:
            for name, office in (("Sri", "ketua"), ("Tuti", "bendahara"), ("Rini", ""), ("Eni", "")):
                facts = {"since": "2026-01-01"} | ({"office": f"{office} 2026-01-01"} if office else {})
                group.add_member(tx, name, facts)
        books.record(book, "jual_tunai", amount=266_000, date="5/1/2026")
        yield book


@pytest.fixture
def behind(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


def dialog(behind: QWidget, qapp: QApplication, book: Book, told: list[Period]) -> HandoverDialog:
    session = session_on(book)
    apply(qapp, Theme(ledger=session.ledger.kind))
    with book.read() as reader:
        made = HandoverDialog(session, group.members_of(reader), told.append, behind)
    made.show()
    QApplication.processEvents()
    return made


def members(book: Book) -> dict[str | None, group.Member]:
    with book.read() as reader:
        return {one.name: one for one in group.members_of(reader)}


def fill(made: HandoverDialog, book: Book, notes: dict[int, str]) -> None:
    known = members(book)
    made.new.set_current(known["Rini"].id)
    made.first.set_current(known["Sri"].id)
    made.second.set_current(known["Eni"].id)
    for worth, many in notes.items():
        made.boxes[worth].setText(many)
        made.boxes[worth].textEdited.emit(many)
    made.things[0].setChecked(True)


def test_the_treasury_goes_to_who_was_chosen_and_the_count_is_kept(
    behind: QWidget, qapp: QApplication, melati: Book
) -> None:
    told: list[Period] = []
    made = dialog(behind, qapp, melati, told)
    fill(made, melati, {100_000: "2", 50_000: "1", 5_000: "3"})
    assert made.total.text().endswith("265.000")
    made.save()
    assert members(melati)["Rini"].office == "bendahara"
    with melati.read() as reader:
        kept = handovers_of(reader, books.own(reader))[0]
    assert (kept.expected, kept.counted, kept.things) == (266_000, 265_000, ("Cash book",))
    assert told == [Period(TODAY, TODAY)]


def test_what_is_missing_is_said_and_nothing_is_done(behind: QWidget, qapp: QApplication, melati: Book) -> None:
    made = dialog(behind, qapp, melati, [])
    made.save()
    assert made.message.isVisible()
    fill(made, melati, {100_000: "dua"})
    made.save()
    made.boxes[100_000].setText("2")
    made.second.set_current(members(melati)["Sri"].id)
    made.save()
    assert made.message.isVisible()
    assert members(melati)["Tuti"].office == "bendahara"


def test_the_book_s_sum_is_not_shown_before_the_count_and_every_field_has_a_name(
    behind: QWidget, qapp: QApplication, melati: Book
) -> None:
    made = dialog(behind, qapp, melati, [])
    words = " ".join(label.text() for label in made.findChildren(type(made.labels["new"])))
    assert "266.000" not in words
    assert nameless(made) == []
    assert date(2026, 2, 10) == TODAY
