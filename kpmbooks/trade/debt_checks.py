"""What must hold of debts, verified from the rows themselves."""

from collections.abc import Iterator

from kpmbooks.book import Reader
from kpmbooks.ledger import Fault
from kpmbooks.problems import N_, Problem

_NUMBER = (
    "e.year || '-' || coalesce((SELECT letter FROM writers WHERE id = e.writer_id), '?') || '-'"
    " || printf('%03d', e.number)"
)


_MOVES = "debt_movements d JOIN bills b ON b.id = d.bill_id JOIN entries e ON e.id = d.entry_id"
_BY_DAY = f"""
    SELECT party_id FROM (
        SELECT b.party_id, b.account_id, e.day, d.id, 1 AS times FROM {_MOVES}
        UNION ALL SELECT party_id, account_id, day, movement_id, -1 FROM debt_days
    ) GROUP BY 1, account_id, day, id HAVING sum(times) <> 0
    UNION SELECT party_id FROM (
        SELECT b.party_id, b.account_id, substr(e.day, 1, 7) AS month, d.amount FROM {_MOVES}
        UNION ALL SELECT party_id, account_id, month, -amount FROM debt_months
    ) GROUP BY 1, account_id, month HAVING sum(amount) <> 0
    UNION SELECT l.party_id FROM bill_levels l JOIN bills b ON b.id = l.bill_id WHERE b.party_id <> l.party_id
"""


def _fault(code: str, where: str, message: str, **params: object) -> Fault:
    return Fault(code, where, Problem(code, message, params, where))


def check_bill_levels(reader: Reader) -> Iterator[Fault]:
    """What is kept as open of each bill is the sum of its movements; none is below zero, none belongs to no bill."""
    rows = reader.connection.exec_driver_sql(
        "SELECT b.id, coalesce(l.open, 0),"
        " coalesce((SELECT sum(d.amount) FROM debt_movements d WHERE d.bill_id = b.id), 0)"
        " FROM bills b LEFT JOIN bill_levels l ON l.bill_id = b.id"
    )
    for key, kept, true in rows:
        if kept != true:
            message = N_("What is kept as owed for bill {bill} is not what its records say.")
            yield _fault("bill-level-differs", f"bills {key}", message, bill=key)
        if true < 0:
            message = N_("More was paid for bill {bill} than was owed.")
            yield _fault("bill-below-zero", f"bills {key}", message, bill=key)
    for party in reader.connection.exec_driver_sql(_BY_DAY).scalars():
        message = N_("What is kept by day of the debts of party {party} is not what its records say.")
        yield _fault("debt-days", f"parties {party}", message, party=party)
    stray = "SELECT bill_id FROM debt_movements UNION SELECT bill_id FROM bill_levels EXCEPT SELECT id FROM bills"
    for key in reader.connection.exec_driver_sql(stray).scalars():
        yield _fault(
            "bill-missing", f"bills {key}", N_("A debt that records speak of is missing: bill {bill}."), bill=key
        )


def check_debt_movements(reader: Reader) -> Iterator[Fault]:
    """No record moves more of its account's named debts than it moved the account, each way."""
    rows = reader.connection.exec_driver_sql(
        "WITH named AS (SELECT d.entry_id, b.account_id, sum(d.amount) AS net FROM debt_movements d"
        " JOIN bills b ON b.id = d.bill_id GROUP BY 1, 2),"
        " posted AS (SELECT p.entry_id, p.account_id, sum(p.amount) AS net,"
        " sum(max(p.amount, 0)) AS gross FROM postings p"
        " WHERE p.entry_id IN (SELECT entry_id FROM named) GROUP BY 1, 2)"
        f" SELECT {_NUMBER} FROM named n JOIN entries e ON e.id = n.entry_id JOIN accounts a ON a.id = n.account_id"
        " LEFT JOIN posted p ON p.entry_id = n.entry_id AND p.account_id = n.account_id"
        " WHERE iif(coalesce(p.net, 0) = 0, abs(n.net) > coalesce(p.gross, 0),"
        " n.net * iif(a.type = 'asset', p.net, -p.net) < 0 OR abs(n.net) > abs(p.net))"
    )
    for number in rows.scalars():
        yield _fault("debt-beyond-record", number, N_("This record changes debts by more than it says."))
