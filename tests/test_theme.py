"""The theme: colours that can be read, one font with every letter, icons that exist, a ring that can be seen."""

import re
from dataclasses import fields
from itertools import product
from pathlib import Path
from typing import TypeVar, get_args

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetrics, QImage, QRawFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kpmbooks.recording.kinds import load_kinds
from ui.desktop.theme import Ledger, Mode, Theme, apply, fonts, icons, look, wear
from ui.desktop.theme.focus import FocusRing
from ui.desktop.theme.sheet import style_sheet
from ui.desktop.theme.tokens import LIGHT, MODES, PT, READ_ON, Accent, Weight

# The platform without a screen cannot raise a window, grab the keyboard or tell a least size, and says so each time.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

DESKTOP = Path(icons.__file__).resolve().parent.parent
LEAST_CONTRAST = 4.5  # WCAG 2.2, success criterion 1.4.3, ordinary text


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio as WCAG 2 defines it, 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture
def dressed(qapp: QApplication) -> QApplication:
    apply(qapp, Theme())
    return qapp


def test_the_contrast_formula_is_the_published_one() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.005)  # the well-known lightest grey that passes


@pytest.mark.parametrize(("mode", "pair"), list(product(get_args(Mode), READ_ON)))
def test_every_text_can_be_read_on_its_ground(mode: Mode, pair: tuple[str, str]) -> None:
    text, ground = (MODES[mode].colour(name) for name in pair)
    assert contrast(text, ground) >= LEAST_CONTRAST


@pytest.mark.parametrize(("mode", "ledger"), list(product(get_args(Mode), get_args(Ledger))))
def test_every_ledger_can_be_read_as_block_and_as_word(mode: Mode, ledger: Ledger) -> None:
    tokens = MODES[mode]
    accent: Accent = getattr(tokens, ledger)
    assert contrast(accent.on_fill, accent.fill) >= LEAST_CONTRAST
    assert contrast(tokens.text, accent.soft) >= LEAST_CONTRAST
    for ground in (accent.soft, tokens.surface, tokens.bg):
        assert contrast(accent.text, ground) >= LEAST_CONTRAST


@pytest.mark.parametrize("mode", get_args(Mode))
def test_edges_and_the_focus_ring_stand_out_from_their_ground(mode: Mode) -> None:
    tokens = MODES[mode]
    for line, ground in product((tokens.edge, tokens.focus), (tokens.bg, tokens.surface)):
        assert contrast(line, ground) >= 3  # WCAG 2.2, 1.4.11


def test_the_practice_frame_is_never_amber_alone() -> None:
    assert contrast(LIGHT.practice, LIGHT.bg) < 3 <= contrast(LIGHT.practice_text, LIGHT.bg)


def test_no_colour_is_written_outside_of_the_tokens() -> None:
    written = re.compile(r"#[0-9A-Fa-f]{6}\b|QColor\(\s*\d|GlobalColor\.(?!transparent)")
    guilty = [
        str(path.relative_to(DESKTOP))
        for path in DESKTOP.rglob("*.py")
        if path.name != "tokens.py" and written.search(path.read_text(encoding="utf-8").replace("``#RRGGBB``", ""))
    ]
    assert guilty == []


def test_every_token_is_used_or_measured() -> None:
    sources = "\n".join(path.read_text(encoding="utf-8") for path in DESKTOP.rglob("*.py") if path.name != "tokens.py")
    measured = {name for pair in READ_ON for name in pair}
    unused = [f.name for f in fields(LIGHT) if f.name not in measured and f.name not in sources]
    assert unused == []


def test_text_is_never_smaller_than_eleven_points_and_reading_is_twelve() -> None:
    assert min(points for points, _bold in PT.values()) == 11
    assert {role for role, (points, _bold) in PT.items() if points < 12} == {"small", "small-bold"}


