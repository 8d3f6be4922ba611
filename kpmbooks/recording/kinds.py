"""All kinds of record, read from ``content/kinds.toml`` (its head explains the columns) and checked against the charts.

Hands on everything about kinds that others use: the values, the reader of expressions, and ``answer``.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, cast, get_args

from kpmbooks.recording import compiled, rows
from kpmbooks.recording.answers import Answered, PlannedLeg, answer
from kpmbooks.recording.charts import LEDGER_KINDS, Chart, load_charts
from kpmbooks.recording.expressions import Expression, parse_expression
from kpmbooks.recording.fitting import check_amounts, check_postings
from kpmbooks.recording.kind import (
    End,
    Field,
    FieldType,
    GoodsAct,
    Group,
    Kind,
    Leg,
    Option,
    Refusal,
    Sector,
    Side,
)

__all__ = [
    "SECTORS", "Answered", "Expression", "Field", "Group", "Kind", "Leg", "Option", "PlannedLeg",
    "Refusal",
    "answer", "load_kinds", "parse_expression",
]  # fmt: skip

SECTORS: tuple[str, ...] = get_args(Sector)
_ID = re.compile(r"[a-z]+(_[a-z]+)*")
_KIND = (
    "name", "name_en", "words", "example", "examples", "also", "group", "picture", "side", "ledgers", "fields",
    "amounts", "refusals", "postings", "counts_day", "tile", "day_off", "goods", "given",
)  # fmt: skip
_FIELD = (
    "name", "type", "label", "label_en", "required", "hint", "hint_en", "ledgers", "default", "any_fund", "words",
    "options",
)  # fmt: skip
_SOURCE = Path(__file__).with_name("content") / "kinds.toml"


def load_kinds(
    source: str | None = None, charts: Mapping[str, Chart] | None = None, *, trusted: bool = False
) -> Mapping[str, Kind]:
    """Every kind by its id, in the order of the content: our own, or the TOML text ``source``.

    Checked against ``charts`` (our own when left out); raises ValueError naming the place of what is wrong. Content
    that was checked before is ``trusted``: each kind is only read when somebody asks for it, as most pages show few.
    """
    content = compiled.content(_SOURCE) if source is None else compiled.read_toml(source)
    rows.all_known(content, ("field", "group", "kind"), "kinds")
    shared = content.get("field", {})
    groups = {name: _group(name, row, place) for place, (name, row) in enumerate(content.get("group", {}).items())}
    table = rows.table(content, "kind", "kinds")
    places = {name: order for order, name in enumerate(table)}
    kinds = _Kinds(places, lambda name: _kind(name, table[name], places[name], shared, groups))
    if trusted:
        return kinds
    charts = load_charts() if charts is None else charts
    for kind in kinds.values():
        check_amounts(kind)
        check_postings(kind, charts)
    return kinds


class _Kinds(Mapping[str, Kind]):
    """The kinds by their ids, each ``read`` when it is asked for, and then kept."""

    def __init__(self, ids: Collection[str], read: Callable[[str], Kind]) -> None:
        self._ids = ids
        self._read = read
        self._known: dict[str, Kind] = {}

    def __getitem__(self, kind: str) -> Kind:
        if kind not in self._known:
            if kind not in self._ids:
                raise KeyError(kind)
            self._known[kind] = self._read(kind)
        return self._known[kind]

    def __contains__(self, kind: object) -> bool:
        return kind in self._ids

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


def _group(name: str, row: Mapping[str, Any], order: int) -> Group:
    place = f"kinds: group {name}"
    rows.all_known(row, ("name", "name_en"), f"{place}: columns")
    return Group(name, rows.text(row, "name", place), rows.optional_text(row, "name_en", place), order)


def _kind(
    name: str, row: Mapping[str, Any], order: int, shared: Mapping[str, Any], groups: Mapping[str, Group]
) -> Kind:
    place = f"kinds: {name}"
    if not _ID.fullmatch(name):
        raise ValueError(f"{place}: an id is Indonesian words joined by underscores")
    rows.all_known(row, _KIND, f"{place}: columns")
    ledgers = _ledgers(row.get("ledgers", ()), LEDGER_KINDS, place)
    tile = row.get("tile", False)
    group = rows.optional_text(row, "group", place)
    rows.all_known([group] if group else [], groups, f"{place}: group")
    return Kind(
        id=name,
        name=rows.text(row, "name", place),
        name_en=rows.optional_text(row, "name_en", place),
        words=_by_sector(row, "words", place),
        example=rows.text(row, "example", place),
        examples=_by_sector(row, "examples", place),
        also=rows.optional_text(row, "also", place) or "",
        group=groups[group] if group else None,
        picture=rows.text(row, "picture", place),
        side=cast(Side, _one_of(row, "side", get_args(Side), place)),
        ledgers=ledgers,
        fields=tuple(_field(field, ledgers, shared, place) for field in row.get("fields", ())),
        amounts={amount: _expression(text, place) for amount, text in row.get("amounts", {}).items()},
        legs=tuple(_leg(leg, place) for leg in row.get("postings", ())),
        refusals={amount: _refusal(refusal, place) for amount, refusal in row.get("refusals", {}).items()},
        counts_day=bool(row.get("counts_day", True)),
        order=order,
        tiles=ledgers if tile is True else () if tile is False else _ledgers(tile, ledgers, f"{place}: tile"),
        day_off=bool(row.get("day_off", False)),
        goods=cast(GoodsAct, _one_of(row, "goods", get_args(GoodsAct), place)) if "goods" in row else None,
        given=tuple(row.get("given", ())),
    )


def _field(row: str | Mapping[str, Any], ledgers: Sequence[str], shared: Mapping[str, Any], place: str) -> Field:
    own: Mapping[str, Any] = {"name": row} if isinstance(row, str) else row
    name = rows.text(own, "name", f"{place}: fields")
    place = f"{place}: {name}"
    like = rows.text(own, "like", place) if "like" in own else None
    rows.all_known([like] if like else [], shared, f"{place}: like")
    merged = {**shared.get(like or name, {}), **{column: value for column, value in own.items() if column != "like"}}
    rows.all_known(merged, _FIELD, f"{place}: columns")
    is_box = _one_of(merged, "type", get_args(FieldType), place) == "box"
    if is_box != ("default" in merged) or ("any_fund" in merged and not is_box):
        raise ValueError(f"{place}: a box, and nothing else, has a default account")
    if (merged["type"] == "choice") != bool(merged.get("options")):
        raise ValueError(f"{place}: a choice, and nothing else, has options")
    return Field(
        name=name,
        type=cast(FieldType, merged["type"]),
        label=rows.text(merged, "label", place),
        label_en=rows.optional_text(merged, "label_en", place),
        required=bool(merged.get("required", False)),
        hint=rows.optional_text(merged, "hint", place),
        hint_en=rows.optional_text(merged, "hint_en", place),
        ledgers=_ledgers(merged["ledgers"], ledgers, place) if "ledgers" in merged else tuple(ledgers),
        default=rows.optional_text(merged, "default", place),
        any_fund=bool(merged.get("any_fund", False)),
        words=_by_sector(merged, "words", place),
        options=_options(merged.get("options", ()), place),
    )


def _options(told: Sequence[Mapping[str, Any]], place: str) -> tuple[Option, ...]:
    place = f"{place}: options"
    for row in told:
        rows.all_known(row, ("id", "name", "name_en"), f"{place}: columns")
    rows.each_once([rows.text(row, "id", place) for row in told], place)
    return tuple(
        Option(row["id"], rows.text(row, "name", place), rows.optional_text(row, "name_en", place)) for row in told
    )


def _leg(row: Mapping[str, Any], place: str) -> Leg:
    place = f"{place}: postings"
    rows.all_known(row, ("debit", "credit", "amount", "end"), f"{place}: columns")
    end = _one_of(row, "end", get_args(End), place) if "end" in row else "own"
    amount = _expression(rows.text(row, "amount", place), place)
    return Leg(rows.text(row, "debit", place), rows.text(row, "credit", place), amount, cast(End, end))


def _by_sector(row: Mapping[str, Any], key: str, place: str) -> Mapping[str, str]:
    """The words under ``key`` of the sectors that say it otherwise."""
    words: Mapping[str, Any] = row.get(key, {})
    rows.all_known(words, SECTORS, f"{place}: {key}")
    return {sector: rows.text(words, sector, f"{place}: {key}") for sector in words}


def _refusal(row: Mapping[str, Any], place: str) -> Refusal:
    place = f"{place}: refusals"
    rows.all_known(row, ("text", "text_en", "field"), f"{place}: columns")
    text, text_en = rows.text(row, "text", place), rows.optional_text(row, "text_en", place)
    return Refusal(text, text_en, rows.text(row, "field", place))


def _expression(text: str, place: str) -> Expression:
    try:
        return parse_expression(text)
    except ValueError as error:
        raise ValueError(f"{place}: {error}") from None


def _ledgers(value: Sequence[str], known: Sequence[str], place: str) -> tuple[str, ...]:
    rows.all_known(value, known, f"{place}: ledgers")
    rows.each_once(value, f"{place}: ledgers")
    if not value:
        raise ValueError(f"{place}: no ledgers")
    return tuple(value)


def _one_of(row: Mapping[str, Any], key: str, known: Sequence[str], place: str) -> str:
    value = rows.text(row, key, place)
    rows.all_known([value], known, f"{place}: {key}")
    return value
