"""What the journeys of the writing page share: the page opened, and answers to stand in for."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from content.editorial.articles import Article

BODY = "".join(f"## Part {n} {{#part-{n}}}\n\nStretch it, number {n}.\n\n" for n in range(1, 31))
FITNESS: dict[str, Any] = {
    "unmet": [
        {"message": "Write the change note.", "line": None, "field": "change_note"},
        {"message": "Line 99 is the last.", "line": 99, "field": "body"},
    ],
    "advice": [
        {
            "message": "A long sentence.",
            "line": 3,
            "start": 24,
            "end": 43,
            "field": "body",
            "kind": "long sentence",
        },
    ],
    "outline": [
        {"title": "Part 1", "key": "part-1", "level": 2, "line": 1},
        {"title": "Part 20", "key": "part-20", "level": 2, "line": 77},
    ],
    "grade": 5.6,
    "grade_before": 5.9,
    "words": 120,
}
FOUND: dict[str, Any] = {
    "articles": {
        "found": [
            {
                "insert": "[[night-cramps]]",
                "name": "Night cramps",
                "note": "live · overdue 8 days",
                "sections": [{"insert": "[[night-cramps#what]]", "name": "What to do"}],
            },
            {"insert": "[[older-people]]", "name": "Older people", "note": "draft"},
        ],
        "more": 3,
    },
    "sources": {"found": [{"insert": "[@a-review]", "name": "A review of trials"}], "more": 0},
    "findings": {"found": [{"insert": "::: finding less-pain\n:::\n", "name": "Less pain"}]},
    "terms": {"found": [{"insert": "{saline}", "name": "saline", "note": "salt water"}]},
    "images": {
        "found": [
            {
                "insert": "![describe this image](drawing:calf)",
                "name": "A calf",
                "thumbnail": "/static/site/icon.svg",
            }
        ],
    },
}


def open_page(page: Page, site: str, article: Article) -> Locator:
    """Open the writing page of an article. Return the field of its text."""
    page.goto(site + reverse("admin:content_article_write", args=[article.pk]))
    expect(page.get_by_role("toolbar")).to_be_visible()
    return page.get_by_role("textbox", name="Text", exact=True)


def press(page: Page, name: str) -> None:
    """Press a button by its whole name."""
    page.get_by_role("button", name=name, exact=True).click()


def answer_for_the_desk(page: Page) -> None:
    """Answer what the page asks about the text, always in the same way."""
    page.route("**/fitness/", lambda route: route.fulfill(json=FITNESS))
    page.route("**/look-up/**", lambda route: route.fulfill(json=FOUND[_kind(route.request.url)]))


def _kind(address: str) -> str:
    return address.partition("kind=")[2].partition("&")[0]


def selected(field: Locator) -> str:
    """Return the words that are selected in a field."""
    return str(field.evaluate("f => f.value.slice(f.selectionStart, f.selectionEnd)"))


def select(field: Locator, words: str) -> None:
    """Select words in a field."""
    field.evaluate(
        "(f, words) => { f.focus(); const at = f.value.indexOf(words);"
        " f.setSelectionRange(at, at + words.length); }",
        words,
    )
