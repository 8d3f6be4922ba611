"""The market game on paper: whole in both languages, without a code, and the same for the same number."""

import io
import json
from datetime import date
from pathlib import Path

import pytest

from kpmbooks import ledger
from kpmbooks.dates import Period
from kpmbooks.i18n import Language, translator
from kpmbooks.problems import Rejected
from kpmbooks.training import game as pasar
from reports import GAME_NAMES, Document, ReportHead, Request, find_report, game_papers, game_result
from reports.document import CardSheet, Form, PaperCard
from reports.game_reports import GAME
from reports.game_words import CHOSEN, LINES
from reports.render import pdf, text
from tests import books
from tests.market_game import ordinary, played
from ui.__main__ import main

WINDOW = Path(__file__).parent.parent / "ui" / "desktop" / "resources" / "icons" / "duotone"
PERIOD = Period(date(2026, 1, 1), date(2026, 1, 31))
HEAD = ReportHead("Keluarga Bu Siti", PERIOD, code="ABCD-1234", practice=True)


def drawn(name: str, language: Language = "id", **asked: str) -> Document:
    """The paper as any book prints it."""
    report = find_report(name)
    assert report is not None
    with books.family() as book, book.read() as reader:
        place = ledger.default_ledger(reader)
        cash = next(one for one in ledger.accounts(reader, place) if one.is_cash)
        statement = report.statement(reader, Request(place, cash, PERIOD, None, asked))
        return report.document(statement, HEAD, translator(language))


def said(document: Document) -> str:
    stream = io.StringIO()
    text.render(document, stream, width=100)
    return stream.getvalue()


def cards(document: Document) -> list[PaperCard]:
    return [card for block in document.blocks if isinstance(block, CardSheet) for card in block.cards]


def test_the_names_of_papers_are_those_that_are_found() -> None:
    assert set(GAME) == set(GAME_NAMES)


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("form", game_papers.FORMS)
def test_every_paper_is_drawn_without_a_letter_missing(form: str, language: Language) -> None:
    printed = pdf.render(drawn(game_papers.NAME, language, form=form), io.BytesIO())
    assert printed.missing == frozenset()
    most = {"guide": 1, "board": 4, "cards": 8, "decisions": 4, "record": 4, "money": 4, "answers": 2, "talk": 1}
    assert printed.pages <= most.get(form, sum(most.values()))


@pytest.mark.parametrize("name", sorted(GAME_NAMES))
def test_a_paper_of_a_game_has_no_code_no_mark_and_no_name_of_a_book(name: str) -> None:
    document = drawn(name)
    assert document.code is None
    assert not document.practice
    assert "Siti" not in said(document)
    assert document.owner == "Pasar"


def test_every_card_of_the_game_is_there_once_with_its_number_and_picture() -> None:
    found = cards(drawn(game_papers.NAME, form="cards"))
    assert [card.title.partition(".")[0] for card in found] == [str(card.number) for card in pasar.game().cards]
    assert all(card.picture.startswith(b"<svg") for card in found)


def test_the_pictures_of_cards_are_those_of_the_window() -> None:
    for card in pasar.game().cards:
        mine = game_papers._PICTURES / f"{card.picture}.svg"
        assert mine.read_bytes() == (WINDOW / f"{card.picture}.svg").read_bytes()
    for business in pasar.game().businesses:
        assert (WINDOW / f"{business.picture}.svg").exists()


def test_a_sheet_of_decisions_has_the_lines_and_numbers_that_are_typed() -> None:
    assert tuple(LINES) == tuple(pasar.OPTIONS)
    for line, options in pasar.OPTIONS.items():
        assert tuple(CHOSEN[line]) == options
    words = " ".join(said(drawn(game_papers.NAME, form="decisions")).split())
    for business in pasar.game().businesses:
        assert f"4 banyak: {business.buys[3]}" in words


def test_a_record_sheet_has_a_line_for_every_week_of_every_business() -> None:
    forms = [one for one in drawn(game_papers.NAME, form="record").blocks if isinstance(one, Form)]
    assert [len(form.rows) for form in forms] == [8] * 4


def test_the_table_without_a_laptop_says_what_the_rules_would_sell() -> None:
    market = pasar.market_of(pasar.game(), 17)
    words = said(drawn(game_papers.NAME, form="answers", seed="17"))
    business = pasar.game().business("warung")
    wanted = min(market.wanted(business, 1, "usual"), business.capacity)
    assert f" {wanted} " in words
    assert f"{market.market[0].number} / {market.home[0].number}" in words
    assert words != said(drawn(game_papers.NAME, form="answers", seed="18"))


def test_a_game_is_told_again_from_its_number_and_its_digits() -> None:
    market = pasar.market_of(pasar.game(), 5)
    shop = played(market, pasar.game().business("warung"), ordinary)
    codes = " ".join(pasar.typed(week.choices) for week in shop.weeks)
    words = said(drawn(game_result.NAME, seed="5", played=f"warung {codes}"))
    worth = f"{pasar.worth(pasar.game(), market, shop):,}".replace(",", ".").replace("-", "−")
    assert worth in words
    assert "Bon ada batasnya" in words
    assert "peringkat" not in words.casefold()


@pytest.mark.parametrize("language", ["id", "en"])
def test_a_talk_takes_a_page_for_each_group(language: Language) -> None:
    code = "3231112 " * 8
    names = "; ".join(f"{one.id} {code}" for one in pasar.game().businesses)
    assert pdf.render(drawn(game_result.NAME, language, seed="9", played=names), io.BytesIO()).pages == 4


@pytest.mark.parametrize(
    ("name", "asked"),
    [
        (game_papers.NAME, {"seed": "-1"}),
        (game_papers.NAME, {"seed": "10000"}),
        (game_result.NAME, {"seed": "x"}),
        (game_result.NAME, {"played": "bakso 3221212"}),
        (game_result.NAME, {"played": "warung 3221212"}),
        (game_result.NAME, {"played": f"warung {'3221219 ' * 8}"}),
        (game_result.NAME, {"played": ";"}),
        (game_result.NAME, {"played": "x" * 100_000}),
    ],
)
def test_what_is_no_game_is_refused_with_a_sentence(name: str, asked: dict[str, str]) -> None:
    with pytest.raises(Rejected) as refused:
        drawn(name, "id", **asked)
    assert all(problem.message for problem in refused.value.problems)


def test_printing_a_game_leaves_no_print_in_a_real_book(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "nyata.kpm"
    with books.family(path):
        pass
    before = _prints(path)
    target = tmp_path / "papan.pdf"
    assert main(["report", str(path), "game-papers", "--form", "board", "--seed", "17", "-o", str(target)]) == 0
    assert target.read_bytes().startswith(b"%PDF")
    assert main(["report", str(path), "game-papers", "--form", "answers", "--seed", "17", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["seed"] == 17
    assert told["code"] is None
    assert len(told["cards"]) == 8
    assert _prints(path) == before == 0


def test_words_of_lessons_are_refused_for_a_game_and_a_games_for_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "nyata.kpm"
    with books.family(path):
        pass
    for words in (
        ["game-papers", "--lesson", "PB-2"],
        ["game-papers", "--form", "poster"],
        ["game-papers", "--seed", "12345"],
        ["cash-book", "--played", "warung 1"],
    ):
        assert main(["report", str(path), *words]) != 0
        assert capsys.readouterr().err.strip()


def _prints(path: Path) -> int:
    with books.stranger(path) as connection:
        return int(connection.execute("SELECT count(*) FROM prints").fetchone()[0])
