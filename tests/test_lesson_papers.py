"""The papers of a lesson, read back from the PDF: every sheet with its own numbers, keys apart, no answer beside."""

import io
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import cast

import pytest
from pypdf import PdfReader

from kpmbooks import group, house, ledger, people, training
from kpmbooks.book import Book
from kpmbooks.dates import Period
from kpmbooks.i18n import translator
from kpmbooks.money import format_amount
from kpmbooks.problems import Rejected
from kpmbooks.recording import kinds
from kpmbooks.training import sessions
from reports import LESSON_NAMES, ReportHead, Request, find_report
from reports.document import Size
from reports.lesson_reports import LESSON
from reports.render import pdf
from tests.paper_boxes import on_each_other, outside

START, TODAY = date(2026, 9, 1), date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 10, 50, tzinfo=UTC)
OF_A_LESSON = sorted(
    {"lesson-worksheet", "lesson-key", "lesson-poster", "lesson-cards", "lesson-slips", "lesson-plan", "lesson-form"}
)
WOMEN = ("Ani Lestari", "Sri Wahyuni", "Nurhayati")
_ = translator("id")


@pytest.fixture(scope="module")
def book() -> Iterator[Book]:
    """A group of three; two of them came to a lesson, with a guest."""
    with house.create(None, kind="group", name="KUBE Melati", start=START) as made:
        with made.write() as tx:
            members = [group.add_member(tx, name) for name in WOMEN]
        with made.write() as tx:
            held = sessions.begin(tx, "PB-2", date(2026, 11, 10))
            sessions.attend(tx, held, [one.person for one in members[:2]], guests=1)
            sessions.count_cards(tx, held, 1, 1, 2, answer="a", when="before")
            sessions.count_cards(tx, held, 1, 3, 0, answer="a", when="after")
            sessions.found(tx, held, "PB-2-catat", 7, score=4, full=6, ideas={"keluarga_jadi_usaha": 2})
            sessions.look_at_home_task(tx, held, "PB-1", done=2, asked=3)
            sessions.note(tx, held, "Minggu depan mulai jam sembilan.")
            sessions.finish(tx, held, 27)
        yield made


def paper(book: Book, name: str, size: Size = "A4", **asked: str) -> tuple[PdfReader, dict[str, object]]:
    """The paper as it is printed, and its figures."""
    report = find_report(name)
    assert report is not None
    with book.read() as reader:
        place = ledger.default_ledger(reader)
        account = next(one for one in ledger.accounts(reader, place) if one.role == "kas")
        request = Request(place, account, Period(START, TODAY), asked=asked)
        statement = report.statement(reader, request)
        head = ReportHead("KUBE Melati", request.period, NOW, size=size, place="Jakarta")
        stream = io.BytesIO()
        pdf.render(report.document(statement, head, _), stream, invariant=True)
        return PdfReader(stream), report.own_figures(statement)


def told(pages: PdfReader) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages.pages))


def test_every_name_that_is_offered_is_a_paper() -> None:
    assert set(LESSON) == set(LESSON_NAMES)


@pytest.mark.parametrize("size", ["A4", "F4"])
@pytest.mark.parametrize("name", sorted(LESSON_NAMES))
def test_nothing_leaves_the_page_or_lies_on_something_else(book: Book, name: str, size: Size) -> None:
    pages, _figures = paper(book, name, size, **({"lesson": "PB-2", "copies": "2"} if name != "lesson-record" else {}))
    assert all(page.extract_text().strip() for page in pages.pages), "an empty page"
    assert outside(pages, size) == []
    assert on_each_other(pages) == []


@pytest.mark.parametrize("lesson", [one.id for one in training.lessons()])
@pytest.mark.parametrize("name", OF_A_LESSON)
def test_every_lesson_has_all_papers(book: Book, lesson: str, name: str) -> None:
    pages, _figures = paper(book, name, lesson=lesson)
    assert all(page.extract_text().strip() for page in pages.pages)
    assert len(pages.pages) <= (12 if name == "lesson-plan" else 6)


@pytest.mark.parametrize("lesson", [one.id for one in training.lessons()])
@pytest.mark.parametrize("size", ["A4", "F4"])
def test_every_line_of_a_form_is_on_a_page_and_no_page_has_none(book: Book, lesson: str, size: Size) -> None:
    found = training.find_lesson(lesson)
    assert found is not None
    pages, _figures = paper(book, "lesson-form", size, lesson=lesson)
    assert outside(pages, size) == []
    assert on_each_other(pages) == []
    lines = [re.findall(r"^\d+$", page.extract_text(), re.MULTILINE) for page in pages.pages]
    assert all(lines)
    wanted = [str(line) for form in found.forms for line in range(1, form.rows + 1)]
    assert [line for page in lines for line in page] == wanted


