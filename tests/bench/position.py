"""Owned and owed at the end of a day, beside the same sums asked of the roll-ups in plain SQL."""

from collections.abc import Iterator
from datetime import date

from kpmbooks import house, ledger, statements
from kpmbooks.storage import driver
from tests.bench.figures import Figure, medians
from tests.bench.shelf import TODAY, Shelf

_PLAIN = """
    SELECT a.code, a.name, a.type, sum(x.net) FROM (
        SELECT account_id, debit - credit AS net FROM account_months
            WHERE account_id IN (SELECT id FROM accounts WHERE ledger_id = :ledger) AND month < :month
        UNION ALL
        SELECT account_id, debit - credit FROM account_days
            WHERE account_id IN (SELECT id FROM accounts WHERE ledger_id = :ledger) AND day BETWEEN :first AND :day) x
    JOIN accounts a ON a.id = x.account_id GROUP BY a.id ORDER BY a.code
"""
_POSITION = {"asset", "contra-asset", "liability", "equity", "drawing"}


def run(shelf: Shelf, entries: int) -> Iterator[Figure]:
    """At the end of the year, and in the middle of a month, where single days must be added."""
    path = shelf.book(entries)
    plain = driver().connect(str(path), isolation_level=None)
    with house.open_book(path) as book:
        with book.read() as reader:
            place = ledger.default_ledger(reader)

        def ours(day: date) -> statements.Position:
            with book.read() as reader:
                return statements.position(reader, place, day)

        def raw(day: date) -> list[tuple[str, str, str, int]]:
            iso = day.isoformat()
            asked = {"ledger": place.id, "month": iso[:7], "first": f"{iso[:7]}-01", "day": iso}
            return plain.execute(_PLAIN, asked).fetchall()

        for when, day in (("at the end of a month", TODAY), ("amid a month", TODAY.replace(day=17))):
            _same(ours(day), raw(day))
            value, baseline = medians((lambda: ours(day), lambda: raw(day)), runs=300, warm_up=20)  # noqa: B023
            yield Figure(
                f"position of {entries:,} entries {when}",
                value,
                "ms",
                "raw SQL on the roll-ups",
                baseline,
                most_times=2,
                most=5,
            )
    plain.close()


def _same(position: statements.Position, rows: list[tuple[str, str, str, int]]) -> None:
    """Raises ValueError when the two did not find the same figures."""
    ours = {row.code: abs(row.amount) for row in position.rows if not row.code.startswith("result")}
    theirs = {code: abs(net) for code, _, kind, net in rows if kind in _POSITION and net}
    result = -sum(net for _, _, kind, net in rows if kind not in _POSITION)
    said = sum(row.amount for row in position.rows if row.code.startswith("result"))
    if ours != theirs or result != said:
        raise ValueError("the position and the raw sums differ")
