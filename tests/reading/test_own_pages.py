"""The pages that the site itself makes, among the results."""

import pytest

from content.reading import results
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.engine]


def addresses(query):
    return [found["url"].split("#")[0] for found in results.find(query)]


class TestOurOwnPages:
    @pytest.mark.parametrize("query", ["sources", "what studies is this based on", "your sources"])
    def test_tell_where_the_words_come_from(self, query):
        assert addresses(query)[0] == "/sources/"

    @pytest.mark.parametrize("query", ["medical words", "glossary", "medical jargon explained"])
    def test_explain_words(self, query):
        assert addresses(query)[0] == "/glossary/"

    def test_stay_away_from_other_questions(self):
        factories.published("salt", title="Salt", body="Sources of potassium.\n")

        assert addresses("sources of potassium") == ["/salt/"]
        assert addresses("what does potassium mean") == ["/salt/"]
