"""Each file of examples: what an editor writes, what a reader gets, and what is in the way."""

import difflib
from pathlib import Path

import pytest

from content.rendering import Document, render
from tests.rendering.lookup import LOOKUP

EXAMPLES = Path(__file__).parent / "examples"
NAMES = sorted(path.stem for path in EXAMPLES.glob("*.md"))


def rendered(name: str) -> Document:
    return render((EXAMPLES / f"{name}.md").read_text(), resolve=LOOKUP)


def listed(document: Document) -> str:
    return "".join(f"{problem.line}: {problem.message}\n" for problem in document.problems)


def expected(name: str, ending: str) -> str:
    path = EXAMPLES / f"{name}.{ending}"
    return path.read_text() if path.exists() else ""


def assert_same(wanted: str, got: str) -> None:
    """Fail with the lines in which two texts differ."""
    if wanted != got:
        lines = difflib.unified_diff(
            wanted.splitlines(), got.splitlines(), "in the file", "rendered", lineterm="", n=1
        )
        pytest.fail("\n".join(lines), pytrace=False)


class TestAnExample:
    @pytest.mark.parametrize("name", NAMES)
    def test_becomes_its_html(self, name):
        assert_same(expected(name, "html"), rendered(name).html)

    @pytest.mark.parametrize("name", NAMES)
    def test_has_its_problems(self, name):
        assert_same(expected(name, "problems"), listed(rendered(name)))

    @pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.*")), ids=lambda path: path.name)
    def test_belongs_to_a_text(self, path):
        assert path.stem in NAMES
