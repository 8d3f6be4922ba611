"""Daftar Arisan: who takes part, who has drawn and when, who waits; a column for each turn to be ticked by hand."""

from dataclasses import dataclass
from typing import Any

from kpmbooks.book import Reader
from kpmbooks.dates import Period, format_day
from kpmbooks.group.arisan import Arisan, arisans_of
from kpmbooks.i18n import Translator
from kpmbooks.ledger import LedgerRef
from kpmbooks.money import format_amount
from kpmbooks.problems import N_
from reports.document import Block, Column, Document, Facts, Heading, Paragraph, Pictogram, Row, Table
from reports.group.register import HAND_ROW, name_of
from reports.heading import ReportHead, furnished

NAME = "arisan"
TITLE = N_("Arisan List")
ACROSS = 12
"""So many turns have a column of their own to be ticked."""


@dataclass(frozen=True, slots=True)
class ArisanTold:
    """The round that goes on, or the latest; None where there is none."""

    ledger: LedgerRef
    period: Period
    arisan: Arisan | None


def statement(reader: Reader, ledger: LedgerRef, period: Period) -> ArisanTold:
    """The round to print."""
    known = arisans_of(reader, ledger)
    return ArisanTold(ledger, period, next((one for one in known if one.is_open), known[0] if known else None))


def offered(reader: Reader, ledger: LedgerRef) -> bool:
    """Whether there is a round."""
    return ledger.kind == "kelompok" and bool(arisans_of(reader, ledger))


def figures(told: ArisanTold) -> dict[str, Any]:
    """A row for each who takes part; ``turn`` is null for who waits."""
    arisan = told.arisan
    if arisan is None:
        return {"name": None, "rows": []}
    drawn = {one.member.uid: one for one in arisan.draws}
    return {
        "name": arisan.name,
        "amount": int(arisan.amount),
        "pot": int(arisan.pot),
        "winners": arisan.winners,
        "since": arisan.since.isoformat(),
        "ended": arisan.ended.isoformat() if arisan.ended else None,
        "rows": [
            {
                "name": one.name,
                "turn": found.turn if (found := drawn.get(one.uid)) else None,
                "day": found.day.isoformat() if found else None,
                "how": found.how if found else None,
                "seed": found.seed if found else None,
            }
            for one in arisan.members
        ],
    }


def document(told: ArisanTold, head: ReportHead, _: Translator) -> Document:
    """The list; a draw by chance says its seed, so that anybody can work it out again."""
    arisan = told.arisan
    if arisan is None:
        blocks: tuple[Block, ...] = (Paragraph(_("There is no arisan yet.")),)
        return furnished(NAME, _(TITLE), "", told.ledger, "", head, _, blocks, filed=True)
    turns = -(-len(arisan.members) // arisan.winners)
    facts = Facts(
        (
            (_("Arisan"), arisan.name),
            (_("Each puts in"), _("{amount} at each turn", amount=arisan.amount)),
            (_("Who draws gets"), format_amount(arisan.pot)),
            (_("Turns"), str(turns)),
            (_("Since"), format_day(arisan.since, _.language)),
        )
    )
    blocks = (facts, Heading(_("Who has drawn and who waits")), _members(arisan, turns, _))
    chance = [one for one in arisan.draws if one.seed]
    if chance:
        words = ", ".join(_("turn {turn}: {seed}", turn=one.turn, seed=one.seed) for one in chance)
        blocks = (*blocks, Paragraph(_("Called out for the draws by chance: {words}.", words=words)))
    last = Paragraph(
        _(
            "The money goes straight to who draws. It is kept apart from the group's box and is in no account of this"
            " book: it is no result and no savings."
        )
    )
    return furnished(
        NAME, _(TITLE), "", told.ledger, arisan.name, head, _, (*blocks, last), signed=True, filed=True, turned=True
    )


def _members(arisan: Arisan, turns: int, _: Translator) -> Table:
    drawn = {one.member.uid: one for one in arisan.draws}
    across = min(turns, ACROSS)
    rows = []
    for nth, one in enumerate(arisan.members, 1):
        found = drawn.get(one.uid)
        when = format_day(found.day, _.language, short=True) if found else ""
        rows.append(
            Row((nth, Pictogram(one.mark), name_of(one, _), str(found.turn) if found else "", when, *[""] * across))
        )
    columns = (
        Column(_("No."), "number"),
        Column("", "picture", shown="page"),
        Column(_("Name"), weight=6),
        Column(_("Drew at turn"), "code"),
        Column(_("Day"), "code", widest="30 Sep"),
        *(Column(str(turn), weight=1, shown="page") for turn in range(1, across + 1)),
    )
    return Table(columns, tuple(rows), name=_(TITLE), ruled=True, least=HAND_ROW, texts=0.3)
