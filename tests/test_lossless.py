"""The whole book as JSON and back: nothing is lost, nothing is made up, nothing that was changed is taken."""

import io
import json
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kpmbooks import house
from kpmbooks.exchange.lossless import write_json
from kpmbooks.problems import Cancelled, Rejected, StorageError
from kpmbooks.safekeeping.salvage import salvage
from kpmbooks.storage import FORMAT, Key, WriterLock, key_for, new_key
from tests.books import family, faults, record, stranger
from tests.campaign import mutated_json
from tests.json_digest import Told, digest
from tests.lived_in import NAME, NASTY, lived_in

# Kept by triggers, made again by them.
DERIVED = {
    "account_months", "account_days", "bill_levels", "debt_days", "debt_months", "goods_days", "member_levels",
    "stock_levels", "stock_months",
}  # fmt: skip


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("lived-in") / "bu-siti.kpm"
    lived_in(path)
    return path


@pytest.fixture(scope="module")
def written(book: Path) -> bytes:
    return exported(book)


def exported(path: Path, key: Key | None = None) -> bytes:
    stream = io.BytesIO()
    with house.open_book(path, key=key) as book, book.read() as reader:
        write_json(reader, stream)
    return stream.getvalue()


def refusals(tmp_path: Path, content: bytes) -> list[str]:
    """The codes with which the file is refused; nothing may be left of the attempt."""
    source, target = tmp_path / "buku.json", tmp_path / "baru.kpm"
    source.write_bytes(content)
    with pytest.raises(Rejected) as caught:
        salvage(source, target)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["buku.json"]
    return [problem.code for problem in caught.value.problems]


def changed(written: bytes, change: Callable[[Told], object], *, sealed: bool = True) -> bytes:
    """The file with a change by somebody who also made the digest fit, or who did not know of it."""
    told = json.loads(written)
    change(told)
    if sealed:
        told["digest"] = digest(told)
    return json.dumps(told).encode()


def cell(told: Told, table: str, row: int, column: str, value: object) -> None:
    found = told["tables"][table]
    found["rows"][row][list(found["columns"]).index(column)] = value


# What is in the file


