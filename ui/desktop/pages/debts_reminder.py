"""A reminder for somebody who owes: three tones, a text to change, to copy. The program sends nothing by itself."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from kpmbooks.i18n import translator
from kpmbooks.trade.debt_statements import PartyDebt
from kpmbooks.trade.reminders import TONE_NAMES, TONES, reminder, whatsapp_link
from reports.debt_words import phone_text
from ui.desktop import widgets as w
from ui.desktop.pages.card_dialog import CardDialog
from ui.desktop.session import Session
from ui.desktop.theme import look


class ReminderDialog(CardDialog):
    """The text for ``debt``; what is copied is what stands there. ``wa.me`` is shown as text, nothing is opened."""

    def __init__(self, session: Session, debt: PartyDebt, parent: QWidget | None = None) -> None:
        _ = session._
        super().__init__(_("Remind"), "chat-circle-text", object_name="debt_reminder", parent=parent)
        self._debt, self._session = debt, session
        self.tone = w.SegmentedSwitch(
            tuple(w.Segment(tone, _(TONE_NAMES[tone])) for tone in TONES),
            object_name="debt_reminder_tone",
            accessible_name=_("In which tone?"),
        )
        self.text = QPlainTextEdit()
        self.text.setObjectName("debt_reminder_text")
        self.text.setAccessibleName(_("The text"))
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(look().px(140))
        self.copy = w.Button(_("Copy the text"), object_name="debt_reminder_copy", role="primary", picture="copy")
        self.link = QPlainTextEdit()
        self.link.setObjectName("debt_reminder_link")
        self.link.setAccessibleName(_("Address for WhatsApp"))
        self.link.setReadOnly(True)
        self.link.setTabChangesFocus(True)
        self.link.setMaximumHeight(look().px(64))
        self.copy_link = w.Button(_("Copy the address"), object_name="debt_reminder_copy_link", picture="copy")
        self.told = w.text_label("", "small", "muted", wrap=True)
        self.column.addWidget(self.tone)
        self.column.addWidget(self.text)
        phone = debt.party.phone
        if phone:
            words = _("WhatsApp of {phone}: copy this address into the browser of a phone.", phone=phone_text(phone))
            self.column.addWidget(w.text_label(words, "small", "muted", wrap=True))
            self.column.addWidget(self.link)
        else:
            self.column.addWidget(
                w.text_label(
                    _("Write down the phone number, then an address for WhatsApp stands here."), "small", "muted"
                )
            )
        self.column.addWidget(self.told)
        close = w.Button(_("Close"), object_name="debt_reminder_close")
        for button in (self.copy, self.copy_link, close):
            button.setAutoDefault(False)
        self.buttons.addStretch(1)
        self.buttons.addWidget(close)
        if phone:
            self.buttons.addWidget(self.copy_link)
        self.buttons.addWidget(self.copy)
        close.clicked.connect(self.reject)
        self.copy.clicked.connect(self._copy_text)
        self.copy_link.clicked.connect(self._copy_link)
        self.tone.chosen.connect(lambda _tone: self.write())
        self.text.textChanged.connect(self._link)
        self.write()
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def write(self) -> None:
        """Put the text of the chosen tone there."""
        tone = next(one for one in TONES if one == self.tone.current())
        agreed = [bill.due for bill in self._debt.bills if bill.due is not None]
        name, business = self._debt.party.name or "", self._session.ledger.name
        text = reminder(tone, name, self._debt.total, min(agreed) if agreed else None, business, translator())
        self.text.setPlainText(" ".join(text.split()))

    def _link(self) -> None:
        if self._debt.party.phone:
            self.link.setPlainText(whatsapp_link(self._debt.party.phone, self.text.toPlainText()))

    def _copy_text(self) -> None:
        self._copy(self.text.toPlainText())

    def _copy_link(self) -> None:
        self._copy(self.link.toPlainText())

    def _copy(self, words: str) -> None:
        QGuiApplication.clipboard().setText(words)
        self.told.setText(self._session._("Copied. Nothing was sent."))
        w.announce(self, self.told.text())