@pytest.mark.parametrize(("mode", "text"), [("light", 1.0), ("light", 2.0), ("dark", 1.5)])
def test_the_style_sheet_sizes_type_in_points_and_grows_with_the_setting(
    qapp: QApplication, mode: Mode, text: float
) -> None:
    sheet = style_sheet(apply(qapp, Theme(mode, text)))
    sizes = re.findall(r"font-size:\s*([\d.]+)(\w+)", sheet)
    assert sizes
    assert {unit for _size, unit in sizes} == {"pt"}
    assert min(float(size) for size, _unit in sizes) >= 11 * text
    assert qapp.font().pointSizeF() == 12 * text
    assert "None" not in sheet


def test_a_text_setting_out_of_range_is_refused() -> None:
    with pytest.raises(ValueError, match="text setting"):
        Theme(text=2.5)


def test_an_em_is_sixteen_pixels_at_one_hundred_percent(dressed: QApplication) -> None:
    assert look().em == 16
    assert apply(dressed, Theme(text=1.5)).em == 24
    assert look().px(44) == 66


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_the_font_has_every_letter_that_is_written(qapp: QApplication, weight: str) -> None:
    font = QRawFont(str(fonts.FOLDER / f"BukuKPM-{weight}.ttf"), 16)
    assert font.familyName() == "Buku KPM"
    printable = [
        chr(code) for code in (*range(0x20, 0x7F), *range(0xA0, 0x180)) if code != 0x149
    ]  # deprecated by Unicode
    needed = [*printable, *"→←↑↓≥≤≠≈✓×−–—‘’“”•…€"]
    assert [sign for sign in needed if not font.supportsCharacter(ord(sign))] == []


@pytest.mark.parametrize("role", ["base", "bold", "number-xl"])
def test_all_digits_are_equally_wide(dressed: QApplication, role: str) -> None:
    metrics = QFontMetrics(look().font(role))
    assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1


def test_a_line_of_base_text_is_twenty_one_pixels_high(dressed: QApplication) -> None:
    assert QFontInfo(dressed.font()).family() == "Buku KPM"
    assert QFontMetrics(dressed.font()).height() in (21, 22)  # Andika's own line would be 26


def test_the_font_comes_with_its_licence_under_another_name() -> None:
    licence = (fonts.FOLDER / "OFL.txt").read_text(encoding="utf-8")
    assert "Copyright (c) 2004-2022 SIL International" in licence
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert not any("andika" in path.name.lower() for path in fonts.FOLDER.iterdir())


ICONS = sorted(icons.FOLDER.glob("*/*.svg"))


def test_the_icons_come_with_their_licence() -> None:
    assert "Phosphor" in (icons.FOLDER / "LICENSE.txt").read_text(encoding="utf-8")
    assert {path.parent.name for path in ICONS} == set(get_args(Weight))


