from __future__ import annotations

import pytest
from django.urls import reverse

from content.editorial import checklist, comparing, decisions
from content.editorial.journal import JournalLine
from content.editorial.reviews import Review
from tests import factories
from tests.admin import typed

BODY = """\
## Magnesium {#magnesium}

In trials 67 of 100 people got better. Do not take more than 350 mg.

## Help {#help}

::: urgent Get medical advice today if
- one leg is swollen
:::
"""


def at(review, step="change"):
    return reverse(f"admin:content_review_{step}", args=[review.pk])


@pytest.fixture
def changed(people):
    """A clinical review of a text whose changes could hurt somebody."""
    edition = factories.published("night-cramps", body=BODY)
    body = (
        BODY.replace("67 of", "76 of")
        .replace("Do not take", "Take")
        .replace("350 mg", "350 g")
        .replace("::: urgent", "::: nonurgent")
    )
    reviews = factories.submitted(
        edition.code, body=body, title="Night cramps", change_note="Shorter."
    )
    return reviews["clinical"]


def left(response):
    """What the page says is left to do."""
    return {each.what: each.count for each in response.context["left"]}


class TestTheReviewPage:
    def test_counts_what_could_hurt_somebody(self, people, as_, changed):
        page = as_(people.clinician).get(at(changed))

        tally = {name: count for count, name, _ in page.context["comparison"].tally()}
        assert tally["care card"] == 1
        assert tally["number"] == 1
        assert tally["dose"] == 1
        assert tally["“not”"] == 1
        assert tally["links"] == 0

    def test_shows_each_change_with_its_words_marked(self, people, as_, changed):
        page = as_(people.clinician).get(at(changed)).content.decode()

        assert '<del><span class="desk__hush">removed: </span>67' in page
        assert '<ins><span class="desk__hush">added: </span>76' in page
        assert "Care card lowered" in page
        assert "Why (major change): “Shorter.”" in page
        assert "edition 1" in page

    def test_shows_the_page_in_a_frame_outside_the_form(self, people, as_, changed):
        page = as_(people.clinician).get(at(changed)).content.decode()

        form = page[page.index('id="decide"') : page.index("</form>", page.index('id="decide"'))]
        assert "<iframe" in page
        assert "<iframe" not in form
        assert 'sandbox="allow-same-origin"' in page
        assert "allow-scripts" not in page

    def test_puts_nothing_of_the_text_into_the_page_as_html(self, people, as_):
        review = factories.submitted(
            body='## A {#a}\n\nWords <input name="read_whole" value="yes"> more.\n',
            title='<script>alert("1")</script>',
        )["clinical"]

        page = as_(people.clinician).get(at(review)).content.decode()

        assert '<input name="read_whole" value="yes">' not in page
        assert "<script>alert" not in page

    def test_says_who_may_decide_and_why_not_others(self, people, as_, changed):
        seen = {
            person: as_(person).get(at(changed)).content.decode()
            for person in (people.clinician, people.writer, people.editor)
        }

        assert "You wrote none of this, so you may decide." in seen[people.clinician]
        assert "The clinical reviewers can decide it." in seen[people.writer]
        assert "The clinical reviewers can decide it." in seen[people.editor]

    def test_says_that_the_writer_may_not_even_as_a_superuser(self, people, as_):
        review = factories.submitted(by=people.superuser)["clinical"]

        page = as_(people.superuser).get(at(review)).content.decode()

        assert "You wrote some of these words since the last edition." in page

    def test_shows_a_decision_that_stands(self, people, as_):
        review = factories.approve(factories.submitted()["clinical"])

        page = as_(people.editor).get(at(review)).content.decode()

        assert "who read the whole page" in page
        assert "Approve</button>" not in page

    def test_says_what_would_stop_it_from_being_published(self, people, as_):
        review = factories.submitted(topic="nowhere")["clinical"]

        page = as_(people.clinician).get(at(review)).content.decode()

        assert "nowhere is not published." in page

    @pytest.mark.parametrize("pk", ["0", "x", "999999"])
    def test_knows_no_review_that_is_not_there(self, people, as_, pk):
        response = as_(people.clinician).get(f"/admin/content/review/{pk}/change/")

        assert response.status_code == 404

    def test_is_not_for_those_who_may_not_see_reviews(self, people, as_, changed):
        assert as_(people.stranger).get(at(changed)).status_code == 403

    def test_takes_no_form(self, people, as_, changed):
        forged = {"decision": "approved", "decided_by": people.clinician.pk, "_save": "1"}

        response = as_(people.superuser).post(at(changed), forged)

        assert response.status_code == 405
        assert not Review.objects.get(pk=changed.pk).decision


