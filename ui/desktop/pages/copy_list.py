"""The copies of a book one below another: when and why, what is in each, and the ways into it and back to it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kpmbooks.dates import format_day
from kpmbooks.i18n import Translator
from kpmbooks.safekeeping.copies import Seen
from kpmbooks.safekeeping.shelf import Copy
from ui.desktop import widgets as w
from ui.desktop.pages.copy_words import WHY_WORDS, begun_large, said_size, said_when
from ui.desktop.theme import look, wear

FEW: Final = 5
"""So many are shown until all are asked for."""

LOCKED: Final = frozenset({"passcode-needed", "passcode-wrong"})


class CopyRow(QWidget):
    """One copy; what is in it comes later. ``looked_at`` and ``chosen`` ask to look into it and to restore it."""

    looked_at = Signal()
    chosen = Signal()

    def __init__(self, _: Translator, copy: Copy, place: int, now: datetime) -> None:
        super().__init__()
        self.setObjectName(f"copy_{place}")
        self.copy = copy
        self.seen: Seen | None = None
        self._ = _
        when = said_when(copy.at, now, _)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look().px(10))
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        self._picture = w.Picture("clock-counter-clockwise", 28, "text")
        self.when = w.text_label(begun_large(when), "bold")
        self.cash = w.MoneyLabel(role="bold")
        self.cash.setObjectName(f"copy_cash_{place}")
        self.cash.setAccessibleName(_("Cash in the copy of {when}", when=when))
        self.words = w.text_label(begun_large(_(WHY_WORDS[copy.why])), "small", "muted", wrap=True)
        self.look = w.Button(_("Look"), object_name=f"copy_look_{place}", role="link")
        self.look.setAccessibleName(_("Look into the copy of {when}", when=when))
        self.restore = w.Button(_("Restore"), object_name=f"copy_restore_{place}", role="link")
        self.restore.setAccessibleName(_("Restore the copy of {when}", when=when))
        acts = QHBoxLayout()
        acts.setSpacing(0)
        acts.addWidget(self.look)
        acts.addWidget(self.restore)
        grid.addWidget(self._picture, 0, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.when, 0, 1)
        grid.addWidget(self.cash, 0, 2, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self.words, 1, 1)
        grid.addLayout(acts, 1, 2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.look.clicked.connect(self.looked_at)
        self.restore.clicked.connect(self.chosen)

    def show_seen(self, seen: Seen) -> None:
        """Show what is in it, or why that cannot be said."""
        self.seen = seen
        _, what = self._, seen.glance
        why = _(WHY_WORDS[self.copy.why])
        if what is not None:
            last = _("nothing recorded yet")
            if what.last_day is not None:
                day = f"{format_day(what.last_day, _.language, short=True)} {what.last_day.year}"
                last = _("last record {number}, {day}", number=what.last_number, day=day)
            self.words.setText(begun_large(f"{why}, {said_size(seen.size, _)}\n{begun_large(last)}"))
        self.cash.set_amount(None if what is None else int(what.cash))
        locked = seen.problem is not None and seen.problem.code in LOCKED
        broken = what is None and not locked
        if what is None:
            words = _("Locked with another passcode.") if locked else _("This copy cannot be read.")
            self.words.setText(f"{begun_large(why)}. {words}")
        wear(self.words, role="small", tone="out" if broken else "muted")
        if broken:
            self._picture.show_icon("warning-circle", "out", "fill")
        elif locked:
            self._picture.show_icon("lock-key", "text")
        self.look.setVisible(what is not None)
        self.restore.setVisible(not broken)


class CopyList(QWidget):
    """``wanted`` carries a row when it is first seen; ``looked_at`` and ``chosen`` the one that was pressed."""

    wanted = Signal(object)
    looked_at = Signal(object)
    chosen = Signal(object)

    def __init__(self, _: Translator) -> None:
        super().__init__()
        self._ = _
        self._copies: tuple[Copy, ...] = ()
        self._now = datetime.min  # noqa: DTZ901 - nothing is shown yet
        self.rows: list[CopyRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look().px(8))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(look().px(8))
        self.all = w.Button(
            _("Show all copies"), object_name="copies_all", role="link", picture="caret-down", weight="bold"
        )
        self.all.hide()
        self.all.clicked.connect(lambda: self._show(len(self._copies)))
        self._column.addLayout(self._rows)
        self._column.addWidget(self.all, 0, Qt.AlignmentFlag.AlignLeft)

    def show_copies(self, copies: Sequence[Copy], now: datetime) -> None:
        """Show these, the newest first; nothing happens when they are shown already."""
        if tuple(copies) == self._copies and now.date() == self._now.date():
            return
        for row in self.rows:
            row.hide()
            row.deleteLater()
        while self._rows.takeAt(0) is not None:
            pass
        for line in self.findChildren(QWidget, "copy_line"):
            line.hide()
            line.deleteLater()
        self.rows = []
        self._copies, self._now = tuple(copies), now
        self._show(min(FEW, len(copies)))

    def _show(self, count: int) -> None:
        for place in range(len(self.rows), count):
            line = w.rule()
            line.setObjectName("copy_line")
            self._rows.addWidget(line)
            row = CopyRow(self._, self._copies[place], place + 1, self._now)
            row.looked_at.connect(lambda row=row: self.looked_at.emit(row))
            row.chosen.connect(lambda row=row: self.chosen.emit(row))
            self.rows.append(row)
            self._rows.addWidget(row)
            self.wanted.emit(row)
        rest = len(self._copies) - len(self.rows)
        self.all.setText(self._.plural("Show {n} more", "Show {n} more", rest))
        self.all.setAccessibleName(self.all.label())
        self.all.setVisible(rest > 0)
