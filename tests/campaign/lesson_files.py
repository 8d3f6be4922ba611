"""Broken lessons: named with place and reason, never a traceback, and whatever is let through can be used.

    python -m tests.campaign lesson_files --cases 2000 --seed 1

Each case is one of our lessons with one to three accidents in its TOML, pages or pictures. ``lesson-check`` says what
is wrong and where, within seconds, and a good lesson that lies beside stays good. What it lets through is drawn with
several seeds, and its pictures are drawn on paper. The same accidents happen to files that are handed on.
"""

import io
import random
import re
import shutil
import tempfile
import time
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import kpmbooks.house  # noqa: F401 - says how the scratch books are made in which exercises are proved
from kpmbooks.i18n import translator
from kpmbooks.problems import Rejected
from kpmbooks.progress import NoProgress
from kpmbooks.training import OURS, check_lessons, contents, lesson_file, own_lessons, own_lessons_lie_in
from reports.document import Document, Furniture, Illustration, Signatures
from reports.render.pdf.illustration import draw_illustration
from reports.render.pdf.paper import Paper

SECONDS_MOST = 5.0
"""Of the processor: how busy the machine is otherwise says nothing of a lesson."""

BESIDE = "KJ-0-S1"
"""The good lesson, a copy of ours, that lies beside the broken ones."""

Figures = dict[str, Any]
Files = dict[str, bytes]
Chance = random.Random
Accident = Callable[[Chance, Files], None]


