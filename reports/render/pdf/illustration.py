"""A lesson's picture on paper: the flat SVG that lessons may have, in greys, so that a copy shop loses nothing of it.

Knows the shapes that ``kpmbooks.training`` lets into a picture, groups that move, turn and grow, and a line of text.
"""

import math
import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

from reports.document import Illustration
from reports.render.pdf.outline import outline_operators
from reports.render.pdf.paper import SMALL, Paper

WIDEST = 440.0
HIGHEST = 300.0
PATTERN = 0.85
"""The grey of what is filled with a pattern."""

_SPACE = "{http://www.w3.org/2000/svg}"
_MOVE = re.compile(r"(translate|scale|rotate|matrix)\s*\(([^)]*)\)")
_NAMED = {"white": "#FFFFFF", "black": "#000000"}
_INHERITED = ("fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap", "stroke-linejoin")
_CAPS = {"butt": 0, "round": 1, "square": 2}
_JOINS = {"miter": 0, "round": 1, "bevel": 2}

Attributes = Mapping[str, str]


def draw_illustration(paper: Paper, illustration: Illustration) -> None:
    """Draw the picture in the middle between the edges, and leave the cursor below it."""
    width, height = picture_size(illustration.svg)
    scale = min((illustration.width or WIDEST) / width, (paper.right - paper.left) / width, HIGHEST / height)
    paper.need(height * scale + 8)
    x = (paper.left + paper.right - width * scale) / 2
    put_picture(paper, illustration.svg, x, paper.y, scale)
    paper.y -= height * scale + 8


def picture_size(svg: bytes) -> tuple[float, float]:
    """How wide and high the picture is, in its own units."""
    numbers = _numbers(ET.fromstring(svg).attrib["viewBox"])
    return numbers[2], numbers[3]


def put_picture(paper: Paper, svg: bytes, x: float, top: float, scale: float) -> None:
    """Put the picture with its upper left corner at (x, top)."""
    root = ET.fromstring(svg)
    left, upper, *_ = _numbers(root.attrib["viewBox"])
    paper.put(f"q {scale:.5f} 0 0 {-scale:.5f} {x - left * scale:.2f} {top + upper * scale:.2f} cm")
    for operators in _drawn(paper, root, {}):
        paper.put(operators)
    paper.put("Q 0 g 0 G")


def _drawn(paper: Paper, element: ET.Element, above: Attributes) -> Iterator[str]:
    here = {**above, **{name: element.attrib[name] for name in _INHERITED if name in element.attrib}}
    moved = " ".join(_moves(element.attrib.get("transform", "")))
    name = str(element.tag).removeprefix(_SPACE)
    if name in ("svg", "g"):
        yield f"q {moved}"
        for child in element:
            yield from _drawn(paper, child, here)
        yield "Q"
    elif name == "text":
        yield f"q {moved} {_words(paper, element, here)} Q"
    elif outline := _outline(name, element.attrib):
        yield f"q {moved} {_painted(outline, here)} Q"


def _moves(transform: str) -> Iterator[str]:
    for kind, words in _MOVE.findall(transform):
        numbers = _numbers(words)
        if kind == "translate":
            yield f"1 0 0 1 {numbers[0]:.3f} {[*numbers, 0.0][1]:.3f} cm"
        elif kind == "scale":
            yield f"{numbers[0]:.5f} 0 0 {numbers[-1]:.5f} 0 0 cm"
        elif kind == "rotate":
            cos, sin = math.cos(math.radians(numbers[0])), math.sin(math.radians(numbers[0]))
            x, y = numbers[1:3] if len(numbers) > 2 else (0.0, 0.0)
            yield f"1 0 0 1 {x:.3f} {y:.3f} cm {cos:.5f} {sin:.5f} {-sin:.5f} {cos:.5f} 0 0 cm"
            yield f"1 0 0 1 {-x:.3f} {-y:.3f} cm"
        else:
            yield f"{' '.join(f'{number:.5f}' for number in numbers)} cm"


