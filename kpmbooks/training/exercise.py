"""What is practised: slips with fresh numbers from a seed, and what can go wrong with each. No book, no grading."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Literal

from kpmbooks.money import Rupiah, format_amount

Part = Literal["cash", "sales", "spending", "family", "debt", "claims", "things", "capital", "other"]
"""What a record does something to, in the words of the lesson: money at hand, sales, what was spent for the business,
what was taken for the family, what we owe, what others owe us, things we own, the owner's money, other income."""


@dataclass(frozen=True, slots=True)
class Range:
    """Whole rupiah from ``low`` to ``high`` in steps of ``step``."""

    low: int
    high: int
    step: int

    def draw(self, dice: Random) -> Rupiah:
        """One of them."""
        return Rupiah(dice.randrange(self.low, self.high + 1, self.step))


@dataclass(frozen=True, slots=True)
class SlipDraft:
    """A slip before its numbers are drawn: ``text`` has the places ``{amount}`` and ``{name}``.

    ``effects`` are the right ways, each what one unit of the amount does to the parts (+1 more, −1 less); money that
    is spent for the business may be a cost or a thing in store, so there may be several. ``kind`` and ``field`` record
    the model solution.
    """

    text: str
    amount: Range
    day: int
    effects: tuple[Mapping[Part, int], ...]
    kind: str
    field: str


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip as it lies on the table."""

    text: str
    day: date
    amount: Rupiah
    draft: SlipDraft


@dataclass(frozen=True, slots=True)
class Misconception:
    """An idea that goes wrong, and the words that help; never a reproach.

    ``swapped``: what came in was written as gone out, or the reverse. ``times``: the amount was written so many times
    too large. ``instead``: what does something to the part ``meant`` was written as if to one of ``instead``.
    ``missing``: it was not written at all.
    """

    id: str
    name: str
    feedback: str
    feedback_en: str | None = None
    swapped: bool = False
    times: int | None = None
    meant: Part | None = None
    instead: tuple[Part, ...] = ()
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Exercise:
    """Slips to be recorded in a practice book. ``opening`` is the cash that is there at first."""

    id: str
    lesson: str
    owner: str
    business: str
    sector: str
    opening: Range
    names: tuple[str, ...]
    slips: tuple[SlipDraft, ...]
    misconceptions: tuple[Misconception, ...]

    def draw(self, seed: int, start: date) -> tuple[Rupiah, tuple[Slip, ...]]:
        """The opening cash and the slips for this seed, their days counted from ``start``; the same every time.

        Amounts differ from each other, and none is ten or a hundred times another: a slip can always be told by what
        was written.
        """
        dice = Random(f"{self.id} {seed}")
        opening = self.opening.draw(dice)
        names = dice.sample(self.names, len(self.names))
        slips: list[Slip] = []
        for nth, draft in enumerate(self.slips):
            taken = {one.amount * times for one in slips for times in (1, 10, 100)}
            amount = draft.amount.draw(dice)
            while amount in taken or any(amount * times == one.amount for one in slips for times in (10, 100)):
                amount = draft.amount.draw(dice)
            text = draft.text.format(amount=format_amount(amount), name=names[nth % len(names)])
            slips.append(Slip(text, start + timedelta(days=draft.day), amount, draft))
        return opening, tuple(slips)
