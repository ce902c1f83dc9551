from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from content import rendering
from content.editorial import agreement, listing
from content.evidence import tables
from content.starter import rows

STARTER = Path(rows.__file__).parent
FINDINGS = {
    row["id"]: row
    for row in yaml.safe_load((STARTER / "findings.yaml").read_text(encoding="utf-8"))
}
TRUE = """\
On magnesium 67 out of 100 got better,
and 64 out of 100 on a dummy tablet.[@cochrane-magnesium-2020]
The trials had 177 people in 3 trials.[@cochrane-magnesium-2020]
Of every 100 cramps, 29 went away.
With magnesium 10 more in every 100 did.[@cochrane-magnesium-2020]
Cramps were 0.2 a week fewer, likely between 0.8 fewer and 0.5 more.[@cochrane-magnesium-2020]

Quinine means about 1 fewer cramp a week.[@cochrane-quinine-2015] It was 8.8 cramps in two weeks,
and 6.3 on quinine.[@cochrane-quinine-2015]
Side effects: 13 out of 100, so 3 more in every 100.[@cochrane-quinine-2015]

Pain fell by 1.3 points, likely between 0.9 and 1.7, in 80 people.[@hallegraeff-2012]
All 191 people took quinine.[@coppin-2005] Up to 8 more cramps in four weeks.[@coppin-2005]
Pain fell by 2.0 points with meditation.[@tapper-relax-2024]
"""


def everything(body):
    named = rendering.leanings(body)
    return rendering.Lookup(sources=named.sources)


def disagreeing(body, findings=FINDINGS):
    document = rendering.render(body, resolve=everything(body))
    return [(each.number, each.finding) for each in agreement.of(document, findings)]


class TestANumber:
    def test_agrees_as_it_is_or_rounded_or_counted_another_way(self):
        assert disagreeing(TRUE) == []

    @pytest.mark.parametrize(
        ("was", "becomes", "number", "finding"),
        [
            ("67 out of 100", "76 out of 100", "76", "magnesium-responders"),
            ("64 out of 100", "46 out of 100", "46", "magnesium-responders"),
            ("177 people", "771 people", "771", "magnesium-number"),
            ("3 trials", "33 trials", "33", "magnesium-number"),
            ("29 went", "92 went", "92", "magnesium-percent"),
            ("0.2 a week", "2.2 a week", "2.2", "magnesium-number"),
            ("0.8 fewer", "8.8 fewer", "8.8", "magnesium-number"),
            ("1 fewer cramp a week", "5 fewer cramps a week", "5", "quinine-number"),
            ("6.3 on quinine", "3.6 on quinine", "3.6", "quinine-number"),
            ("13 out of 100", "31 out of 100", "31", "quinine-minor-harm"),
            ("1.3 points", "13 points", "13", "stretch-both-severity"),
            ("0.9 and 1.7", "0.9 and 17", "17", "stretch-both-severity"),
            ("80 people", "8 people", "8", "stretch-both-severity"),
            # Two findings of one trial give the same number of people, so either will do.
            ("191 people", "119 people", "119", "stretch-calf-only"),
            ("8 more cramps", "18 more cramps", "18", "quinine-stopping"),
            ("2.0 points", "20 points", "20", "stretch-v-meditation"),
        ],
    )
    def test_that_no_finding_gives_is_told_with_the_nearest(self, was, becomes, number, finding):
        assert was in TRUE

        assert disagreeing(TRUE.replace(was, becomes, 1)) == [(number, finding)]

    @pytest.mark.parametrize(
        "sentence",
        [
            "About 2 in 3 people have cramps.[@cochrane-magnesium-2020]",
            "Hold it for 10 seconds, 3 times.[@hallegraeff-2012]",
            "In 2020 a review of 11 studies asked people over 60.[@cochrane-magnesium-2020]",
            "Take no more than 350 mg a day.[@cochrane-magnesium-2020]",
            "Some say 76 out of 100.",
            "Some say 76 out of 100.[@another]",
            "Some say 76 out of 100.[@another; @cochrane-magnesium-2020]",
            "Of 12 visits 7 were short.[@cochrane-magnesium-2020]",
        ],
    )
    def test_in_another_form_or_of_another_source_is_let_be(self, sentence):
        assert disagreeing(sentence) == []

    def test_belongs_to_the_next_citation_of_its_paragraph(self):
        body = "On it 76 out of 100 got better. Many did.[@cochrane-magnesium-2020]\n\nSo 9 people."

        assert disagreeing(body) == [("76", "magnesium-responders")]

    def test_stands_on_its_line_and_says_what_the_finding_says(self):
        body = "Words.\n\nOn it 76 out of 100 got better.[@cochrane-magnesium-2020]\n"
        document = rendering.render(body, resolve=everything(body))

        found = agreement.of(document, FINDINGS)[0]

        assert found.line == 3
        assert str(found) == (
            "76 does not match its finding: magnesium-responders says 67 out of 100 on magnesium"
            " and 64 on a dummy tablet."
        )

    @pytest.mark.parametrize(
        ("key", "body", "says"),
        [
            (
                "stretch-both-severity",
                "Pain was 9 points less.[@hallegraeff-2012]",
                "1.3 cm milder (likely between 1.7 cm milder and 0.9 cm milder)",
            ),
            (
                "pickle-cirrhosis-severity",
                "It fell by 9 points.[@tapper-piccles-2022]",
                "pickle juice: 2.25 points milder, and water: 0.36 points milder",
            ),
        ],
    )
    def test_says_a_range_and_groups_as_they_are(self, key, body, says):
        document = rendering.render(body, resolve=everything(body))

        assert agreement.of(document, {key: FINDINGS[key]})[0].says == says


class TestTheStarterLibrary:
    @pytest.mark.parametrize(
        "path", sorted((STARTER / "articles").glob("*.md")), ids=lambda p: p.stem
    )
    def test_agrees_with_its_findings(self, path):
        body = path.read_text(encoding="utf-8").split("\n---\n", 1)[1]
        body = listing.put_in(
            body, {f"{k} {g}": written(k, g) for k, g in listing.LIST.findall(body)}
        )

        assert disagreeing(body) == []


def written(kind, group):
    found = yaml.safe_load((STARTER / f"{kind}.yaml").read_text(encoding="utf-8"))
    if kind == "remedies":
        return tables.remedies([row for row in found if row["group"] == group])
    return tables.myths([row for row in found if listing._place(row) == group])
