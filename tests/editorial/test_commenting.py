"""Saying something of a sentence, answering it, and where the sentence stands by now."""

import pytest

from content.editorial import commenting, workflow
from content.editorial.comments import Comment
from content.editorial.journal import JournalLine
from content.editorial.people import NotAllowedError
from content.editorial.progress import WorkflowError
from tests import factories
from tests.factories import people, tick

pytestmark = pytest.mark.django_db

BODY = """## What to do {#what}

Pull your toes up towards your shin. Hold for ten seconds.

## What helps {#helps}

Most cramps need no medicine. Warmth helps some people a little.
"""
HOLD = "Hold for ten seconds."


@pytest.fixture
def revision():
    return factories.revision("night-cramps", body=BODY)


def say(revision, *, sentence=HOLD, part="What to do", words="Why ten?", **given):
    given = {"by": people().clinician} | given
    return commenting.comment(
        revision, sentence=sentence, part=part, words=words, at=tick(), **given
    )


def rewrite(revision, old, new):
    body = revision.body.replace(old, new)
    return workflow.save(revision.article, {"body": body}, by=people().writer, at=tick())


class TestComment:
    def test_keeps_what_was_said_of_a_sentence(self, revision):
        said = say(revision)

        said.refresh_from_db()
        assert (said.sentence, said.part, said.words) == (HOLD, "What to do", "Why ten?")
        assert (said.by, said.at, said.resolved_at) == (people().clinician, tick.now, None)

    def test_leaves_a_line_in_the_journal(self, revision):
        said = say(revision)

        line = JournalLine.objects.order_by("sequence").last()
        assert (line.step, line.name, line.facts["comment"]) == ("comment", "clinician", said.pk)
        assert line.facts["digest"] == revision.digest

    def test_may_be_of_the_whole_text(self, revision):
        said = say(revision, sentence="", part="no matter")

        assert (said.sentence, said.part) == ("", "")

    def test_finds_the_part_if_none_is_given(self, revision):
        assert say(revision, part="").part == "What to do"

    @pytest.mark.parametrize("name", ["writer", "clinician", "editor", "superuser"])
    def test_is_for_those_who_write_or_decide(self, revision, name):
        assert say(revision, by=getattr(people(), name)).pk

    def test_is_not_for_others(self, revision):
        with pytest.raises(NotAllowedError, match="You may not comment"):
            say(revision, by=people().stranger)

    def test_is_not_for_a_closed_account(self, revision):
        gone = factories.person("gone", "writers", is_active=False)

        with pytest.raises(NotAllowedError, match="This account is closed"):
            say(revision, by=gone)

    @pytest.mark.parametrize(
        ("sentence", "part"),
        [("Hold for 20 seconds.", "What to do"), (HOLD, "What helps"), ("Hold", "What to do")],
    )
    def test_refuses_a_sentence_that_does_not_stand_there(self, revision, sentence, part):
        with pytest.raises(WorkflowError, match="This sentence does not stand in revision 1"):
            say(revision, sentence=sentence, part=part)

    @pytest.mark.parametrize("words", ["", " \n "])
    def test_refuses_to_say_nothing(self, revision, words):
        with pytest.raises(WorkflowError, match="Say what is on your mind"):
            say(revision, words=words)

    def test_refuses_what_is_too_long(self, revision):
        with pytest.raises(WorkflowError, match="2,001 letters long; 2,000 is the most"):
            say(revision, words="x" * 2_001)

    def test_refuses_to_say_the_same_twice(self, revision):
        say(revision)

        with pytest.raises(WorkflowError, match="You have said exactly this here already"):
            say(revision)
        assert say(revision, by=people().writer).pk

    def test_may_come_from_an_expert_outside(self, revision):
        expert = factories.invited(revision)[0]

        said = say(revision, by=None, expert=expert)

        line = JournalLine.objects.order_by("sequence").last()
        assert (said.by, said.expert) == (None, expert)
        assert (line.by, line.facts["expert"]) == (None, "An expert")

    def test_refuses_an_expert_who_was_asked_about_another_text(self, revision):
        expert, _ = factories.invited(factories.revision("other"))

        with pytest.raises(WorkflowError, match="This expert was asked about another text"):
            say(revision, by=None, expert=expert)


