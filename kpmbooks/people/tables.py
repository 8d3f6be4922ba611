"""Persons whom a book knows. A name is words, so it can be erased; the uid stays."""

from sqlalchemy import Column, ForeignKey, Integer

from kpmbooks.storage import append_only, no_replace, row_id, table, uid_column

persons = table(
    "persons",
    row_id(),
    uid_column(),
    Column("name_id", ForeignKey("texts.id"), nullable=False),
    Column("added_at", Integer, nullable=False),
    twice=True,
)

TABLES = (persons,)
GUARDS = (*append_only("persons"), no_replace("persons", "id = NEW.id OR uid = NEW.uid"))
