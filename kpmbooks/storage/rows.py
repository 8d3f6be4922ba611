"""Rows and index entries out of the pages of a file, as far as they can be read, without SQLite.

After SQLite's file format (sqlite.org/fileformat2.html). Nothing here trusts the file: whatever does not fit is passed
over, and no page is looked at twice. A leaf page to which no way leads any more is found as well.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kpmbooks.storage.pages import Pages

Value = int | float | str | bytes | None
Record = tuple[Value, ...]

_TABLE_LEAF, _TABLE_INNER, _INDEX_LEAF, _INDEX_INNER = 0x0D, 0x05, 0x0A, 0x02
_INTEGER_BYTES = (0, 1, 2, 3, 4, 6, 8)


@dataclass(frozen=True, slots=True)
class Root:
    """A table or an index of the file: where its tree begins."""

    kind: str
    name: str
    table: str
    page: int


@dataclass(slots=True)
class Tree:
    """Walks trees of one file. ``seen`` are the pages that were walked, ``damaged`` those that made no sense there."""

    pages: Pages
    seen: set[int] = field(default_factory=set)
    damaged: set[int] = field(default_factory=set)

    def roots(self) -> tuple[Root, ...]:
        """What the file says is in it."""
        found = []
        for _key, row in self.rows(1):
            match row:
                case (str(kind), str(name), str(table), int(page), *_rest) if page > 0:
                    found.append(Root(kind, name, table, page))
        return tuple(found)

    def rows(self, root: int) -> Iterator[tuple[int, Record]]:
        """Key and values of every readable row of the table whose tree begins at page ``root``."""
        for number, page in self._leaves(root, _TABLE_INNER, _TABLE_LEAF):
            yield from self._rows_in(number, page)

    def stray_leaves(self) -> Iterator[list[tuple[int, Record]]]:
        """The rows of each leaf page of a table to which no tree led."""
        for number in range(1, len(self.pages) + 1):
            if number in self.seen:
                continue
            page = self.pages[number]
            if page[_head(number)] == _TABLE_LEAF:
                self.seen.add(number)
                rows = list(self._rows_in(number, page))
                if rows:
                    yield rows

    def entries(self, root: int) -> Iterator[Record]:
        """Every readable entry of the index whose tree begins at page ``root``."""
        for number, page in self._leaves(root, _INDEX_INNER, _INDEX_LEAF):
            inner = page[_head(number)] == _INDEX_INNER
            for at in self._cells(number, page):
                found = self._payload(page, at + (4 if inner else 0), key=False)
                if found is not None and (record := _record(found[1])) is not None:
                    yield record

    def _leaves(self, root: int, inner: int, leaf: int) -> Iterator[tuple[int, bytes]]:
        """The pages of a tree that hold rows or entries, from left to right."""
        waiting = [root]
        while waiting:
            number = waiting.pop()
            head = _head(number)
            if not 1 <= number <= len(self.pages) or number in self.seen:
                self.damaged.add(number)
                continue
            page = self.pages[number]
            if page[head] not in (inner, leaf):
                self.damaged.add(number)
                continue
            self.seen.add(number)
            if page[head] == inner:
                children = [int.from_bytes(page[at : at + 4], "big") for at in self._cells(number, page)]
                children.append(int.from_bytes(page[head + 8 : head + 12], "big"))
                waiting.extend(reversed(children))
            if page[head] == leaf or inner == _INDEX_INNER:
                yield number, page

    def _rows_in(self, number: int, page: bytes) -> Iterator[tuple[int, Record]]:
        for at in self._cells(number, page):
            found = self._payload(page, at, key=True)
            record = None if found is None else _record(found[1])
            if found is None or record is None:
                self.damaged.add(number)
            else:
                yield found[0], record

    def _cells(self, number: int, page: bytes) -> Iterator[int]:
        """Where the cells of a page begin."""
        head = _head(number)
        count = int.from_bytes(page[head + 3 : head + 5], "big")
        begin = head + (12 if page[head] in (_TABLE_INNER, _INDEX_INNER) else 8)
        for nth in range(min(count, (self.pages.usable - begin) // 2)):
            at = int.from_bytes(page[begin + 2 * nth : begin + 2 * nth + 2], "big")
            if begin <= at < self.pages.usable - 3:
                yield at
            else:
                self.damaged.add(number)

    def _payload(self, page: bytes, at: int, *, key: bool) -> tuple[int, bytes] | None:
        """Key (0 in an index) and bytes of the cell at ``at``, with what was moved to pages of its own."""
        size, at = _varint(page, at)
        rowid, at = _varint(page, at) if key else (0, at)
        if size > self.pages.usable * len(self.pages):
            return None
        local = self._local(size, table=key)
        if at + local > self.pages.usable:
            return None
        content = page[at : at + local]
        if local == size:
            return rowid, content
        after = int.from_bytes(page[at + local : at + local + 4], "big")
        walked = set()
        while len(content) < size:
            if not 1 <= after <= len(self.pages) or after in walked:
                return None
            walked.add(after)
            more = self.pages[after]
            content += more[4 : min(self.pages.usable, 4 + size - len(content))]
            after = int.from_bytes(more[:4], "big")
        self.seen.update(walked)
        return rowid, content

    def _local(self, size: int, *, table: bool) -> int:
        """How many bytes of a payload lie in the cell itself."""
        usable = self.pages.usable
        most = usable - 35 if table else (usable - 12) * 64 // 255 - 23
        if size <= most:
            return size
        least = (usable - 12) * 32 // 255 - 23
        local = least + (size - least) % (usable - 4)
        return local if local <= most else least


def _head(number: int) -> int:
    return 100 if number == 1 else 0


def _varint(content: bytes, at: int) -> tuple[int, int]:
    """The number that begins at ``at``, and where it ends; signed, as keys are."""
    value = 0
    for nth in range(9):
        if at >= len(content):
            return 0, at
        byte = content[at]
        at += 1
        if nth == 8:
            value = value << 8 | byte
            break
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            break
    return (value - (1 << 64) if value >= 1 << 63 else value), at


def _record(payload: bytes) -> Record | None:
    """The values of a row; None when its head does not fit its body."""
    size, at = _varint(payload, 0)
    if not 0 < size <= len(payload):
        return None
    kinds = []
    while at < size:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    values: list[Value] = []
    at = size
    for kind in kinds:
        if kind < 0 or kind in (10, 11):
            return None
        width = _INTEGER_BYTES[kind] if kind <= 6 else 8 if kind == 7 else 0 if kind <= 9 else (kind - 12) // 2
        part = payload[at : at + width]
        if len(part) < width:
            return None
        at += width
        values.append(_value(kind, part))
    return tuple(values)


def _value(kind: int, part: bytes) -> Value:
    if kind == 0:
        return None
    if kind <= 6:
        return int.from_bytes(part, "big", signed=True)
    if kind == 7:
        return 0.0  # no column of a book holds one
    if kind <= 9:
        return kind - 8
    if kind % 2 == 0:
        return part
    try:
        return part.decode()
    except UnicodeDecodeError:
        return part  # words that are none: told apart by their kind
