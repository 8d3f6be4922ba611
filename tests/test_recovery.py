"""The recovery words: a list that can be read, and a key that comes back from the paper however it is typed off."""

import random
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpmbooks import house
from kpmbooks.book import change_key
from kpmbooks.problems import Problem, StorageError
from kpmbooks.storage import Key, key_for, new_key
from kpmbooks.storage.recovery import Sheet, joined, read_words, recovered_key, two_halves, whole_sheet, word_list
from tests import books

WORDS = word_list()
keys = st.binary(min_size=32, max_size=32).map(lambda raw: Key(raw, bytes(16)))


def code(found: Sheet | Problem) -> str:
    assert isinstance(found, Problem)
    return found.code


def test_the_list_has_2048_different_words_of_3_to_8_plain_letters_in_order() -> None:
    assert len(set(WORDS)) == len(WORDS) == 2048
    assert all(re.fullmatch("[a-z]{3,8}", word) for word in WORDS)
    assert all(one < next_ for one, next_ in pairwise(WORDS))


def test_no_two_words_share_their_first_four_letters() -> None:
    assert len({word[:4] for word in WORDS}) == 2048
    short = [word for word in WORDS if len(word) == 3]
    assert not [(one, word) for one in short for word in WORDS if word != one and word.startswith(one)]


def test_no_word_becomes_another_by_changing_leaving_out_or_adding_one_letter() -> None:
    known = set(WORDS)
    letters = "abcdefghijklmnopqrstuvwxyz"
    for word in WORDS:
        for place in range(len(word)):
            assert word[:place] + word[place + 1 :] not in known, word
            others = {word[:place] + letter + word[place + 1 :] for letter in letters} - {word}
            assert not others & known, word


@pytest.mark.parametrize(
    "unwanted",
    [
        *("mati", "duka", "luka", "sakit", "tangis", "kubur", "korban", "bencana", "perang", "bunuh", "racun"),
        *("tuhan", "allah", "doa", "salat", "puasa", "masjid", "gereja", "surga", "neraka", "setan", "haji"),
        *("anjing", "babi", "monyet", "bodoh", "gila", "pantat", "bangsat", "jelek", "miskin"),
        *("agus", "budi", "siti", "dewi", "sri", "putri", "joko", "bambang", "rini", "wati", "indra"),
    ],
)
def test_words_that_hurt_or_are_names_are_not_on_the_list(unwanted: str) -> None:
    assert unwanted not in WORDS


def test_the_words_of_known_keys_are_these() -> None:
    # By hand: 253 bits of zeros are 23 times word 0; the first byte of sha256 of 32 zero bytes is 0x66 = 102.
    zeros = whole_sheet(Key(bytes(32), bytes(16))).words()
    assert zeros == (*[WORDS[0]] * 23, WORDS[102])
    # All ones: 23 times word 2047; sha256 of 32 bytes 0xff begins with 0xaf; the last 11 bits are 111 and 10101111.
    ones = whole_sheet(Key(b"\xff" * 32, bytes(16))).words()
    assert ones == (*[WORDS[2047]] * 23, WORDS[0b11110101111])
    assert WORDS[0] == "abadi"
    assert WORDS[2047] == "zona"


@given(keys)
def test_every_key_comes_back_from_its_24_words(key: Key) -> None:
    words = whole_sheet(key).words()
    assert len(words) == 24
    assert read_words(" ".join(words)) == Sheet("whole", key.raw)


@given(keys)
def test_two_halves_together_are_the_key_in_either_order(key: Key) -> None:
    halves = [read_words(" ".join(half.words())) for half in two_halves(key)]
    first, second = halves
    assert isinstance(first, Sheet)
    assert isinstance(second, Sheet)
    assert (first.part, second.part) == ("first", "second")
    assert joined(first, second) == joined(second, first) == Sheet("whole", key.raw)


@given(keys, keys)
def test_one_half_fits_every_key_and_so_tells_nothing(key: Key, any_other: Key) -> None:
    for half in two_halves(key):
        completing = bytes(a ^ b for a, b in zip(half.secret, any_other.raw, strict=True))
        part = "second" if half.part == "first" else "first"
        assert joined(half, Sheet(part, completing)) == Sheet("whole", any_other.raw)


