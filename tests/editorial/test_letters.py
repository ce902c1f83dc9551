"""Letters are written once for each person, matter and round, to those who can read them."""

import pytest

from content.editorial import letters
from content.editorial.letters import Letter, Matter
from tests import factories
from tests.factories import tick

pytestmark = pytest.mark.django_db


def somebody(name="editor", **fields):
    return factories.person(name, "editors", **{"email": f"{name}@example.org", **fields})


def matter(*to, **fields):
    row = {"kind": "recheck", "about": "recheck:1", "round": 0, "subject": "look", "words": "Look."}
    return Matter(**row | {"to": to or (somebody(),), "place": "/admin/here/"} | fields)


def write(*matters):
    return letters.write(matters, at=tick())


class TestWrite:
    def test_writes_to_each_person_concerned(self):
        both = somebody("editor"), somebody("publisher")

        assert write(matter(*both)) == 2
        assert {letter.to for letter in Letter.objects.waiting()} == set(both)

    def test_says_what_it_is_and_where_it_is_settled(self, settings):
        settings.SITE_ADDRESS = "https://cramps.example.org"

        write(matter(somebody(first_name="Ada", last_name="Editor")))

        letter = Letter.objects.get()
        assert letter.subject == "Leg Cramps: look"
        assert letter.words.startswith("Dear Ada Editor,\n\nLook.\n\n")
        assert "\nhttps://cramps.example.org/admin/here/\n" in letter.words

    def test_gives_the_path_when_the_site_does_not_know_its_address(self):
        write(matter())

        assert "\n\n/admin/here/\n\n" in Letter.objects.get().words

    def test_writes_the_same_once(self):
        write(matter())

        assert write(matter()) == 0
        assert Letter.objects.count() == 1

    @pytest.mark.parametrize(
        "other", [{"kind": "review late"}, {"about": "recheck:2"}, {"round": 1}]
    )
    def test_writes_again_of_another_matter_or_in_another_round(self, other):
        write(matter())

        assert write(matter(**other)) == 1

    def test_writes_nothing_to_an_account_that_is_closed(self):
        assert write(matter(somebody(is_active=False))) == 0

    @pytest.mark.parametrize("address", ["", "nobody", "a@example.org, b@example.org", "a@b.org\n"])
    def test_writes_nothing_to_an_account_without_an_address(self, address):
        assert write(matter(somebody(email=address))) == 0

    def test_writes_when_the_address_has_come(self):
        write(matter(somebody(email="")))

        assert write(matter(somebody())) == 1

    def test_takes_up_a_letter_that_was_dropped_too_soon(self):
        write(matter())
        Letter.objects.update(dropped_at=tick())

        assert write(matter(words="Look now.")) == 1
        assert "Look now." in Letter.objects.waiting().get().words

    def test_takes_up_no_letter_that_was_sent(self):
        write(matter())
        Letter.objects.update(sent_at=tick())

        assert write(matter()) == 0
        assert not Letter.objects.waiting().exists()


class TestTheSubject:
    def test_is_one_line_whatever_a_title_says(self):
        write(matter(subject="look\r\nBcc: everybody@example.org"))

        assert Letter.objects.get().subject == "Leg Cramps: look Bcc: everybody@example.org"

    def test_is_cut_where_it_is_too_long(self):
        write(matter(subject="x" * 400))

        assert len(Letter.objects.get().subject) == 200


class TestALetter:
    def test_says_to_whom_it_is(self):
        write(matter())

        assert str(Letter.objects.get()) == "To editor: Leg Cramps: look"
