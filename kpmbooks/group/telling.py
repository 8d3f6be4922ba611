"""What is read aloud at the end of a meeting: short sentences in words that everybody knows, amounts also in words.

Pure. On the screen that everybody looks at nothing is told of loans, of what was paid back, or of what differs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kpmbooks.dates import format_day
from kpmbooks.group.money import DUES, FINE, SAVINGS, SOLIDARITY
from kpmbooks.group.rules import GroupRules
from kpmbooks.group.sheet import INSTALMENT, SheetRow
from kpmbooks.i18n import Translator
from kpmbooks.money import Rupiah
from kpmbooks.words import in_words


@dataclass(frozen=True, slots=True)
class MeetingFigures:
    """What a meeting came to. ``box`` is what lies in the box after it; ``missing`` what was not found (negative: more
    than there should be), 0 before it was counted."""

    number: int
    day: date
    present: int
    excused: int
    absent: int
    dues: Rupiah
    solidarity: Rupiah
    savings: Rupiah
    instalments: Rupiah
    fines: Rupiah
    lent: Rupiah
    before: Rupiah
    missing: Rupiah

    @property
    def paid(self) -> Rupiah:
        """Everything that went into the box."""
        return Rupiah(self.dues + self.solidarity + self.savings + self.instalments + self.fines)

    @property
    def box(self) -> Rupiah:
        """What lies in the box now."""
        return Rupiah(self.before + self.paid - self.lent - self.missing)


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence, and its amount in words where it has one."""

    sentence: str
    words: str = ""


def figures_of(rows: Sequence[SheetRow], number: int, day: date, before: Rupiah, *, missing: int = 0) -> MeetingFigures:
    """What is written on a sheet, added up."""

    def total(*names: str) -> Rupiah:
        return Rupiah(
            sum(value for row in rows for cell, value in row.written.items() if cell.partition(":")[0] in names)
        )

    came = [row.attendance for row in rows]
    return MeetingFigures(
        number=number,
        day=day,
        present=came.count("present"),
        excused=came.count("excused"),
        absent=came.count("absent") + came.count(None),
        dues=total(DUES),
        solidarity=total(SOLIDARITY),
        savings=total(SAVINGS),
        instalments=total(INSTALMENT),
        fines=total(FINE),
        lent=Rupiah(sum(row.gets for row in rows)),
        before=before,
        missing=Rupiah(missing),
    )


def tell_meeting(
    _: Translator,
    figures: MeetingFigures,
    rules: GroupRules,
    *,
    next_day: date | None = None,
    shared: bool = False,
) -> tuple[Told, ...]:
    """The sentences, in the order of reading; ``shared`` for the screen that everybody sees."""
    told = [
        Told(_("This was meeting {number}, on {day}.", number=figures.number, day=_on(figures.day, _))),
        Told(_.plural("{n} member came.", "{n} members came.", figures.present)),
    ]
    if not shared and figures.excused:
        told.append(Told(_.plural("{n} member could not come and said so.", "{n} could not come.", figures.excused)))
    if rules.money:
        amounts = (
            (_("Dues: {amount}.", amount=figures.dues), figures.dues),
            (_("For help to members: {amount}.", amount=figures.solidarity), figures.solidarity),
            (_("Savings of all members: {amount}.", amount=figures.savings), figures.savings),
        )
        told += [Told(sentence, in_words(amount)) for sentence, amount in amounts if amount]
        if not shared and figures.instalments:
            paid = _("Paid back on loans: {amount}.", amount=figures.instalments)
            told.append(Told(paid, in_words(figures.instalments)))
        if not shared and figures.lent:
            told.append(Told(_("Lent to members: {amount}.", amount=figures.lent), in_words(figures.lent)))
        told.append(Told(_("Now there is {amount} in the box.", amount=figures.box), in_words(figures.box)))
    if next_day is not None:
        told.append(Told(_("The next meeting is on {day}.", day=_on(next_day, _))))
    told.append(Told(_("Thank you. Everybody can ask and see the book.")))
    return tuple(told)


def _on(day: date, _: Translator) -> str:
    return format_day(day, _.language, weekday=True)