class TestApproving:
    def test_records_the_yes_and_goes_back_to_the_queue(self, people, as_, changed):
        response = as_(people.clinician).post(at(changed, "approve"), typed.yes(changed))

        decided = Review.objects.get(pk=changed.pk)
        assert response.url == reverse("admin:index")
        assert (decided.is_approved(), decided.decided_by) == (True, people.clinician)
        assert decided.read_whole is True
        assert decided.answers["facts"] == "yes"
        assert JournalLine.objects.filter(step="approved", by=people.clinician).count() == 2

    @pytest.mark.parametrize("person", ["writer", "editor", "stranger"])
    def test_is_refused_to_those_who_may_not(self, people, as_, changed, person):
        response = as_(getattr(people, person)).post(at(changed, "approve"), typed.yes(changed))

        assert response.status_code == 403
        assert not Review.objects.get(pk=changed.pk).decision

    @pytest.mark.parametrize("person", ["editor", "superuser"])
    def test_is_refused_to_whoever_wrote_a_word(self, people, as_, person):
        writer = getattr(people, person)
        review = factories.submitted(by=writer)["editorial"]

        response = as_(writer).post(at(review, "approve"), typed.yes(review))

        assert response.status_code == 409
        assert "You wrote some of these words" in response.content.decode()
        assert not Review.objects.get(pk=review.pk).decision

    def test_is_of_the_text_on_the_screen_and_of_no_other(self, people, as_, changed):
        for shown in ("", "0" * 64, "é"):
            response = as_(people.clinician).post(
                at(changed, "approve"), typed.yes(changed, shown=shown)
            )

            assert response.status_code == 409
            assert "The text on your screen is not this text." in response.content.decode()

    def test_is_refused_once_the_text_was_written_over(self, people, as_, changed):
        form = typed.yes(changed)
        factories.revision("night-cramps", by=people.cowriter, title="Newer")

        response = as_(people.clinician).post(at(changed, "approve"), form)

        assert response.status_code == 409
        assert "has been overtaken by revision 3" in response.content.decode()

    def test_needs_every_answer_and_keeps_those_given(self, people, as_, changed):
        form = typed.yes(changed, note="A thought.")
        del form["answer-harms"]

        response = as_(people.clinician).post(at(changed, "approve"), form)

        page = response.content.decode()
        assert response.status_code == 409
        assert "Every benefit has its harm beside it." in page
        assert 'name="answer-facts" value="yes" checked' in page
        assert "A thought." in page

    def test_needs_a_look_at_each_change_and_keeps_the_ticks(self, people, as_, changed):
        form = typed.yes(changed)
        missing = form["looked_at"].pop()

        response = as_(people.clinician).post(at(changed, "approve"), form)

        page = response.content.decode()
        assert response.status_code == 409
        assert "1 change that could hurt somebody is not looked at yet" in page
        assert f'value="{missing}" form="decide">' in page
        for key in form["looked_at"]:
            assert f'value="{key}" form="decide" checked>' in page

    def test_tells_everything_that_is_left_at_once(self, people, as_, changed):
        factories.comment(changed.revision, "Which <b>toes</b>?")

        response = as_(people.clinician).post(
            at(changed, "approve"), {"shown": changed.revision.digest}
        )

        assert response.status_code == 409
        assert len(response.context["refused"]) == 4
        assert left(response) == {"changes": 3, "questions": 7, "denied": 0, "comments": 1}
        assert "“Which &lt;b&gt;toes&lt;/b&gt;?”" in response.content.decode()

    def test_needs_to_know_whether_the_whole_page_was_read(self, people, as_, changed):
        form = typed.yes(changed, read_whole="")

        response = as_(people.clinician).post(at(changed, "approve"), form)

        assert response.status_code == 409
        assert "Say whether you read the whole page." in response.content.decode()

    def test_is_said_once_when_the_button_is_pressed_twice(self, people, as_, changed):
        client = as_(people.clinician)
        client.post(at(changed, "approve"), typed.yes(changed))

        again = client.post(at(changed, "approve"), typed.yes(changed))

        assert again.status_code == 409
        assert "has decided this review: Approved." in again.content.decode()

    def test_needs_a_token(self, people, as_, changed):
        client = as_(people.clinician, enforce_csrf_checks=True)

        response = client.post(at(changed, "approve"), typed.yes(changed))

        assert response.status_code == 403
        assert not Review.objects.get(pk=changed.pk).decision

    @pytest.mark.parametrize("step", ["approve", "return"])
    @pytest.mark.parametrize("method", ["get", "head", "put", "delete"])
    def test_is_never_taken_by_a_link(self, people, as_, changed, step, method):
        response = getattr(as_(people.clinician), method)(at(changed, step))

        assert response.status_code == 405
        assert not Review.objects.get(pk=changed.pk).decision


