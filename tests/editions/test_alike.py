"""Words that people use for one another, and what a question says in them."""

import re
from collections import Counter

import pytest
import yaml
from django.utils import translation

from content.editions import alike, said

TABLE = alike.Table(
    {
        "groups": {
            "swollen": "puffy, puffed up, swelling",
            "pregnant": "up the duff, 13-42 weeks",
            "calf": "back of leg",
            "limb": "leg, =calf",
            "cannot-breathe": "short of breath",
        },
        "asks": {"safe": "is it ok"},
        "aside": "hot water bottle, 13-42 weeks ago",
        "everyday": "plaster",
        "small": "my, is, very, the, of",
        "no": "no, not, isnt",
        "until": "but, and",
        "same": {"isnt": "is not", "night": "nite"},
    }
)


def meant(text):
    return [sorted(word.meant or ()) for word in said.words(text, TABLE) if word.meant]


class TestAlikeWords:
    @pytest.mark.parametrize("text", ["swollen", "Puffy", "puffed up", "swellings"])
    def test_mean_the_head_of_their_group(self, text):
        assert meant(text) == [["=swollen"]]

    def test_may_be_phrases_with_small_words_between(self):
        assert meant("short of my breath") == [["=cannot-breathe"]]

    def test_may_be_in_a_group_that_another_takes_in(self):
        assert meant("back of my leg") == [["=calf", "=limb"]]

    @pytest.mark.parametrize(("text", "found"), [("28 weeks", [["=pregnant"]]), ("8 weeks", [])])
    def test_may_have_a_number_in_a_range(self, text, found):
        assert meant(text) == found

    def test_count_as_the_longest_phrase(self):
        first, *rest = said.words("back of leg", TABLE)

        assert first.meant == {"=calf", "=limb"}
        assert [word.meant for word in rest] == [None, None]

    def test_are_read_in_one_spelling(self):
        assert [word.stem for word in said.words("it is not nite", TABLE)] == [
            "it",
            "isnt",
            "night",
        ]

    def test_are_known_to_be_spelt_rightly(self):
        assert TABLE.knows("puffy")
        assert TABLE.knows("plasters")
        assert not TABLE.knows("pufy")


class TestAnAside:
    def test_hides_what_its_words_would_mean_by_themselves(self):
        words = said.words("hot water bottle", TABLE)

        assert all(word.aside for word in words)

    def test_hides_the_phrase_within_it(self):
        assert not any(word.heads for word in said.words("28 weeks ago", TABLE))


class TestADenial:
    @pytest.mark.parametrize(
        ("text", "denied"),
        [
            ("no swelling", ["swell"]),
            ("calf is not swollen", ["swollen"]),
            ("isnt puffy", ["puff"]),
            ("no swelling or heat", ["swell", "heat"]),
            ("no fever, swelling or heat", ["fever", "swell", "heat"]),
            ("no fever but swelling", ["fever"]),
            ("no fever. swelling", ["fever"]),
            ("no fever, swelling", ["fever"]),
            ("swelling", []),
        ],
    )
    def test_reaches_the_words_after_it_and_no_further(self, text, denied):
        found = [word.stem for word in said.words(text, TABLE) if word.denied and not word.small]

        assert [each for each in found if each != "or"] == denied

    def test_of_a_phrase_denies_nothing_else(self):
        table = alike.Table({"groups": {"numb": "no feeling"}, "no": "no", "small": ""})

        assert not any(word.denied for word in said.words("no feeling leg", table))


class TestTheOthers:
    def test_of_a_word_are_the_heads_that_will_do_as_well(self):
        words = said.words("up the duff and puffy", TABLE)

        found = said.others(words, ["duff", "puffy"], TABLE)

        assert found == {"duff": ["pregnant"], "puffy": ["swollen"]}

    def test_are_no_heads_of_several_words_and_none_that_only_ask(self):
        words = said.words("short of breath is it ok", TABLE)

        assert said.others(words, ["short", "breath", "ok"], TABLE) == {}


class TestATable:
    def test_is_that_of_the_language_that_is_spoken(self):
        assert alike.here().groups

        with translation.override("es"):
            assert not alike.here().groups

    def test_says_each_head_once(self):
        heads = re.findall(r"^    ([a-z0-9-]+):", alike.FILE.read_text("utf-8"), re.MULTILINE)
        same = set(yaml.safe_load(alike.FILE.read_text("utf-8"))["en"]["same"])

        twice = {head for head, times in Counter(heads).items() if times > 1 + (head in same)}

        assert twice == set()
        assert {"swollen", "pregnant", "why"} <= set(heads)
