"""The rows of a group: its meetings and what was written at them, its members' money, their loans; and the guards.

What moves a member's money hangs on an entry of the journal and turns with its reversal, as debts and goods do. What is
said of members, rules and meetings (office, phone, decisions …) are facts (``kpmbooks.book.facts``).
"""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Text, UniqueConstraint

from kpmbooks.storage import Day, Guard, Money, append_only, guard, no_replace, row_id, table, uid_column

# A person who is or was in the group. Who she is stands with people; since when, and in which office, are facts.
members = table(
    "members",
    row_id(),
    uid_column(),
    Column("person_id", ForeignKey("persons.id"), nullable=False, unique=True),
    Column("added_at", Integer, nullable=False),
    twice=True,
)

meetings = table(
    "meetings",
    row_id(),
    uid_column(),
    Column("ledger_id", ForeignKey("ledgers.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("day", Day, nullable=False),
    Column("opened_at", Integer, nullable=False),
    Column("writer_id", ForeignKey("writers.id"), nullable=False),
    UniqueConstraint("ledger_id", "number"),
    twice=True,
)

# What is written at a meeting as it goes on: one cell of the sheet, kept at every key. Closed, it stays as it was.
meeting_cells = table(
    "meeting_cells",
    row_id(),
    Column("meeting_id", ForeignKey("meetings.id"), nullable=False),
    Column("member_id", ForeignKey("members.id"), nullable=False),
    Column("cell", Text, nullable=False),
    Column("value", Integer, nullable=False),
    UniqueConstraint("meeting_id", "member_id", "cell"),
    twice=True,
)

# A meeting is closed with the batch that posted it, and may be opened again; the latest row says how it stands.
meeting_states = table(
    "meeting_states",
    row_id(),
    Column("meeting_id", ForeignKey("meetings.id"), nullable=False),
    Column("state", Text, CheckConstraint("state IN ('closed', 'reopened')", name="state"), nullable=False),
    Column("batch_id", ForeignKey("batches.id")),
    Column("written_at", Integer, nullable=False),
    Column("writer_id", ForeignKey("writers.id"), nullable=False),
    twice=True,
)
Index("ix_meeting_states_meeting_id", meeting_states.c.meeting_id, meeting_states.c.id)

member_loans = table(
    "member_loans",
    row_id(),
    uid_column(),
    Column("member_id", ForeignKey("members.id"), nullable=False),
    Column("entry_id", ForeignKey("entries.id"), nullable=False),
    twice=True,
)
Index("ix_member_loans_member_id", member_loans.c.member_id)
Index("ix_member_loans_entry_id", member_loans.c.entry_id)

member_movements = table(
    "member_movements",
    row_id(),
    Column("entry_id", ForeignKey("entries.id"), nullable=False),
    Column("member_id", ForeignKey("members.id"), nullable=False),
    # savings:<kind>, iks, dues, fine, share: what she put in; loan: what she still owes of one; charge: paid for it.
    Column("purse", Text, nullable=False),
    Column("loan_id", ForeignKey("member_loans.id")),
    Column("amount", Money, CheckConstraint("amount <> 0", name="amount"), nullable=False),
    twice=True,
)
Index("ix_member_movements_entry_id", member_movements.c.entry_id)
Index("ix_member_movements_member_id", member_movements.c.member_id, member_movements.c.purse, member_movements.c.id)

member_levels = table(
    "member_levels",
    Column("member_id", ForeignKey("members.id"), primary_key=True),
    Column("purse", Text, primary_key=True),
    # 0 for what belongs to no loan.
    Column("loan", Integer, primary_key=True),
    Column("amount", Money, nullable=False),
    derived=True,
    sqlite_with_rowid=False,
)

TABLES = (members, meetings, meeting_cells, meeting_states, member_loans, member_movements, member_levels)


def _kept(name: str) -> tuple[Guard, ...]:
    return (*append_only(name), no_replace(name, "id = NEW.id OR uid = NEW.uid"))


_CLOSED = "(SELECT state FROM meeting_states WHERE meeting_id = {row}.meeting_id ORDER BY id DESC LIMIT 1) IS 'closed'"

GUARDS = (
    *append_only("members"),
    no_replace("members", "id = NEW.id OR uid = NEW.uid OR person_id = NEW.person_id"),
    *append_only("meetings"),
    no_replace("meetings", "id = NEW.id OR uid = NEW.uid OR (ledger_id = NEW.ledger_id AND number = NEW.number)"),
    *append_only("meeting_states"),
    no_replace("meeting_states", "id = NEW.id"),
    *_kept("member_loans"),
    *append_only("member_movements"),
    no_replace("member_movements", "id = NEW.id"),
    guard(
        "meeting_cells_no_update",
        f"BEFORE UPDATE ON meeting_cells WHEN {_CLOSED.format(row='OLD')}",
        "SELECT RAISE(ABORT, 'meeting_cells: the meeting is closed');",
    ),
    guard(
        "meeting_cells_no_delete",
        f"BEFORE DELETE ON meeting_cells WHEN {_CLOSED.format(row='OLD')}",
        "SELECT RAISE(ABORT, 'meeting_cells: the meeting is closed');",
    ),
    guard(
        "entries_turn_group",
        "AFTER INSERT ON entries WHEN NEW.reverses IS NOT NULL",
        "INSERT INTO member_movements (entry_id, member_id, purse, loan_id, amount)"
        " SELECT NEW.id, member_id, purse, loan_id, -amount FROM member_movements WHERE entry_id = NEW.reverses"
        " ORDER BY id;",
    ),
    guard(
        "member_movements_level",
        "AFTER INSERT ON member_movements",
        "INSERT INTO member_levels (member_id, purse, loan, amount)"
        " VALUES (NEW.member_id, NEW.purse, ifnull(NEW.loan_id, 0), NEW.amount)"
        " ON CONFLICT (member_id, purse, loan) DO UPDATE SET amount = amount + excluded.amount;",
    ),
)