def test_thirty_worksheets_have_thirty_different_numbers_each_on_its_page(book: Book) -> None:
    pages, figures = paper(book, "lesson-worksheet", lesson="PB-2", copies="30", seed="5")
    sheets = figures["sheets"]
    assert isinstance(sheets, list)
    assert [one["number"] for one in sheets] == list(range(5, 35))
    assert len({tuple(slip["amount"] for slip in one["slips"]) for one in sheets}) == 30
    assert len(pages.pages) == 30
    for page, sheet in zip(pages.pages, sheets, strict=True):
        words = page.extract_text()
        assert f"Lembar no. {sheet['number']}" in words
        assert all(format_amount(slip["amount"]) in words for slip in sheet["slips"])


def test_a_worksheet_gives_no_answer_away_and_its_key_has_all_of_them(book: Book) -> None:
    exercise = training.exercises()["PB-2-catat"]
    slips = exercise.draw(5, TODAY).slips
    names = {kinds()[slip.kind].in_sector(exercise.sector).name for slip in slips}
    sheet, _sheet = paper(book, "lesson-worksheet", lesson="PB-2", exercise="PB-2-catat", seed="5")
    key, _key = paper(book, "lesson-key", lesson="PB-2", exercise="PB-2-catat", seed="5")
    assert names - {"Jual tunai"}
    assert not [name for name in names if name in told(sheet)]
    for slip in slips:
        kind = kinds()[slip.kind].in_sector(exercise.sector).name
        assert f"{kind}: {format_amount(slip.amount)}" in told(key)


def test_the_same_seed_prints_the_same_sheet(book: Book) -> None:
    once, again = (paper(book, "lesson-worksheet", lesson="PB-2", seed="3")[1] for _time in range(2))
    assert once == again
    assert paper(book, "lesson-worksheet", lesson="PB-2", seed="4")[1] != once


def test_worksheets_are_printed_larger_than_office_paper(book: Book) -> None:
    sizes: list[float] = []

    def note(text: str, cm: list[float], matrix: list[float], _font: object, _size: float) -> None:
        if text.strip() and not text.startswith("Halaman"):  # the page number is a drawing within the drawing
            sizes.append(matrix[3] * cm[3])

    pages, _figures = paper(book, "lesson-worksheet", lesson="PB-2")
    pages.pages[0].extract_text(visitor_text=note)
    assert min(sizes) >= 9 * 1.3 - 0.01


def test_slips_to_cut_are_those_of_the_worksheet(book: Book) -> None:
    slips, figures = paper(book, "lesson-slips", lesson="PB-2", seed="5")
    words = told(slips)
    sheets = figures["sheets"]
    assert isinstance(sheets, list)
    for nth, slip in enumerate(sheets[0]["slips"], 1):
        assert f"Slip {nth}" in words
        assert format_amount(slip["amount"]) in words


def test_slips_of_every_exercise_are_cut_where_none_is_named_and_the_pack_has_their_keys(book: Book) -> None:
    order, sort = (training.exercises()[name].draw(3, TODAY) for name in ("KB-1-urutan", "KB-1-siapa"))
    every = told(paper(book, "lesson-slips", lesson="KB-1", seed="3")[0])
    one = told(paper(book, "lesson-slips", lesson="KB-1", exercise="KB-1-siapa", seed="3")[0])
    pack = told(paper(book, "class-pack", lesson="KB-1", seed="3")[0])
    for step in order.asked[0].choices:
        assert step.text in every
        assert step.text not in one
    for nth, asked in enumerate(sort.asked, 1):
        assert f"Slip {nth} {asked.text}" in every
        assert asked.why in pack
        assert asked.why not in every


def test_the_plan_has_every_step_question_and_answer(book: Book) -> None:
    lesson = training.find_lesson("PB-2")
    assert lesson is not None
    pages, _figures = paper(book, "lesson-plan", lesson="PB-2")
    words = told(pages)
    for block in lesson.prose["id"].blocks:
        if block.kind == "step":
            assert block.text in words
    for question in lesson.questions:
        # Its cells are broken into lines; a row is on one page, so every word of it is there together.
        row = f"{question.text.id} {question.a.id} {question.b.id} {question.answer.upper()}. {question.why.id}"
        assert any(not set(row.split()) - set(page.extract_text().split()) for page in pages.pages), row
    assert lesson.at_home.id in words


