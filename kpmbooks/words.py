"""An amount of rupiah in Indonesian words (terbilang), as kuitansi and signed prints need it. No other language."""

from kpmbooks.money import LIMIT

_ONES = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas")
_SCALES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (1000, "ribu"))


def in_words(amount: int) -> str:
    """The amount in lower case, ending in rupiah: ``1001000`` is "satu juta seribu rupiah".

    The spelling is KBBI's: miliar, triliun; "se-" stands for one only before belas, puluh, ratus and ribu.
    Raises ValueError beyond ±999.999.999.999.999.
    """
    if abs(amount) > LIMIT:
        raise ValueError("there are words only up to 999 triliun")
    words = [word for word in _whole(int(abs(amount))) if word] or ["nol"]
    return " ".join(["minus"] * (amount < 0) + words + ["rupiah"])


def _whole(number: int) -> list[str]:
    words: list[str] = []
    for size, scale in _SCALES:
        count, number = divmod(number, size)
        if count == 1 and size == 1000:
            words.append("seribu")
        elif count:
            words += [*_below_thousand(count), scale]
    return words + _below_thousand(number)


def _below_thousand(number: int) -> list[str]:
    hundreds, rest = divmod(number, 100)
    words = ["seratus"] if hundreds == 1 else [_ONES[hundreds], "ratus"] if hundreds else []
    if rest < len(_ONES):
        return [*words, _ONES[rest]]
    if rest < 20:
        return [*words, _ONES[rest - 10], "belas"]
    return [*words, _ONES[rest // 10], "puluh", _ONES[rest % 10]]
