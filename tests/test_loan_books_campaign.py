"""The campaign of random books for a loan, sampled: the same seeded ones at every run."""

from copy import deepcopy
from typing import Any

import pytest

from reports import LOAN_SUMMARY
from tests import hand_loan
from tests.campaign import loan_books as campaign
from tests.loan_papers import wish_of


def test_every_paper_of_every_book_is_drawn_and_adds_up() -> None:
    figures = campaign.run(1, 800)["books"]
    assert figures["faults"] == []
    assert figures["papers"] > 20
    assert figures["answers"] > 100


@pytest.mark.parametrize(
    ("where", "name", "value"),
    [
        ("capacity", "left", 1_200_001),
        ("capacity", "quietest_month_left", None),
        ("capacity", "ratio_percent", 44),
        ("evidence", "records", 1),
    ],
)
def test_the_campaign_notices_a_figure_that_does_not_add_up(where: str, name: str, value: object) -> None:
    told = _summary()
    assert list(campaign.sums_of(told)) == []
    changed = deepcopy(told)
    changed[where][name] = value
    assert len(list(campaign.sums_of(changed))) == 1


def test_the_campaign_notices_a_month_and_a_step_that_nobody_knows() -> None:
    told = _summary()
    told["months"][2]["net"] += 1
    told["next_step"] = "borrow_more"
    assert len(list(campaign.sums_of(told))) == 2


def _summary() -> dict[str, Any]:
    with hand_loan.bu_siti() as book, book.read() as reader:
        return LOAN_SUMMARY.own_figures(LOAN_SUMMARY.statement(reader, wish_of(reader)))
