"""A ledger's journal as text for hledger and for beancount: every entry, reversals included, by day and writing.

What a person wrote never becomes a directive, a comment or a tag of these languages. Amounts are whole rupiah (IDR).
The words are those of a ``Translator``; nothing says when the text was made.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import IO

from kpmbooks import ledger as books
from kpmbooks.book import Reader
from kpmbooks.exchange.account_paths import account_paths, beancount_part, hledger_part, one_line
from kpmbooks.i18n import Translator
from kpmbooks.ledger import Account, Entry, LedgerRef
from kpmbooks.progress import NoProgress, Progress
from kpmbooks.recording import kind_name

_WIDTH = 60

# What hledger asks of an account's type where the name of its root does not say it: where money lies.
_HLEDGER_TYPES = {"Assets": "A", "Liabilities": "L", "Equity": "E", "Income": "R", "Expenses": "X"}

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\0": " "})

Paths = Mapping[int, tuple[Account, str]]


def write_hledger(
    reader: Reader,
    ledger: LedgerRef,
    target: IO[bytes],
    _: Translator,
    progress: Progress | None = None,
    said: Callable[[str], str] = str,
) -> None:
    """Write the ledger's journal for hledger to a binary stream, as ``hledger check --strict`` takes it.

    ``said`` is asked how words that a person wrote may be told.
    """
    paths = account_paths(reader, ledger, hledger_part)
    head = [f"; {line}" for line in _head(reader, ledger, _)]
    head += ["", "commodity 1000. IDR", ""]
    head += [f"account {path}  ; type: {_hledger_type(account, path)}" for account, path in paths.values()]
    _write(target, head)

    def lines(entry: Entry, tags: Mapping[str, str]) -> Iterator[str]:
        told = ", ".join(f"{name}: {_for_hledger(value)}" for name, value in tags.items())
        who, what = (_for_hledger(one) for one in _description(reader, entry, _, said))
        yield f"{entry.day} * ({entry.number}) {f'{who} | ' if who else ''}{what}  ; {told}"
        yield from _postings(entry, paths)

    _write_entries(reader, ledger, target, lines, progress or NoProgress())


def write_beancount(
    reader: Reader,
    ledger: LedgerRef,
    target: IO[bytes],
    _: Translator,
    progress: Progress | None = None,
    said: Callable[[str], str] = str,
) -> None:
    """Write the ledger's journal for beancount 3 to a binary stream. Accounts open on the first day of the book.

    ``said`` is asked how words that a person wrote may be told.
    """
    paths = account_paths(reader, ledger, beancount_part)
    head = [f"; {line}" for line in _head(reader, ledger, _)]
    head += ["", f'option "title" {_quoted(ledger.name)}', 'option "operating_currency" "IDR"', ""]
    head += [f"{reader.owner.start} commodity IDR", ""]
    for account, path in paths.values():
        head.append(f"{reader.owner.start} open {path} IDR")
        head += [f"  {name}: {_quoted(value)}" for name, value in (("name", account.name), ("code", account.code))]
    _write(target, head)

    def lines(entry: Entry, tags: Mapping[str, str]) -> Iterator[str]:
        who, what = _description(reader, entry, _, said)
        yield f"{entry.day} * {f'{_quoted(who)} ' if who else ''}{_quoted(what)}"
        yield f"  number: {_quoted(entry.number)}"
        yield from (f"  {name}: {_quoted(value)}" for name, value in tags.items())
        yield from _postings(entry, paths)

    _write_entries(reader, ledger, target, lines, progress or NoProgress())


def _head(reader: Reader, ledger: LedgerRef, _: Translator) -> list[str]:
    lines = [one_line(f"{reader.owner.name} | {ledger.name}")]
    if reader.owner.practice:
        lines.append(_("PRACTICE, not real records"))
    return lines


def _description(reader: Reader, entry: Entry, _: Translator, said: Callable[[str], str]) -> tuple[str, str]:
    """Who it was with, and what it was: the kind of record and what a person wrote of it."""
    kind = kind_name(entry.kind, reader.owner.sector, _.language)
    return said(entry.party or ""), f"{kind}: {said(entry.memo)}" if entry.memo else kind


def _postings(entry: Entry, paths: Paths) -> Iterator[str]:
    for posting in entry.postings:
        yield f"    {paths[posting.account][1]:<{_WIDTH}}  {int(posting.amount):>16} IDR"


def _write_entries(
    reader: Reader,
    ledger: LedgerRef,
    target: IO[bytes],
    lines: Callable[[Entry, Mapping[str, str]], Iterable[str]],
    progress: Progress,
) -> None:
    total = books.entry_count(reader, ledger)
    done = 0
    for entries in books.journal_entries(reader, ledger):
        named = {key for entry in entries for key in (entry.reverses, entry.corrects) if key is not None}
        numbers = books.numbers_of(reader, named)
        for entry in entries:
            tags = {"kind": entry.kind, "source": entry.source}
            for name, key in (("reverses", entry.reverses), ("corrects", entry.corrects)):
                if key is not None:
                    tags[name] = numbers[key]
            _write(target, ("", *lines(entry, tags)))
        done += len(entries)
        progress.report(done, total)


def _write(target: IO[bytes], lines: Iterable[str]) -> None:
    target.write("".join(f"{line}\n" for line in lines).encode())


def _hledger_type(account: Account, path: str) -> str:
    return "C" if account.is_cash else _HLEDGER_TYPES[path.partition(":")[0]]


def _for_hledger(text: str) -> str:
    """A description: a semicolon would begin a comment, a bar would end the name of whom it was with."""
    return one_line(text).replace(";", ",").replace("|", "/")


def _quoted(text: str) -> str:
    """A string of beancount, letter by letter, with its own signs escaped."""
    return f'"{text.translate(_ESCAPES)}"'