def test_the_halves_are_drawn_anew_each_time() -> None:
    key = Key(bytes(32), bytes(16))
    drawn = [half.secret for _nth in range(20) for half in two_halves(key)]
    # For a key of zeros both halves of a pair are the pad itself.
    assert len(set(drawn)) == 20
    assert bytes(32) not in drawn


def test_a_sheet_is_read_however_it_was_typed() -> None:
    key = Key(random.Random(1).randbytes(32), bytes(16))
    words = whole_sheet(key).words()
    for typed in (
        "\n".join(f"{nth}. {word}" for nth, word in enumerate(words, 1)),
        ", ".join(word.upper() for word in words),
        "  ".join(f"{nth}){word.capitalize()}" for nth, word in enumerate(words, 1)),
        "\r\n".join(words) + "\r\n",
        " ".join(word[:4] for word in words),
        "\t".join(f"{nth:02d}\u00a0{word[:5]}" for nth, word in enumerate(words, 1)),
        " – ".join(words) + ".",
    ):
        assert read_words(typed) == Sheet("whole", key.raw), typed


def test_what_is_wrong_is_named_by_the_number_of_the_word() -> None:
    words = list(whole_sheet(Key(random.Random(2).randbytes(32), bytes(16))).words())
    for place, letters in ((7, "qwerty"), (1, "é"), (24, "abx"), (12, words[11][:3]), (3, words[2] + "x")):
        typed = [*words]
        typed[place - 1] = letters
        found = read_words(" ".join(typed))
        assert isinstance(found, Problem)
        assert (found.code, found.params["n"]) == ("recovery-word", place), letters
        assert letters not in found.params.values()
    for typed, count in (([*words[:23]], 23), ([*words, words[0]], 25), ([], 0)):
        found = read_words(" ".join(typed))
        assert isinstance(found, Problem)
        assert (found.code, found.params["found"]) == ("recovery-count", count)


def test_nearly_every_slip_of_a_listed_word_is_noticed() -> None:
    chance = random.Random(3)
    unnoticed = 0
    for _nth in range(2_000):
        words = list(whole_sheet(Key(chance.randbytes(32), bytes(16))).words())
        place = chance.randrange(24)
        words[place] = chance.choice([word for word in WORDS[:50] if word != words[place]])
        unnoticed += isinstance(read_words(" ".join(words)), Sheet)
    # 3 of 256 checks fit by chance: about 23 of 2,000. The key then opens nothing.
    assert unnoticed < 60


def test_halves_of_the_same_kind_and_a_whole_sheet_do_not_go_together() -> None:
    first, second = two_halves(new_key("melati"))
    whole = Sheet("whole", bytes(32))
    for pair in ((first, first), (second, second), (whole, first), (second, whole)):
        found = joined(*pair)
        assert isinstance(found, Problem)
        assert found.code == "recovery-halves"


def test_a_secret_is_not_shown_by_accident() -> None:
    sheet = whole_sheet(new_key("melati"))
    assert sheet.secret.hex() not in repr(sheet)
    assert repr(sheet.secret) not in repr(sheet)


def test_one_sheet_opens_the_book_and_every_copy_until_the_passcode_changes(tmp_path: Path) -> None:
    path, copy = tmp_path / "a.kpm", tmp_path / "copy.kpm"
    with books.group(path) as book:
        change_key(book, new_key("melati 2026"))
        assert book.key is not None
        sheet = whole_sheet(book.key)
        first, second = two_halves(book.key)
        copy.write_bytes(path.read_bytes())
        books.record(book, "jual_tunai", amount=1_000)
    whole = joined(second, first)
    assert isinstance(whole, Sheet)
    for each in (path, copy):
        for one in (sheet, whole):
            house.open_book(each, "write", key=recovered_key(each, one)).close()
    with house.open_book(path, "write", key=recovered_key(path, sheet)) as book:
        change_key(book, new_key("melati 2026"))
    with pytest.raises(StorageError) as caught:
        house.open_book(path, key=recovered_key(path, sheet))
    assert caught.value.problem.code == "passcode-wrong"
    house.open_book(path, key=key_for(path, "melati 2026")).close()
