"""Perbaiki buku: nothing lost where nothing is lost, as much as can be read where something is, and it says what."""

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

import pytest

from kpmbooks import house, ledger, people, recording
from kpmbooks.book import Installation, Reader
from kpmbooks.i18n import translator
from kpmbooks.problems import Cancelled, StorageError
from kpmbooks.safekeeping.repair import Repaired, repair
from kpmbooks.safekeeping.repair_words import losses, outcome
from kpmbooks.storage import Key, key_from_passcode
from kpmbooks.storage.pages import pages_of
from kpmbooks.storage.rows import Tree
from kpmbooks.training import sessions
from kpmbooks.training.session import LessonSession
from tests.books import START, TODAY, balance, faults, own, stranger
from tests.campaign.mutated_books import figures, lived_in
from tests.test_faults_cut_off import cut_off

KEY = key_from_passcode("melati", b"0123456789abcdef")
PAGE = 4096


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / "bu-siti.kpm"
    lived_in(path)
    with house.open_book(path, "write") as opened, opened.write() as tx:  # so that every table has several pages
        sales = [
            ("jual_tunai", {"amount": 3_000 + nth, "memo": f"keripik {nth} " + "manis " * 8}, own(tx), "receipt")
            for nth in range(110)
        ]
        recording.record_many(tx, sales, today=TODAY)  # type: ignore[arg-type] # a list of tuples, made in place
    return path


@pytest.fixture
def book(whole: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(whole, tmp_path / "bu-siti.kpm"))


def _figures(path: Path, key: Key | None = None) -> dict[str, object]:
    with house.open_book(path, key=key) as opened, opened.read() as reader:
        assert house.check(reader).faults == ()
        return figures(reader)


def _pages(path: Path, name: str, key: Key | None = None) -> list[int]:
    """The leaf pages of a table or an index, by a walk of our own eyes: the format's, not the program's rows."""
    with pages_of(path, key) as pages:
        tree = Tree(pages)
        root = next(one for one in tree.roots() if one.name == name)
        tree.seen.clear()
        walked = list(tree.rows(root.page) if root.kind == "table" else tree.entries(root.page))
        assert walked
        leaf = 0x0D if root.kind == "table" else 0x0A
        return sorted(number for number in tree.seen if pages[number][0] == leaf)


def _spoil(path: Path, page: int, how: Callable[[bytes], bytes] = lambda old: os.urandom(len(old))) -> None:
    content = bytearray(path.read_bytes())
    place = slice((page - 1) * PAGE, page * PAGE)
    content[place] = how(bytes(content[place]))
    path.write_bytes(content)


def _flip_in(path: Path, words: bytes, place: int = 0) -> None:
    """Flip a bit of the only place in the file where ``words`` stand."""
    content = bytearray(path.read_bytes())
    assert content.count(words) >= 1
    content[content.index(words) + place] ^= 1
    path.write_bytes(content)


# Nothing lost


def test_a_book_that_holds_is_left_alone(book: Path) -> None:
    before = book.read_bytes()
    repaired = repair(book)
    assert (repaired.level, repaired.path, repaired.kept) == ("whole", book, None)
    assert book.read_bytes() == before
    assert [one.name for one in book.parent.iterdir()] == [book.name]


def _drop_a_guard(path: Path) -> None:
    with stranger(path) as raw:
        raw.execute("DROP TRIGGER entries_no_delete")


def _drop_an_index(path: Path) -> None:
    with stranger(path) as raw:
        raw.execute("DROP INDEX ix_entries_kind")


def _put_a_stranger_in(path: Path) -> None:
    with stranger(path) as raw:
        raw.execute("CREATE TABLE notes (words)")
        raw.execute("CREATE TRIGGER extra AFTER INSERT ON audit BEGIN SELECT 1; END")


def _alter_a_sum(path: Path) -> None:
    with stranger(path) as raw:
        raw.execute("UPDATE account_months SET debit = debit + 1")


def _spoil_an_index(path: Path) -> None:
    _spoil(path, _pages(path, "ix_postings_register")[0])


def _spoil_kept_sums(path: Path) -> None:
    with stranger(path) as raw:
        raw.execute("PRAGMA writable_schema=ON")
        page = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'account_days'").fetchone()[0]
    _spoil(path, page)


def _flip_an_amount(path: Path) -> None:
    """Of 2.000.000, three bytes in the rows of the postings."""
    content, amount = bytearray(path.read_bytes()), (2_000_000).to_bytes(3, "big")
    places = [content.find(amount, (page - 1) * PAGE, page * PAGE) for page in _pages(path, "postings")]
    content[max(places) + 1] ^= 0x10
    path.write_bytes(content)


