"""The outline of an SVG path as PDF operators: lines, curves and arcs, in the coordinates of the picture."""

import math
import re
from collections.abc import Iterator

_PIECE = re.compile(r"([MmLlHhVvCcSsQqTtAaZz])|([-+]?(?:\d*\.\d+|\d+\.?)(?:[eE][-+]?\d+)?)")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}

Point = tuple[float, float]


def outline_operators(outline: str) -> Iterator[str]:
    """The path ``outline`` (an SVG ``d``); nothing is painted yet. ValueError where it cannot be read."""
    at = start = control = (0.0, 0.0)
    before = ""
    for letter, numbers in _commands(outline):
        name, relative = letter.upper(), letter.islower()
        base = at if relative else (0.0, 0.0)
        points = _points(name, numbers, at, base)
        if name == "Z":
            yield "h"
            at = start
        elif name == "M":
            at = start = points[0]
            yield f"{_at(at)} m"
        elif name in "LHV":
            at = points[0]
            yield f"{_at(at)} l"
        elif name == "A":
            rx, ry, turn, large, sweep = numbers[:5]
            yield from _arc(at, (rx, ry), turn, (bool(large), bool(sweep)), points[0])
            at = points[0]
        else:
            smooth = control if before in ("CS" if name in "CS" else "QT") and before else at
            mirrored = (2 * at[0] - smooth[0], 2 * at[1] - smooth[1])
            if name in "ST":
                points = [mirrored, *points]
            control = points[-2]
            first, second = (points[0], points[1]) if name in "CS" else _raised(at, points[0], points[-1])
            at = points[-1]
            yield f"{_at(first)} {_at(second)} {_at(at)} c"
        before = name


def _commands(outline: str) -> Iterator[tuple[str, list[float]]]:
    """Each command with as many numbers as it takes; one that is repeated without its letter is said again."""
    letter, numbers = "", list[float]()
    rest = outline
    while rest:
        found = _PIECE.search(rest)
        if found is None:
            return
        text = found[0]
        if letter in ("A", "a") and len(numbers) in (3, 4):
            text = found[0][0]  # a flag is one digit, and the next number may follow it without a space
            if text in "+-.":
                raise ValueError("an arc's flag is 0 or 1")
        rest = rest[found.start() + len(text) :]
        if text.isalpha():
            letter, numbers = text, []
            if text in "Zz":
                yield text, []
            continue
        numbers.append(float(text))
        if len(numbers) == _TAKES[letter.upper()]:
            yield letter, numbers
            numbers = []
            letter = {"M": "L", "m": "l"}.get(letter, letter)


def _points(name: str, numbers: list[float], at: Point, base: Point) -> list[Point]:
    if name == "H":
        return [(base[0] + numbers[0], at[1])]
    if name == "V":
        return [(at[0], base[1] + numbers[0])]
    pairs = numbers[5:] if name == "A" else numbers
    return [(base[0] + pairs[nth], base[1] + pairs[nth + 1]) for nth in range(0, len(pairs), 2)]


def _raised(begin: Point, control: Point, end: Point) -> tuple[Point, Point]:
    """The two control points of a quadratic curve as PDF knows curves."""
    return (
        (begin[0] + 2 / 3 * (control[0] - begin[0]), begin[1] + 2 / 3 * (control[1] - begin[1])),
        (end[0] + 2 / 3 * (control[0] - end[0]), end[1] + 2 / 3 * (control[1] - end[1])),
    )


def _arc(begin: Point, radii: Point, turn: float, flags: tuple[bool, bool], end: Point) -> Iterator[str]:
    """An elliptical arc as curves of at most a quarter each (SVG 1.1, appendix F.6)."""
    rx, ry = abs(radii[0]), abs(radii[1])
    if begin == end:
        return
    if not rx or not ry:
        yield f"{_at(end)} l"
        return
    angle = math.radians(turn)
    cos, sin = math.cos(angle), math.sin(angle)
    dx, dy = (begin[0] - end[0]) / 2, (begin[1] - end[1]) / 2
    x, y = cos * dx + sin * dy, cos * dy - sin * dx
    grow = math.sqrt(max(1.0, x * x / (rx * rx) + y * y / (ry * ry)))
    rx, ry = rx * grow, ry * grow
    under = rx * rx * y * y + ry * ry * x * x
    size = math.sqrt(max(0.0, rx * rx * ry * ry - under) / under) * (-1 if flags[0] == flags[1] else 1)
    cx, cy = size * rx * y / ry, -size * ry * x / rx
    first = math.atan2((y - cy) / ry, (x - cx) / rx)
    swept = math.atan2((-y - cy) / ry, (-x - cx) / rx) - first
    if flags[1] and swept < 0:
        swept += 2 * math.pi
    elif not flags[1] and swept > 0:
        swept -= 2 * math.pi
    middle = (cos * cx - sin * cy + (begin[0] + end[0]) / 2, sin * cx + cos * cy + (begin[1] + end[1]) / 2)

    def on(px: float, py: float) -> Point:
        return middle[0] + cos * rx * px - sin * ry * py, middle[1] + sin * rx * px + cos * ry * py

    pieces = max(1, math.ceil(abs(swept) / (math.pi / 2) - 1e-9))
    step = swept / pieces
    k = 4 / 3 * math.tan(step / 4)
    for nth in range(pieces):
        a, b = first + nth * step, first + (nth + 1) * step
        one = on(math.cos(a) - k * math.sin(a), math.sin(a) + k * math.cos(a))
        two = on(math.cos(b) + k * math.sin(b), math.sin(b) - k * math.cos(b))
        yield f"{_at(one)} {_at(two)} {_at(end if nth + 1 == pieces else on(math.cos(b), math.sin(b)))} c"


def _at(point: Point) -> str:
    return f"{point[0]:.2f} {point[1]:.2f}"
