"""The demonstration: the library goes live through the workflow, and every page says so."""

import re

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import transaction

from content.editions.models import Edition, Page
from content.editorial.journal import JournalLine
from content.editorial.reviews import Review
from content.publishing import verification
from content.starter import demonstration
from tests import factories, readers


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Load it once, since it takes seconds, and take it away after the last test here."""
    with pytest.MonkeyPatch.context() as surroundings, django_db_blocker.unblock():
        surroundings.setenv("DEMO_PASSWORD", "cramps at night")
        with transaction.atomic():
            yield demonstration.load(at=factories.NOON)
            transaction.set_rollback(True)


@pytest.fixture
def password(loaded, db):
    return loaded


class TestTheDemonstration:
    @pytest.mark.engine
    def test_goes_through_the_workflow(self, password):
        steps = set(JournalLine.objects.values_list("step", flat=True))

        assert {"open", "save", "submit", "approved", "publish"} <= steps
        assert Review.objects.exclude(decision="approved").count() == 0
        assert Edition.objects.count() == Page.objects.live().count() > 20
        assert list(verification.mismatches()) == []

    def test_says_so_on_every_page(self, password, as_a_reader):
        silent = [
            str(page)
            for page in Page.objects.live()
            if "demonstration account"
            not in readers.text_of(as_a_reader.get(page.get_absolute_url()))
        ]

        assert Page.objects.live().exclude(edition__is_demonstration=True).count() == 0
        assert silent == []

    def test_leads_nowhere_that_does_not_answer(self, password, as_a_reader):
        links = {
            link.split("#")[0]
            for page in Page.objects.live()
            for link in re.findall(
                r'href="(/[^"]*)"', readers.text_of(as_a_reader.get(page.get_absolute_url()))
            )
            if not link.startswith("/static/")
        }

        dead = {link for link in links if as_a_reader.get(link).status_code not in (200, 302)}

        assert len(links) > 20
        assert dead == set()

    def test_gives_its_accounts_the_password_that_was_asked_for(self, password):
        accounts = {user.username: user.check_password(password) for user in User.objects.all()}

        assert accounts == dict.fromkeys(("writer", "clinician", "editor", "admin"), True)
        assert password == "cramps at night"

    def test_is_not_wanted_where_somebody_works(self, password):
        assert not demonstration.is_wanted()

    def test_keeps_a_site_from_patients(self, password):
        with pytest.raises(SystemCheckError, match="demonstration accounts: admin, clinician, ed"):
            call_command("check", deploy=True, fail_level="ERROR")
