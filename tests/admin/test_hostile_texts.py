"""Texts made to be slow, deep or long, at every door of the desk where a text comes in."""

from __future__ import annotations

import time

from django.conf import settings
from django.db import transaction

from content.editorial.articles import Revision
from content.rendering import bounded
from tests import factories
from tests.admin import typed
from tests.rendering.hostile import documents

MOST = 97
# A render has two seconds, and a page of the desk asks for at most two.
LONGEST = 4
EVERY_FEW = len(documents()) // MOST
DOCUMENTS = dict(list(documents().items())[::EVERY_FEW][:MOST])


def answer(client, address, form, **headers):
    """Send a form; return the status of the answer and the seconds it took."""
    bounded.leanings("The worker is up.")
    begun = time.monotonic()
    status = client.post(address, form, headers=headers).status_code
    return status, time.monotonic() - begun


class TestAHostileText:
    def test_is_answered_soon_by_preview_save_and_submission(self, people, as_, subtests):
        article = factories.article("hostile")
        writer, desk = as_(people.writer), f"/admin/content/article/{article.pk}"
        begun = Revision(slug="hostile", topic="hostile", **factories.text(body=""), number=0)

        assert len(DOCUMENTS) == MOST
        for name, text in DOCUMENTS.items():
            with subtests.test(name), transaction.atomic():
                body = text.encode(errors="replace").decode()
                form = typed.text(begun, body=body)
                steps = [
                    (settings.MARKDOWNX_URLS_PATH, {"content": body}, {200, 413, 422}),
                    (f"{desk}/write/", form, {302, 422}),
                    (f"{desk}/submit/", {"revision": "1"}, {302, 409}),
                ]
                for address, sent, expected in steps:
                    status, seconds = answer(writer, address, sent, accept="application/json")
                    if seconds > LONGEST:  # the machine may have been busy: once
                        status, seconds = answer(writer, address, sent, accept="application/json")
                    assert (address, status in expected) == (address, True), status
                    assert (address, seconds <= LONGEST) == (address, True), seconds
                transaction.set_rollback(True)
