"""Experts outside the house, at the desk."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from content.editorial import inviting, workflow
from content.editorial.invitations import Invitation
from tests import factories
from tests.factories import tick

LINK = re.compile(r'value="(http://testserver/e/[\w-]{43}/)"')


@pytest.fixture
def revision(people):
    return factories.revision("night-cramps")


@pytest.fixture
def ask(revision, as_, people):
    """Send the form in somebody's name."""

    def send(by="writer", **typed):
        form = {"revision": "1", "name": "An expert", "question": "Is it right?", "days": "7"}
        address = reverse("admin:ask_expert", args=[revision.article_id])
        return as_(getattr(people, by)).post(address, form | typed)

    return send


@pytest.fixture
def overview(revision, as_, people):
    def get(by="writer"):
        address = reverse("admin:content_article_change", args=[revision.article_id])
        return as_(getattr(people, by)).get(address).content.decode()

    return get


class TestAsking:
    def test_shows_a_link_that_opens(self, ask):
        answer = ask()

        [link] = LINK.findall(answer.content.decode())
        assert answer.status_code == 200
        assert Client().get(link.removeprefix("http://testserver")).status_code == 200

    @pytest.mark.parametrize("form", ["ask_expert", "take_back_link"])
    def test_and_taking_back_are_forms_with_a_token(self, ask, overview, revision, form):
        ask()
        number = revision.article_id if form == "ask_expert" else Invitation.objects.get().pk

        page = overview()

        start = page.index(f'action="{reverse(f"admin:{form}", args=[number])}"')
        assert 'name="csrfmiddlewaretoken"' in page[start : page.index("</form>", start)]

    def test_shows_the_link_this_once(self, ask, overview):
        [link] = LINK.findall(ask().content.decode())

        assert link.split("/")[-2] not in overview()

    def test_is_kept_by_no_cache_and_in_no_session(self, ask):
        answer = ask()

        [link] = LINK.findall(answer.content.decode())
        assert answer["Cache-Control"] == "no-store, private"
        assert link.split("/")[-2] not in str(dict(answer.client.session))

    @pytest.mark.parametrize(
        ("typed", "told"),
        [
            ({"name": " "}, "Say whom you ask."),
            ({"days": "31"}, "A link works for 1 to 30 days."),
            ({"days": "many"}, "Say for how many days"),
            ({"days": "9" * 400}, "A link works for 1 to 30 days."),
            ({"revision": "2"}, "There is no such revision."),
            ({"revision": ""}, "There is no such revision."),
            ({"email": "nobody"}, "This is no e-mail address."),
        ],
    )
    def test_says_why_not_and_gives_back_what_was_typed(self, ask, typed, told):
        answer = ask(question="Is the <dose> right?", **typed)

        assert answer.status_code == 409
        assert told in answer.content.decode()
        assert "Is the &lt;dose&gt; right?" in answer.content.decode()
        assert not Invitation.objects.exists()

    def test_about_an_overtaken_text_is_refused(self, ask, revision, people):
        workflow.save(revision.article, {"title": "Newer"}, by=people.writer, at=tick())

        assert "overtaken by revision 2" in ask().content.decode()

    def test_is_not_for_a_stranger(self, ask):
        answer = ask(by="stranger")

        assert answer.status_code == 403
        assert "You may not ask experts" in answer.content.decode()

    def test_takes_nothing_by_get(self, revision, as_, people):
        address = reverse("admin:ask_expert", args=[revision.article_id])

        assert as_(people.writer).get(address).status_code == 405

    def test_is_not_for_somebody_who_is_not_signed_in(self, revision, client):
        address = reverse("admin:ask_expert", args=[revision.article_id])

        assert client.post(address, {"name": "x", "days": "1", "revision": "1"}).status_code == 403
        assert not Invitation.objects.exists()


class TestTheOverview:
    def test_offers_to_ask_to_those_who_may(self, overview):
        assert "Ask an expert outside the house" in overview("clinician")

    @pytest.mark.parametrize(
        ("step", "state"),
        [
            (lambda _: None, "Not opened yet"),
            (lambda asked: inviting.opened(asked, at=timezone.now()), "Opened, no answer yet"),
            (
                lambda asked: inviting.sign(asked, shown=asked.digest, at=timezone.now()),
                "Signed on",
            ),
            (
                lambda asked: inviting.refuse(
                    asked, note="The <dose>.", shown=asked.digest, at=timezone.now()
                ),
                "“The &lt;dose&gt;.”",
            ),
            (
                lambda asked: inviting.take_back(asked, by=asked.asked_by, at=timezone.now()),
                "Taken back by writer",
            ),
            (
                lambda asked: workflow.save(
                    asked.revision.article, {"title": "Newer"}, by=asked.asked_by, at=tick()
                ),
                "Overtaken by a newer text, no answer",
            ),
        ],
    )
    def test_says_what_became_of_each(self, revision, overview, step, state):
        invitation, _ = factories.invited(revision, at=timezone.now())

        step(invitation)

        assert state in overview()

    def test_says_which_have_ended(self, revision, overview):
        factories.invited(revision, days=1, at=timezone.now() - timedelta(days=2))

        assert "Ended, no answer" in overview()

    def test_tells_the_experts_steps_in_their_name(self, revision, overview):
        invitation, _ = factories.invited(revision, at=timezone.now())
        inviting.opened(invitation, at=timezone.now())

        assert re.search(r"<td>An expert</td>\s*<td>open link", overview())

    def test_costs_the_same_however_many_were_asked(self, revision, as_, people, queries_of):
        address = reverse("admin:content_article_change", args=[revision.article_id])
        factories.invited(revision)
        one = queries_of(as_(people.writer), address)
        for _ in range(5):
            factories.invited(revision)

        assert queries_of(as_(people.writer), address) == one


class TestTheReviewPage:
    def test_shows_what_experts_answered(self, people, as_):
        review = factories.submitted("night-cramps")["clinical"]
        signed, _ = factories.invited(review.revision, name="One expert", at=timezone.now())
        factories.invited(review.revision, name="Another expert", at=timezone.now())
        inviting.sign(signed, shown=signed.digest, at=timezone.now())

        address = reverse("admin:content_review_change", args=[review.pk])
        page = as_(people.clinician).get(address).content.decode()

        assert re.search(r"<b>One expert</b> signed this text on", page)
        assert re.search(r"<b>Another expert</b>, asked by writer, has not answered", page)
        assert "They are no review." in page


class TestTakingBack:
    def test_closes_the_link(self, revision, as_, people):
        invitation, token = factories.invited(revision, at=timezone.now())

        answer = as_(people.clinician).post(
            reverse("admin:take_back_link", args=[invitation.pk]), follow=True
        )

        assert "The link for An expert opens nothing any more." in answer.content.decode()
        assert Client().get(f"/e/{token}/").status_code == 410

    def test_says_why_not(self, revision, as_, people):
        invitation, _ = factories.invited(revision, at=timezone.now())
        inviting.sign(invitation, shown=invitation.digest, at=timezone.now())

        answer = as_(people.writer).post(reverse("admin:take_back_link", args=[invitation.pk]))

        assert answer.status_code == 409
        assert "An expert has answered already" in answer.content.decode()

    def test_is_not_for_a_stranger(self, revision, as_, people):
        invitation, _ = factories.invited(revision)

        answer = as_(people.stranger).post(reverse("admin:take_back_link", args=[invitation.pk]))

        assert answer.status_code == 403
        assert Invitation.objects.get().revoked_at is None
