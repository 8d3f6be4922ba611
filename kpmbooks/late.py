"""Names of a package that are brought in when somebody first asks for them: opening a book must not wait for them all.

A package imports them under ``TYPE_CHECKING`` for whoever reads types, and tells ``late`` where they are.
"""

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def late(package: str, where: Mapping[str, tuple[str, ...]]) -> Callable[[str], Any]:
    """The ``__getattr__`` of ``package``, which has the names of ``where`` in the modules that are its keys.

    No name may be that of a module of the package: as soon as that is imported, the module hides it.
    """
    modules = {name: f"{package}.{module}" for module, names in where.items() for name in names}

    def bring(name: str) -> Any:
        if name not in modules:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found = getattr(import_module(modules[name]), name)
        setattr(sys.modules[package], name, found)  # from now on at hand
        return found

    return bring
