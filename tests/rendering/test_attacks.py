"""Attacks by way of the text: none gets a tag, an attribute or an address through."""

from content.rendering import Refused, render
from tests.rendering.attacks import attacks
from tests.rendering.lookup import LOOKUP
from tests.rendering.reading import faults_of

ATTACKS = list(attacks())


def made_of(attack):
    try:
        return render(attack, resolve=LOOKUP).html
    except Refused:
        return ""


class TestAnAttack:
    def test_is_tried_in_a_thousand_ways(self):
        assert len(set(ATTACKS)) >= 1_000

    def test_gets_nothing_through(self):
        through = {attack: faults for attack in ATTACKS if (faults := faults_of(made_of(attack)))}

        assert not through

    def test_is_mostly_rendered_rather_than_refused(self):
        assert sum(bool(made_of(attack)) for attack in ATTACKS) > len(ATTACKS) * 0.8


class TestTheReader:
    def test_sees_what_it_must(self):
        for html in ("<script>", "<p onclick=a>", "<a href='javascript:a'>b</a>", "<img src=//a>"):
            assert faults_of(html)
