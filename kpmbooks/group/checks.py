"""What must hold of members' money: levels are sums, nobody has less than nothing, no more than the accounts say."""

from collections.abc import Iterator

from kpmbooks.book import Reader
from kpmbooks.ledger import Fault
from kpmbooks.problems import N_, Problem

_LEVELS = """
    SELECT member_id, purse, loan FROM (
        SELECT member_id, purse, ifnull(loan_id, 0) AS loan, amount FROM member_movements
        UNION ALL SELECT member_id, purse, loan, -amount FROM member_levels
    ) GROUP BY 1, 2, 3 HAVING sum(amount) <> 0
"""
# Per entry a member's part can be at most what was posted: the rest belongs to the part without a name.
_ENTRIES = """
    SELECT m.entry_id, sum(m.amount) AS named, (
        SELECT coalesce(sum(p.amount), 0) * CASE WHEN :side = 'loan' THEN 1 ELSE -1 END
        FROM postings p JOIN accounts a ON a.id = p.account_id
        WHERE p.entry_id = m.entry_id AND CASE WHEN :side = 'loan' THEN a.role = 'pinjaman_diberikan'
        WHEN :side = 'share' THEN a.role = 'bagi_hasil_terutang'
        ELSE a.role IN ('tabungan_anggota', 'simpanan_tetap') END
    ) AS posted FROM member_movements m
    WHERE CASE WHEN :side = 'savings' THEN m.purse LIKE 'savings:%' ELSE m.purse = :side END
    GROUP BY 1 HAVING abs(named) > abs(posted) OR named * posted < 0
"""


def check_members(reader: Reader) -> Iterator[Fault]:
    """Faults in what the book says of members' money."""
    for member, purse, _ in reader.connection.exec_driver_sql(_LEVELS):
        message = N_("The money of member {member} is not the sum of her records.")
        yield Fault("member-sum", f"member {member} {purse}", Problem("member-sum", message, {"member": member}))
    for side in ("loan", "share", "savings"):
        for entry, _, _ in reader.connection.exec_driver_sql(_ENTRIES, {"side": side}):
            message = N_("Entry {entry} gives members more than it holds.")
            yield Fault("member-part", f"entry {entry}", Problem("member-part", message, {"entry": entry}))
    below = reader.connection.exec_driver_sql(
        "SELECT member_id, purse FROM member_levels WHERE amount < 0"
        " AND (purse IN ('loan', 'share') OR purse LIKE 'savings:%')"
    )
    for member, purse in below:
        message = N_("Member {member} has less than nothing.")
        yield Fault(
            "member-below-zero", f"member {member} {purse}", Problem("member-below-zero", message, {"member": member})
        )


CHECKS = (check_members,)
