"""``python3 start.py package``: build the folder, try it out as a stranger would, pack it.

What comes out lies in ``dist``: the folder ``BukuKPM``, the packed file for this system with its SHA-256 beside it,
and on Windows, where Inno Setup is there, the installer. PyInstaller cannot build for another system than its own.
"""

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from package import guide, icon
from package.trial import try_out

ROOT = Path(__file__).resolve().parent.parent
NAME = "BukuKPM"
MOST_PACKED = 100_000_000
"""Bytes that the packed file may have: it travels on sticks and slow connections."""


def main(words: Sequence[str] | None = None) -> int:
    """Build, try out, pack; 1 when anything of it fails."""
    parser = argparse.ArgumentParser(prog="start.py package")
    parser.add_argument("--out", type=Path, default=ROOT / "dist", metavar="FOLDER", help="where it goes")
    asked = parser.parse_args(words)
    out: Path = asked.out.resolve()
    work = out / "work"
    work.mkdir(parents=True, exist_ok=True)
    folder = build(out, work)
    faults = try_out(folder)
    for fault in faults:
        print(f"trial: {fault}", file=sys.stderr)
    if faults:
        return 1
    packed = pack(folder, out)
    for made in (packed, *installer(folder, out)):
        note_sum(made)
        print(f"{made.name}: {made.stat().st_size / 1e6:.1f} MB")
    return 0 if packed.stat().st_size <= MOST_PACKED else 1


def build(out: Path, work: Path) -> Path:
    """The folder with both programs, the guide and what associates ``.kpm`` with them."""
    drawn = icon.draw(work)
    command = [sys.executable, "-m", "PyInstaller", str(ROOT / "package" / "kpmbooks.spec"), "--noconfirm"]
    command += ["--distpath", str(out), "--workpath", str(work), "--log-level", "WARN"]
    subprocess.run(command, cwd=ROOT, env={**os.environ, "KPMBOOKS_ICONS": str(drawn)}, check=True)
    folder = out / NAME
    guide.write(folder / "Panduan.pdf")
    beside = ROOT / "package" / ("windows" if sys.platform == "win32" else "linux")
    for name in ("Mulai.cmd",) if sys.platform == "win32" else ("pasang.sh", "kpmbooks-mime.xml"):
        shutil.copy2(beside / name, folder / name)
    shutil.copy2(drawn / "BukuKPM.png", folder / "BukuKPM.png")
    return folder


def pack(folder: Path, out: Path) -> Path:
    """The folder in one file: a ZIP for Windows, whose users know no other, else a tar that keeps what may be run."""
    if sys.platform == "win32":
        packed = out / f"{NAME}-windows.zip"
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as zipped:
            for path in sorted(folder.rglob("*")):
                zipped.write(path, path.relative_to(folder.parent))
        return packed
    packed = out / f"{NAME}-linux.tar.gz"
    with tarfile.open(packed, "w:gz") as tar:
        tar.add(folder, NAME)
    return packed


def installer(folder: Path, out: Path) -> list[Path]:
    """The installer for one person, where Inno Setup is there to make it."""
    compiler = inno_setup()
    if compiler is None:
        if sys.platform == "win32":
            print("no installer: Inno Setup 6 (iscc) is not here", file=sys.stderr)
        return []
    script = ROOT / "package" / "windows" / "installer.iss"
    subprocess.run([compiler, "/Q", f"/DFolder={folder}", f"/O{out}", str(script)], check=True)
    return [out / f"Pasang-{NAME}.exe"]


def inno_setup(environment: Mapping[str, str] = os.environ) -> str | None:
    """The compiler of Inno Setup: as a command, or where its own installer puts it without making it one."""
    for folder in (environment.get("ProgramFiles(x86)"), environment.get("ProgramFiles")):
        for usual in sorted(Path(folder).glob("Inno Setup */ISCC.exe"), reverse=True) if folder else ():
            return str(usual)
    return shutil.which("iscc", path=environment.get("PATH"))


def note_sum(path: Path) -> None:
    """Write the SHA-256 beside the file, in the form that ``sha256sum -c`` reads."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    path.with_name(f"{path.name}.sha256").write_text(f"{digest}  {path.name}\n", "utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
