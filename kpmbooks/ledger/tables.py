"""The rows of double entry, the guards that keep them, and the questions that opening and posting ask of them.

The journal is append-only. Postings are inserted first, the entry last: the entry's guard then sees the whole and
refuses what does not balance, and a posting to an existing entry is refused.
"""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, LargeBinary, Text, UniqueConstraint

from kpmbooks.ledger.values import ACCOUNT_TYPES, FLOWS, SOURCES, STRETCH
from kpmbooks.storage import Day, Money, append_only, guard, no_replace, row_id, table, uid_column


def _one_of(column: str, allowed: tuple[str, ...]) -> CheckConstraint:
    return CheckConstraint(f"{column} IN ({', '.join(repr(one) for one in allowed)})", name=column)


ledgers = table(
    "ledgers",
    row_id(),
    uid_column(),
    Column("kind", Text, _one_of("kind", ("kelompok", "usaha", "keluarga")), nullable=False),
    Column("name", Text(collation="NOCASE"), nullable=False, unique=True),
    twice=True,
)

funds = table(
    "funds",
    row_id(),
    Column("ledger_id", ForeignKey("ledgers.id"), nullable=False),
    Column("role", Text, nullable=False),
    Column("name", Text, nullable=False),
    UniqueConstraint("ledger_id", "role"),
    twice=True,
)

accounts = table(
    "accounts",
    row_id(),
    uid_column(),
    Column("ledger_id", ForeignKey("ledgers.id"), nullable=False),
    Column("fund_id", ForeignKey("funds.id"), nullable=False),
    Column("code", Text, nullable=False),
    Column("name", Text(collation="NOCASE"), nullable=False),
    Column("role", Text),
    Column("type", Text, _one_of("type", ACCOUNT_TYPES), nullable=False),
    Column("is_cash", Integer, nullable=False),
    Column("flow", Text, _one_of("flow", FLOWS), nullable=False),
    Column("box", Text),
    UniqueConstraint("ledger_id", "code"),
    UniqueConstraint("ledger_id", "name"),
    UniqueConstraint("ledger_id", "role"),
    twice=True,
)

batches = table(
    "batches",
    row_id(),
    uid_column(),
    Column("act", Text, nullable=False),
    Column("writer_id", ForeignKey("writers.id"), nullable=False),
    Column("undoes", ForeignKey("batches.id"), unique=True),
)
Index("ix_batches_writer_id", batches.c.writer_id, batches.c.id)

