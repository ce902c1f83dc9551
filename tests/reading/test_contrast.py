"""Every pair of colours that carries words or meaning, measured from the tokens themselves."""

import pytest

from tests.reading import colours

AAA, EDGE = 7.0, 3.0

WORDS = [
    ("text", "page"),
    ("text", "raised"),
    ("text", "sunk"),
    ("text", "mark"),
    ("text-soft", "page"),
    ("text-soft", "raised"),
    ("text-soft", "sunk"),
    ("accent", "page"),
    ("accent", "raised"),
    ("accent", "sunk"),
    ("page", "accent"),
    ("now-text", "now"),
    ("now-accent", "now"),
    ("calm", "raised"),
    ("urgent", "raised"),
    ("emergency", "page"),
    ("emergency-text", "emergency-fill"),
]
EDGES = [
    ("edge", "page"),
    ("edge", "raised"),
    ("edge", "sunk"),
    ("focus", "page"),
    ("focus", "raised"),
    ("focus", "sunk"),
    ("now-accent", "now"),
    ("calm", "page"),
    ("urgent", "page"),
    ("urgent", "sunk"),
    ("emergency", "page"),
    ("emergency", "raised"),
]
LIGHTS = [
    (),
    (colours.DARK,),
    (colours.MORE_CONTRAST,),
    (colours.DARK, colours.MORE_CONTRAST),
]
in_every_light = pytest.mark.parametrize(
    "conditions", LIGHTS, ids=lambda row: " ".join(row) or "day"
)


def named(pair):
    return " on ".join(pair)


@in_every_light
class TestColours:
    @pytest.mark.parametrize("pair", WORDS, ids=named)
    def test_words_stand_out_seven_to_one(self, pair, conditions):
        ratio = colours.contrast(*pair, colours.tokens(*conditions))

        assert round(ratio, 2) >= AAA

    @pytest.mark.parametrize("pair", EDGES, ids=named)
    def test_edges_that_mean_something_stand_out_three_to_one(self, pair, conditions):
        ratio = colours.contrast(*pair, colours.tokens(*conditions))

        assert round(ratio, 2) >= EDGE


class TestNight:
    def test_gives_every_palette_colour_again_but_those_that_are_night_already(self):
        day, night = colours.blocks()[None], colours.blocks()[colours.DARK]
        palette = {name for name, value in day.items() if value.startswith("oklch")}

        kept = palette - set(night)

        assert kept == {"cream", "lamp"}

    def test_nothing_is_pure_white_or_pure_black(self):
        for conditions in LIGHTS[:2]:
            found = colours.tokens(*conditions)
            measured = [
                colours.luminance(name, found)
                for name, value in found.items()
                if value.startswith("oklch")
            ]

            assert all(0.0 < light < 1.0 for light in measured)


class TestMoreContrast:
    def test_turns_soft_words_and_all_edges_into_the_colour_of_words(self):
        asked_for = colours.blocks()[colours.MORE_CONTRAST]

        assert asked_for == dict.fromkeys(["text-soft", "edge", "rule"], "var(--text)")


class TestMeasuring:
    def test_refuses_a_colour_it_cannot_read(self):
        with pytest.raises(ValueError, match="--page is not written as oklch"):
            colours.luminance("page", {"page": "#faf7f0"})

    def test_agrees_with_what_a_browser_measured(self):
        day = colours.tokens()

        assert colours.contrast("text", "page", day) == pytest.approx(14.1, abs=0.2)
        assert colours.contrast("emergency-text", "emergency-fill", day) == pytest.approx(
            9.4, abs=0.2
        )
