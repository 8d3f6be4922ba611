"""What a learning session leaves in its book: kept as it is said, corrected, struck out, erased, carried along."""

import io
import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from kpmbooks import group, house, people
from kpmbooks.book import Book, Installation
from kpmbooks.book.facts import set_facts
from kpmbooks.exchange.lossless import write_json
from kpmbooks.problems import Rejected, StorageError
from kpmbooks.safekeeping.salvage import salvage
from kpmbooks.training import sessions
from kpmbooks.training.session import LessonSession
from tests import books
from tests.books import stranger
from tests.json_digest import digest

SAMPLES = Path(__file__).with_name("samples")
MONDAY = date(2026, 1, 5)
ANI, SRI = "Ani Lestari", "Sri Wahyuni"


@dataclass(frozen=True)
class Looked:
    """A grade as a session reads it."""

    findings: tuple["Said", ...]


@dataclass(frozen=True)
class Said:
    misconception: str
    also: tuple[str, ...] = ()


def held(book: Book, lesson: str = "PB-2", day: date = MONDAY) -> LessonSession:
    with book.write() as tx:
        return sessions.begin(tx, lesson, day)


def persons(book: Book, *names: str) -> list[bytes]:
    with book.write() as tx:
        return [people.add_person(tx, name).uid for name in names]


def stands(book: Book, one: LessonSession) -> LessonSession:
    with book.read() as reader:
        found = sessions.session(reader, one.uid)
    assert found is not None
    return found


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(Rejected) as rejected:
        act()
    return rejected.value.problems[0].code


# As it goes on


def test_everything_that_was_said_of_a_session_is_read_again() -> None:
    with books.group() as book:
        ani, sri = persons(book, ANI, SRI)
        one = held(book)
        with book.write() as tx:
            sessions.attend(tx, one, [ani, sri], guests=4)
            sessions.count_cards(tx, one, 1, 7, 3, answer="b", when="before")
            sessions.count_cards(tx, one, 1, 1, 9, answer="b")
            sessions.found(tx, one, "PB-2-hari", 7, score=3, full=5, ideas={"dua_kali": 2})
            sessions.look_at_home_task(tx, one, "PB-1", done=4, asked=6)
            sessions.note(tx, one, "Pintu aula dikunci")
            sessions.go_to_step(tx, one, 5)
            sessions.finish(tx, one, 27, steps=[5, 12, 10])
        told = stands(book, one)
    assert (told.lesson, told.day, told.writer) == ("PB-2", MONDAY, "A")
    assert (told.present, told.guests, told.attended) == ({ani, sri}, 4, 6)
    # Three of ten held up the right card before, nine of ten after.
    assert [(cards.when, cards.right, cards.raised) for cards in told.cards] == [("before", 3, 10), ("after", 9, 10)]
    assert told.right_share() == Fraction(9, 10)
    assert told.ideas() == {"dua_kali": 2}
    assert told.home is not None
    assert (told.home.lesson, told.home.done, told.home.asked) == ("PB-1", 4, 6)
    assert (dict(told.notes), told.step, told.steps, told.minutes) == ({1: "Pintu aula dikunci"}, 5, (5, 12, 10), 27)
    assert told.counts
    assert not told.is_open


def test_a_session_that_broke_off_goes_on_where_it_stopped(tmp_path: Path) -> None:
    path = tmp_path / "melati.kpm"
    with books.group(path) as book:
        one = held(book)
        with book.write() as tx:
            sessions.go_to_step(tx, one, 3)
    with house.open_book(path, "write") as book:
        with book.read() as reader:
            again = sessions.open_session(reader)
        assert again is not None
        assert (again.uid, again.step, again.is_open) == (one.uid, 3, True)
        assert held(book).uid == one.uid, "the same lesson on the same day goes on"
        assert held(book, "PB-3").uid != one.uid
        assert held(book, "PB-2", date(2026, 1, 12)).uid != one.uid


def test_a_finished_session_is_not_gone_on_with() -> None:
    with books.group() as book:
        one = held(book)
        with book.write() as tx:
            sessions.finish(tx, one, 20)
        with book.read() as reader:
            assert sessions.open_session(reader) is None
        assert held(book).uid != one.uid


def test_who_was_ticked_by_mistake_is_taken_off_and_guests_stay_as_they_were_said() -> None:
    with books.group() as book:
        ani, sri = persons(book, ANI, SRI)
        one = held(book)
        with book.write() as tx:
            sessions.attend(tx, one, [ani, sri], guests=2)
        with book.write() as tx:
            told = sessions.attend(tx, one, [sri])  # what it was told of ``one`` is older than the book
        assert (told.present, told.guests) == ({sri}, 2)


