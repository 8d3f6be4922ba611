"""A kind of record with everything settled but day, amount and words: to write it many times over.

What a pattern drafts is exactly what ``record`` would write (a test compares them); it is only not asked anew.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kpmbooks.book import Reader
from kpmbooks.i18n import DEFAULT_LANGUAGE, Language
from kpmbooks.ledger import Account, EntryDraft, LedgerRef, Posting, Source
from kpmbooks.money import Rupiah
from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.recording.service import plain_drafts
from kpmbooks.storage import new_uid


@dataclass(frozen=True, slots=True)
class _End:
    """One of the entries of a record: accounts with the factor by which each takes the amount."""

    ledger: LedgerRef
    postings: tuple[tuple[int, int, int], ...]
    answers: tuple[tuple[str, int | str], ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """Drafts records of ``kind``. A record that goes to two ledgers has two ends, tied as a transfer."""

    kind: str
    ends: tuple[_End, ...]

    def drafts(self, day: date, amount: int, memo: str | None, source: Source) -> Iterator[EntryDraft]:
        """The entries of one record of ``amount``, which is above zero."""
        transfer = new_uid() if len(self.ends) > 1 else None
        for end in self.ends:
            yield EntryDraft(
                end.ledger,
                day,
                self.kind,
                source,
                tuple([Posting(leg, account, Rupiah(factor * amount)) for leg, account, factor in end.postings]),
                memo,
                answers={name: amount if name == "amount" else value for name, value in end.answers},
                transfer=transfer,
            )


def pattern(
    reader: Reader, kind: str, ledger: LedgerRef, cash: Account, *, into: bool, language: Language = DEFAULT_LANGUAGE
) -> Pattern:
    """The pattern of ``kind`` in ``ledger`` with the money in ``cash``, coming in or (``into`` false) going out.

    Raises ``Rejected`` when the kind is unknown here, asks for more than an amount, or moves the money of ``cash`` in
    another way.
    """
    drafts = plain_drafts(reader, kind, ledger, cash, language)
    change = sum(one.amount for one in drafts[0].postings if one.account == cash.id)
    if change != (1 if into else -1):
        if into:
            message = N_("“{kind}” does not bring money into “{name}”. Choose another kind.")
        else:
            message = N_("“{kind}” does not take money out of “{name}”. Choose another kind.")
        raise Rejected(Problem("kind-other-way", message, {"kind": kind, "name": cash.name}, "kind"))
    return Pattern(
        kind,
        tuple(
            _End(
                draft.ledger,
                tuple((one.leg, one.account, int(one.amount)) for one in draft.postings),
                tuple(draft.answers.items()),
            )
            for draft in drafts
        ),
    )
