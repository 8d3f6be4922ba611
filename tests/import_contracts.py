"""A contract of our own for import-linter: the tables of a capability are its own business.

It needs no list: every ``kpmbooks.<capability>.tables``, present or future, may be imported from within
``kpmbooks.<capability>`` and from nowhere else.
"""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, output


class PrivateTables(Contract):
    """Nobody imports another capability's tables; its package hands on what others may use."""

    type_name = "private_tables"

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Collect every import of a tables module from outside its capability."""
        trespasses = sorted(
            (importer, module)
            for module in graph.modules
            if (capability := _capability_of_tables(module)) is not None
            for importer in graph.find_modules_that_directly_import(module)
            if importer != capability and not importer.startswith(f"{capability}.")
        )
        return ContractCheck(kept=not trespasses, metadata={"trespasses": trespasses})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Say who reached into whose tables."""
        for importer, module in check.metadata["trespasses"]:
            output.print_error(f"{importer} imports {module}")


def _capability_of_tables(module: str) -> str | None:
    match module.split("."):
        case ["kpmbooks", capability, "tables", *_]:
            return f"kpmbooks.{capability}"
    return None
