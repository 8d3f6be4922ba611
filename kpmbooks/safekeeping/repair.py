"""*Perbaiki buku*: a damaged book is written anew, from everything that can still be read of it.

The file itself is never changed. Its rows are read from its pages, what hangs together goes into a new file whose
guards, indexes and sums are new, and that file is checked like any book. When nothing was lost it takes the book's
place and the old file stays beside it; otherwise it lies beside the damaged one, and what is missing is listed.
"""

import contextlib
import os
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from kpmbooks import house
from kpmbooks.book import Installation
from kpmbooks.book.files import needed_key
from kpmbooks.book.filling import filled
from kpmbooks.book.instants import now
from kpmbooks.problems import N_, Problem, StorageError
from kpmbooks.progress import NoProgress, Progress
from kpmbooks.safekeeping.forgetting import erase_in_work
from kpmbooks.safekeeping.refilling import Refilled, refill
from kpmbooks.safekeeping.remnants import Remnants, read_remnants
from kpmbooks.safekeeping.rescue import Carried, Named, Plan, plan_rescue
from kpmbooks.safekeeping.shelf import local_now
from kpmbooks.storage import Key, WriterLock, disk_told, engine_for, faults_told, real_path, transaction
from kpmbooks.storage.copying import companions, discard, part_beside, settle, settle_folder

Level = Literal["whole", "untidy", "partly"]


@dataclass(frozen=True, slots=True)
class Repaired:
    """What came of it. ``path`` is the book to go on with; ``kept`` the file as it was, None where it is ``path``.

    ``missing`` entries are not in it; those ``without_words`` were put together again from what indexes say, of the
    ``doubtful`` something is not as it was written. ``renumbered`` have another number than before. ``uncertain`` are
    names of accounts and the like of which two writings differ. ``months`` (``2026-01``) add up to something else than
    the sums that the damaged book kept, None where these cannot be read: then something may be missing without a trace.
    """

    level: Level
    path: Path
    kept: Path | None
    entries: int
    missing: tuple[Named, ...] = ()
    without_words: tuple[Named, ...] = ()
    doubtful: tuple[Named, ...] = ()
    renumbered: int = 0
    lost_words: int = 0
    lost_photos: int = 0
    lost_rows: int = 0
    uncertain: tuple[str, ...] = ()
    months: tuple[str, ...] | None = ()


def repair(
    path: Path,
    *,
    key: Key | None = None,
    installation: Installation | None = None,
    progress: Progress | None = None,
    at: datetime | None = None,
) -> Repaired:
    """Repair the book at ``path``, which nobody may have open for writing.

    What ``installation`` knows to have been erased stays erased, whatever a damaged page still says.

    Raises ``StorageError`` when nothing can be saved of it, when it is in use, when there is no room or no right to
    write, and ``Cancelled``; the file is as it was then, and nothing else is left.
    """
    path = real_path(path)
    told = progress or NoProgress()
    if not path.is_file():
        raise StorageError(Problem("missing", N_("There is no book at {file}."), {"file": str(path)}))
    key = needed_key(path, key)
    lock = WriterLock(path)
    work = part_beside(path)
    try:
        if _holds(path, key, told):
            return Repaired("whole", path, None, _count(path, key))
        with disk_told():
            plan, found = _best_plan(path, key, told)
            done = _write(work, plan, key, told)
            if erased := (installation or Installation()).erased(_uid(plan)):
                erase_in_work(work, key, erased)
        months = _months_apart(work, key, found)
        repaired = _result(path, plan, done, months, at or local_now())
        with disk_told():
            settle(work)
            if repaired.level == "untidy":
                assert repaired.kept is not None
                _change_places(path, work, repaired.kept)
            else:
                work.rename(repaired.path)
            settle_folder(path.parent)
        return repaired
    finally:
        with contextlib.suppress(OSError):
            discard(work)
        lock.release()


def _holds(path: Path, key: Key | None, progress: Progress) -> bool:
    """Whether there is nothing to repair. What lies beside the file unfinished is for opening to settle."""
    if any(one.exists() for one in companions(path)):
        return False
    try:
        with house.open_book(path, key=key, look=False) as book, book.read() as reader:
            return house.check(reader, progress).ok
    except StorageError as error:
        if error.problem.code in ("passcode-wrong", "too-new"):
            raise
        return False


def _count(path: Path, key: Key | None) -> int:
    with house.open_book(path, key=key, look=False) as book, book.read() as reader:
        return house.check(reader).entries


