"""What readers tell us, at the desk."""

import pytest
from django.urls import reverse

from content.editions.heard import Feedback
from tests import factories

ADDRESS = "/admin/feedback/"


@pytest.fixture
def said(people):
    factories.published("night-cramps")
    return factories.heard("night-cramps", words="Say <b>how</b> long.")


@pytest.fixture
def step(said, as_, people):
    def take(name, by="editor", **typed):
        address = reverse(f"admin:{name}_feedback", args=[said.pk])
        return as_(getattr(people, by)).post(address, typed, follow=True)

    return take


class TestThePage:
    @pytest.mark.parametrize("name", ["writer", "clinician", "editor"])
    def test_shows_words_as_words(self, said, as_, people, name):
        page = as_(getattr(people, name)).get(ADDRESS).content.decode()

        assert "Say &lt;b&gt;how&lt;/b&gt; long." in page

    def test_counts_yes_and_no_by_edition(self, people, as_):
        for number, helpful in ((1, True), (1, False), (2, True), (2, True)):
            factories.heard("night-cramps", helpful=helpful, number=number)

        page = as_(people.editor).get(ADDRESS)

        rows = [tuple(row.values()) for row in page.context["counted"]]
        assert rows == [("night-cramps", 2, 2, 0), ("night-cramps", 1, 1, 1)]

    def test_can_be_of_one_page(self, said, as_, people):
        factories.heard("other", words="Of another page.")

        page = as_(people.editor).get(ADDRESS, {"page": "night-cramps"}).content.decode()

        assert "Say &lt;b&gt;how" in page
        assert "Of another page." not in page

    def test_offers_only_editions_that_came_after(self, said, as_, people):
        before = as_(people.editor).get(ADDRESS).content.decode()
        factories.published("night-cramps")
        after = as_(people.editor).get(ADDRESS).content.decode()

        assert "<option" not in before.split("</header>")[-1].split("Set aside")[0]
        assert '<option value="2">edition 2</option>' in after
        assert '<option value="1">' not in after

    def test_is_said_to_be_empty(self, as_, people):
        assert "Nothing to read." in as_(people.editor).get(ADDRESS).content.decode()

    def test_is_led_to_from_the_front_page(self, said, as_, people):
        page = as_(people.writer).get("/admin/").content.decode()

        assert "What readers tell us" in page
        assert "1 to read" in page

    def test_is_not_for_a_stranger(self, said, as_, people):
        stranger = as_(people.stranger)

        assert stranger.get(ADDRESS).status_code == 403
        assert "how&lt;" not in stranger.get(ADDRESS).content.decode()
        assert "What readers tell us" not in stranger.get("/admin/").content.decode()

    def test_costs_the_same_however_much_was_said(self, said, as_, people, queries_of):
        one = queries_of(as_(people.editor), ADDRESS)
        for number in range(5):
            factories.heard(f"page-{number}", words="More.")

        assert queries_of(as_(people.editor), ADDRESS) == one


class TestSettling:
    def test_notes_the_edition_that_answers(self, said, step):
        factories.published("night-cramps")

        page = step("settle", step="led-to", led_to="2").content.decode()

        assert "Led to edition 2 by editor" in page
        assert Feedback.objects.answered("night-cramps") == {2: 1}

    def test_sets_aside(self, said, step):
        assert (
            "Set aside by writer" in step("settle", by="writer", step="set-aside").content.decode()
        )

    @pytest.mark.parametrize(
        ("led_to", "told"),
        [
            ("", "Choose the edition that answers it"),
            ("x", "Choose the edition that answers it"),
            ("1", "This was said of edition 1."),
            ("9" * 99, "has no edition 999999999 yet"),
        ],
    )
    def test_says_why_not(self, step, led_to, told):
        answer = step("settle", step="led-to", led_to=led_to)

        assert answer.status_code == 409
        assert told in answer.content.decode()

    def test_is_not_for_those_who_do_not_write(self, said, step):
        assert step("settle", by="clinician", step="set-aside").status_code == 403
        assert step("settle", by="stranger", step="set-aside").status_code == 403
        assert not Feedback.objects.exclude(settled_at=None).exists()


class TestTakingWordsOut:
    def test_leaves_the_yes_or_no(self, said, step):
        page = step("strike").content.decode()

        assert "Say &lt;b&gt;how" not in page
        assert Feedback.objects.get().helpful is False

    def test_is_not_done_by_get(self, said, as_, people):
        address = reverse("admin:strike_feedback", args=[said.pk])

        assert as_(people.editor).get(address).status_code == 405
        assert Feedback.objects.get().words
