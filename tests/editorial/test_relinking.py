"""Who links to an article, and pointing their links at another."""

import pytest

from content.editions.models import Page
from content.editorial import relinking
from content.editorial.people import NotAllowedError
from content.editorial.progress import WorkflowError
from tests import factories
from tests.factories import people, tick

pytestmark = pytest.mark.django_db

OLD_BODY = "## One {#one}\n\nA.\n\n## Two {#two}\n\nB.\n"
NEW_BODY = "## Two {#two}\n\nB.\n"
LINKING = (
    "## A {#a}\n\nSee [[old]], [[old#one|the first]], [[old#two]] and [[old-one]], or [[new]].\n"
)
RELATED = {"code": "old", "kind": "what-helps", "why": "It helps."}


@pytest.fixture
def old():
    return factories.live_page("old", title="Old title", body=OLD_BODY)


@pytest.fixture
def new(old):
    return factories.live_page("new", title="New title", body=NEW_BODY)


@pytest.fixture
def linking(old, new):
    factories.live_page("old-one")
    return factories.live_page("linking", body=LINKING)


def point(old, new, *codes, by=None):
    articles = [factories.article_of(code) for code in codes]
    return relinking.point(articles, old=old, new=new, by=by or people().writer, at=tick())


def told(code):
    return [
        (link.code, link.stands, ", ".join(link.hows), link.sections)
        for link in relinking.linking_to(code)
    ]


class TestWhoLinksHere:
    def test_names_live_pages_with_the_sections(self, linking):
        assert told("old") == [("linking", "live", "a link in the text", ("one", "two"))]

    def test_names_related_pages(self, old):
        factories.published("beside", related=[RELATED])

        assert told("old") == [("beside", "live", "a related page", ())]

    def test_names_drafts(self, old):
        factories.revision("draft", body="See [[old#two]].\n", related=[RELATED])

        assert told("old") == [
            ("draft", "unfinished", "a link in the text, a related page", ("two",)),
        ]

    def test_names_retired_sections_that_went_there(self, old):
        factories.published("moved", body="## Gone {#gone}\n\nA.\n")
        body = "## Here {#here}\n\nA.\n"
        factories.published("moved", body=body, forwards={"gone": "old#one"})

        assert told("old") == [
            ("moved", "live", "a retired section that went there", ("one",)),
        ]

    def test_leaves_out_links_that_no_reader_has_any_more(self, linking):
        factories.published("linking", body="## A {#a}\n\nNothing.\n")

        assert told("old") == []

    def test_leaves_out_links_to_oneself(self, old):
        factories.published("old", body=OLD_BODY + "\nSee [[old#one]].\n")

        assert told("old") == []

    def test_costs_the_same_queries_whoever_links(self, linking, django_assert_num_queries):
        for number in range(3):
            factories.published(f"more-{number}", body="See [[old]].\n")
            factories.revision(f"draft-{number}", body="See [[old]].\n")

        with django_assert_num_queries(3):
            assert len(relinking.linking_to("old")) == 7


class TestPointingLinksElsewhere:
    def test_saves_a_next_revision_with_each_link_changed(self, linking, old, new):
        done = point(old, new, "linking")

        [revision] = done.saved
        assert revision.body == (
            "## A {#a}\n\nSee [[new]], [[new|the first]], [[new#two]] and [[old-one]],"
            " or [[new]].\n"
        )
        assert (revision.number, revision.change_kind) == (2, "minor")
        assert revision.change_note == "Links to “Old title” now lead to “New title”."
        assert done.left == []

    def test_submits_none(self, linking, old, new):
        [revision] = point(old, new, "linking").saved

        assert not revision.reviews.exists()
        assert Page.objects.get(code="linking").edition == linking.edition

    def test_changes_a_related_page(self, old, new):
        factories.published("beside", related=[RELATED])

        [revision] = point(old, new, "beside").saved

        assert revision.related == [RELATED | {"code": "new"}]

    def test_keeps_a_related_page_once(self, old, new):
        both = [RELATED, RELATED | {"code": "new", "why": "It is better."}]
        factories.published("beside", related=both)

        [revision] = point(old, new, "beside").saved

        assert revision.related == both[1:]

    def test_changes_where_a_retired_section_went(self, old, new):
        factories.published("moved", body="## Gone {#gone}\n\nA.\n\n## Off {#off}\n\nB.\n")
        forwards = {"gone": "old#one", "off": "old#two"}
        factories.published("moved", body="## Here {#here}\n\nA.\n", forwards=forwards)

        [revision] = point(old, new, "moved").saved

        assert revision.forwards == {"gone": "new", "off": "new#two"}

    def test_leaves_unfinished_work_to_whoever_is_at_it(self, linking, old, new):
        factories.revision("linking", title="Half written", body=LINKING)

        done = point(old, new, "linking")

        assert done.saved == []
        assert done.left == ["linking: Somebody is at work on it. Change the link in that text."]

    def test_leaves_the_new_page_itself(self, old):
        new = factories.live_page("new", body="## Two {#two}\n\nNot [[old]].\n")

        assert "It is where the links should lead" in point(old, new, "new").left[0]

    def test_leaves_what_it_cannot_change(self, old, new):
        factories.published("apart")

        assert "a list made of the library's data" in point(old, new, "apart").left[0]

    def test_points_from_a_page_that_is_down_already(self, linking, old, new):
        factories.withdrawn(old)

        assert len(point(old, new, "linking").saved) == 1

    def test_refuses_a_page_that_is_not_live(self, linking, old, new):
        factories.withdrawn(new)

        with pytest.raises(WorkflowError, match="another page, and to one that is live"):
            point(old, new, "linking")

    def test_refuses_the_page_itself(self, linking, old):
        with pytest.raises(WorkflowError, match="to another page"):
            point(old, old, "linking")

    def test_is_for_writers(self, linking, old, new):
        with pytest.raises(NotAllowedError, match="You may not write"):
            point(old, new, "linking", by=people().clinician)
