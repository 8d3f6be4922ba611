"""The rows that are the book's own: its owner, settings, writers, erasable words and photos, audit trail and prints."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, LargeBinary, Text

from kpmbooks.storage import Day, append_only, guard, no_replace, row_id, table, uid_column

owner = table(
    "owner",
    Column("id", Integer, CheckConstraint("id = 1", name="only_one"), primary_key=True),
    uid_column(),
    Column("kind", Text, CheckConstraint("kind IN ('group', 'family')", name="kind"), nullable=False),
    Column("name", Text, nullable=False),
    Column("sector", Text, nullable=False),
    Column("start", Day, nullable=False),
    Column("practice", Integer, nullable=False),
    Column("created_at", Integer, nullable=False),
    twice=True,
)

settings = table("settings", Column("key", Text, primary_key=True), Column("value", Text, nullable=False), twice=True)

texts = table(
    "texts",
    row_id(),
    Column("about", LargeBinary),
    Column("salt", LargeBinary),
    Column("text", Text),
    Column("digest", LargeBinary, nullable=False),
    Column("erased_at", Integer),
)
Index("ix_texts_about", texts.c.about, sqlite_where=texts.c.about.is_not(None))

writers = table(
    "writers",
    row_id(),
    uid_column(),
    Column("letter", Text, nullable=False, unique=True),
    Column("begun_at", Integer, nullable=False),
    twice=True,
)

# Photos, to be erased as words can. ``subject`` is the key of what one belongs to, written by whoever owns that.
attachments = table(
    "attachments",
    row_id(),
    uid_column(),
    Column("subject", Text, nullable=False),
    Column(
        "media_type",
        Text,
        CheckConstraint("media_type IN ('image/jpeg', 'image/png')", name="media_type"),
        nullable=False,
    ),
    Column("about", LargeBinary),
    Column("salt", LargeBinary),
    Column("content", LargeBinary, CheckConstraint("length(content) <= 300000", name="content")),
    Column("digest", LargeBinary, CheckConstraint("length(digest) = 32", name="digest"), nullable=False),
    Column("added_at", Integer, nullable=False),
    Column("writer_id", ForeignKey("writers.id"), nullable=False),
    Column("erased_at", Integer),
)
Index("ix_attachments_subject", attachments.c.subject)
Index("ix_attachments_about", attachments.c.about, sqlite_where=attachments.c.about.is_not(None))

audit = table(
    "audit",
    row_id(),
    Column("written_at", Integer, nullable=False),
    Column("writer_id", ForeignKey("writers.id"), nullable=False),
    Column("act", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("before_id", ForeignKey("texts.id")),
    Column("after_id", ForeignKey("texts.id")),
)

prints = table(
    "prints",
    row_id(),
    Column("code", Text, nullable=False, unique=True),
    Column("report", Text, nullable=False),
    Column("parameters", Text, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("printed_at", Integer, nullable=False),
)

# What is said of whatever has a uid: append-only, the latest of a subject and fact counts.
facts = table(
    "facts",
    row_id(),
    Column("subject", LargeBinary(16), nullable=False),
    Column("fact", Text, nullable=False),
    # One of the two: a plain value, or words about a person that can be erased. Neither: the fact is taken back.
    Column("value", Text),
    Column("words_id", ForeignKey("texts.id")),
    Column("written_at", Integer, nullable=False),
    Column("writer_id", ForeignKey("writers.id"), nullable=False),
    twice=True,
)
Index("ix_facts_subject", facts.c.subject, facts.c.fact, facts.c.id)

TABLES = (owner, settings, texts, writers, attachments, audit, prints, facts)

GUARDS = (
    guard(
        "owner_stays",
        "BEFORE UPDATE ON owner WHEN OLD.uid IS NOT NEW.uid OR OLD.kind IS NOT NEW.kind"
        " OR OLD.practice IS NOT NEW.practice OR OLD.start IS NOT NEW.start",
        "SELECT RAISE(ABORT, 'owner: a book stays whose and what it is');",
    ),
    guard("owner_no_delete", "BEFORE DELETE ON owner", "SELECT RAISE(ABORT, 'owner: a book has an owner');"),
    no_replace("owner", "TRUE"),
    # Words may only be erased, wholly and once; their digest stays, so that the chain over it stays.
    guard(
        "texts_only_erased",
        "BEFORE UPDATE ON texts WHEN NEW.text IS NOT NULL OR NEW.salt IS NOT NULL OR NEW.erased_at IS NULL"
        " OR OLD.erased_at IS NOT NULL OR NEW.id IS NOT OLD.id OR NEW.digest IS NOT OLD.digest",
        "SELECT RAISE(ABORT, 'texts: words can only be erased');",
    ),
    guard("texts_no_delete", "BEFORE DELETE ON texts", "SELECT RAISE(ABORT, 'texts: append only');"),
    no_replace("texts", "id = NEW.id"),
    guard(
        "attachments_only_erased",
        "BEFORE UPDATE ON attachments WHEN NEW.content IS NOT NULL OR NEW.salt IS NOT NULL OR NEW.about IS NOT NULL"
        " OR NEW.erased_at IS NULL OR OLD.erased_at IS NOT NULL OR NEW.id IS NOT OLD.id OR NEW.uid IS NOT OLD.uid"
        " OR NEW.subject IS NOT OLD.subject OR NEW.media_type IS NOT OLD.media_type OR NEW.digest IS NOT OLD.digest"
        " OR NEW.added_at IS NOT OLD.added_at OR NEW.writer_id IS NOT OLD.writer_id",
        "SELECT RAISE(ABORT, 'attachments: photos can only be erased');",
    ),
    guard("attachments_no_delete", "BEFORE DELETE ON attachments", "SELECT RAISE(ABORT, 'attachments: append only');"),
    no_replace("attachments", "id = NEW.id OR uid = NEW.uid"),
    *append_only("writers"),
    no_replace("writers", "id = NEW.id OR uid = NEW.uid OR letter = NEW.letter"),
    *append_only("audit"),
    no_replace("audit", "id = NEW.id"),
    *append_only("facts"),
    no_replace("facts", "id = NEW.id"),
    *append_only("prints"),
    no_replace("prints", "id = NEW.id OR code = NEW.code"),
)
