"""The tour: every page as a picture, every print as a file, always the same, and without an accountant's words."""

import re
import sqlite3
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication, QWidget

from kpmbooks import examples, trade
from reports import GAME_NAMES, LESSON_NAMES, LOAN, REPORTS, TRADE
from reports.group_money_reports import GROUP_MONEY_REPORTS
from reports.group_reports import GROUP_REPORTS
from tests.accounting_words import accounting_words
from tests.whole_window import texts
from ui.desktop import tour, tour_prints
from ui.desktop.desk import Desk
from ui.desktop.places import PLACES
from ui.desktop.theme import COVERED_NAME
from ui.desktop.theme.tokens import MODES

OWNERS = ("group", "family")


SAMPLE = re.compile(
    r"(home|record|cash-book|accounting|import|loan-paper)-(group|family)(-empty)?\.png"
    r"|(home|sheet|lesson|keys|household-record)-family(-empty)?-1024x600-150\.png|(home|reports)-group(-dark|.*-dark)\.png"
    r"|first-run-(who|name)(-1024x600-150)?\.png|start-group\.png|.*-family\.pdf|(buku-kas|laporan-bulanan|lembar-harian)-group\.pdf"
)


def pages_of(whose: str) -> set[str]:
    """What the pictures of each page of such a book are called."""
    return {place.key.replace("_", "-") for place in PLACES if whose == "group" or not place.for_group}


def sampled(name: str) -> bool:
    """A part of the tour that shows each way of drawing: every picture takes its time."""
    return SAMPLE.fullmatch(name) is not None


