"""One record as a line of a list: picture, words, what it did to the cash, whether it was corrected or taken back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

from kpmbooks import ledger as books
from kpmbooks import recording, trade
from kpmbooks.book import Reader
from kpmbooks.i18n import Language
from kpmbooks.ledger import Account, Entry
from kpmbooks.money import Rupiah
from ui.desktop.theme import name_shown


@dataclass(frozen=True, slots=True)
class EntryLine:
    """``cash`` is what came into (or, negative, went out of) all cash of the ledger; 0 where money was only moved.

    ``money_in`` and ``money_out`` are its two sides; money that was only moved, and a struck record, has neither.
    ``amount`` is the figure a person knows it by, ``written`` the moment by the clock where it was written.
    ``replaced_by`` is the number of the record that corrects it, ``corrects`` of the one that it corrects.
    ``words`` are covered while names are. ``correctable``: it was answered in this ledger by a kind's questions.
    """

    entry: int
    number: str
    day: date
    written: datetime
    kind: str
    name: str
    picture: str
    words: str
    cash: Rupiah
    money_in: Rupiah
    money_out: Rupiah
    amount: Rupiah
    struck: bool
    replaced_by: str | None
    corrects: str | None
    correctable: bool


def entry_lines(reader: Reader, entries: Iterable[Entry], language: Language) -> tuple[EntryLine, ...]:
    """The lines of ``entries``, in their order."""
    entries = tuple(entries)
    goods = trade.goods_named(reader, [entry.id for entry in entries])
    numbers = {entry.id: entry.number for entry in entries}
    replaced = {entry.corrects: entry.number for entry in reversed(entries) if entry.corrects is not None}
    known: dict[int, dict[int, Account]] = {}
    lines = []
    for entry in entries:
        ledger = entry.ledger
        if ledger.id not in known:
            known[ledger.id] = {one.id: one for one in books.accounts(reader, ledger)}
        accounts = known[ledger.id]
        change = sum((one.amount for one in entry.postings if accounts[one.account].is_cash), Rupiah(0))
        kind = recording.kinds().get(entry.kind)
        amount = recording.known_by(entry, accounts)
        money_in, money_out = recording.in_and_out(entry, accounts)
        only_moved = kind is not None and kind.side == "move" and amount > abs(change)
        counts = entry.reversed_by is None
        lines.append(
            EntryLine(
                entry=entry.id,
                number=entry.number,
                day=entry.day,
                written=_written(entry),
                kind=entry.kind,
                name=recording.kind_name(entry.kind, reader.owner.sector, language),
                picture="file-text" if kind is None else kind.picture,
                words=words_of(goods.get(entry.id), entry.party, entry.memo),
                cash=Rupiah(0) if only_moved else change,
                money_in=money_in if counts else Rupiah(0),
                money_out=money_out if counts else Rupiah(0),
                amount=amount,
                struck=entry.reversed_by is not None,
                replaced_by=replaced.get(entry.id),
                corrects=None if entry.corrects is None else numbers.get(entry.corrects),
                correctable=kind is not None and ledger.kind in kind.ledgers and bool(entry.answers),
            )
        )
    return tuple(lines)


def words_of(goods: str | None, party: str | None, memo: str | None, *, memo_first: bool = False) -> str:
    """What a line says of a record beside its kind: its goods, and what was written, unless that only names them again.

    Who it was with and what was written are covered while names are.
    """
    again = goods is not None and memo is not None and goods.casefold().startswith(memo.casefold())
    said = [party, None if again else memo]
    whole = name_shown(", ".join(part for part in (said[::-1] if memo_first else said) if part))
    return ", ".join(part for part in (goods, whole) if part)


def _written(entry: Entry) -> datetime:
    offset = timezone(timedelta(minutes=entry.offset_minutes))
    return datetime.fromtimestamp(entry.written_at / 1000, UTC).astimezone(offset)
