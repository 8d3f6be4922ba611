"""Which words tell of social aid: money of which they are said repays no loan, whatever it was recorded as.

Aid may end, and with it a reckoning that rested on it. An account that a person named herself is judged by its name, a
record by its words; those of a record are fewer, because "bantuan" is also help that was paid for.
"""

import re

_IN_NAMES = re.compile(
    r"bansos|bantuan|pkh|bpnt|sembako|kpm|\bblt\b|\bkks\b|\bkjp\b|\bkip\b|\bpip\b|desil|subsidi|hibah", re.IGNORECASE
)
_IN_WORDS = re.compile(
    r"bansos|\bpkh\b|\bbpnt\b|\bblt\b|\bkks\b|\bkjp\b|\bkip\b|\bpip\b|\bprogram keluarga harapan\b|"
    r"(?:bantuan|kartu|program|paket) (?:sosial|pangan|tunai|sembako|pemerintah|beras|pip|dana desa)|"
    r"kartu (?:indonesia|jakarta) pintar|(?:uang|dana|pencairan|bantuan) (?:kpm|desil)\b|\bdesil \d",
    re.IGNORECASE,
)
_PROGRAMMES = r"(?:bansos|pkh|bpnt|blt|kks|kjp|kip|pip|bantuan sosial)"
_PAID_OUT = re.compile(
    rf"^\W*{_PROGRAMMES}\W*$|"
    rf"\b(?:pencairan|cair|dana|uang|terima|bantuan|dapat)(?: (?:uang|dana|bantuan))? {_PROGRAMMES}\b|"
    rf"\b{_PROGRAMMES} (?:tahap|cair|masuk|triwulan|bulan)\b",
    re.IGNORECASE,
)

ROOTS = (
    *("bansos", "bantuan", "pkh", "bpnt", "blt", "kks", "kjp", "kip", "pip", "kpm", "desil"),
    *("program", "kartu", "paket"),
)
"""Every text that tells of aid has one of these in it: with them a book looks for such texts."""


def is_aid_account(name: str) -> bool:
    """Whether the name of an account that somebody made tells of aid."""
    return _IN_NAMES.search(name) is not None


def tells_of_aid(words: str | None) -> bool:
    """Whether the words of a record or an answer tell of aid."""
    return words is not None and _IN_WORDS.search(words) is not None


def tells_of_aid_paid(words: str | None) -> bool:
    """Whether the words of a sale say that it was none but aid that was paid out.

    Fewer than those of other money: who cooks for a programme's meeting sells to it.
    """
    return words is not None and _PAID_OUT.search(words) is not None
