"""Dressing the application: style, palette, font, style sheet, focus ring. Once at start, again after each change."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QFont, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from ui.desktop.theme import fonts, sheet
from ui.desktop.theme.look import PROPERTY, Look
from ui.desktop.theme.tokens import PT, Ledger, Mode


@dataclass(frozen=True, slots=True)
class Theme:
    """What a person chooses: light or dark, size of text (1.0 to 2.0), what is covered; and whose ledger is open."""

    mode: Mode = "light"
    text: float = 1.0
    ledger: Ledger = "kelompok"
    private: bool = False
    nameless: bool = False

    def __post_init__(self) -> None:
        if not 1.0 <= self.text <= 2.0:
            raise ValueError("the text setting goes from 1.0 to 2.0")


def apply(app: QApplication, theme: Theme) -> Look:
    """Dress ``app`` in ``theme``; widgets that are shown repaint themselves. What is worn already costs nothing."""
    fonts.load()
    base = QFont(fonts.FAMILY)
    base.setPointSizeF(PT["base"][0] * theme.text)
    worn = Look(
        theme.mode,
        theme.text,
        theme.ledger,
        QFontInfo(base).pixelSize(),
        private=theme.private,
        nameless=theme.nameless,
    )
    before = app.property(PROPERTY)
    if before is not None and worn.is_like(before):
        worn = before
    else:
        # Once only: under a style sheet no style tells its name, and setting it costs as much as all the rest.
        if before is None and app.style().objectName() != "fusion":
            app.setStyle("Fusion")
        app.setProperty(PROPERTY, worn)
        app.setFont(base)
        app.setPalette(palette(worn))
        app.setStyleSheet(sheet.style_sheet(worn))
    # After the first paint: nothing has the keyboard before, and the ring's classes cost half of what that paint does.
    QTimer.singleShot(0, app, lambda: _give_ring(app))
    return worn


def _give_ring(app: QApplication) -> None:
    from ui.desktop.theme.focus import FocusRing

    if app.findChild(QObject, FocusRing.NAME) is None:
        FocusRing(app)


def wear(widget: QWidget, **properties: str | bool | None) -> None:
    """Set ``role``, ``tone`` or ``state`` of a widget and let the style sheet see it."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def palette(worn: Look) -> QPalette:
    """The palette for what the style sheet does not reach, and for the parts that Fusion draws itself."""
    roles = QPalette.ColorRole
    colours = {
        roles.Window: "bg",
        roles.Base: "surface",
        roles.AlternateBase: "zebra",
        roles.Button: "surface",
        roles.WindowText: "text",
        roles.Text: "text",
        roles.ButtonText: "text",
        roles.PlaceholderText: "muted",
        roles.Highlight: "accent_soft",
        roles.HighlightedText: "text",
        roles.Link: "primary",
        roles.Accent: "primary",
        roles.Mid: "edge",
        roles.Midlight: "line",
        roles.ToolTipBase: "text",
        roles.ToolTipText: "surface",
    }
    made = QPalette()
    for role, tone in colours.items():
        made.setColor(role, worn.colour(tone))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, worn.colour("muted"))
    return made