entries = table(
    "entries",
    row_id(),
    uid_column(),
    Column("ledger_id", ForeignKey("ledgers.id"), nullable=False),
    Column("day", Day, nullable=False),
    Column("year", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("writer_id", ForeignKey("writers.id"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("source", Text, _one_of("source", SOURCES), nullable=False),
    Column("memo_id", ForeignKey("texts.id")),
    Column("party_id", ForeignKey("texts.id")),
    Column("answers", Text, nullable=False),
    Column("batch_id", ForeignKey("batches.id"), nullable=False),
    Column("transfer", LargeBinary),
    Column("reverses", ForeignKey("entries.id")),
    Column("folds", Integer, CheckConstraint("folds IN (0, 1)", name="folds"), nullable=False),
    Column("corrects", ForeignKey("entries.id")),
    Column("written_at", Integer, nullable=False),
    Column("offset_minutes", Integer, nullable=False),
    Column("clock_back", Integer, nullable=False),
    Column("hash", LargeBinary, CheckConstraint("length(hash) = 32", name="hash"), nullable=False),
    UniqueConstraint("writer_id", "position"),
    UniqueConstraint("writer_id", "year", "number"),
)
Index("ix_entries_batch_id", entries.c.batch_id)
Index("ix_entries_reverses", entries.c.reverses, unique=True, sqlite_where=entries.c.reverses.is_not(None))
Index("ix_entries_corrects", entries.c.corrects, sqlite_where=entries.c.corrects.is_not(None))
Index("ix_entries_transfer", entries.c.transfer, sqlite_where=entries.c.transfer.is_not(None))
Index("ix_entries_folds", entries.c.ledger_id, entries.c.day, sqlite_where=entries.c.folds == 1)
Index("ix_entries_ledger_day", entries.c.ledger_id, entries.c.day)
Index("ix_entries_kind", entries.c.ledger_id, entries.c.kind, entries.c.day)

postings = table(
    "postings",
    row_id(),
    Column("entry_id", ForeignKey("entries.id", deferrable=True, initially="DEFERRED"), nullable=False),
    Column("leg", Integer, nullable=False),
    Column("account_id", ForeignKey("accounts.id"), nullable=False),
    Column("amount", Money, CheckConstraint("amount <> 0", name="amount"), nullable=False),
    # Copied from the entry, whose guard compares them: the register of an account is read from one index.
    Column("day", Day, nullable=False),
    Column("folds", Integer, nullable=False),
)
Index("ix_postings_entry_id", postings.c.entry_id)
Index(
    "ix_postings_register",
    postings.c.account_id,
    postings.c.day,
    postings.c.entry_id,
    postings.c.amount,
    sqlite_where=postings.c.folds == 0,
)

# Sums that the guards keep: gross debits and credits, and the visible lines. A reversal that folds takes the
# original's sums back instead of adding its own, so a struck pair counts in no total. A day is kept in stretches of
# entry keys: a line within it is found without walking the day, however many lines were brought in on it.
account_months = table(
    "account_months",
    Column("account_id", ForeignKey("accounts.id"), primary_key=True),
    Column("month", Text, primary_key=True),
    Column("debit", Money, nullable=False),
    Column("credit", Money, nullable=False),
    Column("count", Integer, nullable=False),
    derived=True,
    sqlite_with_rowid=False,
)
account_days = table(
    "account_days",
    Column("account_id", ForeignKey("accounts.id"), primary_key=True),
    Column("day", Day, primary_key=True),
    Column("stretch", Integer, primary_key=True),
    Column("debit", Money, nullable=False),
    Column("credit", Money, nullable=False),
    Column("count", Integer, nullable=False),
    derived=True,
    sqlite_with_rowid=False,
)

# The latest row of a ledger says through which day it is closed; an earlier day in a later row reopens.
period_locks = table(
    "period_locks",
    row_id(),
    Column("ledger_id", ForeignKey("ledgers.id"), nullable=False),
    Column("through", Day),
    Column("written_at", Integer, nullable=False),
    Column("writer_id", ForeignKey("writers.id"), nullable=False),
    twice=True,
)
Index("ix_period_locks_ledger_id", period_locks.c.ledger_id, period_locks.c.id)
# Where a whole book is written anew its entries come first: most are older than the lock over their day.
period_locks.add_is_dependent_on(entries)

TABLES = (ledgers, funds, accounts, batches, entries, postings, account_months, account_days, period_locks)


def _roll_up(name: str, key: str, value: str) -> str:
    """What keeps one roll-up; ``key`` are its columns beside the account, ``value`` what they are for NEW."""
    return (
        f"INSERT INTO {name} (account_id, {key}, debit, credit, count)"
        f" SELECT account_id, {value},"
        " CASE NEW.folds WHEN 0 THEN sum(max(amount, 0)) ELSE sum(min(amount, 0)) END,"
        " CASE NEW.folds WHEN 0 THEN sum(max(-amount, 0)) ELSE sum(min(-amount, 0)) END,"
        " 1 - NEW.folds"
        " FROM postings WHERE entry_id = NEW.id GROUP BY account_id"
        f" ON CONFLICT (account_id, {key}) DO UPDATE SET"
        " debit = debit + excluded.debit, credit = credit + excluded.credit, count = count + excluded.count;"
    )


_COMPLETE = """
    SELECT CASE
    WHEN EXISTS (SELECT 1 FROM entries WHERE id = NEW.id OR uid = NEW.uid)
        THEN RAISE(ABORT, 'entries: append only')
    WHEN (SELECT count(*) FROM postings WHERE entry_id = NEW.id) < 2
        THEN RAISE(ABORT, 'entries: fewer than two postings')
    WHEN EXISTS (SELECT 1 FROM postings p JOIN accounts a ON a.id = p.account_id WHERE p.entry_id = NEW.id
                 GROUP BY p.leg, a.fund_id HAVING sum(p.amount) <> 0)
        THEN RAISE(ABORT, 'entries: does not balance in every fund')
    WHEN EXISTS (SELECT 1 FROM postings p LEFT JOIN accounts a ON a.id = p.account_id WHERE p.entry_id = NEW.id
                 AND (p.day IS NOT NEW.day OR p.folds IS NOT NEW.folds OR a.ledger_id IS NOT NEW.ledger_id))
        THEN RAISE(ABORT, 'entries: postings of another day or ledger')
    WHEN NEW.day < (SELECT start FROM owner)
        THEN RAISE(ABORT, 'entries: before the start of the book')
    WHEN NEW.day <= (SELECT through FROM period_locks WHERE ledger_id = NEW.ledger_id ORDER BY id DESC LIMIT 1)
        THEN RAISE(ABORT, 'entries: the period is closed')
    WHEN NEW.folds IS NOT (SELECT count(*) FROM entries o
                           WHERE o.id = NEW.reverses AND o.day = NEW.day AND o.folds = 0)
        THEN RAISE(ABORT, 'entries: folds wrongly')
    WHEN NEW.reverses IS NOT NULL AND EXISTS (
            SELECT 1 FROM postings WHERE entry_id IN (NEW.id, NEW.reverses)
            GROUP BY account_id HAVING sum(amount) <> 0)
        THEN RAISE(ABORT, 'entries: a reversal cancels its original exactly')
    END;
"""

GUARDS = (
    guard("entries_complete", "BEFORE INSERT ON entries", " ".join(_COMPLETE.split())),
    guard(
        "entries_roll_up",
        "AFTER INSERT ON entries",
        _roll_up("account_months", "month", "substr(NEW.day, 1, 7)")
        + " "
        # A reversal that folds goes back to the stretch of its original, which is of the same day.
        + _roll_up("account_days", "day, stretch", f"NEW.day, iif(NEW.folds, NEW.reverses, NEW.id) / {STRETCH}"),
    ),
    *append_only("entries"),
    guard(
        "postings_before_entry",
        "BEFORE INSERT ON postings",
        "SELECT RAISE(ABORT, 'postings: the entry is complete')"
        " WHERE EXISTS (SELECT 1 FROM entries WHERE id = NEW.entry_id)"
        " OR EXISTS (SELECT 1 FROM postings WHERE id = NEW.id);",
    ),
    *append_only("postings"),
    *append_only("batches"),
    no_replace("batches", "id = NEW.id OR uid = NEW.uid OR undoes = NEW.undoes"),
    *append_only("period_locks"),
    no_replace("period_locks", "id = NEW.id"),
    guard(
        "accounts_stay",
        "BEFORE UPDATE ON accounts WHEN (OLD.uid IS NOT NEW.uid OR OLD.id IS NOT NEW.id"
        " OR OLD.ledger_id IS NOT NEW.ledger_id OR OLD.fund_id IS NOT NEW.fund_id OR OLD.type IS NOT NEW.type"
        " OR OLD.is_cash IS NOT NEW.is_cash)"
        " AND EXISTS (SELECT 1 FROM postings WHERE account_id = OLD.id)",
        "SELECT RAISE(ABORT, 'accounts: has entries');",
    ),
    guard(
        "accounts_no_delete",
        "BEFORE DELETE ON accounts WHEN EXISTS (SELECT 1 FROM postings WHERE account_id = OLD.id)",
        "SELECT RAISE(ABORT, 'accounts: has entries');",
    ),
    no_replace(
        "accounts",
        "id = NEW.id OR uid = NEW.uid OR (ledger_id = NEW.ledger_id AND (code = NEW.code OR name = NEW.name))",
    ),
    guard(
        "ledgers_stay",
        "BEFORE UPDATE ON ledgers WHEN OLD.uid IS NOT NEW.uid OR OLD.id IS NOT NEW.id OR OLD.kind IS NOT NEW.kind",
        "SELECT RAISE(ABORT, 'ledgers: a ledger stays what it is');",
    ),
    guard("ledgers_no_delete", "BEFORE DELETE ON ledgers", "SELECT RAISE(ABORT, 'ledgers: append only');"),
    no_replace("ledgers", "id = NEW.id OR uid = NEW.uid OR name = NEW.name"),
    *append_only("funds"),
    no_replace("funds", "id = NEW.id OR (ledger_id = NEW.ledger_id AND role = NEW.role)"),
)