class TestAskingForChanges:
    def test_records_the_no_with_its_note(self, people, as_, changed):
        form = typed.yes(changed, note="67, not 76.")

        as_(people.clinician).post(at(changed, "return"), form)

        decided = Review.objects.get(pk=changed.pk)
        assert (decided.decision, decided.note) == ("returned", "67, not 76.")

    def test_needs_a_note(self, people, as_, changed):
        response = as_(people.clinician).post(at(changed, "return"), typed.yes(changed))

        assert response.status_code == 409
        assert "Say what should change." in response.content.decode()

    def test_gives_the_note_back_when_somebody_decided_first(self, people, as_, changed):
        decisions.approve(
            changed,
            by=factories.person("colleague", "clinical reviewers"),
            at=factories.tick(),
            shown=changed.digest,
            read_whole=True,
            answers=checklist.all_yes("clinical"),
            looked_at=comparing.all_looked_at(changed.revision),
        )

        response = as_(people.clinician).post(
            at(changed, "return"), typed.yes(changed, note="A long thought.")
        )

        assert response.status_code == 409
        assert "A long thought." in response.content.decode()


class TestWhatIsLeft:
    def test_is_counted_before_anybody_has_pressed_a_button(self, people, as_, changed):
        page = as_(people.clinician).get(at(changed))

        assert left(page) == {"changes": 3, "questions": 7, "denied": 0, "comments": 0}
        assert "Not ready to approve." in page.content.decode()

    def test_counts_the_answers_that_forbid_an_approval(self, people, as_, changed):
        form = typed.yes(changed, **{"answer-facts": "no"})

        page = as_(people.clinician).post(at(changed, "approve"), form)

        assert left(page) == {"changes": 0, "questions": 0, "denied": 1, "comments": 0}

    def test_counts_no_disagreement_with_a_score(self, people, as_):
        review = factories.submitted()["editorial"]
        form = typed.yes(review, shown="", **{"answer-pemat-1": "no"})

        page = as_(people.editor).post(at(review, "approve"), form)

        assert page.status_code == 409
        assert left(page) == {"changes": 0, "questions": 0, "denied": 0, "comments": 0}
        assert page.context["is_ready"]

    def test_is_said_only_to_those_who_may_decide(self, people, as_, changed):
        assert 'id="left"' not in as_(people.writer).get(at(changed)).content.decode()


class TestTheChecklist:
    def test_of_an_editor_has_the_instruments_numbers_and_topics(self, people, as_):
        review = factories.submitted()["editorial"]

        page = as_(people.editor).get(at(review)).content.decode()

        assert "The PEMAT-P of the US agency AHRQ" in page
        assert '<span class="ask__number">26.</span>' in page
        assert page.count('<h3 class="ask__topic">') == 7
        assert "Not applicable: no tables" in page

    def test_shows_the_score_that_was_given(self, people, as_):
        review = factories.approve(factories.submitted()["editorial"])

        page = as_(people.editor).get(at(review)).content.decode()

        assert "Easy to understand: 100 out of 100. Easy to act on: 100 out of 100." in page
        assert "1. It is plain at once what the page is for." in page

    def test_shows_the_answers_of_last_time_and_fills_none_in(self, people, as_, changed):
        page = as_(people.clinician).get(at(changed)).content.decode()

        assert "Answer as in edition 1" in page
        assert page.count("Edition 1: yes") == 6
        assert " checked" not in page

    def test_is_filled_in_as_last_time_when_asked_for(self, people, as_, changed):
        page = as_(people.clinician).get(f"{at(changed)}?as=last").content.decode()

        assert page.count(" checked") == 6
        assert 'name="answer-facts" value="yes" checked' in page

    def test_has_no_last_time_on_a_new_page(self, people, as_):
        review = factories.submitted()["clinical"]

        page = as_(people.clinician).get(f"{at(review)}?as=last").content.decode()

        assert "Answer as in" not in page
        assert " checked" not in page

    def test_has_no_last_time_in_a_text_that_was_never_published(self, people, as_):
        factories.approve(factories.submitted("night-cramps")["clinical"])
        review = factories.submitted("night-cramps")["clinical"]

        assert "Answer as in" not in as_(people.clinician).get(at(review)).content.decode()


