"""The sheets of a page, written into it.

A sheet at an address of its own costs a phone one more round trip before anything is seen, some
150 ms on a slow connection. In the page it comes with the words, and a kept page is whole. The
content security policy lets in these sheets by their digests, and no other style in a page.
"""

from functools import cache
from pathlib import Path

from django import template
from django.utils.safestring import SafeString, mark_safe

SHEETS = Path(__file__).resolve().parents[2] / "static" / "site"
# The sheet of every page, and what one kind of page has besides.
NAMES = ("site", "home", "topics", "choices", "finding", "sheet", "compared")

# As the press begins a finding.
FINDING = '<figure class="finding"'

register = template.Library()


@register.simple_tag
@cache
def style(name: str) -> SafeString:
    """Write a sheet of ours into the page."""
    return mark_safe(f"<style>{rules(name)}</style>")  # noqa: S308  # our own file, and no reader's


@register.filter
def has_finding(html: str) -> bool:
    """Return whether a finding stands in the words of a page, which have a sheet of their own."""
    return FINDING in html


def rules(name: str) -> str:
    """Return a sheet, to the byte as it stands in the page."""
    if name not in NAMES:
        raise ValueError(f"There is no sheet {name}. There are: {', '.join(NAMES)}.")
    return (SHEETS / f"{name}.css").read_text(encoding="utf-8").strip()
