from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from content.admin import preview
from content.editions.images import Drawing, Image
from content.evidence.models import Finding
from content.reading import styles
from tests import factories

PREVIEW = settings.MARKDOWNX_URLS_PATH
JSON = {"Accept": "application/json"}
INJECTION = (
    '<input type="hidden" name="status" value="published"><button name="_publish">x</button>'
    "<script>alert(1)</script>\n\n[a](javascript:alert(1))\n"
)


class TestThePreview:
    def test_is_the_page_that_the_press_would_make(self, people, as_):
        revision = factories.revision()

        response = as_(people.writer).post(PREVIEW, {"content": revision.body})

        assert response.status_code == 200
        assert preview.markdownify(revision.body) in response.content.decode()
        assert styles.style("site") in response.content.decode()

    def test_has_the_look_of_a_finding_where_there_is_one(self, people, as_):
        source = factories.source("cramps-2020")
        Finding.objects.create(key="magnesium", source=source, numbers=factories.FOUND)
        ask = as_(people.writer).post

        with_one = ask(PREVIEW, {"content": "::: finding magnesium\n:::\n"}).content.decode()
        without = ask(PREVIEW, {"content": "Words.\n"}).content.decode()

        assert 'id="finding-magnesium"' in with_one
        assert styles.style("finding") in with_one
        assert styles.style("finding") not in without

    def test_shows_title_summary_and_key_points_around_the_text(self, people, as_):
        form = {"content": "Words.", "title": "T & U", "summary": "S", "key_points": "One\nTwo"}

        page = as_(people.writer).post(PREVIEW, form).content.decode()

        assert "<h1>T &amp; U</h1>" in page
        assert page.count('key__point"') == 2

    def test_is_the_whole_page_with_its_head_its_contents_and_its_foot(self, people, as_):
        factories.source("cochrane", title="Magnesium for cramps", DOI="10.1000/1")
        factories.published("causes", title="Causes of cramps")
        sections = "\n\n".join(f"## {key} {{#{key}}}\n\nWords [@cochrane]." for key in "abc")
        form = {
            "content": sections,
            "title": "T",
            "related": "causes | caused-by | If you wonder why\nnowhere | what-next | Never shown",
        }

        page = as_(people.writer).post(PREVIEW, form).content.decode()

        assert 'class="masthead band"' in page
        assert page.count('class="contents__link"') == 3
        assert "Causes of cramps" in page
        assert "Never shown" not in page
        assert "https://doi.org/10.1000/1" in page
        assert 'class="foot band"' in page
        assert "Once it is published, its readers are told here who approved it" in page

    def test_shows_the_rest_while_a_related_page_is_half_typed(self, people, as_):
        page = as_(people.writer).post(PREVIEW, {"content": "Words.", "related": "causes | c"})

        assert page.status_code == 200

    @pytest.mark.parametrize("look", ["day", "dark", "paper"])
    def test_is_shown_by_day_in_the_dark_and_on_paper(self, people, as_, look):
        page = as_(people.writer).post(PREVIEW, {"content": "Words.", "look": look})

        assert f"desk/seen/{look}.css" in page.content.decode()

    def test_is_shown_as_the_screen_is_when_no_known_look_is_named(self, people, as_):
        page = as_(people.writer).post(PREVIEW, {"content": "Words.", "look": "../../x"})

        assert "desk/seen" not in page.content.decode()

    def test_lists_the_problems_with_their_lines(self, people, as_):
        response = as_(people.writer).post(
            PREVIEW, {"content": "Fine.\n\nSee [[nowhere]]."}, headers=JSON
        )

        problem = response.json()["problems"][0]
        assert problem["line"] == 3
        assert "nowhere" in problem["message"]

    def test_refuses_with_a_sentence_and_a_line(self, people, as_):
        client = as_(people.writer)
        hostile = {"content": "Fine.\n\n" + "[" * 500}

        told = client.post(PREVIEW, hostile)
        as_data = client.post(PREVIEW, hostile, headers=JSON)

        assert told.status_code == as_data.status_code == 422
        assert told.headers["Content-Type"].startswith("text/plain")
        assert as_data.json()["problems"][0]["message"]

    def test_looks_at_the_size_first(self, people, as_):
        response = as_(people.writer).post(PREVIEW, {"content": "é" * 60_000})

        assert response.status_code == 413
        assert "120,000 bytes long" in response.content.decode()

    def test_lets_nothing_of_a_form_through(self, people, as_):
        page = as_(people.writer).post(PREVIEW, {"content": INJECTION}).content.decode()

        for part in ("<input", "<button", "<script", 'href="javascript'):
            assert part not in page

    def test_says_that_nothing_may_run_and_nobody_may_keep_it(self, people, as_):
        response = as_(people.writer).post(PREVIEW, {"content": "Words."})

        policy = response.headers["Content-Security-Policy"]
        assert "script-src 'none'" in policy
        assert "sandbox allow-same-origin" in policy
        assert "form-action 'none'" in policy
        assert "unsafe" not in policy
        assert "no-store" in response.headers["Cache-Control"]
        assert response.headers["X-Frame-Options"] == "SAMEORIGIN"

    @pytest.mark.parametrize("person", ["clinician", "stranger"])
    def test_is_for_writers(self, people, as_, person):
        response = as_(getattr(people, person)).post(PREVIEW, {"content": "Words."})

        assert response.status_code == 403
        assert response.headers["Content-Type"].startswith("text/plain")

    def test_is_not_for_accounts_off_the_staff(self, people, as_):
        reader = factories.person("reader", "writers")
        reader.is_staff = False
        reader.save()

        assert as_(reader).post(PREVIEW, {"content": "Words."}).status_code == 403

    @pytest.mark.parametrize("checks", [True, False])
    def test_never_sends_a_stranger_to_the_sign_in_page(self, db, checks):
        response = Client(enforce_csrf_checks=checks).post(PREVIEW, {"content": "Words."})

        assert response.status_code == 403
        assert response.headers["Content-Type"].startswith("text/plain")

    @pytest.mark.parametrize("method", ["get", "head", "put"])
    def test_answers_only_to_post(self, people, as_, method):
        response = getattr(as_(people.writer), method)(PREVIEW)

        assert response.status_code == 405
        assert response.headers["Allow"] == "POST"

    def test_writes_nothing(self, people, as_):
        article = factories.article()

        as_(people.writer).post(PREVIEW, {"content": "Words."})

        assert article.newest() is None

    def test_takes_pictures_from_the_desk(self, people, as_):
        digest = "a" * 64
        image = Image(
            sha256=digest, extension="svg", width=1, height=1, size=1, added_at=factories.NOON
        )
        image.save()
        Drawing.objects.create(name="calf", image=image)

        page = as_(people.writer).post(PREVIEW, {"content": "![A calf](drawing:calf)"})

        assert f'src="/admin/content/image/{digest}.svg"' in page.content.decode()

    def test_takes_both_widths_of_a_picture_from_the_desk(self, people, as_):
        small, wide = factories.picture(b"small", "jpg"), "b" * 64
        Image(
            sha256=wide,
            extension="jpg",
            width=1600,
            height=900,
            size=1,
            narrow=small,
            added_at=factories.NOON,
        ).save()

        page = as_(people.writer).post(PREVIEW, {"content": f"![A calf](media:{wide})\n"})

        assert page.content.decode().count("/admin/content/image/") == 3
        assert "/media/" not in page.content.decode()


class TestARevisionAsAPage:
    def test_shows_the_whole_text_in_a_frame_that_runs_nothing(self, people, as_):
        revision = factories.revision(title="Night & day")

        response = as_(people.clinician).get(
            reverse("admin:content_revision_page", args=[revision.pk])
        )

        assert "<h1>Night &amp; day</h1>" in response.content.decode()
        assert "script-src 'none'" in response.headers["Content-Security-Policy"]
        assert response.headers["X-Frame-Options"] == "SAMEORIGIN"

    def test_is_not_for_those_who_may_not_see_revisions(self, people, as_):
        revision = factories.revision(title="Canary words")
        address = reverse("admin:content_revision_page", args=[revision.pk])

        assert "Canary" not in as_(people.stranger).get(address).content.decode()
        assert as_(people.stranger).get(address).status_code == 403

    def test_is_nothing_to_a_stranger(self, db, client):
        revision = factories.revision()

        response = client.get(reverse("admin:content_revision_page", args=[revision.pk]))

        assert response.status_code == 302
        assert response.url.startswith("/admin/login/")
