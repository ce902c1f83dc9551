"""The list of sources under an article, from what the edition froze of them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

MOST_AUTHORS = 3


def listed(sources: dict[str, dict[str, Any]], order: list[str]) -> list[dict[str, Any]]:
    """Return number, title, line, address and kind of each source, in the order of citation."""
    return [
        {
            "number": number,
            "title": source.get("title", key),
            "line": _line(source),
            "url": _address(source),
            "kind": source.get("kind", ""),
            "id": key,
        }
        for number, key in enumerate(order, 1)
        if (source := sources.get(key))
    ]


def _line(source: dict[str, Any]) -> str:
    parts = [_authors(source), source.get("container-title", ""), _year(source)]
    told = [part for part in parts if part]
    if not told:
        told = [part for part in (source.get("publisher", ""), _year(source)) if part]
    elif not source.get("container-title") and not _authors(source):
        told.insert(0, source.get("publisher", ""))
    return f"{', '.join(part for part in told if part)}." if told else ""


def _authors(source: dict[str, Any]) -> str:
    authors = source.get("author", [])
    names = [
        author.get("literal") or f"{author.get('family', '')} {author.get('given', '')}".strip()
        for author in authors
    ]
    if len(names) > MOST_AUTHORS:
        return _("%(name)s and others") % {"name": names[0]}
    return ", ".join(names)


def _year(source: dict[str, Any]) -> str:
    parts = source.get("issued", {}).get("date-parts", [[""]])
    return str(parts[0][0]) if parts and parts[0] else ""


def _address(source: dict[str, Any]) -> str:
    if source.get("DOI"):
        return f"https://doi.org/{source['DOI']}"
    url = str(source.get("URL", ""))
    return url if url.startswith("https://") else ""
