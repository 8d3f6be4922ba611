"""A typing helper: somebody with a name who copies sheets of paper, and may do nothing else in the book.

She is a writer of her own, so that the number of a record tells who typed it. Her name is words about a person and can
be erased; the letter stays. What she may write is asked here by whoever begins a batch, and once more at the commit.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kpmbooks.book.facts import facts_named, set_facts
from kpmbooks.book.names import clean_name
from kpmbooks.problems import N_, Problem, Rejected

if TYPE_CHECKING:
    from kpmbooks.book.book import Reader, Tx

ACTS: Final = frozenset({"sheet"})
"""The acts that a helper may do."""

TOPICS: Final = frozenset({"entries", "attachments", "facts", "trade", "goods", "members", "accounts"})
"""What may change with a sheet: its records, its photo, and what follows from records."""

_FACT: Final = "typist"


@dataclass(frozen=True, slots=True)
class Helper:
    """Somebody who typed: ``letter`` stands in the numbers of her records. ``name`` is None once it was erased."""

    name: str | None
    letter: str


def clean_helper(name: str) -> str:
    """A helper's name in one line; raises ``Rejected``."""
    return clean_name(name, N_("Write the name of who types."))


def helpers_of(reader: "Reader") -> tuple[Helper, ...]:
    """Everybody who ever typed as a helper, in the order of their letters."""
    rows = reader.connection.exec_driver_sql(
        "SELECT w.uid, w.letter FROM writers w WHERE EXISTS"
        " (SELECT 1 FROM facts f WHERE f.subject = w.uid AND f.fact = ?) ORDER BY w.id",
        (_FACT,),
    ).all()
    named = facts_named(reader, [_FACT])
    return tuple(Helper(named.get(row.uid, {}).get(_FACT), row.letter) for row in rows)


def typed_by(reader: "Reader", writer: int) -> str | None:
    """The name of the helper whose key as a writer this is; None for everybody else."""
    uid = reader.connection.exec_driver_sql("SELECT uid FROM writers WHERE id = ?", (writer,)).scalar()
    return None if uid is None else facts_named(reader, [_FACT]).get(uid, {}).get(_FACT)


def refuse_act(tx: "Tx", act: str) -> None:
    """Raise ``Rejected`` for an act that is not a helper's, while one types."""
    if tx.helper is not None and act not in ACTS:
        raise Rejected(_NOT_HERS)


def refuse_beyond(tx: "Tx", topics: Collection[str]) -> None:
    """Raise ``Rejected`` when a helper's transaction changed what is not hers to change."""
    if tx.helper is not None and (tx.erased or not TOPICS.issuperset(topics)):
        raise Rejected(_NOT_HERS)


def write_name(tx: "Tx") -> None:
    """Let the helper's name stand with her as a writer."""
    if tx.helper is not None:
        set_facts(tx, tx.writer.uid, words={_FACT: tx.helper})


_NOT_HERS = Problem("helper-may-not", N_("Who helps typing can only record sheets. Ask the treasurer for the rest."))
