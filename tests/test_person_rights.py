"""A person's rights: consent per purpose, numbers of her cards only with it, everything about her, being forgotten."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpmbooks import group, house, people
from kpmbooks.book import Book
from kpmbooks.exchange.lossless import write_json
from kpmbooks.group import GroupRules
from kpmbooks.i18n import translator
from kpmbooks.people.consent import NAMES, SENTENCES
from kpmbooks.problems import Problem, Rejected
from kpmbooks.safekeeping.salvage import salvage
from tests import books

NIK = "3175095203800004"  # invented: a woman (12 + 40), March 1980
KK = "3175091234567890"
DAY = date(2026, 1, 10)
TEXTS = {"owner": "KUBE Melati"}


def sri_in(book: Book) -> group.Member:
    with book.write() as tx:
        return group.add_member(
            tx, "Sri Wahyuni", {"nickname": "Sri", "phone": "081234567890", "address": "Gang Mawar 3", "rt_rw": "05/02"}
        )


def agreed(book: Book, member: group.Member, purpose: str = "berkas_pinjaman") -> None:
    with book.write() as tx:
        people.give_consent(tx, member.person, purpose, DAY, heard_by="Bu Tuti")


# Consent


def test_each_purpose_is_agreed_to_by_itself_and_taken_back_by_itself() -> None:
    with books.group() as book:
        sri = sri_in(book)
        agreed(book, sri, "pembukuan")
        agreed(book, sri, "kisah")
        with book.write() as tx:
            people.withdraw_consent(tx, sri.person, "kisah", date(2026, 1, 12))
        with book.read() as reader:
            told = people.consents_of(reader, sri.person)
            assert {name: (one.given, one.withdrawn, one.stands) for name, one in told.items()} == {
                "pembukuan": (DAY, None, True),
                "kisah": (DAY, date(2026, 1, 12), False),
            }
            assert told["pembukuan"].heard_by == "Bu Tuti"
        agreed(book, sri, "kisah")
        with book.read() as reader:
            assert [one.stands for one in people.consent_history(reader, sri.person, "kisah")] == [False, True]


def test_nothing_is_taken_back_that_was_not_given() -> None:
    with books.group() as book:
        sri = sri_in(book)
        with book.write() as tx, pytest.raises(Rejected):
            people.withdraw_consent(tx, sri.person, "pembukuan", DAY)
        agreed(book, sri, "pembukuan")
        with book.write() as tx, pytest.raises(Rejected):
            people.withdraw_consent(tx, sri.person, "pembukuan", date(2026, 1, 9))
        with book.write() as tx, pytest.raises(Rejected):
            people.give_consent(tx, sri.person, "iklan", DAY)


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_purpose_has_a_name_and_a_sentence_of_few_words_to_be_read_aloud(language: str) -> None:
    _ = translator(language)  # type: ignore[arg-type] # both are languages
    for purpose in people.PURPOSES:
        said = _(SENTENCES[purpose], **TEXTS)
        assert "KUBE Melati" in said
        assert _(NAMES[purpose])
        sentences = [one for one in said.replace("?", ".").split(".") if one.strip()]
        assert all(len(one.split()) <= 16 for one in sentences), sentences


# Numbers of her cards


def test_no_number_is_kept_without_consent_for_a_loan_paper() -> None:
    with books.group() as book:
        sri = sri_in(book)
        agreed(book, sri, "pembukuan")  # another purpose is not this one
        with book.write() as tx, pytest.raises(Rejected) as caught:
            people.keep_number(tx, sri.person, "nik", NIK)
        assert caught.value.problems[0].code == "identity-no-consent"
        agreed(book, sri)
        with book.write() as tx:
            assert people.keep_number(tx, sri.person, "nik", "3175.0952.0380.0004") == NIK
        with book.read() as reader:
            assert people.number_of(reader, sri.person, "nik") == NIK


def test_a_number_is_shown_by_its_last_four_digits() -> None:
    assert people.masked(NIK) == "•••• 0004"
    assert people.masked(None) == ""


@given(st.integers(1, 28), st.integers(1, 12), st.integers(0, 99), st.integers(0, 9999), st.booleans())
def test_the_nik_of_any_birth_date_raises_no_doubt(day: int, month: int, year: int, serial: int, woman: bool) -> None:
    digits = f"317509{day + 40 * woman:02}{month:02}{year:02}{serial:04}"
    assert people.number_doubts(digits, "nik") == ()


@pytest.mark.parametrize(
    "digits", ["317509", NIK + "1", "3175093202800004", "3175090002800004", "3175094002800004", "3175095213800004"]
)
def test_what_looks_odd_is_doubted_and_kept_all_the_same(digits: str) -> None:
    assert people.number_doubts(digits, "nik")
    with books.group() as book:
        sri = sri_in(book)
        agreed(book, sri)
        with book.write() as tx:
            assert people.keep_number(tx, sri.person, "nik", digits) == digits


@pytest.mark.parametrize("text", ["tiga satu", "3175A95203800004", "٣١٧٥"])
def test_what_is_no_number_is_refused(text: str) -> None:
    assert isinstance(people.read_number(text, "nik"), Problem)


def test_a_number_that_was_corrected_or_whose_consent_was_taken_back_is_nowhere_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "kelompok.kpm"
    with books.group(path) as book:
        sri = sri_in(book)
        agreed(book, sri)
        with book.write() as tx:
            people.keep_number(tx, sri.person, "nik", "3175095203809999")
        with book.write() as tx:
            people.keep_number(tx, sri.person, "nik", NIK)
            people.keep_number(tx, sri.person, "kk", KK)
        assert b"3175095203809999" not in path.read_bytes()
        assert NIK.encode() in path.read_bytes()
        with book.write() as tx:
            assert people.withdraw_consent(tx, sri.person, "berkas_pinjaman", DAY) == 2
        with book.read() as reader:
            assert people.number_of(reader, sri.person, "nik") is None
            assert house.check(reader).ok
    assert NIK.encode() not in path.read_bytes()
    assert KK.encode() not in path.read_bytes()


# Everything about her


def test_everything_about_a_member_is_told_in_one_piece() -> None:
    with books.group() as book:
        sri = sri_in(book)
        agreed(book, sri)
        with book.write() as tx:
            people.keep_number(tx, sri.person, "nik", NIK)
            group.change_member(tx, sri, {"office": "sekretaris 2026-01-02", "children": "2"})
        books.record(book, "tabungan_masuk", amount=40_000, party="Sri Wahyuni", date="5/1/2026")
        books.record(book, "jual_belum_dibayar", amount=15_000, party="Sri", memo="cuci selimut", date="6/1/2026")
        books.record(book, "jual_belum_dibayar", amount=1_000, party="Bu Tuti", date="6/1/2026")
        with book.read() as reader:
            member = group.members_of(reader)[0]
            told = group.person_json(group.everything_about(reader, member))
            whole = group.person_json(group.everything_about(reader, member, whole_numbers=True))
        assert (told["name"], told["office"], told["children"], told["rt_rw"]) == (
            "Sri Wahyuni",
            "sekretaris",
            2,
            "05/02",
        )
        assert told["money"] == {"savings:sukarela": 40_000}
        assert [row["amount"] for row in told["records"]] == [40_000, 15_000]
        assert told["as_customer"] == [{"name": "Sri", "phone": None, "note": None}]
        assert told["consents"][0]["purpose"] == "berkas_pinjaman"
        assert NIK not in json.dumps(told)
        assert whole["numbers"] == {"nik": NIK}
        with book.write() as tx:
            people.withdraw_consent(tx, sri.person, "berkas_pinjaman", DAY)
        with book.read() as reader:
            assert NIK not in json.dumps(group.person_json(group.everything_about(reader, member, whole_numbers=True)))


def test_a_book_written_out_holds_no_card_number_and_is_whole_all_the_same(tmp_path: Path) -> None:
    target = tmp_path / "buku.json"
    with books.group(tmp_path / "kelompok.kpm") as book:
        sri = sri_in(book)
        agreed(book, sri)
        with book.write() as tx:
            people.keep_number(tx, sri.person, "nik", NIK)
            people.keep_number(tx, sri.person, "kk", KK)
        books.record(book, "tabungan_masuk", amount=40_000, party="Sri Wahyuni", date="5/1/2026")
        with book.read() as reader, target.open("wb") as stream:
            write_json(reader, stream)
    assert b"Sri Wahyuni" in target.read_bytes()
    for number in (NIK, KK):
        assert number.encode() not in target.read_bytes()
    salvage(target, tmp_path / "lagi.kpm")
    with house.open_book(tmp_path / "lagi.kpm") as again, again.read() as reader:
        member = group.members_of(reader)[0]
        assert member.name == "Sri Wahyuni"
        assert people.number_of(reader, member.person, "nik") is None
        assert house.check(reader).ok


# Being forgotten


def test_after_erasing_her_words_are_nowhere_and_all_figures_and_everybody_else_stay(tmp_path: Path) -> None:
    path = tmp_path / "kelompok.kpm"
    with books.group(path) as book:
        sri = sri_in(book)
        with book.write() as tx:
            other = group.add_member(tx, "Sri Rahayu")
            group.change_member(tx, sri, {"name": "Sri Wahyuningsih"})
        agreed(book, sri)
        with book.write() as tx:
            people.keep_number(tx, sri.person, "nik", NIK)
        books.record(
            book, "tabungan_masuk", amount=40_000, party="Sri Wahyuningsih", memo="lewat Rani", date="5/1/2026"
        )
        books.record(
            book, "jual_belum_dibayar", amount=15_000, party="Sri", memo="untuk sri, Gang Mawar", date="6/1/2026"
        )
        books.record(
            book, "tabungan_masuk", amount=25_000, party="Sri Rahayu", memo="Sri Rahayu titip", date="6/1/2026"
        )
        with book.read() as reader:
            member = group.members_of(reader)[0]
            savings = group.member_sums(reader)
        with book.write() as tx:
            assert group.erase_member(tx, member) > 0
        with book.read() as reader:
            erased, stays = group.members_of(reader)
            assert (erased.name, erased.nickname, erased.phone, erased.address, erased.rt_rw) == (None, "", "", "", "")
            assert (stays.id, stays.name) == (other.id, "Sri Rahayu")
            assert group.member_sums(reader) == savings
            assert people.number_of(reader, member.person, "nik") is None
            result = house.check(reader)
            assert (result.ok, result.faults) == (True, ())
    content = path.read_bytes()
    for words in ("Wahyuni", "081234567890", "Gang Mawar", "05/02", NIK, "untuk sri"):
        assert words.encode() not in content, words
    assert b"Sri Rahayu titip" in content


def test_a_name_that_nobody_noted_as_hers_is_erased_when_it_is_told(tmp_path: Path) -> None:
    path = tmp_path / "kelompok.kpm"
    with books.group(path) as book:
        sri = sri_in(book)
        with book.write() as tx:
            group.add_member(tx, "Neng Tini")
            where = books.own(tx)
            group.decide_rules(tx, where, GroupRules(DAY, place="rumah Mbak Cempluk"))
            meeting = group.open_meeting(tx, where, DAY)
            group.write_minutes(tx, meeting, {"decisions": "Cempluk menyimpan kunci kotak\nKas disetor ke bank"})
            group.close_meeting(tx, where, meeting)
        books.record(book, "jual_belum_dibayar", amount=9_000, party="bu CEMPLUK", memo="bon cempluk", date="12/1/2026")
        books.record(book, "jual_tunai", amount=4_000, memo="cempluknya dua", date="12/1/2026")
        with book.read() as reader:
            _own, found = group.found_about(reader, sri, also=("Cempluk",))
            where_found = {(one.where, one.what) for one in found}
            assert {("record", "2026-A-001"), ("meeting", "1"), ("note", "")} <= where_found
            assert group.found_about(reader, sri)[1] == ()
        for name in ("neng tini", "x"):
            with book.write() as tx, pytest.raises(Rejected):
                group.erase_member(tx, sri, also=(name,))
        with book.write() as tx:
            group.erase_member(tx, sri, also=group.read_names(" Cempluk ; "))
        with book.read() as reader:
            assert house.check(reader).ok
            assert group.rules_of(reader, books.own(reader), DAY).place == ""
            assert [one.name for one in group.members_of(reader)] == [None, "Neng Tini"]
    content = path.read_bytes()
    for words in ("Mbak Cempluk", "Cempluk menyimpan", "CEMPLUK", "bon cempluk", "Sri Wahyuni"):
        assert words.encode() not in content, words
    assert b"cempluknya dua" in content  # another word
    assert b"Neng Tini" in content