def test_cards_that_were_miscounted_are_said_anew_or_taken_back() -> None:
    with books.group() as book:
        one = held(book)
        with book.write() as tx:
            sessions.count_cards(tx, one, 2, 5, 5, answer="a")
            told = sessions.count_cards(tx, one, 2, 8, 2, answer="a")
        assert [(cards.question, cards.right, cards.raised) for cards in told.cards] == [(2, 8, 10)]
        with book.write() as tx:
            assert sessions.count_cards(tx, one, 2, 0, 0, answer="a").cards == ()


def test_an_exercise_that_was_mended_counts_once_and_its_wrong_idea_stays_found() -> None:
    with books.group() as book:
        (sri,) = persons(book, SRI)
        one = held(book)
        with book.write() as tx:
            sessions.found(tx, one, "PB-2-hari", 7, score=3, full=5, ideas={"dua_kali": 1, "hari_salah": 1})
            sessions.found(tx, one, "PB-2-hari", 7, score=5, full=5, ideas={})
            sessions.found(tx, one, "PB-2-hari", 8, score=5, full=5, ideas={})
            told = sessions.found(tx, one, "PB-2-hari", 7, score=2, full=5, ideas={"dua_kali": 1}, person=sri)
        together = [work for work in told.works if work.person is None]
        assert [(work.seed, work.first, work.score, work.full) for work in together] == [(7, 3, 5, 5), (8, 5, 5, 5)]
        assert told.ideas() == {"dua_kali": 2, "hari_salah": 1}
        assert told.ideas(sri) == {"dua_kali": 1}


def test_of_two_ideas_that_leave_the_same_book_both_are_counted_and_what_is_no_idea_is_not() -> None:
    grade = Looked((Said("ambil_jadi_upah", ("ambil_jadi_rugi",)), Said("dua_kali"), Said("dua_kali"), Said("extra")))
    assert dict(sessions.ideas_in(grade)) == {"ambil_jadi_upah": 1, "ambil_jadi_rugi": 1, "dua_kali": 2}


def test_a_session_that_was_none_counts_nowhere_until_it_is_let_stand_again() -> None:
    with books.group() as book:
        one = held(book)
        with book.write() as tx:
            sessions.strike_out(tx, sessions.finish(tx, one, 20))
        with book.read() as reader:
            assert sessions.sessions_of(reader) == ()
            assert [told.struck for told in sessions.sessions_of(reader, struck=True)] == [True]
        with book.write() as tx:
            assert sessions.let_stand(tx, one).counts
        with book.read() as reader:
            acts = reader.connection.exec_driver_sql("SELECT act FROM audit ORDER BY id").scalars().all()
            assert acts[-2:] == ["session-struck", "session-stands"]
            assert house.check(reader).ok


def test_screens_learn_of_every_act() -> None:
    with books.group() as book:
        seen: list[frozenset[str]] = []
        book.subscribe(seen.append)
        one = held(book)
        with book.write() as tx:
            sessions.attend(tx, one, [], guests=1)
        assert all("sessions" in topics for topics in seen)
        assert len(seen) == 2


# What cannot be


@pytest.mark.parametrize("lesson", ["", "../PB-2", "PB 2", "PB-2;", "x" * 41, "é-1"])
def test_what_is_no_id_of_a_lesson_is_refused(lesson: str) -> None:
    with books.group() as book:
        assert refused(lambda: held(book, lesson)) == "lesson-unknown"
        with book.read() as reader:
            assert not sessions.sessions_held(reader)


def test_a_day_that_is_still_to_come_is_refused() -> None:
    with books.group() as book, book.write() as tx:
        assert refused(lambda: sessions.begin(tx, "PB-2", date(2026, 1, 6), today=MONDAY)) == "session-day"


def test_counts_that_cannot_be_are_refused_with_their_field() -> None:
    with books.group() as book:
        one = held(book)
        with book.write() as tx:
            assert refused(lambda: sessions.count_cards(tx, one, 0, 1, 1, answer="a")) == "session-question"
            assert refused(lambda: sessions.count_cards(tx, one, 1, -1, 1, answer="a")) == "session-count"
            assert refused(lambda: sessions.count_cards(tx, one, 1, 501, 1, answer="a")) == "session-count"
            assert refused(lambda: sessions.attend(tx, one, [], guests=-3)) == "session-count"
            assert refused(lambda: sessions.attend(tx, one, [b"\x01" * 16])) == "session-person"
            assert refused(lambda: sessions.look_at_home_task(tx, one, "PB-1", done=7, asked=6)) == "session-home"
            assert refused(lambda: sessions.look_at_home_task(tx, one, "Bu Sri", done=1, asked=6)) == "lesson-unknown"
            assert refused(lambda: sessions.finish(tx, one, -1)) == "session-minutes"
            assert refused(lambda: sessions.finish(tx, one, 20, steps=[601])) == "session-minutes"
            assert refused(lambda: sessions.note(tx, one, "a" * 1001)) == "note-long"
            assert refused(lambda: sessions.found(tx, one, "PB-2-a", 1, score=6, full=5, ideas={})) == "session-result"
        assert stands(book, one) == one


