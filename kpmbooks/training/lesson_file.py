"""A lesson as one file that is handed from one facilitator to another: made, and read as strangers' files are.

It is a ZIP of the lesson's own files, nothing else. Whatever comes is looked at before a byte of it is laid down: named
files only, none in a folder, none behind a link, no more bytes unpacked than a lesson may have, however much it claims.
"""

import io
import re
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.training import toml_rows
from kpmbooks.training.checking import check_lessons
from kpmbooks.training.folder import LARGEST, MOST_FILES, folder_told, read_folder
from kpmbooks.training.lesson import Lesson
from kpmbooks.training.lesson_reading import LessonFault, read_lesson
from kpmbooks.training.own_lessons import free_id, is_own, lay_down, rename

SUFFIX: Final = ".kpmpelajaran"
"""How the file of a lesson ends."""

_MOST_PACKED = LARGEST + 64 * 1024
"""Bytes that the file itself may have: what does not pack, and the names."""

_EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The same lesson gives the same file: no file in it says when it was written."""


def pack(folder: Path) -> bytes:
    """The lesson in ``folder`` as the bytes of a file to hand on. Raises ``Rejected`` where it has a fault."""
    faults = check_lessons(folder).faults
    files = read_folder(folder)
    if faults or isinstance(files, tuple):
        raise Rejected(_problems(folder.name, faults))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in sorted(files):
            packed.writestr(zipfile.ZipInfo(f"{folder.name}/{name}", _EARLIEST), files[name], zipfile.ZIP_DEFLATED)
    return made.getvalue()


@folder_told()
def receive(content: bytes, own: Path) -> str:
    """Put the lesson that the bytes hold beside a person's own ones, and give its id.

    One that is there already stays; another lesson under its id takes the next number. Raises ``Rejected`` with what is
    wrong and where; then nothing was laid down.
    """
    lesson_id, files = _unpacked(content)
    own.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=own, prefix=".") as beside:
        laid = Path(beside) / lesson_id
        laid.mkdir()
        for name, data in files.items():
            (laid / name).write_bytes(data)
        faults = check_lessons(laid).faults
        if faults:
            raise Rejected(_problems(lesson_id, faults))
        there = next((one.name for one in sorted(own.iterdir()) if is_own(one.name) and _same(one, files)), None)
        if there is not None:
            return there
        free = is_own(lesson_id) and not (own / lesson_id).exists()
        kept = lesson_id if free else free_id(lesson_id, own)
        lay_down(laid, own / kept)
    return kept


def _unpacked(content: bytes) -> tuple[str, Mapping[str, bytes]]:
    if len(content) > _MOST_PACKED:
        raise Rejected(_too_large())
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            entries = [one for one in packed.infolist() if not one.is_dir()]
            lesson_id = _lesson_id(entries)
            return lesson_id, dict(_files(packed, entries, lesson_id))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise Rejected(
            Problem("lesson-file-broken", N_("This is no lesson, or it came over damaged. Ask for it once more."))
        ) from error


def _lesson_id(entries: list[zipfile.ZipInfo]) -> str:
    """The one folder that all files lie in; its name is the lesson's id."""
    tops = {one.filename.partition("/")[0] for one in entries}
    if len(entries) > MOST_FILES or len(tops) != 1:
        raise Rejected(_strange(", ".join(sorted(tops))[:80]))
    (lesson_id,) = tops
    if not is_own(lesson_id) and not re.fullmatch(r"[A-Z]{2,3}-\d{1,2}", lesson_id):
        raise Rejected(_strange(lesson_id[:80]))
    return lesson_id


def _files(packed: zipfile.ZipFile, entries: list[zipfile.ZipInfo], lesson_id: str) -> Iterator[tuple[str, bytes]]:
    left = LARGEST
    seen: set[str] = set()
    for one in entries:
        name = one.filename.removeprefix(f"{lesson_id}/")
        plain = name and "/" not in name and "\\" not in name and not name.startswith(".") and ":" not in name
        linked = stat.S_ISLNK(one.external_attr >> 16)
        if not plain or linked or name in seen or one.flag_bits & 1:
            raise Rejected(_strange(one.filename[:80]))
        seen.add(name)
        with packed.open(one) as file:
            data = file.read(left + 1)  # however much the file says of itself
        left -= len(data)
        if left < 0:
            raise Rejected(_too_large())
        yield name, data


def _same(folder: Path, files: Mapping[str, bytes]) -> bool:
    """Whether ``folder`` holds the lesson of these files, whatever id it has there."""
    there = read_folder(folder)
    if isinstance(there, tuple) or there.keys() != files.keys() or not isinstance(read_lesson(folder), Lesson):
        return False
    kept, came = (dict(toml_rows.parse(one["lesson.toml"])) for one in (there, files))
    rename(came, kept["id"])
    return kept == came and all(there[name] == files[name] for name in files if name != "lesson.toml")


def _problems(lesson_id: str, faults: tuple[LessonFault, ...]) -> list[Problem]:
    message = N_("The lesson {lesson} cannot be used, {where}: {what}.")
    return [
        Problem("lesson-unusable", message, {"lesson": lesson_id, "where": one.where, "what": one.text}, one.where)
        for one in faults
    ] or [Problem("lesson-unusable", message, {"lesson": lesson_id, "where": "folder", "what": "cannot be read"})]


def _strange(name: str) -> Problem:
    message = N_("“{name}” does not belong into a lesson. Nothing was taken over.")
    return Problem("lesson-file-strange", message, {"name": name}, name)


def _too_large() -> Problem:
    message = N_("This lesson is larger than {most} MB. Nothing was taken over.")
    return Problem("lesson-file-large", message, {"most": LARGEST // 1024 // 1024})
