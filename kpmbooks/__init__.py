"""The books of KPM groups and families: ledgers, records, statements. No window, no PDF."""

VERSION = "0.1.0"
"""As in ``pyproject.toml``, which a package does not carry."""
