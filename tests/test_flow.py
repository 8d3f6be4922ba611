"""A row of buttons that breaks into lines: what it holds, how high it is, and who may take one away."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QSize
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from ui.desktop.theme import Theme, apply
from ui.desktop.widgets import Flow

# The platform without a screen cannot tell a least size, and says so each time.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


class Block(QWidget):
    """100 wide, 40 high."""

    def sizeHint(self) -> QSize:
        return QSize(100, 40)


@pytest.fixture
def page(qapp: QApplication) -> Iterator[QWidget]:
    apply(qapp, Theme())
    page = QWidget()
    page.resize(320, 400)
    yield page
    page.close()
    page.deleteLater()
    settle()


def settle() -> None:
    for _round in range(5):
        QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def filled(page: QWidget, count: int) -> tuple[Flow, list[Block]]:
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    flow, blocks = Flow(spacing=10), [Block() for _n in range(count)]
    for block in blocks:
        flow.add(block)
    column.addWidget(flow)
    column.addStretch(1)
    page.show()
    settle()
    return flow, blocks


def places(blocks: list[Block]) -> list[tuple[int, int]]:
    return [(block.x(), block.y()) for block in blocks]


def test_what_has_no_room_beside_stands_in_the_next_line(page: QWidget) -> None:
    flow, blocks = filled(page, 4)  # three of 100 with two gaps of 10 are 320

    assert places(blocks) == [(0, 0), (110, 0), (220, 0), (0, 50)]
    assert flow.height() == 90


def test_a_narrower_page_makes_the_row_higher_and_moves_nothing_out_of_it(page: QWidget) -> None:
    flow, blocks = filled(page, 4)

    page.resize(210, 400)
    settle()

    assert places(blocks) == [(0, 0), (110, 0), (0, 50), (110, 50)]
    page.resize(100, 400)
    settle()
    assert flow.height() == 4 * 40 + 3 * 10


def test_what_is_hidden_leaves_no_gap_and_comes_back_to_its_place(page: QWidget) -> None:
    flow, blocks = filled(page, 4)

    blocks[1].hide()
    settle()
    assert places([blocks[0], blocks[2], blocks[3]]) == [(0, 0), (110, 0), (220, 0)]
    assert flow.height() == 40

    blocks[1].show()
    settle()
    assert places(blocks) == [(0, 0), (110, 0), (220, 0), (0, 50)]


def test_one_that_another_layout_takes_away_is_missed_by_nobody(page: QWidget) -> None:
    flow, blocks = filled(page, 4)
    other = QWidget(page)
    row = QHBoxLayout(other)

    row.addWidget(blocks[0])
    settle()

    assert places(blocks[1:]) == [(0, 0), (110, 0), (220, 0)]
    flow.add(blocks[0])
    settle()
    assert places([*blocks[1:], blocks[0]]) == [(0, 0), (110, 0), (220, 0), (0, 50)]
    assert blocks[0].isVisible()


def test_one_that_was_deleted_is_missed_by_nobody(page: QWidget) -> None:
    flow, blocks = filled(page, 4)

    blocks[0].deleteLater()
    settle()
    page.resize(210, 400)
    settle()

    assert places(blocks[1:]) == [(0, 0), (110, 0), (0, 50)]
    assert flow.height() == 90


def test_what_was_hidden_before_it_was_added_stays_hidden(page: QWidget) -> None:
    block = Block()
    block.hide()
    flow, _blocks = filled(page, 1)

    flow.add(block)
    settle()

    assert not block.isVisible()


def test_a_row_that_is_emptied_takes_no_room(page: QWidget) -> None:
    flow, _blocks = filled(page, 4)

    flow.clear()
    settle()

    assert flow.height() == 0
    assert flow.sizeHint() == QSize(0, 0)
