"""Where sqlcipher3 has no wheel, a book without a passcode is kept with the standard library's driver, as anywhere."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from kpmbooks import house
from kpmbooks.storage import new_key
from tests.books import START, balance, faults

ROOT = Path(__file__).resolve().parents[1]
OLDEST = ROOT / "tests" / "samples" / "format-1.0.kpm"

_HIDDEN = "import sys, runpy; sys.modules['sqlcipher3'] = None; runpy.run_module('ui', run_name='__main__')"


def _call(home: Path, *words: object) -> subprocess.CompletedProcess[str]:
    """The program where sqlcipher3 cannot be imported."""
    return subprocess.run(
        [sys.executable, "-c", _HIDDEN, *map(str, words)],
        cwd=home,
        env={**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(home)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_book_is_made_filled_checked_copied_and_taken_back_there(tmp_path: Path) -> None:
    book, copy, money = tmp_path / "siti.kpm", tmp_path / "salinan.kpm", tmp_path / "kas.csv"
    money.write_text("tanggal;uraian;masuk;keluar\n2/1/2026;modal;300.000;\n3/1/2026;gas;;45.000\n", encoding="utf-8")
    for words in (
        ("new", book, "--family", "Bu Siti", "--start", START.isoformat()),
        ("record", book, "jual_tunai", "--amount", "75000", "--date", "2026-01-05"),
        ("import", book, money, "--what", "cash"),
        ("reverse", book, "2026-A-001"),
        ("backup", book, "-o", copy),
        ("check", book),
        ("restore", copy, "-o", book),
        ("check", book),
    ):
        answer = _call(tmp_path, *words)
        assert answer.returncode == 0, (words, answer.stderr)
    # Whoever has sqlcipher3 reads the same file.
    with house.open_book(book) as here, here.read() as reader:
        assert balance(reader, "Kas") == 255_000
    assert faults(book) == set()


def test_an_older_book_is_brought_up_to_date_there(tmp_path: Path) -> None:
    mine = tmp_path / "lama.kpm"
    mine.write_bytes(OLDEST.read_bytes())
    answer = _call(tmp_path, "record", mine, "jual_tunai", "--amount", "5000", "--date", "2026-01-31")
    assert answer.returncode == 0, answer.stderr
    assert _call(tmp_path, "check", mine).returncode == 0
    with house.open_book(mine) as here, here.read() as reader:
        assert balance(reader, "Kas") == 350_000


def test_a_book_with_a_passcode_is_told_to_need_the_program_anew_and_no_byte_changes(tmp_path: Path) -> None:
    book, words = tmp_path / "siti.kpm", tmp_path / "sandi.txt"
    words.write_text("melati di kebun", encoding="utf-8")
    house.create(book, kind="family", name="Bu Siti", start=date(2026, 1, 1), key=new_key("melati di kebun")).close()
    before = book.read_bytes()
    for asked in (("check", book), ("record", book, "jual_tunai", "--amount", "5000")):
        answer = _call(tmp_path, "--passcode-file", words, *asked)
        assert answer.returncode == 3
        assert "Pasang ulang" in answer.stderr
        assert "Traceback" not in answer.stderr
    assert book.read_bytes() == before
    assert sorted(one.name for one in tmp_path.iterdir() if "siti" in one.name) == ["siti.kpm"]
