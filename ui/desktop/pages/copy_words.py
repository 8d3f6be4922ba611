"""How copies are spoken of: when, why, how large."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from kpmbooks.dates import format_day
from kpmbooks.i18n import Translator
from kpmbooks.problems import N_
from kpmbooks.safekeeping.shelf import Why

WHY_WORDS: Final[Mapping[Why, str]] = {
    "close": N_("on closing"),
    "hand": N_("made by hand"),
    "import": N_("before taking a file in"),
    "upgrade": N_("before an update"),
    "restore": N_("before restoring"),
    "repair": N_("before repairing"),
    "passcode": N_("before another passcode"),
}


def said_when(at: datetime, now: datetime, _: Translator) -> str:
    """``hari ini 10.42``, ``kemarin 16.05``, ``Senin, 5 Jan 16.05``, with the year where it is another."""
    clock = f"{at:%H.%M}" if _.language == "id" else f"{at:%H:%M}"
    if at.date() == now.date():
        return _("today {time}", time=clock)
    if at.date() == now.date() - timedelta(days=1):
        return _("yesterday {time}", time=clock)
    day = format_day(at.date(), _.language, weekday=True, short=True)
    year = "" if at.year == now.year else f" {at.year}"
    return f"{day}{year} {clock}"


def begun_large(words: str) -> str:
    """``Hari ini 10.42``: as a sentence begins."""
    return words[:1].upper() + words[1:]


def said_size(size: int, _: Translator) -> str:
    """``320 kB``, ``1,2 MB``."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000))} kB"
    megabytes = f"{size / 1_000_000:.1f}"
    return f"{megabytes.replace('.', ',') if _.language == 'id' else megabytes} MB"
