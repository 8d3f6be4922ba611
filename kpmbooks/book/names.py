"""Names that people give: one line without invisible controls, short enough for a line of paper."""

import unicodedata

from kpmbooks.problems import N_, Problem, Rejected

LONGEST_NAME = 120


def one_line(text: str) -> str:
    """``text`` in one line, without controls and marks that turn the direction of writing."""
    visible = "".join(" " if unicodedata.category(letter).startswith(("C", "Z")) else letter for letter in text)
    return " ".join(unicodedata.normalize("NFC", visible).split())


def clean_name(name: str, missing: str) -> str:
    """The name in one line; raises ``Rejected`` when it is too long, or empty (with the sentence ``missing``)."""
    line = one_line(name)
    if not line:
        raise Rejected(Problem("name-missing", missing, field="name"))
    if len(line) > LONGEST_NAME:
        message = N_("This name is too long. Keep it below {most} letters.")
        raise Rejected(Problem("name-too-long", message, {"most": LONGEST_NAME}, "name"))
    return line