def test_every_table_and_column_of_the_file_is_there(book: Path, written: bytes) -> None:
    with stranger(book) as file:
        names = {name for (name,) in file.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        columns = {name: [row[1] for row in file.execute(f"PRAGMA table_info({name})")] for name in names - DERIVED}
        counts = {name: file.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in columns}
    tables = json.loads(written)["tables"]
    assert {name: list(table["columns"]) for name, table in tables.items()} == columns
    assert {name: len(table["rows"]) for name, table in tables.items()} == counts
    assert [name for name, count in counts.items() if not count] == [], "tests/lived_in.py fills every table"


def test_others_can_add_it_up(book: Path, written: bytes) -> None:
    tables = {
        name: [dict(zip(table["columns"], row, strict=True)) for row in table["rows"]]
        for name, table in json.loads(written)["tables"].items()
    }
    cash = next(one["id"] for one in tables["accounts"] if one["name"] == "Kas" and one["ledger_id"] == 1)
    # 400.000 opening, 5.000 corrected, the evening of the 6th taken back, gas and shopping undone, and 1;
    # 150.000 for a pan and 20.000 lent
    assert sum(one["amount"] for one in tables["postings"] if one["account_id"] == cash) == 235_001
    memos = [one["text"] for one in tables["texts"] if one["erased_at"] is None]
    assert NASTY.strip() in memos


def test_the_digest_is_made_as_the_description_says(written: bytes) -> None:
    told = json.loads(written)
    assert digest(told) == told["digest"]


def test_erased_words_are_not_in_it(written: bytes) -> None:
    assert NAME.encode() not in written
    erased = [row for row in json.loads(written)["tables"]["texts"]["rows"] if row[3] is None]
    assert len(erased) == 4  # her name twice (a person, a customer), and both words of what she owed


def test_the_same_book_gives_the_same_bytes(book: Path, written: bytes) -> None:
    assert exported(book) == written


def test_a_book_of_a_newer_program_is_not_written_out_in_part(tmp_path: Path) -> None:
    path = tmp_path / "baru.kpm"
    family(path).close()
    with stranger(path) as file:
        file.execute("PRAGMA user_version = 1999")
    with pytest.raises(StorageError) as caught:
        exported(path)
    assert caught.value.problem.code == "too-new"


# There and back


@pytest.mark.parametrize("practice", [False, True])
def test_there_and_back_and_there_again_gives_the_same_bytes(tmp_path: Path, practice: bool) -> None:
    book, source, again = tmp_path / "bu-siti.kpm", tmp_path / "buku.json", tmp_path / "lagi.kpm"
    lived_in(book, practice=practice)
    source.write_bytes(exported(book))
    salvaged = salvage(source, again)
    assert exported(again) == source.read_bytes()
    assert (salvaged.owner.practice, salvaged.erased_texts) == (practice, 4)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["bu-siti.kpm", "buku.json", "lagi.kpm"]


def test_the_new_book_is_whole_in_every_byte_that_counts(tmp_path: Path, book: Path, written: bytes) -> None:
    source, again = tmp_path / "buku.json", tmp_path / "lagi.kpm"
    source.write_bytes(written)
    salvage(source, again)
    assert faults(again) == set()
    with stranger(book) as one, stranger(again) as other:
        assert _everything(one) == _everything(other)


def _everything(file: sqlite3.Connection) -> dict[str, list[Any]]:
    found = {"shape": sorted(file.execute("SELECT type, name, sql FROM sqlite_schema"), key=str)}
    for (name,) in file.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
        found[name] = sorted(file.execute(f"SELECT * FROM {name}"), key=str)
    return found


def test_a_book_with_a_passcode_comes_back_without_one(tmp_path: Path) -> None:
    book, source, again = tmp_path / "rahasia.kpm", tmp_path / "buku.json", tmp_path / "lagi.kpm"
    lived_in(book, key=new_key("melati 7"))
    source.write_bytes(exported(book, key_for(book, "melati 7")))
    assert NASTY.strip() in [row[3] for row in json.loads(source.read_bytes())["tables"]["texts"]["rows"]]
    salvage(source, again)
    assert exported(again) == source.read_bytes()


def test_it_can_be_written_on_afterwards_by_a_writer_of_its_own(tmp_path: Path, written: bytes) -> None:
    source, again = tmp_path / "buku.json", tmp_path / "lagi.kpm"
    source.write_bytes(written)
    salvage(source, again)
    with house.open_book(again, "write") as book:
        assert record(book, "jual_tunai", amount=9_000) == "2026-D-001"
    assert faults(again) == set()


def _indented(written: bytes) -> bytes:
    return json.dumps(json.loads(written), indent=2).encode()


def _on_one_line(written: bytes) -> bytes:
    return json.dumps(json.loads(written), separators=(",", ":")).encode()


def _from_notepad(written: bytes) -> bytes:
    return b"\xef\xbb\xbf" + written.replace(b"\n", b"\r\n")


@pytest.mark.parametrize("rewritten", [_indented, _on_one_line, _from_notepad])
def test_blanks_and_the_writing_of_letters_do_not_matter(
    tmp_path: Path, written: bytes, rewritten: Callable[[bytes], bytes]
) -> None:
    source, again = tmp_path / "buku.json", tmp_path / "lagi.kpm"
    source.write_bytes(rewritten(written))
    salvage(source, again)
    assert exported(again) == written


def test_a_column_that_an_older_book_did_not_have_is_left_empty(tmp_path: Path, written: bytes) -> None:
    source, again = tmp_path / "buku.json", tmp_path / "lagi.kpm"

    def older(told: Told) -> None:
        told["book"] = "0.9"
        accounts = told["tables"]["accounts"]
        assert list(accounts["columns"]).pop() == "box"
        del accounts["columns"]["box"]
        accounts["rows"] = [row[:-1] for row in accounts["rows"]]
        del told["tables"]["settings"]

    source.write_bytes(changed(written, older))
    salvage(source, again)
    assert faults(again) == set()
    with stranger(again) as file:
        assert file.execute("SELECT count(*) FROM accounts WHERE box IS NOT NULL").fetchone() == (0,)


# What is refused


def _nothing(told: Told) -> None:
    told["tables"]["owner"]["rows"].clear()


CHANGES: dict[str, tuple[Callable[[Told], object], str]] = {
    "an amount": (lambda told: cell(told, "postings", 0, "amount", 400_001), "json-refused"),
    "two amounts of one entry": (
        lambda told: (cell(told, "postings", 0, "amount", 1), cell(told, "postings", 1, "amount", -1)),
        "chain-broken",
    ),
    "a day": (lambda told: cell(told, "entries", 0, "day", "2026-01-06"), "json-refused"),
    "an instant": (lambda told: cell(told, "entries", 0, "written_at", 1), "chain-broken"),
    "a source": (lambda told: cell(told, "entries", 0, "source", "drawer"), "chain-broken"),
    "a source there is not": (lambda told: cell(told, "entries", 0, "source", "dreamt"), "json-refused"),
    "a kind": (lambda told: cell(told, "entries", 0, "kind", "hibah"), "chain-broken"),
    "answers that are none": (lambda told: cell(told, "entries", 0, "answers", "[]"), "entry-unreadable"),
    "answers in no form": (lambda told: cell(told, "entries", 0, "answers", "{"), "entry-unreadable"),
    "a year": (lambda told: cell(told, "entries", 0, "year", 2025), "entry-unreadable"),
    "a hash": (lambda told: cell(told, "entries", 0, "hash", "00" * 32), "chain-broken"),
    "a short hash": (lambda told: cell(told, "entries", 0, "hash", "00" * 31), "json-refused"),
    "a word": (lambda told: cell(told, "texts", 5, "text", "lain"), "text-altered"),
    "a digest of words": (lambda told: cell(told, "texts", 5, "digest", "11" * 32), "text-altered"),
    "an uid": (lambda told: cell(told, "entries", 0, "uid", "11" * 16), "chain-broken"),
    "a short uid": (lambda told: cell(told, "entries", 0, "uid", "11" * 15), "json-value"),
    "the book's uid": (lambda told: cell(told, "owner", 0, "uid", "11" * 16), "chain-broken"),
    "the last entry": (lambda told: told["tables"]["entries"]["rows"].pop(), "json-refused"),
    "the first entry": (lambda told: told["tables"]["entries"]["rows"].pop(0), "json-refused"),
    "an entry twice": (
        lambda told: told["tables"]["entries"]["rows"].append(told["tables"]["entries"]["rows"][0]),
        "json-refused",
    ),
    "an id twice": (lambda told: cell(told, "texts", 1, "id", 1), "json-refused"),
    "an account's id twice": (lambda told: cell(told, "accounts", 1, "id", 1), "json-refused"),
    "an account that is not there": (lambda told: cell(told, "postings", 0, "account_id", 999), "json-refused"),
    "a text that is not there": (lambda told: cell(told, "entries", 2, "memo_id", 999), "json-refused"),
    "two owners": (
        lambda told: told["tables"]["owner"]["rows"].append([2, "22" * 16, *told["tables"]["owner"]["rows"][0][2:]]),
        "json-refused",
    ),
    "no owner": (_nothing, "json-refused"),
    "a start after the entries": (lambda told: cell(told, "owner", 0, "start", "2026-01-30"), "json-refused"),
    "a text for a number": (lambda told: cell(told, "postings", 0, "amount", "400000"), "json-value"),
    "a fraction": (lambda told: cell(told, "postings", 0, "amount", 400_000.0), "json-value"),
    "a truth": (lambda told: cell(told, "owner", 0, "practice", True), "json-value"),
    "nothing where something must be": (lambda told: cell(told, "entries", 0, "day", None), "json-value"),
    "a day that is none": (lambda told: cell(told, "entries", 0, "day", "2026-02-30"), "json-value"),
    "a day in another form": (lambda told: cell(told, "entries", 0, "day", "20260101"), "json-value"),
    "large hex digits": (lambda told: cell(told, "owner", 0, "uid", "AB" * 16), "json-value"),
    "no hex digits": (lambda told: cell(told, "owner", 0, "uid", "zz" * 16), "json-value"),
    "half a letter": (lambda told: cell(told, "texts", 0, "text", "\ud83d"), "json-value"),
    "an amount that no book takes": (lambda told: cell(told, "postings", 0, "amount", 10**15), "json-value"),
    "an integer of 65 bits": (lambda told: cell(told, "postings", 0, "id", 2**63), "json-value"),
    "a list for a number": (lambda told: cell(told, "postings", 0, "amount", [1]), "json-value"),
    "a cell too many": (lambda told: told["tables"]["owner"]["rows"][0].append(1), "json-broken"),
    "a cell too few": (lambda told: told["tables"]["owner"]["rows"][0].pop(), "json-broken"),
    "a column gone": (lambda told: told["tables"]["accounts"]["columns"].pop("box"), "json-broken"),
    "a column more": (lambda told: told["tables"]["owner"]["columns"].update(note="text"), "json-version"),
    "a column of another kind": (lambda told: told["tables"]["owner"]["columns"].update(name="bytes"), "json-version"),
    "a table gone": (lambda told: told["tables"].pop("prints"), "json-broken"),
    "a table more": (
        lambda told: told["tables"].update(loans={"columns": {"id": "integer"}, "rows": []}),
        "json-version",
    ),
    "a derived table": (
        lambda told: told["tables"].update(account_days={"columns": {"account_id": "integer"}, "rows": []}),
        "json-version",
    ),
    "a newer form": (lambda told: told.update(format="kpm-json-2"), "json-version"),
    "a newer book": (lambda told: told.update(book="1.999"), "json-version"),
    "a much newer book": (lambda told: told.update(book="2.0"), "json-version"),
    "a form that is not ours": (lambda told: told.update(format="kpm"), "json-not-ours"),
    "a book that is no number": (lambda told: told.update(book="satu"), "json-broken"),
    "something after the digest": (lambda told: told.update(more=1), "json-broken"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_changed_file_is_refused_whoever_made_the_digest_fit(tmp_path: Path, written: bytes, what: str) -> None:
    change, code = CHANGES[what]
    assert code in refusals(tmp_path, changed(written, change))


@pytest.mark.parametrize(
    "change",
    [
        lambda told: cell(told, "accounts", 0, "name", "Kas kecil"),
        lambda told: cell(told, "settings", 0, "value", "Bekasi"),
        lambda told: cell(told, "period_locks", 0, "through", "2026-01-09"),
        lambda told: cell(told, "audit", 0, "act", "nothing"),
    ],
)
def test_what_no_chain_covers_is_covered_by_the_digest(
    tmp_path: Path, written: bytes, change: Callable[[Told], object]
) -> None:
    assert refusals(tmp_path, changed(written, change, sealed=False)) == ["json-changed"]


@pytest.mark.parametrize("sealed", [True, False])
def test_practice_does_not_become_real(tmp_path: Path, sealed: bool) -> None:
    path = tmp_path / "latihan.kpm"
    lived_in(path, practice=True)
    content = exported(path)
    path.unlink()

    def real(told: Told) -> None:
        cell(told, "owner", 0, "practice", 0)

    def real_in_both_places(told: Told) -> None:
        real(told)
        uid = bytearray.fromhex(told["tables"]["owner"]["rows"][0][1])
        uid[6] = 0x70 | uid[6] & 0x0F
        cell(told, "owner", 0, "uid", uid.hex())

    assert refusals(tmp_path, changed(content, real, sealed=sealed)) == (
        ["practice-mark"] if sealed else ["json-changed"]
    )
    told = refusals(tmp_path, changed(content, real_in_both_places, sealed=sealed))
    assert {"practice-mark", "chain-broken"} <= set(told) if sealed else told == ["json-changed"]


def test_a_file_cut_off_anywhere_is_refused(tmp_path: Path, written: bytes) -> None:
    for nth in range(60):
        length = len(written) * nth // 60
        assert refusals(tmp_path, written[:length]) in (["json-broken"], ["json-not-ours"]), length
    assert refusals(tmp_path, written.rstrip()[:-1]) == ["json-broken"]


DEEP = b"[" * 200_000


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "json-not-ours"),
        (b"null", "json-not-ours"),
        (b"{}", "json-not-ours"),
        (b"[]", "json-not-ours"),
        (b"SQLite format 3\0" + bytes(100), "json-not-ours"),
        (b"Tanggal;Uraian;Masuk\n", "json-not-ours"),
        (b"\xff\xfe{\0", "json-broken"),
        (b'{"report":"cash-book","rows":[]}', "json-not-ours"),
        (b'{"format":"kpm-json-1"}', "json-broken"),
        (b'{"format":"kpm-json-1","book":"1.0","tables":{}}', "json-broken"),
        (b'{"format":"kpm-json-1","book":"1.0","tables":{},"digest":""}', "json-changed"),
        (b'{"format":"kpm-json-1","book":"%s","tables":{},"digest":""}' % str(FORMAT).encode(), "json-broken"),
        (b'{"format":"kpm-json-1","book":"1.0","tables":{"owner":{"columns":' + DEEP, "json-broken"),
        (b'{"format":"kpm-json-1","book":"1.0","tables":{"owner":{"columns":{"id":' + DEEP, "json-broken"),
        (b" " * 3_000_000, "json-not-ours"),
        (b'{"format":"' + b"x" * 20_000_000, "json-not-ours"),
    ],
)
def test_what_is_no_such_file_is_refused(tmp_path: Path, content: bytes, code: str) -> None:
    assert refusals(tmp_path, content) == [code]


