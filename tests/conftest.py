"""What every test needs: a Qt without a screen, seeded properties, and nothing of the person's own machine."""

import gc
import os
from collections.abc import Generator
from pathlib import Path

# Before Qt is imported anywhere: without a display and without this it aborts the interpreter.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import HealthCheck, settings

# The same examples every time, so that a red test is a fault and not the weather. No deadline: a slow laptop is none.
settings.register_profile(
    "sampled",
    derandomize=True,
    deadline=None,
    max_examples=60,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
# New examples every time: pytest --hypothesis-profile campaign
settings.register_profile("campaign", parent=settings.get_profile("sampled"), derandomize=False, max_examples=10_000)
settings.load_profile("sampled")


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Nothing of what collecting the tests makes is garbage, and looking for it takes as long as all the rest."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.freeze()


@pytest.fixture(autouse=True)
def a_person_of_nobody(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings and notes go to an empty home, never to that of whoever runs the tests, and no language is preset."""
    home = tmp_path_factory.mktemp("home")
    for variable, folder in (
        ("XDG_CONFIG_HOME", "config"),
        ("XDG_DATA_HOME", "data"),
        ("XDG_STATE_HOME", "state"),
        ("XDG_CACHE_HOME", "cache"),
        ("APPDATA", "roaming"),
        ("LOCALAPPDATA", "local"),
    ):
        monkeypatch.setenv(variable, str(home / folder))
    for variable in ("LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(variable, raising=False)
    return home
