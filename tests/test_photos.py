"""Photos of sheets: what may be kept, what is left out of it, and that it can be erased without a trace."""

import io
import sqlite3
from pathlib import Path
from random import Random

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from kpmbooks import book, house, people
from kpmbooks.book import pictures
from kpmbooks.problems import Problem, Rejected
from tests.books import family, faults, stranger


def _jpeg(side: int = 64, *, place: bool = True, progressive: bool = False) -> bytes:
    """A noisy picture as a phone takes it, with the place where it was taken."""
    image = Image.frombytes("RGB", (side, side), Random(side).randbytes(3 * side * side))
    notes = Image.Exif()
    notes[0x010F] = "Telepon Bu Siti"
    notes.get_ifd(0x8825).update({1: "S", 2: (6.0, 12.0, 30.0), 3: "E", 4: (106.0, 52.0, 1.0)})
    target = io.BytesIO()
    image.save(target, "JPEG", exif=notes if place else b"", comment=b"di rumah", progressive=progressive)
    return target.getvalue()


def _png() -> bytes:
    notes = PngInfo()
    notes.add_text("Location", "Rawa Bunga")
    target = io.BytesIO()
    Image.new("RGBA", (20, 10), (0, 120, 0, 40)).save(target, "PNG", pnginfo=notes)
    return target.getvalue()


def _pixels(content: bytes) -> bytes:
    return Image.open(io.BytesIO(content)).tobytes()


@pytest.mark.parametrize(
    ("picture", "media_type"),
    [(_jpeg(), "image/jpeg"), (_jpeg(progressive=True), "image/jpeg"), (_png(), "image/png")],
    ids=["jpeg", "progressive", "png"],
)
def test_a_photo_is_kept_pixel_for_pixel_without_place_and_device(picture: bytes, media_type: str) -> None:
    found = pictures.clean_picture(picture)
    assert not isinstance(found, Problem)
    assert found[0] == media_type
    assert _pixels(found[1]) == _pixels(picture)
    for note in (b"Telepon", b"Exif", b"di rumah", b"Rawa Bunga"):
        assert note not in found[1]
    assert not Image.open(io.BytesIO(found[1])).getexif()


def test_what_a_phone_appends_to_a_photo_is_left_out() -> None:
    found = pictures.clean_picture(_jpeg(place=False) + _jpeg(16))
    assert not isinstance(found, Problem)
    assert b"Telepon" not in found[1]
    assert _pixels(found[1]) == _pixels(_jpeg(place=False))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "photo-unreadable"),
        (b"GIF89a" + bytes(40), "photo-unreadable"),
        (_jpeg()[:200], "photo-unreadable"),
        (_png()[:-6], "photo-unreadable"),
        (b"\xff\xd8\xff\xe1\x00\x01" + bytes(40), "photo-unreadable"),
        (_jpeg(900), "photo-too-large"),
    ],
    ids=["nothing", "gif", "cut jpeg", "cut png", "length below two", "large"],
)
def test_what_is_no_photo_or_too_large_is_refused_at_its_field(content: bytes, code: str) -> None:
    found = pictures.clean_picture(content)
    assert isinstance(found, Problem)
    assert (found.code, found.field) == (code, "photo")
    with family() as mine, pytest.raises(Rejected, match=code), mine.write() as tx:
        book.attach(tx, content, subject="sheet:7")


def test_no_bytes_whatever_crash_the_reader_of_photos() -> None:
    dice = Random(5)
    for source in (_jpeg(16), _png()):
        for _ in range(400):
            spoiled = bytearray(source)
            for _nth in range(3):
                spoiled[dice.randrange(len(spoiled))] = dice.randrange(256)
            pictures.clean_picture(bytes(spoiled[: dice.randrange(2, len(spoiled) + 1)]))


def test_a_photo_is_found_by_what_it_belongs_to(tmp_path: Path) -> None:
    path = tmp_path / "bu-siti.kpm"
    with family(path) as mine:
        with mine.write() as tx:
            first = book.attach(tx, _jpeg(), subject="sheet:7")
            book.attach(tx, _png(), subject="sheet:8")
            assert "attachments" in tx.topics
        with mine.read() as reader:
            assert book.attached(reader, "sheet:7") == (first,)
            content = book.content_of(reader, first)
            assert content is not None
            assert (len(content), _pixels(content)) == (first.size, _pixels(_jpeg()))
            assert book.attached(reader, "sheet:9") == ()
    assert faults(path) == set()


def test_an_erased_photo_is_nowhere_in_the_file_and_everything_else_holds(tmp_path: Path) -> None:
    path = tmp_path / "bu-siti.kpm"
    with family(path) as mine:
        with mine.write() as tx:
            person = people.add_person(tx, "Ibu Tuti")
            hers = book.attach(tx, _jpeg(), subject="sheet:7", about=person.uid)
            other = book.attach(tx, _png(), subject="sheet:8")
            content = book.content_of(tx, hers)
        assert content is not None
        assert content[100:160] in path.read_bytes()
        with mine.write() as tx:
            people.erase_person(tx, person)
        with mine.read() as reader:
            left = book.attached(reader, "sheet:7")[0]
            assert (left.size, left.digest, book.content_of(reader, left)) == (0, hers.digest, None)
            assert book.content_of(reader, other) is not None
            assert book.photos_about(reader, person.uid) == ()
            assert house.check(reader).ok
    assert content[100:160] not in path.read_bytes()


_INSERT = "INSERT INTO attachments (uid, subject, media_type, digest, added_at, writer_id, content)"


@pytest.mark.parametrize(
    "attempt",
    [
        "UPDATE attachments SET content = x'00'",
        "UPDATE attachments SET subject = 'sheet:9'",
        "UPDATE attachments SET content = NULL",
        "UPDATE attachments SET content = NULL, salt = NULL, erased_at = 1, digest = zeroblob(32)",
        "DELETE FROM attachments",
        "INSERT OR REPLACE INTO attachments SELECT * FROM attachments",
        f"{_INSERT} VALUES (zeroblob(16), 'x', 'image/png', zeroblob(32), 1, 1, zeroblob(300001))",
        f"{_INSERT} VALUES (zeroblob(16), 'x', 'text/html', zeroblob(32), 1, 1, NULL)",
    ],
)
def test_a_strangers_change_to_a_photo_is_refused_by_the_file(tmp_path: Path, attempt: str) -> None:
    path = tmp_path / "bu-siti.kpm"
    with family(path) as mine, mine.write() as tx:
        book.attach(tx, _png(), subject="sheet:7")
    with stranger(path) as raw, pytest.raises(sqlite3.IntegrityError):
        raw.execute(attempt)
    assert faults(path) == set()


def test_check_finds_a_photo_that_was_exchanged(tmp_path: Path) -> None:
    path = tmp_path / "bu-siti.kpm"
    with family(path) as mine, mine.write() as tx:
        book.attach(tx, _png(), subject="sheet:7")
    with stranger(path) as raw:
        guard = raw.execute("SELECT sql FROM sqlite_master WHERE name = 'attachments_only_erased'").fetchone()[0]
        raw.execute("DROP TRIGGER attachments_only_erased")
        raw.execute("UPDATE attachments SET content = CAST(substr(content, 1, 40) || x'01' AS BLOB)")
        raw.execute(guard)
    assert faults(path) == {"photo-altered"}