@pytest.fixture(scope="module")
def drawn(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tour")
    tour.run(folder, sampled)
    return folder


def picture(folder: Path, name: str) -> Image.Image:
    with Image.open(folder / f"{name}.png") as opened:
        return opened.convert("RGB")


def count(image: Image.Image, colour: str) -> int:
    """How many dots of ``image`` have exactly this colour ("#RRGGBB")."""
    wanted = tuple(bytes.fromhex(colour.removeprefix("#")))
    return sum(times for times, found in image.getcolors(image.width * image.height) or () if found == wanted)


def test_a_sample_has_each_page_of_a_family_and_each_of_its_prints_once(qapp: QApplication, tmp_path: Path) -> None:
    sample: list[str] = []

    def wanted(name: str) -> bool:
        if tour.is_sample(name):
            sample.append(name)
        return False

    tour.run(tmp_path, wanted)
    pages = {name.removesuffix("-family.png") for name in sample if name.endswith(".png")}
    assert pages_of("family") <= pages
    assert {name for name in sample if name.endswith(".pdf")} == set(tour_prints.names("family"))
    assert not any(look in name for name in sample for look in ("dark", "150", "empty", "group"))


def test_every_page_is_promised_in_every_look_and_every_print(qapp: QApplication, tmp_path: Path) -> None:
    promised: list[str] = []
    tour.run(tmp_path, lambda name: bool(promised.append(name)))
    assert list(tmp_path.iterdir()) == []
    looks = ("", "-dark", "-1024x600-150", "-1024x600-150-dark")
    pages = pages_of("family")
    assert {"home", "record", "sheet", "cash-book", "reports", "loan", "settings", "accounting"} <= pages
    wanted = {f"{page}-{of}{look}.png" for page in pages for of in OWNERS for look in looks}
    wanted |= {f"{page}-{of}-empty{look}.png" for page in pages - {"learn"} for of in OWNERS for look in looks}
    for page in pages_of("group") - pages:
        wanted |= {f"{page}-group{empty}{look}.png" for empty in ("", "-empty") for look in looks}
    wanted |= {f"{page}-family{look}.png" for page in ("lesson", "exercise", "sheet-paper", "entry") for look in looks}
    wanted |= {f"first-run-{step}{look}.png" for step in ("who", "example", "sector", "name") for look in looks}
    wanted |= {f"start-{of}{look}.png" for of in OWNERS for look in looks}
    prints = ("buku-kas", "laporan-bulanan", "untung-rugi", "lembar-harian", "lembar-mingguan", "lembar-pemulihan")
    wanted |= {f"{name}-{of}.pdf" for name in prints for of in OWNERS} | {"ringkasan-usaha-family.pdf"}
    assert wanted <= set(promised)
    assert len(set(tour_prints.PRINTS.values())) == len(REPORTS)
    # The card of one party is asked for with her name.
    assert {*tour_prints.OF_TRADE.values(), "party-card"} == set(TRADE)
    assert set(tour_prints.OF_LOAN.values()) == set(LOAN)
    assert {*tour_prints.OF_LEARNING.values(), *tour_prints.OF_SESSIONS.values()} == LESSON_NAMES | GAME_NAMES
    assert {report for report, _form in tour_prints.OF_GROUP.values()} == {
        report.name for report in (*GROUP_REPORTS, *GROUP_MONEY_REPORTS)
    }


def test_it_makes_what_is_wanted_and_no_more(drawn: Path) -> None:
    names = {file.name for file in drawn.iterdir()}
    assert all(map(sampled, names))
    assert {"home-group.png", "home-family-1024x600-150.png", "start-group.png", "laporan-bulanan-group.pdf"} <= names


def test_every_picture_has_its_size_and_shows_something(drawn: Path) -> None:
    for file in drawn.glob("*.png"):
        image = picture(drawn, file.stem)
        assert image.size == ((1024, 600) if "1024x600" in file.stem else (1366, 768)), file.name
        colours = Counter({found: times for times, found in image.getcolors(image.width * image.height) or ()})
        [(_ground, most)] = colours.most_common(1)
        assert len(colours) > 100, file.name
        assert most < 0.95 * image.width * image.height, file.name


def test_the_home_page_is_drawn_with_its_chart_and_its_latest_records(drawn: Path) -> None:
    tokens = MODES["light"]
    for of in OWNERS:
        home = picture(drawn, f"home-{of}")
        # This soft red is nowhere but in the bars of money out; two dozen bars of it are not one legend.
        assert count(home, tokens.chart_second) > 2_000
        assert count(picture(drawn, f"home-{of}-empty"), tokens.chart_second) == 0
        # The cards of what is due and of the latest records, at the right: both colours of money are in them.
        latest = home.crop((930, 330, 1325, 760))
        assert count(latest, tokens.out) > 50
        assert count(latest, tokens.money_in) > 50


def test_before_all_eyes_no_picture_says_who_owes(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: dict[str, str] = {}
    owing: set[str] = set()

    def look(window: QWidget, path: Path) -> None:
        desk = window.findChild(Desk)
        assert desk is not None
        with desk.session.book.read() as reader:
            owing.update(party.name for party in trade.parties(reader) if party.name)
        seen[path.stem] = "\n".join(texts(window, painted=False))
        assert desk.is_nameless() == ("shared" in path.stem)

    monkeypatch.setattr(tour, "_save", look)
    shared = ("home", "cash-book", "debts", "reports", "debts-card")
    wanted = {f"{name}-shared-family.png" for name in shared} | {"debts-family.png", "household-debts-family.png"}
    tour.run(tmp_path, lambda name: name in wanted)
    assert {f"{name}.png" for name in seen} == wanted
    told = {name: {who for who in owing if who in words} for name, words in seen.items()}
    assert len(told.pop("debts-family")) > 1
    assert {name for name, who in told.items() if who} == set()
    assert all(COVERED_NAME in seen[f"{name}-shared-family"] for name in ("debts", "debts-card"))


def test_practice_is_framed_in_amber_and_a_real_book_is_not(drawn: Path) -> None:
    amber = MODES["light"].practice
    for page in ("home", "record", "cash-book", "accounting"):
        for of in OWNERS:
            assert count(picture(drawn, f"{page}-{of}"), amber) > 10_000
            assert count(picture(drawn, f"{page}-{of}-empty"), amber) == 0


@pytest.mark.parametrize("of", OWNERS)
def test_the_prints_say_the_figures_of_the_month(drawn: Path, tmp_path: Path, of: examples.Of) -> None:
    path = tmp_path / "example.kpm"
    examples.example(path, of=of, months_back=6, today=date(2026, 11, 23)).close()
    came, went, before = raw_cash(path)
    for name in ("buku-kas", "laporan-bulanan"):
        pages = PdfReader(drawn / f"{name}-{of}.pdf").pages
        text = "\n".join(page.extract_text() for page in pages)
        assert f"Halaman 1 dari {len(pages)}" in text
        for amount in (came, went, before + came - went):
            assert rupiah(amount) in text
        assert "LATIHAN" in text
        assert not accounting_words(text)
    first = PdfReader(drawn / f"laporan-bulanan-{of}.pdf").pages[0].extract_text()
    # All that a reader wants to know first stands on the first page.
    for amount in (came, went, before + came - went, raw_profit(path)):
        assert f"Rp{rupiah(amount)}" in first
    for heading in ("Uang masuk dan keluar tiap bulan", "Untung Rugi", "Harta, Utang, dan Modal"):
        assert heading in first


def test_a_second_tour_is_the_same_to_the_last_dot(drawn: Path, tmp_path: Path) -> None:
    again = [file for file in sorted(drawn.iterdir()) if "family" in file.name and "empty" not in file.name]
    tour.run(tmp_path, {file.name for file in again}.__contains__)
    for file in again:
        assert (tmp_path / file.name).read_bytes() == file.read_bytes(), file.name


def test_the_place_of_a_book_is_the_same_on_every_picture_of_it(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))  # where no other tour runs meanwhile
    name = "care-group-empty.png"
    for folder in (tmp_path / "one", tmp_path / "two"):
        folder.mkdir()
        tour.run(folder, name.__eq__)
    assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


# ------------------------------------------------------------ the same figures, from the file, by plain sums

_NOVEMBER = "p.day BETWEEN '2026-11-01' AND '2026-11-23'"
_STANDING = "e.folds = 0 AND NOT EXISTS (SELECT 1 FROM entries r WHERE r.reverses = e.id AND r.folds = 1)"


def asked(path: Path, columns: str, where: str) -> tuple[int, ...]:
    connection = sqlite3.connect(path)
    try:
        row = connection.execute(
            f"""SELECT {columns} FROM postings p
                JOIN entries e ON e.id = p.entry_id JOIN accounts a ON a.id = p.account_id
                WHERE a.ledger_id = (SELECT min(id) FROM ledgers) AND {_STANDING} AND {where}"""
        ).fetchone()
    finally:
        connection.close()
    return tuple(row)


def raw_cash(path: Path) -> tuple[int, ...]:
    """What came into "Kas" in November, what went out, what was in it before."""
    came, went = asked(path, "sum(max(amount, 0)), -sum(min(amount, 0))", f"a.name = 'Kas' AND {_NOVEMBER}")
    (before,) = asked(path, "sum(amount)", "a.name = 'Kas' AND p.day < '2026-11-01'")
    return came, went, before


def raw_profit(path: Path) -> int:
    kinds = "a.type NOT IN ('asset', 'contra-asset', 'liability', 'equity', 'drawing')"
    (net,) = asked(path, "-sum(amount)", f"{kinds} AND {_NOVEMBER}")
    return net


def rupiah(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")
