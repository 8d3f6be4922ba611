"""Nothing of a practice book comes into a real one, also when files were changed behind the program's back."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from kpmbooks import house, practice, training
from kpmbooks.exchange import importing
from kpmbooks.exchange.importing import Options
from kpmbooks.exchange.lossless import write_json
from kpmbooks.exchange.member_lists import read_members
from kpmbooks.exchange.trading import read_prices
from kpmbooks.problems import Problem, Rejected
from kpmbooks.safekeeping.repair import repair
from kpmbooks.safekeeping.restoring import restore
from kpmbooks.safekeeping.salvage import salvage
from kpmbooks.storage import new_uid
from tests.books import TODAY, family, faults, group, own, record, stranger
from tests.json_digest import digest

MARKS = ("LATIHAN, bukan catatan sungguhan\n", "PRACTICE, not real records\n")


@pytest.mark.parametrize("mark", MARKS)
def test_a_price_list_of_practice_stays_out_of_a_real_book(mark: str) -> None:
    rows = read_prices(f"{mark}barang;harga\nBakwan;1000\n".encode(), TODAY)
    assert not isinstance(rows, Problem)
    with family() as book, pytest.raises(Rejected) as refused, book.write() as tx:
        importing.take_prices(tx, rows, Options(own(tx), TODAY))
    assert [one.code for one in refused.value.problems] == ["practice-file"]
    with family(practice=True) as book, book.write() as tx:
        assert importing.take_prices(tx, rows, Options(own(tx), TODAY)).taken == 1


@pytest.mark.parametrize("mark", MARKS)
def test_a_list_of_members_of_practice_stays_out_of_a_real_book(mark: str) -> None:
    rows = read_members(f"{mark}nama\nSiti\n".encode(), TODAY)
    assert not isinstance(rows, Problem)
    with group() as book, book.read() as reader, pytest.raises(Rejected) as refused:
        importing.preview_members(reader, rows, Options(own(reader), TODAY))
    assert [one.code for one in refused.value.problems] == ["practice-file"]
    with group(practice=True) as book, book.write() as tx:
        assert importing.take_members(tx, rows, Options(own(tx), TODAY)).taken == 1


# Files that were changed behind the program's back


@pytest.fixture
def practised(tmp_path: Path) -> Path:
    """The book of an exercise in which every slip is recorded."""
    exercise = training.find_exercise("PB-2-catat")
    assert exercise is not None
    book, drawn = practice.exercise_book(tmp_path / "latihan.kpm", exercise, seed=3, today=TODAY)
    with book, book.write() as tx:
        practice.record_model(tx, drawn.slips, today=TODAY)
    return tmp_path / "latihan.kpm"


def _forge(path: Path, *changes: tuple[str, object], table: str = "owner") -> None:
    """Change rows with every guard of the table taken off and put back, as whoever has SQLite can."""
    with stranger(path) as file:
        guards = file.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (table,)
        ).fetchall()
        for name, _sql in guards:
            file.execute(f'DROP TRIGGER "{name}"')
        for change, value in changes:
            file.execute(f"UPDATE {table} SET {change}", (value,))
        for _name, sql in guards:
            file.execute(sql)


def _uid(path: Path) -> bytes:
    with stranger(path) as file:
        return bytes(file.execute("SELECT uid FROM owner").fetchone()[0])


def _made_real(uid: bytes) -> bytes:
    return uid[:6] + bytes((0x70 | uid[6] & 0x0F,)) + uid[7:]


Forgery = Callable[[bytes], tuple[tuple[str, object], ...]]

FORGED: dict[str, Forgery] = {
    "the open mark": lambda _uid: (("practice = ?", 0),),
    "both marks": lambda uid: (("practice = ?", 0), ("uid = ?", _made_real(uid))),
    "another uid": lambda _uid: (("practice = ?", 0), ("uid = ?", new_uid())),
}


@pytest.mark.parametrize("forged", FORGED)
def test_a_practice_book_with_its_marks_changed_is_opened_checked_and_repaired_as_practice(
    practised: Path, forged: str
) -> None:
    _forge(practised, *FORGED[forged](_uid(practised)))
    with house.open_book(practised) as book:
        assert book.owner.practice
    assert "practice-mark" in faults(practised)
    repaired = repair(practised)
    with house.open_book(repaired.path) as book, book.read() as reader:
        assert book.owner.practice
        assert house.check(reader).ok


def test_a_practice_book_under_the_uid_of_a_real_one_is_not_restored_over_it(practised: Path, tmp_path: Path) -> None:
    real = tmp_path / "asli.kpm"
    with family(real) as book:
        record(book, "jual_tunai", amount=5_000)
        uid = book.owner.uid
    _forge(practised, ("practice = ?", 0), ("uid = ?", uid))
    before = real.read_bytes()
    with pytest.raises(Rejected) as refused:
        restore(practised, real, tmp_path / "home")
    assert refused.value.problems[0].code == "practice-copy"
    assert real.read_bytes() == before


@pytest.mark.parametrize("exercise", ["PB-2-catat", "PB-8-harga"])
def test_json_of_practice_without_its_marks_is_refused_whatever_its_digest_says(tmp_path: Path, exercise: str) -> None:
    found = training.find_exercise(exercise)
    assert found is not None
    book, drawn = practice.exercise_book(None, found, seed=3, today=TODAY)
    stream = io.BytesIO()
    with book:
        with book.write() as tx:
            practice.record_model(tx, drawn.slips, today=TODAY)
        with book.read() as reader:
            write_json(reader, stream)
    told = json.loads(stream.getvalue())
    owner = told["tables"]["owner"]
    columns = list(owner["columns"])
    owner["rows"][0][columns.index("practice")] = 0
    place = columns.index("uid")
    owner["rows"][0][place] = _made_real(bytes.fromhex(owner["rows"][0][place])).hex()
    (tmp_path / "latihan.json").write_text(json.dumps(told | {"digest": digest(told)}), "utf-8")
    with pytest.raises(Rejected) as refused:
        salvage(tmp_path / "latihan.json", tmp_path / "asli.kpm")
    assert "practice-mark" in {problem.code for problem in refused.value.problems}
    assert not (tmp_path / "asli.kpm").exists()


def test_an_entry_of_practice_in_a_real_book_is_told_and_left_out_by_a_repair(tmp_path: Path) -> None:
    real = tmp_path / "asli.kpm"
    with family(real) as book:
        record(book, "jual_tunai", amount=5_000)
        record(book, "jual_tunai", amount=7_000)
    with stranger(real) as file:
        (uid,) = file.execute("SELECT uid FROM entries WHERE id = 2").fetchone()
    _forge(real, ("uid = ? WHERE id = 2", uid[:6] + bytes((0x80 | uid[6] & 0x0F,)) + uid[7:]), table="entries")
    assert {"practice-entry", "chain-broken"} <= faults(real)
    repaired = repair(real)
    assert [(one.number, one.amount) for one in repaired.missing] == [("2026-A-002", 7_000)]
    with house.open_book(repaired.path) as book, book.read() as reader:
        assert not book.owner.practice
        assert house.check(reader).entries == 1


def test_practice_does_not_take_the_place_of_a_book_that_cannot_be_read(practised: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "asli.kpm"
    family(damaged).close()
    damaged.write_bytes(b"\0" * damaged.stat().st_size)
    before = damaged.read_bytes()
    with pytest.raises(Rejected) as refused:
        restore(practised, damaged, tmp_path / "home")
    assert refused.value.problems[0].code == "practice-copy"
    assert damaged.read_bytes() == before
