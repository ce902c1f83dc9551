"""The care cards of a page, as the press made them."""

import re
from html import unescape

from django.utils.html import strip_tags

CARD = re.compile(
    r'<section class="care care--(?P<level>\w+)"[^>]*>\s*'
    r'<h3(?:[^>]* id="(?P<key>[^"]+)")?[^>]*><span[^>]*>[^<]*</span>(?P<heading>.*?)</h3>'
    r'\s*<div class="care__body">(?P<body>.*?)</div>\s*</section>',
    re.DOTALL,
)


def emergency(html: str) -> re.Match[str] | None:
    """Return the card that calls an ambulance: its `heading` and `body` are HTML."""
    return next((card for card in CARD.finditer(html) if card["level"] == "emergency"), None)


def listed(html: str) -> list[dict[str, str]]:
    """Return the cards as they stand in a list of contents: key and title, which the signs end."""
    return [
        {"key": card["key"], "title": f"{unescape(strip_tags(card['heading'])).strip()}…"}
        for card in CARD.finditer(html)
        if card["key"]
    ]
