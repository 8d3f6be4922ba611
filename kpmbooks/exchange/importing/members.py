"""Taking a list of members: who is not in the book yet becomes one. What the book says of a member already stays."""

from collections.abc import Sequence

from kpmbooks.book import Reader, Tx
from kpmbooks.exchange.importing.practice import refuse_practice_rows
from kpmbooks.exchange.importing.values import Mark, Options, Outcome, Skipped
from kpmbooks.exchange.member_lists import BadMemberRow, MemberRow
from kpmbooks.exchange.understanding.collecting import resting_collector
from kpmbooks.group import add_member, find_member, members_of
from kpmbooks.group.members import fact_problems
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem, Rejected

_NONE = Rupiah(0)


def preview_members(reader: Reader, rows: Sequence[MemberRow | BadMemberRow], options: Options) -> Outcome:
    """What ``take_members`` would do; bad rows are among what is told. Raises ``Rejected`` for a family's book and
    for a list of practice.
    """
    return _planned(reader, rows, options)[0]


def take_members(tx: Tx, rows: Sequence[MemberRow | BadMemberRow], options: Options) -> Outcome:
    """Add who is not a member yet; raises ``Rejected`` for bad rows unless ``partial``. Undo does not take them out."""
    with resting_collector():
        outcome, new = _planned(tx, rows, options)
        if outcome.skipped and not options.partial:
            raise Rejected(outcome.refusals)
        for row in new:
            add_member(tx, row.name, row.facts)
        return outcome


def _planned(
    reader: Reader, rows: Sequence[MemberRow | BadMemberRow], options: Options
) -> tuple[Outcome, list[MemberRow]]:
    refuse_practice_rows(reader, rows)
    if options.ledger.kind != "kelompok":
        message = N_("Only a group has members. Choose the group's book.")
        raise Rejected(Problem("members-not-here", message, {}, "ledger"))
    known = members_of(reader)
    new: list[MemberRow] = []
    skipped: list[Skipped] = []
    marks: dict[int, Mark] = {}
    there = 0
    for row in rows:
        problems = row.problems if isinstance(row, BadMemberRow) else fact_problems(row.facts, reader.owner.start)
        if problems:
            skipped.append(Skipped(row.row, tuple(problems)))
            marks[row.row] = "bad"
        elif isinstance(row, MemberRow) and find_member(known, row.name) is None:
            new.append(row)
            marks[row.row] = "new"
        else:
            there += 1
            marks[row.row] = "there"
    outcome = Outcome(
        read=len(rows),
        taken=len(new),
        already_there=there,
        skipped=tuple(skipped),
        new_accounts=(),
        total_in=_NONE,
        total_out=_NONE,
        warnings=(),
        marks=marks,
    )
    return outcome, new
