"""Names that are brought in late are all there, mean what they say, and cost nothing before somebody asks."""

import importlib
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = (
    *("kpmbooks.loans", "kpmbooks.recording", "kpmbooks.statements", "kpmbooks.training"),
    "ui.desktop.widgets",
)


@pytest.fixture(params=PACKAGES)
def package(request: pytest.FixtureRequest) -> ModuleType:
    return importlib.import_module(str(request.param))


def test_every_name_that_a_package_hands_on_can_be_had(package: ModuleType) -> None:
    for name in package.__all__:
        assert getattr(package, name) is not None, name
        assert not isinstance(getattr(package, name), ModuleType), name


def test_a_module_of_the_same_name_does_not_hide_what_comes_late() -> None:
    import kpmbooks.loans.lenders
    import kpmbooks.recording.days_off
    import kpmbooks.recording.kinds
    import kpmbooks.training.lessons

    assert callable(kpmbooks.loans.lenders)
    assert callable(kpmbooks.recording.days_off)
    assert callable(kpmbooks.recording.kinds)
    assert callable(kpmbooks.training.lessons)


def test_a_name_that_is_not_there_is_an_error(package: ModuleType) -> None:
    with pytest.raises(AttributeError, match="unicorn"):
        _ = package.unicorn


def test_opening_a_book_lays_out_no_table_and_brings_in_no_act_but_every_table_is_known_when_one_is_made() -> None:
    asked = (
        "import sys; from kpmbooks import house; print(*sys.modules);"
        "from kpmbooks.storage import whole_metadata; print(*whole_metadata().tables)"
    )
    said = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    modules, tables = (set(line.split()) for line in said.splitlines())
    # What is in a file must not depend on which page was opened.
    assert {"entries", "days_off", "persons", "loan_answers", "bills", "goods_movements", "meetings"} <= tables
    assert "lesson_sessions" in tables
    late = {"kpmbooks.loans.readiness", "kpmbooks.statements.results", "kpmbooks.recording.service"}
    assert not {*late, "kpmbooks.trade.tables", "kpmbooks.group.tables"} & modules
    read = {"kpmbooks.training.lessons", "kpmbooks.training.exercise", "kpmbooks.training.grading"}
    assert not read & modules, "no lesson is read for a book"


def test_reading_a_lesson_brings_in_no_database() -> None:
    asked = (
        "import sys; from kpmbooks import training;"
        "print(*(training.find_lesson(one).id for one in ('PB-8', 'PJ-2', 'EKO-2', 'KB-3', 'PB-5')));"
        "print(*sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, cwd=ROOT).stdout
    read, modules = told.splitlines()
    assert read.split() == ["PB-8", "PJ-2", "EKO-2", "KB-3", "PB-5"]
    assert not {"sqlalchemy", "alembic"} & set(modules.split())
