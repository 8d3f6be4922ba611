"""The campaign of kills during copying, restoring and forgetting, sampled."""

from tests.campaign import copies


def test_a_kill_at_any_moment_leaves_whole_books_and_whole_copies() -> None:
    told = copies.run(1, 60)
    assert [fault for figures in told.values() for fault in figures["faults"]] == []
    restored = told["books restored, killed meanwhile"]
    assert {"12 entries", "13 entries"} <= set(restored)  # before and after the names changed places
