"""Adding a person to the book, and erasing every word about her."""

from dataclasses import dataclass

from kpmbooks.book import Reader, Tx, erase_photos, photos_about
from kpmbooks.book import texts as words
from kpmbooks.book.names import clean_name
from kpmbooks.problems import N_
from kpmbooks.storage import new_uid


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom the book knows; ``name`` is None once her words were erased."""

    uid: bytes
    name: str | None


def add_person(tx: Tx, name: str) -> Person:
    """Put a person into the book; raises ``Rejected`` for an empty name."""
    name = clean_name(name, N_("Give the person a name."))
    uid = new_uid()
    stored = words.store(tx.connection, [(name, uid)])[0]
    tx.connection.exec_driver_sql(
        "INSERT INTO persons (uid, name_id, added_at) VALUES (?, ?, ?)",
        (uid, stored.id, tx.written_at().milliseconds),
    )
    tx.touch("people")
    return Person(uid, name)


def persons(reader: Reader) -> tuple[Person, ...]:
    """Everybody whom the book knows, in the order in which they came."""
    rows = reader.connection.exec_driver_sql(
        "SELECT p.uid, t.text FROM persons p JOIN texts t ON t.id = p.name_id ORDER BY p.id"
    )
    return tuple(Person(*row) for row in rows)


def erase_person(tx: Tx, person: Person) -> int:
    """Erase all words and photos about the person, and every text that mentions her name; figures and chain stay whole.

    Returns how many texts and photos were erased. What was printed or copied before is out of reach and stays.
    """
    wanted = set(words.about(tx.connection, person.uid))
    if person.name:
        wanted.update(words.mentioning(tx.connection, person.name))
    erased = tx.erase_texts(sorted(wanted)) + erase_photos(tx, photos_about(tx, person.uid))
    tx.note_audit("erase-person", person.uid.hex())
    tx.touch("people")
    tx.touch("entries")
    return erased
