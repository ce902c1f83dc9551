"""Way 44: an expert's link, or the secret in it, used for more than the one text it was made for.

The link expires, is one person's and one revision's, sets no cookie, is neither indexed nor kept,
and opens nothing of a later text.
"""

import logging
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from content.editions.images import Image
from content.editions.models import Edition
from content.editorial import inviting, workflow
from content.editorial.comments import Comment
from content.editorial.invitations import Invitation
from content.editorial.journal import JournalLine
from content.publishing import press
from content.publishing.press import PressError
from tests import factories
from tests.factories import people

pytestmark = pytest.mark.django_db

CANARY = "canarybird"


class Link:
    """A text that nobody approved, with a picture, an expert's link to it, and their browser."""

    def __init__(self, **asked):
        # The link is opened at the real time, so it is made at that.
        self.made_at = asked.setdefault("at", timezone.now())
        self.image = factories.picture(b"<svg>calf</svg>")
        body = f"## A {CANARY} {{#what}}\n\n![A calf](media:{self.image.sha256})\n\nThe calf.\n"
        self.revision = factories.revision("hidden", title=f"The {CANARY}", body=body)
        self.invitation, self.token = factories.invited(self.revision, **asked)
        self.address = f"/e/{self.token}/"
        self.picture = f"{self.address}picture/{self.image.file_name}"
        self.browser = Client()

    def get(self, address=None):
        return self.browser.get(address or self.address)

    def post(self, step="sign", **typed):
        form = {"step": step, "shown": self.invitation.digest, **typed}
        return self.browser.post(self.address, form)

    def answer(self):
        return Invitation.objects.get(pk=self.invitation.pk).decision


@pytest.fixture
def link(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return Link()


@pytest.fixture
def late(settings, tmp_path):
    """A link that was made so long ago that it has ended."""
    settings.MEDIA_ROOT = tmp_path
    return Link(at=timezone.now() - timedelta(days=15), days=14)


def opens_nothing(link, because):
    for answer in (link.get(), link.post("sign"), link.post("refuse", note="No.")):
        assert answer.status_code == 410
        assert because in answer.content.decode()
        assert CANARY not in answer.content.decode()
    assert link.post("comment", words="But.").status_code == 410
    assert link.get(link.picture).status_code == 404
    assert link.answer() == ""
    assert not Comment.objects.exists()


class TestTheLink:
    def test_way_44_opens_the_one_text_it_was_made_for(self, link):
        page = link.get()

        assert page.status_code == 200
        assert f"<h1>The {CANARY}</h1>" in page.content.decode()
        assert link.get(link.picture).content == b"<svg>calf</svg>"

    def test_way_44_ends_with_its_last_day(self, late):
        opens_nothing(late, "This link ended on")

    def test_way_44_opens_nothing_once_it_was_taken_back(self, link):
        inviting.take_back(link.invitation, by=people().editor, at=timezone.now())

        opens_nothing(link, "This link was taken back")

    def test_way_44_is_not_valid_for_a_later_text(self, link):
        workflow.save(
            link.revision.article, {"title": "Newer words"}, by=people().writer, at=timezone.now()
        )

        opens_nothing(link, "overtaken by a newer one. Thank you")
        assert "Newer words" not in link.get().content.decode()

    def test_way_44_answers_once(self, link):
        assert link.post("sign").status_code == 303

        again = link.post("refuse", note="No.")

        assert link.answer() == "signed"
        assert "You signed this text on" in again.content.decode()
        assert CANARY not in again.content.decode()
        assert link.get(link.picture).status_code == 404

    def test_way_44_signs_no_text_that_was_not_shown(self, link):
        other = factories.revision("other")

        answer = link.post("sign", shown=other.digest)

        assert answer.status_code == 409
        assert "not this text" in answer.content.decode()
        assert link.answer() == ""

    def test_way_44_is_signed_by_nobody_who_only_looks(self, link):
        for method in ("get", "head"):
            for query in ("", "?step=sign", f"?step=sign&shown={link.invitation.digest}"):
                assert getattr(link.browser, method)(link.address + query).status_code == 200
        for method in ("put", "patch", "delete", "options"):
            assert getattr(link.browser, method)(link.address).status_code == 405

        assert link.answer() == ""

    def test_way_44_is_not_opened_by_a_scanner_that_asks_for_the_head(self, link):
        link.browser.head(link.address)

        assert Invitation.objects.get().opened_at is None

    def test_way_44_takes_no_form_from_another_site(self, link):
        form = {"step": "sign", "shown": link.invitation.digest}
        for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}):
            assert Client(headers=headers).post(link.address, form).status_code == 403

        assert link.answer() == ""


class TestItsPictures:
    def test_way_44_come_in_both_widths_by_the_link_alone(self, link):
        small = factories.picture(b"small", "jpg")
        wide = Image(
            sha256="b" * 64,
            extension="jpg",
            width=1600,
            height=900,
            size=1,
            narrow=small,
            added_at=link.made_at,
        )
        wide.save()
        body = f"![A calf](media:{wide.sha256})\n\nThe calf.\n"
        _, token = factories.invited(factories.revision("two-widths", body=body), at=link.made_at)

        page = link.get(f"/e/{token}/").content.decode()

        assert page.count(f"/e/{token}/picture/") == 3
        assert "/media/" not in page
        assert link.get(f"/e/{token}/picture/{small.file_name}").content == b"small"
        assert link.get(f"{link.address}picture/{small.file_name}").status_code == 404


