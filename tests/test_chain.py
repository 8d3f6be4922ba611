"""Golden vectors of canonical form v1: once released, these bytes never change.

The expected bytes are written out by hand from the form's description.
"""

import hashlib

from kpmbooks.book import first_hash
from kpmbooks.ledger.chain import ChainedEntry, canonical, chain

ENTRY = ChainedEntry(
    uid=bytes(range(16)),
    ledger=bytes(16),
    day="2026-01-05",
    year=2026,
    number=14,
    kind="jual_tunai",
    source="sheet",
    written_at=1767600000000,
    offset_minutes=420,
    clock_back=False,
    batch=b"\x01" * 16,
    transfer=None,
    reverses=None,
    corrects=b"\x02" * 16,
    memo=b"\x03" * 32,
    party=None,
    answers='{"amount":42000}',
    postings=[(1, b"\x04" * 16, 42000), (1, b"\x05" * 16, -42000)],
)

CANONICAL = (
    '["kpm-1","000102030405060708090a0b0c0d0e0f","00000000000000000000000000000000","2026-01-05",2026,14,'
    '"jual_tunai","sheet",1767600000000,420,0,"01010101010101010101010101010101",null,null,'
    '"02020202020202020202020202020202","0303030303030303030303030303030303030303030303030303030303030303",null,'
    '"{\\"amount\\":42000}",[[1,"04040404040404040404040404040404",42000],[1,"05050505050505050505050505050505",-42000]]]'
)


def test_the_canonical_form_is_written_as_described() -> None:
    assert canonical(ENTRY).decode() == CANONICAL


def test_an_entry_is_hashed_after_the_one_before_it() -> None:
    last = bytes.fromhex("aa" * 32)
    assert chain(last, ENTRY) == hashlib.sha256(last + CANONICAL.encode()).digest()


def test_a_chain_begins_with_book_and_writer() -> None:
    assert first_hash(b"b" * 16, b"w" * 16) == hashlib.sha256(b"kpm-1" + b"b" * 16 + b"w" * 16).digest()
