"""The language of the program: Indonesian is complete, loses nothing, and is what people get unless they ask."""

import ast
import gettext
import io
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from string import Formatter

import pytest
from babel.messages import Catalog, Message
from babel.messages.pofile import read_po

from kpmbooks.dates import Period
from kpmbooks.i18n import DEFAULT_LANGUAGE, LANGUAGES, Language, Translator, translator
from kpmbooks.money import Rupiah
from kpmbooks.problems import Problem, Question
from tests import catalogs

JANUARY = Period(date(2026, 1, 1), date(2026, 1, 31))


class Dictionary(gettext.NullTranslations):
    """A catalog of three texts, so that these tests do not hang on the words of others."""

    def gettext(self, message: str) -> str:
        return {"Cash was {amount} on {day}.": "Pada {day} kas {amount}.", "Hello": "Halo"}.get(message, message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return "{n} catatan"


def indonesian() -> Translator:
    return Translator("id", Dictionary())


def forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def translated() -> Iterator[Message]:
    return (message for message in catalogs.read_translations() if message.id and catalogs.is_translated(message))


# The translator


def test_indonesian_is_the_default() -> None:
    assert (DEFAULT_LANGUAGE, translator().language, LANGUAGES) == ("id", "id", ("id", "en"))


@pytest.mark.parametrize("variable", ["LANG", "LANGUAGE", "LC_ALL"])
def test_the_language_of_the_machine_changes_nothing(variable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = next(message.id for message in translated() if isinstance(message.id, str))
    said = translator()(text)
    monkeypatch.setenv(variable, "en_US.UTF-8")
    assert said != text
    assert translator()(text) == said


def test_english_says_the_source() -> None:
    assert translator("en")("Cash was {amount} on {day}.", amount=1, day=2) == "Cash was 1 on 2."


def test_a_text_without_translation_is_said_in_english() -> None:
    assert indonesian()("Never seen") == "Never seen"


def test_nothing_said_is_nothing_and_not_the_header_of_the_catalog() -> None:
    assert translator()("") == ""


@pytest.mark.parametrize(
    ("language", "expected"),
    [("id", "Pada 5 Januari 2026 kas Rp1.250.000."), ("en", "Cash was Rp1.250.000 on 5 January 2026.")],
)
def test_amounts_and_days_are_written_as_the_language_writes_them(language: Language, expected: str) -> None:
    _ = indonesian() if language == "id" else translator("en")
    assert _("Cash was {amount} on {day}.", amount=Rupiah(1_250_000), day=date(2026, 1, 5)) == expected


def test_periods_are_written_as_the_language_writes_them() -> None:
    assert indonesian()("{period}", period=JANUARY) == "Januari 2026"
    assert translator("en")("{period}", period=JANUARY) == "January 2026"


def test_a_plain_number_is_not_money() -> None:
    assert indonesian()("{n}", n=1250) == "1250"


def test_braces_in_a_parameter_are_only_text() -> None:
    assert indonesian()("{name}", name="{amount}") == "{amount}"


def test_a_text_without_parameters_keeps_its_braces() -> None:
    assert indonesian()("{name}") == "{name}"


def test_a_place_without_parameter_is_an_error_of_ours() -> None:
    with pytest.raises(KeyError):
        indonesian()("{name} and {other}", name="Siti")


def test_english_has_a_word_for_one_and_a_word_for_many() -> None:
    _ = translator("en")
    assert [_.plural("{n} record", "{n} records", n) for n in (0, 1, 2)] == ["0 records", "1 record", "2 records"]


def test_indonesian_has_one_word_for_any_number() -> None:
    assert [indonesian().plural("{n} record", "{n} records", n) for n in (0, 1, 2)] == [
        "0 catatan",
        "1 catatan",
        "2 catatan",
    ]


def test_a_problem_is_said_with_what_it_is_about() -> None:
    problem = Problem("x", "Cash was {amount} on {day}.", {"amount": Rupiah(-25_000), "day": date(2026, 2, 1)})
    assert indonesian().problem(problem) == "Pada 1 Februari 2026 kas −Rp25.000."
    assert indonesian().problem(Question("x", "Hello", choices=(1, 2))) == "Halo"


def test_a_problem_can_be_part_of_a_sentence() -> None:
    assert indonesian()("Row {n}: {problem}", n=3, problem=Problem("x", "Hello")) == "Row 3: Halo"


def test_importing_the_translator_does_not_load_babel_or_qt() -> None:
    code = (
        "import sys, kpmbooks.i18n as i18n; i18n.translator()('x');"
        "heavy = {'babel', 'PySide6', 'sqlalchemy', 'reportlab'} & set(sys.modules); assert not heavy, heavy"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=catalogs.ROOT, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr


# The catalogs


def test_every_text_has_its_indonesian() -> None:
    assert catalogs.untranslated(catalogs.merge(catalogs.extract(), catalogs.read_translations())) == []


def test_no_translation_loses_or_invents_a_place() -> None:
    odd = [
        (message.id, form)
        for message in translated()
        for form in forms(message.string)
        if places(form) != set().union(*map(places, forms(message.id)))
    ]
    assert odd == []


def test_no_translation_loses_the_space_or_the_line_break_at_an_end() -> None:
    odd = [
        message.id
        for message in translated()
        for source, form in zip(forms(message.id), forms(message.string), strict=False)
        if (source[:1].isspace(), source[-1:].isspace()) != (form[:1].isspace(), form[-1:].isspace())
    ]
    assert odd == []


def test_the_header_says_that_indonesian_has_one_form() -> None:
    text = catalogs.TRANSLATIONS.read_text("utf-8")
    assert '"Plural-Forms: nplurals=1; plural=0\\n"' in text
    assert text.count("Plural-Forms") == 1


def test_the_files_are_as_the_update_command_leaves_them() -> None:
    source = catalogs.extract()
    merged = catalogs.merge(source, catalogs.read_translations())
    stale = [
        path.name
        for path, expected in (
            (catalogs.TRANSLATIONS, catalogs.po_bytes(merged)),
            (catalogs.COMPILED, catalogs.mo_bytes(merged)),
            (catalogs.TEMPLATE, catalogs.po_bytes(source)),
        )
        if path.read_bytes() != expected
    ]
    assert stale == [], "run: python -m tests.catalogs update"


def test_the_catalogs_hold_data_only() -> None:
    assert list((catalogs.ROOT / "locale").rglob("*.py")) == []


def test_every_way_of_marking_a_text_is_collected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "kpmbooks").mkdir()
    (tmp_path / "kpmbooks" / "page.py").write_text(
        'A = N_("declared")\n_("said")\nself._("by me", x=1)\n_.plural("one", "many", n)\n'
        'self._.plural(\n    "one {n}",\n    "many {n}", 2)\n_("in "\n  "parts")\nother("not marked")\n',
        "utf-8",
    )
    monkeypatch.setattr(catalogs, "ROOT", tmp_path)
    monkeypatch.setattr(catalogs, "SOURCES", ("kpmbooks",))
    assert {message.id for message in catalogs.extract() if message.id} == {
        "declared",
        "said",
        "by me",
        ("one", "many"),
        ("one {n}", "many {n}"),
        "in parts",
    }


def catalog_of(**entries: str) -> Catalog:
    catalog = catalogs.empty_catalog()
    for text, string in entries.items():
        catalog.add(text, string)
    return catalog


def test_updating_keeps_translations_and_lists_new_texts() -> None:
    merged = catalogs.merge(catalog_of(old="", new=""), catalog_of(old="lama"))
    assert {message.id: message.string for message in merged if message.id} == {"old": "lama", "new": ""}


def test_a_text_that_went_and_came_back_has_its_translation_again() -> None:
    without = catalogs.merge(catalog_of(), catalog_of(old="lama"))
    assert [message.id for message in without if message.id] == []
    assert catalogs.merge(catalog_of(old=""), without)["old"].string == "lama"


def test_a_missing_and_a_doubtful_translation_are_both_named() -> None:
    catalog = catalog_of(none="", some="ada")
    catalog.add("doubtful", "mungkin", flags=["fuzzy"])
    assert sorted(catalogs.untranslated(catalog)) == ["doubtful", "none"]


def _marked(tree: ast.AST) -> Iterator[str]:
    """Every text that a module marks, also inside an f-string, which Babel does not look into."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args:
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            texts = node.args[:2] if name == "plural" else node.args[:1] if name in ("_", "N_") else []
            yield from (one.value for one in texts if isinstance(one, ast.Constant) and isinstance(one.value, str))


def test_no_marked_text_hides_where_it_is_not_collected() -> None:
    collected = catalogs.TEMPLATE.read_text("utf-8")
    with io.StringIO(collected) as template:
        known = {part for message in read_po(template) for part in _parts(message.id)}
    hidden = {
        f"{path.relative_to(catalogs.ROOT)}: {text}"
        for path in catalogs.python_files()
        for text in _marked(ast.parse(path.read_text("utf-8")))
        if text not in known
    }
    assert hidden == set()


def _parts(message_id: str | tuple[str, ...]) -> tuple[str, ...]:
    return (message_id,) if isinstance(message_id, str) else tuple(message_id)
