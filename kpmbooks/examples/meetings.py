"""The meetings of KUBE Melati: ten women with their pictures and rules, and what each brings to the meeting."""

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from random import Random

from kpmbooks import group, ledger
from kpmbooks.book import Book, Tx
from kpmbooks.dates import Period
from kpmbooks.examples.life import Life, evening
from kpmbooks.group import NOTES, Count, GroupRules, LoanRules, Meeting, Pool, SavingsKind, SheetRow
from kpmbooks.group.aid import set_plan
from kpmbooks.group.arisan import arisans_of, begin_arisan, draw
from kpmbooks.group.goals import set_goal
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import Rupiah

MEETING = "rapat"
"""What a draft is called that is no record but a whole meeting."""

_MEMBERS: tuple[tuple[str, Mapping[str, str]], ...] = (
    ("Ibu Aminah", {"office": "ketua"}),
    ("Ibu Dewi", {"office": "bendahara"}),
    ("Ibu Fatimah", {}),
    ("Ibu Hartini", {}),
    ("Ibu Kasmi", {}),
    ("Ibu Lilis", {"office": "sekretaris"}),
    ("Ibu Nurhayati", {}),
    ("Ibu Ratmi", {}),
    ("Ibu Siti", {}),
    ("Ibu Yanti", {}),
)

_DECISIONS = (
    ("Jadwal setrika dibagi dua regu", "Sabun dibeli di agen, bukan di warung"),
    ("Ongkos antar tetap Rp10.000",),
    ("Mesin cuci bekas boleh dibeli, paling mahal Rp2.000.000",),
    ("Setiap bon ditulis dan diberi hari janji",),
    ("Botol sabun bekas dikembalikan", "Rapat mulai pukul 13.00"),
)
_AGENDA = ("Iuran dan tabungan", "Pinjaman", "Kerja bulan depan")
_POOLS = (
    Pool("Anggota menurut kehadiran", Fraction(60), "attendance"),
    Pool("Cadangan modal", Fraction(25), "none"),
    Pool("IKS", Fraction(15), "none"),
)


def found_group(book: Book, life: Life, span: Period) -> None:
    """Who is in the group and what it decided, on the first evening."""
    instant = evening(life, span.first)
    with book.write(pretend=lambda: instant) as tx:
        for name, facts in _MEMBERS:
            group.add_member(tx, name, {**facts, "since": span.first.isoformat()})
        rules = GroupRules(
            span.first,
            place="rumah Ibu Aminah",
            money=True,
            dues=Rupiah(2_000),
            solidarity=Rupiah(1_000),
            savings=(SavingsKind("sukarela", "Tabungan", Rupiah(10_000), withdrawable=True),),
            loans=LoanRules(allowed=True, multiple=3, periods=10, rate=Fraction(1), unit=500),
            cash_ceiling=Rupiah(10_000_000),
            pools=_POOLS,
        )
        place = ledger.default_ledger(tx)
        group.decide_rules(tx, place, rules)
        _put_aside(tx, place, span)


def _put_aside(tx: Tx, place: LedgerRef, span: Period) -> None:
    """What the women save for, their arisan, and what they would use a grant for."""
    members = group.members_of(tx)
    begin_arisan(tx, place, "Arisan Melati", Rupiah(20_000), members, since=span.first)
    set_goal(tx, members[3], "Seragam sekolah", Rupiah(250_000), by=span.last + timedelta(120), today=span.first)
    set_plan(tx, place, [("", "Mesin cuci bekas", Rupiah(1_250_000)), ("", "Selang dan sambungan", Rupiah(250_000))])


def hold_meeting(tx: Tx, life: Life, day: date) -> int:
    """A meeting from opening to closing, and its number; now and then somebody is ill, saves more, or borrows."""
    dice, place = life.meetings, ledger.default_ledger(tx)
    meeting = group.open_meeting(tx, place, day)
    rows = group.sheet_of(tx, place, meeting)
    borrower = dice.randrange(len(rows)) if meeting.number % 3 == 2 else None
    for nth, row in enumerate(rows):
        cells = _row(dice, row)
        if nth == borrower and not row.loans and cells["present"] == 1:
            cells |= {"new_loan": dice.choice((100_000, 150_000)), "loan_periods": 10}
        group.write_cells(tx, meeting, row.member, cells)
    _count_and_close(tx, place, meeting, dice, rows)
    for one in arisans_of(tx, place):
        if one.is_open:
            draw(tx, place, one, day=day, seed=f"melati {meeting.number}")
    return meeting.number


def begin_meeting(book: Book, life: Life, span: Period) -> None:
    """The meeting of today has begun: three members have not been asked yet, one wants to borrow."""
    instant = evening(life, span.last)
    with book.write(pretend=lambda: instant) as tx:
        place = ledger.default_ledger(tx)
        meeting = group.open_meeting(tx, place, span.last)
        group.write_minutes(tx, meeting, {"place": "rumah Ibu Aminah", "agenda": "\n".join(_AGENDA), "step": "sheet"})
        rows = group.sheet_of(tx, place, meeting)
        for nth, row in enumerate(rows[:-3]):
            cells = {"present": 2, "done": 1} if nth == 2 else row.by_rules()
            if nth == len(rows) - 4 and not row.loans:
                cells |= {"new_loan": 150_000, "loan_periods": 10}
            group.write_cells(tx, meeting, row.member, cells)


def _row(dice: Random, row: SheetRow) -> dict[str, int]:
    chance = dice.random()
    if chance < 0.1:
        return {"present": 2 if chance < 0.07 else 0, "done": 1}
    cells = row.by_rules()
    if chance < 0.16:
        cells |= row.saves_nothing()
    elif chance < 0.3:
        cells["savings:sukarela"] = dice.choice((15_000, 20_000, 50_000))
    return cells


def _count_and_close(
    tx: Tx, place: ledger.LedgerRef, meeting: Meeting, dice: Random, rows: tuple[SheetRow, ...]
) -> None:
    missing = 5_000 if meeting.number % 4 == 3 else 0
    left = int(group.box_now(tx, place, meeting)) - missing
    notes = {}
    for worth in NOTES:
        notes[worth], left = divmod(left, worth)
    after = (meeting.day.replace(day=1) + timedelta(days=40)).replace(day=10)
    decided = _DECISIONS[(meeting.number - 1) % len(_DECISIONS)]
    minutes = {
        "place": "rumah Ibu Aminah",
        "agenda": "\n".join(_AGENDA),
        "decisions": "\n".join(decided),
        "next_day": (after + timedelta(days=after.weekday() == 6)).isoformat(),
        "step": "close",
    }
    group.write_minutes(tx, meeting, minutes)
    # Who has no coin for what is left counts nothing: it is not worth a search.
    count = None if left else Count(notes, dice.choice(rows).member.uid)
    group.close_meeting(tx, place, meeting, count=count)
