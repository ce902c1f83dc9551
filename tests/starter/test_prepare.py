"""Making everything ready that serving needs."""

import os

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import CommandError, SystemCheckError

from content.editions.models import Edition
from content.editorial.people import DEMONSTRATION
from content.management.commands import prepare
from content.starter import files
from tests import factories
from tests.starter import shelf

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folders(settings, tmp_path, monkeypatch):
    monkeypatch.setattr(files, "LIBRARY", shelf.fill(tmp_path / "library"))
    monkeypatch.setenv("DEMO_PASSWORD", "cramps at night")
    monkeypatch.delenv("PORT", raising=False)
    settings.STATIC_ROOT = tmp_path / "static"
    settings.MEDIA_ROOT = tmp_path / "images"
    (tmp_path / "static").mkdir()
    settings.STATICFILES_DIRS = []
    made_from = prepare._digest_of_static_sources()
    (tmp_path / "static" / "made-from.txt").write_text(made_from)
    return tmp_path


class TestPrepare:
    def test_fills_an_empty_site_with_the_demonstration(self, capsys):
        call_command("prepare")

        said = capsys.readouterr().out
        assert "Sign in at /admin/ as one of: writer, clinician, editor, admin." in said
        assert "Their password: cramps at night" in said
        assert "No clinician has read these pages, and each of them says so." in said
        assert Edition.objects.count() == 1

    def test_keeps_what_is_there(self, capsys):
        call_command("prepare")
        capsys.readouterr()

        call_command("prepare")

        assert capsys.readouterr().out == "The site: http://127.0.0.1:8000/\n"
        assert Edition.objects.count() == 1

    def test_says_where_the_site_is(self, capsys, monkeypatch):
        factories.person("somebody")
        monkeypatch.setenv("HOST", "::1")
        monkeypatch.setenv("PORT", "9000")

        call_command("prepare")

        assert capsys.readouterr().out == "The site: http://[::1]:9000/\n"

    def test_collects_static_files_that_changed_whatever_their_dates_say(self, folders, settings):
        sheet = folders / "own" / "site.css"
        sheet.parent.mkdir()
        settings.STATICFILES_DIRS = [sheet.parent]
        collected = []
        for rules in ("a{}", "b{}"):
            sheet.write_text(rules)
            os.utime(sheet, (0, 0))
            call_command("prepare")
            collected.append((folders / "static" / "site.css").read_text())

        assert collected == ["a{}", "b{}"]

    def test_loads_nothing_from_a_broken_library(self, folders):
        (folders / "library" / "glossary.yaml").unlink()

        with pytest.raises(CommandError, match="Nothing was loaded.\nglossary.yaml: the file is"):
            call_command("prepare")

        assert not User.objects.exists()

    def test_fills_no_site_that_patients_read(self, settings):
        # The tests of the browser need what this warns of.
        settings.SILENCED_SYSTEM_CHECKS = [*settings.SILENCED_SYSTEM_CHECKS, "async.E001"]
        settings.PRODUCTION = True
        settings.SECURE_SSL_REDIRECT = settings.SECURE_HSTS_SECONDS = 1
        settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True

        call_command("prepare")

        assert not Edition.objects.exists()

    def test_starts_no_site_that_patients_read_with_demonstration_accounts(self, settings):
        call_command("prepare")
        settings.PRODUCTION = True

        with pytest.raises(SystemCheckError, match=f"demonstration accounts|{DEMONSTRATION}"):
            call_command("prepare")
