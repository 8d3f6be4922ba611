"""Setting, changing and removing the passcode of the open book, in a card over the page; its copies go along."""

from collections.abc import Sequence
from typing import Final, Literal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kpmbooks.problems import N_, Cancelled, KpmError, Problem, Rejected, StorageError
from ui.desktop import widgets as w
from ui.desktop.attempts import Attempts
from ui.desktop.pages.card_dialog import CardDialog
from ui.desktop.pages.new_passcode import NewPasscode
from ui.desktop.pages.work_place import WorkPlace
from ui.desktop.passcode_work import change
from ui.desktop.session import Session
from ui.desktop.tasks import Job, Tasks
from ui.desktop.widgets.secret_field import SecretField

Act = Literal["set", "change", "remove"]

TITLES: Final = {
    "set": N_("Set a passcode"),
    "change": N_("Change the passcode"),
    "remove": N_("Remove the passcode?"),
}
BUTTONS: Final = {"set": N_("Set it"), "change": N_("Change it"), "remove": N_("Remove it")}
WORKS: Final = {
    "set": N_("Locking book and copies"),
    "change": N_("Locking book and copies anew"),
    "remove": N_("Unlocking book and copies"),
}


class PasscodeDialog(CardDialog):
    """``done_with`` carries which copies stay unlike the book (``Unlike``).

    ``attempts`` counts wrong passcodes of this book.
    """

    done_with = Signal(object)

    def __init__(
        self, session: Session, tasks: Tasks, act: Act, attempts: Attempts, parent: QWidget | None = None
    ) -> None:
        _ = session._
        super().__init__(_(TITLES[act]), "lock-key", object_name="passcode_dialog", parent=parent)
        self._session = session
        self._tasks = tasks
        self._act = act
        self._attempts = attempts
        self._job: Job | None = None
        self._is_working = False
        self.present = SecretField(_, object_name="present_passcode", accessible_name=_("Present passcode"))
        self.present_message = w.FieldMessage(_, object_name="present_passcode_message")
        self.new = NewPasscode(_)
        self.failure = w.FieldMessage(_, object_name="passcode_failure")
        self.working = WorkPlace(_, object_name="passcode_working", in_pages=False)
        self.cancel = w.Button(_("Cancel"), object_name="passcode_cancel")
        self.do = w.Button(_(BUTTONS[act]), object_name="passcode_do", role="danger" if act == "remove" else "primary")
        self._lay_out()
        self.present.submitted.connect(self.submit if act == "remove" else self.new.setFocus)
        self.present.changed.connect(lambda: self._say_present(None))
        self.new.submitted.connect(self.submit)
        self.cancel.clicked.connect(self.reject)
        self.do.clicked.connect(self.submit)
        (self.new if act == "set" else self.present).setFocus()

    def submit(self) -> None:
        """Do it, unless something is wrong with what is typed."""
        if self._is_working:
            return
        present = None if self._act == "set" else self.present.text()
        if present == "":
            self._say_present(Problem("passcode-missing", N_("Type the present passcode first.")))
            return
        if self._attempts.seconds_left():
            message = N_("That was wrong several times. Wait {n} seconds, then try again.")
            self._say_present(Problem("passcode-pause", message, {"n": self._attempts.seconds_left()}))
            return
        passcode = None if self._act == "remove" else self.new.taken()
        if passcode is None and self._act != "remove":
            return
        self.failure.show_problem(None)
        self._show_working(working=True)
        book = self._session.book
        self._job = self._tasks.run(
            lambda progress: change(book, present, passcode, progress), self._done, self._failed, self.working.tell
        )

    def reject(self) -> None:
        """Esc and Cancel: stop the work if it goes on, else close; nothing is changed before the work is done."""
        if self._is_working:
            if self._job is not None:
                self._job.cancel()
            self.cancel.setEnabled(False)
        else:
            self._forget()
            super().reject()

    def _lay_out(self) -> None:
        _ = self._session._
        parts: Sequence[QWidget]
        asked = (w.field_label(_("Present passcode"), self.present.edit), self.present, self.present_message)
        match self._act:
            case "set":
                told = _(
                    "Whoever opens the book or a copy must know it. If it is forgotten, only the recovery sheet helps."
                )
                parts = (w.text_label(told, "base", wrap=True), self.new)
            case "change":
                told = _("The recovery sheet of before is then worth nothing. Print a new one.")
                parts = (w.Strip(told, tone="warn", picture="warning"), *asked, self.new)
            case "remove":
                told = _("Whoever uses this laptop can then read the book and its copies.")
                parts = (w.Strip(told, tone="warn", picture="warning"), *asked)
        for part in (*parts, self.working, self.failure):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.cancel)
        self.buttons.addWidget(self.do)

    def _show_working(self, *, working: bool) -> None:
        self._is_working = working
        if working:
            self.working.begin(self._session._(WORKS[self._act]), self.reject)
        else:
            self.working.end()
        for part in (self.present, self.new, self.do):
            part.setEnabled(not working)
        self.cancel.setEnabled(True)

    def _done(self, unlike: object) -> None:
        self._show_working(working=False)
        self._attempts.right()
        self._forget()
        self.accept()
        self.done_with.emit(unlike)

    def _failed(self, error: Exception) -> None:
        self._show_working(working=False)
        if not isinstance(error, KpmError) or isinstance(error, Cancelled):
            return
        problem = error.problem if isinstance(error, StorageError) else None
        if isinstance(error, Rejected):
            problem = error.problems[0]
        if problem is not None and problem.code == "passcode-wrong":
            self._attempts.wrong()
            self._say_present(problem)
        else:
            self.failure.show_problem(problem)

    def _say_present(self, problem: Problem | None) -> None:
        self.present_message.show_problem(problem)
        self.present.show_state(None if problem is None else "error")
        if problem is not None:
            self.present.setFocus()
            self.present.edit.selectAll()
            w.announce(self.present_message, self._session._.problem(problem))

    def _forget(self) -> None:
        self.present.forget()
        self.new.forget()
