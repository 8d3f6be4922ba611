"""The charts that new ledgers start with: our own, and what the reader refuses in others."""

import re
import tomllib
from pathlib import Path

import pytest

from kpmbooks.recording.charts import LEDGER_KINDS, Chart, load_charts

SOURCE = Path(__file__).parent.parent / "kpmbooks" / "recording" / "content" / "charts.toml"
CHARTS = load_charts()

# The first digit of a code says what an account is, as in the charts in circulation among small traders.
CLASSES = {
    "1": {"asset", "contra-asset"},
    "2": {"liability"},
    "3": {"equity", "drawing"},
    "4": {"revenue", "contra-revenue", "other-revenue"},
    "5": {"cost", "contra-cost"},
    "6": {"expense"},
    "7": {"expense", "other-expense"},
}
RESULTS = {"revenue", "contra-revenue", "cost", "contra-cost", "expense", "other-revenue", "other-expense"}


@pytest.fixture(params=LEDGER_KINDS)
def chart(request: pytest.FixtureRequest) -> Chart:
    return CHARTS[request.param]


def test_every_chart_has_its_main_cash_account_under_the_same_name() -> None:
    for kind, fund in (("kelompok", "usaha"), ("usaha", "usaha"), ("keluarga", "keluarga")):
        kas = CHARTS[kind].account("kas")
        assert kas is not None
        assert (kas.name, kas.fund, kas.is_cash) == ("Kas", fund, True)


def test_a_group_has_three_funds_and_a_familys_ledgers_one_each() -> None:
    funds = {kind: [fund.role for fund in chart.funds] for kind, chart in CHARTS.items()}
    assert funds == {"kelompok": ["usaha", "tabungan", "sosial"], "usaha": ["usaha"], "keluarga": ["keluarga"]}


def test_every_fund_holds_cash_of_its_own(chart: Chart) -> None:
    assert {account.fund for account in chart.cash()} == {fund.role for fund in chart.funds}


def test_a_box_is_a_set_of_cash_accounts_and_every_box_has_one(chart: Chart) -> None:
    assert {account.box for account in chart.cash()} == {box.id for box in chart.boxes}
    assert all(account.box is None for account in chart.accounts if not account.is_cash)


def test_the_groups_tin_holds_the_money_of_all_its_funds() -> None:
    tin = {account.name for account in CHARTS["kelompok"].cash() if account.box == "kotak"}
    assert tin == {"Kas", "Kas tabungan", "Kas IKS"}


def test_roles_codes_and_names_are_unique_in_a_ledger(chart: Chart) -> None:
    for column in ("role", "code", "name"):
        values = [getattr(account, column) for account in chart.accounts]
        assert len(set(values)) == len(values)


def test_codes_say_what_an_account_is(chart: Chart) -> None:
    for account in chart.accounts:
        assert re.fullmatch(r"[1-7]-\d{4}", account.code)
        assert account.type in CLASSES[account.code[0]], account


def test_results_are_operations_and_only_equipment_is_investment(chart: Chart) -> None:
    for account in chart.accounts:
        if account.type in RESULTS:
            assert account.flow == "operasi", account
        assert (account.flow == "investasi") == (account.role in {"peralatan", "akumulasi_penyusutan"}), account


def test_results_arise_in_the_fund_of_the_business_only(chart: Chart) -> None:
    main = chart.funds[0].role
    assert {account.fund for account in chart.accounts if account.type in RESULTS} == {main}


def test_group_money_is_no_familys_purse() -> None:
    assert CHARTS["kelompok"].account("pengambilan_keluarga") is None
    assert CHARTS["usaha"].account("pengambilan_keluarga") is not None


def test_the_ledgers_of_a_family_do_not_know_the_groups_funds() -> None:
    groups = {"tabungan_anggota", "dana_iks", "bagi_hasil", "alokasi_usaha", "rapat"}
    for kind in ("usaha", "keluarga"):
        assert groups.isdisjoint(account.role for account in CHARTS[kind].accounts)


def test_aid_and_gifts_stand_apart_from_what_a_family_earns() -> None:
    types = {account.role: account.type for account in CHARTS["keluarga"].accounts}
    assert {types[role] for role in ("upah_keluarga", "uang_dari_usaha")} == {"revenue"}
    other = {role for role, type_ in types.items() if type_.startswith("other-")}
    assert other == {"bansos", "kiriman", "pendapatan_lain"}


def test_every_purse_of_a_group_can_pass_money_on() -> None:
    kelompok = CHARTS["kelompok"]
    for fund in kelompok.funds:
        passing = kelompok.account(f"alokasi_{fund.role}")
        assert passing is not None
        assert (passing.fund, passing.type) == (fund.role, "equity")


def test_each_account_of_the_file_is_in_some_ledger_and_has_an_english_name() -> None:
    rows = tomllib.loads(SOURCE.read_text(encoding="utf-8"))["account"]
    loaded = {(account.role, account.name) for chart in CHARTS.values() for account in chart.accounts}
    assert {(row["role"], row["name"]) for row in rows} == loaded
    assert all(account.name_en for chart in CHARTS.values() for account in chart.accounts)


ACCOUNT = """
[[account]]
role = "kas"
code = "1-1100"
name = "Kas"
type = "asset"
flow = "operasi"
box = "kotak"
funds = { usaha = "usaha" }
"""
GOOD = f"""
funds.usaha = [{{ role = "usaha", name = "Kantong usaha" }}]
boxes.usaha = [{{ id = "kotak", name = "Kotak kas" }}]
{ACCOUNT}
"""


def test_a_chart_of_ones_own_is_read() -> None:
    kas = load_charts(GOOD)["usaha"].account("kas")
    assert kas is not None
    assert (kas.code, kas.box, kas.name_en) == ("1-1100", "kotak", None)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (('type = "asset"', 'type = "harta"'), "usaha: kas: type: unknown harta"),
        (('flow = "operasi"', 'flow = "jual"'), "usaha: kas: flow: unknown jual"),
        (('flow = "operasi"', ""), "usaha: kas: flow is missing"),
        (('name = "Kas"', 'name = " "'), "usaha: kas: name is missing"),
        (('box = "kotak"', 'box = "laci"'), "usaha: boxes: unknown laci"),
        (('box = "kotak"', 'tempat = "kotak"'), "usaha: kas: columns: unknown tempat"),
        (('usaha = "usaha" }\n', 'usaha = "sosial" }\n'), "usaha: funds: unknown sosial"),
        (('usaha = "usaha" }\n', 'dagang = "usaha" }\n'), "kas: ledgers: unknown dagang"),
        (('funds = { usaha = "usaha" }\n', ""), "kas: the table funds is missing"),
        (("\n[[account]]", ACCOUNT + "[[account]]"), "usaha: roles: more than once kas"),
        (("\n[[account]]", ACCOUNT.replace('"kas"', '"kas_kecil"') + "[[account]]"), "codes: more than once 1-1100"),
    ],
)
def test_a_faulty_chart_is_refused_at_its_place(change: tuple[str, str], complaint: str) -> None:
    assert change[0] in GOOD
    with pytest.raises(ValueError, match=f"^charts: .*{re.escape(complaint)}"):
        load_charts(GOOD.replace(*change))
