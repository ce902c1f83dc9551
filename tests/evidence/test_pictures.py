"""Pictures of findings, drawn to scale."""

import re

import pytest

from content.evidence import pictures
from content.evidence.pictures import Estimate

WORDS = {"fewer": "fewer a night", "more": "more a night", "title": "1 fewer"}


def axis(svg):
    return re.findall(r'<text x="[\d.]+" y="\d+">([\d.]+)</text>', svg)


class TestAnIntervalPlot:
    def test_has_room_on_both_sides_of_no_difference(self):
        svg = pictures.interval_plot([Estimate(-1.2, -1.8, -0.6)], none=0, **WORDS)

        assert axis(svg) == ["2", "1.5", "1", "0.5", "0", "0.5"]

    def test_keeps_a_small_step_small(self):
        steps = [Estimate(4.4, name="none"), Estimate(4.6, name="two")]

        svg = pictures.interval_plot(steps, none=4.4, reach=(3.5, 5.5), **WORDS)

        assert axis(svg)[0] == "3.5"
        assert axis(svg)[-1] == "5.5"

    def test_is_told_to_those_who_do_not_see_it(self):
        svg = pictures.interval_plot([Estimate(-1.2, -1.8, -0.6)], none=0, **WORDS)

        assert 'role="img" aria-label="1 fewer"' in svg
        # Nothing else of it is told.
        hidden = re.fullmatch(r'<svg [^>]*><g aria-hidden="true">(.*)</g></svg>', svg)
        assert hidden
        assert hidden[1].count("<g") == hidden[1].count("</g>")

    def test_is_refused_when_the_estimate_lies_outside_its_range(self):
        with pytest.raises(ValueError, match="does not lie between"):
            pictures.interval_plot([Estimate(1, 2, 3)], none=0, **WORDS)


class TestAnIconArray:
    def test_draws_as_many_people_as_it_counts(self):
        html = pictures.icon_array("better", [(64, "without"), (67, "with")])

        assert "M0 0H120V96H0zM0 96H48V112H0z" in html
        assert "M0 0H120V96H0zM0 96H84V112H0z" in html

    def test_is_refused_for_more_than_everybody(self):
        with pytest.raises(ValueError, match="101 people out of 100"):
            pictures.icon_array("better", [(101, "with")])