def _best_plan(path: Path, key: Key | None, progress: Progress) -> tuple[Plan, Remnants]:
    """The plan that carries most: of the file alone, or with what a cut-off writer left beside it played back."""
    played = part_beside(path)
    found = [read_remnants(path, key, progress)]
    try:
        if any(one.exists() for one in companions(path)):
            for one, its_copy in zip((path, *companions(path)), (played, *companions(played)), strict=True):
                if one.exists():
                    shutil.copyfile(one, its_copy)
            if _play(played, key):
                found.append(read_remnants(played, key, progress))
    finally:
        discard(played)
    plans = [(plan, one) for one in found if (plan := plan_rescue(one, now().milliseconds)) is not None]
    best = max(plans, key=lambda one: _goodness(one[0]), default=None)
    if best is None or ("entries" in best[1].torn and not best[0].as_they_are and not best[0].anew):
        message = N_("Nothing can be read of this book any more. Restore a copy of it; the file was left as it is.")
        raise StorageError(Problem("unreadable-book", message))
    return best


def _goodness(plan: Plan) -> tuple[int, int]:
    """First how little is damaged, then how much is carried: half an act is more, and not better."""
    damaged = len(plan.missing) + sum(one.state != "as-written" for one in plan.anew) + plan.lost_words
    return -damaged, len(plan.as_they_are) + len(plan.anew)


def _months_apart(work: Path, key: Key | None, found: Remnants) -> tuple[str, ...] | None:
    """The months whose sums are not those that the damaged book kept; only asked where rows may be lost."""
    if not found.torn:
        return ()
    if found.months is None:
        return None
    with house.open_book(work, key=key, look=False) as book, book.read() as reader:
        rows = reader.connection.exec_driver_sql("SELECT account_id, month, debit, credit, count FROM account_months")
        now_kept = {(row[0], row[1]): tuple(row[2:]) for row in rows}
    nothing = (0, 0, 0)
    every = now_kept.keys() | found.months.keys()
    apart = {
        month for key in every if now_kept.get(key, nothing) != found.months.get(key, nothing) for month in key[1:]
    }
    return tuple(sorted(apart))


def _play(work: Path, key: Key | None) -> bool:
    """Let SQLite play back what lies beside ``work``."""
    engine = engine_for(work, "write", key)
    try:
        with faults_told(), transaction(engine, writes=False) as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar()
    except StorageError:
        return False
    finally:
        engine.dispose()
    return True


def _write(work: Path, plan: Plan, key: Key | None, progress: Progress) -> Refilled:
    with filled(work, house.LAYOUT, key) as connection:
        done = refill(connection, plan, now(), progress)
    with house.open_book(work, key=key, look=False) as book, book.read() as reader:
        result = house.check(reader, progress)
    if not result.ok:
        message = N_("This book cannot be repaired by the program. Restore a copy of it; the file was left as it is.")
        raise StorageError(Problem("repair-failed", message))
    return done


def _uid(plan: Plan) -> bytes:
    uid = plan.rows["owner"][1]["uid"]
    return uid if isinstance(uid, bytes) else b""


def _result(path: Path, plan: Plan, done: Refilled, months: tuple[str, ...] | None, at: datetime) -> Repaired:
    missing = sorted((*plan.missing, *done.refused), key=lambda one: (str(one.day or ""), one.number or ""))
    carried = len(plan.as_they_are) + len(plan.anew) - len(done.refused)
    losses = (missing, done.anew, plan.lost_words, plan.lost_photos, done.dropped, plan.uncertain)
    whole = not any(losses) and months == ()
    day = f"{at:%Y-%m-%d %H.%M.%S}"
    if whole:
        kept = _free(path, f"{path.stem} sebelum dirapikan {day}")
        return Repaired("untidy", path, kept, carried)
    return Repaired(
        "partly",
        _free(path, f"{path.stem} diperbaiki {day}"),
        path,
        carried,
        tuple(missing),
        _in_state(done.anew, "without-words"),
        _in_state(done.anew, "doubtful"),
        len(done.anew),
        plan.lost_words,
        plan.lost_photos,
        done.dropped,
        tuple(plan.uncertain),
        months,
    )


def _in_state(carried: list[Carried], state: str) -> tuple[Named, ...]:
    return tuple(one.named for one in carried if one.state == state)


def _free(path: Path, stem: str) -> Path:
    for number in range(1, 100):
        found = path.with_name(f"{stem}{'' if number == 1 else f'-{number}'}{path.suffix}")
        if not any(os.path.lexists(one) for one in (found, *companions(found))):
            return found
    raise StorageError(Problem("too-many-copies", N_("There are too many old copies beside this book. Move some.")))


def _change_places(path: Path, work: Path, kept: Path) -> None:
    """Give the old file its second name, and the new one the book's; a book is there at every moment."""
    try:
        os.link(path, kept)
    except OSError:  # sticks know no second name for a file
        shutil.copy2(path, kept)
        settle(kept)
    left = [(one, its) for one, its in zip(companions(path), companions(kept), strict=True) if one.exists()]
    for one, its in left:
        shutil.copy2(one, its)
    work.replace(path)
    for one, _its in left:
        one.unlink()
