"""Who is here at a session: all ticked in one press, guests counted. A family's book has nobody to tick."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kpmbooks.i18n import Translator
from ui.desktop import widgets as w
from ui.desktop.pages.count_box import CountBox
from ui.desktop.pages.session_run import Guest
from ui.desktop.theme import look, name_shown


class AttendPane(w.PageScroll):
    """``changed``: who is ticked, or how many guests there are."""

    changed = Signal()

    def __init__(self, _: Translator, parent: QWidget | None = None) -> None:
        super().__init__(object_name="session_attend", margins=False, parent=parent)
        self._ = _
        self.setAccessibleName(_("Who is here?"))
        self._guests: tuple[Guest, ...] = ()
        self.checks: dict[bytes, w.Check] = {}
        self.card = w.Card(_("Who is here?"), picture="users-three", object_name="attend_card")
        self.everybody = w.Button(_("All are here"), object_name="attend_all", picture="check")
        self.nobody = w.Button(_("Nobody ticked"), object_name="attend_none", role="quiet")
        self.told = w.text_label("", "bold")
        self.told.setObjectName("attend_told")
        acts = w.Flow(spacing=8)
        acts.add(self.everybody)
        acts.add(self.nobody)
        self._acts = acts
        self._names = w.Flow(spacing=4)
        self._empty = w.text_label(
            _("This book has no members to tick. Count who is here."), "base", "muted", wrap=True
        )
        self.guests = CountBox(_, object_name="attend_guests", accessible_name=_("Guests"))
        row = QHBoxLayout()
        row.setSpacing(12)
        self._label = w.field_label(_("Guests"), self.guests)
        row.addWidget(self._label)
        row.addWidget(self.guests, 1)
        for part in (self._acts, self._names, self._empty):
            self.card.body.addWidget(part)
        self.card.body.addLayout(row)
        self.card.body.addWidget(self.told)
        self.column.addWidget(self.card)
        self.column.addStretch(1)
        self.everybody.clicked.connect(lambda: self._tick(all_here=True))
        self.nobody.clicked.connect(lambda: self._tick(all_here=False))
        self.guests.changed.connect(lambda _count: self._tell())

    def show_guests(self, guests: Sequence[Guest], present: frozenset[bytes], others: int) -> None:
        """Offer these to be ticked; who is ticked already, and how many guests there are."""
        self._guests = tuple(guests)
        self._names.clear()
        self.checks = {}
        width = look().px(210)
        for nth, guest in enumerate(self._guests):
            check = w.Check(name_shown(guest.name), object_name=f"attend_{nth}")
            check.setChecked(guest.uid in present)
            check.setFixedWidth(width)
            check.toggled.connect(lambda _checked: self._tell())
            self.checks[guest.uid] = check
            self._names.add(check)
        self.guests.set_count(others)
        known = bool(self._guests)
        for part in (self._acts, self._names):
            part.setVisible(known)
        self._empty.setVisible(not known)
        self._label.setText(self._("Guests") if known else self._("How many are here?"))
        self._show_count()

    def present(self) -> tuple[bytes, ...]:
        """Who is ticked."""
        return tuple(uid for uid, check in self.checks.items() if check.isChecked())

    def take_focus(self) -> None:
        """To the press that ticks all."""
        first: QWidget = self.everybody if self._guests else self.guests
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tick(self, *, all_here: bool) -> None:
        for check in self.checks.values():
            check.blockSignals(True)
            check.setChecked(all_here)
            check.blockSignals(False)
            check.update()
        self._tell()

    def _tell(self) -> None:
        self._show_count()
        self.changed.emit()

    def _show_count(self) -> None:
        count = len(self.present()) + self.guests.count()
        self.told.setText(self._.plural("{n} is here", "{n} are here", count))
