"""The members of a group as rows: picture, name, office, neighbourhood, since when; those who left stand last."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from kpmbooks import group
from kpmbooks.book import Reader
from kpmbooks.dates import format_day
from kpmbooks.group import Member
from kpmbooks.i18n import Translator
from kpmbooks.problems import N_, Problem
from ui.desktop.pages.meeting_words import MARKS, OFFICES
from ui.desktop.theme import name_shown
from ui.desktop.widgets import RegisterBadge, RegisterColumn, RegisterRow

ROLES: Final[dict[str, str]] = {
    "": N_("Nothing"),
    "pendamping": N_("Companion (pendamping)"),
    "ketua_pkh": N_("Chair of a PKH group"),
}
"""What somebody does for the programme; on the screen only, never on a print."""


@dataclass(frozen=True, slots=True)
class MembersSeen:
    """The members that are listed, how many left, and what the size of the group says."""

    members: tuple[Member, ...]
    left: int
    households: int
    warning: Problem | None

    @property
    def present(self) -> int:
        """How many are members now."""
        return sum(1 for one in self.members if one.left is None)


def members_seen(reader: Reader, *, left: bool = False) -> MembersSeen:
    """What the page shows; with ``left`` those who left as well."""
    known = group.members_of(reader)
    here = [one for one in known if one.left is None]
    gone = [one for one in known if one.left is not None]
    households = sum(1 for one in here if not one.household) + len({one.household for one in here if one.household})
    return MembersSeen((*here, *gone) if left else tuple(here), len(gone), households, group.size_warning(known))


def called(_: Translator, member: Member) -> str:
    """Her name as it may be seen now; of one whose words were erased her picture and number."""
    if member.name or member.nickname:
        return name_shown(member.name or member.nickname)
    return _("Member {number}", number=member.id)


def office_words(member: Member, _: Translator) -> str:
    """Her office; nothing for who has none."""
    return _(OFFICES[member.office]) if member.office in OFFICES else ""


def member_columns(_: Translator) -> tuple[RegisterColumn, ...]:
    """The columns of the list."""
    return (
        RegisterColumn("picture", "", "picture"),
        RegisterColumn("who", _("Name"), "main"),
        RegisterColumn("office", _("Office"), "text", "Sekretaris"),
        RegisterColumn("rt", _("RT/RW"), "text", "005/012"),
        RegisterColumn("since", _("Since"), "text", "30 Agu 2026"),
    )


def member_rows(members: Sequence[Member], _: Translator) -> tuple[RegisterRow, ...]:
    """A row for each member; its key is the member's key in the book."""
    return tuple(_row(one, _) for one in members)


def _row(one: Member, _: Translator) -> RegisterRow:
    badge = None
    if one.left is not None:
        badge = RegisterBadge(_("left {day}", day=day_words(one.left, _)), "minus", short=_("left"))
    nickname = one.nickname if one.nickname != one.name else ""
    return RegisterRow(
        key=one.id,
        title=called(_, one),
        detail=name_shown(nickname),
        picture=one.mark,
        badge=badge,
        struck=False,
        cells=(
            ("office", office_words(one, _)),
            ("rt", name_shown(one.rt_rw)),
            ("since", day_words(one.since, _)),
        ),
    )


def day_words(day: date | None, _: Translator) -> str:
    """A day in short words with its year, nothing for none."""
    return "" if day is None else f"{format_day(day, _.language, short=True)} {day.year}"


def mark_words(mark: str, _: Translator) -> str:
    """What a picture is called."""
    return _(MARKS.get(mark, mark))
