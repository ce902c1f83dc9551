"""Our parser beside GitHub's C implementation of CommonMark, raw HTML set aside."""

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import cmarkgfm
import pytest
from cmarkgfm.cmark import Options
from hypothesis import given, settings
from hypothesis import strategies as st

from content.rendering.parser import commonmark_html

SNIPPETS = (Path(__file__).parent / "commonmark.txt").read_text().split("\n%%\n")

BLOCKS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "hr", "pre")

# What markdown-it reads otherwise than GitHub's cmark, and why it may.
KNOWN_DIFFERENCES = {
    "****four****": "strong in strong: the specification nests it, GitHub's writer drops one",
    "```a ` ` ` `": "cmark misses the second code span after a run of another length",
    "*£*5": "since CommonMark 0.31 a currency sign counts as punctuation, and cmark is older",
}


class Events(HTMLParser):
    """HTML as a list of what it says, without the accidents of how it is spelt."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.seen = []
        self.depth_of_code = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.depth_of_code += tag == "pre"
        values = {name: unquote(value or "") for name, value in attrs}
        self.seen.append((tag, sorted(values.items())))

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag):
        self.depth_of_code -= tag == "pre"
        self.seen.append((f"/{tag}",))

    def handle_data(self, data):
        words = data
        if self.seen and isinstance(self.seen[-1], str):
            words = self.seen.pop() + words
        if words.strip("\n") or self.depth_of_code:
            self.seen.append(words)


def events(html):
    found = Events(html).seen
    trimmed = (
        _trim(event, found, place)
        if isinstance(event, str) and not _in_code(found, place)
        else event
        for place, event in enumerate(found)
    )
    return [event for event in trimmed if event]


def _in_code(found, place):
    opened = sum(event[0] == "pre" for event in found[:place] if isinstance(event, tuple))
    closed = sum(event[0] == "/pre" for event in found[:place] if isinstance(event, tuple))
    return opened > closed


def _trim(words, found, place):
    """Take off the new lines that stand only between blocks."""
    before = found[place - 1][0].strip("/") if place else "p"
    after = found[place + 1][0].strip("/") if place + 1 < len(found) else "p"
    if before in (*BLOCKS, "br"):
        words = words.lstrip("\n")
    return words.rstrip("\n") if after in BLOCKS else words


def by_cmark(text):
    return cmarkgfm.markdown_to_html(text, Options.CMARK_OPT_UNSAFE)


class TestTheParser:
    def test_has_snippets_enough(self):
        assert len(SNIPPETS) >= 150

    @pytest.mark.parametrize("snippet", SNIPPETS, ids=range(1, len(SNIPPETS) + 1))
    def test_reads_commonmark_as_cmark_does(self, snippet):
        assert events(commonmark_html(snippet)) == events(by_cmark(snippet))

    @pytest.mark.parametrize("snippet", KNOWN_DIFFERENCES)
    def test_still_differs_where_we_know_that_it_does(self, snippet):
        assert events(commonmark_html(snippet)) != events(by_cmark(snippet))

    def test_shows_raw_html_as_text(self):
        html = commonmark_html("<b>a</b>\n\n<div>\nb\n</div>\n\n<!-- c -->")

        assert html == (
            "<p>&lt;b&gt;a&lt;/b&gt;</p>\n<p>&lt;div&gt;\nb\n&lt;/div&gt;</p>\n"
            "<p>&lt;!-- c --&gt;</p>\n"
        )


WORDS = st.sampled_from(
    [
        "cramp",
        "calf",
        "a",
        "1",
        "*",
        "**",
        "_",
        "`b`",
        "[a](/b)",
        "![a](/b)",
        "\\*",
        "&amp;",
        "é",
        ".",
    ]
)
LINE = st.lists(WORDS, min_size=1, max_size=6).map(" ".join) | st.lists(
    WORDS, min_size=1, max_size=6
).map("".join)
# Lone back-ticks are left out, for the known difference above.
START = st.sampled_from(["", "", "- ", "1. ", "> ", "## ", "    ", "  ", "> - ", "~~~", "---"])
PAGES = st.lists(st.tuples(START, LINE) | st.just(("", "")), max_size=8).map(
    lambda lines: "\n".join(start + words for start, words in lines)
)


class TestTheParserOnPagesNobodyWrote:
    @settings(deadline=None)
    @given(PAGES)
    def test_reads_them_as_cmark_does(self, page):
        assert events(commonmark_html(page)) == events(by_cmark(page))
