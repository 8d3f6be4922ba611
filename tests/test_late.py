"""Names that are brought in late are all there, mean what they say, and cost nothing before somebody asks."""

import importlib
import pkgutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("kpmbooks.loans", "kpmbooks.statements", "ui.desktop.widgets")


@pytest.fixture(params=PACKAGES)
def package(request: pytest.FixtureRequest) -> ModuleType:
    return importlib.import_module(str(request.param))


def test_every_name_that_a_package_hands_on_can_be_had(package: ModuleType) -> None:
    for name in package.__all__:
        assert getattr(package, name) is not None, name
        assert not isinstance(getattr(package, name), ModuleType), name


def test_no_name_that_comes_late_is_that_of_a_module(package: ModuleType) -> None:
    modules = {module.name for module in pkgutil.iter_modules(package.__path__)}
    name = package.__name__
    fresh = f"import {name} as it; print(*(one for one in it.__all__ if one in vars(it)))"
    said = subprocess.run([sys.executable, "-c", fresh], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert not (set(package.__all__) - set(said.split())) & modules


def test_a_name_that_is_not_there_is_an_error(package: ModuleType) -> None:
    with pytest.raises(AttributeError, match="unicorn"):
        _ = package.unicorn


def test_opening_a_book_brings_in_every_table_but_no_loan_and_no_statement() -> None:
    asked = (
        "import sys; from kpmbooks import house; from kpmbooks.storage import metadata;"
        "print(*metadata.tables); print(*sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    tables, modules = (set(line.split()) for line in said.splitlines())
    assert {"entries", "days_off", "persons"} <= tables
    # What is in a file must not depend on which page was opened.
    assert {table for table in tables if "loan" in table}
    assert not {"kpmbooks.loans.readiness", "kpmbooks.statements.results"} & modules
