"""The campaign of meetings that are killed, sampled; and that it would notice."""

import shutil
from pathlib import Path

from tests import books
from tests.campaign import meetings


def test_a_meeting_that_is_killed_at_any_moment_keeps_what_was_told_and_posts_nothing_twice() -> None:
    figures = meetings.run(3, 300)["meetings"]
    assert figures["faults"] == []
    assert figures["kills"] == 6
    assert figures["acts told"] > 0


def test_the_campaign_notices_a_lost_cell_and_a_cell_that_nobody_wrote(tmp_path: Path) -> None:
    whole = tmp_path / "whole.kpm"
    meetings.build(whole)
    evening = meetings.Unkilled(whole, 0, tmp_path)
    killed = tmp_path / "killed.kpm"
    shutil.copyfile(whole, killed)
    assert meetings.judged(killed, evening, [["ready"]]) is None
    assert meetings.judged(killed, evening, [["ready"], ["begin"], ["done", 1], ["begin"], ["done", 2]]) is not None
    evening.after(3)
    evening.close()
    with books.stranger(tmp_path / "unkilled-0.kpm") as raw:
        raw.execute("UPDATE meeting_cells SET value = value + 1 WHERE cell = 'dues' AND meeting_id = 2")
    (tmp_path / "again").mkdir()
    again = meetings.Unkilled(whole, 0, tmp_path / "again")
    changed = tmp_path / "unkilled-0.kpm"
    assert meetings.judged(changed, again, [["ready"], ["begin"], ["done", 3]]) is not None
    again.close()
