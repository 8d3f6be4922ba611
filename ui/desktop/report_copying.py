"""Putting the report for whoever helps on the clipboard."""

from PySide6.QtGui import QGuiApplication

from ui.logbook import logbook


def copy_report() -> None:
    """Copy which program this is on which system, and the last lines of the log: nothing that a person wrote."""
    QGuiApplication.clipboard().setText(logbook().report())
