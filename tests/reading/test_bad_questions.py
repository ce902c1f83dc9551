"""Questions of any length and alphabet, in any parameters: a page, and never an error."""

import json
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.reading import results
from tests import factories, readers

pytestmark = pytest.mark.django_db

SEARCHES = ("/search/", "/search/suggest/")
PAGES = (
    "/",
    "/what-works/",
    "/myths/",
    "/night-cramps/",
    "/sources/",
    "/glossary/",
    "/p/night-cramps/history/",
    "/p/night-cramps/v/1/",
    "/p/night-cramps/",
)
NAMES = ("q", "page", "topic", "sort", "from", "section", "q[]", "limit", "")
QUESTIONS = (
    # Operators of both engines, alone and where a word should be.
    "cramp AND",
    "OR OR OR",
    "NOT calf",
    "NEAR(calf cramp, 5)",
    "title:cramp",
    "^cramp",
    "cramp*",
    "*",
    '"',
    '"cramp',
    "cramp''",
    "{title} : x",
    "(((",
    ")",
    "-calf",
    "+",
    "a:*b",
    "!",
    ":*",
    "\\",
    "calf & !cramp",
    "calf | (",
    "calf <-> cramp",
    "<2>",
    "cramp:ABCD",
    "calf\\",
    "' OR 1=1 --",
    "'; DROP TABLE content_page; --",
    "%",
    "_",
    "%(q)s",
    "%s %s",
    "{0}",
    "{{ 7|add:7 }}",
    "{% x %}",
    # Markup, which is to come back as letters or not at all.
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-'",
    "</title><b>",
    "<mark>calf</mark>",
    "&lt;b&gt;",
    "javascript:alert(1)",
    "<!-- --><b>five</b>",
    "]]>",
    # Letters that are not what they seem: turned round, unseen, combined, wide, of other scripts.
    "\u202ecramp\u202c",
    "\u2066calf\u2069",
    "\u200fcalf",
    "cra\u00admp",
    "ca\u200blf",
    "calf\u2028cramp",
    "e\u0301" * 60,
    "a" + "\u0300" * 150,
    "\uff41\uff4e\uff4b\uff4c\uff45",
    "\u0130stanbul",
    "\u00df" * 90,
    "\ufb01t",
    "\u017f",
    "\u01c4",
    "\U0001d520\U0001d52f",
    "😀🦵",
    "🏳️\u200d🌈",
    "شد عضلي",
    "足がつる",
    "क्रैम्प",
    "\x00",
    "a\x00b",
    "\ud800",
    "cramp\udfff",
    "\uffff",
    "\U0010ffff",
    # Too much of everything.
    "cramp " * 500,
    "x" * 5_000,
    "9" * 400,
    "1e999",
    "-1",
    "calfcramp" * 30,
    "swollenleg" * 4,
    "\n\r\t",
)
RAW = (
    "q=%ff%fe",
    "q=%ed%a0%80",
    "q=%00",
    "q=%f4%90%80%80",
    "q=a&q=b",
    "q[]=a&q[0]=b",
    "%",
    "&&&=&=",
    "q=calf&page=-1&topic=../../etc/passwd&sort=%3Cscript%3E",
    "q=%2525",
    "q=+",
    "a=1&" * 500,
    "q=calf;topic=x",
    "q=" + "%e2%82%ac" * 3_000,
    "q=calf%0d%0aSet-Cookie:%20x=1",
)
# What was asked for comes back as letters, in a text or in a quoted value.
MARKUP = ("<script>alert", "<img src=x", "</title><b>", "<b>five</b>", "onerror=alert(1)>")
SPELT = st.text(max_size=60) | st.text("calfcrmp\"*:()&|!<>-^{}'\\ ", max_size=40)


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker):
    """A few pages, for all questions of this module: asking changes nothing but the lost words."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        body = "## Calf {#calf}\n\nA calf cramp hurts. Less than <b>five</b> & more.\n"
        for code in ("night-cramps", "what-works", "myths"):
            factories.published(code, title=f"Cramps: {code}", body=body)
        yield
        transaction.set_rollback(True)


def faults(address):
    """What is wrong with the answer to an address, if anything."""
    answer = Client().get(address)
    text = readers.text_of(answer)
    told = []
    if answer.status_code not in (200, 302, 400, 404, 414):
        told.append(answer.status_code)
    if answer.headers["Content-Type"] == "application/json":
        json.loads(text)
    else:
        told += [markup for markup in MARKUP if markup in text]
    if answer.cookies:
        told.append("cookie")
    return [(address[:80], *told)] if told else []


def sent(question):
    """A question as an address has it, whatever letters it is of."""
    return quote(question.encode("utf-8", "surrogatepass"))


@pytest.mark.engine
@pytest.mark.parametrize("path", SEARCHES)
class TestAnyQuestion:
    def test_is_answered_and_never_by_its_own_markup(self, site, path):
        assert [fault for q in QUESTIONS for fault in faults(f"{path}?q={sent(q)}")] == []

    def test_is_answered_however_it_is_sent(self, site, path):
        assert [fault for raw in RAW for fault in faults(f"{path}?{raw}")] == []

    def test_of_two_megabytes_is_answered_from_its_first_letters(self, site, path):
        question = "calf" * 500_000

        assert faults(f"{path}?q={question}") == []
        assert len(results.cleaned(question)) == 200

    @settings(
        max_examples=30,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    @given(asked=st.lists(st.tuples(st.sampled_from(NAMES), SPELT), min_size=1, max_size=4))
    def test_may_be_any_letters_in_any_parameters(self, site, path, asked):
        query = "&".join(f"{name}={sent(value)}" for name, value in asked)

        assert faults(f"{path}?{query}") == []


@pytest.mark.parametrize("path", PAGES)
class TestAnyParameters:
    def test_are_answered_by_the_page(self, site, path):
        # A third of the questions will do where no engine reads them.
        queries = ["&".join(f"{name}={sent(q)}" for name in NAMES) for q in QUESTIONS[::3]]

        assert [fault for raw in (*queries, *RAW) for fault in faults(f"{path}?{raw}")] == []
