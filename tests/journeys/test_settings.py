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


class TestTheSecretKey:
    def test_is_made_once_for_its_owner_alone(self, tmp_path):
        start(tmp_path)
        first = (tmp_path / "secret-key").read_text()

        start(tmp_path)

        assert (tmp_path / "secret-key").read_text() == first
        assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0
