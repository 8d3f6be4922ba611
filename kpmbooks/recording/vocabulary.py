"""The kinds of record that the program knows, and what each is called."""

from collections.abc import Mapping
from functools import cache

from kpmbooks.i18n import DEFAULT_LANGUAGE, Language
from kpmbooks.recording.kind import Kind
from kpmbooks.recording.kinds import load_kinds

JOURNAL_KIND = "catatan_umum"
"""An entry that was written account by account; no kind asks for it."""

DEBT_KIND = "bon_dirapikan"
"""Debts of one account told apart otherwise than before: given a name, or paid for another one. No balance changes."""

_UNASKED: Mapping[str, Mapping[Language, str]] = {
    JOURNAL_KIND: {"id": "Catatan umum", "en": "General record"},
    DEBT_KIND: {"id": "Bon dirapikan", "en": "Debts put in order"},
}
"""Kinds that nobody is asked for, and what they are called."""


@cache
def kinds() -> Mapping[str, Kind]:
    """All kinds of record, in the order in which people need them; read once, they are content of the program."""
    return load_kinds(trusted=True)  # the tests have checked it


def kind_name(kind: str, sector: str, language: Language = DEFAULT_LANGUAGE) -> str:
    """What a kind is called on screen and paper, in the words of the sector."""
    known = kinds().get(kind)
    if known is None:
        return _UNASKED[kind][language] if kind in _UNASKED else kind
    return known.name_en if language == "en" and known.name_en else known.name_for(sector)
