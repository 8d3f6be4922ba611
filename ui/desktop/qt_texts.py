"""Qt's own words (menus of text fields, file dialog) in our language: it has no Indonesian catalogue of its own."""

from typing import Final

from PySide6.QtCore import QObject, QTranslator

from kpmbooks.i18n import Translator
from kpmbooks.problems import N_

QT_TEXTS: Final = (
    N_("&Undo"), N_("&Redo"), N_("Cu&t"), N_("&Copy"), N_("&Paste"), N_("Delete"), N_("Select All"),
    N_("OK"), N_("&OK"), N_("Cancel"), N_("&Cancel"), N_("&Open"), N_("Open"), N_("&Save"), N_("Save"), N_("Save As"),
    N_("&Choose"), N_("Close"), N_("&Close"), N_("&Yes"), N_("&No"), N_("Look in:"), N_("&Look in:"),
    N_("File &name:"), N_("Files of type:"), N_("Files of &type:"), N_("Save in:"),
    N_("&Directory:"), N_("&Delete"), N_("&Rename"), N_("&New Folder"),
    N_("Create New Folder"), N_("Create a New Folder"), N_("New Folder"), N_("Parent Directory"),
    N_("Go to the parent directory"), N_("Back"), N_("Go back"), N_("Forward"), N_("Go forward"), N_("List View"),
    N_("Change to list view mode"), N_("Detail View"), N_("Change to detail view mode"), N_("Sidebar"), N_("Computer"),
    N_("My Computer"), N_("Name"), N_("Size"), N_("Type"), N_("Date Modified"), N_("Drive"), N_("Folder"), N_("File"),
    N_("All Files (*)"), N_("Show &hidden files"), N_("Files"),
    # where the system has no print dialog of its own
    N_("Print"), N_("&Print"), N_("Printer"), N_("&Name:"), N_("P&roperties"), N_("Location:"), N_("Preview"),
    N_("Type:"), N_("Output &file:"), N_("&Options >>"), N_("&Options <<"), N_("Print to File (PDF)"),
    N_("Local file"), N_("Write PDF file"), N_("Copies"), N_("Options"), N_("Print range"), N_("Print all"),
    N_("Pages from"), N_("to"), N_("Pages"), N_("Current Page"), N_("Selection"), N_("Page &Set:"), N_("All Pages"),
    N_("Odd Pages"), N_("Even Pages"), N_("Output Settings"), N_("Copies:"), N_("Collate"), N_("Reverse"),
    N_("Color Mode"), N_("Color"), N_("Grayscale"), N_("Double Sided Printing"), N_("Off"), N_("Long side binding"),
    N_("Short side binding"), N_("Printer Properties"), N_("Page"), N_("Paper"), N_("Page size:"), N_("Width:"),
    N_("Height:"), N_("Paper source:"), N_("Orientation"), N_("Portrait"), N_("Landscape"), N_("Reverse landscape"),
    N_("Reverse portrait"), N_("Margins"), N_("Page Layout"), N_("Page &order:"), N_("Pages &per sheet:"),
)  # fmt: skip
"""The source texts of Qt that our window can show; an ampersand before a letter is Qt's mark for a key."""


class QtTexts(QTranslator):
    """Answers Qt's questions for a translation from our catalog."""

    def __init__(self, _: Translator, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.speak(_)
        self._known = frozenset(QT_TEXTS)

    def speak(self, _: Translator) -> None:
        """Answer in this language from now on."""
        self._ = _

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source_text: str, disambiguation: str | None = None, n: int = -1) -> str | None:
        return self._(source_text) if source_text in self._known else None
