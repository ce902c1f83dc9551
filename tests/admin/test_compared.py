from __future__ import annotations

import pytest
from django.urls import reverse

from content.evidence.models import Finding
from tests import factories

OLD = (
    "## Magnesium {#what}\n\nOn it 67 out of 100 got better.[@one] Do not take more than 350 mg.\n"
)
NEW = OLD.replace("67", "76").replace("Do not take", "Take")


@pytest.fixture
def review(people):
    """A review of a text with a wrong number and a “not” that is gone."""
    numbers = {"per_100": {"comparator": 64.4, "intervention": 66.9}}
    names = {"intervention": "on it", "comparator": "without"}
    Finding.objects.create(key="mg", source=factories.source("one"), numbers=numbers | names)
    edition = factories.published(body=OLD)
    return factories.submitted(edition.code, body=NEW)["clinical"]


@pytest.fixture
def page(people, as_, review):
    def opened(query=""):
        address = reverse("admin:content_review_change", args=[review.pk])
        return as_(people.clinician).get(address + query).content.decode()

    return opened


class TestTheComparison:
    def test_counts_in_words_and_leads_to_the_first_of_each_kind(self, page):
        shown = page()

        assert "2 changes could hurt someone" in shown
        assert '<a href="#change-1"><b>1</b> “not”</a>' in shown
        assert '<a href="#change-2"><b>1</b> number</a>' in shown
        assert "<b>0</b> care cards, warning signs, doses, units" in shown

    def test_shows_both_sides_or_one_line_as_the_address_says(self, page):
        sides, line = page(), page("?view=inline")

        assert sides.count('<span class="change__side-name">') == 4
        assert line.count('<span class="change__side-name">') == 0
        for shown in (sides, line):
            assert "removed: </span>67" in shown
            assert "added: </span>76" in shown

    def test_stays_in_one_line_when_a_decision_is_refused(self, people, as_, review, page):
        assert '<input type="hidden" name="view" value="inline" form="decide">' in page(
            "?view=inline"
        )

        address = reverse("admin:content_review_return", args=[review.pk])
        refused = as_(people.clinician).post(address, {"view": "inline"})

        assert "<b>In one line</b>" in refused.content.decode()

    def test_tells_of_a_number_that_no_finding_gives_there_and_at_the_change(self, page):
        told = "76 does not match its finding: mg says 67 out of 100 on it and 64 without."

        assert page().count(told) == 2
        assert "1 number to check against its finding" in page()

    def test_tells_what_a_change_of_several_kinds_counts_as(self, people, as_, page, review):
        later = factories.submitted(
            review.revision.article.code,
            body=OLD.replace("67 out of 100 got better.[@one]", "76 out of 100 got no better."),
        )["clinical"]
        address = reverse("admin:content_review_change", args=[later.pk])

        shown = as_(people.clinician).get(address).content.decode()

        assert "Counted as 1 “not”, 1 number, 1 source." in shown
