"""Words that members do not know, that hurt, or that mean something else to them, are nowhere on screen or paper.

The list follows section 2 of the project's field notes: what was planned, and why it says something else. Looked at are
the kinds of record, the charts, the lenders, the lessons, every translation, and every report as it is drawn.
"""

import io
import re
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from kpmbooks import examples, ledger
from kpmbooks.book import Reader
from kpmbooks.dates import month_of
from kpmbooks.i18n import translator
from kpmbooks.ledger import LedgerRef
from kpmbooks.recording import kinds, known_charts
from reports import GROUP, LOAN, REPORTS, SHEETS, TRADE, Report, ReportHead, Request
from reports.render import text as in_terminal
from tests import catalogs
from tests.accounting_words import accounting_words
from tests.loan_papers import ASKED

CONTENT = catalogs.ROOT / "kpmbooks"

BANNED: dict[str, str] = {
    r"kejadian": "means an incident, mostly a bad one: say catatan, jenis catatan",
    r"kesiapan": "reads as if the loan were ready: say Persiapan pinjaman",
    r"ambil(an)? untuk rumah": "may mean building a house: say ambil untuk keluarga",
    r"meja pendamping": "a literal desk: say kelompok dampingan saya",
    r"berkas buku": "berkas is a dossier of papers: say file buku",
    r"kitir": "Javanese, known in Surabaya only: say slip setoran",
    r"kasbon": "mostly an advance on wages: say bon pelanggan, ngebon",
    r"utang[- ]piutang|piutang": "school language: say bon, orang ngebon ke kita",
    r"buku rumah tangga": "say buku keuangan keluarga",
    r"simpanan": "a word of banks and cooperatives with legal weight: say tabungan",
    r"cara memperbaiki": "says that she is broken: say cara melengkapi",
    r"belum tahu": "say belum dicek",
    r"belum dapat dibuktikan": "accuses: say yang belum ada catatan atau buktinya",
    r"bulan terburuk": "say bulan paling sepi",
    r"hari tercatat": "say hari yang ada catatannya",
    r"uang muka": "mistaken for paying ahead: say DP dari pembeli",
    r"di ?bayar di muka|bayar di muka": "say bayar sewa di depan",
    r"setor modal": "say tambah modal",
    r"prive": "say ambil untuk keluarga, on paper pengambilan pribadi",
    r"tampilan akuntan\b": "say tampilan akuntansi",
    r"persediaan akhir|beban lain|aktiva|pasiva": "office words",
    r"\blayak\b|\bskor\b|\blulus\b": "a verdict, which the program never gives",
    r"\bdesil\b": "the welfare decile is nobody's business here",
    r"\bmilyar\b|\btrilyun\b": "written miliar, triliun",
    r"\bhutang\b|\bfotocopy\b|\bkwitansi\b|\bpraktek\b": "written utang, fotokopi, kuitansi, praktik",
}

# Where a banned word may stand, and why.
ALLOWED: dict[str, str] = {
    r"titik impas": "stands in brackets behind the plain words",
    r"Kredit Usaha Rakyat": "the name of a programme",
}

ACCOUNTANTS = {
    "reports/trial_balance.py": "the accountant's own report",
    "ui/desktop/pages/accounting.py": "tampilan akuntansi itself",
    "ui/desktop/pages/accounting_lines.py": "tampilan akuntansi itself",
    "ui/desktop/pages/import_journal.py": "the columns of a file that an accountant's program wrote",
    "kpmbooks/exchange/": "headings of files that accountants' programs give and take",
    "ui/command_line/": "explains those headings to whoever types commands",
}
"""Whose texts may say debit, kredit and jurnal: only theirs, and a text that others say too may not."""


class Text(NamedTuple):
    """A text that a person reads, where it comes from, and whether accountants alone read it."""

    where: str
    words: str
    accounting: bool = False


def found_in(text: Text) -> list[str]:
    """Every banned word in a text, with the reason."""
    plain = text.words
    for name in ALLOWED:
        plain = re.sub(name, "", plain, flags=re.IGNORECASE)
    found = [f"{hit[0]!r} ({why})" for word, why in BANNED.items() for hit in re.finditer(word, plain, re.IGNORECASE)]
    if not text.accounting:
        found.extend(accounting_words(plain))
    return found


def kinds_said() -> Iterator[Text]:
    """Everything Indonesian that is read of a kind. What people may type to find it (``also``) is theirs to choose."""
    for kind in kinds().values():
        place = f"kinds: {kind.id}"
        yield from (Text(place, words) for words in (kind.name, *kind.words.values(), kind.example))
        yield from (Text(place, words) for words in (*kind.examples.values(), kind.group.name if kind.group else ""))
        yield from (Text(place, refusal.text) for refusal in kind.refusals.values())
        for field in kind.fields:
            yield from (Text(place, words) for words in (field.label, *field.words.values(), field.hint or ""))


def charts_said() -> Iterator[Text]:
    """The names of accounts, purses and places."""
    for name, chart in known_charts().items():
        for one in (*chart.funds, *chart.boxes, *chart.accounts):
            yield Text(f"charts: {name}", one.name)


