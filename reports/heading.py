"""What stands around every report: whose it is, when it was printed, who signs; and the common keys of its JSON.

It also keeps prints neutral: names of kinds and accounts that would tell a stranger of social aid are said in other
words, unless the person wants them. What a person wrote herself is never touched.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from kpmbooks.dates import Period, format_period
from kpmbooks.i18n import Translator
from kpmbooks.ledger import LedgerKind, LedgerRef
from kpmbooks.problems import N_
from reports.document import Block, Document, Furniture, Signature, Signatures, Size

Office = Literal["maker", "treasurer", "chair", "owner"]
"""Who signs: the one who made the print, the group's treasurer and chair, the owner of a business."""

LEDGER_WORDS: Mapping[LedgerKind, str] = {
    "kelompok": N_("Group's book"),
    "usaha": N_("Business book"),
    "keluarga": N_("Family's money book"),
}

_SIGNERS: Mapping[LedgerKind, tuple[tuple[Office, str, str], ...]] = {
    "kelompok": (
        ("maker", N_("Made by,"), N_("Bookkeeper")),
        ("treasurer", N_("Checked by,"), N_("Treasurer")),
        ("chair", N_("Seen by,"), N_("Chair of the group")),
    ),
    "usaha": (("maker", N_("Made by,"), N_("Bookkeeper")), ("owner", N_("Seen by,"), N_("Owner of the business"))),
    "keluarga": (("maker", N_("Made by,"), N_("Bookkeeper")),),
}

_TELLING = re.compile(
    r"\b(?:bantuan sosial|bansos|social aid|(?:keluarga )?penerima manfaat|program keluarga harapan|kpm|pkh|kks"
    r"|desil(?: \d+)?)\b",
    re.IGNORECASE,
)
_AID = {"social aid": "help", "bantuan sosial": "bantuan", "bansos": "bantuan"}
_EMPTY = re.compile(r"\(\s*[,/;-]?\s*\)|\[\s*\]")


@dataclass(frozen=True, slots=True)
class ReportHead:
    """What a report must be told beside its statement.

    ``period`` is the span that was asked for (``from`` and ``to`` of the JSON). ``code`` is the check code of a print,
    never given for practice. ``sector`` picks the words of the kinds. ``place`` stands before the day of signing,
    ``names`` under the lines for the hands. ``tells_aid`` lets names of aid stand as they are.
    """

    owner: str
    period: Period
    printed_at: datetime | None = None
    code: str | None = None
    practice: bool = False
    size: Size = "A4"
    sector: str = "umum"
    place: str = ""
    names: Mapping[Office, str] = field(default_factory=dict)
    tells_aid: bool = False

    def neutral(self, name: str) -> str:
        """The name of a kind or an account as it may stand on paper."""
        return name if self.tells_aid else neutral_name(name)


def neutral_name(name: str) -> str:
    """``name`` without a word that would tell a stranger of social aid; never empty."""
    if not _TELLING.search(name):
        return name
    left = _EMPTY.sub("", _TELLING.sub(_neutral_word, name))
    return re.sub(r"\s+", " ", left).strip(" ,/;-") or "Bantuan"


def common_figures(report: str, ledger: LedgerRef, head: ReportHead, generated_on: date) -> dict[str, Any]:
    """The keys that the JSON of every report begins with."""
    return {
        "report": report,
        "book": head.owner,
        "ledger": ledger.name,
        "from": head.period.first.isoformat(),
        "to": head.period.last.isoformat(),
        "generated_on": generated_on.isoformat(),
        "code": None if head.practice else head.code,
        **({"practice": True} if head.practice else {}),
    }


def furnished(
    report: str,
    title: str,
    subtitle: str,
    ledger: LedgerRef,
    period: str,
    head: ReportHead,
    _: Translator,
    blocks: tuple[Block, ...],
    *,
    signed: bool = False,
    filed: bool = False,
    turned: bool = False,
) -> Document:
    """The document with all that stands around its blocks; ``period`` is already in words."""
    code = None if head.practice else head.code
    return Document(
        report=report,
        title=title,
        subtitle=subtitle,
        # Paper carries the name of the business, the group or the household whose figures it shows.
        owner=ledger.name,
        ledger=_(LEDGER_WORDS[ledger.kind]),
        period=period,
        printed_at=head.printed_at,
        code=code,
        practice=head.practice,
        language=_.language,
        blocks=blocks,
        furniture=_furniture(code, head, _),
        signatures=_signatures(ledger.kind, head, _) if signed else Signatures(),
        size=head.size,
        filed=filed,
        turned=turned,
    )


def in_rupiah(period: Period | str, _: Translator) -> str:
    """The line under a title: the period, and that amounts are rupiah, said once."""
    words = period if isinstance(period, str) else format_period(period, _.language)
    return _("{period}. All amounts in rupiah.", period=words)


def _furniture(code: str | None, head: ReportHead, _: Translator) -> Furniture:
    at = head.printed_at
    # The places of the page number are filled by the renderer, which alone knows them.
    return Furniture(
        printed=_("Printed {day}, {time}", day=at.date(), time=_time(at, _)) if at else "",
        page=_("Page {page} of {pages}", page="{page}", pages="{pages}"),
        code=_("Check code {code}", code=code) if code else "",
        code_note=_("With this code the paper can be compared with the book.") if code else "",
        practice=_("PRACTICE, not real records") if head.practice else "",
        struck=_("crossed out, not counted"),
        continued=_("continued"),
    )


def _time(at: datetime, _: Translator) -> str:
    """10.50 as Indonesians write the hour, 10:50 in English."""
    return f"{at:%H.%M}" if _.language == "id" else f"{at:%H:%M}"


def _signatures(kind: LedgerKind, head: ReportHead, _: Translator) -> Signatures:
    year = head.printed_at.year if head.printed_at else head.period.last.year
    line = "_" * 24
    return Signatures(
        f"{head.place or '_' * 14}, {line} {year}",
        tuple(Signature(_(meaning), head.names.get(office, ""), _(role)) for office, meaning, role in _SIGNERS[kind]),
    )


def _neutral_word(found: re.Match[str]) -> str:
    word = found.group().casefold()
    if word not in _AID:
        return ""
    neutral = _AID[word]
    return neutral.capitalize() if found.group()[0].isupper() else neutral
