"""The steps from each file format to the next, in order, as they were when the format was released.

Tables are written out here and not taken from the capabilities: a later format may shape them anew, and this step must
still lead to its own. What a finished upgrade must look like is compared by ``check``.
"""

from typing import Any

from kpmbooks.storage import Format, Step

_DAYS_OFF_AND_PHOTOS = (
    """
    CREATE TABLE attachments (
        id INTEGER NOT NULL,
        uid BLOB NOT NULL,
        subject TEXT NOT NULL,
        media_type TEXT NOT NULL CONSTRAINT ck_attachments_media_type CHECK (media_type IN ('image/jpeg', 'image/png')),
        about BLOB,
        salt BLOB,
        content BLOB CONSTRAINT ck_attachments_content CHECK (length(content) <= 300000),
        digest BLOB NOT NULL CONSTRAINT ck_attachments_digest CHECK (length(digest) = 32),
        added_at INTEGER NOT NULL,
        writer_id INTEGER NOT NULL,
        erased_at INTEGER,
        CONSTRAINT pk_attachments PRIMARY KEY (id),
        CONSTRAINT uq_attachments_uid UNIQUE (uid),
        CONSTRAINT fk_attachments_writer_id FOREIGN KEY(writer_id) REFERENCES writers (id)
    ) STRICT
    """,
    "CREATE INDEX ix_attachments_about ON attachments (about) WHERE about IS NOT NULL",
    "CREATE INDEX ix_attachments_subject ON attachments (subject)",
    """
    CREATE TABLE days_off (
        id INTEGER NOT NULL,
        uid BLOB NOT NULL,
        ledger_id INTEGER NOT NULL,
        day TEXT NOT NULL,
        words_id INTEGER,
        source TEXT NOT NULL CONSTRAINT ck_days_off_source
            CHECK (source IN ('drawer', 'receipt', 'sheet', 'message', 'typed', 'remembered')),
        batch_id INTEGER NOT NULL,
        written_at INTEGER NOT NULL,
        offset_minutes INTEGER NOT NULL,
        cancels INTEGER,
        CONSTRAINT pk_days_off PRIMARY KEY (id),
        CONSTRAINT uq_days_off_uid UNIQUE (uid),
        CONSTRAINT fk_days_off_ledger_id FOREIGN KEY(ledger_id) REFERENCES ledgers (id),
        CONSTRAINT fk_days_off_words_id FOREIGN KEY(words_id) REFERENCES texts (id),
        CONSTRAINT fk_days_off_batch_id FOREIGN KEY(batch_id) REFERENCES batches (id),
        CONSTRAINT fk_days_off_cancels FOREIGN KEY(cancels) REFERENCES days_off (id)
    ) STRICT
    """,
    "CREATE INDEX ix_days_off_batch_id ON days_off (batch_id)",
    "CREATE UNIQUE INDEX ix_days_off_cancels ON days_off (cancels) WHERE cancels IS NOT NULL",
    "CREATE INDEX ix_days_off_ledger_day ON days_off (ledger_id, day)",
    (
        "CREATE INDEX ix_days_off_twice ON days_off"
        " (uid, ledger_id, day, words_id, source, batch_id, written_at, offset_minutes, cancels)"
    ),
)

# Rows that no chain covers and on which every figure rests, a second time: damage to one of the two is found by SQLite.
_KEPT_TWICE = (
    "CREATE INDEX ix_owner_twice ON owner (uid, kind, name, sector, start, practice, created_at)",
    'CREATE INDEX ix_settings_twice ON settings ("key", value)',
    "CREATE INDEX ix_writers_twice ON writers (uid, letter, begun_at)",
    'CREATE INDEX ix_ledgers_twice ON ledgers (uid, kind, name COLLATE "BINARY")',
    "CREATE INDEX ix_funds_twice ON funds (ledger_id, role, name)",
    "CREATE INDEX ix_persons_twice ON persons (uid, name_id, added_at)",
    (
        "CREATE INDEX ix_accounts_twice ON accounts"
        ' (uid, ledger_id, fund_id, code, name COLLATE "BINARY", role, type, is_cash, flow, box)'
    ),
    "CREATE INDEX ix_period_locks_twice ON period_locks (ledger_id, through, written_at, writer_id)",
)

_LOAN_ANSWERS = (
    """
    CREATE TABLE loan_answers (
        id INTEGER NOT NULL,
        ledger_id INTEGER NOT NULL,
        question TEXT NOT NULL,
        answer_id INTEGER,
        written_at INTEGER NOT NULL,
        writer_id INTEGER NOT NULL,
        CONSTRAINT pk_loan_answers PRIMARY KEY (id),
        CONSTRAINT fk_loan_answers_ledger_id FOREIGN KEY(ledger_id) REFERENCES ledgers (id),
        CONSTRAINT fk_loan_answers_answer_id FOREIGN KEY(answer_id) REFERENCES texts (id),
        CONSTRAINT fk_loan_answers_writer_id FOREIGN KEY(writer_id) REFERENCES writers (id)
    ) STRICT
    """,
    "CREATE INDEX ix_loan_answers_ledger_id ON loan_answers (ledger_id, question, id)",
    "CREATE INDEX ix_loan_answers_twice ON loan_answers (ledger_id, question, answer_id, written_at, writer_id)",
)


def _add_days_off_and_photos(operations: Any) -> None:
    for statement in (*_DAYS_OFF_AND_PHOTOS, *_KEPT_TWICE, *_LOAN_ANSWERS):
        operations.execute(statement)


STEPS = (Step("days off, photos and answers for a loan", Format(1, 0), Format(1, 1), _add_days_off_and_photos),)
