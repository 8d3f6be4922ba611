"""What the solidarity fund (IKS) was given for: illness, mourning, school, disaster, social help; never profit or
capital.

The purpose is the one that was chosen for the record. Where none was, and in records of the time before it was asked,
it is read in the words, since members write "menjenguk yang sakit"; words that say nothing else are social help.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from kpmbooks import ledger as books
from kpmbooks.book import Reader
from kpmbooks.dates import Period
from kpmbooks.ledger import Entry, LedgerRef
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_
from kpmbooks.recording.undoing import tip_of

Purpose = Literal["sakit", "duka", "sekolah", "bencana", "sosial"]
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)
PURPOSE_NAMES: dict[Purpose, str] = {
    "sakit": N_("Illness"),
    "duka": N_("Mourning"),
    "sekolah": N_("School"),
    "bencana": N_("Disaster"),
    "sosial": N_("Social help"),
}

_WORDS: dict[Purpose, re.Pattern[str]] = {
    "duka": re.compile(r"\b(duka|meninggal|wafat|kematian|melayat|takziah|takziyah|pemakaman|jenazah|yasin|tahlil)\w*"),
    "sakit": re.compile(r"\b(sakit|rawat|dirawat|opname|rs|rumah sakit|puskesmas|obat|berobat|operasi|menjenguk)\b"),
    "sekolah": re.compile(r"\b(sekolah|spp|seragam|buku|ujian|tk|sd|smp|sma|smk|kuliah|belajar|tas)\b"),
    "bencana": re.compile(r"\b(bencana|banjir|kebanjiran|rob|kebakaran|gempa|longsor|puting beliung|angin ribut)\b"),
}
_GIVEN = "bantu_iks"
_FUND = "dana_iks"
_PURPOSE = "purpose"


@dataclass(frozen=True, slots=True)
class SolidarityGift:
    """Help that was given out of the fund: to whom and why, as the record says it."""

    day: date
    number: str
    purpose: Purpose
    amount: Rupiah
    party: str
    memo: str


def purpose_of(words: str) -> Purpose:
    """What help was for, by the words of its record."""
    plain = " ".join(words.casefold().split())
    return next((purpose for purpose, found in _WORDS.items() if found.search(plain)), "sosial")


def _chosen(entry: Entry) -> Purpose | None:
    said = entry.answers.get(_PURPOSE)
    return next((purpose for purpose in PURPOSES if purpose == said), None)


def solidarity_given(reader: Reader, ledger: LedgerRef, period: Period) -> tuple[SolidarityGift, ...]:
    """The help of a period that stands, by day."""
    rows = reader.connection.exec_driver_sql(
        "SELECT e.id, e.day, e.year, w.letter, e.number, sum(p.amount), m.text, t.text FROM entries e"
        " JOIN writers w ON w.id = e.writer_id JOIN postings p ON p.entry_id = e.id"
        " JOIN accounts a ON a.id = p.account_id AND a.role = ?"
        " LEFT JOIN texts m ON m.id = e.memo_id LEFT JOIN texts t ON t.id = e.party_id"
        " WHERE e.ledger_id = ? AND e.kind = ? AND e.day BETWEEN ? AND ? AND e.reverses IS NULL"
        " GROUP BY e.id ORDER BY e.day, e.id",
        (_FUND, ledger.id, _GIVEN, period.first.isoformat(), period.last.isoformat()),
    ).all()
    entries = books.read_entries(reader, [row[0] for row in rows])
    stands = {entry.id: entry for entry in entries if tip_of(reader, entry) is not None}
    return tuple(
        SolidarityGift(
            date.fromisoformat(day),
            books.number_text(year, letter, number),
            _chosen(stands[key]) or purpose_of(memo or ""),
            Rupiah(amount),
            party or "",
            memo or "",
        )
        for key, day, year, letter, number, amount, memo, party in rows
        if key in stands
    )