def content_said() -> Iterator[Text]:
    """Lenders and lessons, as far as they are read in Indonesian."""
    for path in sorted(CONTENT.glob("**/content/**/*")):
        where = path.relative_to(catalogs.ROOT).as_posix()
        if path.suffix == ".md" and path.name != "en.md":
            yield Text(where, path.read_text(encoding="utf-8"))
        elif path.suffix == ".toml" and path.parent.parent.name != "recording":
            content = tomllib.loads(path.read_text(encoding="utf-8"))
            yield from (Text(where, words) for key, words in _strings(content) if not key.endswith("_en"))


def _strings(content: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(content, str):
        if key not in ("id", "source", "url", "en", "kind", "code"):  # addresses and names of the program's own
            yield key, content
    elif isinstance(content, dict):
        for name, value in content.items():
            yield from _strings(value, name)
    elif isinstance(content, list):
        for value in content:
            yield from _strings(value, key)


def translations_said() -> Iterator[Text]:
    """Every Indonesian text of window, command line and paper."""
    places: dict[str, set[str]] = {}
    for message in catalogs.extract():
        if message.id:
            places[_first(message.id)] = {where for where, _line in message.locations}
    for message in catalogs.read_translations():
        if message.id and _first(message.id) in places:
            where = places[_first(message.id)]
            forms = [message.string] if isinstance(message.string, str) else list(message.string)
            yield Text(
                ", ".join(sorted(where)),
                " ".join(forms),
                all(any(one.startswith(allowed) for allowed in ACCOUNTANTS) for one in where),
            )


def _first(name: Any) -> str:
    return name if isinstance(name, str) else str(name[0])


def reports_said() -> Iterator[Text]:
    """Every report and paper on the examples' books, in each of their ledgers and forms, as a terminal shows it."""
    _ = translator("id")
    today = date(2026, 11, 23)
    of: examples.Of
    for of in ("group", "family"):
        with examples.example(None, of=of, months_back=3, today=today) as book, book.read() as reader:
            for place in ledger.ledgers(reader):
                month = month_of(date(2026, 10, 1))
                cash = ledger.find_account(reader, place, "Kas")
                head = ReportHead(book.owner.name, month, datetime(2026, 11, 23, 3, 0, tzinfo=UTC), practice=True)
                for report, asked in _asked_for(reader, place):
                    drawn = io.StringIO()
                    wish = Request(place, cash, month, asked=asked)
                    in_terminal.render(report.document(report.statement(reader, wish), head, _), drawn)
                    where = f"{report.name} of a {place.kind} {asked.get('form', '')}"
                    yield Text(where, drawn.getvalue(), report.accounting)


def _asked_for(reader: Reader, place: LedgerRef) -> Iterator[tuple[Report, dict[str, str]]]:
    """Every paper that such a ledger has, each form of it once."""
    for report in (*REPORTS.values(), *TRADE.values(), *GROUP.values(), *SHEETS.values(), *LOAN.values()):
        if report.name == "party-card" or (report.offered is not None and not report.offered(reader, place)):
            continue  # one party's card is asked for with her name
        if report.name == "daily-sheet" and place.kind == "keluarga":
            continue  # a household has no stall
        for form in report.forms or ("",):
            yield report, {**(ASKED if report.name in LOAN else {}), **({"form": form} if form else {})}


@pytest.mark.parametrize("said", [kinds_said, charts_said, content_said, translations_said, reports_said])
def test_nobody_reads_a_word_that_hurts_or_means_something_else(said: Any) -> None:
    texts = list(said())
    assert len(texts) > 10
    assert {text.where: found for text in texts if (found := found_in(text))} == {}


def test_the_list_finds_what_it_is_for() -> None:
    """A list that finds nothing would pass for ever."""
    for words in (
        "Kejadian hari ini", "slip kitir", "Ambil untuk rumah", "Berkas buku Anda", "Kesiapan Pinjaman", "Kasbon",
        "utang-piutang", "Simpanan wajib", "Sewa dibayar di muka", "Setor modal", "Anda layak meminjam",
        "Debit", "pengkreditan", "Jurnal umum", "Uang muka pelanggan",
    ):  # fmt: skip
        assert found_in(Text("here", words)), words
    for words in (
        "Catatan hari ini", "Ringkasan Usaha untuk Pengajuan Pinjaman", "Bukan penilaian kelayakan.",
        "Laku berapa baru tidak rugi (titik impas)", "Kredit Usaha Rakyat", "Bayar sewa di depan", "berkas pengajuan",
    ):  # fmt: skip
        assert found_in(Text("here", words)) == [], words
    assert found_in(Text("tampilan akuntansi", "Debit dan kredit", accounting=True)) == []


def test_only_the_accountants_view_is_excused() -> None:
    """The files that may speak so exist, and each really does."""
    excused = {where for text in translations_said() if text.accounting for where in text.where.split(", ")}
    for name in ACCOUNTANTS:
        assert (catalogs.ROOT / Path(name)).exists(), name
        assert any(where.startswith(name) for where in excused), name
