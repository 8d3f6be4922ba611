"""Saying a source text in a language: gettext catalogs, Indonesian first, whatever language the machine prefers.

The language is an argument: whoever words something is given a ``Translator``, usually called ``_``. Source texts are
English and marked by ``_("...")``, ``_.plural("...", "...", n)`` or, where they are only declared, ``N_("...")``.
Which language a person chose, and where that is kept, is not this module's business; nor is domain content, which is
Indonesian data.
"""

import gettext
from datetime import date
from pathlib import Path
from typing import Literal, get_args

from kpmbooks.dates import Period, format_day, format_period
from kpmbooks.money import Rupiah, format_amount
from kpmbooks.problems import Problem

Language = Literal["id", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
DEFAULT_LANGUAGE: Language = "id"

_DOMAIN = "kpmbooks"
_CATALOGS = Path(__file__).resolve().parent.parent / "locale"


class Translator:
    """Says source texts in one language, with amounts, days and periods in their places as that language writes them.

    The places ``{name}`` of a text are filled only when parameters are given. A Rupiah is written as an amount, a day
    and a period in words; anything else as ``str.format`` writes it. A text without translation is said in English.
    """

    __slots__ = ("_catalog", "language")

    def __init__(self, language: Language, catalog: gettext.NullTranslations) -> None:
        self.language: Language = language
        self._catalog = catalog

    def __call__(self, message: str, /, **params: object) -> str:
        """``message`` in this language. Raises KeyError when a place of the text has no parameter."""
        # The catalog keeps its own header under the empty text.
        return self._fill(self._catalog.gettext(message), params) if message else ""

    def plural(self, one: str, many: str, n: int, /, **params: object) -> str:
        """The text that fits ``n`` things; ``{n}`` in it is the number itself."""
        return self._fill(self._catalog.ngettext(one, many, n), {"n": n, **params})

    def problem(self, problem: Problem) -> str:
        """The sentence of a problem."""
        return self(problem.message, **problem.params)

    def _fill(self, text: str, params: dict[str, object]) -> str:
        if not params:
            return text
        return text.format_map({name: self._worded(value) for name, value in params.items()})

    def _worded(self, value: object) -> object:
        match value:
            case Rupiah():
                return format_amount(value)
            case date():
                return format_day(value, self.language)
            case Period():
                return format_period(value, self.language)
            case Problem():
                return self.problem(value)
        return value


def translator(language: Language = DEFAULT_LANGUAGE) -> Translator:
    """The translator of a language. English is the language of the source and needs no catalog."""
    if language == "en":
        return Translator(language, gettext.NullTranslations())
    return Translator(language, gettext.translation(_DOMAIN, _CATALOGS, languages=[language]))
