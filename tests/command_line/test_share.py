"""share: published results shared to the rupiah, lists that are printed wrong, every fault of a file by its place."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.command_line.calling import Say

REST = "anggota lain"
Pools = Sequence[tuple[str, float, str]]


def file(tmp_path: Path, result: float, pools: Pools, members: Sequence[Mapping[str, Any]]) -> str:
    told = {
        "result": result,
        "pools": [{"name": name, "percent": percent, "key": key} for name, percent, key in pools],
        "members": members,
    }
    (tmp_path / "shu.json").write_text(json.dumps(told), "utf-8")
    return "shu.json"


# Result, percent of the capital pool and of the business pool, all savings and transactions, hers, and what is printed
# as her part of each pool. Names are left out; the rest of the members stand in one row.
PUBLISHED = [
    # SMA textbook, Kurikulum Merdeka, class 11, Lembar Aktivitas 8 no. 4, answered in adjar.grid.id/amp/543575389:
    # 397.058,82 is printed as 397.058.
    ("adjar 4", 90_000_000, 40, 30, 78_000_000, 102_000_000, 6_500_000, 1_500_000, 3_000_000, 397_058),
    # The same, no. 2 (also scribd 562893803 no. 1): 300.000 + 840.000 = 1.140.000
    ("adjar 2", 56_000_000, 25, 30, 28_000_000, 168_000_000, 600_000, 8_400_000, 300_000, 840_000),
    # The same, no. 3: tenths of both, of 16.000.000 and 40.000.000
    ("adjar 3", 80_000_000, 20, 50, 100_000_000, 200_000_000, 10_000_000, 20_000_000, 1_600_000, 4_000_000),
    # beritaharianku.com/2900, Koperasi Alis Jaya: 240.000 + 1.000.000 = 1.240.000
    ("alis jaya", 60_000_000, 20, 25, 100_000_000, 75_000_000, 2_000_000, 5_000_000, 240_000, 1_000_000),
    # scribd 401349458 no. 1: 500.000 + 120.000 = 620.000
    ("bangau", 40_000_000, 25, 30, 60_000_000, 100_000_000, 3_000_000, 1_000_000, 500_000, 120_000),
    # scribd 562893803 no. 2, Koperasi Makmur Sukses, jasa pinjaman: 225.000 + 400.000
    ("makmur sukses", 15_000_000, 25, 20, 75_000_000, 45_000_000, 4_500_000, 6_000_000, 225_000, 400_000),
    # ilmuantekno.com/9256, Koperasi Anugerah: 20.000 + 40.000 = 60.000
    ("anugerah", 2_000_000, 20, 30, 10_000_000, 15_000_000, 500_000, 1_000_000, 20_000, 40_000),
    # scribd 446859701: 85.714,28 and 562.500; the page itself cuts the first to 85.000, we to the rupiah
    ("sederhana", 25_000_000, 20, 30, 70_000_000, 20_000_000, 1_200_000, 1_500_000, 85_714, 562_500),
]


@pytest.mark.parametrize(
    ("result", "capital", "business", "savings", "sales", "saved", "bought", "by_capital", "by_business"),
    [case[1:] for case in PUBLISHED],
    ids=[case[0] for case in PUBLISHED],
)
def test_shares_are_those_that_are_printed(
    say: Say,
    tmp_path: Path,
    result: int,
    capital: int,
    business: int,
    savings: int,
    sales: int,
    saved: int,
    bought: int,
    by_capital: int,
    by_business: int,
) -> None:
    pools = [
        ("jasa modal", capital, "savings"),
        ("jasa usaha", business, "transactions"),
        ("lainnya", 100 - capital - business, "none"),
    ]
    members = [
        {"name": "dia", "savings": saved, "transactions": bought},
        {"name": REST, "savings": savings - saved, "transactions": sales - bought},
    ]
    answer = say("share", file(tmp_path, result, pools, members), "--json")
    assert (answer.code, answer.err) == (0, "")
    assert answer.json["members"][0] == {
        "name": "dia",
        "shares": {"jasa modal": by_capital, "jasa usaha": by_business},
        "total": by_capital + by_business,
    }
    for pool in answer.json["pools"]:
        given = sum(member["shares"].get(pool["name"], 0) for member in answer.json["members"])
        assert given + pool["residual"] == pool["amount"]
        assert pool["name"] == "lainnya" or 0 <= pool["residual"] < len(members)
    assert sum(pool["amount"] for pool in answer.json["pools"]) == result


def test_a_group_that_shares_by_savings_alone_shares_as_printed(say: Say, tmp_path: Path) -> None:
    # 2pinklines.com/?p=4744: savings of a million, a profit of five million, of which 37,05 % and so on.
    members = [
        {"name": name, "savings": savings}
        for name, savings in (("A", 370_500), ("B", 163_200), ("C", 421_100), ("D", 45_200))
    ]
    told = say("share", file(tmp_path, 5_000_000, [("laba", 100, "savings")], members), "--json").json
    assert [member["total"] for member in told["members"]] == [1_852_500, 816_000, 2_105_500, 226_000]
    assert told["pools"] == [{"name": "laba", "amount": 5_000_000, "residual": 0}]


def test_a_member_who_never_buys_gets_her_part_of_the_capital_pool_only(say: Say, tmp_path: Path) -> None:
    # Kurikulum Merdeka, class 11, Lembar Aktivitas 8 no. 1 (newsmaker.tribunnews.com 2023/09/01): pools of six and ten
    # million, savings of 2.450.000 out of 35.000.000, no purchases.
    members = [
        {"name": "dia", "savings": 2_450_000, "transactions": 0, "attendance": 0},
        {"name": REST, "savings": 32_550_000, "transactions": 20_000_000, "attendance": 0},
    ]
    pools = [("modal", 37.5, "savings"), ("anggota", 62.5, "transactions")]
    told = say("share", file(tmp_path, 16_000_000, pools, members), "--json").json
    assert told["members"][0] == {"name": "dia", "shares": {"modal": 420_000, "anggota": 0}, "total": 420_000}


def test_pools_are_those_of_the_textbook_and_stay_with_the_group_without_members(say: Say, tmp_path: Path) -> None:
    # Ekonomi SMA/MA XII page 171, Koperasi Mawar (text-id.123dok.com/document/1y9n5l3rz)
    percents = {"cadangan": 5, "simpanan": 50, "pinjaman": 20, "pengurus": 10, "pengelola": 5}
    percents |= {"pendidikan": 3, "pengembangan": 2, "sosial": 5}
    pools = [(name, percent, "none") for name, percent in percents.items()]
    told = say("share", file(tmp_path, 50_000_000, pools, []), "--json").json
    amounts = [2_500_000, 25_000_000, 10_000_000, 5_000_000, 2_500_000, 1_500_000, 1_000_000, 2_500_000]
    assert [(pool["amount"], pool["residual"]) for pool in told["pools"]] == [(amount, amount) for amount in amounts]
    assert told["members"] == []


@pytest.mark.parametrize(
    ("percents", "total"),
    [
        # Two lists that add up to 105 %: wiwiwahda0804.blogspot.com/2012/10 and si-uccul.blogspot.com/2010/11
        ([40, 40, 5, 5, 5, 5, 5], "105"),
        ([40, 40, 8, 5, 5, 2.5, 2.5, 2], "105"),
        ([33.333, 33.333, 33.333], "99,999"),
        ([50, 50.000000001], "100,000000001"),
        ([100 / 3] * 3, "100,000000000000008"),
        ([0.1] * 3, "0,3"),
        ([150, -40], "110"),
    ],
)
def test_a_list_that_is_not_a_hundred_percent_is_refused_with_its_sum(
    say: Say, tmp_path: Path, percents: list[float], total: str
) -> None:
    pools = [(f"pos {nth}", percent, "none") for nth, percent in enumerate(percents)]
    answer = say("share", file(tmp_path, 1_000_000, pools, []), "--json")
    assert answer.code == 1
    assert ("share-not-100", "pools") in answer.problems
    assert f"{total} %" in answer.err


@pytest.mark.parametrize(
    "percents",
    [
        [33.33, 33.33, 33.34],
        [33.333333333333, 33.333333333333, 33.333333333334],
        [0.1, 99.9],
        [12.5] * 8,
        [1e2],
        [100.0, 0],
    ],
)
def test_decimals_that_are_exactly_a_hundred_are_taken(say: Say, tmp_path: Path, percents: list[float]) -> None:
    pools = [(f"pos {nth}", percent, "none") for nth, percent in enumerate(percents)]
    told = say("share", file(tmp_path, 10_000_001, pools, []), "--json").json
    assert sum(pool["amount"] for pool in told["pools"]) == 10_000_001
    for pool, percent in zip(told["pools"], percents, strict=True):
        assert abs(pool["amount"] - 10_000_001 * percent / 100) < 1


@pytest.mark.parametrize(
    ("unit", "each", "residual"), [("1", 142_857, 1), ("100", 142_800, 400), ("1000", 142_000, 6_000)]
)
def test_sharing_alike_rounds_down_and_leaves_the_rest_to_the_group(
    say: Say, tmp_path: Path, unit: str, each: int, residual: int
) -> None:
    members = [{"name": f"anggota {nth}"} for nth in range(7)]
    told = say("share", file(tmp_path, 1_000_000, [("rata", 100, "equal")], members), "--round", unit, "--json").json
    assert {member["total"] for member in told["members"]} == {each}
    assert told["pools"] == [{"name": "rata", "amount": 1_000_000, "residual": residual}]


def test_attendance_may_be_half_days_and_whoever_never_came_gets_nothing(say: Say, tmp_path: Path) -> None:
    members = [{"name": "A", "attendance": 12.5}, {"name": "B", "attendance": 7.5}, {"name": "C", "attendance": 0}]
    told = say("share", file(tmp_path, 200_000, [("kerja", 100, "attendance")], members), "--json").json
    assert [member["total"] for member in told["members"]] == [125_000, 75_000, 0]


def test_a_result_of_nothing_gives_everybody_nothing(say: Say, tmp_path: Path) -> None:
    told = say("share", file(tmp_path, 0, [("rata", 100, "equal")], [{"name": "A"}]), "--json").json
    assert told["members"] == [{"name": "A", "shares": {"rata": 0}, "total": 0}]


def test_the_largest_sums_are_shared_to_the_rupiah(say: Say, tmp_path: Path) -> None:
    most = 999_999_999_999_999
    members = [{"name": "A", "savings": most}, {"name": "B", "savings": most - 1}, {"name": "C", "savings": 1}]
    told = say("share", file(tmp_path, most, [("modal", 100, "savings")], members), "--json").json
    # most² / 2 most, and so on, rounded down
    assert [member["total"] for member in told["members"]] == [499_999_999_999_999, 499_999_999_999_999, 0]
    assert told["pools"][0]["residual"] == 1


def test_people_see_the_parts_the_members_and_what_stays(say: Say, tmp_path: Path) -> None:
    pools = [("Jasa modal", 37.5, "savings"), ("Cadangan", 62.5, "none")]
    answer = say(
        "share", file(tmp_path, 1_000_001, pools, [{"name": "Sri", "savings": 3}, {"name": "Rita", "savings": 4}])
    )
    assert answer.out.splitlines() == [
        "Hasil yang dibagi: Rp1.000.001",
        "",
        "Bagian      Dibagi menurut        %       Jumlah  Tetap di kelompok",
        "----------  -----------------  ----  -----------  -----------------",
        "Jasa modal  menurut tabungan   37,5    Rp375.000                Rp1",
        "Cadangan    tetap di kelompok  62,5    Rp625.001          Rp625.001",
        "semuanya                        100  Rp1.000.001          Rp625.002",
        "",
        "Anggota   Jasa modal   semuanya",
        "--------  ----------  ---------",
        "Sri        Rp160.714  Rp160.714",
        "Rita       Rp214.285  Rp214.285",
        "semuanya   Rp374.999  Rp374.999",
    ]


ALL = [("A", 100, "savings")]
ONE = [{"name": "Sri", "savings": 1_000}]


@pytest.mark.parametrize(
    ("result", "pools", "members", "problem"),
    [
        (-1, ALL, ONE, ("share-loss", "result")),
        (1, [], ONE, ("share-no-pools", "pools")),
        (1, [("A", 110, "none"), ("B", -10, "none")], [], ("share-percent-negative", "pools 2 percent")),
        (1, [("A", 50, "none"), (" a ", 50, "none")], [], ("share-pool-twice", "pools 2 name")),
        (1, ALL, [], ("share-no-members", "members")),
        (1, [("A", 99, "none"), ("B", 1, "equal")], [], ("share-no-members", "members")),
        (1, ALL, [{"name": "Sri", "savings": 0}], ("share-no-base", "pools 1 key")),
        (
            1,
            [("A", 100, "none"), ("B", 0, "attendance")],
            [{"name": "S", "attendance": 0}],
            ("share-no-base", "pools 2 key"),
        ),
        (1, ALL, [{"name": "Sri", "savings": -1}], ("share-negative", "members 1 savings")),
        (
            1,
            ALL,
            [*ONE, {"name": "Rita", "savings": 1, "attendance": -0.5}],
            ("share-negative", "members 2 attendance"),
        ),
        (1, ALL, [*ONE, {"name": "Rita"}], ("share-unknown", "members 2 savings")),
        (1, ALL, [*ONE, {"name": "Rita", "savings": None}], ("share-unknown", "members 2 savings")),
        (1, ALL, [*ONE, {"name": " SRI", "savings": 5}], ("share-member-twice", "members 2 name")),
    ],
)
def test_what_cannot_be_shared_is_one_plain_sentence(
    say: Say, tmp_path: Path, result: int, pools: Pools, members: list[dict[str, Any]], problem: tuple[str, str]
) -> None:
    answer = say("share", file(tmp_path, result, pools, members), "--json")
    assert (answer.code, answer.problems) == (1, [problem])
    assert answer.err.startswith(f"{problem[1]}: ")
    assert answer.err.count("\n") == 1


def test_all_that_is_wrong_is_said_at_once(say: Say, tmp_path: Path) -> None:
    pools = [("A", 60, "savings"), ("B", 45, "equal")]
    members = [{"name": "Sri", "savings": -5}, {"name": "Sri", "savings": "banyak"}]
    answer = say("share", file(tmp_path, -1, pools, members), "--json")
    assert answer.problems == [
        ("share-not-a-number", "members 2 savings"),
        ("share-loss", "result"),
        ("share-not-100", "pools"),
    ]
    members[1]["savings"] = 0
    answer = say("share", file(tmp_path, -1, pools, members), "--round", "0", "--json")
    assert [code for code, _ in answer.problems] == [
        "share-round", "share-loss", "share-not-100", "share-member-twice", "share-negative",
    ]  # fmt: skip


POOL = '{"name": "A", "percent": 100, "key": "none"}'


def of(pools: str, more: str = "") -> str:
    """A file with these pools, written out."""
    return f'{{"result": 1, "pools": [{pools}]{more}}}'


def with_member(name: str) -> str:
    return of(POOL, f', "members": [{{"name": "{name}"}}]')


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", ("share-file-empty", "file")),
        (" \n", ("share-file-empty", "file")),
        ("[1, 2]", ("share-no-object", "file")),
        ("null", ("share-no-object", "file")),
        ("5", ("share-no-object", "file")),
        ('{"result": 1,\n "pools"}', ("share-not-json", "file")),
        ('{"result": 1} {"result": 1}', ("share-not-json", "file")),
        ("{'result': 1}", ("share-not-json", "file")),
        ('{"result": NaN}', ("share-not-json", "file")),
        ('{"result": -Infinity}', ("share-not-json", "file")),
        ("[" * 100_000, ("share-not-json", "file")),
        (of(POOL, ', "anggota": []'), ("share-key-unknown", "file")),
        ('{"result": 1, "result": 2, "pools": [' + POOL + "]}", ("share-key-twice", "file")),
        (of('{"name": "A", "percent": 100, "key": "none", "key": "equal"}'), ("share-key-twice", "pools 1")),
        (of('{"name": "A", "percent": 100, "key": "none", "to": 1}'), ("share-key-unknown", "pools 1")),
        ('{"pools": [' + POOL + "]}", ("share-no-number", "result")),
        ('{"result": "1000", "pools": [' + POOL + "]}", ("share-not-a-number", "result")),
        ('{"result": true, "pools": [' + POOL + "]}", ("share-not-a-number", "result")),
        ('{"result": [1], "pools": [' + POOL + "]}", ("share-not-a-number", "result")),
        ('{"result": 0.5, "pools": [' + POOL + "]}", ("share-fraction", "result")),
        ('{"result": 1000000000000000, "pools": [' + POOL + "]}", ("share-too-large", "result")),
        ('{"result": 1e999999999999999999999, "pools": [' + POOL + "]}", ("share-too-large", "result")),
        ('{"result": ' + "9" * 5_000 + ', "pools": [' + POOL + "]}", ("share-too-large", "result")),
        ('{"result": 1e-400, "pools": [' + POOL + "]}", ("share-too-fine", "result")),
        ('{"result": 1}', ("share-no-list", "pools")),
        ('{"result": 1, "pools": {"A": 100}}', ("share-no-list", "pools")),
        (of(POOL, ', "members": {"Sri": 1}'), ("share-no-list", "members")),
        (of('"A"'), ("share-no-object", "pools 1")),
        (of(POOL, ', "members": ["Sri"]'), ("share-no-object", "members 1")),
        (of('{"percent": 100, "key": "none"}'), ("share-no-name", "pools 1 name")),
        (of('{"name": "  ", "percent": 100, "key": "none"}'), ("share-no-name", "pools 1 name")),
        (of('{"name": 7, "percent": 100, "key": "none"}'), ("share-no-text", "pools 1 name")),
        (of('{"name": "A", "key": "none"}'), ("share-no-number", "pools 1 percent")),
        (of('{"name": "A", "percent": "100", "key": "none"}'), ("share-not-a-number", "pools 1 percent")),
        (of('{"name": "A", "percent": 1e7, "key": "none"}'), ("share-too-large", "pools 1 percent")),
        (of('{"name": "A", "percent": 1e-21, "key": "none"}'), ("share-too-fine", "pools 1 percent")),
        (of('{"name": "A", "percent": 100}'), ("share-pool-key", "pools 1 key")),
        (of('{"name": "A", "percent": 100, "key": "rata"}'), ("share-pool-key", "pools 1 key")),
        (of('{"name": "A", "percent": 100, "key": 5}'), ("share-pool-key", "pools 1 key")),
        (with_member("S\\u0000"), ("share-name-unreadable", "members 1 name")),
        (with_member("\\ud800"), ("share-name-unreadable", "members 1 name")),
        (with_member("a" * 300), ("share-name-too-long", "members 1 name")),
        (of(", ".join([POOL] * 101)), ("share-too-many", "pools")),
    ],
)  # fmt: skip
def test_a_broken_file_is_refused_and_says_where(say: Say, tmp_path: Path, text: str, problem: tuple[str, str]) -> None:
    (tmp_path / "shu.json").write_text(text, "utf-8")
    answer = say("share", "shu.json", "--json")
    assert (answer.code, answer.problems) == (1, [problem])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_a_file_from_any_editor_is_read(say: Say, tmp_path: Path, encoding: str) -> None:
    text = '{"result": 1e3, "pools": [{"name": "Añ", "percent": 1.0e2, "key": "none"}], "members": null}'
    (tmp_path / "shu.json").write_bytes(text.encode(encoding))
    assert say("share", "shu.json", "--json").json["pools"] == [{"name": "Añ", "amount": 1_000, "residual": 1_000}]


def test_a_file_in_an_old_encoding_or_none_at_all_is_refused(say: Say, tmp_path: Path) -> None:
    (tmp_path / "shu.json").write_bytes('{"result": 1, "pools": [], "é": 1}'.encode("latin-1"))
    assert say("share", "shu.json", "--json").problems == [("share-not-json", "file")]
    assert say("share", "tidak-ada.json", "--json").problems == [("file-unreadable", "file")]
    assert say("share", ".", "--json").problems == [("file-unreadable", "file")]
    assert say("share").code == 2
    assert say("share", "shu.json", "--round", "seribu").code == 2
