"""The words that only the accountant's view may say, wherever they hide in a text."""

import re

# Also inside of other words ("pengkreditan"), and as they were written before the spelling reform.
_WORDS = re.compile(r"\w*(?:debit|debet|kredit|jurnal)\w*", re.IGNORECASE)
_PROPER_NAMES = re.compile(r"Kredit Usaha Rakyat", re.IGNORECASE)


def accounting_words(text: str) -> list[str]:
    """Every debit, kredit and jurnal in ``text`` that is not part of a proper name."""
    return _WORDS.findall(_PROPER_NAMES.sub("", text))
