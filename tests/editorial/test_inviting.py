"""Asking an expert outside the house, and what they answer."""

from datetime import timedelta

import pytest

from content.editions import languages
from content.editions.text import sha256
from content.editorial import inviting, workflow
from content.editorial.checked import TextError
from content.editorial.invitations import Invitation
from content.editorial.journal import JournalLine
from content.editorial.people import NotAllowedError
from content.editorial.progress import WorkflowError
from content.publishing import press, verification
from content.publishing.press import PressError
from tests import factories
from tests.factories import NOON, people, tick

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def text():
    return factories.revision("night-cramps")


@pytest.fixture
def asked(text):
    invitation, _ = factories.invited(text, days=7, at=NOON)
    return invitation


def last_line():
    return JournalLine.objects.latest("sequence")


def overtake(invitation):
    article = invitation.revision.article
    return workflow.save(article, {"title": "Newer"}, by=people().writer, at=tick())


class TestInvite:
    def test_binds_an_expert_to_the_text_as_it_is(self, text):
        invitation, token = factories.invited(text, name="  An   expert ", days=7, at=NOON)

        assert invitation.revision == text
        assert invitation.digest == text.digest
        assert (invitation.name, invitation.question) == ("An expert", "Is the dose right?")
        assert invitation.expires_at == NOON + timedelta(days=7)
        assert inviting.by_link(token) == invitation

    def test_keeps_the_secret_nowhere(self, text):
        invitation, token = factories.invited(text)

        assert len(token) == 43
        assert invitation.link_digest == sha256(token)
        assert token not in str(Invitation.objects.values())
        assert token not in str(JournalLine.objects.values())

    def test_makes_every_link_another(self, text):
        assert factories.invited(text)[1] != factories.invited(text)[1]

    def test_tells_the_journal_whom_and_by_which_invitation(self, text):
        invitation, _ = factories.invited(text, days=7)

        line = last_line()
        assert (line.step, line.code, line.name) == ("invite", "night-cramps", "writer")
        assert line.facts == {
            "revision": 1,
            "digest": text.digest,
            "invitation": invitation.pk,
            "expert": "An expert",
            "days": 7,
        }

    @pytest.mark.parametrize("name", ["writer", "clinician", "editor"])
    def test_is_for_those_who_write_or_decide(self, text, name):
        factories.invited(text, by=getattr(people(), name))

        assert text.invitations.count() == 1

    def test_is_for_nobody_else(self, text):
        with pytest.raises(NotAllowedError, match="may not ask experts"):
            factories.invited(text, by=people().stranger)

    @pytest.mark.parametrize("days", [0, -1, 31])
    def test_refuses_a_link_that_works_too_long_or_never(self, text, days):
        with pytest.raises(WorkflowError, match="A link works for 1 to 30 days"):
            factories.invited(text, days=days)

    @pytest.mark.parametrize(
        ("asked", "told"),
        [
            ({"name": "  "}, "Say whom you ask."),
            ({"name": "a" * 121}, "A name has 120 letters at most."),
            ({"email": "nobody"}, "This is no e-mail address."),
        ],
    )
    def test_says_what_is_wrong_with_whom_it_asks(self, text, asked, told):
        with pytest.raises(TextError, match=told):
            factories.invited(text, **asked)

    @pytest.mark.parametrize("name", ["An\x00expert", "An\u202eexpert"])
    def test_refuses_a_name_with_letters_that_nobody_sees(self, text, name):
        with pytest.raises(ValueError, match="U\\+"):
            factories.invited(text, name=name)

    def test_refuses_an_overtaken_text(self, text):
        workflow.save(text.article, {"title": "Newer"}, by=people().writer, at=tick())

        with pytest.raises(WorkflowError, match="overtaken by revision 2"):
            factories.invited(text)

    def test_refuses_a_text_that_is_not_ready_to_be_read(self):
        with pytest.raises(WorkflowError, match="Put this right before anybody is asked"):
            factories.invited(factories.revision(body="See [[no-such-page]].\n"))
        with pytest.raises(TextError, match="Write the summary"):
            factories.invited(factories.revision(summary=""))


