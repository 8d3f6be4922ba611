"""Pictures of lessons and cards to be cut out, on paper: read back with another library."""

import io
import re

import pytest
from pypdf import PdfReader

from kpmbooks.training import OURS
from reports.document import (
    CardSheet,
    Column,
    Document,
    Furniture,
    Illustration,
    PageBreak,
    PaperCard,
    Paragraph,
    Table,
)
from reports.render import pdf
from reports.render.pdf.illustration import picture_size

NOTHING = Table((Column("Kartu"),), ())
PICTURE = (OURS / "PB-2" / "hari-itu-juga.svg").read_bytes()


def pages(*blocks: object) -> list[str]:
    # Any blocks: the test says which.
    document = Document("t", "Kartu", "", "Kelompok Mawar", "", "", None, None, False, "id", blocks, Furniture())  # type: ignore[arg-type]
    return [page.extract_text() for page in reader_of(document).pages]


def reader_of(document: Document) -> PdfReader:
    stream = io.BytesIO()
    pdf.render(document, stream, invariant=True)
    return PdfReader(stream)


def drawn(svg: bytes) -> str:
    document = Document("t", "", "", "", "", "", None, None, False, "id", (Illustration(svg, "x"),), Furniture())
    return reader_of(document).pages[0].get_contents().get_data().decode("latin-1")  # type: ignore[union-attr] # drawn


def cards(count: int) -> tuple[PaperCard, ...]:
    return tuple(PaperCard(f"Nota {n}", ("Beli tepung dan minyak, tunai.",), f"Rp{n}.000") for n in range(1, count + 1))


@pytest.mark.parametrize(
    ("count", "across", "down", "expected"), [(1, 1, 1, 1), (8, 2, 4, 1), (9, 2, 4, 2), (30, 3, 3, 4)]
)
def test_every_card_is_on_paper_once_and_pages_are_full(count: int, across: int, down: int, expected: int) -> None:
    found = pages(CardSheet(cards(count), across, down, NOTHING))
    assert len(found) == expected
    told = "\n".join(found)
    assert sorted(int(n) for n in re.findall(r"Nota (\d+)", told)) == list(range(1, count + 1))
    assert sorted(re.findall(r"Rp\d+\.000", told)) == sorted(f"Rp{n}.000" for n in range(1, count + 1))


def test_no_page_is_left_empty_before_between_or_behind_cards() -> None:
    blocks = (CardSheet(cards(8), 2, 4, NOTHING), PageBreak(), CardSheet(cards(2), 1, 2, NOTHING))
    found = pages(*blocks)
    assert len(found) == 2
    assert all("Nota 1" in page for page in found)


def test_a_long_text_is_drawn_smaller_and_loses_no_word() -> None:
    words = [f"kata{n:03d}" for n in range(120)]
    (told,) = pages(CardSheet((PaperCard("Panjang", (" ".join(words),)),) * 8, 2, 4, NOTHING))
    assert told.count(words[-1]) == 8


def test_a_poster_is_one_card_in_large_letters_with_its_picture() -> None:
    (told,) = pages(CardSheet((PaperCard("Uang bergerak, langsung tulis.", picture=PICTURE),), 1, 1, NOTHING))
    assert "langsung tulis." in told
    assert "masuk" in told  # a word in the picture


def test_cards_a_and_b_have_letters_of_the_size_of_a_hand() -> None:
    document = Document(
        *("t", "", "", "", "", "", None, None, False, "id"),
        (CardSheet((PaperCard(letter="A"), PaperCard(letter="B")), 1, 2, NOTHING),),
        Furniture(),
    )
    sizes: dict[str, float] = {}

    def note(text: str, _cm: object, matrix: list[float], _font: object, _size: float) -> None:
        for letter in text.strip():
            sizes[letter] = max(sizes.get(letter, 0), matrix[3])

    reader_of(document).pages[0].extract_text(visitor_text=note)
    assert min(sizes["A"], sizes["B"]) > 150


def test_a_picture_keeps_its_proportions_and_what_follows_stands_below_it() -> None:
    assert picture_size(PICTURE) == (640, 320)
    (told,) = pages(Illustration(PICTURE, "Laci dan buku"), Paragraph("Di bawah gambar."))
    assert told.index("masuk") < told.index("Di bawah gambar.")


def test_colours_become_greys_of_their_own_lightness() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="5" height="5" fill="{}"/></svg>'
    greys = [
        float(re.search(r"([\d.]+) g 0\.00 0\.00 m", drawn(svg.format(colour).encode()))[1])  # type: ignore[index] # found
        for colour in ("#000", "#0F5B66", "#A9321A", "#F3B100", "white")
    ]
    assert greys[0] == 0
    assert greys[-1] == 1
    assert greys[3] > max(greys[1:3])


@pytest.mark.parametrize(
    "shape",
    [
        '<circle cx="5" cy="5" r="4"/>',
        '<ellipse cx="5" cy="5" rx="4" ry="2"/>',
        '<polygon points="0,0 10,0 5,8"/>',
        '<polyline points="0,0 10,0 5,8" fill="none" stroke="#000" stroke-dasharray="2 1"/>',
        '<line x1="0" y1="0" x2="9" y2="9" stroke="black" stroke-width="2"/>',
        '<rect x="1" y="1" width="8" height="8" rx="2"/>',
        '<g transform="translate(1 2) rotate(30 5 5) scale(.5)"><path d="M0 0h5v5z" fill="#123"/></g>',
    ],
)
def test_each_shape_that_lessons_may_have_is_painted(shape: str) -> None:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">{shape}</svg>'
    assert re.search(r"[\d.]+ (?:l|c|h)\s+(?:h )?[fSB]\b|h f|c h? ?f|l S|h B", drawn(svg.encode()))
