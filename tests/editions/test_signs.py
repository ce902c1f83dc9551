"""The words by which a question names a warning sign."""

import pytest

from content.editions import alike, signs

TABLE = alike.Table(
    {
        "groups": {"swollen": "puffy, up like a balloon", "calf": "calves", "no-urine": "not peed"},
        "aside": "hot water bottle, calf stretch",
        "small": "my, is, a, the, like, up",
        "no": "no, not",
        "until": "but, and",
    }
)


def called(phrase, question):
    return signs.phrase(phrase, TABLE).is_said(signs.question(question, TABLE))


class TestAPhrase:
    @pytest.mark.parametrize(
        "question",
        ["swollen calf", "my calf is puffy", "calves up like a balloon", "swollen calfs"],
    )
    def test_is_said_in_whatever_words_and_order(self, question):
        assert called("calf swollen", question)

    @pytest.mark.parametrize("question", ["my calf", "swollen", "", "swollen face"])
    def test_wants_every_idea(self, question):
        assert not called("calf swollen", question)

    def test_takes_only_its_own_word_where_that_is_no_head(self):
        assert called("calf puffy", "puffy calf")
        assert not called("calf puffy", "swollen calf")

    @pytest.mark.parametrize("question", ["hot calf", "swollen calf"])
    def test_may_leave_a_choice(self, question):
        assert called("calf hot/swollen", question)

    def test_wants_its_ideas_close_together(self):
        far = "calf one two three four five six seven eight nine ten swollen"

        assert not called("calf swollen", far)
        assert called("calf … swollen", far)

    @pytest.mark.parametrize(
        "question", ["my calf is not swollen", "no swollen calf", "hot water bottle on calf"]
    )
    def test_is_not_said_by_what_is_denied_or_only_sounds_so(self, question):
        assert not called("calf swollen", question)
        assert not called("calf hot", question)

    def test_may_itself_deny(self):
        assert called("not peed", "i have not peed")

    def test_is_excused(self):
        assert called("calf swollen unless both", "calf swollen")
        assert not called("calf swollen unless both", "both calves swollen")


class TestAWrongPhrase:
    @pytest.mark.parametrize(
        ("phrase", "sentence"),
        [
            ("", "has no words that say something"),
            ("my …", "has no words that say something"),
            ("calf unless", "Say what excuses, or leave it out"),
            ("calf/blood-red", "“blood-red”, which is neither a word nor a group"),
            ("calf//swollen", "has “”, which is neither"),
        ],
    )
    def test_is_told_in_a_sentence(self, phrase, sentence):
        with pytest.raises(signs.PhraseError, match=sentence):
            signs.phrase(phrase, TABLE)

    def test_of_an_old_edition_calls_for_nothing(self):
        flag = {"search_words": ["", "swollen calf"]}

        assert len(signs.phrases(flag, TABLE)) == 1
