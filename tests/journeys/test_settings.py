"""The site does not start with settings that would let a word out unseen."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2]


def start(tmp_path, **said):
    """Start the site's own settings in a process of their own."""
    surroundings = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), **said}
    return subprocess.run(  # our own
        [sys.executable, "manage.py", "check"],
        cwd=HOUSE,
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )


class TestTheReviewRoles:
    @pytest.mark.parametrize("roles", [",", " ", "clinical,nobody", "none"])
    def test_are_never_none(self, tmp_path, roles):
        tried = start(tmp_path, REVIEW_ROLES=roles)

        assert tried.returncode != 0
        assert "REVIEW_ROLES has to name one or both of: clinical, editorial" in tried.stderr

    @pytest.mark.parametrize("roles", ["clinical", "editorial", "editorial, clinical"])
    def test_are_one_or_both(self, tmp_path, roles):
        tried = start(tmp_path, REVIEW_ROLES=roles)

        assert (tried.returncode, tried.stderr) == (0, "")


class TestTheCountries:
    def test_are_known(self, tmp_path):
        tried = start(tmp_path, COUNTRIES="UK,Atlantis")

        assert tried.returncode != 0
        assert "COUNTRIES has to name some of: UK, EU, US." in tried.stderr


class TestTheAddressForReaders:
    @pytest.mark.parametrize("address", ["help", "help@", "a b@example.org", "a@b", "<i>@c.org"])
    def test_is_one_that_can_be_written_to(self, tmp_path, address):
        tried = start(tmp_path, CONTACT_EMAIL=address)

        assert tried.returncode != 0
        assert "CONTACT_EMAIL has to look like help@example.org." in tried.stderr


class TestLetters:
    @pytest.mark.parametrize("address", ["cramps.example.org", "https://a.org/desk", "javascript:"])
    def test_lead_to_an_address_of_the_web(self, tmp_path, address):
        tried = start(tmp_path, SITE_ADDRESS=address)

        assert tried.returncode != 0
        assert "SITE_ADDRESS has to look like https://cramps.example.org." in tried.stderr

    def test_say_where_they_come_from(self, tmp_path):
        tried = start(tmp_path, EMAIL_HOST="mail.example.org")

        assert tried.returncode != 0
        assert "Say with DEFAULT_FROM_EMAIL which address" in tried.stderr

    @pytest.mark.parametrize(
        ("said", "tls", "ssl"),
        [
            ({}, True, False),
            ({"EMAIL_PORT": "465"}, False, True),
            ({"EMAIL_PORT": "25", "EMAIL_USE_TLS": "0"}, False, False),
        ],
    )
    def test_go_in_the_open_only_if_somebody_says_so(self, tmp_path, said, tls, ssl):
        asked = "from cramps_site import settings as s; print(s.EMAIL_USE_TLS, s.EMAIL_USE_SSL)"
        told = subprocess.run(  # noqa: S603  # our own
            [sys.executable, "-c", asked],
            cwd=HOUSE,
            env={"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path), **said},
            capture_output=True,
            text=True,
            check=True,
        )

        assert told.stdout == f"{tls} {ssl}\n"


class TestTheSecretKey:
    def test_is_made_once_for_its_owner_alone(self, tmp_path):
        start(tmp_path)
        first = (tmp_path / "secret-key").read_text()

        start(tmp_path)

        assert (tmp_path / "secret-key").read_text() == first
        assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


class TestTheSiteForPatients:
    @pytest.fixture
    def surroundings(self, tmp_path):
        return {
            "PATH": os.environ["PATH"],
            "DATA_DIR": str(tmp_path),
            "DJANGO_ALLOWED_HOSTS": "example.org",
            "DJANGO_HTTPS": "1",
            "DJANGO_SECRET_KEY": "a key that is long enough and has many letters 0123456789 -_",
        }

    def run(self, surroundings, *command, **said):
        return subprocess.run(  # noqa: S603  # our own commands
            [sys.executable, *command],
            cwd=HOUSE,
            env=surroundings | said,
            capture_output=True,
            text=True,
            check=False,
        )

    def test_does_not_start_while_a_demonstration_account_exists(self, surroundings):
        make = (
            "from django.contrib.auth.models import Group, User;"
            "from content.editorial import people;"
            "g = Group.objects.create(name=people.DEMONSTRATION);"
            "User.objects.create(username='clinician').groups.add(g)"
        )
        serve = ("-c", "import cramps_site.wsgi")
        self.run(surroundings, "manage.py", "migrate", "--verbosity", "0")
        assert self.run(surroundings, *serve, PRODUCTION="1").returncode == 0
        self.run(surroundings, "manage.py", "shell", "--verbosity", "0", "-c", make)

        refused = self.run(surroundings, *serve, PRODUCTION="1")

        assert refused.returncode != 0
        assert "This site has demonstration accounts: clinician." in refused.stderr
