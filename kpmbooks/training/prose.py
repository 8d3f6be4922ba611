"""The pages of a lesson: a small part of Markdown, read into blocks.

Headings, paragraphs, lists, quoted stories, pictures of the lesson's own folder, and bold words. No HTML, no links: a
lesson that comes on a stick must not be able to fetch or to run anything.
"""

import re
from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["title", "step", "paragraph", "item", "number", "quote", "picture"]

_HEADING = re.compile(r"(#{1,2}) +(\S.*)")
_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]*)\)")
_FORBIDDEN = re.compile(
    r"<[a-zA-Z/!?]|\]\(|https?:|javascript:|&#|^```|^\||^\[[^\]]*\]:"
    r"|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]",
    re.MULTILINE,
)
_BOLD = re.compile(r"\*\*(.+?)\*\*")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of words, bold or not."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a page. A picture has its file in ``picture`` and what it shows in its words."""

    kind: BlockKind
    spans: tuple[Span, ...]
    picture: str = ""

    @property
    def text(self) -> str:
        """Its words without their weight."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Prose:
    """The blocks in their order; a ``step`` begins a new page."""

    blocks: tuple[Block, ...]

    def pages(self) -> tuple[tuple[Block, ...], ...]:
        """The blocks page by page."""
        pages: list[list[Block]] = [[]]
        for block in self.blocks:
            if block.kind == "step" and any(one.kind != "title" for one in pages[-1]):
                pages.append([])
            pages[-1].append(block)
        return tuple(tuple(page) for page in pages if page)


def read_prose(text: str) -> Prose | tuple[str, ...]:
    """The pages that ``text`` says, or what in it is not allowed, a sentence each."""
    faults = [
        f"line {text.count(chr(10), 0, found.start()) + 1}: {found.group()!r} is not allowed here"
        for found in _FORBIDDEN.finditer(_PICTURE.sub(r"\1", text))
    ]
    blocks: list[Block] = []
    for paragraph in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").strip()):
        blocks.extend(_blocks(paragraph))
    if not any(block.kind == "title" for block in blocks[:1]):
        faults.append("the first line must be a title: # …")
    return tuple(faults) if faults else Prose(tuple(blocks))


def _blocks(paragraph: str) -> list[Block]:
    found: list[Block] = []
    for line in paragraph.split("\n"):
        kind, words, picture = _line(line.strip())
        if not words and not picture:
            continue
        if kind == "paragraph" and found and found[-1].kind in ("paragraph", "item", "number", "quote"):
            last = found.pop()  # a line that goes on where the one before stopped
            kind, words = last.kind, f"{_marked(last)} {words}"
        elif kind == "quote" and found and found[-1].kind == "quote":
            words = f"{_marked(found.pop())} {words}"
        found.append(Block(kind, _spans(words), picture))
    return found


def _line(line: str) -> tuple[BlockKind, str, str]:
    if heading := _HEADING.fullmatch(line):
        return ("title" if len(heading[1]) == 1 else "step"), heading[2], ""
    if picture := _PICTURE.fullmatch(line):
        return "picture", picture[1], picture[2]
    if item := re.fullmatch(r"[-*] +(.*)", line):
        return "item", item[1], ""
    if number := re.fullmatch(r"(\d{1,2})[.)] +(.*)", line):
        return "number", f"{number[1]}. {number[2]}", ""
    if line.startswith(">"):
        return "quote", line[1:].strip(), ""
    return "paragraph", line, ""


def _marked(block: Block) -> str:
    return "".join(f"**{span.text}**" if span.strong else span.text for span in block.spans)


def _spans(words: str) -> tuple[Span, ...]:
    spans: list[Span] = []
    at = 0
    for bold in _BOLD.finditer(words):
        if bold.start() > at:
            spans.append(Span(words[at : bold.start()]))
        spans.append(Span(bold[1], strong=True))
        at = bold.end()
    if at < len(words) or not spans:
        spans.append(Span(words[at:]))
    return tuple(spans)
