"""Names of customers and suppliers taken out of words that leave the book: each becomes a number, always the same."""

import re
from collections.abc import Callable

from kpmbooks.book import Reader
from kpmbooks.i18n import Translator
from kpmbooks.trade.parties import every_name, plain_name


def veil(reader: Reader, _: Translator) -> Callable[[str], str]:
    """What writes a text without any name that a party has or had; whole words only, in any letters and spaces."""
    known = {plain_name(name): party for name, party in every_name(reader)}
    if not known:
        return str
    ways = (r"\s+".join(re.escape(word) for word in name.split()) for name in sorted(known, key=len, reverse=True))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(ways)})(?!\w)", re.IGNORECASE)

    def unnamed(found: re.Match[str]) -> str:
        return _("Party {number}", number=known.get(plain_name(found.group()), 0))

    seen: dict[str, str] = {}

    def veiled(text: str) -> str:
        if text not in seen:
            if len(seen) > _MOST_KEPT:
                seen.clear()
            seen[text] = pattern.sub(unnamed, text)
        return seen[text]

    return veiled


_MOST_KEPT = 10_000