def _flip_words(path: Path) -> None:
    _flip_in(path, b"gorengan hari 12", 3)


def _lose_the_accounts(path: Path) -> None:
    for page in _pages(path, "accounts"):
        _spoil(path, page)


def _lose_the_owner(path: Path) -> None:
    _spoil(path, _pages(path, "owner")[0])


@pytest.mark.parametrize(
    "damage",
    [
        _drop_a_guard,
        _drop_an_index,
        _put_a_stranger_in,
        _alter_a_sum,
        _spoil_an_index,
        _spoil_kept_sums,
        _flip_an_amount,
        _flip_words,
        _lose_the_accounts,
        _lose_the_owner,
    ],
)
def test_what_can_be_made_again_or_turned_back_costs_nothing(
    damage: Callable[[Path], None], whole: Path, book: Path
) -> None:
    damage(book)
    spoiled = book.read_bytes()
    with pytest.raises((StorageError, AssertionError)):
        _figures(book)
    repaired = repair(book)
    assert (repaired.level, repaired.path) == ("untidy", book)
    assert repaired.kept is not None
    assert repaired.kept.read_bytes() == spoiled
    assert _figures(book) == _figures(whole)
    assert _chain_ends(book) == _chain_ends(whole)
    assert sorted(one.name for one in book.parent.iterdir()) == sorted([book.name, repaired.kept.name])


def _chain_ends(path: Path) -> list[tuple[object, ...]]:
    with stranger(path) as raw:
        return raw.execute("SELECT writer_id, max(position), hash FROM entries GROUP BY 1").fetchall()


def test_learning_sessions_of_a_lost_page_are_read_from_their_second_writing(book: Path) -> None:
    with house.open_book(book, "write") as opened, opened.write() as tx:
        for number in range(1, 8):
            held = sessions.begin(tx, f"PB-{number}", date(2026, 1, number))
            sessions.finish(tx, sessions.count_cards(tx, held, 1, 7, 3, answer="a"), 25)
    told = _sessions(book)
    for page in _pages(book, "lesson_sessions"):
        _spoil(book, page)
    repaired = repair(book)
    assert (repaired.level, repaired.path) == ("untidy", book)
    assert _sessions(book) == told
    assert len(told) == 7


def _sessions(path: Path) -> tuple[LessonSession, ...]:
    with house.open_book(path) as opened, opened.read() as reader:
        assert house.check(reader).faults == ()
        return sessions.sessions_of(reader)


# Something lost


def _repaired(path: Path, key: Key | None = None) -> Repaired:
    spoiled = path.read_bytes()
    repaired = repair(path, key=key)
    assert repaired.level == "partly"
    assert repaired.kept == path
    assert path.read_bytes() == spoiled
    assert repaired.path != path
    return repaired


def _cash(path: Path) -> int:
    with house.open_book(path) as opened, opened.read() as reader:
        assert house.check(reader).faults == ()
        return balance(reader, "Kas")


def test_entries_of_a_lost_page_are_put_together_from_the_indexes_without_their_words(whole: Path, book: Path) -> None:
    pages = _pages(book, "entries")
    assert len(pages) > 2
    _spoil(book, pages[1])
    repaired = _repaired(book)
    assert repaired.missing == ()
    assert repaired.months == ()
    assert 5 < len(repaired.without_words) < 50
    assert _cash(repaired.path) == _cash(whole)
    with house.open_book(repaired.path) as opened, opened.read() as reader:
        lost = [entry for entry in _entries(reader) if entry.source == "remembered"]
        assert len(lost) == len(repaired.without_words)
        assert all(entry.memo is None for entry in lost)
    with house.open_book(whole) as opened, opened.read() as reader:
        before = {entry.number: entry for entry in _entries(reader)}
    for named in repaired.without_words:
        assert named.number is not None
        assert (named.day, named.kind) == (before[named.number].day, before[named.number].kind)


def _entries(reader: Reader) -> tuple[ledger.Entry, ...]:
    keys = reader.connection.exec_driver_sql("SELECT id FROM entries ORDER BY id").scalars().all()
    return ledger.read_entries(reader, [int(key) for key in keys])


