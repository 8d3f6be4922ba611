"""``start.py``: prepares once, says nothing on standard output, and hands every word on.

Most tests run a copy of it beside an interpreter that only writes down how it was called.
"""

import ctypes
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import start

ROOT = Path(__file__).resolve().parent.parent
NO_PIP = 77

RECORDER = f"""#!{sys.executable}
import json, os, pathlib, sys
home = pathlib.Path(__file__).resolve().parent.parent.parent
call = {{"words": sys.argv[1:], "cwd": os.getcwd(), "path": os.environ["PYTHONPATH"]}}
with (home / "calls").open("a") as log:
    log.write(json.dumps(call) + "\\n")
if "pip" in sys.argv:
    sys.exit({NO_PIP} if (home / "pip-fails").exists() else 0)
print("the program was here")
sys.exit(3)
"""


class Copy:
    """A copy of the start beside a prepared folder whose interpreter is the recorder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name in ("start.py", start.RUNTIME, start.DEVELOPMENT):
            shutil.copy(ROOT / name, root)
        self.python = root / ".venv" / "bin" / "python"
        self.python.parent.mkdir(parents=True)
        self.python.write_text(RECORDER, "utf-8")
        self.python.chmod(0o755)
        self.stamp = root / ".venv" / start.STAMP.name
        self.stamp.write_text(f"{start.python_line()}\n{start.stamp_of(start.RUNTIME)}\n", "utf-8")

    def command(self, *words: str) -> list[str]:
        return [sys.executable, str(self.root / "start.py"), *words]

    def run(self, *words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            self.command(*words),
            cwd=cwd or self.root,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def calls(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in (self.root / "calls").read_text("utf-8").splitlines()]

    def change_lock(self) -> None:
        (self.root / start.RUNTIME).write_text("anything==2.0\n", "utf-8")


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    (tmp_path / "kpm").mkdir()
    return Copy(tmp_path / "kpm")


# Handing on


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("new", "Buku Melati.kpm", "--group", "Kelompok 'Melati'"),
        ("--today", "2026-01-05", "report", "a.kpm", "cash-book", "--", "-x"),
        ("record", "test", "--memo", ""),
        ("--", "test"),
        ("--version",),
    ],
)
def test_all_words_go_to_the_program_untouched(copy: Copy, words: tuple[str, ...]) -> None:
    copy.run(*words)
    (call,) = copy.calls()
    assert call["words"] == ["-P", "-m", "ui", *words]


def test_the_program_has_the_output_and_the_exit_status_to_itself(copy: Copy) -> None:
    done = copy.run("ledgers", "a.kpm")
    assert (done.returncode, done.stdout, done.stderr) == (3, "the program was here\n", "")


def test_the_program_runs_where_the_person_is(copy: Copy, tmp_path: Path) -> None:
    copy.run("check", "a.kpm", cwd=tmp_path)
    (call,) = copy.calls()
    assert (call["cwd"], str(call["path"]).split(os.pathsep)[0]) == (str(tmp_path), str(copy.root))


def test_wheels_need_a_folder(copy: Copy) -> None:
    for words in (["--wheels"], ["--wheels", "nowhere"]):
        done = copy.run(*words)
        assert (done.returncode, done.stdout) == (2, "")
        assert "--wheels" in done.stderr


# Preparing


def test_a_changed_lock_is_installed_with_its_hashes_from_a_folder_when_asked(copy: Copy, tmp_path: Path) -> None:
    copy.change_lock()
    done = copy.run("--wheels", str(tmp_path), "kinds")
    pip, program = (call["words"] for call in copy.calls())
    assert isinstance(pip, list)
    assert pip[:3] == ["-m", "pip", "install"]
    assert {"--require-hashes", "--no-index", str(tmp_path), str(copy.root / start.RUNTIME)} <= set(pip)
    assert program == ["-P", "-m", "ui", "kinds"]
    assert done.stdout == "the program was here\n"
    assert done.stderr != ""


def test_what_was_prepared_is_not_prepared_again(copy: Copy) -> None:
    copy.change_lock()
    copy.run()
    copy.run()
    assert ["pip" in str(call["words"]) for call in copy.calls()] == [True, False, False]


def test_two_first_starts_at_once_prepare_once(copy: Copy) -> None:
    copy.change_lock()
    started = [
        subprocess.Popen(copy.command(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    for process in started:
        process.communicate()
    assert sum("pip" in str(call["words"]) for call in copy.calls()) == 1


def test_a_failed_preparation_is_said_and_tried_again(copy: Copy) -> None:
    copy.change_lock()
    (copy.root / "pip-fails").touch()
    done = copy.run("kinds")
    assert (done.returncode, done.stdout) == (1, "")
    assert "--wheels" in done.stderr
    assert not copy.stamp.exists()


def test_a_folder_made_by_somebody_else_is_made_anew(copy: Copy, tmp_path: Path) -> None:
    copy.stamp.unlink()
    copy.change_lock()
    done = copy.run("--wheels", str(tmp_path), "kinds")
    assert done.returncode == 1, "the lock names a package that the folder does not hold"
    assert (copy.root / ".venv" / "pyvenv.cfg").exists()
    assert copy.python.read_bytes()[:2] != b"#!"


def test_the_tests_need_more_than_the_program(copy: Copy) -> None:
    copy.run("test")
    pip = copy.calls()[0]["words"]
    assert isinstance(pip, list)
    assert str(copy.root / start.DEVELOPMENT) in pip
    assert start.stamp_of(start.DEVELOPMENT) in copy.stamp.read_text("utf-8")


@pytest.mark.parametrize(("word", "module"), [("bench", "tests.bench"), ("campaign", "tests.campaign")])
def test_bench_and_campaign_get_their_words(copy: Copy, word: str, module: str) -> None:
    done = copy.run(word, "--seed", "7")
    assert copy.calls()[-1]["words"] == ["-m", module, "--seed", "7"]
    assert done.returncode == 3


# What the system must bring


def libraries_without(absent: str) -> Callable[[str], object]:
    def load(name: str) -> object:
        if name == absent:
            raise OSError(name)
        return object()

    return load


def test_a_library_that_does_not_load_is_named_by_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", libraries_without("libEGL.so.1"))
    assert start.missing_libraries() == ["libegl1"]


def test_libraries_of_a_screen_are_needed_only_on_a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ctypes, "CDLL", libraries_without("libxcb-cursor.so.0"))
    monkeypatch.setenv("DISPLAY", ":0")
    assert start.missing_libraries() == []
    monkeypatch.delenv("QT_QPA_PLATFORM")
    assert start.missing_libraries() == ["libxcb-cursor0"]


@pytest.fixture
def debian(monkeypatch: pytest.MonkeyPatch) -> list[Sequence[str]]:
    """A Debian whose installer only writes down what it was asked."""
    asked: list[Sequence[str]] = []

    def call(command: Sequence[str], *, quiet: bool) -> int:
        asked.append(command)
        return 0

    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(start, "call", call)
    return asked


def on_a_terminal(monkeypatch: pytest.MonkeyPatch, answer: str | None) -> None:
    for stream in (sys.stdin, sys.stderr):
        monkeypatch.setattr(stream, "isatty", lambda: answer is not None)
    monkeypatch.setattr(sys.stdin, "readline", lambda: answer)


@pytest.mark.parametrize(
    ("user", "answer", "installed_by"),
    [(0, None, ""), (0, "y", ""), (1000, "ya", "sudo "), (0, "n", None), (1000, "", None), (1000, None, None)],
)
def test_system_packages_are_installed_by_root_or_when_a_person_agrees(
    debian: list[Sequence[str]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    user: int,
    answer: str | None,
    installed_by: str | None,
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: user)
    on_a_terminal(monkeypatch, answer)
    done = start.install_packages(["libegl1"], "The window needs it.")
    said = capsys.readouterr()
    assert done == (installed_by is not None)
    assert said.out == ""
    if installed_by is None:
        assert debian == []
        assert "apt-get install -y --no-install-recommends libegl1" in said.err
    else:
        install = "env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends libegl1 -q"
        assert [" ".join(command) for command in debian] == [
            f"{installed_by}apt-get update -q",
            f"{installed_by}{install}",
        ]


def test_a_system_without_apt_is_told_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert not start.install_packages(["libegl1"], "The window needs it.")
    assert "libegl1" in capsys.readouterr().err


# The locks


def pins(lock: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", (ROOT / lock).read_text("utf-8"), re.MULTILINE))


@pytest.mark.parametrize("lock", [start.RUNTIME, start.DEVELOPMENT])
def test_a_lock_holds_pins_and_hashes_and_nothing_else(lock: str) -> None:
    lines = (ROOT / lock).read_text("utf-8").splitlines()
    odd = [
        line
        for line in lines
        if not re.fullmatch(r"[a-z0-9-]+==[\w.]+( ; [\w =!<>.'()]+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?", line)
    ]
    assert odd == []
    assert len(pins(lock)) > 20


def test_the_development_lock_holds_the_other_one() -> None:
    assert pins(start.RUNTIME).items() <= pins(start.DEVELOPMENT).items()


def test_the_locks_are_those_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = {
        start.RUNTIME: project["project"]["dependencies"],
        start.DEVELOPMENT: [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]],
    }
    for lock, requirements in wanted.items():
        found = pins(lock)
        for text in requirements:
            requirement = Requirement(text)
            version = found.get(requirement.name.lower())
            assert version is not None, requirement
            assert requirement.specifier.contains(version), requirement
