"""Every number and every recommendation of the starter library says where it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from tests.starter import library, pages

CODES = sorted(library.articles())
UNCITED = yaml.safe_load((Path(__file__).parent / "uncited.yaml").read_text())
SPELLED = "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|third|quarter|twice"
NUMBER = re.compile(rf"(?<![\w.-])\d[\d.,]*|\b(?:{SPELLED})\b", re.IGNORECASE)
CALLS = {"111", "112", "911", "999"}
SENTENCE = re.compile(r"(?<=[.?!:])\s+")
RECOMMENDS = {"care", "list", "steps"}
ADMITS = re.compile(r"[Ff]ound no |no checked source")


def numbers(words: str) -> set[str]:
    """Return the numbers in some words, but no telephone number."""
    found = {match[0].lower().strip(".,").replace(",", "") for match in NUMBER.finditer(words)}
    return found - CALLS


def led(blocks: list[pages.Block]) -> Iterator[tuple[pages.Block, pages.Block | None]]:
    """Yield each block of a section with the paragraph that leads into it.

    Boxes that stand one under another share the paragraph above the first of them.
    """
    lead = None
    for block in blocks:
        yield block, lead
        if block.tag == "p":
            lead = block
        elif not block.classes & RECOMMENDS:
            lead = None


def units(block: pages.Block) -> list[pages.Block]:
    """Return the parts of a block that each have to say where their numbers come from."""
    if block.classes & {"finding", "care"}:
        return [block]
    return [unit for unit in block.all("p", "li", "tr") if not is_form(unit)]


def is_form(unit: pages.Block) -> bool:
    """Say whether it is a row for a reader to fill in."""
    return any(not cell.words().strip() for cell in unit.all("td"))


def uncited_numbers(code: str) -> list[str]:
    """Return the sentences of a page with a number and nothing that says where it is from."""
    found = []
    for blocks in pages.sections(library.documents()[code].html).values():
        for block, lead in led(blocks):
            above = [lead, *block.all("caption", "thead")]
            if any(part is not None and part.cites() for part in above):
                continue
            found += [
                sentence
                for unit in units(block)
                if not unit.cites()
                for sentence in SENTENCE.split(" ".join(unit.words().split()))
                if numbers(sentence)
            ]
    return found


def uncited_recommendations(code: str) -> list[str]:
    """Return the places of a page that say what to do, and not who says so."""
    found = []
    for key, blocks in pages.sections(library.documents()[code].html).items():
        first = next((block for block in blocks if block.tag == "p"), None)
        for at, (block, lead) in enumerate(led(blocks)):
            before = first if first in blocks[:at] else None
            says = [part for part in (block, lead, before) if part is not None]
            if block.classes & RECOMMENDS and not any(part.cites() for part in says):
                found.append(f"{key}: {' '.join(sorted(block.classes))}")
    return found


@pytest.mark.parametrize("code", CODES)
class TestEachPage:
    def test_says_where_its_numbers_come_from(self, code):
        excused = UNCITED["numbers"].get(code, {})

        assert sorted(uncited_numbers(code)) == sorted(excused)

    def test_says_where_its_recommendations_come_from(self, code):
        excused = UNCITED["recommendations"].get(code, {})

        assert sorted(uncited_recommendations(code)) == sorted(excused)

    def test_cites_a_source_of_each_warning_sign_it_shows(self, code):
        document = library.documents()[code]
        sources = {flag["id"]: set(flag["sources"]) for flag in library.library().flags}

        bare = [key for key in document.flags if not sources[key] & set(document.citations)]

        assert bare == []

    def test_gives_no_number_above_the_text_that_the_text_does_not_give(self, code):
        front = library.articles()[code].front
        above = numbers(" ".join([front["summary"], *front["key_points"]]))

        text = library.documents()[code].text

        assert above - numbers(text) - set(UNCITED["above"].get(code, {})) == set()


class TestAnExcuse:
    def test_gives_its_reason(self):
        reasons = [
            reason
            for kind in UNCITED.values()
            for page in kind.values()
            for reason in page.values()
        ]

        assert [reason for reason in reasons if len(reason.split()) < 3] == []


class TestAMythWithoutASource:
    def test_says_itself_that_none_was_found(self):
        silent = [
            row["id"]
            for row in library.library().myths
            if not row["sources"] and not ADMITS.search(row["why"])
        ]

        assert silent == []

    def test_is_rare(self):
        assert sum(not row["sources"] for row in library.library().myths) == 13
