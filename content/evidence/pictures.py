"""Pictures of findings, drawn from their numbers as SVG.

Two kinds: an icon array (people out of 100, side by side, solid for those it happened to) and an
interval plot (a best estimate, its likely range, and the line of no difference). Both use the ink
of the text around them and no other colour, so they read in the dark, on paper and in grey.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor

# One person: a head and shoulders in a cell of 12 by 16 units. Ten to a row, ten rows.
CELL_WIDTH, CELL_HEIGHT, PER_ROW, PEOPLE = 12, 16, 10, 100
PERSON = "M6 2.2a2.3 2.3 0 1 1 0 4.6a2.3 2.3 0 1 1 0-4.6zM2.3 14v-2.4a3.7 3.7 0 0 1 7.4 0v2.4z"

# The plot: an axis from LEFT to RIGHT in a box 320 units wide, and a row for each estimate.
LEFT, RIGHT, TOP, ROW = 20.0, 300.0, 18, 44
MOST_TICKS = 5
# How far to the left the line of no difference has to be to run through a name.
CROWDED = 120


def icon_array(key: str, arms: list[tuple[int, str]]) -> str:
    """Return two or more groups of 100 people as HTML. `arms` are (how many, what is said of them).

    The pictures are hidden from screen readers, since the words under them say the same.
    """
    definitions = _definitions(key)
    figures = []
    for number, (count, words) in enumerate(arms):
        if not 0 <= count <= PEOPLE:
            raise ValueError(f"{key}: {count} people out of {PEOPLE} cannot be drawn.")
        width, height = CELL_WIDTH * PER_ROW, CELL_HEIGHT * PEOPLE // PER_ROW
        figures.append(
            f'<div class="finding__arm"><svg viewBox="0 0 {width} {height}" aria-hidden="true"'
            f' focusable="false">{definitions if number == 0 else ""}'
            f'<path d="M0 0H{width}V{height}H0z" fill="url(#finding-{key}-off)"/>'
            f"{_filled(key, count)}</svg><p><b>{count}</b> {escape(words)}</p></div>"
        )
    return f'<div class="finding__arms">{"".join(figures)}</div>'


@dataclass(frozen=True, slots=True)
class Estimate:
    """One best estimate on a scale, its likely range where there is one, and what it is of."""

    value: float
    low: float | None = None
    high: float | None = None
    name: str = ""


def interval_plot(
    estimates: Sequence[Estimate],
    *,
    none: float,
    fewer: str,
    more: str,
    title: str,
    even: str = "no difference",
    reach: Sequence[float] = (),
) -> str:
    """Return one or more estimates on one scale as SVG, one line each.

    `reach` are values that the scale takes in besides, so that a small step does not look large.

    `none` is the value that stands for no difference: 0 for a difference, 1 for a ratio. `fewer`
    and `more` name the two ends of the scale, and `even` the line between. `title` says it all to
    those who do not see it.
    """
    for each in estimates:
        if not _or(each.low, each.value) <= each.value <= _or(each.high, each.value):
            raise ValueError(f"{each.value} does not lie between {each.low} and {each.high}.")
    ends = [_or(each.low, each.value) for each in estimates]
    ends += [_or(each.high, each.value) for each in estimates]
    ends += reach
    step, first, last = _ticks(min(ends), max(ends), none)
    spread = (RIGHT - LEFT) / ((last - first) * step)
    axis = ROW * len(estimates) + TOP
    named = len(estimates) > 1

    def at(number: float) -> str:
        return _number(round(LEFT + (number - first * step) * spread, 1))

    marks = [round(n * step, 6) for n in range(first, last + 1)]
    ticks = "".join(f"M{at(mark)} {axis - 4}v8" for mark in marks)
    labels = "".join(
        f'<text x="{at(mark)}" y="{axis + 19}">{_number(abs(mark))}</text>' for mark in marks
    )
    anchor, shift = ("end", -6) if float(at(none)) > (LEFT + RIGHT) / 2 else ("start", 6)
    # A name stands clear of the line of no difference.
    left = float(at(none)) + 8 if float(at(none)) < CROWDED else 14
    rows = "".join(
        _line(each, at, TOP + ROW * number + ROW / 2, left=left if named else None)
        for number, each in enumerate(estimates)
    )
    return (
        f'<svg class="plot" viewBox="0 0 320 {axis + 40}" role="img" aria-label="{escape(title)}"'
        ' font-family="system-ui,sans-serif" font-size="13" fill="currentColor">'
        # Firefox tells of what is in a picture, for all that the picture has a name.
        '<g aria-hidden="true">'
        f'<g stroke="currentColor" stroke-width="1.5"><path d="M{LEFT:.0f} {axis}H{RIGHT:.0f}"/>'
        f'<path d="{ticks}"/></g>'
        f'<path d="M{at(none)} {TOP - 4}V{axis}" stroke="currentColor" stroke-width="1.5"'
        f' stroke-dasharray="4 4"/>{rows}<g text-anchor="middle">{labels}</g>'
        f'<text x="14" y="{axis + 35}">{escape(fewer)}</text>'
        f'<text x="306" y="{axis + 35}" text-anchor="end">{escape(more)}</text>'
        f'<text x="{_number(float(at(none)) + shift)}" y="12" text-anchor="{anchor}">'
        f"{escape(even)}</text></g></svg>"
    )


def _line(each: Estimate, at: Callable[[float], str], middle: float, *, left: float | None) -> str:
    """Draw an estimate; `left` is where its name begins, when it has one."""
    level, words, bar = _number(middle), "", ""
    if left is not None:
        level = _number(middle + 8)
        words = f'<text x="{_number(left)}" y="{_number(middle - 6)}">{escape(each.name)}</text>'
    if each.low is not None and each.high is not None:
        stops = "".join(
            f"M{at(end)} {_number(float(level) - 7)}v14" for end in (each.low, each.high)
        )
        bar = (
            f'<path d="M{at(each.low)} {level}H{at(each.high)}{stops}" stroke="currentColor"'
            ' stroke-width="3.5" stroke-linecap="round"/>'
        )
    return f'{words}{bar}<circle cx="{at(each.value)}" cy="{level}" r="7.5"/>'


def _or(value: float | None, otherwise: float) -> float:
    return otherwise if value is None else value


def _definitions(key: str) -> str:
    cell = f'width="{CELL_WIDTH}" height="{CELL_HEIGHT}" patternUnits="userSpaceOnUse"'
    return (
        f'<defs><pattern id="finding-{key}-on" {cell}><path d="{PERSON}" fill="currentColor"'
        f' stroke="currentColor"/></pattern><pattern id="finding-{key}-off" {cell}>'
        f'<path d="{PERSON}" fill="none" stroke="currentColor" stroke-width="1.2"/>'
        "</pattern></defs>"
    )


def _filled(key: str, count: int) -> str:
    """Draw the first `count` people solid: whole rows, then the rest of one."""
    rows, rest = divmod(count, PER_ROW)
    path = f"M0 0H{CELL_WIDTH * PER_ROW}V{rows * CELL_HEIGHT}H0z" if rows else ""
    if rest:
        top = rows * CELL_HEIGHT
        path += f"M0 {top}H{rest * CELL_WIDTH}V{top + CELL_HEIGHT}H0z"
    return f'<path d="{path}" fill="url(#finding-{key}-on)"/>' if path else ""


def _ticks(low: float, high: float, none: float) -> tuple[float, int, int]:
    """Return a round step and its first and last multiple, with room on both sides of none."""
    reach = max(max(high, none) - min(low, none), 0.01)
    step = next(
        step
        for scale in (0.01, 0.1, 1, 10, 100, 1000)
        for step in (scale, 2 * scale, 5 * scale)
        if reach / step <= MOST_TICKS
    )
    first = floor(round(min(low, none - step) / step, 6))
    last = ceil(round(max(high, none + step) / step, 6))
    return step, first, last


def _number(value: float) -> str:
    return f"{value:g}"
