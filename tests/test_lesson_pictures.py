"""What is no fault in a picture can be drawn, on every screen and on paper."""

import pytest

from kpmbooks.training.pictures import picture_faults

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 320">'


def _of(inside: str, head: str = HEAD) -> tuple[str, ...]:
    return picture_faults(f"{head}{inside}</svg>".encode())


@pytest.mark.parametrize(
    "inside",
    [
        '<path d="M1 2 3 4z"/>',
        '<path d="m1-2h3.5.5z M3 3A5 5 0 0110 10"/>',
        '<path d="M0,0 C1 2,3 4,5 6 7 8 9 10 11 12"/>',
        '<rect x="-1.5" y=".5" width="10px" height="1e-2" rx="2"/>',
        '<polygon points="0,0 5,5 10,0"/>',
        '<g transform="translate(5) rotate(30 1 2) scale(1.1)"><circle r="3"/></g>',
    ],
)
def test_a_picture_that_can_be_drawn_has_no_fault(inside: str) -> None:
    assert _of(inside) == ()


@pytest.mark.parametrize(
    "inside",
    [
        '<path d="M1"/>',
        '<path d="L1 2"/>',
        '<path d="M1 2C1 2 3"/>',
        '<path d="M1 2Z3"/>',
        '<path d="M0 0A5 5 0 2 1 9 9"/>',
        '<path d="M123456 1"/>',
        f'<path d="M0 0{"h1" * 20_000}"/>',
        '<rect width="1e999"/>',
        '<rect width="nan"/>',
        '<rect width="banyak"/>',
        '<polygon points="0,0 5"/>',
        '<g transform="rotate(1 2)"/>',
        '<g transform="skewX(30)"/>',
        '<path d="M0 0h1" stroke-dasharray="a"/>',
        "<g>" * 20 + "</g>" * 20,
        "<g>" * 20_000 + "</g>" * 20_000,
    ],
)
def test_what_no_pen_can_follow_is_a_fault(inside: str) -> None:
    assert _of(inside)


@pytest.mark.parametrize("view", ["", "a b c d", "0 0 0 0", "0 0 640", "0 0 -1 5", "0 0 1e9 1"])
def test_a_picture_without_a_size_is_a_fault(view: str) -> None:
    assert _of("", f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{view}">')


@pytest.mark.parametrize("encoding", ["utf-7", "shift_jis", "utf-32", "x", "cp037"])
def test_a_picture_that_says_a_strange_encoding_is_a_fault(encoding: str) -> None:
    assert picture_faults(f'<?xml version="1.0" encoding="{encoding}"?>{HEAD}</svg>'.encode())
