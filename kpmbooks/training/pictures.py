"""Pictures of lessons: our own flat SVG, at most sixty shapes, with nothing in it that could fetch or run."""

import re
from xml.etree import ElementTree as ET

MOST_SHAPES = 60

_SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text"})
_OTHERS = frozenset({"svg", "g", "title", "desc", "tspan", "pattern", "defs"})
_SPACE = "{http://www.w3.org/2000/svg}"
_OUTSIDE = re.compile(r"url\((?!#)|https?:|data:|javascript:|@import|expression", re.IGNORECASE)


def picture_faults(content: bytes) -> tuple[str, ...]:
    """What is not allowed in an SVG, a sentence each; none when it may be shown."""
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content or b"<?xml-stylesheet" in content:
        return ("a picture has no document type, entities or style sheets",)
    try:
        root = ET.fromstring(content)
    except ET.ParseError as error:
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
    if root.tag != f"{_SPACE}svg" or "viewBox" not in root.attrib:
        faults.append("a picture is an svg with a viewBox")
    if shapes > MOST_SHAPES:
        faults.append(f"{shapes} shapes are too many; at most {MOST_SHAPES}")
    return tuple(faults)
