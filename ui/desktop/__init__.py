"""The window. Only here is Qt known."""

import builtins
from typing import Final

PYTHONS_IMPORT: Final = builtins.__import__
"""Python's own import, as it was before PySide6 put another in its place (see ``quick_start``)."""
