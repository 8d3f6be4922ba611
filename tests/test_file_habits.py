"""What is remembered of files between two of them: how they are read, and nothing that anybody wrote."""

from pathlib import Path

import pytest

from kpmbooks.exchange.understanding import Habits, Head
from ui.desktop.file_habits import MOST, Layout, fingerprint, keep_layout, recall_layout
from ui.desktop.last_folder import keep_last_folder, last_folder

BOOK, OTHER = b"\x01" * 16, b"\x02" * 16


def _heads(*words: str) -> tuple[Head, ...]:
    return tuple(Head(word, None) for word in words)


def test_the_same_headings_are_one_layout_in_any_case() -> None:
    assert fingerprint(_heads("Tanggal", "Uang  Masuk")) == fingerprint(_heads("TANGGAL", "uang masuk"))


@pytest.mark.parametrize("heads", [_heads("Masuk", "Tanggal"), _heads("Tanggal"), _heads("", ""), _heads("", "", "")])
def test_other_headings_are_another_layout(heads: tuple[Head, ...]) -> None:
    others = {fingerprint(one) for one in (_heads("Tanggal", "Masuk"), _heads("", ""), _heads("", "", ""))}
    assert (fingerprint(heads) in others) == (heads in (_heads("", ""), _heads("", "", "")))


def test_what_was_said_comes_back(tmp_path: Path) -> None:
    said = Layout("cash", Habits(columns={"day": 2, "text": 0, "in": 1}, day_order="mdy"), {BOOK.hex(): 12})
    keep_layout(tmp_path, "abc", said)
    known = recall_layout(tmp_path, "abc")
    assert known == said
    assert known is not None
    assert known.box_in(BOOK) == 12
    assert known.box_in(OTHER) is None
    assert recall_layout(tmp_path, "abd") is None


def test_nobody_s_words_are_kept(tmp_path: Path) -> None:
    habits = Habits(sheet="Bu Ani", kinds={"- titipan bu ani": "bayar_utang"}, decimal=",")
    keep_layout(tmp_path, fingerprint(_heads("Tanggal", "Bu Ani")), Layout("cash", habits))
    kept = "".join(one.read_text("utf-8") for one in tmp_path.iterdir())
    assert "ani" not in kept.casefold()
    assert "decimal" in kept


def test_the_oldest_layout_is_forgotten_first(tmp_path: Path) -> None:
    for nth in range(MOST):
        keep_layout(tmp_path, f"layout {nth}", Layout("cash"))
    keep_layout(tmp_path, "layout 0", Layout("journal"))
    keep_layout(tmp_path, "one more", Layout("cash"))
    assert recall_layout(tmp_path, "layout 0") == Layout("journal")
    assert recall_layout(tmp_path, "layout 1") is None
    assert recall_layout(tmp_path, "layout 2") is not None


@pytest.mark.parametrize(
    "kept",
    [
        "", "{", "7", "{}", '[["abc"]]', '[["abc", {"what": "shares"}]]', '[["abc", {"what": "cash", "boxes": 3}]]',
        '[["abc", {"what": "cash", "habits": {"columns": {"day": "two"}}, "boxes": {}}]]',
        '[["abc", 7], [1, {}], null]',
    ],
)  # fmt: skip
def test_what_cannot_be_read_was_never_said(tmp_path: Path, kept: str) -> None:
    (tmp_path / "file-habits.json").write_text(kept, "utf-8")
    assert recall_layout(tmp_path, "abc") is None
    keep_layout(tmp_path, "abc", Layout("opening"))
    assert recall_layout(tmp_path, "abc") == Layout("opening")


def test_a_folder_that_cannot_be_written_costs_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    keep_layout(tmp_path / "file", "abc", Layout("cash"))
    keep_last_folder(tmp_path / "file", tmp_path)
    assert recall_layout(tmp_path / "file", "abc") is None


def test_the_last_folder_is_begun_with_while_it_is_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    stick, own = tmp_path / "stik", tmp_path / "own"
    stick.mkdir()
    assert last_folder(own) == tmp_path
    keep_last_folder(own, stick)
    assert last_folder(own) == stick
    stick.rmdir()
    assert last_folder(own) == tmp_path
