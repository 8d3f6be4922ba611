"""What the page of the meeting does in the book, each in one transaction. No widget; refusals are handed back."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from kpmbooks import group
from kpmbooks.book import Reader, Tx
from kpmbooks.group import Count, GroupRules, Meeting, SheetRow
from kpmbooks.group.closed_month import close_month, open_last_month
from kpmbooks.group.lending import charge_due
from kpmbooks.group.sheet import DONE, INSTALMENT, LOAN_PERIODS, PRESENT
from kpmbooks.ledger import Entry
from kpmbooks.money import Rupiah, format_amount
from kpmbooks.problems import N_, KpmError, Problem
from ui.desktop.pages.meeting_columns import columns_of
from ui.desktop.pages.meeting_work import MeetingSeen
from ui.desktop.session import Session, problems_of
from ui.desktop.theme import look, name_shown
from ui.desktop.widgets.labels import covered

Cells = Mapping[str, int | None]
Problems = tuple[Problem, ...]


class MeetingActs:
    """The acts of a meeting; each gives the problems it was refused with."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def open(self, day: date, place: str, agenda: str) -> Problems:
        """Begin the next meeting."""
        ledger = self._session.ledger

        def act(tx: Tx) -> None:
            meeting = group.open_meeting(tx, ledger, day)
            group.write_minutes(tx, meeting, {"place": place, "agenda": agenda, "step": "sheet"})

        return self._do(act)

    def write(self, meeting: Meeting, facts: Mapping[str, str | None]) -> Problems:
        """Keep something that is said of a meeting."""
        return self._do(lambda tx: group.write_minutes(tx, meeting, facts))

    def put(self, meeting: Meeting, row: SheetRow, cells: Cells) -> Problems:
        """Keep cells of a member's row."""
        return self._do(lambda tx: group.write_cells(tx, meeting, row.member, cells))

    def close(self, seen: MeetingSeen, *, with_month: bool = False) -> Problems:
        """Post everything in one batch; ``with_month`` closes the month before it as well."""
        ledger, counted = self._session.ledger, bool(seen.minutes.counts) and seen.rules.money
        count = Count(seen.minutes.notes, seen.minutes.witness) if counted else None

        def act(tx: Tx) -> None:
            group.close_meeting(tx, ledger, seen.meeting, count=count)
            if with_month and seen.to_close is not None:
                close_month(tx, ledger, seen.to_close)

        return self._do(act)

    def open_month(self) -> Problems:
        """Open the latest closed month again."""
        ledger = self._session.ledger
        return self._do(lambda tx: open_last_month(tx, ledger))

    def reopen(self, seen: MeetingSeen) -> Problems:
        """Open the last meeting again; its box is counted anew."""
        ledger, today = self._session.ledger, self._session.today()

        def act(tx: Tx) -> None:
            group.reopen_meeting(tx, ledger, seen.meeting, today=today)
            group.write_minutes(tx, seen.meeting, {"step": "sheet", "counts": None, "notes": None})

        return self._do(act)

    def records(self, meeting: Meeting) -> list[tuple[int, str]]:
        """The records that a meeting posted, as they are called; what was corrected stands beside what it became."""
        session, _ = self._session, self._session._

        def said(entry: Entry) -> str:
            amount = Rupiah(sum(int(posting.amount) for posting in entry.postings if posting.amount > 0))
            words = covered() if look().private else format_amount(amount)
            return f"{entry.number}  {session.kind_name(entry.kind)} {words}"

        def asked(reader: Reader) -> list[tuple[int, str]]:
            found = []
            for entry, tip in group.meeting_records(reader, meeting):
                changed = tip is None or tip.id != entry.id
                found.append((entry.id, _("{record}, corrected", record=said(entry)) if changed else said(entry)))
                if tip is not None and changed:
                    found.append((tip.id, said(tip)))
            return found

        return session.ask(asked) or []

    def was_corrected(self, meeting: Meeting) -> bool:
        """Whether something that a member paid at a closed meeting was put right."""
        return bool(self._session.ask(lambda reader: group.corrected_parts(reader, meeting)))

    def warning(self, day: date) -> Problem | None:
        """What to think of before money is collected on that day."""
        ledger = self._session.ledger
        return self._session.ask(lambda reader: group.disbursement_warning(reader, ledger, day))

    def _do(self, act: Callable[[Tx], Any]) -> Problems:
        try:
            self._session.act(act)
        except KpmError as error:
            return problems_of(error)
        return ()


def accepted(row: SheetRow, rules: GroupRules, *, shared: bool) -> Cells:
    """The cells of *bayar sesuai aturan*; from the screen that everybody sees only what is seen there, and a row with
    something unseen is not done by it."""
    cells = row.by_rules()
    if not shared:
        return cells
    shown = {one.key for one in columns_of(str, rules, shared=True)} | {PRESENT}
    unseen = any(cell in cells and cell not in shown for cell in row.asked)
    return {cell: value for cell, value in cells.items() if cell in shown or (cell == DONE and not unseen)}


def attended(said: int | None) -> Cells:
    """The cells of who came (1), was excused (2) or stayed away (0); of who is not here nothing more is asked."""
    return {PRESENT: said, DONE: 1 if said in (0, 2) else None}


def typed(row: SheetRow, key: str, amount: int | None) -> Cells | Problem:
    """The cells of an amount that was typed into a column; what is paid back is spread over her loans."""
    if key != INSTALMENT:
        return {key: amount}
    if not row.loans:
        return Problem("no-loan", N_("She has no loan that she could pay back.")) if amount else {}
    most = Rupiah(sum(int(loan.left) + charge_due(terms, loan.amount, loan.left) for loan, terms in row.loans))
    if amount is not None and amount > most:
        params = {"name": name_shown(row.member.name or row.member.nickname), "most": most}
        return Problem("instalment-too-large", N_("{name} pays more than her loan. Write at most {most}."), params)
    if amount is None:
        return {f"{INSTALMENT}:{loan.id}": None for loan, _terms in row.loans}
    return row.spread_instalment(amount)


def periods(times: int, rules: GroupRules) -> Cells | Problem:
    """The cell of how often a new loan is paid back; at most as often as the group decided."""
    if times > rules.loans.periods:
        message = N_("A loan is paid back in at most {most} instalments, as the group decided.")
        return Problem("loan-too-long", message, {"most": rules.loans.periods})
    return {LOAN_PERIODS: times}
