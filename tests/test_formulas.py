"""No spreadsheet runs what a person typed, and nothing that she typed is lost by that."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpmbooks.exchange.formulas import begins_formula, guarded, unguarded

# How spreadsheets begin a formula, after the list that OWASP keeps under "CSV Injection".
STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


@pytest.mark.parametrize("start", [*STARTS, " =", "\n@", "  +"])
def test_what_a_spreadsheet_may_run_gets_an_apostrophe(start: str) -> None:
    assert guarded(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize("text", ["", "Gas 3 kg", "7K3M-Q9TD", "a=b", "'kutip'", "'", "2 + 3"])
def test_other_texts_are_left_alone(text: str) -> None:
    assert guarded(text) == unguarded(text) == text


@given(st.text(alphabet=st.sampled_from([*"'=+-@\t\r \nab1", "＝"]), max_size=8))
def test_what_was_guarded_comes_back_letter_by_letter(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not begins_formula(guarded(text))
