"""Whose story is told: the lesson's, which is made up, or that of a member who agreed to it on her card."""

from typing import Final

from PySide6.QtWidgets import QWidget

from kpmbooks import people
from kpmbooks.book import Reader
from ui.desktop import widgets as w
from ui.desktop.pages.session_run import Guest, SessionRun, expected
from ui.desktop.theme import name_shown

CONSENT: Final = "kisah"


class StoryPart(w.Card):
    """Only that a story was told is kept, never its words. Where nobody agreed there is nothing to choose."""

    def __init__(self, run: SessionRun, parent: QWidget | None = None) -> None:
        _ = run.session._
        super().__init__(_("Whose story?"), picture="chat-circle-text", tone="primary", object_name="story_choice")
        self._run = run
        self.who = w.Choice(object_name="story_who", accessible_name=_("Whose story?"))
        self.who.add(_("The story of this lesson"), "")
        for guest in run.session.ask(lambda reader: _agreed(reader, run)) or ():
            self.who.add(name_shown(guest.name), guest.uid.hex())
        told = self.who.findData("" if run.held.story is None else run.held.story.hex())
        self.who.setCurrentIndex(max(0, told))
        self.who.activated.connect(lambda _index: self._tell())
        self.body.addWidget(self.who)
        self.body.addWidget(
            w.text_label(
                _("A member's own story is told only if she agreed to it on her card."), "small", "muted", wrap=True
            )
        )

    def _tell(self) -> None:
        person = self.who.current()
        self._run.tell_story(bytes.fromhex(person) if isinstance(person, str) and person else None)


def _agreed(reader: Reader, run: SessionRun) -> tuple[Guest, ...]:
    return tuple(guest for guest in expected(reader, run.held.day) if people.agreed_to(reader, guest.uid, CONSENT))
