"""The Spanish catalogue says everything that the site says, and nothing that it does not."""

import re

import pytest
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from django.conf import settings

from tests.reading import spoken

PLACEHOLDER = re.compile(r"%\(\w+\)s")
TAG = re.compile(r"<[^>]+>")
# What a template says to nobody, or says in the right language.
NOT_SAID = re.compile(
    r"{#.*?#}|{% blocktranslate.*?{% endblocktranslate %}|{% block page %}.*?{% endblock page %}"
    r"|{%.*?%}|{{.*?}}",
    re.DOTALL,
)
MARKUP = re.compile(r"<[^>]*>|&\w+;")
LETTERS = re.compile(r"[^\W\d_]{2,}")
LANGUAGES = [code for code, _ in settings.LANGUAGES if not code.startswith("en")]


def folder(language):
    return spoken.ROOT / "locale" / language / "LC_MESSAGES"


def written(language):
    with (folder(language) / "django.po").open("rb") as file:
        return [message for message in read_po(file, locale=language) if message.id]


def sides(message):
    """Return each thing that is said, with each thing that it is translated to."""
    ids = message.id if message.pluralizable else (message.id,)
    strings = message.string if message.pluralizable else (message.string,)
    return [(said, string) for said in ids for string in strings]


@pytest.mark.parametrize("language", LANGUAGES)
class TestTheCatalogue:
    def test_has_every_word_of_the_public_site(self, language):
        known = {message.id for message in written(language)}

        missing = {m: where for m, where in spoken.messages().items() if m not in known}

        assert missing == {}, f"Write these into locale/{language}, in the language itself."

    def test_has_no_word_that_the_site_has_given_up(self, language):
        said = set(spoken.messages())

        assert [message.id for message in written(language) if message.id not in said] == []

    def test_leaves_nothing_open(self, language):
        open_ = [m.id for m in written(language) if m.fuzzy or not all(s for _, s in sides(m))]

        assert open_ == []

    def test_keeps_every_placeholder_and_every_tag(self, language):
        differing = [
            message.id
            for message in written(language)
            for said, string in sides(message)
            for pattern in (PLACEHOLDER, TAG)
            if sorted(pattern.findall(said)) != sorted(pattern.findall(string))
        ]

        assert differing == []

    def test_is_what_django_reads(self, language):
        with (folder(language) / "django.mo").open("rb") as file:
            compiled = {sides(m)[0][0]: sides(m) for m in read_mo(file) if m.id}

        assert compiled == {sides(m)[0][0]: sides(m) for m in written(language)}, (
            "Run: .venv/bin/pybabel compile -D django -d locale"
        )


class TestTheWords:
    def test_are_found_in_code_and_in_templates(self):
        found = spoken.messages()

        assert found["Choose yes or no, then send it."] == "content/reading/feedback.py"
        assert found["This page is broken at the moment"] == "templates/500.html"
        assert "j F Y" in found

    def test_are_none_of_the_desks(self):
        assert not [where for where in spoken.messages().values() if "templates/admin" in where]

    @pytest.mark.parametrize("name", ["reading", "includes", "expert", "."])
    def test_are_all_of_a_templates_words(self, name):
        """What is left of a template without its tags and markup has no letters."""
        root = spoken.ROOT / "templates" / name
        paths = (
            root.glob("*.html") if name == "." else [*root.rglob("*.html"), *root.rglob("*.svg")]
        )

        left = {
            path.name: words
            for path in sorted(paths)
            if (words := LETTERS.findall(MARKUP.sub("", NOT_SAID.sub("", path.read_text()))))
        }

        # A page for when nothing works cannot ask what the site is called.
        assert left == ({"plain.html": ["Leg", "Cramps"]} if name == "includes" else {})
