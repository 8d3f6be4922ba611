"""Rows of a lesson that somebody spoilt: each is refused with a reason, or makes a task that can be drawn."""

import copy
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpmbooks.training import judge
from kpmbooks.training.exercise_rows import read_exercise
from kpmbooks.training.proving import prove
from tests.asked_exercises import START, common
from tests.test_training_asked_kinds import (
    BUDGET,
    BUDGET_IDEAS,
    LOAN_IDEAS,
    LOANS,
    ON_THE_PAGE,
    ORDER,
    PRICE,
    PRICE_IDEAS,
    REPORT,
    SHARE,
    SHARE_IDEAS,
    SORT,
    asks_for,
)

_JUNK = st.one_of(
    st.none().map(lambda _: ""),
    st.integers(-5, 10),
    st.sampled_from(
        [0, 1, -1, 10**6, 10**9, 10**12, True, 1.5, "x", "{amount}", "{name.__class__}", "none", "week", [], {}]
    ),
    st.lists(st.integers(-2, 10**7), max_size=4),
    st.lists(st.sampled_from(["lines", "total_1", "price", "stays", "a"]), max_size=3),
)

ROWS = {
    "price": common("price", PRICE, *PRICE_IDEAS),
    "budget": common("budget", BUDGET, *BUDGET_IDEAS),
    "loans": common("loans", LOANS, *LOAN_IDEAS),
    "lenders": common("loans", ON_THE_PAGE),
    "share": common("share", SHARE, *SHARE_IDEAS, of="group"),
    "report": common("report", REPORT + asks_for("income.net", "cash.closing")),
    "order": common("order", ORDER, "urutan_terbalik", "hitung_sebelum_catat"),
    "sort": common("sort", SORT, "usaha_jadi_keluarga"),
}


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where something can be spoilt."""
    if path:
        yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inside in items:
        yield from places(inside, (*path, key))


@pytest.mark.parametrize("kind", ROWS)
@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_a_spoilt_row_is_refused_or_can_still_be_drawn(kind: str, data: st.DataObject) -> None:
    row = copy.deepcopy(tomllib.loads(ROWS[kind]))
    for _ in range(data.draw(st.integers(1, 2))):
        path = data.draw(st.sampled_from(sorted(places(row), key=repr)))
        inside: Any = row
        for key in path[:-1]:
            inside = inside[key]
        if data.draw(st.booleans()) and isinstance(inside, dict):
            del inside[path[-1]]
        else:
            inside[path[-1]] = data.draw(_JUNK)
    try:
        exercise = read_exercise("T-1", row)
    except ValueError:
        return
    drawn = exercise.draw(1, START)
    for asked in drawn.asked:
        assert asked.right
        assert all(judge(asked, right).right for right in asked.right)
        assert not any(judge(asked, wrong).right for many in asked.wrong.values() for wrong in many)


def test_a_report_over_records_that_cannot_be_written_is_told_by_the_proof() -> None:
    # More was paid at once than the whole costs.
    paid = 'amounts = {all = [500000, 500000, 1], part = [600000, 600000, 1]}\nfields = {amount = "all", paid = "part"}'
    rows = REPORT.replace("amount = [500000, 500000, 1]", paid, 1).replace("Jualan {amount}", "Jualan")
    rows = rows.replace('kind = "jual_tunai"', 'kind = "jual_belum_dibayar"') + asks_for("income.net")
    assert prove(read_exercise("T-1", tomllib.loads(common("report", rows))))


@pytest.mark.parametrize("kind", ["jual_mimpi", "bayar_cicilan"])
def test_a_report_over_records_that_no_kind_describes_is_refused(kind: str) -> None:
    rows = REPORT.replace('kind = "jual_tunai"', f'kind = "{kind}"') + asks_for("income.net")
    with pytest.raises(ValueError, match=kind):
        read_exercise("T-1", tomllib.loads(common("report", rows)))


def test_good_rows_prove_themselves() -> None:
    for kind in ("budget", "share", "order", "sort", "report"):
        assert prove(read_exercise("T-1", tomllib.loads(ROWS[kind]))) == [], kind
