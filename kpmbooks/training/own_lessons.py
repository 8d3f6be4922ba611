"""Lessons of a facilitator's own: one of ours copied, its names, goods and amounts changed, checked before it counts.

A lesson of her own lies in a folder of its own beside ours, in the same files. A change is made on a copy beside it and
checked whole; only what passes takes the place of what was there, so a change that breaks a lesson changes nothing.
"""

import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import tomli_w

from kpmbooks.problems import N_, Problem, Rejected
from kpmbooks.training import toml_rows
from kpmbooks.training.checking import check_lessons
from kpmbooks.training.folder import folder_told
from kpmbooks.training.lesson import Lesson
from kpmbooks.training.lesson_reading import LessonFault, read_lesson
from kpmbooks.training.lessons import OURS

NOT_WORDS: Final = frozenset(
    {"id", "track", "format", "before", "treated_by", "file", "picture", "answer", "figure", "kind", "of", "sector"}
    | {"ledger", "field", "fields", "effects", "basket", "idea", "ideas", "asks", "misconceptions", "key", "part"}
    | {"side", "every", "method", "screen", "source", "fact", "date", "numbers"}
)
"""Keys whose texts are not read by anyone: what they say is meant for the program."""

LONGEST_WORDS: Final = 60
_WORDS = re.compile(r"[^\W_](?:[\w .,'’&/-]*[\w.])?", re.UNICODE)
_OWN_ID = re.compile(r"(?P<ours>[A-Z]{2,3}-\d{1,2})-S(?P<nth>\d{1,3})")
_PERSON = re.compile(r"\b(?:Bu|Ibu|Pak|Bapak|Mbak|Mas|Nenek|Kakek|Nek|Bang|Mpok|Teh|Dik) [A-Z][a-z]+\b")


@dataclass(frozen=True, slots=True)
class AmountRow:
    """Amounts that an exercise draws from: where they stand, and which sentence they belong to. Whole rupiah.

    ``path`` leads to them in the lesson's file: keys and numbers of rows.
    """

    path: tuple[str | int, ...]
    text: str
    low: int
    high: int
    step: int


@dataclass(frozen=True, slots=True)
class Changes:
    """What is to be other: a title, words for words wherever they are read, amounts by their path."""

    title: str | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    amounts: Mapping[tuple[str | int, ...], tuple[int, int, int]] = field(default_factory=dict)


def is_own(lesson_id: str) -> bool:
    """Whether the id is that of somebody's own lesson: the id of ours it came from, S and a number."""
    return _OWN_ID.fullmatch(lesson_id) is not None


def copied_from(lesson_id: str) -> str:
    """The id of our lesson that this one came from; its own where it is ours."""
    found = _OWN_ID.fullmatch(lesson_id)
    return found["ours"] if found else lesson_id


def copy_lesson(lesson_id: str, own: Path, *, ours: Path = OURS) -> str:
    """Copy a lesson into the folder ``own`` of a person's own lessons, and give the id of the copy.

    A copy of a copy is of our lesson, too. Raises ``Rejected`` where there is no such lesson or no room for one more,
    and ``StorageError``, as everything does that writes here.
    """
    source = (own if is_own(lesson_id) else ours) / lesson_id
    lesson = read_lesson(source)
    if not isinstance(lesson, Lesson):
        raise Rejected(_faulty(lesson_id, lesson))
    copied = free_id(lesson_id, own)
    lay_down(source, own / copied)
    return copied


def free_id(lesson_id: str, own: Path) -> str:
    """The next id for a copy of this lesson, or of the one it came from. Raises ``Rejected`` after 999 copies."""
    ids = (f"{copied_from(lesson_id)}-S{nth}" for nth in range(1, 1000))
    found = next((one for one in ids if not (own / one).exists()), None)
    if found is None:
        raise Rejected(
            Problem("lesson-copies", N_("There are too many copies of this lesson. Remove one of them first."))
        )
    return found


