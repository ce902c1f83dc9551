"""What an administrator is told of the post."""

from __future__ import annotations

import pytest

from content.editorial import letters
from content.editorial.letters import Letter, Matter
from tests import factories
from tests.factories import NOON

HOME = "/admin/"


@pytest.fixture
def letter(db):
    to = factories.person("editor", "editors", email="editor@example.org")
    letters.write([Matter("recheck", "recheck:1", 0, (to,), "look", "Look.", "/")], at=NOON)
    return Letter.objects.get()


def front_page(client):
    return client.get(HOME).content.decode()


class TestThePost:
    def test_is_silent_while_all_is_well(self, people, as_):
        assert "The post" not in front_page(as_(people.superuser))

    def test_says_that_letters_wait_for_a_mail_server(self, people, as_, letter):
        page = front_page(as_(people.superuser))

        assert "1 letter</a> waits: the site has no mail server." in page

    def test_says_what_the_mail_server_said(self, people, as_, letter, settings):
        settings.EMAIL_HOST = "mail.example.org"
        Letter.objects.update(error="550 no <b>such</b> person", tries=1, tried_at=NOON)

        page = front_page(as_(people.superuser))

        assert "the mail server said “550 no &lt;b&gt;such&lt;/b&gt; person”" in page

    def test_names_people_who_have_no_address(self, people, as_, settings, letter):
        settings.EMAIL_HOST = "mail.example.org"
        assert people.writer

        page = front_page(as_(people.superuser))

        assert "No e-mail address, so never written to: superuser, writer." in page

    def test_is_no_matter_for_anybody_else(self, people, as_, letter):
        assert "The post" not in front_page(as_(people.editor))


class TestTheLetters:
    def test_are_listed_for_administrators(self, people, as_, letter):
        page = as_(people.superuser).get("/admin/content/letter/").content.decode()

        assert "Leg Cramps: look" in page

    def test_are_for_nobody_else(self, people, as_, letter):
        assert as_(people.editor).get("/admin/content/letter/").status_code == 403

    @pytest.mark.parametrize("address", ["add/", "1/delete/"])
    def test_are_not_made_or_deleted_there(self, people, as_, address):
        response = as_(people.superuser).post(f"/admin/content/letter/{address}", {"post": "yes"})

        assert response.status_code in (403, 405)
