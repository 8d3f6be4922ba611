"""The catalogs of translations: collected from the source, merged, compiled.

    python -m tests.catalogs update     after editing a text or a translation
    python -m tests.catalogs missing    what has no Indonesian yet

``update`` keeps every translation. Texts that are gone from the source stay at the end of the catalog as obsolete and
come back with their translation when the text does. Everything is sorted by text and carries no line numbers, no dates
and no names, so that the files change only where texts do and several people can add to them.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ("kpmbooks", "reports", "ui", "start.py")
TEMPLATE = ROOT / "locale" / "kpmbooks.pot"
TRANSLATIONS = ROOT / "locale" / "id" / "LC_MESSAGES" / "kpmbooks.po"
COMPILED = TRANSLATIONS.with_suffix(".mo")

_KEYWORDS = {"_": None, "N_": None, "plural": (1, 2)}
_COMMENT = "# KPM Books, GPL-3.0-or-later. After editing: python -m tests.catalogs update"


class IndonesianCatalog(Catalog):
    """A catalog whose header says what is needed to read it, and no dates or names, which git keeps better.

    Indonesian has one form for any number; the list inside Babel says two.
    """

    num_plurals = property(lambda self: 1)
    plural_expr = property(lambda self: "0")
    plural_forms = property(lambda self: "nplurals=1; plural=0")
    mime_headers = property(
        lambda self: [
            ("Project-Id-Version", "kpmbooks"),
            ("Language", "id"),
            ("Plural-Forms", self.plural_forms),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]
    )


def empty_catalog() -> Catalog:
    """An Indonesian catalog without entries."""
    return IndonesianCatalog(locale="id", header_comment=_COMMENT, fuzzy=False)


def python_files() -> Iterator[Path]:
    """Every module that may speak to a person."""
    for source in SOURCES:
        place = ROOT / source
        yield from (place,) if place.is_file() else sorted(place.rglob("*.py"))


def extract() -> Catalog:
    """Every marked text of the source, without translations."""
    catalog = empty_catalog()
    for path in python_files():
        for _line, text, comments, context in extract_from_file(
            "python", path, keywords=_KEYWORDS, comment_tags=("Translators:",)
        ):
            if text:
                where = path.relative_to(ROOT).as_posix()
                catalog.add(text, locations=[(where, 1)], auto_comments=comments, context=context)
    return catalog


def read_translations() -> Catalog:
    """The Indonesian catalog as it stands."""
    if not TRANSLATIONS.exists():
        return empty_catalog()
    with TRANSLATIONS.open("rb") as stream:
        return read_po(stream, locale="id")


def merge(source: Catalog, translations: Catalog) -> Catalog:
    """The texts of ``source`` with what ``translations`` says of them; what it says besides is kept as obsolete."""
    merged = empty_catalog()
    known = {_key(message): message for message in translations.obsolete.values()}
    known |= {_key(message): message for message in translations if message.id}
    for message in source:
        if message.id:
            old = known.pop(_key(message), None)
            string = ("",) if message.pluralizable else ""
            merged.add(
                message.id,
                old.string if old is not None and old.string else string,
                locations=message.locations,
                auto_comments=message.auto_comments,
                user_comments=old.user_comments if old is not None else (),
                flags={"fuzzy"} if old is not None and old.fuzzy else (),
            )
    for key in sorted(known):
        old = known[key]
        if is_translated(old):
            merged.obsolete[key[0]] = Message(old.id, old.string, user_comments=old.user_comments)
    return merged


def _key(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def is_translated(message: Message) -> bool:
    """Whether every form of a text has its Indonesian."""
    return message.string is not None and message.string != "" and all(message.string)


def po_bytes(catalog: Catalog) -> bytes:
    """A catalog as text for people."""
    stream = io.BytesIO()
    write_po(stream, catalog, width=100, sort_output=True, include_lineno=False)
    return stream.getvalue()


def mo_bytes(catalog: Catalog) -> bytes:
    """A catalog as the program reads it; without what is fuzzy."""
    stream = io.BytesIO()
    compiled = empty_catalog()
    for message in catalog:
        if message.id and not message.fuzzy:
            compiled.add(message.id, message.string)
    write_mo(stream, compiled)
    return stream.getvalue()


def untranslated(catalog: Catalog) -> list[str]:
    """The texts that have no Indonesian, or one that nobody has looked at."""
    return [
        " / ".join(_key(message)) for message in catalog if message.id and (message.fuzzy or not is_translated(message))
    ]


def update() -> Catalog:
    """Collect, merge, compile, and write all three files."""
    source = extract()
    TRANSLATIONS.parent.mkdir(parents=True, exist_ok=True)
    merged = merge(source, read_translations())
    TRANSLATIONS.write_bytes(po_bytes(merged))
    COMPILED.write_bytes(mo_bytes(merged))
    TEMPLATE.write_bytes(po_bytes(source))
    return merged


def main(words: list[str]) -> int:
    """Run one command; the exit status says whether every text has its Indonesian."""
    if words not in (["update"], ["missing"]):
        print(__doc__, file=sys.stderr)
        return 2
    catalog = update() if words == ["update"] else merge(extract(), read_translations())
    missing = untranslated(catalog)
    for text in missing:
        print(text)
    print(f"{len(catalog)} texts, {len(missing)} without Indonesian", file=sys.stderr)
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
