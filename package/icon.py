"""The program's icon in the forms that systems want, drawn from the same picture as in the window."""

import os
from pathlib import Path

SIZES = (16, 24, 32, 48, 64, 128, 256)
_GROUND = "#0F5B66"
_PICTURE = "#FFFFFF"


def draw(folder: Path) -> Path:
    """Write ``BukuKPM.png`` and ``BukuKPM.ico`` into a folder below ``folder`` and give it."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PIL import Image
    from PySide6.QtCore import QByteArray, QRectF, Qt
    from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    from ui.desktop.theme import icons

    drawn = folder / "icons"
    drawn.mkdir(parents=True, exist_ok=True)
    application = QGuiApplication.instance() or QGuiApplication([])
    picture = (icons.FOLDER / "fill" / "notebook.svg").read_text("utf-8").replace("currentColor", _PICTURE)
    renderer = QSvgRenderer(QByteArray(picture.encode()))
    files = []
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(_GROUND))
        painter.drawRoundedRect(QRectF(0, 0, size, size), size * 0.2, size * 0.2)
        edge = size * 0.15
        renderer.render(painter, QRectF(edge, edge, size - 2 * edge, size - 2 * edge))
        painter.end()
        files.append(drawn / f"{size}.png")
        image.save(str(files[-1]))
    del application
    images = [Image.open(file) for file in files]
    images[-1].save(drawn / "BukuKPM.png")
    images[-1].save(drawn / "BukuKPM.ico", sizes=[(size, size) for size in SIZES])
    return drawn
