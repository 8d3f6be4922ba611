"""Expressions of kinds, against Python's own parser as the oracle (its syntax tree, walked here, never evaluated)."""

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpmbooks.money import Rupiah
from kpmbooks.recording.expressions import parse_expression

VALUES = {"a": 7, "b": 1_000_003, "a1": 0, "drawer": 310_000}

factors = st.sampled_from([*VALUES, "1", "2", "12"])
products = st.lists(factors, min_size=1, max_size=3).map(" × ".join)
sums = st.lists(st.tuples(st.sampled_from(["+", "-", "−"]), products), min_size=1, max_size=6).map(
    lambda terms: " ".join(f"{sign} {product}" for sign, product in terms)[2:]
)


def as_python(text: str) -> ast.expr | None:
    """The syntax tree of the same sum in Python, None when it is anything but + − × over names and whole numbers."""
    try:
        tree = ast.parse(text.replace("×", "*").replace("−", "-"), mode="eval").body
    except SyntaxError:
        return None
    allowed = (ast.BinOp, ast.Add, ast.Sub, ast.Mult, ast.Name, ast.Load, ast.Constant)
    nodes = list(ast.walk(tree))
    whole = all(isinstance(node.value, int) for node in nodes if isinstance(node, ast.Constant))
    return tree if whole and all(isinstance(node, allowed) for node in nodes) and "(" not in text else None


def by_python(node: ast.expr) -> int:
    if isinstance(node, ast.BinOp):
        left, right = by_python(node.left), by_python(node.right)
        return (
            left + right
            if isinstance(node.op, ast.Add)
            else left - right
            if isinstance(node.op, ast.Sub)
            else left * right
        )
    if isinstance(node, ast.Name):
        return VALUES[node.id]
    assert isinstance(node, ast.Constant)
    assert isinstance(node.value, int)
    return node.value


@given(sums)
def test_an_expression_is_worth_what_python_says(text: str) -> None:
    tree = as_python(text)
    assert tree is not None
    value = parse_expression(text).evaluate(VALUES)
    assert value == by_python(tree)
    assert isinstance(value, Rupiah)


@given(sums)
def test_an_expression_written_out_reads_back_the_same(text: str) -> None:
    expression = parse_expression(text)
    assert parse_expression(str(expression)) == expression
    assert str(expression) == " ".join(text.replace("-", "−").split())


@given(st.text(alphabet="ab12+-−*×() .,/=%", max_size=9))
def test_whatever_is_outside_the_grammar_is_refused(text: str) -> None:
    tree = as_python(text)
    if tree is None:
        with pytest.raises(ValueError, match="not an expression"):
            parse_expression(text)
    else:
        names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        assert parse_expression(text).names == names


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "a b", "a +", "- a", "a ++ b", "a * * b", "(a)", "a / b", "a.b", "A", "1.5", "1e5", "a := 1", "x()"),
        *("a;b", "__import__", "9" * 16, "a\n+ b", "à", "１"),
    ],
)
def test_nothing_but_the_grammar_is_read(text: str) -> None:
    with pytest.raises(ValueError, match="not an expression"):
        parse_expression(text)


def test_a_name_without_a_value_is_a_fault_of_the_caller() -> None:
    with pytest.raises(KeyError):
        parse_expression("a + b").evaluate({"a": 1})


def test_only_what_takes_away_may_fall_below_zero() -> None:
    assert parse_expression("a − b").subtracts
    assert not parse_expression("a + b × 2").subtracts
