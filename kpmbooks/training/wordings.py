"""The words of questions that the program asks by itself, and of what it tells before them: Indonesian data.

They lie in ``content/wordings.toml``, by kind of task. A lesson's own words stand in its own folder.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from kpmbooks.money import Rupiah, format_amount

_FILE = Path(__file__).with_name("content") / "wordings.toml"


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(_FILE.read_text("utf-8"))


def said(kind: str, name: str, /, **params: object) -> str:
    """The words that a kind of task has under ``name``, with Rupiah in their places written as amounts."""
    told = {key: format_amount(value) if isinstance(value, Rupiah) else value for key, value in params.items()}
    return _words()[kind][name].format_map(told)
