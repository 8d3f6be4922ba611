"""Which kinds the rows of a cash book can become, and which ones the book itself knows for a description.

What a text was recorded as the last time is asked of the entries, so nothing has to be remembered beside the book: it
is as secret as the book is, and forgotten when the words are erased.
"""

from collections.abc import Collection, Iterable, Mapping

from kpmbooks import recording
from kpmbooks.book import Reader
from kpmbooks.exchange.understanding import Line, plain_text, text_key
from kpmbooks.i18n import DEFAULT_LANGUAGE, Language
from kpmbooks.ledger import Account, LedgerRef
from kpmbooks.problems import Rejected
from kpmbooks.progress import NoProgress, Progress

_TOLD_EVERY = 5_000

# Also what was taken back since: an import that was undone and is taken again shall not be sorted anew.
_SAID = """
    SELECT e.kind, m.text FROM entries e JOIN texts m ON m.id = e.memo_id
    WHERE e.ledger_id = ? AND e.reverses IS NULL AND m.text IS NOT NULL ORDER BY e.id
"""


def fitting_kinds(
    reader: Reader, ledger: LedgerRef, cash: Account, *, into: bool, language: Language = DEFAULT_LANGUAGE
) -> tuple[str, ...]:
    """The kinds that a row can become with its money coming into ``cash``, or going out of it, in their usual order."""
    found = []
    for kind in recording.kinds().values():
        if ledger.kind in kind.ledgers:
            try:
                recording.pattern(reader, kind.id, ledger, cash, into=into, language=language)
            except Rejected:
                continue
            found.append(kind.id)
    return tuple(found)


def known_kinds(
    reader: Reader,
    ledger: LedgerRef,
    lines: Iterable[Line],
    fitting: Mapping[bool, Collection[str]],
    progress: Progress | None = None,
) -> dict[str, str]:
    """The kind that each description of ``lines`` was recorded as last, by ``text_key``, where the ledger knows it.

    ``fitting``: the kinds that may be, for money in (True) and out. Raises ``Cancelled`` when ``progress`` does.
    """
    wanted = {(plain_text(line.text), line.amount > 0) for line in lines if line.kind == "entry" and line.amount}
    texts = {text for text, _ in wanted}
    watched = progress or NoProgress()
    known: dict[str, str] = {}
    for nth, (kind, text) in enumerate(reader.connection.exec_driver_sql(_SAID, (ledger.id,))):
        if not nth % _TOLD_EVERY:
            watched.report(0, None)
        plain = plain_text(text)
        if plain in texts:
            for into, kinds in fitting.items():
                if kind in kinds and (plain, into) in wanted:
                    known[text_key(text, into=into)] = kind
    return known
