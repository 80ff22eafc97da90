"""The table of results: ours beside the bare thing, and whether the aim is met."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from statistics import median
from typing import Any

WIDTHS = (46, 13, 13, 9, 11, 5)


def line(*cells: str) -> None:
    """One line, at once on the screen."""
    first, *rest = [
        cell.ljust(width) if not place else cell.rjust(width)
        for place, (cell, width) in enumerate(zip(cells, WIDTHS, strict=True))
    ]
    sys.stdout.write(" ".join([first, *rest]).rstrip() + "\n")
    sys.stdout.flush()


def heading() -> None:
    line("what", "ours", "bare", "ratio", "aim", "met?")


def compared(what: str, ours: Sequence[float], bare: Sequence[float], aim: float | None) -> None:
    """Seconds against seconds measured in turn: the median of both, and of their ratios."""
    ratio = median(one / other for one, other in zip(ours, bare, strict=True))
    line(
        what,
        f"{median(ours) * 1000:.1f} ms",
        f"{median(bare) * 1000:.1f} ms",
        f"{ratio:.2f}",
        "" if aim is None else f"<= {aim:g}",
        "" if aim is None else _met(ratio <= aim),
    )


def absolute(what: str, value: float, unit: str, aim: float | None = None) -> None:
    """A figure that has no bare thing beside it."""
    line(
        what,
        f"{value:.1f} {unit}",
        "",
        "",
        "" if aim is None else f"<= {aim:g} {unit}",
        "" if aim is None else _met(value <= aim),
    )


def ratio(what: str, ours: float, bare: float, unit: str, aim: float) -> None:
    """Two of our own figures beside each other."""
    quotient = ours / bare
    line(
        what,
        f"{ours:.3f} {unit}",
        f"{bare:.3f} {unit}",
        f"{quotient:.2f}",
        f"<= {aim:g}",
        _met(quotient <= aim),
    )


def timed(deed: Callable[[], Any]) -> float:
    start = time.perf_counter()
    deed()
    return time.perf_counter() - start


def _met(met: bool) -> str:
    return "yes" if met else "no"
