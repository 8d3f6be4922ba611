"""Names of a package that are brought in when somebody first asks for them: opening a book must not wait for them all.

A package imports them under ``TYPE_CHECKING`` for whoever reads types, and tells ``late`` where they are.
"""

import sys
from collections.abc import Mapping
from importlib import import_module
from types import ModuleType
from typing import Any


class _Package(ModuleType):
    """A package some of whose names come late."""

    _late: dict[str, str]

    def __getattr__(self, name: str) -> Any:
        module = self._late.get(name)
        if module is None:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")
        found = getattr(import_module(module), name)
        setattr(self, name, found)  # from now on at hand
        return found

    def __setattr__(self, name: str, value: object) -> None:
        # Python puts each module at hand in its package: one of the same name as a late name must not hide that.
        if not (isinstance(value, ModuleType) and name in self._late):
            super().__setattr__(name, value)


def late(package: str, where: Mapping[str, tuple[str, ...]]) -> None:
    """Let ``package`` have the names of ``where`` from the modules in it that are its keys."""
    module = sys.modules[package]
    vars(module)["_late"] = {name: f"{package}.{part}" for part, names in where.items() for name in names}
    module.__class__ = _Package
