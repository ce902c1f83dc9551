from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from content.editorial import commenting
from content.editorial.comments import Comment
from content.editorial.reviews import Review
from tests import factories
from tests.admin import typed

BODY = "## What to do {#what}\n\nPull your toes up. Hold for ten seconds.\n"
HOLD = "Hold for ten seconds."


def at(review, step="change"):
    return reverse(f"admin:content_review_{step}", args=[review.pk])


def overview(article):
    return reverse("admin:content_article_change", args=[article.pk])


@pytest.fixture
def review(people):
    return factories.submitted("night-cramps", body=BODY)["clinical"]


def part_of(client, review, name):
    """The number under which the page offers a part."""
    parts = [part for part, _ in client.get(at(review)).context["parts"]]
    return str(parts.index(name) + 1)


def saying(number, words="Why ten?", sentence=HOLD):
    return {"part": number, f"sentence-{number}": sentence, f"words-{number}": words}


class TestCommentingOnTheReviewPage:
    def test_offers_every_sentence_part_by_part(self, people, as_, review):
        page = as_(people.clinician).get(at(review)).content.decode()

        assert "<summary>What to do</summary>" in page
        assert f'value="{HOLD}" form="decide"' in page
        assert "<summary>The whole text</summary>" in page

    def test_keeps_what_was_said_of_a_sentence(self, people, as_, review):
        client = as_(people.clinician)
        number = part_of(client, review, "What to do")

        page = client.post(at(review, "comment"), saying(number))

        said = Comment.objects.get()
        assert page.status_code == 200
        assert (said.sentence, said.part, said.words) == (HOLD, "What to do", "Why ten?")
        assert said.by == people.clinician
        assert "Your comment is kept." in page.content.decode()
        assert "1 comment to be answered" in page.content.decode()

    def test_keeps_what_was_said_of_the_whole_text(self, people, as_, review):
        as_(people.writer).post(at(review, "comment"), saying("whole", sentence=""))

        assert Comment.objects.get().sentence == ""

    def test_leaves_answers_ticks_and_note_as_they_were(self, people, as_):
        factories.published("night-cramps", body=BODY)
        review = factories.submitted("night-cramps", body=BODY.replace("ten", "20"))["clinical"]
        form = typed.yes(review, note="A thought.")

        page = as_(people.clinician).post(
            at(review, "comment"), {**form, **saying("whole", sentence="")}
        )

        text = page.content.decode()
        assert {each.what: each.count for each in page.context["left"]} == {
            "changes": 0,
            "questions": 0,
            "denied": 0,
            "comments": 1,
        }
        assert "A thought." in text
        assert not Review.objects.get(pk=review.pk).decision

    @pytest.mark.parametrize("number", ["", "0", "99", "x", "-1", "²"])
    def test_asks_for_a_sentence(self, people, as_, review, number):
        page = as_(people.clinician).post(at(review, "comment"), saying(number))

        assert page.status_code == 409
        assert "Choose the sentence that you mean" in page.content.decode()
        assert not Comment.objects.exists()

    def test_gives_back_what_was_typed_when_it_is_refused(self, people, as_, review):
        client = as_(people.clinician)
        number = part_of(client, review, "What to do")

        page = client.post(
            at(review, "comment"), saying(number, words="<b>Why?", sentence="Not there.")
        )

        assert page.status_code == 409
        assert "This sentence does not stand in revision 1." in page.content.decode()
        assert "&lt;b&gt;Why?</textarea>" in page.content.decode()

    def test_is_not_for_those_who_neither_write_nor_decide(self, people, as_, review):
        watcher = factories.person("watcher", "clinical reviewers")
        watcher.groups.clear()
        watcher.user_permissions.set(_viewing())
        client = as_(type(watcher).objects.get(pk=watcher.pk))

        assert "Comment on a sentence" not in client.get(at(review)).content.decode()
        assert client.post(at(review, "comment"), saying("whole")).status_code == 403

    @pytest.mark.parametrize("step", ["comment", "answer"])
    def test_is_never_done_by_a_link(self, people, as_, review, step):
        assert as_(people.clinician).get(at(review, step)).status_code == 405

    def test_is_offered_no_more_once_it_is_decided(self, people, as_, review):
        factories.approve(review)

        assert "Comment on a sentence" not in as_(people.writer).get(at(review)).content.decode()

    def test_shows_words_as_words(self, people, as_, review):
        factories.comment(review.revision, '<script>alert("1")</script>')

        assert "<script>alert" not in as_(people.writer).get(at(review)).content.decode()


