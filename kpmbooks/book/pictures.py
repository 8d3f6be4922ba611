"""What may be kept as a photo: JPEG or PNG of bearable size, without what a camera writes beside the picture.

Cameras note place, time and device; a book of poor families' money must not know where they live. Only the parts that
draw the picture are kept. Its turn is among what is dropped: whoever shows the photo turns it before.
"""

import re

from kpmbooks.problems import N_, Problem

LARGEST = 300_000
"""The most bytes that a photo may have: legible at the size of a sheet, and a year of them fits on any stick."""

_JPEG = b"\xff\xd8"
_MARKER = re.compile(rb"\xff+([^\x00\xff])", re.DOTALL)
_AFTER_SCAN = re.compile(rb"\xff(?![\x00\xd0-\xd7\xff])", re.DOTALL)
_END_OF_PICTURE, _SCAN, _COMMENT = 0xD9, 0xDA, 0xFE
_COLOURS = (b"JFIF\0", b"Adobe")  # the notes that say how colours are meant
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT"})

_NO_PICTURE = Problem("photo-unreadable", N_("This file is no photo. Choose a JPEG or PNG picture."), field="photo")
_TOO_LARGE = Problem("photo-too-large", N_("This photo is too large. Make it smaller than 300 kB."), field="photo")


def clean_picture(content: bytes) -> tuple[str, bytes] | Problem:
    """The media type of a picture and its bytes without camera notes; why not, where it cannot be kept."""
    if content.startswith(_JPEG):
        media_type, cleaned = "image/jpeg", _clean_jpeg(content)
    elif content.startswith(_PNG):
        media_type, cleaned = "image/png", _clean_png(content)
    else:
        return _NO_PICTURE
    if cleaned is None:
        return _NO_PICTURE
    return _TOO_LARGE if len(cleaned) > LARGEST else (media_type, cleaned)


def _clean_jpeg(content: bytes) -> bytes | None:
    """Up to the first end of a picture: phones append previews and second pictures with notes of their own."""
    kept = [_JPEG]
    position = len(_JPEG)
    while marker := _MARKER.match(content, position):
        code = marker[1][0]
        if code == _END_OF_PICTURE:
            return b"".join((*kept, b"\xff\xd9"))
        begin = marker.end() - 2
        end = marker.end() + int.from_bytes(content[marker.end() : marker.end() + 2])
        segment = content[begin:end]
        if end < marker.end() + 2 or len(segment) != end - begin:
            return None
        if code == _SCAN:
            following = _AFTER_SCAN.search(content, end)
            if following is None:
                return None
            kept.append(content[begin : following.start()])
            end = following.start()
        elif not (0xE0 <= code <= 0xEF or code == _COMMENT) or segment[4:].startswith(_COLOURS):
            kept.append(segment)
        position = end
    return None


def _clean_png(content: bytes) -> bytes | None:
    """Without every chunk that does not draw."""
    kept = [_PNG]
    position = len(_PNG)
    while position + 12 <= len(content):
        length = int.from_bytes(content[position : position + 4])
        kind = content[position + 4 : position + 8]
        chunk = content[position : position + 12 + length]
        if len(chunk) != 12 + length:
            return None
        if kind in _PNG_KEPT:
            kept.append(chunk)
        if kind == b"IEND":
            return b"".join(kept)
        position += 12 + length
    return None
