"""The sheets that stand in the page, and that the content security policy knows them."""

import base64
import hashlib
import re

import pytest

from content.reading import styles
from tests import factories

STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def digest(rules):
    return f"'sha256-{base64.b64encode(hashlib.sha256(rules.encode()).digest()).decode()}'"


@pytest.mark.django_db
class TestAPage:
    @pytest.mark.parametrize(
        ("address", "sheets"),
        [
            ("/", 3),
            ("/night-cramps/", 1),
            ("/cramp-diary/", 2),
            ("/search/?q=cramp", 1),
            ("/search/?q=xylophone", 2),
            ("/p/night-cramps/history/", 2),
            ("/nothing-here/", 1),
        ],
    )
    def test_holds_sheets_that_its_policy_lets_in(self, client, address, sheets):
        for code in ("night-cramps", "cramp-diary"):
            factories.published(code)

        answer = client.get(address)

        found = STYLE.findall(answer.content.decode())
        allowed = answer.headers["Content-Security-Policy"]
        assert len(found) == sheets
        assert [rules for rules in found if digest(rules) not in allowed] == []
        assert "unsafe-inline" not in allowed


class TestStyle:
    def test_refuses_a_sheet_that_the_policy_does_not_know(self):
        with pytest.raises(ValueError, match="no sheet suggestions. There are: site, home"):
            styles.style("suggestions")

    @pytest.mark.parametrize("name", styles.NAMES)
    def test_cannot_be_left_by_what_stands_in_a_sheet(self, name):
        assert "<" not in styles.rules(name)