class TestTheStateOfASentence:
    def told(self, people, as_, change):
        review = factories.submitted("night-cramps", body=BODY)["clinical"]
        factories.comment(review.revision, "Why ten?", sentence=HOLD, part="What to do")
        newer = factories.submitted("night-cramps", body=change)["clinical"]
        return as_(people.clinician).get(at(newer)).content.decode()

    def test_is_shown_word_by_word_when_it_was_changed(self, people, as_):
        page = self.told(people, as_, BODY.replace("ten", "twenty"))

        assert "The sentence has been changed:" in page
        assert 'removed: </span>ten<span class="desk__hush">' in page
        assert "if the change is not answer enough" in page

    def test_is_told_when_it_moved(self, people, as_):
        moved = BODY.replace(f" {HOLD}", "") + f"\n## Else {{#else}}\n\n{HOLD}\n"

        assert "The sentence has moved to “Else”." in self.told(people, as_, moved)

    def test_is_told_when_it_is_gone(self, people, as_):
        assert "The sentence is gone:" in self.told(people, as_, BODY.replace(HOLD, ""))


class TestAnsweringOnTheReviewPage:
    def test_closes_the_comment_and_stays_there(self, people, as_, review):
        said = factories.comment(review.revision)
        form = {"comment": said.pk, f"answer-to-{said.pk}": "All of them."}

        page = as_(people.writer).post(at(review, "answer"), form)

        said.refresh_from_db()
        assert (said.answer, said.resolved_by) == ("All of them.", people.writer)
        assert "No comment waits for an answer" in page.content.decode()
        assert "“All of them.”" in page.content.decode()

    def test_needs_words(self, people, as_, review):
        said = factories.comment(review.revision)

        page = as_(people.writer).post(at(review, "answer"), {"comment": said.pk})

        assert page.status_code == 409
        assert "Say what you did about it" in page.content.decode()

    @pytest.mark.parametrize("number", ["", "x", "0"])
    def test_knows_no_comment_that_is_not_there(self, people, as_, review, number):
        page = as_(people.writer).post(at(review, "answer"), {"comment": number})

        assert page.status_code == 404


class TestTheOverview:
    def test_shows_the_open_comments_as_they_stand_on_the_newest_text(self, people, as_, review):
        factories.comment(review.revision, "Why ten?", sentence=HOLD, part="What to do")
        factories.revision("night-cramps", body=BODY.replace("ten", "twenty"))

        page = as_(people.writer).get(overview(review.revision.article)).content.decode()

        assert "1 comment to be answered" in page
        assert "The sentence has been changed:" in page

    def test_answers_one_and_comes_back(self, people, as_, review):
        said = factories.comment(review.revision)
        address = reverse("admin:answer_comment", args=[said.pk])

        response = as_(people.writer).post(address, {f"answer-to-{said.pk}": "All of them."})

        said.refresh_from_db()
        assert said.answer == "All of them."
        assert response.url == f"{overview(review.revision.article)}#comments"

    def test_gives_back_an_answer_that_came_too_late(self, people, as_, review):
        said = factories.comment(review.revision)
        commenting.answer(said, words="Mine.", by=people.editor, at=factories.tick())
        address = reverse("admin:answer_comment", args=[said.pk])

        response = as_(people.writer).post(address, {f"answer-to-{said.pk}": "A long thought."})

        page = response.content.decode()
        assert response.status_code == 409
        assert "editor has answered this comment already." in page
        assert "A long thought." in page
        assert f'href="{overview(review.revision.article)}"' in page

    def test_is_not_for_others(self, people, as_, review):
        said = factories.comment(review.revision)
        address = reverse("admin:answer_comment", args=[said.pk])

        assert as_(people.stranger).post(address, {}).status_code == 403
        assert as_(people.writer).get(address).status_code == 405

    def test_costs_the_same_queries_however_much_was_said(self, people, as_, review, queries_of):
        address = overview(review.revision.article)
        client = as_(people.writer)
        factories.comment(review.revision)
        few = queries_of(client, address)
        for number in range(5):
            factories.comment(review.revision, f"{number}?", sentence=HOLD, part="What to do")

        assert queries_of(client, address) == few


def _viewing():
    return Permission.objects.filter(codename__in=["view_review", "view_revision"])
