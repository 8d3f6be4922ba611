"""A text of a lesson in Indonesian, and in English where somebody wrote it."""

from dataclasses import dataclass

from kpmbooks.i18n import Language


@dataclass(frozen=True, slots=True)
class Words:
    """A text in Indonesian, in English where somebody wrote it."""

    id: str
    en: str | None = None

    def said(self, language: Language) -> str:
        """In ``language``, in Indonesian where it is not there."""
        return self.en if language == "en" and self.en else self.id