class TestAnswer:
    def test_closes_a_comment_with_words(self, revision):
        said = commenting.answer(say(revision), words=" A guess. ", by=people().writer, at=tick())

        said.refresh_from_db()
        assert (said.answer, said.resolved_by) == ("A guess.", people().writer)
        assert said.resolved_at == tick.now
        assert not Comment.objects.open().exists()

    def test_leaves_a_line_in_the_journal(self, revision):
        said = commenting.answer(say(revision), words="Yes.", by=people().writer, at=tick())

        line = JournalLine.objects.order_by("sequence").last()
        assert (line.step, line.name, line.facts["comment"]) == ("answer", "writer", said.pk)

    def test_needs_words_while_the_sentence_is_as_it_was(self, revision):
        said = say(revision)
        rewrite(revision, "Warmth", "Heat")

        with pytest.raises(WorkflowError, match="Say what you did about it, or change the sent"):
            commenting.answer(said, words=" ", by=people().writer, at=tick())

    @pytest.mark.parametrize("new", ["Hold for twenty seconds.", ""])
    def test_needs_none_once_the_sentence_is_changed_or_gone(self, revision, new):
        said = say(revision)
        rewrite(revision, HOLD, new)

        said = commenting.answer(said, words="", by=people().writer, at=tick())

        assert (said.answer, said.resolved_by) == ("", people().writer)

    def test_always_needs_words_for_the_whole_text(self, revision):
        said = say(revision, sentence="")
        rewrite(revision, HOLD, "")

        with pytest.raises(WorkflowError, match="Say what you did about it"):
            commenting.answer(said, words="", by=people().writer, at=tick())

    def test_is_given_once(self, revision):
        said = commenting.answer(say(revision), words="Yes.", by=people().writer, at=tick())

        with pytest.raises(WorkflowError, match="writer has answered this comment already"):
            commenting.answer(said, words="No.", by=people().editor, at=tick())

    def test_is_not_for_others(self, revision):
        said = say(revision)

        with pytest.raises(NotAllowedError, match="You may not answer comments"):
            commenting.answer(said, words="Yes.", by=people().stranger, at=tick())

    def test_is_for_whoever_said_it_whatever_they_have_become(self, revision):
        said = say(revision, by=people().cowriter)
        left = factories.person("cowriter")

        assert commenting.answer(said, words="Never mind.", by=left, at=tick()).resolved_at

    def test_is_not_for_a_closed_account(self, revision):
        said = say(revision, by=people().cowriter)
        gone = factories.person("cowriter", is_active=False)

        with pytest.raises(NotAllowedError, match="This account is closed"):
            commenting.answer(said, words="Never mind.", by=gone, at=tick())

    def test_refuses_what_is_too_long(self, revision):
        with pytest.raises(WorkflowError, match="2,001 letters"):
            commenting.answer(say(revision), words="x" * 2_001, by=people().writer, at=tick())


def standing(revision):
    (placed,) = commenting.standing_on(revision)
    return placed


class TestWhereItStands:
    def test_is_where_it_was_while_other_sentences_change(self, revision):
        say(revision)
        newest = rewrite(revision, "Warmth helps", "Nothing helps")

        placed = standing(newest)

        assert (placed.state, placed.part) == ("same", "What to do")
        assert not placed.has_changed()

    def test_follows_a_sentence_that_moved(self, revision):
        say(revision)
        moved = revision.body.replace(f" {HOLD}", "") + f"\n{HOLD}\n"
        newest = workflow.save(revision.article, {"body": moved}, by=people().writer, at=tick())

        placed = standing(newest)

        assert (placed.state, placed.part) == ("moved", "What helps")
        assert not placed.has_changed()

    def test_shows_what_a_sentence_was_changed_into(self, revision):
        say(revision)
        newest = rewrite(revision, HOLD, "Hold for twenty seconds.")

        placed = standing(newest)

        assert placed.state == "changed"
        assert [p.words for p in placed.old if p.kind == "removed"] == ["ten"]
        assert [p.words for p in placed.new if p.kind == "added"] == ["twenty"]

    def test_says_that_a_sentence_is_gone(self, revision):
        say(revision)
        newest = rewrite(revision, HOLD, "")

        placed = standing(newest)

        assert (placed.state, placed.new) == ("gone", ())
        assert [piece.words for piece in placed.old] == [HOLD]

    def test_is_not_another_sentence_that_was_always_there(self):
        body = BODY.replace("Warmth helps", "Hold for ten minutes. Warmth helps")
        revision = factories.revision("night-cramps", body=body)
        say(revision)

        assert standing(rewrite(revision, HOLD, "")).state == "gone"

    def test_is_the_one_that_was_meant_of_two_alike(self):
        body = BODY.replace("Most cramps", f"{HOLD} Most cramps")
        revision = factories.revision("night-cramps", body=body)
        say(revision, part="What helps")

        newest = rewrite(revision, f"{HOLD} Most", "Hold for two seconds. Most")

        assert (standing(newest).state, standing(newest).part) == ("changed", "What helps")

    def test_lasts_through_several_texts_and_an_edition(self, revision):
        factories.published("leg-cramps", body=BODY)
        live = factories.article_of("leg-cramps").newest()
        say(live)
        one = rewrite(live, "Most cramps", "Nearly all cramps")
        two = rewrite(one, "seconds", "breaths")

        assert standing(one).state == "same"
        assert standing(two).state == "changed"

    def test_of_the_whole_text_stays_of_the_whole_text(self, revision):
        say(revision, sentence="")

        assert standing(rewrite(revision, HOLD, "")).state == "whole"

    def test_of_a_later_text_is_not_shown_on_an_older_one(self, revision):
        newest = rewrite(revision, "seconds", "breaths")
        say(newest, sentence="Hold for ten breaths.")

        assert commenting.standing_on(revision) == []

    def test_is_of_open_comments_alone_in_their_order(self, revision):
        first, second = say(revision, words="One?"), say(revision, words="Two?")
        third = say(revision, words="Three?")
        commenting.answer(second, words="Yes.", by=people().writer, at=tick())

        placed = commenting.standing_on(revision)

        assert [each.comment for each in placed] == [first, third]


class TestTheSentences:
    def test_are_those_that_a_reader_reads(self, revision):
        found = {(sentence.where, sentence.words) for sentence in commenting.sentences(revision)}

        assert ("What to do", HOLD) in found
        assert ("the title", "Night cramps") in found
        assert ("the key points", "Most are harmless.") in found
