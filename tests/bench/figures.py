"""How something is measured, and how a figure is said: beside its baseline, with the ratio and the bounds."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Act = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Figure:
    """``value`` of ours and ``baseline`` beside it, both in ``unit``.

    ``most_times`` bounds the ratio, ``most`` the value itself; ``least_times`` bounds the ratio from below where two
    figures should be alike. A figure without bounds is only told.
    """

    subject: str
    value: float
    unit: str
    beside: str = ""
    baseline: float | None = None
    most_times: float | None = None
    least_times: float | None = None
    most: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times the baseline; None without one."""
        return self.value / self.baseline if self.baseline else None

    def __str__(self) -> str:
        said = [f"{self.subject}: {self.value:.2f} {self.unit}"]
        if self.baseline is not None:
            said.append(f"{self.beside} {self.baseline:.2f} {self.unit}")
        if self.ratio is not None:
            said.append(f"ratio {self.ratio:.2f}")
            if self.most_times is not None:
                least = f"{self.least_times:.2f} to " if self.least_times is not None else "at most "
                said.append(
                    f"{least}{self.most_times:.2f}: {_word((self.least_times or 0) <= self.ratio <= self.most_times)}"
                )
        if self.most is not None:
            said.append(f"at most {self.most:.2f} {self.unit}: {_word(self.value <= self.most)}")
        return "; ".join(said)


def _word(within: bool) -> str:
    return "within" if within else "over"


def medians(acts: Sequence[Act], *, runs: int, warm_up: int = 3) -> list[float]:
    """The median milliseconds of each act. They take turns, so that a busy moment of the machine falls on all."""
    times: list[list[float]] = [[] for _ in acts]
    for nth in range(warm_up + runs):
        for act, found in zip(acts, times, strict=True):
            begun = time.perf_counter()
            act()
            spent = time.perf_counter() - begun
            if nth >= warm_up:
                found.append(spent * 1000)
    return [statistics.median(found) for found in times]