@pytest.mark.parametrize("path", ICONS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_no_current_colour_is_left_in_an_icon(path: Path) -> None:
    drawn = icons.svg(path.stem, "#0F5B66", path.parent.name)  # type: ignore[arg-type] # folders are the weights
    assert b"currentColor" not in drawn
    assert b"#0F5B66" in drawn


def test_an_icon_takes_the_colour_of_its_token_on_a_clear_ground(dressed: QApplication) -> None:
    image: QImage = look().pixmap("check", 24, "money_in", "bold").toImage()
    solid = {
        image.pixelColor(x, y).name().upper()
        for x, y in product(range(image.width()), range(image.height()))
        if image.pixelColor(x, y).alpha() == 255
    }
    assert solid == {LIGHT.money_in}
    assert image.pixelColor(0, 0).alpha() == 0


def test_an_icon_is_as_sharp_as_the_screen(dressed: QApplication) -> None:
    pixmap = look().pixmap("house", 24, ratio=2.0)
    assert (pixmap.width(), pixmap.devicePixelRatio()) == (48, 2.0)
    assert look().pixmap("house", 24, ratio=2.0).cacheKey() == pixmap.cacheKey()


def test_every_icon_named_in_the_window_exists(dressed: QApplication) -> None:
    """Names are plain strings in the source: whatever follows ``picture=`` or stands in an icon call is one."""
    named = re.compile(
        r"""picture(?:\s*:\s*str)?\s*=\s*"([a-z-]+)"|(?:Picture|pixmap|icon|show_icon|set_picture)\(\s*"([a-z-]+)\""""
    )
    missing = {
        name
        for path in DESKTOP.rglob("*.py")
        for pair in named.findall(path.read_text(encoding="utf-8"))
        for name in pair
        if name and not any(icons.exists(name, weight) for weight in get_args(Weight))
    }
    assert missing == set()


def test_every_kind_of_record_has_its_picture() -> None:
    pictures = {kind.id: kind.picture for kind in load_kinds().values()}
    assert pictures
    assert {name: picture for name, picture in pictures.items() if not icons.exists(picture)} == {}


def test_an_icon_that_we_do_not_have_is_an_error_and_not_a_blank(dressed: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        look().pixmap("unicorn")


def test_the_palette_follows_the_mode(qapp: QApplication) -> None:
    apply(qapp, Theme("dark"))
    assert qapp.palette().window().color() == QColor(MODES["dark"].bg)
    apply(qapp, Theme("light"))
    assert qapp.palette().window().color() == QColor(MODES["light"].bg)


def test_a_role_changes_the_size_of_a_label(dressed: QApplication, qtbot: QtBot) -> None:
    label = QLabel("Rp6.845.000")
    qtbot.addWidget(label)
    wear(label, role="number-xl")
    assert label.font().pointSizeF() == 29
    assert label.font().weight() == QFont.Weight.Bold
    wear(label, role="small")
    assert label.font().pointSizeF() == 11


Part = TypeVar("Part", bound=QWidget)


def part(of: QWidget, kind: type[Part], name: str) -> Part:
    found = of.findChild(kind, name)
    assert found is not None
    return found


@pytest.fixture
def form(dressed: QApplication, qtbot: QtBot) -> QWidget:
    QTest.qWait(0)  # lets the ring come, as after the first paint
    form = QWidget()
    column = QVBoxLayout(form)
    for name, widget in (("field", QLineEdit()), ("button", QPushButton("Simpan")), ("other", QPushButton("Batal"))):
        widget.setObjectName(name)
        column.addWidget(widget)
    qtbot.addWidget(form)
    with qtbot.waitActive(form):
        form.show()
    return form


def ringed(app: QApplication) -> str:
    ring = app.findChild(FocusRing)
    assert ring is not None
    widget = ring.ringed()
    return widget.objectName() if widget is not None else ""


def test_the_ring_follows_the_keyboard(dressed: QApplication, form: QWidget) -> None:
    part(form, QLineEdit, "field").setFocus()
    assert ringed(dressed) == "field"
    QTest.keyClick(part(form, QLineEdit, "field"), Qt.Key.Key_Tab)
    assert ringed(dressed) == "button"


def test_the_mouse_gets_a_ring_on_fields_only(dressed: QApplication, form: QWidget) -> None:
    button = part(form, QPushButton, "button")
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    assert ringed(dressed) == ""
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
    field = part(form, QLineEdit, "field")
    QTest.mousePress(field, Qt.MouseButton.LeftButton)
    assert ringed(dressed) == "field"
    QTest.mouseRelease(field, Qt.MouseButton.LeftButton)


def test_the_ring_survives_the_window_that_it_was_in(dressed: QApplication, qtbot: QtBot) -> None:
    QTest.qWait(0)
    for _round in range(2):
        window = QWidget()
        field = QLineEdit(window)
        field.setObjectName("field")
        with qtbot.waitActive(window):
            window.show()
        field.setFocus()
        assert ringed(dressed) == "field"
        window.close()
        window.deleteLater()
        QTest.qWait(0)


def test_dressing_again_gives_no_second_ring(dressed: QApplication) -> None:
    for text in (1.0, 1.25):
        apply(dressed, Theme(text=text))
        QTest.qWait(0)
    assert len(dressed.findChildren(FocusRing)) == 1


def test_the_ink_of_the_amber_frame_stands_on_nothing_but_amber() -> None:
    """On a dark card it could not be seen; only the frame itself may wear it."""
    desktop = Path(__file__).parents[1] / "ui" / "desktop"
    worn = {one.name for one in desktop.rglob("*.py") if '"practice_text"' in one.read_text("utf-8")}
    assert worn == {"tokens.py", "practice.py"}