@pytest.mark.parametrize(
    "cell_written",
    [b"1" * 5_000, b"1e5", b"NaN", b"Infinity", b"-", b"{}", b"[" * 100_000, b'"' + b"a" * 10_000_000, b"01", b"1,"],
)
def test_a_cell_that_is_none_is_refused(tmp_path: Path, written: bytes, cell_written: bytes) -> None:
    head, mark, tail = written.partition(b'"postings":{')
    front, end, rest = tail.partition(b"[1,1,1,")
    assert refusals(tmp_path, head + mark + front + b"[1," + cell_written + b",1," + rest)[0] in (
        "json-broken",
        "json-value",
    )
    assert end


# Where it goes


def test_an_existing_file_is_never_overwritten(tmp_path: Path, written: bytes) -> None:
    source, target = tmp_path / "buku.json", tmp_path / "ada.kpm"
    source.write_bytes(written)
    target.write_bytes(b"lama")
    (tmp_path / "tautan.kpm").symlink_to("tiada")
    for there in (target, tmp_path / "tautan.kpm", source, tmp_path):
        with pytest.raises(Rejected) as caught:
            salvage(source, there)
        assert caught.value.problems[0].code == "file-exists"
    assert target.read_bytes() == b"lama"


def test_a_name_that_was_taken_meanwhile_is_left_to_whoever_took_it(tmp_path: Path, written: bytes) -> None:
    source, target = tmp_path / "buku.json", tmp_path / "lagi.kpm"
    source.write_bytes(written)

    class Meanwhile:
        def report(self, done: int, total: int | None) -> None:
            target.write_bytes(b"punya orang lain")

    with pytest.raises(Rejected) as caught:
        salvage(source, target, Meanwhile())
    assert caught.value.problems[0].code == "file-exists"
    assert target.read_bytes() == b"punya orang lain"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["buku.json", "lagi.kpm"]