def test_nothing_but_ids_gets_into_what_cannot_be_erased() -> None:
    with books.group() as book:
        one = held(book)
        with book.write() as tx:
            for exercise, ideas in (("Bu Sri lupa", {}), ("PB-2-hari", {"Bu Sri lupa": 1})):
                act = lambda name=exercise, said=ideas: sessions.found(tx, one, name, 1, score=0, full=1, ideas=said)  # noqa: E731 # bound
                assert refused(act) == "session-result"


def test_a_story_of_her_own_is_told_only_with_her_consent() -> None:
    with books.group() as book:
        (sri,) = persons(book, SRI)
        one = held(book)
        with book.write() as tx:
            assert refused(lambda: sessions.tell_story(tx, one, sri)) == "story-no-consent"
            people.give_consent(tx, sri, "kisah", MONDAY)
            assert sessions.tell_story(tx, one, sri).story == sri
            assert sessions.tell_story(tx, one, None).story is None
            people.withdraw_consent(tx, sri, "kisah", MONDAY)
            assert refused(lambda: sessions.tell_story(tx, one, sri)) == "story-no-consent"


def test_a_typing_helper_holds_no_sessions() -> None:
    with books.group() as book:
        book.helper = "Dinda"
        assert refused(lambda: held(book)) == "helper-may-not"


def test_nobody_changes_or_removes_the_row_of_a_session(tmp_path: Path) -> None:
    path = tmp_path / "melati.kpm"
    with books.group(path) as book:
        held(book)
    with stranger(path) as raw:
        for act in (
            "UPDATE lesson_sessions SET lesson = 'PB-9'",
            "DELETE FROM lesson_sessions",
            "INSERT OR REPLACE INTO lesson_sessions SELECT id, uid, 'A', day, begun_at, writer_id FROM lesson_sessions",
        ):
            with pytest.raises(Exception, match="lesson_sessions"):
                raw.execute(act)


# Words about persons


def test_after_erasing_her_no_word_of_hers_is_left_and_the_counts_stay(tmp_path: Path) -> None:
    path = tmp_path / "melati.kpm"
    with books.group(path) as book:
        with book.write() as tx:
            ani, sri = group.add_member(tx, ANI), group.add_member(tx, SRI)
        one = held(book)
        with book.write() as tx:
            sessions.attend(tx, one, [ani.person, sri.person])
            sessions.found(tx, one, "PB-2-hari", 7, score=2, full=5, ideas={"dua_kali": 1}, person=sri.person)
            sessions.note(tx, one, "Sri Wahyuni menangis, suaminya sakit")
            sessions.note(tx, one, "Kipas rusak")
        with book.read() as reader:
            places = [(one.where, one.what) for one in group.found_about(reader, sri)[1]]
        assert places == [("lesson", "PB-2")]
        with book.write() as tx:
            group.erase_member(tx, sri)
        told = stands(book, one)
        assert dict(told.notes) == {2: "Kipas rusak"}
        assert (told.attended, told.ideas(sri.person)) == (2, {"dua_kali": 1})
        with book.read() as reader:
            assert house.check(reader).ok
    assert b"menangis" not in path.read_bytes()


def test_a_note_that_was_emptied_is_nowhere_in_the_file_and_the_next_one_keeps_its_number(tmp_path: Path) -> None:
    path = tmp_path / "melati.kpm"
    with books.group(path) as book:
        one = held(book)
        with book.write() as tx:
            sessions.note(tx, one, "Rahasia dapur")
            sessions.note(tx, one, "Kunci di Bu RT")
            told = sessions.note(tx, one, "", number=1)
        assert dict(told.notes) == {2: "Kunci di Bu RT"}
        with book.write() as tx:
            assert set(sessions.note(tx, one, "Bawa gelas").notes) == {2, 3}
    assert b"Rahasia dapur" not in path.read_bytes()


def test_what_is_hers_is_in_what_she_may_ask_for() -> None:
    with books.group() as book:
        with book.write() as tx:
            ani, sri = group.add_member(tx, ANI), group.add_member(tx, SRI)
        one, struck = held(book), held(book, "PB-3")
        with book.write() as tx:
            sessions.attend(tx, one, [ani.person, sri.person])
            sessions.found(tx, one, "PB-2-hari", 7, score=2, full=5, ideas={"dua_kali": 1}, person=sri.person)
            sessions.strike_out(tx, sessions.attend(tx, struck, [sri.person]))
        with book.read() as reader:
            hers, others = (group.person_json(group.everything_about(reader, one)) for one in (sri, ani))
    result = {"PB-2-hari": {"score": 2, "full": 5, "ideas": {"dua_kali": 1}}}
    assert hers["lessons"] == [{"day": "2026-01-05", "lesson": "PB-2", "exercises": result}]
    assert others["lessons"] == [{"day": "2026-01-05", "lesson": "PB-2", "exercises": {}}]


