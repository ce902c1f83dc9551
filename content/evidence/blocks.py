"""A finding as the four parts that a page shows: sentence, picture, table and doubt."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from content.evidence import pictures, words
from content.evidence.words import ENGLISH, Words

# A picture, the head of its table, and the rows.
Shown = tuple[str, tuple[str, ...], tuple[tuple[str, ...], ...]]


class FindingError(ValueError):
    """A finding lacks something or contradicts itself."""


def block(numbers: dict[str, Any], *, language: str = ENGLISH) -> dict[str, Any]:
    """Return the parts of a finding, as the fields of `rendering.FindingBlock`.

    Raises FindingError, which names the field.
    """
    ours = words.of(language)
    try:
        picture, head, rows = _KINDS[numbers["kind"]](numbers, ours)
        return {
            "say": numbers["say"],
            "picture": picture,
            "caption": ours.in_numbers.format(setting=_setting(numbers, ours)),
            "head": head,
            "rows": rows,
            "doubt": _doubt(numbers, ours),
            "source": numbers["source"],
        }
    except (KeyError, TypeError, ValueError) as error:
        raise FindingError(f"Finding {numbers.get('id', '?')}: {error}") from error


def _people(numbers: dict[str, Any], ours: Words) -> Shown:
    out_of = numbers["per_100"]
    without, with_ = round(out_of["comparator"]), round(out_of["intervention"])
    outcome = numbers["outcome"]
    picture = pictures.icon_array(
        numbers["id"],
        [
            (without, ours.of_100.format(outcome=outcome, group=numbers["comparator"])),
            (with_, ours.of_100.format(outcome=outcome, group=numbers["intervention"])),
        ],
    )
    likely = ""
    if out_of.get("low") is not None and out_of.get("high") is not None:
        low, high = f"{out_of['low']:g}", f"{out_of['high']:g}"
        likely = f" {ours.between.format(low=low, high=high)}"
    return (
        picture,
        (ours.who, ours.how_many),
        (
            (_capital(numbers["comparator"]), f"{out_of['comparator']:g}"),
            (_capital(numbers["intervention"]), f"{out_of['intervention']:g}{likely}"),
        ),
    )


def _interval(numbers: dict[str, Any], ours: Words) -> Shown:
    effect = numbers["effect"]
    best, low, high = (
        in_words(effect, float(effect[name]), ours) for name in ("value", "low", "high")
    )
    estimate = pictures.Estimate(
        float(effect["value"]), float(effect["low"]), float(effect["high"])
    )
    title = ours.title.format(best=best, low=low, high=high)
    picture = pictures.interval_plot([estimate], **_scale(effect, ours), title=title)
    rows = ((ours.best, best), (ours.likely, ours.range.format(low=low, high=high)))
    return picture, (ours.what, _capital(numbers["outcome"])), rows


def _arms(numbers: dict[str, Any], ours: Words) -> Shown:
    """Show what happened in each group of a trial on one scale."""
    # It is measured from how the group was before.
    ours = replace(ours, no_difference=ours.no_change)
    effect = numbers["effect"]
    estimates = [
        pictures.Estimate(float(arm["value"]), _real(arm.get("low")), _real(arm.get("high")), name)
        for arm in effect["arms"]
        if (name := _capital(arm["name"]))
    ]
    rows = tuple((each.name, _told_with_range(effect, each, ours)) for each in estimates)
    title = " ".join(f"{name}: {told}." for name, told in rows)
    picture = pictures.interval_plot(estimates, **_scale(effect, ours), title=title)
    return picture, (ours.who, _capital(numbers["outcome"])), rows


def _scale(effect: dict[str, Any], ours: Words) -> dict[str, Any]:
    return {
        "none": float(effect.get("none", 0)),
        "even": ours.no_difference,
        "fewer": effect["fewer"],
        "more": effect["more"],
        "reach": [float(value) for value in effect.get("reach", [])],
    }


def in_words(effect: dict[str, Any], value: float, ours: Words = words.BY_LANGUAGE[ENGLISH]) -> str:
    """Say a value in words: so much fewer or more, or a ratio as it is."""
    if effect.get("none", 0) == 0:
        if value == 0:
            return ours.no_difference
        return f"{abs(value):g} {effect['fewer'] if value < 0 else effect['more']}"
    return f"{value:g} {effect.get('unit', '')}".strip()


def _told_with_range(effect: dict[str, Any], each: pictures.Estimate, ours: Words) -> str:
    told = in_words(effect, each.value, ours)
    if each.low is None or each.high is None:
        return told
    low, high = in_words(effect, each.low, ours), in_words(effect, each.high, ours)
    return f"{told} {ours.between.format(low=low, high=high)}"


def _real(value: object) -> float | None:
    return None if value is None else float(str(value))


def _setting(numbers: dict[str, Any], ours: Words) -> str:
    parts = []
    if numbers.get("trials"):
        several = ours.trials.format(number=numbers["trials"])
        parts.append(ours.one_trial if numbers["trials"] == 1 else several)
    if numbers.get("participants"):
        parts.append(ours.people.format(number=f"{numbers['participants']:,}"))
    parts.append(numbers["population"])
    if numbers.get("time"):
        parts.append(numbers["time"])
    return ", ".join(parts)


def _doubt(numbers: dict[str, Any], ours: Words) -> str:
    certainty = numbers.get("certainty")
    told = [
        ours.certainty[certainty] if certainty else "",
        numbers.get("doubt"),
        numbers.get("harms"),
    ]
    return " ".join(part for part in told if part)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


_KINDS = {"people": _people, "interval": _interval, "arms": _arms}