def test_the_record_names_who_came_and_says_of_all_together_what_went_wrong(book: Book) -> None:
    pages, figures = paper(book, "lesson-record")
    words = told(pages)
    assert "Ani Lestari" in words
    assert "Sri Wahyuni" in words
    assert "Nurhayati" not in words
    assert "Minggu depan mulai jam sembilan." in words
    assert training.misconceptions()["keluarga_jadi_usaha"].name.id in words
    assert (figures["attended"], figures["guests"], figures["minutes"]) == (3, 1, 27)
    assert figures["home_task"] == {"lesson": "PB-1", "done": 2, "asked": 3}


def test_the_class_report_has_counts_and_gain_and_no_name(book: Book) -> None:
    pages, figures = paper(book, "class-report")
    words = told(pages)
    assert not [name for name in WOMEN if name in words]
    assert figures["gain"] == {"before": 33, "after": 100, "people": 3}
    (session,) = cast(list[dict[str, int]], figures["sessions"])
    assert (session["right_before"], session["right_after"]) == (33, 100)
    assert (session["home_done"], session["home_asked"]) == (2, 3)


def test_certificates_are_for_those_who_came_and_tell_no_marks(book: Book) -> None:
    pages, figures = paper(book, "lesson-certificate")
    assert len(pages.pages) == 2
    certificates = cast(list[dict[str, object]], figures["certificates"])
    assert [one["member"] for one in certificates] == ["Ani Lestari", "Sri Wahyuni"]
    words = told(pages)
    assert "Nurhayati" not in words
    assert "%" not in words


def test_one_member_s_certificate_is_hers_alone(book: Book) -> None:
    with book.read() as reader:
        ani = next(one for one in group.members_of(reader) if one.name == "Ani Lestari")
        nur = next(one for one in group.members_of(reader) if one.name == "Nurhayati")
    pages, _figures = paper(book, "lesson-certificate", member=ani.uid.hex())
    assert len(pages.pages) == 1
    with pytest.raises(Rejected):
        paper(book, "lesson-certificate", member=nur.uid.hex())


def test_the_pack_has_a_sheet_for_each_member_and_keeps_the_keys_last(book: Book) -> None:
    pages, figures = paper(book, "class-pack", lesson="PB-2")
    assert len(cast(list[object], figures["sheets"])) == len(WOMEN)
    texts = [page.extract_text() for page in pages.pages]
    sheets = [nth for nth, words in enumerate(texts) if "Tulis di sini" in words]
    keys = [nth for nth, words in enumerate(texts) if "Jawaban yang benar" in words]
    assert len(sheets) == len(WOMEN)
    assert min(keys) > max(sheets)
    assert any(all(name in words for name in WOMEN) for words in texts)


def test_an_erased_woman_has_a_number_on_paper() -> None:
    with house.create(None, kind="group", name="KUBE Melati", start=START) as made:
        with made.write() as tx:
            member = group.add_member(tx, "Ani Lestari")
            held = sessions.begin(tx, "PB-2", date(2026, 11, 10))
            sessions.attend(tx, held, [member.person])
            sessions.finish(tx, held, 20)
        with made.write() as tx:
            person = next(one for one in people.persons(tx) if one.uid == member.person)
            people.erase_person(tx, person)
        for name in ("lesson-record", "lesson-certificate"):
            assert "Ani" not in told(paper(made, name)[0])


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        ("lesson-worksheet", {"lesson": "XX-9"}),
        ("lesson-worksheet", {}),
        ("lesson-worksheet", {"lesson": "PB-2", "exercise": "PB-9-lain"}),
        ("lesson-worksheet", {"lesson": "PB-2", "copies": "0"}),
        ("lesson-worksheet", {"lesson": "PB-2", "copies": "61"}),
        ("lesson-worksheet", {"lesson": "PB-2", "copies": "dua"}),
        ("lesson-worksheet", {"lesson": "PB-2", "copies": "²"}),
        ("lesson-worksheet", {"lesson": "PB-2", "seed": "-1"}),
        ("lesson-record", {"session": "zz"}),
        ("lesson-record", {"session": "00" * 16}),
        ("lesson-certificate", {"member": "00" * 16}),
    ],
)
def test_what_is_not_there_is_refused_in_a_sentence(book: Book, name: str, asked: dict[str, str]) -> None:
    with pytest.raises(Rejected):
        paper(book, name, "A4", **asked)


def test_an_empty_book_has_its_lesson_papers_and_says_that_nothing_was_held() -> None:
    with house.create(None, kind="family", name="Keluarga Bu Sari", business="Gorengan", start=START) as made:
        assert "Belum ada pelajaran" in told(paper(made, "class-report")[0])
        assert len(paper(made, "class-pack", lesson="PB-2")[0].pages) > 10
        with pytest.raises(Rejected):
            paper(made, "lesson-record")
