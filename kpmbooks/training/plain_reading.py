"""How hard Indonesian is to read: words a sentence, and long words, in all that a lesson says.

Long is a word of more than ten letters: most plain words are shorter, words with two affixes are not. Words of the
subject that everybody knows, or that the lesson explains, stand in ``content/glossary.toml`` and count as short.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kpmbooks.training.prose import Prose
from kpmbooks.training.toml_rows import Row

LONGEST_SHORT_WORD = 10

_GLOSSARY = Path(__file__).with_name("content") / "glossary.toml"
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SENTENCE = re.compile(r"[.!?…]+[”’\"')]*(?=\s|$)")
_PLACE = re.compile(r"\{[a-z0-9_]*\}")

_SAID = frozenset(
    {"title", "aim", "rule", "story", "materials", "remember", "at_home", "next_time", "paper_only", "song", "text"}
    | {"a", "b", "why", "note", "shows", "told", "columns", "steps"}
)
"""Keys of ``lesson.toml`` under which people read something."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Sentences, words and long words as counted so far."""

    sentences: int = 0
    words: int = 0
    long_words: int = 0

    @property
    def mean_sentence_words(self) -> float:
        """Words per sentence, one decimal."""
        return round(self.words / self.sentences, 1) if self.sentences else 0.0

    @property
    def long_words_percent(self) -> float:
        """Words of more than ten letters in percent, one decimal."""
        return round(100 * self.long_words / self.words, 1) if self.words else 0.0

    def __add__(self, other: "Reading") -> "Reading":
        return Reading(self.sentences + other.sentences, self.words + other.words, self.long_words + other.long_words)


@cache
def known_words() -> frozenset[str]:
    """The long words that count as short, in small letters."""
    return frozenset(word.casefold() for word in tomllib.loads(_GLOSSARY.read_text("utf-8"))["words"])


def reading_of(texts: Iterable[str]) -> Reading:
    """The measure of some texts; each ends a sentence. A number is a word of none."""
    sentences = words = long_words = 0
    for text in texts:
        for sentence in _SENTENCE.split(_PLACE.sub(" ", text)):
            found = _WORD.findall(sentence)
            if found:
                sentences += 1
                words += len(found)
                long_words += sum(map(is_long, found))
    return Reading(sentences, words, long_words)


def is_long(word: str) -> bool:
    """Whether a word counts as long; of a doubled word each half is looked at."""
    return any(len(half) > LONGEST_SHORT_WORD and half.casefold() not in known_words() for half in word.split("-"))


def running_text(prose: Prose) -> Iterator[str]:
    """The running text of pages: headings and pictures do not count."""
    return (block.text for block in prose.blocks if block.kind not in ("title", "step", "picture"))


def said_texts(row: Row) -> Iterator[str]:
    """What ``lesson.toml`` says in Indonesian, wherever it stands in it."""
    for key, value in row.items():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                yield from said_texts(one)
            elif isinstance(one, str) and key in _SAID:
                yield one
