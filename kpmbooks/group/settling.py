"""What the entries of a transaction mean for the group's members and meetings, before it is committed."""

from kpmbooks.book import Tx
from kpmbooks.group.meetings import settle_meetings
from kpmbooks.group.money import settle_members


def settle(tx: Tx) -> None:
    """Give members what is theirs, and let meetings follow what they posted; raises ``Rejected``."""
    settle_members(tx)
    settle_meetings(tx)
