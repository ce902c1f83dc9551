"""Timing side by side: contestants take turns, so that a busy machine slows them all alike."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping, Sequence


def medians(
    contestants: Mapping[str, Callable[[], object]], *, rounds: int = 15
) -> dict[str, float]:
    """Return each contestant's median milliseconds, over rounds in which all take a turn."""
    times: dict[str, list[float]] = {name: [] for name in contestants}
    for run in contestants.values():
        run()
    for _ in range(rounds):
        for name, run in contestants.items():
            start = time.perf_counter()
            run()
            times[name].append((time.perf_counter() - start) * 1000)
    return {name: statistics.median(found) for name, found in times.items()}


def told(name: str, found: dict[str, float]) -> None:
    """Print what was found."""
    figures = ", ".join(f"{what} {value:.2f} ms" for what, value in found.items())
    print(f"\n{name}: {figures}")  # noqa: T201  # a benchmark is for reading


def both(runs: Sequence[Callable[[], object]], *, rounds: int = 5) -> dict[str, list[float]]:
    """Return the milliseconds that each of some runs took by the wall and by the processor.

    The best of a few rounds counts, since neighbours on a busy machine add to both clocks. All are
    run once before, as for somebody who is not the first to ask.
    """
    best: dict[str, list[float]] = {"wall": [], "processor": []}
    for run in runs:
        run()
        rows = []
        for _ in range(rounds):
            wall, processor = time.perf_counter(), time.process_time()
            run()
            rows.append((time.perf_counter() - wall, time.process_time() - processor))
        for clock, times in zip(best, zip(*rows, strict=True), strict=True):
            best[clock].append(min(times) * 1000)
    return best
