"""Start KPM Books, or test it. The first call prepares what is needed, beside this file, in ``.venv``.

    python3 start.py                        the window (on Windows: py start.py)
    python3 start.py new Melati.kpm ...     the command line; all words go to the program untouched
    python3 start.py test                   lint, types, contracts, catalog, tests
    python3 start.py bench | campaign       measurements; the long tests
    python3 start.py package                a folder that runs without Python, for this system
    python3 start.py --wheels FOLDER ...    prepare from a folder of wheels, without internet

Only the standard library is used here, and standard output is left to the program.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
# Written last: the digests of what was installed. Without it the folder is unfinished, or somebody else's.
STAMP = VENV / "prepared-by-start"
RUNTIME, DEVELOPMENT = "requirements.lock", "requirements-dev.lock"
PACKAGING = "requirements-package.lock"

# Debian's package -> the library that Qt loads from it. The second set only matters on a real X screen.
QT_NEEDS = {
    "libglib2.0-0": "libglib-2.0.so.0",
    "libgl1": "libGL.so.1",
    "libegl1": "libEGL.so.1",
    "libxkbcommon0": "libxkbcommon.so.0",
    "libfreetype6": "libfreetype.so.6",
    "libfontconfig1": "libfontconfig.so.1",
    "libdbus-1-3": "libdbus-1.so.3",
}
X_SCREEN_NEEDS = {
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-shape0": "libxcb-shape.so.0",
}


def main(words: list[str]) -> int:
    """Prepare what the words need, then become the program or run our own word; gives the exit status."""
    wheels = None
    if words[:1] == ["--wheels"]:
        if len(words) < 2 or not Path(words[1]).is_dir():
            fail(_("--wheels needs a folder of wheels."), 2)
        wheels, words = Path(words[1]).resolve(), words[2:]
    own = {"test": test, "bench": bench, "campaign": campaign, "package": package}.get(words[0]) if words else None
    fresh = prepare(PACKAGING if own is package else DEVELOPMENT if own else RUNTIME, wheels)
    # Asked again before a window opens: a screen may be there now that was not when the program was prepared.
    opens_window = not words or words[-1].lower().endswith(".kpm")
    if sys.platform == "linux" and (fresh or own or opens_window):
        provide_libraries()
    return own(words[1:]) if own else run_program(words)


def run_program(words: list[str]) -> int:
    """Become ``kpmbooks``: its own standard streams, working folder, signals and exit status."""
    # -P: a folder called ui where the person happens to be is not our ui.
    command = [str(PYTHON), "-P", "-m", "ui", *words]
    if sys.platform == "win32":
        import subprocess

        return subprocess.call(command, env=environment())
    sys.stderr.flush()
    os.execve(command[0], command, environment())


def environment() -> dict[str, str]:
    """The person's environment, with our packages in the path."""
    ours = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    return {**os.environ, "PYTHONPATH": ours}


# Our own words


def test(words: list[str]) -> int:
    """Every check in turn, the fastest first; the first that fails ends it. Words go to pytest."""
    workers = ["-n", str(min(os.cpu_count() or 1, 4))]
    # Neighbours stay together, because they share books and windows; who is done early takes from the other's end.
    together = ["--dist", "worksteal"]
    steps = (
        ("lint", [str(PYTHON), "-m", "ruff", "check", "."]),
        ("contracts", [str(PYTHON), "-c", "import importlinter.cli as it; it.lint_imports_command()", "--no-logo"]),
        ("catalog", [str(PYTHON), "-m", "tests.catalogs", "missing"]),
        ("types", [str(PYTHON), "-m", "mypy", *workers]),
        ("tests", [str(PYTHON), "-m", "pytest", "-q", *workers, *together, *words]),
    )
    for name, command in steps:
        say(f"== {name}")
        status = call(command)
        if status:
            say(f"== {name}: failed")
            return status
    return 0


def bench(words: list[str]) -> int:
    """Each figure beside its baseline of the same run."""
    return call([str(PYTHON), "-m", "tests.bench", *words])


def campaign(words: list[str]) -> int:
    """The long tests: thousands of seeds."""
    return call([str(PYTHON), "-m", "tests.campaign", *words])


def package(words: list[str]) -> int:
    """A folder that runs without Python, tried out and packed."""
    return call([str(PYTHON), "-m", "package", *words])


def call(command: list[str], *, quiet: bool = False) -> int:
    """Run a command in our folder; a quiet one speaks on standard error only."""
    import subprocess

    return subprocess.call(command, cwd=ROOT, env=environment(), stdout=sys.stderr if quiet else None)


# Preparing


def prepare(lock: str, wheels: Path | None) -> bool:
    """Make ``.venv`` hold what ``lock`` names; says whether anything had to be done."""
    if is_prepared(lock):
        return False
    with only_one_at_a_time():
        if is_prepared(lock):
            return False
        say(_("Preparing the program. This is done once and takes a minute or two."))
        installed = stamps()
        if python_line() not in installed:
            make_venv()
            installed = [python_line()]
        STAMP.unlink(missing_ok=True)
        install(lock, wheels)
        kept = [line for line in installed if not line.startswith(f"{lock} ")]
        # The other locks hold everything of the first one, in the same versions.
        done = [stamp_of(name) for name in dict.fromkeys((RUNTIME, lock))]
        STAMP.write_text("\n".join(dict.fromkeys([*kept, *done])) + "\n", "utf-8")
        say(_("Ready."))
    return True


