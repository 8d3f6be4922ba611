"""The card about the passcode: whether the book has one, setting and changing it, its recovery sheet, locking."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kpmbooks.problems import KpmError
from kpmbooks.safekeeping.passcode import Unlike
from ui.desktop import widgets as w
from ui.desktop.asks import LockWindow
from ui.desktop.attempts import Attempts
from ui.desktop.pages.passcode_dialog import Act, PasscodeDialog
from ui.desktop.pages.question_dialog import QuestionDialog
from ui.desktop.pages.said_strip import SaidStrip
from ui.desktop.pages.sheet_dialog import SheetDialog
from ui.desktop.passcode_work import lock_copies, unlike_copies
from ui.desktop.preferences import LOCK_MINUTES, keep_preferences, read_preferences
from ui.desktop.session import Session, problems_of
from ui.desktop.tasks import Tasks
from ui.desktop.theme import look
from ui.home_folder import home_folder

LOCK_KEYS: Final = "Ctrl Shift L"


class PasscodeCard(w.Card):
    """Its acts open in cards over the page; what it shows is refreshed with the page."""

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        _ = session._
        super().__init__(_("Passcode"), picture="lock-key", tone="primary", object_name="care_passcode", parent=parent)
        self._session = session
        self._tasks = tasks
        self._attempts = Attempts()
        self.state = w.text_label("", "base", wrap=True)
        self.state.setObjectName("passcode_state")
        self.told = SaidStrip(object_name="passcode_told")
        self.open_copies = w.Strip("", tone="warn", picture="warning", barred=True)
        self.open_copies.setObjectName("open_copies")
        self.lock_copies = w.Button(_("Lock these copies"), object_name="lock_copies", picture="lock-key")
        self.open_copies.body.addWidget(self.lock_copies, 0, Qt.AlignmentFlag.AlignLeft)
        self.other_copies = w.Strip("", tone="warn", picture="info")
        self.other_copies.setObjectName("other_copies")
        self.set = w.Button(_("Set a passcode"), object_name="set_passcode", picture="lock-key")
        self.change = w.Button(_("Change it"), object_name="change_passcode", picture="pencil-simple")
        self.sheet = w.Button(_("Recovery sheet"), object_name="recovery_sheet", picture="printer")
        self.lock = w.Button(_("Lock now"), object_name="lock_now", picture="lock-key", key_hint=LOCK_KEYS)
        self.remove = w.Button(_("Remove the passcode"), object_name="remove_passcode", role="link")
        self.minutes = w.Choice(object_name="lock_minutes", accessible_name=_("Lock by itself"))
        for minutes in LOCK_MINUTES:
            self.minutes.add(_("after {n} minutes", n=minutes) if minutes else _("never"), minutes)
        self._lay_out()
        self.set.clicked.connect(lambda: self.ask("set"))
        self.change.clicked.connect(lambda: self.ask("change"))
        self.remove.clicked.connect(lambda: self.ask("remove"))
        self.sheet.clicked.connect(lambda _checked: self.print_sheet())
        self.lock.clicked.connect(lambda _checked: session.asked.emit(LockWindow()))
        self.lock_copies.clicked.connect(self._lock_copies)
        self.minutes.currentIndexChanged.connect(lambda _place: self._keep_minutes())

    def refresh(self) -> None:
        """Say what is so now."""
        _, book = self._session._, self._session.book
        keyed, may = book.key is not None, self._may_change()
        if book.owner.practice:
            words = _("A practice book needs no passcode: nothing in it is real.")
        elif keyed:
            words = _("This book opens with its passcode only.")
        else:
            words = _("Whoever uses this laptop can read this book. With a passcode only you can.")
        self.state.setText(words)
        self.set.setVisible(may and not keyed)
        for button in (self.change, self.remove):
            button.setVisible(may and keyed)
        for part in (self.sheet, self.lock, self._itself):
            part.setVisible(keyed)
        self.minutes.blockSignals(True)
        self.minutes.set_current(read_preferences(home_folder()).lock)
        self.minutes.blockSignals(False)
        self._show_unlike(Unlike())
        if book.path is not None and not book.owner.practice:
            self._tasks.run(lambda _progress: unlike_copies(book), self._show_unlike)

    def arrive(self) -> None:
        """Somebody was sent here to give the book a passcode, or to see that it has one."""
        (self.set if self.set.isVisible() else self.change).setFocus()

    def ask(self, act: Act) -> None:
        """Open the card in which the passcode is set, changed or removed."""
        self.told.hide()
        dialog = PasscodeDialog(self._session, self._tasks, act, self._attempts, self)
        dialog.done_with.connect(lambda unlike: self._done(act, unlike))
        dialog.open()

    def print_sheet(self, *, proved: bool = False) -> None:
        """Open the card in which the recovery sheet is printed."""
        SheetDialog(self._session, self._tasks, self._attempts, proved=proved, parent=self).open()

    def _lay_out(self) -> None:
        _ = self._session._
        self.body.addWidget(self.state)
        self.body.addWidget(self.told)
        self.body.addWidget(self.open_copies)
        self.body.addWidget(self.other_copies)
        acts = w.Flow(spacing=8)
        for button in (self.set, self.change, self.sheet, self.lock):
            acts.add(button)
        self.body.addWidget(acts)
        self._itself = QWidget()
        row = QHBoxLayout(self._itself)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look().px(10))
        row.addWidget(w.field_label(_("Lock by itself"), self.minutes))
        row.addWidget(self.minutes, 1)
        self.body.addWidget(self._itself)
        self.body.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)

    def _may_change(self) -> bool:
        book = self._session.book
        return book.path is not None and book.mode == "write" and not book.owner.practice

    def _done(self, act: Act, unlike: Unlike) -> None:
        _ = self._session._
        said = {
            "set": _("The passcode is set, for the copies too."),
            "change": _("The passcode is another one, for the copies too."),
            "remove": _("The passcode is gone, from the copies too."),
        }[act]
        self.refresh()
        self.told.say(said, "money_in")
        w.announce(self.told, said)
        self._show_unlike(unlike)
        if act != "remove":
            self._offer_sheet()

    def _offer_sheet(self) -> None:
        _ = self._session._
        question = QuestionDialog(
            _("Print the recovery sheet now?"),
            _("Without it a forgotten passcode means that nobody can open the book any more."),
            act=_("Print it now"),
            rest=_("Later"),
            object_name="sheet_question",
            picture="printer",
            parent=self,
        )
        question.agreed.connect(lambda: self.print_sheet(proved=True))
        question.open()

    def _show_unlike(self, unlike: Unlike) -> None:
        _ = self._session._
        self.open_copies.set_text(
            _.plural(
                "{n} copy lies open without a passcode.", "{n} copies lie open without a passcode.", len(unlike.open)
            )
        )
        self.open_copies.setVisible(bool(unlike.open))
        self.other_copies.set_text(
            _.plural(
                "{n} copy still has its own passcode: the one of its time opens it.",
                "{n} copies still have their own passcode: the one of their time opens them.",
                len(unlike.others),
            )
        )
        self.other_copies.setVisible(bool(unlike.others))

    def _lock_copies(self) -> None:
        book = self._session.book
        self.lock_copies.setEnabled(False)

        def done(unlike: Unlike) -> None:
            self.lock_copies.setEnabled(True)
            self._show_unlike(unlike)

        def failed(error: Exception) -> None:
            self.lock_copies.setEnabled(True)
            if isinstance(error, KpmError):
                self._session.failed.emit(problems_of(error))

        self._tasks.run(lambda progress: lock_copies(book, progress), done, failed)

    def _keep_minutes(self) -> None:
        minutes = self.minutes.current()
        assert isinstance(minutes, int)
        folder = home_folder()
        keep_preferences(folder, replace(read_preferences(folder), lock=minutes))
