"""A finding as the four parts that a page shows: sentence, picture, table and doubt."""

from __future__ import annotations

from typing import Any

from content.evidence import pictures

# GRADE's levels, in the four words that readers get.
CERTAINTY = {
    "does": "We can be quite sure of this.",
    "probably": "This is probably so.",
    "may": "This may be so. Better trials could change it.",
    "unknown": "We do not know whether this is so.",
}


class FindingError(ValueError):
    """A finding lacks something or contradicts itself."""


def block(numbers: dict[str, Any]) -> dict[str, Any]:
    """Return the parts of a finding, as the fields of `rendering.FindingBlock`.

    Raises FindingError, which names the field.
    """
    try:
        picture, head, rows = _KINDS[numbers["kind"]](numbers)
        return {
            "say": numbers["say"],
            "picture": picture,
            "caption": f"The same in numbers: {_setting(numbers)}",
            "head": head,
            "rows": rows,
            "doubt": _doubt(numbers),
            "source": numbers["source"],
        }
    except (KeyError, TypeError, ValueError) as error:
        raise FindingError(f"Finding {numbers.get('id', '?')}: {error}") from error


def _people(numbers: dict[str, Any]) -> tuple[str, tuple[str, ...], tuple[tuple[str, ...], ...]]:
    out_of = numbers["per_100"]
    without, with_ = round(out_of["comparator"]), round(out_of["intervention"])
    outcome = numbers["outcome"]
    picture = pictures.icon_array(
        numbers["id"],
        [
            (without, f"of 100 {outcome}, {numbers['comparator']}"),
            (with_, f"of 100 {outcome}, {numbers['intervention']}"),
        ],
    )
    likely = ""
    if out_of.get("low") is not None and out_of.get("high") is not None:
        likely = f" (likely between {out_of['low']:g} and {out_of['high']:g})"
    return (
        picture,
        ("Who", "How many of 100"),
        (
            (_capital(numbers["comparator"]), f"{out_of['comparator']:g}"),
            (_capital(numbers["intervention"]), f"{out_of['intervention']:g}{likely}"),
        ),
    )


def _interval(numbers: dict[str, Any]) -> tuple[str, tuple[str, ...], tuple[tuple[str, ...], ...]]:
    effect = numbers["effect"]
    best, low, high = (in_words(effect, float(effect[name])) for name in ("value", "low", "high"))
    estimate = pictures.Estimate(
        float(effect["value"]), float(effect["low"]), float(effect["high"])
    )
    title = f"Best estimate: {best}. Likely between {low} and {high}."
    picture = pictures.interval_plot([estimate], **_scale(effect), title=title)
    rows = (("Best estimate", best), ("Likely between", f"{low} and {high}"))
    return picture, ("What", _capital(numbers["outcome"])), rows


def _arms(numbers: dict[str, Any]) -> tuple[str, tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Show what happened in each group of a trial on one scale."""
    effect = numbers["effect"]
    estimates = [
        pictures.Estimate(float(arm["value"]), _real(arm.get("low")), _real(arm.get("high")), name)
        for arm in effect["arms"]
        if (name := _capital(arm["name"]))
    ]
    rows = tuple((each.name, _told_with_range(effect, each)) for each in estimates)
    title = " ".join(f"{name}: {told}." for name, told in rows)
    picture = pictures.interval_plot(estimates, **_scale(effect), title=title)
    return picture, ("Who", _capital(numbers["outcome"])), rows


def _scale(effect: dict[str, Any]) -> dict[str, Any]:
    return {
        "none": float(effect.get("none", 0)),
        "fewer": effect["fewer"],
        "more": effect["more"],
        "reach": [float(value) for value in effect.get("reach", [])],
    }


def in_words(effect: dict[str, Any], value: float) -> str:
    """Say a value in words: so much fewer or more, or a ratio as it is."""
    if effect.get("none", 0) == 0:
        if value == 0:
            return "no difference"
        return f"{abs(value):g} {effect['fewer'] if value < 0 else effect['more']}"
    return f"{value:g} {effect.get('unit', '')}".strip()


def _told_with_range(effect: dict[str, Any], each: pictures.Estimate) -> str:
    told = in_words(effect, each.value)
    if each.low is None or each.high is None:
        return told
    return f"{told} (likely between {in_words(effect, each.low)} and {in_words(effect, each.high)})"


def _real(value: object) -> float | None:
    return None if value is None else float(str(value))


def _setting(numbers: dict[str, Any]) -> str:
    parts = []
    if numbers.get("trials"):
        parts.append("one trial" if numbers["trials"] == 1 else f"{numbers['trials']} trials")
    if numbers.get("participants"):
        parts.append(f"{numbers['participants']:,} people")
    parts.append(numbers["population"])
    if numbers.get("time"):
        parts.append(numbers["time"])
    return ", ".join(parts)


def _doubt(numbers: dict[str, Any]) -> str:
    certainty = numbers.get("certainty")
    told = [CERTAINTY[certainty] if certainty else "", numbers.get("doubt"), numbers.get("harms")]
    return " ".join(part for part in told if part)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


_KINDS = {"people": _people, "interval": _interval, "arms": _arms}