def run(seed: int, cases: int) -> Mapping[str, Mapping[str, Any]]:
    """Every accident at least once and ``cases`` broken folders; a fifth as many broken files to take over."""
    return {
        "every accident": _throw([(f"{nth} {seed}", (one,)) for nth, one in enumerate(ACCIDENTS.values())], _in_folder),
        "folders": _throw([(f"folder {nth} {seed}", ()) for nth in range(cases)], _in_folder),
        "files": _throw([(f"file {nth} {seed}", ()) for nth in range(cases // 5)], _in_file),
    }


def _throw(cases: list[tuple[str, tuple[Accident, ...]]], look: Callable[[Files, str, Chance, Path], str]) -> Figures:
    counts: Counter[str] = Counter()
    faults: list[str] = []
    slowest = 0.0
    with tempfile.TemporaryDirectory() as made:
        beside = Path(made) / "lessons"
        beside.mkdir()
        assert own_lessons.copy_lesson("KJ-0", beside) == BESIDE
        for name, accidents in cases:
            chance = random.Random(name)
            lesson, files = broken(chance, accidents)
            begun = time.process_time()
            try:
                found = look(files, lesson, chance, beside)
            except Exception as error:  # noqa: BLE001 - a traceback is the very fault that is looked for
                found = f"fault: {type(error).__name__}: {error}"
            spent = time.process_time() - begun
            slowest = max(slowest, spent)
            if spent > SECONDS_MOST:
                found = f"fault: {spent:.1f} s"
            counts[found.partition(":")[0]] += 1
            if found.startswith("fault"):
                faults.append(f"{name}, {lesson}: {found[:300]}")
    return {
        "cases": len(cases),
        "refused": counts["refused"],
        "let through": counts["good"],
        "slowest_s": round(slowest, 2),
        "faults": faults,
    }


def broken(chance: Chance, accidents: tuple[Accident, ...] = ()) -> tuple[str, Files]:
    """One of our lessons after these accidents, or after one to three others."""
    lesson = chance.choice(sorted(_ours()))
    files = dict(_ours()[lesson])
    for accident in accidents or chance.sample(list(ACCIDENTS.values()), chance.choice((1, 1, 1, 2, 3))):
        accident(chance, files)
    return lesson, files


@cache
def _ours() -> Mapping[str, Files]:
    return {
        folder.name: {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
        for folder in sorted(OURS.iterdir())
        if folder.is_dir() and folder.name[0].isalpha()
    }


# What is looked for


def _in_folder(files: Files, lesson: str, chance: Chance, beside: Path) -> str:
    folder = beside / lesson
    folder.mkdir()
    try:
        for name, data in files.items():
            (folder / name).write_bytes(data)
        checked = check_lessons(beside if chance.random() < 0.1 else folder)
        own_lessons_lie_in(beside)
        try:
            if BESIDE not in {one.id for one in contents()}:
                return "fault: the good lesson is gone from the list"
        finally:
            own_lessons_lie_in(None)
        for fault in checked.faults:
            if fault.lesson != lesson or not fault.where or not fault.text.strip():
                return f"fault: said without its place: {fault}"
        if checked.faults:
            return "refused" if lesson not in {one.id for one in checked.lessons} else "fault: refused and usable"
        (usable,) = (one for one in checked.lessons if one.id == lesson)
        for exercise in usable.exercises:
            for seed in range(20, 25):
                drawn = exercise.draw(seed, date(2026, 1, 1))
                if not drawn.full:
                    return f"fault: {exercise.id} asks nothing"
        for picture in usable.files.values():
            _draw(picture)
        return "good" if all(prose.pages() for prose in usable.prose.values()) else "fault: no page"
    finally:
        shutil.rmtree(folder)


def _draw(picture: bytes) -> None:
    document = Document(
        "lesson", "Gambar", "", "KUBE", "", "", None, None, practice=False, language="id", blocks=(),
        furniture=Furniture("", "", "", "", "", "", ""), signatures=Signatures(),
    )  # fmt: skip
    paper = Paper(document, io.BytesIO(), NoProgress(), invariant=True)
    draw_illustration(paper, Illustration(picture, "gambar"))


def _in_file(files: Files, lesson: str, chance: Chance, beside: Path) -> str:
    packed = _packed(files, lesson, chance)
    own = beside.parent / "own"
    shutil.rmtree(own, ignore_errors=True)
    try:
        kept = lesson_file.receive(packed, own)
    except Rejected as rejected:
        if own.exists() and any(own.iterdir()):
            return "fault: refused and something is left"
        for problem in rejected.problems:
            if not all(translator(language).problem(problem).strip() for language in ("id", "en")):
                return f"fault: a problem that cannot be said: {problem.code}"
        return "refused" if rejected.problems else "fault: refused without a word"
    if any(beside.parent.glob("*.*")) or sorted(path.name for path in own.iterdir()) != [kept]:
        return "fault: something lies elsewhere"
    return "good" if check_lessons(own / kept).faults == () else "fault: a lesson with faults was taken"


def _packed(files: Files, lesson: str, chance: Chance) -> bytes:
    made = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        warnings.simplefilter("ignore")  # the same name twice
        for name, data in files.items():
            top = chance.choice((lesson,) * 60 + ("..", "/tmp", "PB-2/../..", "C:", "", "pb-2", f"{lesson}/{lesson}"))
            packed.writestr(f"{top}/{name}", data)
    spoilt = bytearray(made.getvalue())
    for _nth in range(chance.choice((0, 0, 1, 4))):
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt[: chance.choice((None, None, None, chance.randrange(len(spoilt)))) or len(spoilt)])


# The accidents

_ODD = ("\u202e", "\u200b", "😀", "\x00", "\x1b[31m", "e\u0301", "²", "٣", "\ufeff", "\u2028", "ﷺ", "İ", "\x7f", "½")
_NUMBERS = (
    "0", "-1", "1", "999999999999", str(10**15), str(10**30), "9" * 5_000, "1.5", "1e9", "inf", "nan", "true", '"3"',
    "0x10", "2026-01-01", "[]", "{}", "1_000",
)  # fmt: skip
_STRINGS = (
    '""', '" "', '"{"', '"}"', '"{amount"', '"{amount.__class__}"', '"{0}"', '"{name!r:>99999}"', '"{kata}"', "3",
    "[]", "true", "{}", '"..\\\\..\\\\x"', '"../../x.svg"', '"\\u0000"', '"' + "a" * 3_000 + '"',
    '"' + "kata " * 300 + '"',
)  # fmt: skip
_TOML, _PAGES = "lesson.toml", "id.md"


def _text(chance: Chance, files: Files, change: Callable[[str], str], file: str = _TOML) -> None:
    if file in files:
        files[file] = change(files[file].decode("utf-8", "replace")).encode("utf-8", "surrogatepass")


def _one(chance: Chance, pattern: str, new: Callable[[re.Match[str]], str]) -> Callable[[str], str]:
    """Replace one of the places where the pattern is found."""

    def change(text: str) -> str:
        found = list(re.finditer(pattern, text, re.MULTILINE))
        if not found:
            return text
        at = chance.choice(found)
        return text[: at.start()] + new(at) + text[at.end() :]

    return change


def _toml(pattern: str, new: Callable[[Chance, re.Match[str]], str]) -> Accident:
    return lambda chance, files: _text(chance, files, _one(chance, pattern, lambda at: new(chance, at)))


def _among(*words: str) -> Callable[[Chance, re.Match[str]], str]:
    """One of these in its place; ``<1>`` stands for the first group of what was found, ``<0>`` for all of it."""

    def new(chance: Chance, at: re.Match[str]) -> str:
        word = chance.choice(words).replace("<0>", at[0])
        return word.replace("<1>", at[1]) if at.re.groups else word

    return new


def _page(pattern: str, new: Callable[[Chance, re.Match[str]], str]) -> Accident:
    return lambda chance, files: _text(chance, files, _one(chance, pattern, lambda at: new(chance, at)), _PAGES)


def _any_file(change: Callable[[Chance, bytes], bytes]) -> Accident:
    def accident(chance: Chance, files: Files) -> None:
        if files:
            name = chance.choice(sorted(files))
            files[name] = change(chance, files[name])

    return accident


def _picture(change: Callable[[Chance, bytes], bytes]) -> Accident:
    def accident(chance: Chance, files: Files) -> None:
        if pictures := sorted(name for name in files if name.endswith(".svg")):
            name = chance.choice(pictures)
            files[name] = change(chance, files[name])

    return accident


def _in_picture(pattern: str, new: str) -> Accident:
    def change(chance: Chance, data: bytes) -> bytes:
        change = _one(chance, pattern, lambda at: _among(new)(chance, at))
        return change(data.decode("utf-8", "replace")).encode()

    return _picture(change)


def _lines(change: Callable[[Chance, list[str]], None], file: str) -> Accident:
    def accident(chance: Chance, files: Files) -> None:
        def changed(text: str) -> str:
            lines = text.split("\n")
            change(chance, lines)
            return "\n".join(lines)

        _text(chance, files, changed, file)

    return accident


def _gone(chance: Chance, lines: list[str]) -> None:
    del lines[chance.randrange(len(lines))]


def _twice(chance: Chance, lines: list[str]) -> None:
    lines.insert(chance.randrange(len(lines)), chance.choice(lines))


def _swapped(chance: Chance, lines: list[str]) -> None:
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]


def _foreign(chance: Chance, lines: list[str]) -> None:
    other = _ours()[chance.choice(sorted(_ours()))][_TOML].decode().split("\n")
    lines.insert(chance.randrange(len(lines)), chance.choice(other))


def _flipped(chance: Chance, data: bytes) -> bytes:
    made = bytearray(data)
    for _nth in range(chance.randint(1, 8)):
        if made:
            made[chance.randrange(len(made))] = chance.randrange(256)
    return bytes(made)


def _odd(chance: Chance, data: bytes) -> bytes:
    text = data.decode("utf-8", "replace")
    at = chance.randrange(len(text) + 1)
    return (text[:at] + chance.choice(_ODD) * chance.choice((1, 1, 50)) + text[at:]).encode()


def _removed(chance: Chance, files: Files) -> None:
    if files:
        del files[chance.choice(sorted(files))]


def _added(name: str, data: bytes) -> Accident:
    return lambda _chance, files: files.update({name: data})


def _swap_names(chance: Chance, files: Files) -> None:
    one, other = chance.choice(sorted(files)), chance.choice(sorted(files))
    files[one], files[other] = files[other], files[one]


def _section_gone(chance: Chance, files: Files) -> None:
    def change(text: str) -> str:
        parts = re.split(r"(?m)^(?=\[)", text)
        del parts[chance.randrange(len(parts))]
        return "".join(parts)

    _text(chance, files, change)


def _sections(chance: Chance, files: Files) -> None:
    def change(text: str) -> str:
        parts = re.split(r"(?m)^(?=\[)", text)
        return text + chance.choice(parts[1:] or parts) * chance.choice((1, 2, 80))

    _text(chance, files, change)


def _recoded(chance: Chance, data: bytes) -> bytes:
    return data.decode("utf-8", "replace").encode(chance.choice(("utf-16", "utf-32", "utf-7", "cp037")), "replace")


def _before_all(*texts: str) -> Accident:
    return lambda chance, files: _text(chance, files, lambda text: f"{chance.choice(texts)}\n{text}")


def _deep_groups(chance: Chance, data: bytes) -> bytes:
    opened, closed = chance.choice(((20, 20), (20, 20_000), (20_000, 20), (30_000, 30_000)))
    return data.replace(b"</svg>", b"<g>" * opened + b"</g>" * closed + b"</svg>")


def _other_encoding(chance: Chance, data: bytes) -> bytes:
    said = chance.choice(("utf-7", "shift_jis", "utf-32", "cp037", "x", "utf-16"))
    return f'<?xml version="1.0" encoding="{said}"?>'.encode() + data


_LETTERS = ("\u202e", "\u200b", "😀", "e\u0301", "²")
_PLACES = (" {amount}", " {name}", " {x}", "{", "}", "{}")
_LISTS = (
    "[]", "[1]", "[5, 1, 1]", "[1, 5, 0]", "[0, 0, 1]", "[1, 999999999999999, 1]", "[-5, 5, 1]", "[1, 2, 3, 4, 5]",
    "[[1, 2, 3]]", f"[1, {10**40}, 1]", "[0, 1000000000000, 7]",
)  # fmt: skip
_SECTIONS = ("[exercise]", "[[exercise]]", "[[exercise.slip]]", "[own]", "[[own]]", "[[question]]", "[[x]]", "[<0>")
_IDS = ("PB-99", "../PB-1", "", "pb-1", "PB-1-x-y", "ا", "PB-2-catat")
_IDEAS = (
    "laba_ditahan", "nol_kurang", "dua_kali", "tenaga_terlupa", "dp_jadi_jualan", "bon_tidak_dicatat",
    "urutan_terbalik",
)  # fmt: skip
_KINDS = (
    "record", "sheet", "mistake", "count", "sort", "price", "report", "loans", "order", "budget", "share",
    "jual_tunai", "bayar_cicilan", "saldo_awal", "tutup_lapak", "libur", "x",
)  # fmt: skip
_WORDS = ("usaha", "keluarga", "kelompok", "family", "group", "kuliner", "x", "in", "out", "month", "flat")
_A_LENGTH = r"(?<= )(x|y|width|height|r|cx|stroke-width|font-size)"
_A_NUMBER = r"(?<![\w.\"-])\d+(?![\w.\"])"
_A_STRING = r'(?<== )"[^"\n]*"'

ACCIDENTS: Mapping[str, Accident] = {
    # whole files
    "bytes flipped": _any_file(_flipped),
    "cut off": _any_file(lambda chance, data: data[: chance.randrange(len(data) + 1)]),
    "emptied": _any_file(lambda _chance, _data: b""),
    "twice in one": _any_file(lambda _chance, data: data + data),
    "odd letters": _any_file(_odd),
    "noughts": _any_file(lambda chance, data: data[: len(data) // 2] + b"\0" * chance.choice((1, 512)) + data),
    "noise": _any_file(lambda chance, _data: chance.randbytes(chance.choice((1, 100, 5_000)))),
    "another encoding": _any_file(_recoded),
    "a mark in front": _any_file(lambda _chance, data: b"\xef\xbb\xbf" + data),
    "other line ends": _any_file(lambda chance, data: data.replace(b"\n", chance.choice((b"\r\n", b"\r", b"\x0b")))),
    "too large": _any_file(lambda _chance, data: data + b" " * 2_200_000),
    "a file gone": _removed,
    "files changed names": _swap_names,
    "a program": _added("mulai.py", b"print(1)"),
    "a hidden file": _added(".rahasia", b""),
    "many files": lambda _chance, files: files.update({f"a{nth}.svg": b"<svg/>" for nth in range(50)}),
    "a long name": _added("a" * 200 + ".svg", b"<svg/>"),
    # lines
    "a line gone": _lines(_gone, _TOML),
    "a line twice": _lines(_twice, _TOML),
    "lines swapped": _lines(_swapped, _TOML),
    "a line of another lesson": _lines(_foreign, _TOML),
    "a line of the pages gone": _lines(_gone, _PAGES),
    "a line of the pages twice": _lines(_twice, _PAGES),
    "lines of the pages swapped": _lines(_swapped, _PAGES),
    # TOML
    "another number": _toml(_A_NUMBER, _among(*_NUMBERS)),
    "another text": _toml(_A_STRING, _among(*_STRINGS)),
    "a text with odd letters": _toml(_A_STRING, lambda chance, at: f'{at[0][:-1]}{chance.choice(_LETTERS)}"'),
    "a place more": _toml(r'(?<== )("[^"\n]*)"', _among(*(f'<1>{place}"' for place in _PLACES))),
    "a list of numbers": _toml(r"\[\d+(?:, ?\d+)+\]", _among(*_LISTS)),
    "a key renamed": _toml(r"^[a-z_]+(?= = )", _among("<0>x", "id", "kind", "amount", "text", "Judul")),
    "a key gone": _toml(r"^[a-z_]+ = .*$", _among("")),
    "a key with nothing": _toml(r"^([a-z_]+) = .*$", _among("<1> =", "<1> = []", "<1> = {}", "<1> = 0", "<1> = false")),
    "a section gone": _section_gone,
    "sections again": _sections,
    "a section of another name": _toml(r"^\[\[?[a-z_.]+\]\]?", _among(*_SECTIONS)),
    "another id": _toml(r'^id = "[^"]*"', _among(*(f'id = "{one}"' for one in _IDS))),
    "a newer form": _before_all(*(f"format = {one}" for one in ("2", "9" * 20, "-1", "1.0", '"1"'))),
    "nested arrays": _before_all(f"dalam = {'[' * 5_000}{']' * 5_000}"),
    "nested tables": _before_all(f"dalam = {'{a = ' * 3_000}1{'}' * 3_000}"),
    "a deep name": _before_all(".".join("a" * 4_000) + " = 1"),
    "a list within a list": _toml(_A_STRING, _among("[<0>, [<0>]]")),
    "another idea": _toml(r'"[a-z]+_[a-z_]+"', _among(*(f'"{one}"' for one in _IDEAS))),
    "another kind": _toml(r'^kind = "[^"]*"', _among(*(f'kind = "{one}"' for one in _KINDS))),
    "another word": _toml(
        r'^(of|ledger|sector|track|basket|side|every|method|figure) = "[^"]*"',
        _among(*(f'<1> = "{one}"' for one in _WORDS)),
    ),
    "another part": _toml(
        r"\b(cash|sales|spending|family|debt|claims|stock|home_cash)(?= = -?1)",
        _among("cash", "sales", "family", "laba", "home_cash", "claims", "day_off"),
    ),
    "the other sign": _toml(r"= -?1\b", _among("= -1", "= 1", "= 2", "= 0")),
    "another day": _toml(r"^day = \d+", _among(*(f"day = {one}" for one in (0, 6, 30, 31, 400, 100_000, -3)))),
    "the other card": _toml(
        r'^answer = "[ab]"', lambda _chance, at: 'answer = "b"' if '"a"' in at[0] else 'answer = "a"'
    ),
    "other minutes": _toml(
        r"^minutes = \d+", _among(*(f"minutes = {one}" for one in (5, 24, 26, 31, 150, 151, 10**9)))
    ),
    "another step": _toml(r"^step = \d+", _among(*(f"step = {one}" for one in (0, 1, 9, 40, 41)))),
    "another list": _toml(
        r"^(steps|free|asks|notes|columns|names|remember|before_after|materials) = .*$",
        _among(
            "<1> = []",
            "<1> = [1]",
            "<1> = [[]]",
            "<1> = [[1, 2], [2, 3]]",
            "<1> = [[0, 99]]",
            '<1> = ["a"]',
            "<1> = [[100000, 5, 1]]",
            "<1> = [1, 1, 1]",
            f"<1> = [{'1, ' * 200}1]",
        ),
    ),
    "another percent": _toml(
        r"^(percent|rate|markup|margin|deduct|fee|round|periods|pick|rows|fixed|days_per_week) = .*$",
        _among(
            "<1> = 0",
            "<1> = -5",
            "<1> = 100",
            "<1> = 1000000",
            "<1> = [0, 0, 1]",
            "<1> = [100, 100, 1]",
            "<1> = [99, 200, 1]",
            "<1> = [1, 3, 1]",
            "<1> = 7",
            "<1> = 1",
        ),
    ),
    # pages
    "other minutes of a step": _page(
        r"\(\d+ menit\)", _among(*(f"({one} menit)" for one in ("0", "²", "٣", "-1", "9" * 5_000, "1000", "03")))
    ),
    "another number of a step": _page(
        r"Langkah \d+", _among(*(f"Langkah {one}" for one in ("0", "99", "٢", "9" * 5_000, "1.5")))
    ),
    "HTML": _page(r"$", _among("<script>", "<img src=x>", "[x](http://a)", "&#60;", "\n```", "\n| a |", "\n[a]: b")),
    "a picture that is not there": _page(
        r"\([a-z0-9-]+\.svg\)", _among("(tidak-ada.svg)", "(../PB-1/a.svg)", "(/etc/passwd)", "()", "(a b.svg)")
    ),
    "a long word": _page(
        r"$", _among(" pertanggungjawaban" * 400, "a" * 200_000, "**" * 50_000, "> " * 20_000, "1. " * 5_000)
    ),
    # pictures
    "a picture with a document type": _picture(lambda _chance, data: b'<!DOCTYPE svg [<!ENTITY a "a">]>' + data),
    "a picture that says another encoding": _picture(_other_encoding),
    "a picture that runs": _in_picture(r"<(rect|path|circle)", '<<1> onload="x()"'),
    "a picture from elsewhere": _in_picture(r'fill="[^"]*"', 'fill="url(http://x)"'),
    "deep groups": _picture(_deep_groups),
    "many shapes": _picture(lambda _chance, data: data.replace(b"</svg>", b"<rect/>" * 2_000 + b"</svg>")),
    "a view of no size": _in_picture(r'viewBox="[^"]*"', 'viewBox="0 0 0 0"'),
    "a view of words": _in_picture(r'viewBox="[^"]*"', 'viewBox="a b"'),
    "a number that is none": _in_picture(f'{_A_LENGTH}="[^"]*"', '<1>="banyak"'),
    "a number beyond all": _in_picture(f'{_A_LENGTH}="[^"]*"', '<1>="1e999"'),
    "a path that breaks off": _in_picture(r' d="([^"]{3})[^"]*"', ' d="<1>"'),
    "a path of words": _in_picture(r' d="[^"]*"', ' d="M0 0A1e-99 1e-99 0 0 0 1e-99 1e-99 x"'),
    "a move that is none": _in_picture(r'transform="[^"]*"', 'transform="rotate(1 2) matrix(1) scale()"'),
    "another element": _in_picture(r"<(rect|path|circle)", "<image"),
}
"""What can happen to a lesson on its way, by hand or by a bad stick."""
