"""Who types? Before a helper sits down at the laptop her name is asked, and what she can and cannot do is said."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QWidget

from kpmbooks.book.helping import clean_helper, helpers_of
from kpmbooks.problems import Rejected
from ui.desktop import widgets as w
from ui.desktop.asks import BeginHelping
from ui.desktop.pages.card_dialog import CardDialog
from ui.desktop.session import Session
from ui.desktop.theme import name_shown


class HelpingDialog(CardDialog):
    """Asks the window for ``BeginHelping``."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        _ = session._
        super().__init__(_("Who helps typing?"), "keyboard", object_name="helping_dialog", parent=parent)
        self.session = session
        earlier = session.ask(helpers_of) or ()
        self.name = w.TextField(object_name="helping_name", accessible_name=_("Her or his name?"), holds_names=True)
        self.message = w.FieldMessage(_, object_name="helping_message")
        self.begin = w.Button(_("Begin"), object_name="helping_begin", role="primary", picture="check", weight="bold")
        self.rest = w.Button(_("Leave it"), object_name="helping_rest")
        self.column.addWidget(
            w.text_label(
                _("Can copy sheets of paper. Cannot see, correct, close or print anything else."), "base", wrap=True
            )
        )
        known = [one for one in earlier if one.name]
        if known:
            words = ", ".join(f"{name_shown(one.name)} ({one.letter})" for one in known)
            self.column.addWidget(w.text_label(_("Typed before: {names}", names=words), "base", "muted", wrap=True))
            completer = QCompleter([one.name for one in known if one.name], self.name)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            if (popup := completer.popup()) is not None:
                popup.setObjectName("helping_names")
                popup.setAccessibleName(self.name.accessibleName())
            self.name.setCompleter(completer)
        self.column.addWidget(w.field_label(_("Her or his name?"), self.name))
        self.column.addWidget(self.name)
        self.column.addWidget(self.message)
        if session.book.key is None:
            self.column.addWidget(
                w.Strip(
                    _("This book has no passcode: whoever types can end this herself. Set one to be sure."),
                    tone="warn",
                    picture="warning",
                )
            )
        self.column.addStretch(1)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.rest)
        self.buttons.addWidget(self.begin)
        for button in (self.rest, self.begin):
            button.setAutoDefault(False)
        self.begin.setDefault(True)
        self.rest.clicked.connect(self.reject)
        self.begin.clicked.connect(self.begin_now)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_now(self) -> None:
        """Let her type, or say what is wrong with the name."""
        try:
            name = clean_helper(self.name.text())
        except Rejected as rejected:
            self.message.show_problem(rejected.problems[0])
            self.name.show_state("error")
            return
        known = {one.name.casefold(): one.name for one in self.session.ask(helpers_of) or () if one.name}
        self.accept()
        self.session.asked.emit(BeginHelping(known.get(name.casefold(), name)))
