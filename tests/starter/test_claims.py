"""A map of claims that leads nowhere is named by its line."""

import pytest

from content.starter import claims

SECTIONS = {"night-cramps": {"what", "now"}}


@pytest.fixture
def lost(tmp_path):
    def of(text):
        path = tmp_path / "claims-map.yaml"
        path.write_text(text)
        return list(claims.lost(path, SECTIONS))

    return of


class TestAMapOfClaims:
    def test_may_lead_to_sections_that_exist(self, lost):
        assert lost("one: [{article: night-cramps, section: what}]\n") == []

    @pytest.mark.parametrize(
        ("place", "fault"),
        [
            ("{article: night-cramps, section: then}", "night-cramps has no section then."),
            ("{article: day-cramps, section: what}", "there is no article day-cramps."),
            ("{article: night-cramps}", "give an article and a section."),
        ],
    )
    def test_is_refused_by_line_when_it_leads_nowhere(self, lost, place, fault):
        text = f"one: [{{article: night-cramps, section: now}}]\ntwo: [{place}]\n"

        assert lost(text) == [f"claims-map.yaml, line 2: two: {fault}"]

    def test_has_to_be_yaml(self, lost):
        assert lost("one: [\n") == ["claims-map.yaml, line 2: this is not YAML."]

    def test_may_be_left_out(self, tmp_path):
        assert list(claims.lost(tmp_path / "claims-map.yaml", SECTIONS)) == []
