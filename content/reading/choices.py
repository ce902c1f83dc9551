"""What a reader can choose on a page made of data: the remedies in an order, the claims of a topic.

Such a page holds more than a phone with one bar can fetch at once. So it shows the remedies that
were tested, or the dangerous claims, and says where the rest is; each choice is an address.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext as _

from content.editions.models import Edition, Rendering
from content.reading import lists

REMEDIES, MYTHS = "what-works", "myths"
ALL = "all"
# How the list of dangerous claims, as the edition froze it, says so of each of them.
VERDICT = re.compile(r"\*\*([^*]+)\*\*")


def taken(request: HttpRequest, edition: Edition, rendering: Rendering) -> dict[str, Any]:
    """Return the choices of a page, and its words as chosen; nothing for a page without choices.

    `pieces` are its words, each with what is left out after it; `cited` are the numbers of the
    sources that they point to; `part` is the title of the one section that is shown.
    """
    if edition.code == REMEDIES:
        chosen = _remedies(request, edition, rendering)
    elif edition.code == MYTHS:
        chosen = _claims(request, edition, rendering)
    else:
        return {}
    titles = _titles(rendering)
    for piece in chosen["pieces"]:
        if piece["more"]:
            key = piece["more"]["key"]
            piece["more"] |= {"title": titles.get(key, ""), "url": chosen["rest"] + f"{key}#{key}"}
    html = "".join(piece["html"] for piece in chosen["pieces"])
    return chosen | {"cited": lists.cited(html)}


def section(code: str, url: str, key: str) -> str:
    """Return where a section of an article stands with all that it says about a topic."""
    return f"{url}?topic={key}#{key}" if code == MYTHS else f"{url}#{key}"


def remedy(url: str, group: str, *, tested: bool) -> str:
    """Return where a remedy stands."""
    return f"{url}#{group}" if tested else f"{url}?untested={group}#{group}"


def _remedies(request: HttpRequest, edition: Edition, rendering: Rendering) -> dict[str, Any]:
    titles = _titles(rendering)
    untested = {
        key: _("Not tested: %(group)s") % {"group": titles.get(key, "")}
        for key in lists.listed_after_tables(rendering.html)
    }
    by, group = request.GET.get("sort", ""), request.GET.get("untested", "")
    by = by if by in lists.SORTS else ""
    everything = request.GET.get("show") == ALL
    if group in untested and not everything:
        html = lists.without_table(lists.only(rendering.html, group))
        options = [("?", _("Tested"), False)]
        options += [(f"?untested={key}", said, key == group) for key, said in untested.items()]
        options += [(f"?show={ALL}", _("All on one page"), False)]
        return {
            "choices": [{"label": _("Show"), "options": options}],
            "pieces": [{"html": html, "more": None}],
            "part": untested[group],
            "query": f"?untested={group}",
            "contents": [],
        }
    html = lists.in_order(rendering.html, by)
    return {
        "choices": _ways_to_show(by, everything=everything),
        "pieces": [{"html": html, "more": None}] if everything else lists.with_tables_only(html),
        "rest": f"/{edition.slug}/?untested=",
    }


def _ways_to_show(by: str, *, everything: bool) -> list[dict[str, Any]]:
    """Return how much of the remedies is shown, and in which order."""
    show, sort = {"show": ALL} if everything else {}, {"sort": by} if by else {}
    words = {
        "": _("Our list"),
        "name": _("Name"),
        "helped": _("Helped most"),
        "sure": _("How sure we are"),
    }
    return [
        {
            "label": _("Show"),
            "options": [
                (_query(sort), _("Tested"), not everything),
                (_query({"show": ALL} | sort), _("All on one page"), everything),
            ],
        },
        {
            "label": _("In the order of"),
            "options": [
                (_query(show | ({"sort": name} if name else {})), said, name == by)
                for name, said in words.items()
            ],
        },
    ]


def _claims(request: HttpRequest, edition: Edition, rendering: Rendering) -> dict[str, Any]:
    titles, topic = _titles(rendering), request.GET.get("topic", "")
    short = _dangers(edition, rendering)
    rest = [piece["more"]["key"] for piece in short if piece["more"]]
    options = [("?", _("The dangerous ones"), topic not in titles and topic != ALL)]
    options += [(f"?topic={key}", titles[key], topic == key) for key in titles if key in rest]
    options += [(f"?topic={ALL}", _("All on one page"), topic == ALL)]
    chosen: dict[str, Any] = {"choices": [{"label": _("Show"), "options": options}]}
    if topic in titles:
        pieces = [{"html": lists.only(rendering.html, topic), "more": None}]
        chosen |= {"part": titles[topic], "query": f"?topic={topic}"}
    elif topic == ALL:
        pieces = [{"html": rendering.html, "more": None}]
    else:
        pieces = short
    return chosen | {"pieces": pieces, "rest": f"/{edition.slug}/?topic=", "contents": []}


def _dangers(edition: Edition, rendering: Rendering) -> list[dict[str, Any]]:
    """Return the page with its dangerous claims alone; all of it where none is called so."""
    verdict = VERDICT.search(edition.leaning.get("lists", {}).get(f"{MYTHS} unsafe", ""))
    if verdict is None:
        return [{"html": rendering.html, "more": None}]
    return lists.with_dangers_only(rendering.html, verdict[1])


def _titles(rendering: Rendering) -> dict[str, str]:
    return {row["key"]: row["title"] for row in rendering.outline if row["level"] == 2}  # noqa: PLR2004  # sections


def _query(choice: Mapping[str, str]) -> str:
    return f"?{urlencode(choice)}"
