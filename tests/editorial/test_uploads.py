from __future__ import annotations

import hashlib
import io
from datetime import timedelta

import pytest
from PIL import Image as Pillow
from PIL.PngImagePlugin import PngInfo

from content.editions.images import Image
from content.editorial import uploads
from content.editorial.people import NotAllowedError
from content.editorial.uploads import UploadError
from tests import factories

SECRET = "Somebody's living room"


@pytest.fixture(autouse=True)
def folder(tmp_path, settings, db):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def encoded(kind, *, size=(40, 20), mode="RGB", **options):
    file = io.BytesIO()
    Pillow.new(mode, size, options.pop("colour", "red")).save(file, kind, **options)
    return file.getvalue()


def kept(content, folder):
    image = uploads.keep(content, by=factories.people().writer, at=factories.tick())
    return image, (folder / image.file_name).read_bytes()


class TestKeeping:
    @pytest.mark.parametrize(
        ("kind", "extension"), [("PNG", "png"), ("JPEG", "jpg"), ("WEBP", "webp")]
    )
    def test_names_a_picture_by_its_digest_and_by_what_it_is(self, folder, kind, extension):
        image, content = kept(encoded(kind), folder)

        assert image.sha256 == hashlib.sha256(content).hexdigest()
        assert image.extension == extension
        assert (image.width, image.height, image.size) == (40, 20, len(content))

    def test_keeps_one_picture_once(self, folder):
        first, _ = kept(encoded("PNG"), folder)
        again, _ = kept(encoded("PNG"), folder)

        assert first == again
        assert Image.objects.count() == 1

    def test_keeps_nothing_hidden(self, folder):
        text = PngInfo()
        text.add_text("Comment", SECRET)
        exif = Pillow.Exif()
        exif[0x010E] = SECRET
        for content in (
            encoded("PNG", pnginfo=text, exif=exif),
            encoded("JPEG", comment=SECRET.encode(), exif=exif),
            encoded("WEBP", exif=exif, xmp=SECRET.encode()),
            encoded("PNG") + SECRET.encode(),
        ):
            assert SECRET.encode() in content

            assert SECRET.encode() not in kept(content, folder)[1]

    def test_turns_a_photograph_upright(self, folder):
        exif = Pillow.Exif()
        exif[0x0112] = 6

        image, _ = kept(encoded("JPEG", exif=exif), folder)

        assert (image.width, image.height) == (20, 40)

    def test_makes_a_big_picture_smaller(self, folder):
        image, _ = kept(encoded("JPEG", size=(4000, 2000)), folder)

        assert (image.width, image.height) == (1600, 800)

    def test_keeps_a_narrow_copy_of_a_wide_picture(self, folder):
        image, _ = kept(encoded("JPEG", size=(1200, 600)), folder)

        narrow = image.narrow
        content = (folder / narrow.file_name).read_bytes()
        assert (narrow.width, narrow.height, narrow.extension) == (800, 400, "jpg")
        assert narrow.sha256 == hashlib.sha256(content).hexdigest()
        assert Pillow.open(io.BytesIO(content)).size == (800, 400)
        assert list(Image.objects.chosen()) == [image]

    @pytest.mark.parametrize("size", [(900, 600), (600, 1600)])
    def test_keeps_one_copy_of_a_picture_that_is_not_wide(self, folder, size):
        image, _ = kept(encoded("PNG", size=size), folder)

        assert image.narrow is None
        assert len(list(folder.iterdir())) == 1

    @pytest.mark.parametrize("mode", ["L", "P", "1", "LA", "I;16"])
    def test_takes_every_kind_of_pixel(self, folder, mode):
        image, content = kept(encoded("PNG", mode=mode, colour=0), folder)

        assert Pillow.open(io.BytesIO(content)).mode in ("RGB", "RGBA")
        assert image.width == 40

    def test_keeps_what_is_clear_clear(self, folder):
        _, content = kept(encoded("PNG", mode="RGBA", colour=(0, 0, 0, 0)), folder)

        assert Pillow.open(io.BytesIO(content)).getpixel((0, 0))[3] == 0

    def test_takes_a_printers_jpeg(self, folder):
        _, content = kept(encoded("JPEG", mode="CMYK", colour=(0, 0, 0, 0)), folder)

        assert Pillow.open(io.BytesIO(content)).mode == "RGB"

    def test_takes_the_first_picture_of_a_telephones_many(self, folder):
        other = Pillow.new("RGB", (10, 10), "blue")

        image, content = kept(encoded("MPO", save_all=True, append_images=[other]), folder)

        assert (image.extension, image.width) == ("jpg", 40)
        assert Pillow.open(io.BytesIO(content)).format == "JPEG"


class TestRefusing:
    @pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "ICO", "PPM", "TGA", "PCX"])
    def test_refuses_other_kinds(self, folder, kind):
        with pytest.raises(UploadError, match="add a PNG, a JPEG or a WebP"):
            kept(encoded(kind), folder)

    @pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
    @pytest.mark.parametrize("part", [0.3, 0.6])
    def test_refuses_a_file_that_is_cut_off(self, folder, kind, part):
        content = encoded(kind, size=(400, 400))

        with pytest.raises(UploadError, match="not a picture that can be read"):
            kept(content[: int(len(content) * part)], folder)

    def test_refuses_too_many_pixels_before_decoding_them(self, folder):
        with pytest.raises(UploadError, match="25 million pixels is the most"):
            kept(encoded("PNG", size=(6000, 5000), mode="1", colour=0), folder)

    def test_refuses_a_bomb(self, folder):
        with pytest.raises(UploadError):
            kept(encoded("PNG", size=(20_000, 20_000), mode="1", colour=0), folder)

    @pytest.mark.parametrize("kind", ["PNG", "WEBP"])
    def test_refuses_what_moves(self, folder, kind):
        other = Pillow.new("RGB", (40, 20), "blue")

        with pytest.raises(UploadError, match="stands still"):
            kept(encoded(kind, save_all=True, append_images=[other]), folder)

    def test_refuses_too_many_bytes(self, folder):
        with pytest.raises(UploadError, match="10 MB is the most"):
            kept(b"x" * 10_000_001, folder)

    def test_refuses_more_than_somebody_may_add_in_an_hour(self, folder):
        at = factories.tick()
        writer, other = factories.people().writer, factories.people().cowriter
        for number in range(uploads.MOST_AN_HOUR):
            # Each is wide, and counts once with its narrow copy.
            uploads.keep(encoded("PNG", size=(1000 + number, 1)), by=writer, at=at)

        with pytest.raises(UploadError, match="You have added 60 pictures within the hour"):
            uploads.keep(encoded("PNG", size=(99, 9)), by=writer, at=at + timedelta(minutes=59))

        uploads.keep(encoded("PNG", size=(99, 9)), by=other, at=at)
        uploads.keep(encoded("PNG", size=(98, 9)), by=writer, at=at + timedelta(hours=1))

    def test_is_for_those_who_may_add_pictures(self):
        with pytest.raises(NotAllowedError, match="You may not add pictures"):
            uploads.keep(encoded("PNG"), by=factories.people().stranger, at=factories.tick())

        assert not Image.objects.exists()
