"""Remedies and myths, written out as Markdown."""

from content.evidence import tables


def remedy(**changes):
    return {
        "name": "Magnesium",
        "group": "night",
        "tried": "177 people",
        "tested": True,
        "with": 67,
        "without": 64,
        "likely": "54 to 83",
        "cramps": None,
        "helped": "a quarter fewer cramps",
        "result": "It makes little or no difference.",
        "harms": "It can cause diarrhoea.",
        "certainty": "does",
        "finding": None,
        "sources": ["cochrane-magnesium-2020"],
        "page": "magnesium-for-cramps#older",
    } | changes


class TestRemedies:
    def test_say_both_sides_out_of_100(self):
        written = tables.remedies([remedy()])

        assert "67 out of 100 got better with it (likely 54 to 83), 64 without" in written

    def test_link_the_page_and_cite_the_source_in_one_row(self):
        row = tables.remedies([remedy()]).splitlines()[2]

        assert row.count(" | ") == 4
        assert "[[magnesium-for-cramps#older\\|Magnesium]]" in row
        assert "[@cochrane-magnesium-2020]" in row

    def test_say_in_words_what_was_counted_in_cramps(self):
        counted = remedy(**{"with": None, "without": None, "cramps": "about 1 fewer a week"})

        assert "about 1 fewer a week" in tables.remedies([counted])

    def test_stand_in_a_list_of_their_own_when_nobody_tested_them(self):
        written = tables.remedies([remedy(), remedy(name="Soap", tested=False)])

        table, rest = written.split("**Not tested")
        assert "Soap" not in table
        assert "|Soap]]" in rest

    def test_give_certainty_in_one_of_four_answers(self):
        assert "| we do not know |" in tables.remedies([remedy(certainty="unknown")])

    def test_say_why_we_are_sure_beside_the_word_for_it(self):
        assert "| does (good trials agree) |" in tables.remedies([remedy()])


class TestMyths:
    def test_quote_the_claim_and_give_the_verdict_before_the_reason(self):
        written = tables.myths(
            [
                {
                    "says": "Bananas stop cramps.",
                    "verdict": "not-true",
                    "why": "They are too slow.",
                    "sources": ["miller-banana-2012"],
                    "page": "prevention",
                }
            ]
        )

        assert written == (
            "### “Bananas stop cramps.”\n\n**Not true.** They are too slow.[@miller-banana-2012]"
            " More: [[prevention]]"
        )