def lay_down(source: Path, target: Path) -> None:
    """Copy the lesson in ``source`` as ``target``, with the target's name as its id. Raises ``Rejected``."""
    _rewrite(source, target, lambda content: rename(content, target.name), lambda text: text)


def rename(content: dict[str, Any], new: str) -> None:
    """Give a lesson another id; those of its exercises begin with it."""
    old, content["id"] = content["id"], new
    for exercise in content.get("exercise", []):
        exercise["id"] = f"{new}-{exercise['id'].removeprefix(f'{old}-')}"


@folder_told()
def changeable_words(folder: Path) -> tuple[str, ...]:
    """Names of people, of the business and of what is sold, as they stand in the lesson: those that are offered.

    Any other word of the lesson can be changed, too. Raises ``Rejected`` where the lesson cannot be read.
    """
    content = _content(folder)
    text = "\n".join((*_texts(content), (folder / "id.md").read_text("utf-8")))
    found = dict.fromkeys(_PERSON.findall(text))
    for exercise in content.get("exercise", []):
        found.update(dict.fromkeys(exercise.get("names", [])))
        for key in ("business", "product", "owner"):
            words = exercise.get(key)
            # "Keluarga Bu Sari" changes with Bu Sari.
            if isinstance(words, str) and not (key == "owner" and any(one in words for one in found)):
                found[words] = None
    return tuple(found)


def amounts_of(folder: Path) -> tuple[AmountRow, ...]:
    """Every amount that the lesson's exercises draw, in their order. Raises ``Rejected``."""
    return tuple(_amounts(_content(folder).get("exercise", []), ("exercise",), ""))


def change(folder: Path, changes: Changes) -> None:
    """Make the changes, all or none.

    Raises ``Rejected`` with every place that would be wrong, among them amounts with which the exercise could no longer
    tell one idea from another; the lesson stays as it was then.
    """
    problems = [*_wrong_words(changes), *_wrong_amounts(folder, changes)]
    if problems:
        raise Rejected(problems)
    swap = _swapping(changes.words)

    def edit(content: dict[str, Any]) -> None:
        for path, three in changes.amounts.items():
            _put(content, path, list(three))
        _reword(content, swap)
        if changes.title is not None:
            content["title"] = changes.title.strip()
            content.pop("title_en", None)

    def reword_file(text: str) -> str:
        worded = swap(text)
        return re.sub(r"\A# .*", f"# {changes.title.strip()}", worded) if changes.title is not None else worded

    _rewrite(folder, folder, edit, reword_file)


@folder_told()
def remove(folder: Path) -> None:
    """Remove a lesson of her own. Raises ``Rejected`` where it is not one."""
    if not is_own(folder.name):
        raise Rejected(Problem("lesson-ours", N_("This lesson belongs to the program and stays.")))
    shutil.rmtree(folder)


@folder_told()
def _rewrite(source: Path, target: Path, edit: Callable[[dict[str, Any]], None], reword: Callable[[str], str]) -> None:
    """Write ``source`` edited as ``target``, checked before it is there. Raises ``Rejected``; then nothing changed."""
    content = _content(source)
    edit(content)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".") as beside:
        made = Path(beside) / target.name
        made.mkdir()
        for path in source.iterdir():
            if path.suffix == ".md":
                (made / path.name).write_text(reword(path.read_text("utf-8")), "utf-8")
            elif path.suffix == ".svg":
                (made / path.name).write_bytes(_reworded_picture(path.read_bytes(), reword))
        (made / "lesson.toml").write_bytes(tomli_w.dumps(content).encode("utf-8"))
        faults = check_lessons(made).faults
        if faults:
            raise Rejected(_faulty(target.name, faults))
        old = Path(beside) / "old"
        if target.exists():
            target.rename(old)
        try:
            made.rename(target)
        except OSError:
            if old.exists():
                old.rename(target)  # what is beside goes with the folder that it lies in
            raise


def _reworded_picture(content: bytes, reword: Callable[[str], str]) -> bytes:
    """A picture with the words in it changed; what is drawn stays."""
    return re.sub(r">([^<>]+)<", lambda found: f">{reword(found[1])}<", content.decode("utf-8")).encode("utf-8")


