"""Pictures, at the address of their bytes."""

import hashlib
from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from content.editions import image_files
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def picture():
    return factories.picture(b"<svg>a calf</svg>")


def shown(image):
    factories.published(body=f"![A calf](media:{image.sha256})\n\nThe calf.\n")
    return f"/media/{image.file_name}"


class TestAPicture:
    def test_is_public_once_an_edition_shows_it(self, picture, as_a_reader):
        address = f"/media/{picture.file_name}"
        before = as_a_reader.get(address).status_code

        shown(picture)

        assert before == 404
        assert as_a_reader.get(address).content == b"<svg>a calf</svg>"

    def test_is_kept_for_ever_and_inert(self, picture, as_a_reader):
        answer = as_a_reader.get(shown(picture))

        assert answer["Content-Type"] == "image/svg+xml"
        assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
        assert "default-src 'none'" in answer["Content-Security-Policy"]
        assert "sandbox" in answer["Content-Security-Policy"]

    def test_is_not_there_under_another_extension(self, picture, as_a_reader):
        address = shown(picture).replace(".svg", ".png")

        assert as_a_reader.get(address).status_code == 404

    def test_is_not_there_when_its_file_is_gone(self, picture, as_a_reader):
        address = shown(picture)
        default_storage.delete(picture.file_name)

        assert as_a_reader.get(address).status_code == 404

    def test_is_not_there_when_other_bytes_stand_under_its_name(self, picture, as_a_reader):
        address = shown(picture)
        Path(default_storage.path(picture.file_name)).write_bytes(b"<svg>ten tablets</svg>")

        assert as_a_reader.get(address).status_code == 404

    def test_costs_one_query(self, picture, as_a_reader):
        as_a_reader.get(shown(picture))

        assert len(as_a_reader.queries) == 1


class TestTheFile:
    def test_is_written_once(self):
        name = f"{hashlib.sha256(b'first').hexdigest()}.png"
        image_files.write(name, b"first")
        image_files.write(name, b"second")

        assert image_files.read(name) == b"first"

    def test_is_missed_when_it_is_gone(self):
        with pytest.raises(FileNotFoundError):
            image_files.read("none.png")
