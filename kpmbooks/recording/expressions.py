"""Expressions of kinds of record: ``drawer - float + shopping``, worked out in whole rupiah.

The grammar is all there is: names and whole numbers, ``+ − ×`` (also ``-`` and ``*``), × before + and −, no
parentheses, no division, no leading sign. Nothing is ever evaluated as Python.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kpmbooks.money import Rupiah

_TOKEN = re.compile(r" *(?:(?P<name>[a-z][a-z0-9_]*)|(?P<number>[0-9]{1,15})|(?P<sign>[+−-])|(?P<times>[×*])) *")


@dataclass(frozen=True, slots=True)
class Term:
    """A product of names and whole numbers, added or taken away."""

    negative: bool
    factors: tuple[str | int, ...]

    def __str__(self) -> str:
        return " × ".join(str(factor) for factor in self.factors)


@dataclass(frozen=True, slots=True)
class Expression:
    """A sum of products."""

    terms: tuple[Term, ...]

    @property
    def names(self) -> frozenset[str]:
        """Every name that must have a value."""
        return frozenset(factor for term in self.terms for factor in term.factors if isinstance(factor, str))

    @property
    def subtracts(self) -> bool:
        """Whether anything is taken away, so that the result may fall below zero."""
        return any(term.negative for term in self.terms)

    def evaluate(self, values: Mapping[str, int]) -> Rupiah:
        """The result in rupiah; KeyError when a name has no value."""
        total = 0
        for term in self.terms:
            product = 1
            for factor in term.factors:
                product *= int(values[factor]) if isinstance(factor, str) else factor
            total += -product if term.negative else product
        return Rupiah(total)

    def __str__(self) -> str:
        signs = ("" if index == 0 else " − " if term.negative else " + " for index, term in enumerate(self.terms))
        return "".join(sign + str(term) for sign, term in zip(signs, self.terms, strict=True))


def parse_expression(text: str) -> Expression:
    """Read an expression; ValueError naming the text when it is anything else than the grammar above."""
    terms: list[Term] = []
    negative, factors, position, value_due = False, list[str | int](), 0, True
    while position < len(text):
        token = _TOKEN.match(text, position)
        if token is None or value_due == (token["name"] is None and token["number"] is None):
            raise ValueError(f"not an expression: {text!r}, at {text[position:]!r}")
        if token["sign"]:
            terms.append(Term(negative, tuple(factors)))
            negative, factors = token["sign"] != "+", []
        elif not token["times"]:
            factors.append(token["name"] or int(token["number"]))
        value_due = not value_due
        position = token.end()
    if value_due:
        raise ValueError(f"not an expression: {text!r} ends too early")
    return Expression((*terms, Term(negative, tuple(factors))))
