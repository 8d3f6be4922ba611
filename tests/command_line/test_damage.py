"""A damaged book at the command line: no report with a figure that was not recorded, whatever was damaged."""

import json
from pathlib import Path
from random import Random

from tests.books import stranger
from tests.command_line.calling import Say


def _lived_in(say: Say, book: str) -> int:
    for day in range(1, 12):
        assert say("record", book, "jual_tunai", "--amount", str(5_000 * day), "--date", f"{day}/1/2026").code == 0
    return sum(5_000 * day for day in range(1, 12))


def test_a_report_of_a_book_with_an_altered_sum_is_refused_and_check_names_it(say: Say, group: str) -> None:
    _lived_in(say, group)
    with stranger(Path(group)) as raw:
        raw.execute("UPDATE account_months SET debit = debit + 1000000 WHERE account_id = 1")
        raw.execute("UPDATE account_days SET debit = debit + 1000000 WHERE account_id = 1")
    for words in (("report", group, "cash-book", "--format", "json"), ("report", group, "position")):
        answer = say(*words)
        assert answer.code == 3
        assert "1.3" not in answer.out
    assert say("export", group, "--as", "csv", "-o", "keluar.csv").code == 3
    assert not Path("keluar.csv").exists()
    told = say("check", group, "--json")
    assert (told.code, {fault["code"] for fault in told.json["faults"]}) == (4, {"roll-up-differs"})
    assert say("repair", group).code == 0
    assert say("report", group, "cash-book", "--format", "json").json["closing"] == 330_000


def test_what_leaves_the_figures_as_they_are_is_told_beside_the_report(say: Say, group: str) -> None:
    cash = _lived_in(say, group)
    with stranger(Path(group)) as raw:
        raw.execute("DROP TRIGGER entries_no_delete")
    answer = say("report", group, "cash-book", "--format", "json")
    assert (answer.code, answer.json["closing"]) == (0, cash)
    assert "tidak beres" in answer.err


def test_no_flipped_bit_makes_a_report_say_another_figure(say: Say, group: str) -> None:
    cash = _lived_in(say, group)
    book = Path(group)
    whole = book.read_bytes()
    before = json.loads(say("report", group, "cash-book", "--format", "json").out)
    whole = book.read_bytes()  # with the print in its list
    dice = Random(11)
    codes = set()
    for _ in range(40):
        spoiled = bytearray(whole)
        spoiled[dice.randrange(len(whole))] ^= 1 << dice.randrange(8)
        book.write_bytes(spoiled)
        answer = say("report", group, "cash-book", "--format", "json")
        codes.add(int(answer.code))
        if answer.code == 0:
            told = json.loads(answer.out)
            assert (told["closing"], told["totals"]) == (cash, before["totals"])
        else:
            assert len(answer.problems) == 1
    assert codes == {0, 3}


def test_a_clock_that_was_set_back_is_told_and_marked(say: Say, group: str) -> None:
    _lived_in(say, group)
    with stranger(Path(group)) as raw:  # the latest record was written tomorrow
        guard = raw.execute("SELECT sql FROM sqlite_master WHERE name = 'entries_no_update'").fetchone()[0]
        raw.execute("DROP TRIGGER entries_no_update")
        raw.execute("UPDATE entries SET written_at = written_at + 86400000 WHERE id = 11")
        raw.execute(guard)
    answer = say("record", group, "jual_tunai", "--amount", "1000")
    assert answer.code == 0
    assert "Jam laptop ini" in answer.err
    with stranger(Path(group)) as raw:
        assert raw.execute("SELECT clock_back FROM entries WHERE id IN (11, 12) ORDER BY id").fetchall() == [(0,), (1,)]
