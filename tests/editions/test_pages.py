"""Pages and editions: which rows are which."""

from datetime import date

import pytest

from content.editions.models import Page
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def pages():
    factories.published("causes")
    factories.published("night-cramps", topic="causes")
    factories.published("night-cramps", topic="causes", slug="moved")
    factories.withdrawn(factories.live_page("gone"))


def slugs(pages):
    return sorted(page.slug for page in pages)


class TestPages:
    def test_are_live_where_an_edition_stands(self, pages):
        assert slugs(Page.objects.live()) == ["causes", "moved"]

    def test_guide_a_topic_that_is_their_own(self, pages):
        assert slugs(Page.objects.guides()) == ["causes"]

    def test_are_listed_in_one_query(self, pages, django_assert_num_queries):
        with django_assert_num_queries(1):
            titles = [page.edition.title for page in Page.objects.listed()]

        assert len(titles) == 2

    def test_come_with_their_words_in_one_query(self, pages, django_assert_num_queries):
        with django_assert_num_queries(1):
            shown = [page.rendering.html for page in Page.objects.live().with_words()]

        assert all(shown)

    def test_are_named_by_their_address(self, pages):
        page = Page.objects.get(slug="moved")

        assert str(page) == page.get_absolute_url() == "/moved/"
        assert page.is_live()

    def test_remember_their_last_title(self, pages):
        assert Page.objects.get(slug="gone").last_title() == "Night cramps"


class TestAnEdition:
    @pytest.mark.parametrize(
        ("today", "overdue"), [(date(2027, 11, 22), False), (date(2027, 11, 23), True)]
    )
    def test_is_overdue_the_day_after_it_was_due(self, today, overdue):
        assert factories.published().is_overdue(today) is overdue


class TestWhatRowsAreCalled:
    def test_says_what_they_are(self):
        edition = factories.published("night-cramps")
        gone = factories.withdrawn(Page.objects.get())
        revision = factories.article_of("night-cramps").newest()
        picture = factories.picture(b"<svg/>")

        names = [
            str(row)
            for row in (
                edition,
                revision,
                revision.article,
                revision.reviews.get(role="clinical"),
                revision.publication,
                gone.withdrawal,
                edition.renderings.get(),
                revision.contributions.get(),
                factories.source("cochrane", title="Magnesium"),
            )
        ]

        assert names == [
            "Night cramps, edition 1",
            "Night cramps, revision 1",
            "night-cramps",
            "Clinical review of Night cramps, revision 1",
            "Night cramps, revision 1 became Night cramps, edition 1",
            f"{gone.pk} withdrawn: mistake",
            f"{edition.pk} as HTML, 1",
            f"{revision.written_by_id} in {revision.pk}",
            "cochrane: Magnesium",
        ]
        assert str(picture).endswith(".svg, 40 by 30")
