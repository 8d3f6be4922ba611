"""The recovery sheet: what is printed opens the book again, and is printed nowhere else."""

import re
import tempfile
from datetime import datetime, time
from io import BytesIO
from pathlib import Path

import pytest
import segno
from pypdf import PdfReader

from kpmbooks import house
from kpmbooks.book import change_key
from kpmbooks.i18n import translator
from kpmbooks.storage import Key, new_key
from kpmbooks.storage.recovery import Sheet, joined, read_words, recovered_key, word_list
from reports.document import Document, SquareCode
from reports.recovery_sheet import pdf_of, sheets
from reports.render import text
from tests import books

AT = datetime.combine(books.TODAY, time(10, 5))
KEY = Key(bytes(range(32)), bytes(16))


def words_on(pdf: bytes) -> str:
    reader = PdfReader(BytesIO(pdf))
    assert len(reader.pages) == 1
    return " ".join(reader.pages[0].extract_text().split())


def read_back(pdf: bytes) -> Sheet:
    """What a person reads who goes by the numbers in the grid."""
    printed = words_on(pdf).partition("Jangan difoto. ")[2].partition("24 kata yang sama")[0]
    numbered = re.findall(r"(\d+)\. ([a-z]+)", printed)
    assert sorted(int(number) for number, _word in numbered) == list(range(1, 25))
    found = read_words(" ".join(word for _number, word in sorted(numbered, key=lambda one: int(one[0]))))
    assert isinstance(found, Sheet)
    return found


def square_of(document: Document) -> SquareCode:
    return next(block for block in document.blocks if isinstance(block, SquareCode))


def test_a_familys_sheet_is_one_page_whose_words_are_the_key() -> None:
    with books.family() as book:
        documents = sheets(book.owner, KEY, AT, translator())
    assert len(documents) == 1
    pdf = pdf_of(documents[0])
    assert read_back(pdf) == Sheet("whole", KEY.raw)
    printed = words_on(pdf)
    assert "Keluarga Bu Siti" in printed
    assert "Dicetak 31 Januari 2026, 10.05" in printed
    assert "tidak berlaku lagi kalau kata sandi diganti" in printed
    assert "Bagian" not in printed


def test_a_groups_sheet_is_two_halves_for_two_people_that_only_together_are_the_key() -> None:
    with books.group() as book:
        documents = sheets(book.owner, KEY, AT, translator())
    pdfs = [pdf_of(document) for document in documents]
    first, second = (read_back(pdf) for pdf in pdfs)
    assert (first.part, second.part) == ("first", "second")
    assert joined(first, second) == Sheet("whole", KEY.raw)
    printed = [words_on(pdf) for pdf in pdfs]
    assert ["Ketua kelompok" in words for words in printed] == [True, False]
    assert ["Bagian 1 dari 2" in words for words in printed] == [True, False]
    assert ["Bagian 2 dari 2" in words for words in printed] == [False, True]
    pairs = {found for words in printed for found in re.findall(r"nomor pasangan (\d{4})", words)}
    assert len(pairs) == 1
    assert square_of(documents[0]).text != square_of(documents[1]).text


def test_the_square_holds_the_same_words_and_is_small_enough_for_a_camera() -> None:
    longest = Key(b"\x55" * 32, bytes(16))
    for key in (KEY, longest):
        with books.family() as book:
            (document,) = sheets(book.owner, key, AT, translator())
        held = square_of(document).text
        assert read_words(held) == Sheet("whole", key.raw)
        modules = len(segno.make(held, error="m", micro=False).matrix)
        assert 42 / modules > 0.7  # millimetres: what an old phone reads from a hand's width


PROGRAMMES = r"\b(kpm|pkh|bansos|bantuan)\b"


def test_no_name_of_a_programme_stands_on_the_sheet() -> None:
    assert not re.search(PROGRAMMES, " ".join(word_list()))  # whichever words a key draws
    for made in (books.group(), books.family()):
        with made as book:
            for document in sheets(book.owner, KEY, AT, translator()):
                printed = words_on(pdf_of(document)).replace(book.owner.name, "")
                assert not re.search(PROGRAMMES, printed, re.IGNORECASE)


def test_the_sheet_is_listed_in_no_book_and_makes_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_file(*_: object, **__: object) -> None:
        raise AssertionError("a file was made")

    path = tmp_path / "a.kpm"
    with books.family(path) as book:
        change_key(book, new_key("melati 2026"))
        assert book.key is not None
        before = path.read_bytes()
        for name in ("NamedTemporaryFile", "TemporaryFile", "mkstemp", "mkdtemp", "SpooledTemporaryFile"):
            monkeypatch.setattr(tempfile, name, no_file)
        (document,) = sheets(book.owner, book.key, AT, translator())
        pdf = pdf_of(document)
        monkeypatch.undo()
        assert document.code is None
        with book.read() as reader:
            assert reader.connection.exec_driver_sql("SELECT count(*) FROM prints").scalar() == 0
    assert path.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["a.kpm"]
    with house.open_book(path, key=recovered_key(path, read_back(pdf))) as opened:
        assert opened.owner.name == "Keluarga Bu Siti"


def test_as_text_the_sheet_has_its_words_one_below_another() -> None:
    with books.family() as book:
        (document,) = sheets(book.owner, KEY, AT, translator())
    from io import StringIO

    stream = StringIO()
    text.render(document, stream)
    lines = [line for line in stream.getvalue().splitlines() if re.fullmatch(r" ?\d+\. [a-z]+", line)]
    assert read_words("\n".join(lines)) == Sheet("whole", KEY.raw)
