"""What a page is, told to machines in the words of schema.org: no more than readers are told."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from content.editions.models import Edition

CONTEXT = "https://schema.org"
# A code that somebody remembered and nobody looked up is told to no machine.
UNSURE = "recalled"
# The bytes of a page are few, and its longest lists of sources would take a good part of them.
MOST_NAMED = 24
# What would end the block, or a line of it, written so that it cannot.
ESCAPES = {ord(letter): f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"}


def article(edition: Edition, *, cited: list[dict[str, Any]], url: str) -> SafeString:
    """Return what an edition is: its clocks, who approved it, what it is about and leans on.

    `cited` are the rows of its references that readers are shown.
    """
    about = _about(edition.codes)
    return _written(
        {
            "@type": "MedicalWebPage",
            "name": edition.title,
            "description": edition.summary,
            "url": url,
            "inLanguage": edition.language,
            "datePublished": _first_published(edition).isoformat(),
            "dateModified": localdate(edition.published_at).isoformat(),
            "lastReviewed": edition.fully_reviewed_on.isoformat(),
            "reviewedBy": _reviewed_by(edition),
            "version": edition.number,
            "audience": {"@type": "Patient"},
            "isAccessibleForFree": True,
            **({"about": about} if about else {}),
            **({"citation": _citation(cited)} if cited else {}),
        }
    )


def home(*, name: str, url: str) -> SafeString:
    """Return what the site is, and how it is searched."""
    return _written(
        {
            "@type": "WebSite",
            "name": name,
            "url": url,
            "potentialAction": {
                "@type": "SearchAction",
                "target": f"{url}search/?q={{q}}",
                "query-input": "required name=q",
            },
        }
    )


def _first_published(edition: Edition) -> date:
    if edition.number == 1:
        return localdate(edition.published_at)
    first = Edition.objects.only("published_at").get(code=edition.code, number=1)
    return localdate(first.published_at)


def _about(codes: list[dict[str, str]]) -> list[dict[str, Any]]:
    """Return the conditions that an edition names by code, each with all its codes."""
    found: dict[str, list[dict[str, str]]] = {}
    for row in codes:
        if row["basis"] != UNSURE:
            code = {"@type": "MedicalCode", "codingSystem": row["system"], "codeValue": row["code"]}
            found.setdefault(row["meaning"], []).append(code)
    return [
        {"@type": "MedicalCondition", "name": meaning, "code": rows}
        for meaning, rows in found.items()
    ]


def _reviewed_by(edition: Edition) -> list[dict[str, str]] | dict[str, str]:
    """Return who approved an edition, in which role; or that nobody did who could stand for it."""
    if edition.is_demonstration:
        told = _("Demonstration accounts: no clinician has read it.")
        return {"@type": "Organization", "name": told}
    roles = {"clinical": _("Clinical reviewer"), "editorial": _("Editorial reviewer")}
    return [
        {
            "@type": "Person",
            "jobTitle": roles.get(approval["role"], approval["role"]),
            **({"name": approval["name"]} if approval["name"] else {}),
        }
        for approval in edition.approvals
    ]


def _citation(sources: list[dict[str, Any]]) -> list[Any]:
    """Return the works that an edition cites: title and address, of a long list the address."""
    if len(sources) > MOST_NAMED:
        return [source["url"] or source["title"] for source in sources]
    return [
        {"@type": "CreativeWork", "name": source["title"]}
        | ({"url": source["url"]} if source["url"] else {})
        for source in sources
    ]


def _written(thing: dict[str, Any]) -> SafeString:
    """Return a thing as JSON that can stand in a page whatever words are in it."""
    text = json.dumps({"@context": CONTEXT} | thing, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(ESCAPES))  # noqa: S308  # nothing in it can end the block