def _content(folder: Path) -> dict[str, Any]:
    try:
        return dict(toml_rows.parse((folder / "lesson.toml").read_bytes()))
    except (OSError, ValueError) as error:
        raise Rejected(_faulty(folder.name, (LessonFault(folder.name, "lesson.toml", str(error)),))) from error


def _faulty(lesson_id: str, faults: tuple[LessonFault, ...]) -> list[Problem]:
    message = N_("The lesson {lesson} would be wrong at {where}: {what}. Nothing was changed.")
    return [
        Problem("lesson-faulty", message, {"lesson": lesson_id, "where": one.where, "what": one.text}, one.where)
        for one in faults
    ]


def _wrong_words(changes: Changes) -> Iterator[Problem]:
    said = [*changes.words.values(), *([changes.title] if changes.title is not None else [])]
    for words in said:
        if len(words.strip()) > LONGEST_WORDS or not _WORDS.fullmatch(words.strip()):
            message = N_("“{words}” cannot stand there. Use letters and numbers, at most {most}.")
            yield Problem("lesson-words", message, {"words": words[:LONGEST_WORDS], "most": LONGEST_WORDS}, "words")
    for old in changes.words:
        if not old.strip():
            yield Problem("lesson-words", N_("Say which word is to be changed."), {}, "words")


def _wrong_amounts(folder: Path, changes: Changes) -> Iterator[Problem]:
    known = {one.path for one in amounts_of(folder)} if changes.amounts else set()
    for path, (low, high, step) in changes.amounts.items():
        where = ".".join(str(part) for part in path)
        if path not in known:
            yield Problem("lesson-amount-unknown", N_("There is no amount at {where}."), {"where": where}, where)
        elif not (0 < low <= high and 0 < step <= max(high - low, 1)):
            message = N_("From {low} to {high} in steps of {step} makes no amounts. Put the smaller one first.")
            yield Problem("lesson-amount", message, {"low": low, "high": high, "step": step}, where)


def _amounts(value: Any, path: tuple[str | int, ...], text: str) -> Iterator[AmountRow]:
    """Lists of three whole numbers under ``value``, with the nearest words above them."""
    if isinstance(value, dict):
        said = next(
            (value[key] for key in ("text", "name", "product", "told") if isinstance(value.get(key), str)), text
        )
        for key, inside in value.items():
            if key == "notes":
                continue  # how many of each note, no rupiah
            yield from _amounts(inside, (*path, key), said)
    elif isinstance(value, list):
        if len(value) == 3 and all(isinstance(one, int) and not isinstance(one, bool) for one in value):
            yield AmountRow(path, text, *value)
        else:
            for nth, one in enumerate(value):
                yield from _amounts(one, (*path, nth), text)


def _put(content: Any, path: tuple[str | int, ...], value: object) -> None:
    for part in path[:-1]:
        content = content[part]
    content[path[-1]] = value


def _swapping(words: Mapping[str, str]) -> Callable[[str], str]:
    """Replaces whole words, all at once: a word that was put in is not replaced again.

    A small word is meant at the beginning of a sentence and of a name, too, and is capitalised there.
    """
    if not words:
        return lambda text: text
    known = {_capital(old): _capital(new.strip()) for old, new in words.items()} | dict(words)
    longest_first = sorted(known, key=len, reverse=True)
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(old)}(?!\w)" for old in longest_first))
    return lambda text: pattern.sub(lambda found: known[found[0]].strip(), text)


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _reword(value: Any, swap: Callable[[str], str]) -> None:
    """Change the words that are read, in place, wherever they stand in ``value``."""
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    for key, one in list(inside):
        if key in NOT_WORDS:
            continue
        if isinstance(one, str):
            value[key] = swap(one)
        elif isinstance(one, dict | list):
            _reword(one, swap)


def _texts(value: Any) -> Iterator[str]:
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    for key, one in inside:
        if key in NOT_WORDS:
            continue
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict | list):
            yield from _texts(one)
