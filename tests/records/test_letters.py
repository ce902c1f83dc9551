"""What is true of every letter and of every owner, whatever writes it."""

import pytest
from django.db import transaction

from content.editorial import letters, owners
from content.editorial.letters import Letter, Matter
from tests import factories
from tests.factories import NOON, people, tick
from tests.records.test_constraints import copied, refused

pytestmark = [pytest.mark.django_db, pytest.mark.engine]


@pytest.fixture
def letter():
    to = factories.person("editor", "editors", email="editor@example.org")
    letters.write([Matter("recheck", "recheck:1", 0, (to,), "look", "Look.", "/")], at=NOON)
    return Letter.objects.get()


class TestALetter:
    def test_is_written_once_to_a_person_about_a_matter_in_a_round(self, letter):
        with refused("nobody_gets_the_same_letter_twice|content_letter.kind"):
            copied(letter).save(force_insert=True)

    @pytest.mark.parametrize(
        "other", [{"kind": "review late"}, {"about": "recheck:2"}, {"round": 1}]
    )
    def test_may_be_about_another_matter(self, letter, other):
        copied(letter, **other).save(force_insert=True)

        assert Letter.objects.count() == 2

    def test_is_sent_or_dropped(self, letter):
        with refused("a_letter_is_sent_or_dropped"):
            Letter.objects.update(sent_at=NOON, dropped_at=NOON)


class TestAnOwner:
    def test_is_one_for_each_article(self):
        given = owners.give(
            factories.article(), to=people().cowriter, by=people().editor, at=tick()
        )

        with refused("content_ownership"), transaction.atomic():
            copied(given).save(force_insert=True)
