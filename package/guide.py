"""The one-page guide that lies in the package: how to install, and the two clicks past the warning of Windows."""

from pathlib import Path

from kpmbooks.i18n import translator
from reports.document import Block, Document, Furniture, Heading, Paragraph
from reports.render import pdf

_TEXT = Path(__file__).with_name("panduan.txt")


def write(path: Path) -> None:
    """Write the guide as PDF; it must fit one page."""
    lines = [line for line in _TEXT.read_text("utf-8").splitlines() if line]
    blocks: list[Block] = [
        Heading(line.removeprefix("# ")) if line.startswith("# ") else Paragraph(line) for line in lines
    ]
    document = Document(
        report="panduan",
        title="Memasang Buku KPM",
        subtitle="Satu halaman untuk yang memasang di laptop",
        owner="Buku KPM",
        ledger="",
        period="",
        printed_at=None,
        code=None,
        practice=False,
        language=translator("id").language,
        blocks=tuple(blocks),
        furniture=Furniture(page="Halaman {page} dari {pages}"),
    )
    pdf.render(document, path, invariant=True)
