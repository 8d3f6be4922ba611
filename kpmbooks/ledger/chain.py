"""The canonical form of an entry and the hash that ties it to the one its writer wrote before.

Canonical form v1: UTF-8 JSON array in fixed order of hex ids, ISO days, integers and text digests, no spaces. It never
changes; a new form gets a new mark. Words enter only by their digest, so they can be erased.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass

MARK = "kpm-1"


@dataclass(frozen=True, slots=True)
class ChainedEntry:
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
    """The bytes that are hashed."""
    form = [
        MARK,
        entry.uid.hex(),
        entry.ledger.hex(),
        entry.day,
        entry.year,
        entry.number,
        entry.kind,
        entry.source,
        entry.written_at,
        entry.offset_minutes,
        int(entry.clock_back),
        entry.batch.hex(),
        *(None if one is None else one.hex() for one in (entry.transfer, entry.reverses, entry.corrects)),
        *(None if one is None else one.hex() for one in (entry.memo, entry.party)),
        entry.answers,
        [[leg, account.hex(), int(amount)] for leg, account, amount in entry.postings],
    ]
    return json.dumps(form, ensure_ascii=False, separators=(",", ":")).encode()


def chain(last_hash: bytes, entry: ChainedEntry) -> bytes:
    """The hash of ``entry`` after the one with ``last_hash``."""
    return hashlib.sha256(last_hash + canonical(entry)).digest()
