"""The campaign of random histories, sampled, and shown to notice what it is for; its words are the contract's."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from kpmbooks import ledger, recording
from kpmbooks.money import Rupiah, allocate
from tests.campaign import __main__ as campaign
from tests.campaign import histories


@pytest.mark.parametrize("seed", [1, 2])
def test_random_histories_are_what_was_meant(seed: int) -> None:
    told = histories.run(seed, 240)
    assert [fault for figures in told.values() for fault in figures["faults"]] == []
    for owner in ("group", "family"):
        figures = told[f"{owner}'s histories"]
        # A history is worth its time only when everything happens in it.
        for name in ("records", "corrections", "taken back", "undone", "refused", "periods"):
            assert figures[name] >= 2, name


def test_the_same_seed_gives_the_same_history() -> None:
    assert histories.run(7, 60) == histories.run(7, 60)


def one_less(total: Rupiah, weights: Sequence[int]) -> tuple[Rupiah, ...]:
    first, *rest = allocate(total, weights)
    return (Rupiah(int(first) - 1), *rest)


def undo_only_half(undo: Callable[..., Any]) -> Callable[..., Any]:
    """An undo that forgets the first entry of what it takes back, where there are two that do not belong together."""

    def half(tx: Any, **words: Any) -> Any:
        keys = ledger.keys_of_batch
        try:
            ledger.keys_of_batch = lambda reader, batch: keys(reader, batch)[1:] or keys(reader, batch)
            return undo(tx, **words)
        finally:
            ledger.keys_of_batch = keys

    return half


def a_rupiah_more(sums_through: Callable[..., Any]) -> Callable[..., Any]:
    def more(reader: Any, place: int, day: Any) -> Any:
        found = dict(sums_through(reader, place, day))
        for account, sums in found.items():
            found[account] = type(sums)(sums.debit + Rupiah(1), sums.credit, sums.count)
            break
        return found

    return more


def test_it_notices_a_sum_that_is_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "sums_through", a_rupiah_more(ledger.sums_through))
    faults = histories.run(1, 40)["group's histories"]["faults"]
    assert any("the book says" in fault for fault in faults)


def test_it_notices_an_undo_that_leaves_something(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "undo", undo_only_half(recording.undo))
    faults = histories.run(1, 200)["group's histories"]["faults"]
    assert any("did not restore" in fault for fault in faults)


def test_it_notices_what_must_be_refused_and_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ledger, "close_period", lambda _tx, _ledger, _through: None)
    faults = histories.run(1, 400)["group's histories"]["faults"]
    assert any("must be refused" in fault for fault in faults)


def test_it_notices_a_rupiah_that_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(histories, "allocate", one_less)
    assert len(histories.run(1, 2)["shares"]["faults"]) == 2


def test_it_notices_an_amount_that_is_read_as_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(histories, "format_amount", lambda amount, symbol: str(int(amount) + 1))
    assert histories.run(1, 2)["amounts"]["faults"]


def test_every_part_of_the_campaign_keeps_to_its_contract(capsys: pytest.CaptureFixture[str]) -> None:
    names = dict(campaign.parts())
    assert {"histories", "parsers"} <= names.keys()
    assert campaign.main(["--cases", "20", "parsers", "histories"]) == 0
    said = capsys.readouterr().out
    assert "parsers, seed 1" in said
    assert "shares: cases 20, faults 0" in said