def is_prepared(lock: str) -> bool:
    """Whether this lock, as it is now, was installed for this Python."""
    return {python_line(), stamp_of(lock)} <= set(stamps()) and PYTHON.exists()


def stamps() -> list[str]:
    """What the stamp says; nothing where there is none."""
    try:
        return STAMP.read_text("utf-8").splitlines()
    except OSError:
        return []


def stamp_of(lock: str) -> str:
    """The line that says that a lock was installed; it changes when the lock does."""
    return f"{lock} {hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()}"


def python_line() -> str:
    """The line that says for which Python; another one finds nothing in the folder."""
    return f"python {sys.version_info.major}.{sys.version_info.minor}"


def make_venv() -> None:
    """An empty ``.venv`` in place of whatever is there."""
    import importlib.util
    import subprocess
    import venv

    if importlib.util.find_spec("ensurepip") is None:
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        if not install_packages([package], _("Python cannot prepare a folder for the program yet.")):
            sys.exit(1)
    try:
        venv.EnvBuilder(clear=True, with_pip=True, symlinks=os.name != "nt").create(VENV)
    except (OSError, subprocess.CalledProcessError) as error:
        fail(_("The folder {folder} cannot be made: {error}").format(folder=VENV, error=error))


def install(lock: str, wheels: Path | None) -> None:
    """Install exactly what the lock names. Only wheels: building runs code that no hash vouches for."""
    command = [str(PYTHON), "-m", "pip", "install", "--require-hashes", "--only-binary", ":all:"]
    command += ["--disable-pip-version-check", "--no-input", "-r", str(ROOT / lock)]
    if wheels is not None:
        command += ["--no-index", "--find-links", str(wheels)]
    if not sys.stderr.isatty():
        command.append("-qq")
    if call(command, quiet=True):
        fail(_("The parts of the program could not be fetched. Check the internet, or use --wheels FOLDER."))


@contextmanager
def only_one_at_a_time() -> Iterator[None]:
    """Two first starts at once: the second waits for the first. The lock lies on this file and dies with us."""
    with Path(__file__).open("rb") as file:
        if sys.platform == "win32":
            import msvcrt

            file.seek(1 << 30)  # past the end, so that reading the file stays free
            while True:
                try:
                    msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
                    break
                except OSError:
                    continue  # Windows gives up after ten seconds; a first start takes longer
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


# What the system must bring


def provide_libraries() -> None:
    """Install what Qt needs of the system, or say how; the program is started either way, for it may do without."""
    missing = missing_libraries()
    if missing:
        install_packages(missing, _("The window needs parts of the system that are not installed."))


def missing_libraries() -> list[str]:
    """Debian's packages of the libraries that do not load."""
    import ctypes

    needs = dict(QT_NEEDS)
    if os.environ.get("DISPLAY") and os.environ.get("QT_QPA_PLATFORM") != "offscreen":
        needs.update(X_SCREEN_NEEDS)
    missing = []
    for package, library in needs.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    return missing


def install_packages(packages: list[str], reason: str) -> bool:
    """Install Debian packages: a person is asked first, root without a terminal just does. Says whether it was done."""
    import shutil

    say(reason)
    if sys.platform != "linux" or shutil.which("apt-get") is None:
        say(_("Install these, or what your system calls them: {packages}").format(packages=" ".join(packages)))
        return False
    is_root = os.geteuid() == 0
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    by_hand = " ".join(install if is_root else ["sudo", *install])
    if sys.stdin.isatty() and sys.stderr.isatty():
        may = (is_root or shutil.which("sudo") is not None) and agrees(by_hand)
    else:
        may = is_root
    if not may:
        say(_("Type this command, then start again: {command}").format(command=by_hand))
        return False
    before = [] if is_root else ["sudo"]
    call([*before, "apt-get", "update", "-q"], quiet=True)
    if call([*before, "env", "DEBIAN_FRONTEND=noninteractive", *install, "-q"], quiet=True):
        say(_("That did not work. Type this command, then start again: {command}").format(command=by_hand))
        return False
    return True


def agrees(command: str) -> bool:
    """Ask the person on the terminal."""
    say(command)
    print(_("May this be installed now? [y/n]"), end=" ", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower()[:1] == "y"


# Speaking


def _(message: str) -> str:
    """The message in Indonesian, from the same catalog as the program's; in English where it is missing."""
    import gettext

    return gettext.translation("kpmbooks", ROOT / "locale", languages=["id"], fallback=True).gettext(message)


def say(message: str) -> None:
    """Speak on standard error: standard output belongs to the program."""
    print(message, file=sys.stderr, flush=True)


def fail(message: str, status: int = 1) -> NoReturn:
    """Say what is wrong and end."""
    say(message)
    sys.exit(status)


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever calls this may have an older Python
        fail("KPM Books perlu Python 3.11 atau lebih baru (needs Python 3.11 or newer).")
    sys.exit(main(sys.argv[1:]))
