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


_TRADE = (
    """
    CREATE TABLE parties (
        id INTEGER NOT NULL,
        uid BLOB NOT NULL,
        added_at INTEGER NOT NULL,
        CONSTRAINT pk_parties PRIMARY KEY (id),
        CONSTRAINT uq_parties_uid UNIQUE (uid)
    ) STRICT
    """,
    "CREATE INDEX ix_parties_twice ON parties (uid, added_at)",
    """
    CREATE TABLE goods (
        id INTEGER NOT NULL,
        uid BLOB NOT NULL,
        ledger_id INTEGER NOT NULL,
        added_at INTEGER NOT NULL,
        CONSTRAINT pk_goods PRIMARY KEY (id),
        CONSTRAINT uq_goods_uid UNIQUE (uid),
        CONSTRAINT fk_goods_ledger_id FOREIGN KEY(ledger_id) REFERENCES ledgers (id)
    ) STRICT
    """,
    "CREATE INDEX ix_goods_ledger_id ON goods (ledger_id)",
    "CREATE INDEX ix_goods_twice ON goods (uid, ledger_id, added_at)",
    """
    CREATE TABLE equipment (
        id INTEGER NOT NULL,
        uid BLOB NOT NULL,
        ledger_id INTEGER NOT NULL,
        entry_id INTEGER,
        added_at INTEGER NOT NULL,
        CONSTRAINT pk_equipment PRIMARY KEY (id),
        CONSTRAINT uq_equipment_uid UNIQUE (uid),
        CONSTRAINT fk_equipment_ledger_id FOREIGN KEY(ledger_id) REFERENCES ledgers (id),
        CONSTRAINT fk_equipment_entry_id FOREIGN KEY(entry_id) REFERENCES entries (id)
    ) STRICT
    """,
    "CREATE INDEX ix_equipment_ledger_id ON equipment (ledger_id)",
    "CREATE INDEX ix_equipment_twice ON equipment (uid, ledger_id, entry_id, added_at)",
    """
    CREATE TABLE facts (
        id INTEGER NOT NULL,
        subject BLOB NOT NULL,
        fact TEXT NOT NULL,
        value TEXT,
        words_id INTEGER,
        written_at INTEGER NOT NULL,
        writer_id INTEGER NOT NULL,
        CONSTRAINT pk_facts PRIMARY KEY (id),
        CONSTRAINT fk_facts_words_id FOREIGN KEY(words_id) REFERENCES texts (id),
        CONSTRAINT fk_facts_writer_id FOREIGN KEY(writer_id) REFERENCES writers (id)
    ) STRICT
    """,
    "CREATE INDEX ix_facts_subject ON facts (subject, fact, id)",
    "CREATE INDEX ix_facts_twice ON facts (subject, fact, value, words_id, written_at, writer_id)",
    """
    CREATE TABLE bills (
        id INTEGER NOT NULL,
        uid BLOB NOT NULL,
        account_id INTEGER NOT NULL,
        party_id INTEGER NOT NULL,
        entry_id INTEGER NOT NULL,
        CONSTRAINT pk_bills PRIMARY KEY (id),
        CONSTRAINT uq_bills_uid UNIQUE (uid),
        CONSTRAINT fk_bills_account_id FOREIGN KEY(account_id) REFERENCES accounts (id),
        CONSTRAINT fk_bills_party_id FOREIGN KEY(party_id) REFERENCES parties (id),
        CONSTRAINT fk_bills_entry_id FOREIGN KEY(entry_id) REFERENCES entries (id)
    ) STRICT
    """,
    "CREATE INDEX ix_bills_entry_id ON bills (entry_id)",
    "CREATE INDEX ix_bills_party_id ON bills (party_id, account_id, id)",
    "CREATE INDEX ix_bills_twice ON bills (uid, account_id, party_id, entry_id)",
    """
    CREATE TABLE debt_movements (
        id INTEGER NOT NULL,
        entry_id INTEGER NOT NULL,
        bill_id INTEGER NOT NULL,
        amount INTEGER NOT NULL CONSTRAINT ck_debt_movements_amount CHECK (amount <> 0),
        CONSTRAINT pk_debt_movements PRIMARY KEY (id),
        CONSTRAINT fk_debt_movements_entry_id FOREIGN KEY(entry_id) REFERENCES entries (id),
        CONSTRAINT fk_debt_movements_bill_id FOREIGN KEY(bill_id) REFERENCES bills (id)
    ) STRICT
    """,
    "CREATE INDEX ix_debt_movements_bill_id ON debt_movements (bill_id)",
    "CREATE INDEX ix_debt_movements_entry_id ON debt_movements (entry_id)",
    "CREATE INDEX ix_debt_movements_twice ON debt_movements (entry_id, bill_id, amount)",
    """
    CREATE TABLE goods_movements (
        id INTEGER NOT NULL,
        entry_id INTEGER NOT NULL,
        good_id INTEGER NOT NULL,
        holder_id INTEGER,
        act TEXT NOT NULL CONSTRAINT ck_goods_movements_act CHECK (act IN ('open', 'buy', 'sell', 'take_back',
            'send_back', 'spoil', 'use', 'consume', 'make', 'leave', 'fetch', 'sell_there', 'count', 'adjust')),
        quantity INTEGER NOT NULL,
        stocked INTEGER NOT NULL CONSTRAINT ck_goods_movements_stocked CHECK (stocked IN (0, 1)),
        value INTEGER NOT NULL,
        amount INTEGER NOT NULL,
        CONSTRAINT pk_goods_movements PRIMARY KEY (id),
        CONSTRAINT fk_goods_movements_entry_id FOREIGN KEY(entry_id) REFERENCES entries (id),
        CONSTRAINT fk_goods_movements_good_id FOREIGN KEY(good_id) REFERENCES goods (id),
        CONSTRAINT fk_goods_movements_holder_id FOREIGN KEY(holder_id) REFERENCES parties (id)
    ) STRICT
    """,
    "CREATE INDEX ix_goods_movements_entry_id ON goods_movements (entry_id)",
    "CREATE INDEX ix_goods_movements_good_id ON goods_movements (good_id, id)",
    """
    CREATE INDEX ix_goods_movements_twice ON goods_movements
        (entry_id, good_id, holder_id, act, quantity, stocked, value, amount)
    """,
    """
    CREATE TABLE equipment_movements (
        id INTEGER NOT NULL,
        entry_id INTEGER NOT NULL,
        equipment_id INTEGER NOT NULL,
        cost INTEGER NOT NULL,
        depreciation INTEGER NOT NULL,
        CONSTRAINT pk_equipment_movements PRIMARY KEY (id),
        CONSTRAINT fk_equipment_movements_entry_id FOREIGN KEY(entry_id) REFERENCES entries (id),
        CONSTRAINT fk_equipment_movements_equipment_id FOREIGN KEY(equipment_id) REFERENCES equipment (id)
    ) STRICT
    """,
    "CREATE INDEX ix_equipment_movements_entry_id ON equipment_movements (entry_id)",
    "CREATE INDEX ix_equipment_movements_equipment_id ON equipment_movements (equipment_id)",
    "CREATE INDEX ix_equipment_movements_twice ON equipment_movements (entry_id, equipment_id, cost, depreciation)",
    """
    CREATE TABLE bill_levels (
        bill_id INTEGER NOT NULL,
        party_id INTEGER NOT NULL,
        open INTEGER NOT NULL,
        CONSTRAINT pk_bill_levels PRIMARY KEY (bill_id),
        CONSTRAINT fk_bill_levels_bill_id FOREIGN KEY(bill_id) REFERENCES bills (id),
        CONSTRAINT fk_bill_levels_party_id FOREIGN KEY(party_id) REFERENCES parties (id)
    ) WITHOUT ROWID, STRICT
    """,
    "CREATE INDEX ix_bill_levels_open ON bill_levels (party_id, bill_id) WHERE open != 0",
    """
    CREATE TABLE stock_levels (
        good_id INTEGER NOT NULL,
        holder INTEGER NOT NULL,
        quantity INTEGER NOT NULL,
        value INTEGER NOT NULL,
        CONSTRAINT pk_stock_levels PRIMARY KEY (good_id, holder),
        CONSTRAINT fk_stock_levels_good_id FOREIGN KEY(good_id) REFERENCES goods (id)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE goods_days (
        good_id INTEGER NOT NULL,
        day TEXT NOT NULL,
        movement_id INTEGER NOT NULL,
        CONSTRAINT pk_goods_days PRIMARY KEY (good_id, day, movement_id),
        CONSTRAINT fk_goods_days_good_id FOREIGN KEY(good_id) REFERENCES goods (id),
        CONSTRAINT fk_goods_days_movement_id FOREIGN KEY(movement_id) REFERENCES goods_movements (id)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE stock_months (
        good_id INTEGER NOT NULL,
        month TEXT NOT NULL,
        quantity INTEGER NOT NULL,
        value INTEGER NOT NULL,
        CONSTRAINT pk_stock_months PRIMARY KEY (good_id, month),
        CONSTRAINT fk_stock_months_good_id FOREIGN KEY(good_id) REFERENCES goods (id)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE debt_days (
        party_id INTEGER NOT NULL,
        account_id INTEGER NOT NULL,
        day TEXT NOT NULL,
        movement_id INTEGER NOT NULL,
        CONSTRAINT pk_debt_days PRIMARY KEY (party_id, account_id, day, movement_id),
        CONSTRAINT fk_debt_days_party_id FOREIGN KEY(party_id) REFERENCES parties (id),
        CONSTRAINT fk_debt_days_account_id FOREIGN KEY(account_id) REFERENCES accounts (id),
        CONSTRAINT fk_debt_days_movement_id FOREIGN KEY(movement_id) REFERENCES debt_movements (id)
    ) WITHOUT ROWID, STRICT
    """,
    """
    CREATE TABLE debt_months (
        party_id INTEGER NOT NULL,
        account_id INTEGER NOT NULL,
        month TEXT NOT NULL,
        amount INTEGER NOT NULL,
        CONSTRAINT pk_debt_months PRIMARY KEY (party_id, account_id, month),
        CONSTRAINT fk_debt_months_party_id FOREIGN KEY(party_id) REFERENCES parties (id),
        CONSTRAINT fk_debt_months_account_id FOREIGN KEY(account_id) REFERENCES accounts (id)
    ) WITHOUT ROWID, STRICT
    """,
)


