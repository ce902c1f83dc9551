"""Reading a library: whatever is wrong is named with its file and line."""

import pytest

from content.starter import files
from content.starter.files import LibraryError
from tests.starter import shelf


@pytest.fixture
def folder(tmp_path):
    return shelf.fill(tmp_path / "library")


def problems(folder):
    with pytest.raises(LibraryError) as refused:
        files.read(folder)
    return refused.value.problems


def edit(folder, old, new, name="calf.md"):
    path = folder / "articles" / name
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))


class TestAWholeLibrary:
    def test_is_read(self, folder):
        library = files.read(folder)

        assert [file.name for file in library.articles] == ["calf.md"]
        assert [source["id"] for source in library.sources] == ["cochrane"]
        assert library.terms == {"oedema": "swelling"}

    def test_knows_at_which_line_a_body_begins(self, folder):
        [file] = files.read(folder).articles
        lines = (folder / "articles" / "calf.md").read_text().split("\n")

        assert lines[file.body_line - 1] == "## What helps {#what-helps}"
        assert file.body.startswith("## What helps")

    def test_stands_at_its_code_unless_it_says_otherwise(self, folder):
        edit(folder, "review_months", "slug: elsewhere\nreview_months")

        [file] = files.read(folder).articles

        assert file.text()["slug"] == "elsewhere"
        assert "code" not in file.text()

    def test_can_say_what_it_is_a_translation_of(self, folder):
        said = "translated_from: {code: night-cramps, number: 3}\nreview_months"
        edit(folder, "review_months", said)

        [file] = files.read(folder).articles

        assert file.text()["translated_from"] == {"code": "night-cramps", "number": 3}

    def test_is_the_one_that_ships(self):
        assert len(files.read(files.LIBRARY).articles) >= 20


class TestABrokenArticle:
    @pytest.mark.parametrize(
        ("old", "new", "said"),
        [
            ("---\ncode", "code", "calf.md, line 1: begin with front matter between two lines"),
            ("\n---\n\n", "\n\n", "calf.md, line 1: begin with front matter between two lines"),
            ("title: Cramps", "title: a: b", "calf.md, line 3: mapping values are not allowed"),
            ("title: Cramps of the calf\n", "", "calf.md, line 1: the front matter has no “title”"),
            ("topic: calf", "topic:", "calf.md, line 1: the front matter has no “topic”"),
            ("summary:", "resume:", "calf.md, line 4: there is no field “resume”. Take it out."),
            ("code: calf", "code: thigh", "calf.md, line 2: the code is not the file's name."),
            ("title: Cramps of the calf", "title: 5", "calf.md, line 3: “title” has to be text"),
            ("sources: [cochrane]", "sources: x", "calf.md, line 7: “sources” has to be a list"),
            (
                "key_points: [Most are harmless., Stretch., See somebody.]",
                "key_points: 3",
                "calf.md, line 6: “key_points” has to be a list",
            ),
            (
                "review_months: 12",
                "review_months: 12\nforwards: [a]",
                "calf.md, line 9: “forwards” has to be “name: value” lines",
            ),
            (
                "review_months: 12",
                "review_months: 12\ntranslated_from: night-cramps 3",
                "calf.md, line 9: “translated_from” has to be “name: value” lines",
            ),
            (
                "review_months: 12",
                "review_months: 12\nrelated: [a]",
                "calf.md, line 9: “related” has to be a list of “name: value” lines",
            ),
        ],
    )
    def test_is_named_with_its_line(self, folder, old, new, said):
        edit(folder, old, new)

        assert any(problem.startswith(said) for problem in problems(folder)), problems(folder)

    def test_without_a_text_is_named(self, folder):
        path = folder / "articles" / "calf.md"
        path.write_text(path.read_text().split("\n## ")[0])

        assert problems(folder) == ["calf.md, line 11: there is no text."]

    def test_with_a_list_for_front_matter_is_named(self, folder):
        (folder / "articles" / "calf.md").write_text("---\n- a\n---\ntext\n")

        assert problems(folder)[0].startswith("calf.md, line 2: write the front matter as “name")

    def test_that_is_not_utf8_is_named_with_its_line(self, folder):
        path = folder / "articles" / "calf.md"
        path.write_bytes(path.read_bytes().replace(b"wakes", b"w\xe4kes"))

        assert problems(folder) == ["calf.md, line 4: this is not UTF-8. Save it as UTF-8."]

    def test_is_named_beside_the_others(self, tmp_path):
        folder = shelf.fill(tmp_path / "library", "one", "two", "three")
        edit(folder, "summary:", "resume:", "one.md")
        edit(folder, "---\ncode", "code", "three.md")

        assert {problem.split(",")[0] for problem in problems(folder)} == {"one.md", "three.md"}


class TestABrokenDataFile:
    @pytest.mark.parametrize(
        ("name", "content", "said"),
        [
            ("sources.json", '[{"id": "a",}]', "sources.json, line 1: "),
            ("sources.json", "{}{", "sources.json, line 1: Extra data"),
            ("sources.json", '{"id": "a"}', "sources.json, line 1: this has to be a list"),
            ("sources.json", "[1]", "sources.json, entry 1: give it an “id”."),
            ("sources.json", '[{"id": 5}]', "sources.json, entry 1: give it an “id”."),
            (
                "sources.json",
                '[{"id": "a"}, {"id": "a"}]',
                "sources.json, entry 2: the id a is used twice.",
            ),
            ("findings.yaml", "- id: a\n  b: [", "findings.yaml, line "),
            ("findings.yaml", "a: b", "findings.yaml, line 1: this has to be a list"),
            ("red-flags.yaml", "\t- a", "red-flags.yaml, line 1: "),
            ("glossary.yaml", "- oedema", "glossary.yaml, line 1: write it as “word: meaning”"),
        ],
    )
    def test_is_named_with_its_line(self, folder, name, content, said):
        (folder / name).write_text(content)

        assert problems(folder)[0].startswith(said)

    def test_is_named_when_it_is_missing(self, folder):
        (folder / "findings.yaml").unlink()

        assert problems(folder) == ["findings.yaml: the file is missing."]

    def test_may_be_empty(self, folder):
        for name in ("findings.yaml", "glossary.yaml"):
            (folder / name).write_text("")

        assert files.read(folder).findings == []


class TestAnEmptyFolder:
    def test_is_no_library(self, tmp_path):
        (tmp_path / "none").mkdir()

        assert problems(tmp_path / "none")[0] == "none/articles: there is no article here."
