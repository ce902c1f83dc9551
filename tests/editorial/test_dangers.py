from __future__ import annotations

from types import SimpleNamespace

import pytest

from content import rendering
from content.editorial import dangers, readings

TEXT = {
    "title": "Night cramps",
    "summary": "A night cramp wakes you.",
    "key_points": ["Most are harmless."],
    "codes": [{"system": "ICD-10", "code": "R25.2", "meaning": "Cramp", "basis": "recalled"}],
    "related": [{"code": "causes", "kind": "what-next", "why": "If you wonder why"}],
    "also_called": ["charley horse"],
    "slug": "night-cramps",
    "topic": "causes",
    "language": "en-GB",
    "review_months": 12,
    "translated_from": None,
    "forwards": {},
    "leaning": {},
}
BODY = """\
Start here.

## Magnesium {#magnesium}

In trials 67 of 100 people got better.[@one] Do not take more than 350 mg a day.
Ask [[causes|why it happens]]. Take two tablets, not three.

::: dont
- rub a swollen leg
:::

::: urgent Get medical advice today if
- one leg is swollen
- it hurts all the time
:::

::: emergency Call now if
- you cannot breathe
:::
"""
LOOKUP = rendering.Lookup(
    links={
        "causes": rendering.LinkTarget("/causes/", "Causes"),
        "quinine": rendering.LinkTarget("/quinine/", "Quinine"),
    },
    sources=frozenset({"one", "two"}),
    images={"drawing:calf": rendering.ImageFile("/media/x.svg", 1, 1)},
)


def reading(body=BODY, **text):
    document = rendering.render(body, resolve=LOOKUP)
    return readings.reading(SimpleNamespace(**{**TEXT, **text}), document)


def counts(new, old=BODY, **text):
    comparison = dangers.compare(reading(old), reading(new, **text))
    return {name: count for count, name, _ in comparison.tally() if count}


class TestWhatCouldHurtSomebody:
    def test_is_nothing_when_nothing_changed(self):
        comparison = dangers.compare(reading(), reading())

        assert comparison.dangerous == comparison.other == ()

    @pytest.mark.parametrize(
        ("before", "after", "found"),
        [
            ("67 of 100", "76 of 100", {"number": 1}),
            ("67 of 100", "100 of 67", {"numbers": 2}),
            ("350 mg", "530 mg", {"dose": 1}),
            ("350 mg", "350 g", {"dose": 1}),
            ("two tablets", "ten tablets", {"dose": 1}),
            ("Do not take", "Do take", {"“not”": 1}),
            ("tablets, not three", "tablets, or three", {"“not”": 1}),
            ("::: dont", "::: do", {"“not”": 1}),
            ("::: urgent", "::: nonurgent", {"care card": 1}),
            ("- you cannot breathe", "- you can breathe", {"warning sign": 1, "“not”": 1}),
            ("[[causes|why it happens]]", "why it happens", {"link": 1}),
            ("[[causes|why", "[[quinine|why", {"link": 1}),
            ("[@one]", "[@two]", {"source": 1}),
            ("[@one]", "", {"source": 1}),
            ("Start here.", "![A calf](drawing:calf)\n\nStart here.", {"picture": 1}),
        ],
    )
    def test_is_found_and_counted(self, before, after, found):
        assert before in BODY

        assert counts(BODY.replace(before, after)) == found

    def test_is_found_in_codes_and_around_the_text(self):
        assert counts(BODY, codes=[]) == {"clinical code": 1}
        assert counts(BODY, key_points=["Most are not harmless."]) == {"“not”": 1}
        assert counts(BODY, summary="3 night cramps wake you.") == {"number": 1}
        assert counts(BODY, review_months=24) == {"number": 1}

    def test_is_found_in_what_the_text_leans_on(self):
        for kind, key, old, new in (
            ("sources", "one", {"kind": "Review"}, {"kind": "Trial"}),
            ("flags", "clot", {"urgency": "urgent"}, {"urgency": "nonurgent"}),
            ("flags", "clot", {"tell": {"uk": "Call 999"}}, {"tell": {"uk": "Call 111"}}),
            ("images", "drawing:calf", {"sha256": "a" * 64}, {"sha256": "b" * 64}),
        ):
            before, after = ({kind: {key: row}} for row in (old, new))

            comparison = dangers.compare(reading(leaning=before), reading(leaning=after))

            assert [change.counts.total() for change in comparison.dangerous] == [1]

    def test_shows_a_new_address_as_a_change(self):
        comparison = dangers.compare(reading(), reading(slug="cramps-at-night"))

        assert [change.where for change in comparison.other] == ["the address"]

    def test_is_found_in_a_card_that_went(self):
        without = BODY[: BODY.index("::: emergency")]

        assert counts(without)["care card"] == 1

    def test_is_not_other_wording(self):
        comparison = dangers.compare(reading(), reading(BODY.replace("Start here", "Begin here")))

        assert not comparison.dangerous
        assert [change.name for change in comparison.other] == ["Wording changed"]

    @pytest.mark.parametrize(
        "again",
        [
            BODY.replace("350 mg a day.\nAsk", "350 mg a day. Ask"),
            BODY.replace("people got", "people\ngot"),
            BODY.replace("\n\n", "\n\n\n"),
            BODY.replace("- it hurts all the time\n", "").replace(
                "- one leg is swollen\n", "- it hurts all the time\n- one leg is swollen\n"
            ),
        ],
    )
    def test_is_nothing_when_lines_only_break_or_stand_elsewhere(self, again):
        assert counts(again) == {}


class TestAChange:
    def test_says_which_way_a_card_went(self):
        down = dangers.compare(reading(), reading(BODY.replace("::: urgent", "::: nonurgent")))
        up = dangers.compare(reading(BODY.replace("::: urgent", "::: nonurgent")), reading())

        assert down.dangerous[0].name == "Care card lowered"
        assert up.dangerous[0].name == "Care card raised"

    def test_says_what_it_is_and_where(self):
        change = dangers.compare(reading(), reading(BODY.replace("67", "76"))).dangerous[0]

        assert (change.name, change.where) == ("Number changed", "Magnesium")

    def test_comes_in_order_of_danger(self):
        new = BODY.replace("67", "76").replace("Do not", "Do")
        new = new.replace("::: urgent", "::: nonurgent")

        kinds = [change.name for change in dangers.compare(reading(), reading(new)).dangerous]

        assert kinds == ["Care card lowered", "“Not” changed", "Number changed"]

    def test_is_pointed_to_by_the_tally(self):
        new = BODY.replace("67", "76").replace("Do not", "Do")
        tally = dangers.compare(reading(), reading(new)).tally()

        assert {name: first for count, name, first in tally if count} == {"“not”": 1, "number": 2}
