"""Lists as they are typed in the editor, one entry a line, and back again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from content.editorial.checked import TextError

CODE = ("system", "code", "meaning", "basis")
RELATED = ("code", "kind", "why")


def lines(text: str) -> list[str]:
    """Return what stands on each line, without the empty ones."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def rows(text: str, names: tuple[str, ...], field: str) -> list[dict[str, str]]:
    """Return each line's parts by name. Raises TextError, which names the line."""
    found = []
    for number, line in enumerate(lines(text), 1):
        parts = [part.strip() for part in line.split("|", len(names) - 1)]
        if len(parts) != len(names):
            raise TextError({field: f"Line {number} needs {len(names)} parts: {form(names)}."})
        found.append(dict(zip(names, parts, strict=True)))
    return found


def forwards(text: str, field: str) -> dict[str, str]:
    """Return where each retired section went. Raises TextError, which names the line."""
    found: dict[str, str] = {}
    for number, line in enumerate(lines(text), 1):
        key, colon, to = line.partition(":")
        if not colon:
            raise TextError({field: f"Line {number} needs a colon, as in old-key: #new-key."})
        if key.strip() in found:
            raise TextError({field: f"Line {number} names {key.strip()} for the second time."})
        found[key.strip()] = to.strip()
    return found


def origin(text: str) -> dict[str, str]:
    """Return the code and the number of an edition. What is neither is told when it is kept."""
    code, _, number = text.strip().partition(" ")
    return {"code": code, "number": number.strip()} if code else {}


def form(names: Iterable[str]) -> str:
    """Return the pattern of a line, to show to whoever types one."""
    return " | ".join(names)


def from_text(text: Mapping[str, Any]) -> dict[str, Any]:
    """Return a text's fields as the editor shows them."""
    return {
        **text,
        "key_points": "\n".join(text["key_points"]),
        "also_called": "\n".join(text["also_called"]),
        "codes": _as_lines(text["codes"], CODE),
        "related": _as_lines(text["related"], RELATED),
        "translated_from": " ".join(str(part) for part in (text["translated_from"] or {}).values()),
        "forwards": "\n".join(f"{key}: {to}" for key, to in text["forwards"].items()),
    }


def _as_lines(entries: Iterable[Mapping[str, str]], names: tuple[str, ...]) -> str:
    return "\n".join(form(entry[name] for name in names) for entry in entries)
