"""Random groups and broken files about sharing a result: the right shares or named problems, never a traceback.

    python -m tests.campaign share_files --cases 10000 --seed 1

Whole groups are compared with shares reckoned elsewhere, in plain integers. Broken files have a few accidents in their
values or their text, now and then flipped bytes; what is still read must be explained by what Python's own JSON reads.
"""

import json
import random
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from kpmbooks.exchange.sharing import read_sharing
from kpmbooks.group.sharing import Shared, Sharing, share
from kpmbooks.i18n import translator
from kpmbooks.money import LIMIT
from kpmbooks.problems import Problem, Rejected

SECONDS_MOST = 5.0
KEYS = ("equal", "attendance", "savings", "transactions", "none")

Figures = dict[str, Any]
Found = tuple[Sequence[Problem], str | None]


def run(seed: int, cases: int) -> Mapping[str, Mapping[str, Any]]:
    """``cases`` whole groups and as many broken files."""
    return {
        "groups": _throw(f"groups {seed}", cases, _group_fault),
        "broken files": _throw(f"broken {seed}", cases, _broken_fault),
    }


def _throw(seed: str, cases: int, look: Callable[[random.Random], Found]) -> Figures:
    chance = random.Random(seed)
    counts: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    faults: list[str] = []
    slowest = 0.0
    for nth in range(cases):
        begun = time.perf_counter()
        try:
            problems, fault = look(chance)
            fault = fault or _unsaid(problems)
        except Exception as error:  # noqa: BLE001 - a traceback is the very fault that is looked for
            problems, fault = (), f"{type(error).__name__}: {error}"
        spent = time.perf_counter() - begun
        slowest = max(slowest, spent)
        if spent > SECONDS_MOST:
            fault = fault or f"{spent:.1f} s"
        if fault:
            faults.append(f"{seed}, file {nth}: {fault}")
        counts["refused" if problems else "shared"] += 1
        codes.update(problem.code for problem in problems)
    return {
        "files": cases,
        "shared": counts["shared"],
        "refused": counts["refused"],
        "problems": dict(sorted(codes.items())),
        "slowest_s": round(slowest, 2),
        "faults": faults,
    }


def _unsaid(problems: Sequence[Problem]) -> str | None:
    for problem in problems:
        for language in ("id", "en"):
            said = translator(language).problem(problem)
            if not said or not problem.field or "\n" in said:
                return f"a problem that cannot be said: {problem.code}"
    return None


# --------------------------------------------------------------------------------------- whole groups


def some_group(chance: random.Random) -> dict[str, Any]:
    """A file that can be shared, as the contract shapes it; percentages as numbers with up to three decimals."""
    count = chance.choice((1, 2, 5, 10, 20, chance.randint(1, 200)))
    most = chance.choice((1, 50, 1_000_000, int(LIMIT)))
    members = [
        {
            "name": f"Ibu {nth}",
            "savings": chance.randint(0, most),
            "transactions": chance.randint(0, most),
            "attendance": chance.choice((0, chance.randint(0, 60), chance.randint(0, 120) / 2)),
        }
        for nth in range(count)
    ]
    members[chance.randrange(count)] |= {"savings": 1, "transactions": 1, "attendance": 1}
    cuts = sorted(chance.choices(range(100_001), k=chance.randrange(7)))
    edges = zip((0, *cuts), (*cuts, 100_000), strict=True)
    # The shortest way to write a thousandth is the thousandth itself.
    percents = [(after - before) / 1_000 for before, after in edges]
    pools = [{"name": f"Pos {nth}", "percent": one, "key": chance.choice(KEYS)} for nth, one in enumerate(percents)]
    return {
        "result": chance.randint(0, chance.choice((100, 50_000_000, int(LIMIT)))),
        "pools": pools,
        "members": members,
    }


def _group_fault(chance: random.Random) -> Found:
    told, unit = some_group(chance), chance.choice((1, 1, 1, 50, 100, 1_000))
    asked = read_sharing(json.dumps(told).encode())
    if not isinstance(asked, Sharing):
        return asked, "a whole file was refused"
    shared = share(Sharing(asked.result, asked.pools, asked.members, unit))
    return (), _wrong(told, unit, shared)