def test_a_stick_without_second_names_takes_it_too(
    tmp_path: Path, written: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*places: object) -> None:
        raise PermissionError

    source, target = tmp_path / "buku.json", tmp_path / "lagi.kpm"
    source.write_bytes(written)
    monkeypatch.setattr(os, "link", refuse)
    salvage(source, target)
    assert exported(target) == written
    with pytest.raises(Rejected):
        salvage(source, target)


def test_what_a_killed_attempt_left_behind_is_cleared_away(tmp_path: Path, written: bytes) -> None:
    source = tmp_path / "buku.json"
    source.write_bytes(written)
    for name in (".lagi.kpm.part", ".lagi.kpm.part-journal"):
        (tmp_path / name).write_bytes(b"setengah")
    salvage(source, tmp_path / "lagi.kpm")
    assert exported(tmp_path / "lagi.kpm") == written
    assert sorted(one.name for one in tmp_path.iterdir()) == ["buku.json", "lagi.kpm"]


def test_two_cannot_make_the_same_book_at_once(tmp_path: Path, written: bytes) -> None:
    source, target = tmp_path / "buku.json", tmp_path / "lagi.kpm"
    source.write_bytes(written)
    lock = WriterLock(target)
    try:
        with pytest.raises(StorageError) as caught:
            salvage(source, target)
    finally:
        lock.release()
    assert caught.value.problem.code == "in-use"


