"""Settings of this machine: letters, light or dark, language; what covers amounts; where the keys are explained."""

from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kpmbooks.problems import N_
from ui.desktop import widgets as w
from ui.desktop.asks import ChangeLook, Cover
from ui.desktop.pages.page import Page
from ui.desktop.preferences import TEXT_SIZES, read_preferences
from ui.desktop.session import Session
from ui.desktop.tasks import Tasks
from ui.desktop.theme import look, names_covered
from ui.home_folder import home_folder

_BRIGHTNESS: Final = (("system", N_("As the laptop")), ("light", N_("Light")), ("dark", N_("Dark")))
_LANGUAGES: Final = (("id", "Bahasa Indonesia"), ("en", "English"))


class SettingsPage(Page):
    """Each choice is worn at once and kept for the next start; prints stay in Indonesian whatever is chosen."""

    TOPICS = frozenset()

    def __init__(self, session: Session, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(session, tasks, object_name="settings_page", parent=parent)
        _ = session._
        self.text = w.SegmentedSwitch(
            tuple(w.Segment(f"{size:g}", f"{size:.0%}") for size in TEXT_SIZES),
            object_name="text_size",
            accessible_name=_("Size of letters"),
        )
        self.brightness = w.SegmentedSwitch(
            tuple(w.Segment(key, _(words)) for key, words in _BRIGHTNESS),
            object_name="brightness",
            accessible_name=_("Light or dark"),
        )
        self.language = w.SegmentedSwitch(
            tuple(w.Segment(key, words) for key, words in _LANGUAGES),
            object_name="language",
            accessible_name=_("Language of the window"),
        )
        self.amounts = w.Check(_("Cover all amounts"), object_name="cover_amounts")
        self.names = w.Check(_("Cover all names"), object_name="cover_names")
        covers = QWidget()
        column = QVBoxLayout(covers)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.amounts)
        column.addWidget(self.names)
        self.goods = w.Button(_("To the goods"), object_name="open_goods", picture="package")
        self.helper = w.Button(_("Let somebody type"), object_name="begin_helping", picture="keyboard")
        self.keys = w.Button(_("Show all keys"), object_name="show_keys", picture="list-checks", key_hint="F1")
        self.text.chosen.connect(lambda key: self._ask(ChangeLook(text=float(key))))
        self.brightness.chosen.connect(self._brightness_chosen)
        self.language.chosen.connect(self._language_chosen)
        self.amounts.clicked.connect(lambda ticked: self.session.asked.emit(Cover(amounts=ticked)))
        self.names.clicked.connect(lambda ticked: self.session.asked.emit(Cover(names=ticked)))
        self.goods.clicked.connect(lambda: self.go.emit("goods", None))
        self.helper.clicked.connect(self._ask_helper)
        self.keys.clicked.connect(self._show_keys)
        self._grid = QGridLayout()
        self._grid.setSpacing(16)
        self._cards = (
            self._card(_("Size of letters"), "text-aa", self.text, _("Everything in the window follows.")),
            self._card(_("Light or dark"), "sun", self.brightness, _("Dark is easier on the eyes in the evening.")),
            self._card(_("Language of the window"), "globe-simple", self.language, _("Prints stay in Indonesian.")),
            self._card(
                _("Before a projector"), "projector-screen", covers, _("Until it is taken off, or the book is left.")
            ),
            self._card(
                _("Stock of goods"),
                "package",
                self.goods,
                _("You need not keep stock. If you want to know what lies there, begin with one good."),
            ),
            self._card(
                _("Typing helper"),
                "keyboard",
                self.helper,
                _("Somebody copies the sheets of paper for you, and can do nothing else."),
            ),
            self._card(_("Keys"), "list-checks", self.keys, _("Everything can be done without a mouse.")),
        )
        self.column.addLayout(self._grid)
        self.column.addStretch(1)
        self.reflowed.connect(self._arrange)
        self._arrange(self.arrangement())
        self.setFocusProxy(self.text)

    def refresh(self) -> None:
        kept = read_preferences(home_folder())
        self.text.set_current(f"{kept.text:g}")
        self.brightness.set_current(kept.brightness)
        self.language.set_current(self.session._.language)
        self._show_covers()
        self.helper.setEnabled(self.session.book.mode == "write")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_cards"):
            self._show_covers()

    def _show_covers(self) -> None:
        self.amounts.setChecked(look().private)
        self.names.setChecked(names_covered())

    def _card(self, title: str, picture: str, control: QWidget, words: str) -> w.Card:
        card = w.Card(title, picture=picture, tone="primary")
        card.body.addWidget(w.text_label(words, "base", "muted", wrap=True))
        card.body.addWidget(control, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.addStretch(1)
        return card

    def _brightness_chosen(self, key: str) -> None:
        for known in ("system", "light", "dark"):
            if known == key:
                self._ask(ChangeLook(brightness=known))

    def _language_chosen(self, key: str) -> None:
        for known in ("id", "en"):
            if known == key and known != self.session._.language:
                self._ask(ChangeLook(language=known))

    def _ask(self, ask: ChangeLook) -> None:
        self.session.asked.emit(ask)

    def _ask_helper(self) -> None:
        from ui.desktop.pages.helping_dialog import HelpingDialog

        HelpingDialog(self.session, self).open()

    def _show_keys(self) -> None:
        from ui.desktop.pages.keys_dialog import KeysDialog

        KeysDialog(self.session._, self).open()

    def _arrange(self, span: str) -> None:
        columns = 1 if span == "narrow" else 2
        for nth, card in enumerate(self._cards):
            self._grid.addWidget(card, nth // columns, nth % columns)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, columns - 1)