class TestALink:
    def test_that_was_never_made_opens_nothing(self, asked):
        assert inviting.by_link("x" * 43) is None
        assert inviting.by_link("") is None
        assert inviting.by_link(asked.link_digest) is None

    def test_is_open_until_its_last_moment(self, asked):
        end = NOON + timedelta(days=7)

        assert inviting.why_closed(asked, at=end - HOUR) == ""
        assert "This link ended on 29 November 2026" in inviting.why_closed(asked, at=end)

    def test_names_whom_to_ask_and_nobody_else(self, asked):
        inviting.take_back(asked, by=people().editor, at=tick())

        told = inviting.why_closed(Invitation.objects.get(), at=NOON)

        assert told == "This link was taken back. If you think that is a mistake, ask writer."

    def test_says_why_it_is_closed_in_the_language_of_the_text(self, asked):
        end = NOON + timedelta(days=7)

        with languages.speaking("es-MX"):
            told = inviting.why_closed(asked, at=end)

        assert (
            told == "Este enlace dejó de funcionar el 29 de noviembre de 2026. Pida otro a writer."
        )

    def test_closes_when_the_text_is_overtaken(self, asked):
        overtake(asked)

        assert "overtaken by a newer one. Thank you" in inviting.why_closed(asked, at=NOON)

    def test_is_noted_the_first_time_that_it_is_opened(self, asked):
        inviting.opened(asked, at=NOON + HOUR)
        inviting.opened(asked, at=NOON + 2 * HOUR)

        assert Invitation.objects.get().opened_at == NOON + HOUR
        lines = JournalLine.objects.filter(step="open link")
        assert [(line.name, line.facts["expert"]) for line in lines] == [("", "An expert")]

    def test_is_not_noted_when_it_opens_nothing(self, asked):
        overtake(asked)

        inviting.opened(asked, at=NOON)

        assert Invitation.objects.get().opened_at is None


class TestTakeBack:
    def test_closes_a_link(self, asked):
        inviting.take_back(asked, by=people().clinician, at=NOON + HOUR)

        with pytest.raises(WorkflowError, match="This link was taken back"):
            inviting.sign(asked, shown=asked.digest, at=NOON + HOUR)
        assert last_line().step == "take back"
        assert last_line().facts["invitation"] == asked.pk

    def test_is_done_once(self, asked):
        inviting.take_back(asked, by=people().editor, at=NOON)

        with pytest.raises(WorkflowError, match="editor has taken this link back already"):
            inviting.take_back(asked, by=people().writer, at=NOON)

    def test_takes_no_answer_back(self, asked):
        inviting.sign(asked, shown=asked.digest, at=NOON)

        with pytest.raises(WorkflowError, match="An expert has answered already"):
            inviting.take_back(asked, by=people().writer, at=NOON)

    def test_is_not_for_a_stranger(self, asked):
        with pytest.raises(NotAllowedError, match="may not take links back"):
            inviting.take_back(asked, by=people().stranger, at=NOON)


class TestAnAnswer:
    def test_signs_the_text_that_was_shown(self, asked):
        inviting.sign(asked, shown=asked.digest, at=NOON + HOUR)

        asked.refresh_from_db()
        assert (asked.decision, asked.decided_at) == ("signed", NOON + HOUR)
        assert last_line().step == "signed"
        assert last_line().facts["digest"] == asked.digest
        assert list(verification.mismatches()) == []

    def test_refuses_it_with_what_is_wrong(self, asked):
        inviting.refuse(asked, note=" The dose. ", shown=asked.digest, at=NOON)

        asked.refresh_from_db()
        assert (asked.decision, asked.note) == ("refused", "The dose.")
        assert last_line().facts["note"] == "The dose."

    def test_of_no_needs_words(self, asked):
        with pytest.raises(WorkflowError, match="Say what is wrong"):
            inviting.refuse(asked, note="  ", shown=asked.digest, at=NOON)

    def test_is_given_once(self, asked):
        inviting.sign(asked, shown=asked.digest, at=NOON)

        with pytest.raises(WorkflowError, match="You signed this text on 22 November 2026"):
            inviting.refuse(asked, note="No.", shown=asked.digest, at=NOON)

    @pytest.mark.parametrize("shown", ["", "0" * 64, "é"])
    def test_is_to_the_text_on_the_screen(self, asked, shown):
        with pytest.raises(WorkflowError, match="not this text. Open the link again"):
            inviting.sign(asked, shown=shown, at=NOON)

    def test_is_to_the_page_as_it_looked(self, asked):
        factories.tamper("content_invitation", asked.pk, html_digest="0" * 64)

        with pytest.raises(WorkflowError, match="does not look as it did"):
            inviting.sign(asked, shown=asked.digest, at=NOON)

    def test_is_to_words_that_nobody_changed(self, asked):
        factories.tamper("content_revision", asked.revision_id, title="Changed")

        with pytest.raises(WorkflowError, match="does not look as it did"):
            inviting.sign(asked, shown=asked.digest, at=NOON)

    def test_comes_too_late_after_the_end(self, asked):
        with pytest.raises(WorkflowError, match="This link ended on"):
            inviting.sign(asked, shown=asked.digest, at=NOON + timedelta(days=7))

    def test_comes_too_late_after_a_newer_text(self, asked):
        overtake(asked)

        with pytest.raises(WorkflowError, match="overtaken by a newer one"):
            inviting.sign(asked, shown=asked.digest, at=NOON)