def test_it_can_be_stopped_and_leaves_nothing(tmp_path: Path, written: bytes) -> None:
    class Stopping:
        def report(self, done: int, total: int | None) -> None:
            raise Cancelled

    source = tmp_path / "buku.json"
    source.write_bytes(written)
    with pytest.raises(Cancelled):
        salvage(source, tmp_path / "lagi.kpm", Stopping())
    assert [one.name for one in tmp_path.iterdir()] == ["buku.json"]


def test_a_missing_file_is_refused_and_a_missing_folder_told(tmp_path: Path, written: bytes) -> None:
    with pytest.raises(Rejected) as caught:
        salvage(tmp_path / "tiada.json", tmp_path / "lagi.kpm")
    assert caught.value.problems[0].code == "file-unreadable"
    (tmp_path / "buku.json").write_bytes(written)
    with pytest.raises(StorageError) as failed:
        salvage(tmp_path / "buku.json", tmp_path / "tiada" / "lagi.kpm")
    assert failed.value.problem.code == "missing"


# The campaign, sampled


def test_spoiled_files_are_refused_by_name_or_give_a_whole_book() -> None:
    figures = mutated_json.run(seed=6, cases=150)["salvage"]
    assert figures["faults"] == []
    # The files are worth trying only while every line of defence has something to do.
    assert {"json-broken", "json-changed", "json-value", "json-refused", "chain-broken", "taken"} <= figures.keys()


def test_the_campaign_notices_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def careless(source: Path, target: Path) -> None:
        target.with_suffix(".part").touch()
        raise KeyError("rows")

    monkeypatch.setattr(mutated_json, "salvage", careless)
    faults = mutated_json.run(seed=1, cases=1)["salvage"]["faults"]
    assert faults == ["case 0: KeyError: 'rows'", "case 0: left behind ['baru.part']"]
