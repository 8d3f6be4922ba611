"""Lessons at the group's first meetings: who came, cards before and after, what went wrong, what was done at home."""

from datetime import date
from random import Random
from typing import Final

from kpmbooks import group
from kpmbooks.book import Tx
from kpmbooks.training import sessions

COURSE: Final = (
    ("PB-1", "keluarga_jadi_usaha"),
    ("PB-2", "pinjaman_jadi_jualan"),
    ("PB-3", "bon_tidak_dicatat"),
    ("PB-4", "kas_disamakan"),
    ("PB-5", "uang_di_laci_jadi_untung"),
    ("PB-6", "bon_tidak_dicatat"),
)
"""A lesson for each of the first meetings, and an idea that some had then."""

_NOTES: Final = ("Contoh dari warung sendiri paling mengena.", "Minta diulang pelan-pelan minggu depan.")


def hold_lesson(tx: Tx, number: int, day: date) -> None:
    """The lesson after meeting ``number`` (from 1), as far as the course goes. It rolls dice of its own."""
    if number > len(COURSE):
        return
    dice = Random(f"lesson {number}")
    lesson, idea = COURSE[number - 1]
    held = sessions.begin(tx, lesson, day)
    members = group.members_of(tx, day)
    here = [one.person for one in members if dice.random() < 0.85]
    guests = dice.randrange(3)
    held = sessions.attend(tx, held, here, guests=guests)
    people = len(here) + guests
    for question in (1, 2):
        before, after = (round(people * dice.uniform(*share)) for share in ((0.3, 0.6), (0.75, 1.0)))
        held = sessions.count_cards(tx, held, question, before, people - before, answer="a", when="before")
        held = sessions.count_cards(tx, held, question, after, people - after, answer="a")
    held = sessions.found(tx, held, f"{lesson}-latihan", number, score=4, full=6, ideas={idea: 1 + number % 2})
    if number > 1:
        held = sessions.look_at_home_task(tx, held, COURSE[number - 2][0], done=people * 2 // 3, asked=people)
    held = sessions.note(tx, held, _NOTES[number % len(_NOTES)])
    sessions.finish(tx, held, 22 + dice.randrange(8))