def test_what_follows_a_gap_goes_on_under_a_new_writer_with_its_own_day_words_source_and_instant(
    whole: Path, book: Path
) -> None:
    _spoil(book, _pages(book, "entries")[1])
    repaired = _repaired(book)

    def told(path: Path) -> dict[bytes, tuple[object, ...]]:
        with house.open_book(path) as opened, opened.read() as reader:
            return {
                one.uid: (one.day, one.kind, one.memo, one.party, one.source, one.written_at, one.answers)
                for one in _entries(reader)
            }

    before, after = told(whole), told(repaired.path)
    same = [uid for uid in before if after.get(uid) == before[uid]]
    assert len(same) == len(before) - len(repaired.without_words)
    with house.open_book(repaired.path) as opened, opened.read() as reader:
        letters = [entry.number.split("-")[1] for entry in _entries(reader)]
    assert set(letters) == {"A", "C"}  # B wrote what came second, and that follows from a first one that is lost
    assert repaired.renumbered == letters.count("C")


def _entries_of(path: Path) -> tuple[ledger.Entry, ...]:
    with house.open_book(path) as opened, opened.read() as reader:
        return _entries(reader)


def test_postings_of_a_lost_page_come_from_the_register(whole: Path, book: Path) -> None:
    _spoil(book, _pages(book, "postings")[1])
    repaired = repair(book)
    assert repaired.missing == ()
    assert _cash(repaired.path) == _cash(whole)


def test_entries_lost_with_their_indexes_are_missing_by_number_day_and_amount(whole: Path, book: Path) -> None:
    before = {entry.number: entry for entry in _entries_of(whole)}
    gone = _pages(book, "entries")[-1]
    for name in ("ix_entries_ledger_day", "ix_entries_kind"):
        for page in _pages(book, name):
            _spoil(book, page)
    _spoil(book, gone)
    repaired = _repaired(book)
    assert repaired.missing
    for named in repaired.missing:
        assert named.amount is not None
        if named.number is not None:
            assert named.day == before[named.number].day
    counted = {entry.uid for entry in _entries_of(repaired.path)}
    assert len(repaired.missing) == len([one for one in before.values() if one.uid not in counted])
    told = losses(repaired, translator("id"), "kuliner")
    assert any("hilang" in line for line in told)
    assert sum(line.startswith("–") for line in told) >= min(30, len(repaired.missing))


def test_an_entry_without_all_its_amounts_is_left_out_and_named(book: Path) -> None:
    for name in ("postings", "ix_postings_register"):
        for page in _pages(book, name)[1:2]:
            _spoil(book, page)
    repaired = _repaired(book)
    assert repaired.missing
    assert all(named.number is not None and named.day is not None for named in repaired.missing)


def test_words_of_a_lost_page_are_marked_and_never_guessed(whole: Path, book: Path) -> None:
    _spoil(book, _pages(book, "texts")[1])
    repaired = _repaired(book)
    assert _cash(repaired.path) == _cash(whole)
    assert repaired.doubtful == repaired.missing == ()
    assert repaired.without_words
    with stranger(whole) as raw:
        written = {row[0] for row in raw.execute("SELECT text FROM texts WHERE text IS NOT NULL")}
    with stranger(repaired.path) as raw:
        kept = {row[0] for row in raw.execute("SELECT text FROM texts WHERE text IS NOT NULL")}
    assert kept < written


def test_altered_words_are_not_shown(book: Path) -> None:
    content = bytearray(book.read_bytes())
    at = content.index(b"gorengan hari 12")
    content[at : at + 8] = b"GORENGAN"
    book.write_bytes(content)
    repaired = _repaired(book)
    assert repaired.lost_words == 1
    assert repaired.missing == repaired.doubtful == ()
    assert b"GORENGAN" not in repaired.path.read_bytes()


def test_an_entry_whose_amounts_were_changed_is_named_and_goes_on_under_another_number(book: Path) -> None:
    with stranger(book) as raw:
        guard = raw.execute("SELECT sql FROM sqlite_master WHERE name = 'postings_no_update'").fetchone()[0]
        raw.execute("DROP TRIGGER postings_no_update")
        raw.execute("UPDATE postings SET amount = amount * 3 WHERE entry_id = 5")
        raw.execute(guard)
    repaired = _repaired(book)
    assert [named.number for named in repaired.doubtful] == ["2026-A-005"]


def test_a_lost_first_page_costs_nothing_but_what_only_indexes_knew(whole: Path, book: Path) -> None:
    """The first page says where every table begins: without it rows are known by their shape."""
    _spoil(book, 1, lambda old: old[:100] + os.urandom(len(old) - 100))
    repaired = repair(book)
    assert repaired.missing == ()
    assert _cash(repaired.path) == _cash(whole)


