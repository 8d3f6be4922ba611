"""The figures of a report as one JSON object: whole rupiah as integers, days as ISO text, nothing worded."""

import json
from collections.abc import Mapping
from typing import TextIO


def render(figures: Mapping[str, object], target: TextIO) -> None:
    """Write what a report's ``figures`` gave. Raises TypeError for anything that is not plain text, number or list."""
    json.dump(figures, target, ensure_ascii=False, indent=1)
    target.write("\n")
