"""The campaign of broken stock cards and lists of debts, sampled; and that it notices what is wrong."""

from datetime import date

import pytest

from kpmbooks.exchange.trading import DebtRow
from kpmbooks.money import Rupiah
from kpmbooks.problems import Problem
from tests.campaign import trade_files


@pytest.mark.parametrize("seed", [1, 2])
def test_broken_files_give_rows_that_add_up_or_named_problems(seed: int) -> None:
    for kind, figures in trade_files.run(seed, 250).items():
        assert figures["faults"] == [], kind
        # The files are worth throwing only while some are read and some refused, in several ways.
        assert figures["read"] > 15, kind
        assert figures["refused"] > 50, kind
        assert len(figures["problems"]) >= 8, kind


def test_the_files_are_right_before_they_are_broken() -> None:
    movements = trade_files.read_movements(trade_files.CARD.encode(), trade_files.TODAY)
    debts = trade_files.read_debts(trade_files.DEBTS.encode(), trade_files.TODAY)
    assert (len(movements), len(debts)) == (7, 5)
    assert not any(isinstance(one, Problem) for one in (*movements, *debts))


def test_the_same_seed_gives_the_same_figures() -> None:
    def without_time(seed: int) -> list[dict[str, object]]:
        found = trade_files.run(seed, 40).values()
        return [{name: value for name, value in one.items() if name != "slowest_s"} for one in found]

    assert without_time(7) == without_time(7)


def test_the_campaign_notices_broken_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    day = date(2026, 1, 31)
    owed = DebtRow(2, "A", "1", day, Rupiah(5), date(2026, 1, 1), None)
    monkeypatch.setattr(trade_files, "read_debts", lambda data, on: (owed,))
    monkeypatch.setattr(trade_files, "read_movements", lambda data, today: (Problem("odd", "Write {it}."),))
    found = trade_files.run(1, 3)
    assert all("is no debt" in fault for fault in found["debts"]["faults"])
    assert len(found["debts"]["faults"]) == len(found["stock"]["faults"]) == 3