class TestAComment:
    def test_is_of_a_sentence_and_of_its_expert(self, asked):
        said = inviting.comment(
            asked,
            sentence="A night cramp wakes you.",
            part="the summary",
            words="Not always.",
            at=NOON,
        )

        assert (said.expert, said.by, said.revision) == (asked, None, asked.revision)
        assert said.words == "Not always."

    def test_is_of_no_sentence_that_is_not_there(self, asked):
        with pytest.raises(WorkflowError, match="does not stand in"):
            inviting.comment(asked, sentence="Else.", part="the summary", words="No.", at=NOON)

    def test_has_words(self, asked):
        with pytest.raises(WorkflowError, match="Say what is on your mind"):
            inviting.comment(asked, sentence="", part="", words=" ", at=NOON)

    def test_is_no_book(self, asked):
        with pytest.raises(WorkflowError, match="longer than 2,000 letters"):
            inviting.comment(asked, sentence="", part="", words="a" * 2001, at=NOON)

    def test_is_one_of_a_hundred_at_most(self, asked, monkeypatch):
        monkeypatch.setattr(inviting, "MOST_COMMENTS", 1)
        inviting.comment(asked, sentence="", part="", words="One.", at=NOON)

        with pytest.raises(WorkflowError, match="There are 1 comments of yours"):
            inviting.comment(asked, sentence="", part="", words="Two.", at=NOON)

    def test_is_not_made_after_the_answer(self, asked):
        inviting.sign(asked, shown=asked.digest, at=NOON)

        with pytest.raises(WorkflowError, match="You signed this text"):
            inviting.comment(asked, sentence="", part="", words="And yet.", at=NOON)


class TestWhatAnAnswerDoes:
    def approved_with(self, answer):
        reviews = factories.submitted("night-cramps")
        revision = reviews["clinical"].revision
        invitation, _ = factories.invited(revision)
        answer(invitation)
        for review in reviews.values():
            factories.approve(review)
        return revision

    def test_a_refusal_keeps_the_text_from_being_published(self):
        revision = self.approved_with(
            lambda asked: inviting.refuse(asked, note="The dose.", shown=asked.digest, at=tick())
        )

        with pytest.raises(PressError) as refused:
            press.publish(revision, by=people().publisher, at=tick())

        assert (
            "An expert, asked as an expert, refused this text: “The dose.”. Answer it in the next"
            " revision." in str(refused.value)
        )

    def test_a_refusal_is_answered_by_the_next_text(self):
        revision = self.approved_with(
            lambda asked: inviting.refuse(asked, note="The dose.", shown=asked.digest, at=tick())
        )

        factories.published(revision.article.code, body="## What {#what}\n\nLess of it.\n")

    def test_a_signature_is_no_review(self):
        revision = factories.revision()
        invitation, _ = factories.invited(revision)
        inviting.sign(invitation, shown=revision.digest, at=tick())

        with pytest.raises(PressError, match="The clinical review is missing"):
            press.publish(revision, by=people().publisher, at=tick())

    @pytest.mark.parametrize("answer", ["sign", "nothing"])
    def test_a_signature_or_silence_stands_in_nobodys_way(self, answer):
        revision = self.approved_with(
            lambda asked: answer == "nothing" or inviting.sign(asked, shown=asked.digest, at=tick())
        )

        assert press.publish(revision, by=people().publisher, at=tick()).number == 1
