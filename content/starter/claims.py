"""The map of claims: which section of which article answers each claim that was judged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

PLACE = {"article", "section"}


def lost(path: Path, sections: Mapping[str, set[str]]) -> Iterator[str]:
    """Yield each entry of a map that leads nowhere, with its line. A library may have no map.

    `sections` are the section keys of each article, by its code.
    """
    if not path.exists():
        return
    text = path.read_text(encoding="utf-8")
    try:
        entries = yaml.safe_load(text) or {}
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        yield f"{path.name}, line {mark.line + 1 if mark else 1}: this is not YAML."
        return
    lines = {line.split(":")[0]: n for n, line in enumerate(text.split("\n"), 1)}
    for claim, places in entries.items():
        for place in places if isinstance(places, list) else [places]:
            fault = _fault(place, sections)
            if fault:
                yield f"{path.name}, line {lines.get(str(claim), 1)}: {claim}: {fault}"


def _fault(place: Any, sections: Mapping[str, set[str]]) -> str:
    if not isinstance(place, dict) or set(place) != PLACE:
        return "give an article and a section."
    if place["article"] not in sections:
        return f"there is no article {place['article']}."
    if place["section"] not in sections[place["article"]]:
        return f"{place['article']} has no section {place['section']}."
    return ""
