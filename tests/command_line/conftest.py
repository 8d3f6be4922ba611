"""The program called in an empty folder, and a book of each kind."""

from pathlib import Path

import pytest

from tests.command_line.calling import TODAY, Answer, Say
from ui.__main__ import main


@pytest.fixture
def say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Say:
    """Call the program in this process, in an empty folder, on the last day of January 2026."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KPMBOOKS_HOME", str(tmp_path / "home"))

    def call(*words: str, today: str = TODAY) -> Answer:
        code = main(["--today", today, *words])
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return Answer(code, out, err)

    return call


@pytest.fixture
def family(say: Say) -> str:
    assert say("new", "sri.kpm", "--family", "Gorengan Bu Sri", "--sector", "kuliner", "--start", "1/1/2026").code == 0
    return "sri.kpm"


@pytest.fixture
def group(say: Say) -> str:
    assert say("new", "melati.kpm", "--group", "KUBE Melati", "--start", "1/1/2026").code == 0
    return "melati.kpm"