# Two hands, older books, other files


def test_two_hands_keep_one_session_together(tmp_path: Path) -> None:
    path = tmp_path / "melati.kpm"
    with books.group(path) as book:
        ani, sri = persons(book, ANI, SRI)
    with house.open_book(path, "write", installation=Installation()) as book:
        one = held(book)
        with book.write() as tx:
            sessions.attend(tx, one, [ani])
        with pytest.raises(StorageError) as busy:
            house.open_book(path, "write", installation=Installation())
        assert busy.value.problem.code == "in-use"
    with house.open_book(path, "write", installation=Installation()) as book:
        with book.write() as tx:
            told = sessions.attend(tx, one, [ani, sri])
            sessions.finish(tx, told, 25)
            later = sessions.begin(tx, "PB-3", date(2026, 1, 12))
        told = stands(book, one)
        assert (told.writer, later.writer, told.attended) == ("B", "C", 2)
        with book.read() as reader:
            assert house.check(reader).ok


def test_a_book_of_before_gets_room_for_sessions_and_keeps_everything(tmp_path: Path) -> None:
    for format_ in ("1.0", "1.1", "1.2"):
        path = Path(shutil.copy(SAMPLES / f"format-{format_}.kpm", tmp_path))
        with house.open_book(path, "write") as book:
            with book.read() as reader:
                assert not sessions.sessions_held(reader)
                assert books.balance(reader, "Kas") == 345_000
            with book.write() as tx:
                sessions.finish(tx, sessions.begin(tx, "PB-1", MONDAY), 20)
            with book.read() as reader:
                assert house.check(reader).faults == ()
                assert [one.lesson for one in sessions.sessions_of(reader)] == ["PB-1"]


def test_the_session_of_the_sample_book_is_read_as_it_was_kept() -> None:
    with house.open_book(SAMPLES / "format-1.3.kpm") as book, book.read() as reader:
        (one,) = sessions.sessions_of(reader)
    assert (one.lesson, one.day, one.attended, one.guests, one.minutes) == ("PB-1", MONDAY, 3, 2, 25)
    assert [(cards.when, cards.right, cards.raised) for cards in one.cards] == [("before", 1, 3), ("after", 3, 3)]
    assert (one.ideas(), dict(one.notes)) == ({"keluarga_jadi_usaha": 1}, {1: "Gas dibagi dua"})


def test_sessions_come_through_json_as_they_were(tmp_path: Path) -> None:
    with house.open_book(SAMPLES / "format-1.3.kpm") as book, book.read() as reader:
        told = sessions.sessions_of(reader)
        written = io.BytesIO()
        write_json(reader, written)
    (tmp_path / "buku.json").write_bytes(written.getvalue())
    salvage(tmp_path / "buku.json", tmp_path / "lagi.kpm")
    with house.open_book(tmp_path / "lagi.kpm") as book, book.read() as reader:
        assert sessions.sessions_of(reader) == told


def test_a_json_file_of_a_book_of_before_becomes_a_book_with_room_for_sessions(tmp_path: Path) -> None:
    written = io.BytesIO()
    old = Path(shutil.copy(SAMPLES / "format-1.2.kpm", tmp_path))
    with house.open_book(old, "write") as book, book.read() as reader:
        write_json(reader, written)
    # As a program of 1.2 wrote it: it knew of no sessions.
    told = json.loads(written.getvalue())
    assert told["tables"].pop("lesson_sessions")["rows"] == []
    told["book"] = "1.2"
    told["digest"] = digest(told)
    (tmp_path / "lama.json").write_text(json.dumps(told), "utf-8")
    salvage(tmp_path / "lama.json", tmp_path / "lagi.kpm")
    with house.open_book(tmp_path / "lagi.kpm", "write") as book:
        held(book)
        with book.read() as reader:
            assert house.check(reader).ok
            assert books.balance(reader, "Kas") == 345_000


def test_what_nobody_wrote_is_told_by_the_check_and_touches_no_figure() -> None:
    with books.group() as book:
        one, other = held(book), held(book, "PB-3")
        with book.write() as tx:
            set_facts(tx, one.uid, {"cards:before:1": "7 3 c"})
            set_facts(tx, other.uid, {f"present:{'ab' * 16}": "1"})
        with book.read() as reader:
            assert [fault.code for fault in house.check(reader).faults] == ["session-unreadable", "session-person"]
            assert [problem.code for problem in house.check_before_showing(reader)] == ["untidy"]
