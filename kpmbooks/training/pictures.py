"""Pictures of lessons: our own flat SVG, at most sixty shapes, with nothing in it that could fetch or run.

Every number, path and move is looked at, so that what is no fault here can be drawn on any screen and on paper.
"""

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

MOST_SHAPES = 60
DEEPEST = 12
"""Groups in each other."""

LONGEST_PATH = 20_000

_SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text"})
_OTHERS = frozenset({"svg", "g", "title", "desc", "tspan", "pattern", "defs"})
_SPACE = "{http://www.w3.org/2000/svg}"
_NUMBER = r"[-+]?(?:[0-9]{1,5}(?:\.[0-9]{0,20})?|\.[0-9]{1,20})(?:[eE]-[0-9])?(?![0-9])"
_NUMERIC = frozenset(
    {"x", "y", "width", "height", "r", "rx", "ry", "cx", "cy", "x1", "x2", "y1", "y2", "stroke-width", "font-size"}
)
_LENGTH = re.compile(rf"{_NUMBER}(?:px)?")
_NUMBERS = re.compile(rf"[\s,]*({_NUMBER})")
_MOVE = re.compile(r"[\s,]*(translate|scale|rotate|matrix)\s*\(([^()]*)\)")
_MOVES = {"translate": (1, 2), "scale": (1, 2), "rotate": (1, 3), "matrix": (6,)}
_PIECE = re.compile(rf"[\s,]*(?:([MmLlHhVvCcSsQqTtAaZz])|{_NUMBER})")
_FLAG = re.compile(r"[\s,]*[01]")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_OUTSIDE = re.compile(r"url\((?!#)|https?:|data:|javascript:|@import|expression", re.IGNORECASE)


def picture_faults(content: bytes) -> tuple[str, ...]:
    """What is not allowed in an SVG, a sentence each; none when it may be shown."""
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content or b"<?xml-stylesheet" in content:
        return ("a picture has no document type, entities or style sheets",)
    try:
        root = ET.fromstring(content)
    except (ET.ParseError, ValueError, LookupError) as error:  # also an encoding that is none
        return (f"this is no picture: {error}",)
    faults = []
    shapes = 0
    for element in root.iter():
        name = str(element.tag).removeprefix(_SPACE)
        shapes += name in _SHAPES
        if name not in _SHAPES | _OTHERS:
            faults.append(f"<{name}> is not allowed in a picture")
        for key, value in element.attrib.items():
            if key.lower().startswith("on") or key.rpartition("}")[2] == "href" or _OUTSIDE.search(value):
                faults.append(f"{name} {key}={value[:40]!r} is not allowed in a picture")
        faults += [f"{name} {key}={value[:40]!r} cannot be drawn" for key, value in _not_drawn(name, element)]
    if _depth(root) > DEEPEST:
        faults.append(f"groups lie deeper in each other than {DEEPEST}")
    if root.tag != f"{_SPACE}svg" or "viewBox" not in root.attrib:
        faults.append("a picture is an svg with a viewBox")
    if shapes > MOST_SHAPES:
        faults.append(f"{shapes} shapes are too many; at most {MOST_SHAPES}")
    return tuple(faults)


def _depth(element: ET.Element) -> int:
    deep, level = 0, [element]
    while level:
        deep += 1
        level = [inside for one in level for inside in one]
    return deep


def _not_drawn(name: str, element: ET.Element) -> Iterator[tuple[str, str]]:
    """The attributes that no pen can follow."""
    for key, value in element.attrib.items():
        if key == "viewBox":
            good = len(box := _numbers(value)) == 4 and box[2] > 0 and box[3] > 0
        elif key == "d":
            good = _is_path(value)
        elif key == "points":
            good = bool(numbers := _numbers(value)) and len(numbers) % 2 == 0
        elif key == "transform":
            good = _are_moves(value)
        elif key == "stroke-dasharray":
            good = value == "none" or bool(_numbers(value))
        else:
            good = key not in _NUMERIC or name == "svg" or _LENGTH.fullmatch(value) is not None
        if not good:
            yield key, value


def _numbers(words: str) -> list[float]:
    """The numbers of a list; none where anything else stands in it."""
    found: list[float] = []
    at, words = 0, words.rstrip()
    while at < len(words):
        one = _NUMBERS.match(words, at)
        if one is None or len(found) > LONGEST_PATH:
            return []
        found.append(float(one[1]))
        at = one.end()
    return found


def _are_moves(words: str) -> bool:
    at, words = 0, words.rstrip()
    while at < len(words):
        one = _MOVE.match(words, at)
        if one is None or len(_numbers(one[2])) not in _MOVES[one[1]]:
            return False
        at = one.end()
    return True


def _is_path(words: str) -> bool:
    """Whether it begins with a move, and every command has its numbers, as often as they are said."""
    if len(words) > LONGEST_PATH:
        return False
    at, words = 0, words.rstrip()
    letter, takes, given, whole = "", 0, 0, True
    while at < len(words):
        is_flag = letter == "A" and given in (3, 4)
        one = (_FLAG if is_flag else _PIECE).match(words, at)
        if one is None:
            return False
        at = one.end()
        if not is_flag and one[1]:
            if given or not whole or (not letter and one[1] not in "Mm"):
                return False
            letter = one[1].upper()
            takes = _TAKES[letter]
            whole = takes == 0
        elif takes == 0:
            return False
        else:
            given = (given + 1) % takes
            whole = whole or given == 0
    return given == 0 and whole
