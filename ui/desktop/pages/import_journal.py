"""The words for the two sides of a file that came from an accountant: only where the file itself speaks of them."""

from typing import Final

from kpmbooks.i18n import Translator
from kpmbooks.problems import N_
from ui.desktop.widgets import RegisterColumn

ROLES: Final = {"debit": N_("Debit"), "credit": N_("Credit")}
"""What its columns are called where a person says which is which."""


def side_columns(_: Translator) -> tuple[RegisterColumn, RegisterColumn]:
    """The columns of the amounts of a journal."""
    return (
        RegisterColumn("one", _("Debit"), "money", "999.999.999"),
        RegisterColumn("other", _("Credit"), "money", "999.999.999"),
    )
