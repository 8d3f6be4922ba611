"""Members of a group: offices with their days, who may hold the money, leaving, what the size of a group says."""

from collections.abc import Iterator
from datetime import date

import pytest

from kpmbooks import group, ledger
from kpmbooks.book import Book
from kpmbooks.problems import Rejected
from tests import books

DAY = date(2026, 1, 20)


@pytest.fixture
def melati() -> Iterator[Book]:
    with books.group() as book:
        yield book


def joined(book: Book, name: str, **facts: str | None) -> group.Member:
    with book.write() as tx:
        return group.add_member(tx, name, facts)


def changed(book: Book, member: group.Member, **facts: str | None) -> group.Member:
    with book.write() as tx:
        return group.change_member(tx, member, facts)


def refused(book: Book, member: group.Member, **facts: str | None) -> set[tuple[str, str | None]]:
    with pytest.raises(Rejected) as caught:
        changed(book, member, **facts)
    return {(problem.code, problem.field) for problem in caught.value.problems}


def test_forty_members_find_themselves_by_forty_different_pictures(melati: Book) -> None:
    with melati.write() as tx:
        marks = [group.add_member(tx, f"Ibu {nth}").mark for nth in range(40)]
    assert len(group.PICTOGRAMS) == 40
    assert sorted(marks) == sorted(group.PICTOGRAMS)


def test_who_held_which_office_from_when_until_when(melati: Book) -> None:
    first = joined(melati, "Bu Sri", office="bendahara 2026-01-01")
    second = joined(melati, "Bu Tuti")
    changed(melati, first, office="anggota 2026-01-15")
    changed(melati, second, office="bendahara 2026-01-15")
    with melati.read() as reader:
        terms = [(one.member.name, one.office, one.since, one.until) for one in group.office_terms(reader)]
    assert terms == [
        ("Bu Sri", "bendahara", date(2026, 1, 1), date(2026, 1, 15)),
        ("Bu Tuti", "bendahara", date(2026, 1, 15), None),
    ]


@pytest.mark.parametrize("role", group.PKH_ROLES)
def test_who_serves_the_programme_never_becomes_treasurer_and_no_treasurer_begins_to_serve_it(
    melati: Book, role: str
) -> None:
    serving = joined(melati, "Bu Rini", pkh_role=role)
    assert refused(melati, serving, office="bendahara 2026-01-05") == {("treasurer-serves-pkh", "office")}
    treasurer = joined(melati, "Bu Sri", office="bendahara")
    assert refused(melati, treasurer, pkh_role=role) == {("treasurer-serves-pkh", "pkh_role")}
    assert changed(melati, serving, office="ketua").office == "ketua"  # an office without the money is hers


def test_two_members_of_one_name_would_be_one(melati: Book) -> None:
    joined(melati, "Bu Sri")
    tuti = joined(melati, "Bu Tuti")
    assert refused(melati, tuti, name="bu  sri") == {("member-twice", "name")}
    assert refused(melati, tuti, name=None) == {("name-missing", "name")}


def test_nobody_leaves_before_she_came(melati: Book) -> None:
    sri = joined(melati, "Bu Sri", since="2026-01-10")
    assert refused(melati, sri, left="2026-01-09") == {("member-left-before", "left")}
    assert changed(melati, sri, left="2026-01-10").left == date(2026, 1, 10)


def test_who_leaves_is_told_what_she_has_and_owes_and_keeps_it(melati: Book) -> None:
    sri = joined(melati, "Bu Sri", since="2026-01-01")
    for kind, amount in (("tabungan_masuk", 75_000), ("simpanan_tetap", 20_000)):
        books.record(melati, kind, amount=amount, party="Bu Sri", date="5/1/2026")
    books.record(melati, "saldo_awal", cash=500_000, date="1/1/2026")
    books.record(melati, "beri_pinjaman", amount=200_000, party="Bu Sri", date="6/1/2026")
    books.record(melati, "terima_angsuran", amount=50_000, party="Bu Sri", date="13/1/2026")
    with melati.read() as reader:
        told = group.leaving_of(reader, ledger.default_ledger(reader), sri, DAY)
    assert {int(amount) for _, amount in told.savings} == {75_000, 20_000}
    assert (int(told.to_pay_back), int(told.owed), told.is_even) == (95_000, 150_000, False)
    with melati.write() as tx:
        gone = group.leave_group(tx, sri, DAY, "Pindah")
    assert gone.left == DAY
    assert not gone.in_group(DAY)
    books.record(melati, "tabungan_keluar", amount=75_000, party="Bu Sri", date="21/1/2026")
    with melati.read() as reader:
        later = group.leaving_of(reader, ledger.default_ledger(reader), gone, DAY)
    assert (int(later.to_pay_back), int(later.owed)) == (20_000, 150_000)
    with melati.write() as tx, pytest.raises(Rejected):
        group.leave_group(tx, gone, DAY)
    with melati.write() as tx:
        assert group.come_back(tx, gone).in_group(DAY)


def test_only_listed_members_save(melati: Book) -> None:
    books.record(melati, "tabungan_masuk", amount=5_000, party="Bu Ratna", date="5/1/2026")  # before anybody is listed
    sri = joined(melati, "Bu Sri", since="2026-01-01")
    for kind in ("tabungan_masuk", "simpanan_tetap"):
        books.record(melati, kind, amount=5_000, party="bu sri", date="6/1/2026")
        books.record(melati, kind, amount=5_000, date="6/1/2026")  # of the jar, without a name
        with pytest.raises(Rejected) as caught:
            books.record(melati, kind, amount=5_000, party="Bu Ratna", date="6/1/2026")
        assert caught.value.problems[0].code == "savings-not-member"
    books.record(
        melati, "jual_belum_dibayar", amount=5_000, party="Bu Ratna", date="6/1/2026"
    )  # she may buy, of course
    with melati.write() as tx:
        group.leave_group(tx, sri, DAY)
    with pytest.raises(Rejected):
        books.record(melati, "tabungan_masuk", amount=5_000, party="Bu Sri", date="21/1/2026")
    books.record(melati, "tabungan_keluar", amount=5_000, party="Bu Sri", date="21/1/2026")  # what is hers she gets


@pytest.mark.parametrize(("households", "warned"), [(1, True), (4, True), (5, False), (20, False), (21, True)])
def test_the_size_is_looked_at_and_never_refused(melati: Book, households: int, warned: bool) -> None:
    with melati.write() as tx:
        for nth in range(households):
            group.add_member(tx, f"Ibu {nth}", {"household": str(nth + 1)})
        group.add_member(tx, "Anaknya", {"household": "1"})  # of a household that is there already
    with melati.read() as reader:
        assert (group.size_warning(group.members_of(reader)) is not None) == warned


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        ("birth_year", "1899"),
        ("birth_year", "tua"),
        ("children", "31"),
        ("children", "-1"),
        ("household", "1,5"),
        ("since", "31/02/2026"),
        ("office", "wakil"),
        ("mark", "skull"),
        ("phone", "0812"),
        ("pkh_role", "camat"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(melati: Book, fact: str, text: str) -> None:
    sri = joined(melati, "Bu Sri")
    assert {field for _, field in refused(melati, sri, **{fact: text})} == {fact}
