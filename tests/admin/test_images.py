from __future__ import annotations

import io

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image as Pillow

from content.editions.images import Drawing, Image
from tests import factories

UPLOAD = settings.MARKDOWNX_UPLOAD_URLS_PATH


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def picture(kind="PNG", size=(20, 10)):
    file = io.BytesIO()
    Pillow.new("RGB", size, "red").save(file, kind)
    return file.getvalue()


def file(content, name="picture.png", content_type="image/png"):
    return {"image": SimpleUploadedFile(name, content, content_type)}


class TestAddingAPicture:
    def test_answers_with_the_markdown_for_it(self, people, as_):
        response = as_(people.writer).post(UPLOAD, file(picture()))

        image = Image.objects.get()
        assert response.json() == {"image_code": f"![describe this image](media:{image.sha256})"}
        assert image.added_by == people.writer

    def test_believes_neither_the_name_nor_the_type(self, people, as_, folder):
        as_(people.writer).post(UPLOAD, file(picture("WEBP"), "evil.html", "text/html"))

        assert [path.suffix for path in folder.iterdir()] == [".webp"]

    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"GIF89a" + b"\x00" * 50,
            b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
            b"<html><script>alert(1)</script></html>",
            picture()[:40],
            b"\x89PNG\r\n\x1a\n" + b"\xff" * 200,
        ],
    )
    def test_refuses_what_is_no_picture_with_a_sentence(self, people, as_, folder, content):
        response = as_(people.writer).post(UPLOAD, file(content))

        assert response.status_code == 400
        assert "picture" in response.json()["error"]
        assert not list(folder.iterdir())
        assert not Image.objects.exists()

    def test_refuses_a_form_without_a_file(self, people, as_):
        response = as_(people.writer).post(UPLOAD, {"content": "x"})

        assert response.status_code == 400
        assert "Choose one" in response.json()["error"]

    def test_refuses_what_is_too_big_before_it_is_received(self, people, as_):
        response = as_(people.writer).post(UPLOAD, file(b"x" * 10_200_000))

        assert response.status_code == 413
        assert "10 MB is the most" in response.json()["error"]

    @pytest.mark.parametrize("person", ["clinician", "stranger"])
    def test_is_for_those_who_may_add_pictures(self, people, as_, person):
        response = as_(getattr(people, person)).post(UPLOAD, file(picture()))

        assert response.status_code == 403
        assert not Image.objects.exists()

    @pytest.mark.parametrize("checks", [True, False])
    def test_never_sends_a_stranger_to_the_sign_in_page(self, db, checks):
        response = Client(enforce_csrf_checks=checks).post(UPLOAD, file(picture()))

        assert response.status_code == 403
        assert not Image.objects.exists()

    def test_needs_a_token(self, people, as_):
        client = as_(people.writer, enforce_csrf_checks=True)

        assert client.post(UPLOAD, file(picture())).status_code == 403
        assert not Image.objects.exists()

    def test_answers_only_to_post(self, people, as_):
        response = as_(people.writer).get(UPLOAD)

        assert response.status_code == 405
        assert response.headers["Allow"] == "POST"


class TestAPrivatePicture:
    def test_is_shown_to_those_who_may_see_it_before_readers(self, people, as_):
        as_(people.writer).post(UPLOAD, file(picture()))
        image = Image.objects.get()

        response = as_(people.clinician).get(f"/admin/content/image/{image.file_name}")

        assert response.status_code == 200
        assert response.headers["Content-Type"] == "image/png"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in response.headers["Content-Security-Policy"]
        assert "no-store" in response.headers["Cache-Control"]

    def test_is_nothing_to_others(self, people, as_, client):
        as_(people.writer).post(UPLOAD, file(picture()))
        address = f"/admin/content/image/{Image.objects.get().file_name}"

        assert as_(people.stranger).get(address).status_code == 403
        assert client.get(address).status_code == 302
        assert client.get(f"/media/{Image.objects.get().file_name}").status_code == 404

    def test_is_not_found_under_another_extension_or_when_its_file_is_gone(
        self, people, as_, folder
    ):
        as_(people.writer).post(UPLOAD, file(picture()))
        image = Image.objects.get()
        client = as_(people.writer)
        assert client.get(f"/admin/content/image/{image.sha256}.webp").status_code == 404
        (folder / image.file_name).unlink()

        assert client.get(f"/admin/content/image/{image.file_name}").status_code == 404

    def test_is_listed_and_takes_no_form(self, people, as_):
        as_(people.writer).post(UPLOAD, file(picture()))
        image = Image.objects.get()
        client = as_(people.superuser)

        assert image.sha256 in client.get("/admin/content/image/").content.decode()
        assert client.post(f"/admin/content/image/{image.pk}/change/").status_code == 405
        assert client.post(f"/admin/content/image/{image.pk}/delete/").status_code == 403


class TestWhereAPictureIsUsed:
    @pytest.fixture
    def image(self, people):
        return factories.wide_picture()

    def page(self, people, as_, image):
        address = f"/admin/content/image/{image.pk}/change/"
        return as_(people.clinician).get(address).content.decode()

    def test_says_when_it_is_used_nowhere(self, people, as_, image):
        assert "Nowhere yet. Readers cannot see it." in self.page(people, as_, image)

    def test_names_what_is_live_what_is_written_and_what_once_was(self, people, as_, image):
        shown = f"## A {{#a}}\n\n![A map](media:{image.pk})\n"
        factories.published("live-one", title="It is live", body=shown)
        factories.revision("draft-one", title="It is a draft", body=shown)
        factories.published("old-one", title="It was live", body=shown)
        factories.published("old-one", title="It is not", body="## A {#a}\n\nNone.\n")

        page = self.page(people, as_, image)

        live, draft, before = (
            page.index(words)
            for words in (">It is live, edition 1<", ">It is a draft, revision 1<", ">It was live,")
        )
        assert live < draft < before
        assert "It is not" not in page

    def test_finds_a_drawing_by_what_it_shows(self, people, as_):
        drawn = factories.picture(b"<svg/>")
        Drawing.objects.create(name="calf", image=drawn)
        factories.published("live-one", body="![A calf](drawing:calf)\n\nThe calf.\n")

        assert ">Night cramps, edition 1<" in self.page(people, as_, drawn)

    def test_shows_the_picture_and_lists_no_narrow_copy(self, people, as_, image):
        listed = as_(people.clinician).get("/admin/content/image/").content.decode()

        assert f'src="/admin/content/image/{image.pk}.png"' in self.page(people, as_, image)
        assert image.pk in listed
        assert image.narrow_id not in listed


class TestAPictureInTwoWidths:
    def test_is_public_in_both_once_an_edition_shows_it(self, people, client):
        image = factories.wide_picture()
        addresses = [f"/media/{row.file_name}" for row in (image, image.narrow)]
        before = [client.get(address).status_code for address in addresses]

        factories.published("live-one", body=f"![A map](media:{image.pk})\n\nA map.\n")

        page = client.get("/live-one/").content.decode()
        assert before == [404, 404]
        assert [client.get(address).status_code for address in addresses] == [200, 200]
        assert f'srcset="{addresses[1]} 800w, {addresses[0]} 1000w"' in page
