"""How long an editor waits for a difference, and what the killable child costs."""

import pytest

from content.comparing import differences
from content.comparing.differences import sentences
from content.rendering import Lookup, bounded, render
from tests.bench import timing

pytestmark = pytest.mark.bench

OLD = " ".join(
    f"Hold the stretch for 10 seconds. Number {n} of many, said in {n * 7} words. Do not bounce,"
    " and hold on to something. Stop if you feel a sharp pain. Then change legs and do it again."
    for n in range(35)
)
NEW = OLD.replace("10 seconds", "20 seconds").replace("Do not bounce", "Bounce")
TEXT = "\n\n".join(f"## Part {n} {{#part-{n}}}\n\n{'Stretch it. ' * 30}" for n in range(17))


def compare():
    for pair in differences.changed([*sentences("", OLD)], [*sentences("", NEW)]):
        pair.sides()


class TestTheSafetyDiff:
    def test_of_two_long_articles_takes_under_150_ms(self):
        assert len(OLD.split()) > 1_200

        found = timing.medians({"difference": compare})

        timing.told("Difference of two texts of 1,200 words", found)
        assert found["difference"] < 150


class TestTheChild:
    def test_adds_at_most_3_ms_to_a_rendering(self):
        found = timing.medians(
            {
                "in process": lambda: render(TEXT, resolve=Lookup()),
                "in the child": lambda: bounded.render(TEXT, resolve=Lookup()),
            },
            rounds=30,
        )

        timing.told("Rendering", found)
        assert found["in the child"] - found["in process"] < 3