class TestNothingElse:
    def test_way_44_reaches_no_picture_of_another_text(self, link):
        other = factories.picture(b"<svg>knee</svg>")
        factories.revision("other", body=f"![A knee](media:{other.sha256})\n\nThe knee.\n")

        assert link.get(f"{link.address}picture/{other.file_name}").status_code == 404
        assert link.get(f"{link.address}picture/{'0' * 64}.svg").status_code == 404
        assert Client().get(f"/media/{link.image.file_name}").status_code == 404

    def test_way_44_reaches_no_other_text(self, link):
        other, token = factories.invited(factories.revision("other", title="Other words"))
        first = factories.revision("two", title="First words")
        workflow.save(
            first.article, {"title": "Second words"}, by=people().writer, at=first.written_at
        )

        page = link.get().content.decode()

        assert not any(words in page for words in ("Other words", "First words", "Second words"))
        for address in (
            f"{link.address}{other.pk}/",
            f"{link.address}../{token[:-1]}/",
            f"/e/{other.link_digest}/",
            f"/admin/content/revision/{link.revision.pk}/page/",
            "/admin/",
        ):
            assert link.get(address).status_code in {302, 404}

    def test_way_44_leads_to_no_page_of_the_desk_or_the_site(self, link):
        page = link.get().content.decode()

        leads = set(re.findall(r'(?:href|src|action)="(/[^"]*)"', page))
        assert {address for address in leads if not address.startswith("/static/")} == {
            link.picture
        }

    def test_way_44_names_no_colleague_but_who_asks(self, link):
        workflow.submit(link.revision, by=people().writer, at=timezone.now())

        page = link.get().content.decode()

        assert "writer asks you to read this text" in page
        assert not any(name in page for name in ("clinician", "editor", "publisher"))

    def test_way_44_makes_no_word_public(self, link):
        link.post("sign")

        for address in ("/", "/hidden/", "/p/hidden/", f"/search/?q={CANARY}", "/changes.atom"):
            answer = Client().get(address)
            assert CANARY not in answer.content.decode().replace(f'value="{CANARY}"', "").replace(
                f"“{CANARY}”", ""
            )
        with pytest.raises(PressError):
            press.publish(link.revision, by=people().publisher, at=timezone.now())
        assert not Edition.objects.exists()


class TestNobodyElse:
    def test_way_44_wrong_links_look_like_nothing_at_all(self, link):
        nothing = Client().get("/absent/")

        for address in ("/e/", f"/e/{'x' * 43}/", f"/e/{link.token[:-1]}/", f"/e/{link.token}x/"):
            wrong = Client().get(address)
            assert wrong.status_code == 404
            assert wrong.content == nothing.content
            assert wrong.headers == nothing.headers
        assert Client().post(f"/e/{'x' * 43}/", {"step": "sign"}).content == nothing.content

    def test_way_44_sets_no_cookie_and_reads_none(self, link):
        visitor = Client()
        visitor.cookies.load({"desk": "x" * 32, "csrftoken": "z"})

        for answer in (
            visitor.get(link.address),
            visitor.get(link.picture),
            visitor.post(link.address, {"step": "comment", "words": "A word."}),
        ):
            assert not answer.cookies
            assert "ookie" not in answer.get("Vary", "")

    def test_way_44_is_indexed_kept_and_passed_on_by_nobody(self, link):
        answers = [link.get(), link.get(link.picture), link.post("refuse", note=""), link.post()]

        for answer in [*answers, link.get()]:
            assert answer["Cache-Control"] == "no-store, private"
            assert "noindex" in answer["X-Robots-Tag"]
            assert answer["Referrer-Policy"] == "no-referrer"
            assert "ETag" not in answer

    def test_way_44_page_is_as_strict_as_a_readers(self, link):
        policy = link.get()["Content-Security-Policy"]

        assert policy == Client().get("/about/")["Content-Security-Policy"]
        assert "form-action 'self'" in policy

    def test_way_44_secret_is_in_no_log(self, link, caplog, monkeypatch, settings):
        from cramps_site.logs import Discreet

        def break_down(*_, **__):
            raise RuntimeError(f"It broke at {link.address}")

        monkeypatch.setattr(inviting, "why_closed", break_down)
        link.browser.raise_request_exception = False
        with caplog.at_level(logging.DEBUG):
            answer = link.get()

        written = "\n".join(Discreet("%(message)s").format(record) for record in caplog.records)
        assert answer.status_code == 500
        assert link.token not in answer.content.decode()
        assert "Internal Server Error: /e/…" in written
        assert link.token not in written
        assert settings.LOGGING["formatters"]["plain"]["class"] == "cramps_site.logs.Discreet"

    def test_way_44_every_step_is_in_the_journal_and_the_secret_is_not(self, link):
        link.get()
        link.post("comment", words="A word.")
        link.post("refuse", note="The dose.")

        lines = list(JournalLine.objects.order_by("sequence").values())
        steps = [line["step"] for line in lines if line["facts"].get("invitation")]
        assert steps == ["invite", "open link", "refused"]
        assert {line["facts"].get("expert") for line in lines[2:]} == {"An expert"}
        assert link.token not in str(lines)
