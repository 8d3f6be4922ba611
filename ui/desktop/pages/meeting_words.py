"""How a meeting's page says what the book keeps as a key: offices, attendance, members and their pictures."""

from collections.abc import Callable, Mapping
from typing import Final

from kpmbooks.group import Member, SavingsKind
from kpmbooks.i18n import Translator
from kpmbooks.problems import N_
from ui.desktop.theme import name_shown

OFFICES: Final[Mapping[str, str]] = {
    "ketua": N_("Chair"),
    "sekretaris": N_("Secretary"),
    "bendahara": N_("Treasurer"),
}

ATTENDANCE: Final[Mapping[str, tuple[str, str, str]]] = {
    "present": (N_("Present"), "check-circle", "money_in"),
    "excused": (N_("Excused"), "envelope-simple", "warn"),
    "absent": (N_("Did not come"), "x-circle", "muted"),
}
"""The word, its picture and its tone."""

MARKS: Final[Mapping[str, str]] = {
    "flower-tulip": N_("Tulip"), "fish": N_("Fish"), "butterfly": N_("Butterfly"), "umbrella": N_("Umbrella"),
    "bird": N_("Bird"), "moon": N_("Moon"), "key": N_("Key"), "carrot": N_("Carrot"), "sun": N_("Sun"),
    "cat": N_("Cat"), "star": N_("Star"), "heart": N_("Heart"), "tree": N_("Tree"), "leaf": N_("Leaf"),
    "house-simple": N_("House"), "boat": N_("Boat"), "bicycle": N_("Bicycle"), "bell": N_("Bell"), "drop": N_("Drop"),
    "fire": N_("Fire"), "crown": N_("Crown"), "flower": N_("Flower"), "horse": N_("Horse"), "dog": N_("Dog"),
    "rabbit": N_("Rabbit"), "cow": N_("Cow"), "egg": N_("Egg"), "fish-simple": N_("Small fish"),
    "cherries": N_("Cherries"), "orange": N_("Orange"), "pepper": N_("Pepper"), "grains": N_("Rice"),
    "coffee": N_("Coffee"), "cooking-pot": N_("Pot"), "scissors": N_("Scissors"), "t-shirt": N_("Shirt"),
    "lamp": N_("Lamp"), "clock": N_("Clock"), "anchor": N_("Anchor"), "rainbow": N_("Rainbow"),
}  # fmt: skip
"""What each picture is called, in one word."""


def called(_: Translator, member: Member, *, shared: bool = False) -> str:
    """What a member is called here: her name as it may be seen now, or her picture where everybody looks on."""
    mark = _(MARKS.get(member.mark, member.mark))
    name = member.name or member.nickname
    return mark if shared or not name else name_shown(name)


def savings_called(_: Callable[[str], str], kinds: tuple[SavingsKind, ...], kind: SavingsKind) -> str:
    """The head of the column of a kind of savings; where there is one it is simply called savings."""
    return _("Savings") if len(kinds) == 1 else kind.name