class TestTicks:
    def test_stand_at_each_dangerous_change_of_an_open_review(self, people, as_, changed):
        page = as_(people.clinician).get(at(changed)).content.decode()

        assert page.count('name="looked_at"') == 3

    def test_are_gone_once_it_is_decided(self, people, as_, changed):
        factories.approve(changed)

        page = as_(people.clinician).get(at(changed)).content.decode()

        assert 'name="looked_at"' not in page


class TestWaysToSeeIt:
    def test_lead_into_the_frame_and_away_from_nothing(self, people, as_, changed):
        page = as_(people.clinician).get(at(changed)).content.decode()

        revision = changed.revision
        live = revision.article.revisions.get(number=1)
        for way in ("page/", "page/?as=dark", "page/?as=paper", f"frames/?beside={live.pk}"):
            link = f'href="/admin/content/revision/{revision.pk}/{way}" target="as-a-reader"'
            assert link in page

    def test_has_nothing_beside_a_page_that_is_not_live(self, people, as_):
        review = factories.submitted()["clinical"]

        assert "beside the live page" not in as_(people.clinician).get(at(review)).content.decode()


class TestFrames:
    def frames(self, revision, **query):
        return reverse("admin:content_revision_frames", args=[revision.pk], query=query or None)

    def test_show_a_text_on_a_phone(self, people, as_, changed):
        page = as_(people.clinician).get(self.frames(changed.revision)).content.decode()

        assert page.count("<iframe") == 1
        assert f"/admin/content/revision/{changed.revision_id}/page/" in page
        assert "allow-scripts" not in page

    def test_show_two_texts_of_an_article_beside_each_other(self, people, as_, changed):
        live = changed.revision.article.revisions.get(number=1)

        answer = as_(people.clinician).get(self.frames(changed.revision, beside=live.pk))

        assert [name for name, _ in answer.context["frames"]] == ["Live", "New"]

    @pytest.mark.parametrize("beside", ["x", "0", "99999999"])
    def test_show_no_text_that_is_not_there(self, people, as_, changed, beside):
        answer = as_(people.clinician).get(self.frames(changed.revision, beside=beside))

        assert answer.status_code == 404

    def test_show_no_text_of_another_article(self, people, as_, changed):
        other = factories.revision("other")

        answer = as_(people.clinician).get(self.frames(changed.revision, beside=other.pk))

        assert answer.status_code == 404

    def test_are_not_for_those_who_may_not_see_revisions(self, people, as_, changed):
        assert as_(people.stranger).get(self.frames(changed.revision)).status_code == 403

    def test_hold_frames_of_this_site_and_run_no_script(self, people, as_, changed):
        answer = as_(people.clinician).get(self.frames(changed.revision))

        policy = answer["Content-Security-Policy"]
        assert "script-src 'none'" in policy
        assert "frame-src 'self'" in policy
        assert answer["X-Frame-Options"] == "SAMEORIGIN"


class TestTheListOfReviews:
    def test_costs_the_same_queries_however_many_there_are(self, people, as_, queries_of):
        factories.submitted()
        client = as_(people.editor)
        lists = [reverse(f"admin:content_{name}_changelist") for name in ("review", "revision")]
        few = [queries_of(client, address) for address in lists]
        for _ in range(4):
            factories.approved()

        assert [queries_of(client, address) for address in lists] == few
        assert max(few) <= 8

    @pytest.mark.parametrize("name", ["article", "revision", "review"])
    def test_is_searched_by_code_and_by_any_title(self, people, as_, name):
        factories.submitted("night-cramps", title="Cramp by night")
        factories.submitted("night-cramps", title="Night cramps")
        factories.submitted("salt-tablets", title="Salt")
        address = reverse(f"admin:content_{name}_changelist")
        found = {}

        for words in ("night-cr", "by night", "CRAMP night", "salt night", "zebra", " "):
            rows = as_(people.editor).get(address, {"q": words}).context["cl"].queryset
            codes = {"article": "code", "revision": "article__code"}
            code = codes.get(name, "revision__article__code")
            found[words] = set(rows.values_list(code, flat=True))

        one, both = {"night-cramps"}, {"night-cramps", "salt-tablets"}
        assert found == {
            "night-cr": one,
            "by night": one,
            "CRAMP night": one,
            "salt night": set(),
            "zebra": set(),
            " ": both,
        }

    def test_shows_the_reviews_of_a_role(self, people, as_):
        factories.submitted()
        address = reverse("admin:content_review_changelist")

        rows = as_(people.editor).get(address, {"role": "clinical"}).context["cl"].queryset

        assert [review.role for review in rows] == ["clinical"]
