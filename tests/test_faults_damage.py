"""Damaged files of every kind: found, told in a sentence or harmless; never a figure that was not recorded."""

from pathlib import Path

import pytest

from kpmbooks import house
from kpmbooks.problems import StorageError
from tests.books import balance, family, faults, record, stranger
from tests.campaign import mutated_books


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("damage")


@pytest.mark.parametrize("part", range(4))
def test_a_bit_flipped_at_a_thousand_places_is_found_or_harmless_and_never_shows_a_figure_that_was_not_recorded(
    part: int, folder: Path
) -> None:
    outcomes, broken = mutated_books.throw(f"sampled bits {part}", 250, (mutated_books.flip_a_bit,), folder)
    assert broken == []
    # The bits are worth flipping only while some hit something and some do not.
    assert outcomes["found"] > 10
    assert outcomes["refused, damaged"] > 10
    assert outcomes["harmless"] > 100


def test_damage_of_any_kind_ends_in_a_sentence_or_in_faults(folder: Path) -> None:
    outcomes, broken = mutated_books.throw("sampled damage", 100, mutated_books.WAYS, folder)
    assert broken == []
    assert outcomes["refused, damaged"] > 20


def test_the_campaign_notices_a_wrong_figure_and_a_traceback(folder: Path, tmp_path: Path) -> None:
    source = tmp_path / "utuh.kpm"
    mutated_books.lived_in(source)
    with house.open_book(source) as book, book.read() as reader:
        expected = mutated_books.figures(reader)
    assert mutated_books.judge(source, expected) == ("harmless", None)
    outcome, fault = mutated_books.judge(source, {**expected, "Gorengan Bu Siti": []})
    assert outcome == "harmless"
    assert fault is not None
    assert fault.startswith("another figure")
    assert mutated_books.judge(tmp_path, expected)[0] in ("traceback", "refused, missing")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "bu-siti.kpm"
    with family(found) as book:
        record(book, "jual_tunai", amount=75_000, memo="bakwan")
    return found


def test_a_file_cut_off_at_any_page_is_told(path: Path) -> None:
    whole = path.read_bytes()
    for pages in range(1, len(whole) // 4096):
        path.write_bytes(whole[: 4096 * pages])
        with pytest.raises(StorageError) as caught:
            _read(path)
        assert caught.value.problem.code == "damaged", pages


def _read(path: Path) -> None:
    with house.open_book(path) as book, book.read() as reader:
        house.check(reader)
        balance(reader, "Kas")


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("accounts", "is_cash = 1 - is_cash WHERE name = 'Kas'"),
        ("accounts", "type = 'liability' WHERE name = 'Kas'"),
        ("owner", "start = '2026-01-02'"),
        ("funds", "role = 'lain' WHERE id = 1"),
        ("ledgers", "name = 'lain' WHERE id = 1"),
        ("writers", "begun_at = 0"),
    ],
)
def test_rows_on_which_figures_rest_are_kept_twice_so_that_damage_to_one_is_found(
    table: str, change: str, path: Path
) -> None:
    """As a disk would do it: the table says something else, the index that keeps it a second time does not."""
    with stranger(path) as raw:
        index = f"ix_{table}_twice"
        sql = raw.execute("SELECT sql FROM sqlite_master WHERE name = ?", (index,)).fetchone()[0]
        guards = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (table,))
        kept = guards.fetchall()
        for name, _sql in kept:
            raw.execute(f"DROP TRIGGER {name}")
        # The index is made of the right rows, hidden while they change, and shown again.
        raw.execute("PRAGMA writable_schema=ON")
        page = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (index,)).fetchone()[0]
        raw.execute("DELETE FROM sqlite_master WHERE name = ?", (index,))
    with stranger(path) as raw:
        raw.execute(f"UPDATE {table} SET {change}")
        raw.execute("PRAGMA writable_schema=ON")
        raw.execute("INSERT INTO sqlite_master VALUES ('index', ?, ?, ?, ?)", (index, table, page, sql))
        raw.execute("PRAGMA writable_schema=OFF")
        for _name, sql in kept:
            raw.execute(sql)
    assert "file-damaged" in faults(path)
