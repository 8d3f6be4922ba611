"""The campaign of random loans, sampled: the same seeded ones at every run."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from kpmbooks.instalments import Schedule, Terms, effective_rate, schedule
from kpmbooks.money import Rupiah
from tests.campaign import loan_schedules as campaign


def test_every_loan_is_as_reckoned_elsewhere_and_no_word_brings_the_command_down() -> None:
    figures = campaign.run(1, 400)
    assert [one["faults"] for one in figures.values()] == [[]] * 4
    assert figures["lenders"]["lenders"] >= 8
    assert {"shorter", "lower", "settled"} <= figures["sooner"].keys()
    assert figures["loans"]["rows"] > 10_000
    assert {"exit 0", "exit 1", "exit 2"} <= figures["words"].keys()


def test_the_campaign_notices_a_rupiah_in_a_row_and_a_wrong_effective_rate() -> None:
    plan = schedule(Terms(Rupiah(10_000_000), Fraction(6), 12, "annuity"))
    assert campaign.fault_of(plan, effective_rate(plan)) is None
    row = plan.rows[3]
    shifted = replace(row, principal=row.principal + 1, amount=row.amount + 1)
    assert campaign.fault_of(Schedule(plan.terms, (*plan.rows[:3], shifted, *plan.rows[4:])), effective_rate(plan))
    assert campaign.fault_of(plan, effective_rate(plan) + Decimal("1e-7"))
