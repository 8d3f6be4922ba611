"""The canonical form of an entry and the hash that ties it to the one its writer wrote before.

Canonical form v1: UTF-8 JSON array in fixed order of hex ids, ISO days, integers and text digests, no spaces. It never
changes; a new form gets a new mark. Words enter only by their digest, so they can be erased.
"""

import hashlib
from collections.abc import Sequence
from json.encoder import encode_basestring
from typing import NamedTuple

MARK = "kpm-1"


class ChainedEntry(NamedTuple):
    """What of an entry is chained. Postings are ``(leg, account uid, amount)`` in their order."""

    uid: bytes
    ledger: bytes
    day: str
    year: int
    number: int
    kind: str
    source: str
    written_at: int
    offset_minutes: int
    clock_back: bool
    batch: bytes
    transfer: bytes | None
    reverses: bytes | None
    corrects: bytes | None
    memo: bytes | None
    party: bytes | None
    answers: str
    postings: Sequence[tuple[int, bytes, int]]


def canonical(entry: ChainedEntry) -> bytes:
    """The bytes that are hashed. Written out by hand: a hundred thousand of them are made when a file is taken in."""
    postings = ",".join([f'[{leg},"{account.hex()}",{int(amount)}]' for leg, account, amount in entry.postings])
    return (
        f'["{MARK}","{entry.uid.hex()}","{entry.ledger.hex()}",{_text(entry.day)},{entry.year},{entry.number},'
        f"{_text(entry.kind)},{_text(entry.source)},{entry.written_at},{entry.offset_minutes},{int(entry.clock_back)},"
        f'"{entry.batch.hex()}",{_hex(entry.transfer)},{_hex(entry.reverses)},{_hex(entry.corrects)},'
        f"{_hex(entry.memo)},{_hex(entry.party)},{_text(entry.answers)},[{postings}]]"
    ).encode()


def _text(words: str) -> str:
    # str: what a damaged file holds in its place must not stop whoever looks for damage.
    return encode_basestring(str(words))


def _hex(value: bytes | None) -> str:
    return "null" if value is None else f'"{value.hex()}"'


def chain(last_hash: bytes, entry: ChainedEntry) -> bytes:
    """The hash of ``entry`` after the one with ``last_hash``."""
    return hashlib.sha256(last_hash + canonical(entry)).digest()