def _wrong(told: Mapping[str, Any], unit: int, shared: Shared) -> str | None:
    """What is wrong with the shares, from the file's own figures: thousandths of percents, halves of attendance."""
    result, left = told["result"], told["result"]
    for pool, row in zip(shared.pools, told["pools"], strict=True):
        amount, thousandths = int(pool.amount), int(Decimal(str(row["percent"])) * 1_000)
        if not result * thousandths // 100_000 <= amount <= -(-result * thousandths // 100_000):
            return f"{row['name']} takes {amount}"
        left -= amount
        if row["key"] == "none":
            weights = []
        elif row["key"] == "equal":
            weights = [1] * len(told["members"])
        else:
            weights = [int(2 * member[row["key"]]) for member in told["members"]]
        expected = [amount * weight // sum(weights) // unit * unit for weight in weights]
        if [int(one) for one in pool.shares] != expected or int(pool.residual) != amount - sum(expected):
            return f"{row['name']} is shared otherwise"
    if left:
        return f"{left} rupiah are in no part"
    given = sum(int(one) for one in shared.totals()) + sum(int(pool.residual) for pool in shared.pools)
    return None if given == result else "members and group do not get the result"


# --------------------------------------------------------------------------------------- broken files

_VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 0.5, -0.5, 2.5, 1e300, 1e-300, 10**15, 10**40, 100, 105, "", " ", "100", "Rp1.000",
    "Sri", "sri ", "\x00", "\ud800", "\u202e", "x" * 300, [], [1], {}, {"name": "Sri"}, "none", "savings", "equal",
    "rata",
)  # fmt: skip
_TEXTS = (
    "{", "}", "[", "]", '"', ",", ":", "null", "NaN", "Infinity", "-", "1e999999", "9" * 5_000, "0.1", "//", "\\u0000",
    "\x00",
    '"result": 1,', '"key": "none",', "[" * 3_000, '{"a":' * 2_000, "\ufeff", "é", "😀", "\\ud800", "100", "-100", "\n",
)  # fmt: skip


def _broken_fault(chance: random.Random) -> Found:
    data = _broken(chance)
    asked = read_sharing(data)
    if not isinstance(asked, Sharing):
        return asked, None if asked else "refused without a word"
    try:
        shared = share(asked)
    except Rejected as rejected:
        return rejected.problems, None if rejected.problems else "refused without a word"
    told = json.loads(data, parse_float=Decimal)
    percents = [Fraction(Decimal(row["percent"])) for row in told["pools"]]
    if sum(percents) != 100 or min(percents) < 0 or not 0 <= told["result"] <= LIMIT:
        return (), "what makes no rule was shared"
    names = [" ".join(row["name"].split()) for row in told["pools"]]
    if [pool.pool.name for pool in shared.pools] != names or len(shared.totals()) != len(told.get("members") or ()):
        return (), "parts or members are not those of the file"
    whole = sum(int(one) for one in shared.totals()) + sum(int(pool.residual) for pool in shared.pools)
    return (), None if whole == told["result"] and min(shared.totals(), default=0) >= 0 else "it does not add up"


def _broken(chance: random.Random) -> bytes:
    told: Any = some_group(chance)
    del told["members"][12:]
    for _nth in range(chance.choice((0, 1, 1, 2))):
        _spoil(chance, told)
    text = json.dumps(told, ensure_ascii=chance.random() < 0.5, indent=chance.choice((None, 1)))
    for _nth in range(chance.choice((0, 0, 0, 1, 2))):
        start, end = sorted((chance.randrange(len(text) + 1), chance.randrange(len(text) + 1)))
        keep = end if chance.random() < 0.3 else start
        text = text[:start] + chance.choice((*_TEXTS, "")) + text[keep:]
    encoding = chance.choice(("utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252", "utf-32-le"))
    data = bytearray(text.encode(encoding, "replace"))
    if chance.random() < 0.1 and data:
        for _nth in range(chance.randint(1, 4)):
            data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def _spoil(chance: random.Random, told: Any) -> None:
    """One accident somewhere inside: another value, a key gone, renamed or added, a row gone or twice."""
    place = told
    while chance.random() < 0.75:
        inner = [one for one in (place.values() if isinstance(place, dict) else place) if isinstance(one, dict | list)]
        if not inner:
            break
        place = chance.choice(inner)
    if isinstance(place, dict) and place:
        key = chance.choice(sorted(place))
        match chance.randrange(4):
            case 0:
                del place[key]
            case 1:
                place[chance.choice(("nama", "Name", "persen", "", key.upper()))] = place.pop(key)
            case _:
                place[key] = chance.choice(_VALUES)
    elif isinstance(place, list) and place:
        at = chance.randrange(len(place))
        match chance.randrange(3):
            case 0:
                del place[at]
            case 1:
                place.insert(at, place[chance.randrange(len(place))])
            case _:
                place[at] = chance.choice(_VALUES)
