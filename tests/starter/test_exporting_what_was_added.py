"""An export takes along what editors added and corrected since the library was loaded."""

import pytest

from content.evidence.models import Source
from content.starter import exporting, files, loading
from tests import factories
from tests.factories import NOON

pytestmark = pytest.mark.django_db


class TestWhatWasAddedSince:
    @pytest.fixture(autouse=True)
    def folders(self, tmp_path, settings):
        settings.MEDIA_ROOT = tmp_path / "images"

    def test_comes_with_both_widths_of_a_picture(self, tmp_path):
        image = factories.wide_picture()
        factories.published("calf", body=f"![A calf](media:{image.pk})\n\nThe calf.\n")

        exporting.write(tmp_path / "library")

        written = {path.name for path in (tmp_path / "library" / "images").iterdir()}
        assert written == {image.file_name, image.narrow.file_name}

    def test_says_which_source_was_retracted(self, tmp_path):
        factories.source("magnesium", id="magnesium")
        Source.objects.update(retracted_on="2026-05-03", retraction="Made up.")
        factories.published("calf", body="The calf.\n")
        exporting.write(tmp_path / "library")
        Source.objects.all().delete()

        loading.load(files.read(tmp_path / "library"), by=factories.people().writer, at=NOON)

        assert Source.objects.get().told_retraction() == "3 May 2026: Made up."
