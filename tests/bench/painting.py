"""Run as a process of its own: shows a window, says the moment of its first paint, and ends.

``minimal``: an empty main window. ``window``: the program without a book. ``cash BOOK``: the program on that book,
until the home page is painted with its cash. ``home BOOK``: until every card of it is painted with its figures. The
moment is ``time.monotonic_ns``, which all processes share.
"""

import os
import sys
import time
from pathlib import Path
from typing import Any


def said() -> None:
    """Say the moment and end at once: how a program ends is not measured here."""
    print(time.monotonic_ns(), flush=True)
    os._exit(0)


def minimal() -> None:
    """The least that PySide6 can show."""
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QMainWindow

    class Window(QMainWindow):
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            QTimer.singleShot(0, said)

    app = QApplication(sys.argv[:1])
    window = Window()
    window.resize(1366, 768)
    window.show()
    app.exec()


def window() -> None:
    """The program up to its first paint."""
    from ui.desktop import app

    app.Program._furnish = lambda program: said()
    app.run(None)


def home(book: Path, *, whole: bool) -> None:
    """The program up to the home page of a book: the moment when its cash, or ``whole`` its last card, was painted."""
    from ui.desktop import app

    furnish = app.Program._furnish

    def watched(program: Any) -> None:
        from PySide6.QtCore import QCoreApplication, QEvent, QObject

        class Watch(QObject):
            def eventFilter(self, card: QObject, event: QEvent) -> bool:
                if event.type() != QEvent.Type.Paint:
                    if not waiting:  # the paint is over: this comes before any timer that waited for it
                        said()
                elif waiting and (page.is_whole() or not whole):
                    waiting.discard(card)
                    if not waiting:
                        QCoreApplication.instance().installEventFilter(self)
                return False

        furnish(program)
        page = program.desk.page("home")
        program.watch = Watch()
        waiting: set[QObject] = {page.cash, page.month, page.chart, page.latest} if whole else {page.cash}
        for card in tuple(waiting):
            card.installEventFilter(program.watch)

    app.Program._furnish = watched
    app.run(book)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["minimal"]:
            minimal()
        case ["window"]:
            window()
        case ["cash", path]:
            home(Path(path), whole=False)
        case ["home", path]:
            home(Path(path), whole=True)
