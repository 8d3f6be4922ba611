"""Where a page says how far a long work is: nothing for a moment, then a card with the way to stop it."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kpmbooks.i18n import Translator
from ui.desktop.widgets import WorkCard

MOMENT: Final = 300
"""Milliseconds that a work may take before it is spoken of."""


class WorkPlace(QWidget):
    """Takes no room while nothing goes on for long. One work at a time: ``begin``, ``tell`` …, ``end``.

    ``in_pages`` says how far it is in pages; otherwise in percent of whatever is counted.
    """

    def __init__(
        self, _: Translator, *, object_name: str, in_pages: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(object_name)
        self._ = _
        self._in_pages = in_pages
        self._title = ""
        self._stop: Callable[[], None] | None = None
        self._card: WorkCard | None = None
        self._far: tuple[int, int | None] = (0, None)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(MOMENT)
        self._timer.timeout.connect(self._speak)
        self.hide()

    def begin(self, title: str, stop: Callable[[], None]) -> None:
        """A work called ``title`` begins; ``stop`` is called when the person wants it stopped."""
        self.end()
        self._title, self._stop = title, stop
        self._far = (0, None)
        self._timer.start()

    def tell(self, page: int, pages: int | None) -> None:
        """The work has done ``page`` of ``pages`` (or of whatever is counted), None while their number is unknown."""
        self._far = (page, pages)
        if self._card is not None:
            self._card.show_progress(page, pages, self._in_words())

    def end(self) -> None:
        """The work is over, one way or the other."""
        self._timer.stop()
        self._stop = None
        if self._card is not None:
            self._card.hide()
            self._card.deleteLater()
            self._card = None
        self.hide()

    def is_speaking(self) -> bool:
        """Whether the card is shown."""
        return self._card is not None

    def _speak(self) -> None:
        self._card = WorkCard(self._, self._title, object_name=f"{self.objectName()}_card")
        self._card.cancelled.connect(self._stopped)
        self._column.addWidget(self._card)
        self.tell(*self._far)
        self.show()

    def _stopped(self) -> None:
        if self._stop is not None:
            self._stop()

    def _in_words(self) -> str:
        page, pages = self._far
        if not self._in_pages:
            return f"{page * 100 // pages} %" if pages else ""
        if pages is not None:
            return self._("page {page} of {pages}", page=page, pages=pages)
        return self._("page {page}", page=page) if page else ""
