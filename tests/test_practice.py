"""A practice book never becomes a real one, also when somebody changes the file behind the program's back."""

from pathlib import Path

from kpmbooks import house
from kpmbooks.book import first_hash
from tests.books import family, faults, record, stranger


def _take_off_the_mark(path: Path) -> None:
    with stranger(path) as file:
        (guard,) = file.execute("SELECT sql FROM sqlite_master WHERE name = 'owner_stays'").fetchone()
        file.execute("DROP TRIGGER owner_stays")
        file.execute("UPDATE owner SET practice = 0")
        file.execute(guard)


def test_a_practice_book_without_its_mark_is_one_all_the_same_and_check_says_so(tmp_path: Path) -> None:
    path = tmp_path / "latihan.kpm"
    with family(path, practice=True) as book:
        record(book, "jual_tunai", amount=5_000)
    assert faults(path) == set()
    _take_off_the_mark(path)
    with house.open_book(path) as book:
        assert book.owner.practice
    assert faults(path) == {"practice-mark"}


def test_a_practice_book_cannot_take_the_uid_of_a_real_one(tmp_path: Path) -> None:
    path = tmp_path / "latihan.kpm"
    with family(path, practice=True) as book:
        record(book, "jual_tunai", amount=5_000)
    _take_off_the_mark(path)
    with stranger(path) as file:
        (uid,) = file.execute("SELECT uid FROM owner").fetchone()
        real = uid[:6] + bytes([0x70 | uid[6] & 0x0F]) + uid[7:]
        assert first_hash(real, b"w") != first_hash(uid, b"w")
        (guard,) = file.execute("SELECT sql FROM sqlite_master WHERE name = 'owner_stays'").fetchone()
        file.execute("DROP TRIGGER owner_stays")
        file.execute("UPDATE owner SET uid = ?", (real,))
        file.execute(guard)
    assert "chain-broken" in faults(path)


def test_a_real_book_is_not_taken_for_practice(tmp_path: Path) -> None:
    path = tmp_path / "bu-siti.kpm"
    family(path).close()
    with house.open_book(path) as book:
        assert not book.owner.practice
    assert faults(path) == set()
