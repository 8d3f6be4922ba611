"""The catalogue of ideas that go wrong: what each makes of a slip, and the words and picture that help.

It is data, ``content/misconceptions.toml``, shared by all lessons. What an idea makes of a slip is worked out in
``going_wrong``; what it makes of an answer is said by the task that asks (``Asked.wrong``).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from kpmbooks.training import toml_rows as rows
from kpmbooks.training.bilingual import Words
from kpmbooks.training.effects import Part, natural
from kpmbooks.training.toml_rows import Row

CONTENT = Path(__file__).with_name("content")
CATALOGUE = CONTENT / "misconceptions.toml"
PICTURES = CONTENT / "_pictures"

Form = Literal["swapped", "times", "tenth", "turns", "missing", "twice", "day", "answer"]
"""Money in and out swapped; a zero too many; a zero too few; one part taken for another; not written; written twice;
under another day; an answer (which one, the question says)."""

Turn = Mapping[Part, Part]
"""Every part on the left is taken for the one on the right; all of them must be in what is right."""

MOST_IDEAS = 200


@dataclass(frozen=True, slots=True)
class Misconception:
    """An idea that goes wrong. ``feedback``: two kind sentences, never a reproach. ``picture``: a file in ``PICTURES``.

    ``treated_by``: the exercise that treats it with fresh numbers. ``turns``: its ways of taking parts for others.
    ``only``: it touches only what moves these parts in this direction (debit-signed); ``cashless``: only what moves no
    money at hand.
    """

    id: str
    name: Words
    feedback: Words
    picture: str
    treated_by: str | None
    form: Form
    turns: tuple[Turn, ...] = ()
    only: Mapping[Part, int] | None = None
    cashless: bool = False


UNIVERSAL = ("masuk_keluar_tertukar", "nol_kelebihan", "nol_kurang", "hari_salah", "dua_kali", "slip_terlupa")
"""The ideas that can go wrong with any slip, whether an exercise lists them or not."""


def with_universal(listed: Sequence[Misconception]) -> tuple[Misconception, ...]:
    """The listed ideas, and those that can go wrong with any slip."""
    known = misconceptions()
    return (*listed, *(known[name] for name in UNIVERSAL if all(idea.id != name for idea in listed)))


@cache
def misconceptions() -> Mapping[str, Misconception]:
    """All ideas by id. Raises ValueError where the catalogue is broken, which is content of the program."""
    return read_misconceptions(CATALOGUE.read_bytes())


def read_misconceptions(content: bytes) -> Mapping[str, Misconception]:
    """The ideas of a catalogue by id; ValueError names the one that is not right."""
    found: dict[str, Misconception] = {}
    whole = rows.parse(content)
    rows.only(whole, ("misconception",), "misconceptions.toml")
    for row in rows.rows(whole, "misconception", MOST_IDEAS):
        try:
            idea = _misconception(row)
        except ValueError as error:
            raise ValueError(f"misconception {row.get('id', '?')}: {error}") from error
        if idea.id in found:
            raise ValueError(f"misconception {idea.id}: is there twice")
        found[idea.id] = idea
    return found


_WAYS: tuple[Form, ...] = get_args(Form)


def _misconception(row: Row) -> Misconception:
    rows.only(
        row,
        ("id", "name", "name_en", "feedback", "feedback_en", "picture", "treated_by", "only", *_WAYS),
        "misconception",
    )
    forms = [form for form in _WAYS if form in row]
    if len(forms) != 1:
        raise ValueError("says not exactly one way of going wrong")
    form = forms[0]
    if form == "times":
        rows.number(row, "times", 10, 10)
    elif form not in ("turns", "missing") and not rows.flag(row, form):
        raise ValueError(f"{form} is not true")
    missing = rows.table(row, "missing") if form == "missing" else {}
    name = rows.text(row, "id")
    return Misconception(
        id=name,
        name=Words(rows.text(row, "name"), rows.optional_text(row, "name_en")),
        feedback=Words(rows.text(row, "feedback"), rows.optional_text(row, "feedback_en")),
        picture=rows.text(row, "picture") if "picture" in row else f"{name}.svg",
        treated_by=rows.optional_text(row, "treated_by"),
        form=form,
        turns=tuple(_turn(one) for one in rows.rows(row, "turns")),
        only=_only(rows.table(row, "only")) if "only" in row else None,
        cashless=rows.flag(missing, "cashless"),
    )


def _turn(row: Row) -> Turn:
    if not row:
        raise ValueError("turns: says no part")
    return {natural(meant, 1)[0]: natural(rows.text(row, meant), 1)[0] for meant in row}


def _only(row: Row) -> Mapping[Part, int]:
    found: dict[Part, int] = {}
    for word in row:
        part, sign = natural(word, rows.number(row, word, -1, 1))
        found[part] = sign
    return found
