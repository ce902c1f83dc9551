"""What an expert sees by their link. What it must not do is in ways_round/test_way_44."""

import re

import pytest
from django.db import OperationalError, connection
from django.templatetags.static import static
from django.test import Client
from django.utils import timezone

from content.editorial import commenting
from content.editorial.comments import Comment
from content.editorial.invitations import Invitation
from content.publishing import press
from tests import factories
from tests.factories import people, tick

pytestmark = pytest.mark.django_db


@pytest.fixture
def revision():
    factories.source("cochrane", title="Magnesium for cramps", DOI="10.1000/x")
    related = [{"code": "varicose-veins", "kind": "looks-like", "why": "They ache too."}]
    body = "## What to do {#what}\n\nPull your toes up. It helps [@cochrane].\n"
    return factories.revision("night-cramps", body=body, related=related)


@pytest.fixture
def made(revision):
    return factories.invited(revision, question="Is the <dose> right?", at=timezone.now())


@pytest.fixture
def address(made):
    return f"/e/{made[1]}/"


@pytest.fixture
def send(made, address):
    def post(step, **typed):
        return Client().post(address, {"step": step, "shown": made[0].digest, **typed})

    return post


def number_of(revision, words):
    return next(n for n, s in enumerate(commenting.sentences(revision)) if s.words == words)


class TestThePage:
    def test_shows_the_text_as_its_reader_would_see_it(self, address):
        page = Client().get(address).content.decode()

        assert page.count("<h1") == 1
        assert "A night cramp wakes you. Stretching ends it." in page
        assert "Most are harmless." in page
        assert "Pull your toes up." in page
        assert "https://doi.org/10.1000/x" in page
        assert "They ache too." in page

    def test_has_the_looks_of_all_that_can_stand_in_a_text(self, address):
        page = Client().get(address).content.decode()

        for sheet in ("site", "finding"):
            assert f'<link rel="stylesheet" href="{static(f"site/{sheet}.css")}">' in page

    def test_shows_the_same_body_that_the_press_makes(self, made, address):
        page = Client().get(address).content.decode()
        revision = made[0].revision
        for review in factories.workflow.submit(revision, by=people().writer, at=tick()):
            factories.approve(review)
        factories.published("varicose-veins")
        edition = press.publish(revision, by=people().publisher, at=tick())

        assert edition.renderings.get().html in page

    def test_says_who_asks_what_of_whom_and_until_when(self, made, address):
        page = Client().get(address).content.decode()

        assert "writer asks you to read this text" in page
        assert "It was made for An expert." in page
        assert "Is the &lt;dose&gt; right?" in page
        assert f'datetime="{made[0].expires_at.year}' in page

    def test_is_answered_while_nothing_can_be_written(self, address):
        def no_writing(execute, sql, *rest):
            if sql.startswith(("UPDATE", "INSERT")):
                raise OperationalError("database is locked")
            return execute(sql, *rest)

        with connection.execute_wrapper(no_writing):
            seen = Client().get(address)
            sent = Client().post(address, {"step": "comment", "words": "Say <how> long."})

        assert seen.status_code == sent.status_code == 503
        assert "could not be kept just now" in sent.content.decode()
        assert "Say &lt;how&gt; long." in sent.content.decode()


class TestAComment:
    def test_is_kept_and_shown(self, revision, address, send):
        number = number_of(revision, "Pull your toes up.")

        answer = send("comment", sentence=str(number), words="With a straight knee.")
        page = Client().get(address).content.decode()

        assert (answer.status_code, answer["Location"]) == (303, f"{address}#page-comments")
        said = Comment.objects.get()
        assert (said.sentence, said.part) == ("Pull your toes up.", "What to do")
        assert "With a straight knee." in page

    def test_may_be_of_the_whole_text(self, send):
        send("comment", sentence="", words="Good.")

        assert Comment.objects.get().sentence == ""

    @pytest.mark.parametrize("number", ["x", "-1", "99999", "٣", "9" * 400, "1 OR 1=1"])
    def test_of_no_sentence_comes_back(self, send, number):
        answer = send("comment", sentence=number, words="Say <how> long.")

        assert answer.status_code == 409
        assert "Choose a sentence, or the whole text." in answer.content.decode()
        assert "Say &lt;how&gt; long." in answer.content.decode()
        assert not Comment.objects.exists()

    def test_without_words_comes_back_with_its_sentence(self, revision, send):
        number = number_of(revision, "Pull your toes up.")

        page = send("comment", sentence=str(number), words=" ").content.decode()

        assert "Say what is on your mind" in page
        assert re.search(rf'value="{number}" checked', page)

    def test_of_another_expert_is_not_shown(self, revision, address):
        _, token = factories.invited(revision, at=timezone.now())
        Client().post(f"/e/{token}/", {"step": "comment", "words": "Theirs alone."})

        assert "Theirs alone." not in Client().get(address).content.decode()


class TestAnAnswer:
    def test_of_yes_is_thanked_for(self, address, send):
        answer = send("sign")
        told = Client().get(address)

        assert answer.status_code == 303
        assert told.status_code == 200
        assert "You signed this text on" in told.content.decode()
        assert Invitation.objects.get().decision == "signed"

    def test_of_no_is_thanked_for(self, address, send):
        send("refuse", note="The dose.")

        assert "You refused this text on" in Client().get(address).content.decode()

    def test_of_no_without_words_is_asked_for_again(self, send):
        answer = send("refuse", note=" ")

        assert answer.status_code == 409
        assert "Say what is wrong with the text." in answer.content.decode()

    @pytest.mark.parametrize("step", ["", "approve", "publish", "SIGN"])
    def test_is_one_of_those_that_there_are(self, send, step):
        assert "Choose one of the buttons." in send(step).content.decode()

    @pytest.mark.parametrize("body", [b"\xff" * 999, b"step=sign&shown=%00%ff", b"a" * 2_100_000])
    def test_bears_any_bytes(self, address, body):
        answer = Client().post(address, body, content_type="application/x-www-form-urlencoded")

        assert answer.status_code in {400, 409}
        assert Invitation.objects.get().decision == ""