def test_a_book_with_a_passcode_is_repaired_and_keeps_it(whole: Path, tmp_path: Path) -> None:
    from kpmbooks.book import change_key

    book = Path(shutil.copy(whole, tmp_path / "sandi.kpm"))
    with house.open_book(book, "write") as opened:
        change_key(opened, KEY)
    _spoil(book, _pages(book, "ix_entries_kind", KEY)[0])
    repaired = repair(book, key=KEY)
    assert repaired.level == "untidy"
    assert _figures(book, KEY) == _figures(whole)
    assert not book.read_bytes().startswith(b"SQLite")
    assert b"gorengan" not in book.read_bytes()
    with pytest.raises(StorageError) as caught:
        repair(book)
    assert caught.value.problem.code == "passcode-needed"


def test_a_cut_off_book_with_damage_is_repaired_from_whichever_way_says_more(whole: Path, tmp_path: Path) -> None:
    source, victim = Path(shutil.copy(whole, tmp_path / "asli.kpm")), tmp_path / "mati.kpm"
    cut_off(source, victim)
    _spoil(victim, _pages(source, "ix_postings_register")[0])
    spoiled = {ending: Path(f"{victim}{ending}").read_bytes() for ending in ("", "-journal")}
    repaired = repair(victim)
    assert _cash(repaired.path) == _cash(whole)
    kept = repaired.kept
    assert kept is not None
    assert {ending: Path(f"{kept}{ending}").read_bytes() for ending in ("", "-journal")} == spoiled


def test_what_was_erased_stays_erased_whatever_a_damaged_page_still_says(tmp_path: Path) -> None:
    """A page of before the erasing, put back as a disk may do that mixes its sectors up."""
    path, notes = tmp_path / "x.kpm", Installation(tmp_path / "notes")
    with house.create(path, kind="group", name="Melati", start=START, installation=notes) as book:
        with book.write() as tx:
            person = people.add_person(tx, "Ningsih Wulandari")
        before = path.read_bytes()
        with book.write() as tx:
            people.erase_person(tx, person)
    _spoil(path, _pages(path, "texts")[0], lambda _old: _page_with(before, b"Ningsih Wulandari"))
    assert b"Ningsih" in path.read_bytes()
    repaired = repair(path, installation=notes)
    assert b"Ningsih" not in repaired.path.read_bytes()
    assert faults(repaired.path) == set()


def _page_with(content: bytes, words: bytes) -> bytes:
    page = content.index(words) // PAGE
    return content[page * PAGE : (page + 1) * PAGE]


# Nothing to be had, and being stopped


@pytest.mark.parametrize(
    "content",
    [b"", b"Tanggal;Uraian\n" * 400, Random(3).randbytes(8_191), b"SQLite format 3\0" + Random(4).randbytes(40_000)],
)
def test_what_was_never_a_book_is_left_as_it_is(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.kpm"
    path.write_bytes(content)
    with pytest.raises(StorageError) as caught:
        repair(path)
    assert caught.value.problem.code == "unreadable-book"
    assert path.read_bytes() == content
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_a_book_that_somebody_writes_in_is_not_repaired(book: Path) -> None:
    with house.open_book(book, "write"), pytest.raises(StorageError) as caught:
        repair(book)
    assert caught.value.problem.code == "in-use"


def test_repairing_can_be_stopped_and_leaves_nothing(book: Path) -> None:
    _spoil_an_index(book)
    before = book.read_bytes()

    class Impatient:
        calls = 0

        def report(self, done: int, total: int | None) -> None:
            self.calls += 1
            if self.calls == 4:
                raise Cancelled

    with pytest.raises(Cancelled):
        repair(book, progress=Impatient())
    assert book.read_bytes() == before
    assert [one.name for one in book.parent.iterdir()] == [book.name]


def test_what_came_of_it_is_said_in_plain_words(book: Path) -> None:
    _drop_an_index(book)
    repaired = repair(book)
    told = translator("id").problem(outcome(repaired))
    assert "dirapikan" in told
    assert repaired.kept is not None
    assert repaired.kept.name in told
    assert losses(repaired, translator("id")) == []
    assert faults(book) == set()


def test_a_start_that_was_lost_with_both_its_writings_is_the_first_month_of_the_book(book: Path) -> None:
    for name in ("owner", "ix_owner_twice"):
        _spoil(book, _pages(book, name)[0])
    repaired = repair(book)
    with house.open_book(repaired.path) as opened, opened.read() as reader:
        assert opened.owner.start == date(2026, 1, 1)
        assert own(reader).name == "Gorengan Bu Siti"
        assert house.check(reader).faults == ()
