"""The recovery sheet on paper: 24 words by which a book opens when its passcode is forgotten.

One sheet for a family; two halves for a group, which only together open the book, one for the chair and one for the
treasurer. A sheet is no report: it carries no check code, is listed in no book and is kept in no file of ours.
"""

import secrets
from datetime import datetime
from io import BytesIO

from kpmbooks.book import Owner
from kpmbooks.i18n import Translator
from kpmbooks.problems import N_
from kpmbooks.storage import Key
from kpmbooks.storage.recovery import Sheet, two_halves, whole_sheet
from reports.document import (
    Block,
    Document,
    Furniture,
    Heading,
    NumberedWords,
    Paragraph,
    Signature,
    Signatures,
    Span,
    SquareCode,
)

NAME = "recovery-sheet"
TITLE = N_("Recovery sheet")


def sheets(owner: Owner, key: Key, printed_at: datetime, _: Translator) -> tuple[Document, ...]:
    """The sheets of the book of ``owner``: one, or two halves where it is a group's. Halves are drawn anew each time.

    ``key`` is that of the book now; the sheets open nothing any more once the passcode was changed.
    """
    if owner.kind == "family":
        return (_document(owner, whole_sheet(key), printed_at, _, "", _("Kept by,"), _("Owner of the business")),)
    first, second = two_halves(key)
    pair = str(secrets.randbelow(9_000) + 1_000)  # drawn by itself: it only says which halves were made together
    return (
        _document(owner, first, printed_at, _, pair, _("Kept by,"), _("Chair of the group")),
        _document(owner, second, printed_at, _, pair, _("Kept by,"), _("Treasurer")),
    )


def pdf_of(document: Document) -> bytes:
    """The sheet as PDF, in memory and nowhere else."""
    from reports.render import pdf

    stream = BytesIO()
    pdf.render(document, stream)
    return stream.getvalue()


def _document(
    owner: Owner, sheet: Sheet, printed_at: datetime, _: Translator, pair: str, meaning: str, role: str
) -> Document:
    words = sheet.words()
    half = {"whole": 0, "first": 1, "second": 2}[sheet.part]
    subtitle = "" if not half else _("Half {n} of 2, pair number {pair}", n=half, pair=pair)
    clock = f"{printed_at:%H.%M}" if _.language == "id" else f"{printed_at:%H:%M}"
    return Document(
        report=NAME,
        title=_(TITLE),
        subtitle=subtitle,
        owner=owner.name,
        ledger=_("Passcode of the book"),
        period="",
        printed_at=printed_at,
        code=None,
        practice=False,
        language=_.language,
        blocks=(*_purpose(half, _), NumberedWords(words), _code(words, _), *_use(half, pair, _)),
        furniture=Furniture(
            printed=_("Printed {day}, {time}", day=printed_at.date(), time=clock),
            page=_("Page {page} of {pages}", page="{page}", pages="{pages}"),
        ),
        signatures=Signatures("", (Signature(meaning, "", role),)),
    )


def _purpose(half: int, _: Translator) -> tuple[Block, ...]:
    keep = _("Keep it in a closed envelope, away from the laptop. Take no photo of it.")
    if half:
        told = _("With both halves the book opens when its passcode is forgotten. One half alone opens nothing.")
    else:
        told = _("With these 24 words the book opens when its passcode is forgotten. Whoever has them can open it.")
    return Paragraph(told), Paragraph((Span(keep, "strong"),))


def _code(words: tuple[str, ...], _: Translator) -> SquareCode:
    # Capitals take less room in a QR code; whoever reads the words back does not mind.
    return SquareCode(
        " ".join(words).upper(),
        (
            _("The same 24 words as a code for a phone's camera."),
            _("Read it with a phone without internet, and only when the sheet is needed."),
        ),
    )


def _use(half: int, pair: str, _: Translator) -> tuple[Block, ...]:
    steps = [_("Open the book in the program. Where it asks for the passcode, press “Forgot the passcode?”.")]
    if half:
        steps.append(
            _("Chair and treasurer type their words, each from their own sheet: both with pair number {n}.", n=pair)
        )
    else:
        steps.append(_("Type the 24 words in their order. Of each word the first four letters are enough."))
    steps.append(_("Choose a new passcode and print a new sheet. This one is then worth nothing: tear it up."))
    numbered = (Paragraph(f"{place}. {step}") for place, step in enumerate(steps, 1))
    until = _("This sheet is no longer valid once the passcode is changed or removed.")
    return Heading(_("How to use it")), *numbered, Paragraph((Span(until, "strong"),))
