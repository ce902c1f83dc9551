"""Languages by their tags."""

import pytest
from django.utils import translation

from content.editions import languages


class TestALanguage:
    @pytest.mark.parametrize(
        ("tag", "name"), [("en-GB", "English"), ("es", "Español"), ("fr-CA", "Français")]
    )
    def test_calls_itself_by_its_own_name(self, tag, name):
        assert languages.own_name(tag) == name

    def test_is_called_otherwise_in_another(self):
        with translation.override("es"):
            assert languages.name("en-GB") == "inglés"
        with translation.override("en-gb"):
            assert languages.name("es") == "Spanish"

    @pytest.mark.parametrize("tag", ["ar", "he", "fa", "ps", "ur-PK"])
    def test_is_written_from_right_to_left(self, tag):
        assert languages.direction(tag) == "rtl"

    def test_is_written_from_left_to_right_otherwise(self):
        assert languages.direction("es-MX") == "ltr"

    def test_is_not_known_by_any_two_letters(self):
        assert languages.is_known("es-MX")
        assert not languages.is_known("xx")


class TestAroundAText:
    @pytest.mark.parametrize(
        ("text", "site"), [("es-MX", "es"), ("en-GB", "en-gb"), ("ar", "en-gb")]
    )
    def test_the_site_speaks_its_language_or_else_the_sites(self, text, site):
        assert languages.spoken(text) == site

    def test_the_languages_are_told_apart_only_where_they_are_two(self):
        with languages.speaking("es-MX"):
            assert languages.around("es-MX") == {"page_language": "es-MX"}
        with languages.speaking("ar"):
            assert languages.around("ar") == {
                "page_language": "en-gb",
                "text": {"lang": "ar", "dir": "rtl"},
                "ours": {"lang": "en-gb", "dir": "ltr"},
            }
