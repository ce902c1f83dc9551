"""The live library as files, and back again."""

import os
import subprocess
import sys

import pytest
from django.conf import settings as site_settings
from django.core.management import CommandError, call_command

from content.editions.models import Edition
from content.editorial.articles import Revision
from content.starter import files
from tests import factories

pytestmark = pytest.mark.django_db
SAY_DIGESTS = (
    "from content.editorial.articles import Revision as R;"
    "print(sorted(R.objects.values_list('article__code', 'digest')))"
)


@pytest.fixture
def exported(starter_library, db, tmp_path):
    call_command("export_library", tmp_path / "library", verbosity=0)
    return tmp_path / "library"


class TestExportLibrary:
    def test_gives_the_same_digests_to_an_empty_site(self, exported, tmp_path):
        there = {**os.environ, "DATA_DIR": str(tmp_path / "other"), "DATABASE_URL": ""}
        there["DJANGO_SETTINGS_MODULE"] = "cramps_site.settings"

        def manage(*words):
            command = [sys.executable, "manage.py", *words]
            done = subprocess.run(  # noqa: S603  # our own commands
                command,
                env=there,
                cwd=site_settings.BASE_DIR,
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, done.stderr
            return done.stdout

        manage("migrate", "--verbosity", "0")
        manage("load_starter", str(exported))

        here = sorted(Revision.objects.values_list("article__code", "digest"))
        assert manage("shell", "--verbosity", "0", "-c", SAY_DIGESTS).strip() == str(here)
        assert manage("verify").strip() == "Everything is as it was approved."

    def test_writes_every_live_article_in_the_format_of_the_starter_library(self, exported):
        library = files.read(exported)

        assert len(library.articles) == Edition.objects.count()
        assert {path.suffix for path in library.images} == {".svg"}

    def test_says_of_a_translation_what_it_was_made_from_and_of_others_nothing(
        self, exported, tmp_path
    ):
        origin = {"code": "night-cramps", "number": 1}
        edition = factories.published("calambres", language="es", translated_from=origin)

        call_command("export_library", tmp_path / "again", verbosity=0)

        front = files.article(tmp_path / "again" / "articles" / "calambres.md").front
        assert front["translated_from"] == edition.translated_from
        for path in (exported / "articles").iterdir():
            assert path.read_bytes() == (tmp_path / "again" / "articles" / path.name).read_bytes()
            assert "translated_from" not in path.read_text()

    def test_never_writes_over_files(self, exported):
        with pytest.raises(CommandError, match="has files in it"):
            call_command("export_library", exported)

    def test_names_a_picture_whose_bytes_are_others(self, exported):
        picture = next((exported / "images").iterdir())
        picture.write_bytes(b"<svg/>")

        with pytest.raises(CommandError, match="its bytes are not those its name stands for"):
            call_command("load_starter", exported)
