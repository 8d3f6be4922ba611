"""Persons: who they are, and their right to have the words about them erased."""

from kpmbooks.people.service import Person, add_person, erase_person, persons
from kpmbooks.people.tables import GUARDS, TABLES

TOPICS = ("people",)

__all__ = ["GUARDS", "TABLES", "TOPICS", "Person", "add_person", "erase_person", "persons"]