def _outline(name: str, attributes: Attributes) -> str:
    """The shape as the outline of a path; nothing for what is no shape."""

    def of(key: str) -> float:
        return float(attributes.get(key, "0").removesuffix("px"))

    if name == "path":
        return attributes.get("d", "")
    if name == "line":
        return f"M{of('x1')} {of('y1')}L{of('x2')} {of('y2')}"
    if name in ("polyline", "polygon"):
        return f"M{attributes.get('points', '')}{'Z' if name == 'polygon' else ''}"
    if name in ("circle", "ellipse"):
        rx, ry = (of("r"), of("r")) if name == "circle" else (of("rx"), of("ry"))
        return f"M{of('cx') - rx} {of('cy')}a{rx} {ry} 0 1 0 {2 * rx} 0a{rx} {ry} 0 1 0 {-2 * rx} 0z"
    if name != "rect":
        return ""
    x, y, width, height = of("x"), of("y"), of("width"), of("height")
    r = min(of("rx") or of("ry"), width / 2, height / 2)
    if not r:
        return f"M{x} {y}h{width}v{height}h{-width}z"
    across, down = width - 2 * r, height - 2 * r
    return (
        f"M{x + r} {y}h{across}a{r} {r} 0 0 1 {r} {r}v{down}a{r} {r} 0 0 1 {-r} {r}"
        f"h{-across}a{r} {r} 0 0 1 {-r} {-r}v{-down}a{r} {r} 0 0 1 {r} {-r}z"
    )


def _painted(outline: str, attributes: Attributes) -> str:
    fill, stroke = _grey(attributes.get("fill", "#000000")), _grey(attributes.get("stroke", "none"))
    if fill is None and stroke is None:
        return ""
    said = [] if fill is None else [f"{fill:.3f} g"]
    if stroke is not None:
        dashes = " ".join(f"{number:g}" for number in _numbers(attributes.get("stroke-dasharray", "")))
        said.append(f"{stroke:.3f} G {float(attributes.get('stroke-width', '1')):g} w [{dashes}] 0 d")
        said.append(f"{_CAPS.get(attributes.get('stroke-linecap', ''), 0)} J")
        said.append(f"{_JOINS.get(attributes.get('stroke-linejoin', ''), 0)} j")
    paint = "B" if fill is not None and stroke is not None else "f" if fill is not None else "S"
    return f"{' '.join(said)} {' '.join(outline_operators(outline))} {paint}"


def _words(paper: Paper, element: ET.Element, attributes: Attributes) -> str:
    words = "".join(element.itertext()).strip()
    size = float(element.attrib.get("font-size", str(SMALL)).removesuffix("px"))
    letters = paper.bold if element.attrib.get("font-weight") in ("bold", "600", "700") else paper.regular
    shift = {"middle": 0.5, "end": 1.0}.get(element.attrib.get("text-anchor", "start"), 0.0)
    x = float(element.attrib.get("x", "0")) - shift * letters.width(words, size)
    y = float(element.attrib.get("y", "0"))
    grey = _grey(attributes.get("fill", "#000000"))
    # The page is upside down in the picture's own coordinates; letters must not be.
    return f"{grey or 0:.3f} g 1 0 0 -1 {x:.3f} {y:.3f} cm BT {letters.write(0, 0, words, size)} ET"


def _grey(colour: str) -> float | None:
    """How light the colour looks, 0 to 1; None where nothing is painted."""
    if colour in ("none", "transparent"):
        return None
    if colour.startswith("url("):
        return PATTERN
    digits = _NAMED.get(colour, colour).removeprefix("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    if not re.fullmatch(r"[0-9A-Fa-f]{6}", digits):
        return 0.0
    red, green, blue = (int(digits[nth : nth + 2], 16) / 255 for nth in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _numbers(words: str) -> list[float]:
    return [float(number) for number in re.findall(r"[-+]?(?:\d*\.\d+|\d+\.?)(?:[eE][-+]?\d+)?", words)]
