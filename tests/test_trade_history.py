"""A sample of the campaign's histories of goods and debts; ``tests.campaign.trade_histories`` says what they assert."""

import pytest

from tests.campaign import trade_histories


@pytest.mark.parametrize("seed", range(3))
def test_stock_and_debts_agree_with_their_accounts_and_undo_restores_them(seed: int) -> None:
    assert trade_histories.undone(seed, 50) >= 15


@pytest.mark.parametrize("seed", range(2))
def test_taking_any_record_back_leaves_what_the_others_say_or_is_refused(seed: int) -> None:
    assert trade_histories.taken_back(seed, 50) >= 3