_GROUP = (
    """
    CREATE TABLE members (
        id INTEGER NOT NULL,
        uid BLOB NOT NULL,
        person_id INTEGER NOT NULL,
        added_at INTEGER NOT NULL,
        CONSTRAINT pk_members PRIMARY KEY (id),
        CONSTRAINT uq_members_uid UNIQUE (uid),
        CONSTRAINT uq_members_person_id UNIQUE (person_id),
        CONSTRAINT fk_members_person_id FOREIGN KEY(person_id) REFERENCES persons (id)
    ) STRICT
    """,
    "CREATE INDEX ix_members_twice ON members (uid, person_id, added_at)",
    """
    CREATE TABLE meetings (
        id INTEGER NOT NULL,
        uid BLOB NOT NULL,
        ledger_id INTEGER NOT NULL,
        number INTEGER NOT NULL,
        day TEXT NOT NULL,
        opened_at INTEGER NOT NULL,
        writer_id INTEGER NOT NULL,
        CONSTRAINT pk_meetings PRIMARY KEY (id),
        CONSTRAINT uq_meetings_ledger_id_number UNIQUE (ledger_id, number),
        CONSTRAINT uq_meetings_uid UNIQUE (uid),
        CONSTRAINT fk_meetings_ledger_id FOREIGN KEY(ledger_id) REFERENCES ledgers (id),
        CONSTRAINT fk_meetings_writer_id FOREIGN KEY(writer_id) REFERENCES writers (id)
    ) STRICT
    """,
    "CREATE INDEX ix_meetings_twice ON meetings (uid, ledger_id, number, day, opened_at, writer_id)",
    """
    CREATE TABLE meeting_cells (
        id INTEGER NOT NULL,
        meeting_id INTEGER NOT NULL,
        member_id INTEGER NOT NULL,
        cell TEXT NOT NULL,
        value INTEGER NOT NULL,
        CONSTRAINT pk_meeting_cells PRIMARY KEY (id),
        CONSTRAINT uq_meeting_cells_meeting_id_member_id_cell UNIQUE (meeting_id, member_id, cell),
        CONSTRAINT fk_meeting_cells_meeting_id FOREIGN KEY(meeting_id) REFERENCES meetings (id),
        CONSTRAINT fk_meeting_cells_member_id FOREIGN KEY(member_id) REFERENCES members (id)
    ) STRICT
    """,
    "CREATE INDEX ix_meeting_cells_twice ON meeting_cells (meeting_id, member_id, cell, value)",
    """
    CREATE TABLE meeting_states (
        id INTEGER NOT NULL,
        meeting_id INTEGER NOT NULL,
        state TEXT NOT NULL CONSTRAINT ck_meeting_states_state CHECK (state IN ('closed', 'reopened')),
        batch_id INTEGER,
        written_at INTEGER NOT NULL,
        writer_id INTEGER NOT NULL,
        CONSTRAINT pk_meeting_states PRIMARY KEY (id),
        CONSTRAINT fk_meeting_states_meeting_id FOREIGN KEY(meeting_id) REFERENCES meetings (id),
        CONSTRAINT fk_meeting_states_batch_id FOREIGN KEY(batch_id) REFERENCES batches (id),
        CONSTRAINT fk_meeting_states_writer_id FOREIGN KEY(writer_id) REFERENCES writers (id)
    ) STRICT
    """,
    "CREATE INDEX ix_meeting_states_meeting_id ON meeting_states (meeting_id, id)",
    "CREATE INDEX ix_meeting_states_twice ON meeting_states (meeting_id, state, batch_id, written_at, writer_id)",
    """
    CREATE TABLE member_loans (
        id INTEGER NOT NULL,
        uid BLOB NOT NULL,
        member_id INTEGER NOT NULL,
        entry_id INTEGER NOT NULL,
        CONSTRAINT pk_member_loans PRIMARY KEY (id),
        CONSTRAINT uq_member_loans_uid UNIQUE (uid),
        CONSTRAINT fk_member_loans_member_id FOREIGN KEY(member_id) REFERENCES members (id),
        CONSTRAINT fk_member_loans_entry_id FOREIGN KEY(entry_id) REFERENCES entries (id)
    ) STRICT
    """,
    "CREATE INDEX ix_member_loans_entry_id ON member_loans (entry_id)",
    "CREATE INDEX ix_member_loans_member_id ON member_loans (member_id)",
    "CREATE INDEX ix_member_loans_twice ON member_loans (uid, member_id, entry_id)",
    """
    CREATE TABLE member_movements (
        id INTEGER NOT NULL,
        entry_id INTEGER NOT NULL,
        member_id INTEGER NOT NULL,
        purse TEXT NOT NULL,
        loan_id INTEGER,
        amount INTEGER NOT NULL CONSTRAINT ck_member_movements_amount CHECK (amount <> 0),
        CONSTRAINT pk_member_movements PRIMARY KEY (id),
        CONSTRAINT fk_member_movements_entry_id FOREIGN KEY(entry_id) REFERENCES entries (id),
        CONSTRAINT fk_member_movements_member_id FOREIGN KEY(member_id) REFERENCES members (id),
        CONSTRAINT fk_member_movements_loan_id FOREIGN KEY(loan_id) REFERENCES member_loans (id)
    ) STRICT
    """,
    "CREATE INDEX ix_member_movements_entry_id ON member_movements (entry_id)",
    "CREATE INDEX ix_member_movements_member_id ON member_movements (member_id, purse, id)",
    "CREATE INDEX ix_member_movements_twice ON member_movements (entry_id, member_id, purse, loan_id, amount)",
    """
    CREATE TABLE member_levels (
        member_id INTEGER NOT NULL,
        purse TEXT NOT NULL,
        loan INTEGER NOT NULL,
        amount INTEGER NOT NULL,
        CONSTRAINT pk_member_levels PRIMARY KEY (member_id, purse, loan),
        CONSTRAINT fk_member_levels_member_id FOREIGN KEY(member_id) REFERENCES members (id)
    ) WITHOUT ROWID, STRICT
    """,
)


