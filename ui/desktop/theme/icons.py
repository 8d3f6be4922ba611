"""Icons: which SVG files exist, and one of them drawn in a colour. Caching is the business of ``Look``.

Imported when the first icon is drawn, since the library for SVG costs as much as a bare window's first paint.
"""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from ui.desktop.theme.tokens import Weight

FOLDER: Final = Path(__file__).resolve().parent.parent / "resources" / "icons"


def exists(name: str, weight: Weight = "duotone") -> bool:
    """Whether the icon ``name`` is drawn in ``weight``."""
    return (FOLDER / weight / f"{name}.svg").is_file()


def svg(name: str, colour: str, weight: Weight = "duotone") -> bytes:
    """The icon's SVG with ``currentColor`` replaced by ``colour``: left as it is, Qt would draw it black.

    Raises FileNotFoundError for an icon that we do not have.
    """
    source = (FOLDER / weight / f"{name}.svg").read_text(encoding="utf-8")
    return source.replace("currentColor", colour).encode()


def draw(name: str, size: int, colour: str, weight: Weight = "duotone", ratio: float = 1.0) -> QPixmap:
    """The icon as a pixmap of ``size`` logical pixels at the device pixel ratio ``ratio``."""
    renderer = QSvgRenderer(QByteArray(svg(name, colour, weight)))
    side = max(1, round(size * ratio))
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
