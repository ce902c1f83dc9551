"""What the child process answers with."""

import pickle

from content.rendering import Leanings, Lookup, leanings, worker
from content.rendering.worker import JOBS, LENGTH, frame


def answer(job, **arguments):
    return worker._answer(job, arguments)


class TestAnAnswer:
    def test_is_what_the_job_gives(self):
        kind, value = answer(JOBS["leanings"], source="[[a]]")

        assert kind == "done"
        assert isinstance(value, Leanings)
        assert value == leanings("[[a]]")

    def test_is_a_refusal_with_its_words_and_line(self):
        kind, value = answer(JOBS["render"], source="a\n" + ">" * 21, resolve=Lookup())

        assert kind == "refused"
        assert value == ("Here are quotations more than 20 deep. Make them shallower.", 2)

    def test_says_when_there_was_too_little_memory(self):
        def greedy():
            raise MemoryError

        assert answer(greedy) == ("too much", None)

    def test_tells_of_a_fault_with_its_traceback(self):
        kind, value = answer(JOBS["render"], source=None, resolve=Lookup())

        assert kind == "fault"
        assert isinstance(value, str)
        assert "TypeError" in value


class TestAFrame:
    def test_says_its_length_first(self):
        framed = frame({"a": "\ud800"})

        assert LENGTH.unpack(framed[:8]) == (len(framed) - 8,)
        assert pickle.loads(framed[8:]) == {"a": "\ud800"}  # noqa: S301 - packed just above