_LESSON_SESSIONS = (
    """
    CREATE TABLE lesson_sessions (
        id INTEGER NOT NULL,
        uid BLOB NOT NULL,
        lesson TEXT NOT NULL CONSTRAINT ck_lesson_sessions_lesson CHECK (length(lesson) BETWEEN 1 AND 40),
        day TEXT NOT NULL,
        begun_at INTEGER NOT NULL,
        writer_id INTEGER NOT NULL,
        CONSTRAINT pk_lesson_sessions PRIMARY KEY (id),
        CONSTRAINT uq_lesson_sessions_uid UNIQUE (uid),
        CONSTRAINT fk_lesson_sessions_writer_id FOREIGN KEY(writer_id) REFERENCES writers (id)
    ) STRICT
    """,
    "CREATE INDEX ix_lesson_sessions_twice ON lesson_sessions (uid, lesson, day, begun_at, writer_id)",
)


def _add_days_off_and_photos(operations: Any) -> None:
    for statement in (*_DAYS_OFF_AND_PHOTOS, *_KEPT_TWICE, *_LOAN_ANSWERS):
        operations.execute(statement)


def _add_trade_and_groups(operations: Any) -> None:
    for statement in (*_TRADE, *_GROUP):
        operations.execute(statement)


def _add_lesson_sessions(operations: Any) -> None:
    for statement in _LESSON_SESSIONS:
        operations.execute(statement)


STEPS = (
    Step("days off, photos and answers for a loan", Format(1, 0), Format(1, 1), _add_days_off_and_photos),
    Step("debts, goods, equipment, members and meetings", Format(1, 1), Format(1, 2), _add_trade_and_groups),
    Step("learning sessions", Format(1, 2), Format(1, 3), _add_lesson_sessions),
)
