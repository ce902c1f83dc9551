"""The whole journey in a real browser: written, reviewed by two, published, read, withdrawn."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import Group
from playwright.sync_api import Page, expect

from content.editions.models import Edition
from content.editorial import workflow
from content.editorial.people import DEMONSTRATION
from tests import factories

pytestmark = pytest.mark.browser

BODY = """## What to do {#what}

Pull your toes up. See [[night-cramps|cramps at night]].

::: dont
- rub a swollen leg
:::
"""


def write(page: Page, site: str, code: str, **fields: str) -> None:
    page.goto(f"{site}/admin/content/article/add/")
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name=re.compile("Save|Open|Add|Begin")).first.click()
    page.wait_for_load_state()
    if "/write/" not in page.url:
        page.get_by_role("link", name="Write", exact=True).click()
    page.locator("[name=title]").fill(fields["title"])
    page.locator("[name=summary]").fill("A cramp in the foot hurts. Stretching ends it.")
    page.locator("[name=key_points]").fill("Stretch it.\nMost are harmless.\nA clot is not cramp.")
    page.locator("[name=body]").fill(fields["body"])
    page.locator("[name=change_note]").fill("First edition")
    page.locator("summary", has_text="Address, topic").click()
    topic = page.locator("[name=topic]")
    if topic.evaluate("node => node.tagName") == "SELECT":
        topic.select_option("night-cramps")
    else:
        topic.fill("night-cramps")
    page.get_by_role("button", name="Save", exact=True).click()


def approve(page: Page, site: str, title: str) -> None:
    page.goto(f"{site}/admin/")
    page.get_by_role("link", name=title, exact=True).first.click()
    for question in page.locator("fieldset.ask").all():
        question.get_by_role("radio").first.check()
    page.get_by_role("button", name="Approve").click()
    expect(page.locator(".success", has_text="You approved")).to_be_visible()


class TestTheWholeJourney:
    def test_takes_two_people_to_bring_a_word_to_a_reader(self, site, sign_in, reader):
        writer = sign_in("writer")
        write(writer, site, "foot-cramps", title="Cramp in the foot", body=BODY)
        writer.get_by_role("button", name="Submit for review").click()

        # Nobody reads it yet, and its writer has no button that would change that.
        assert reader.goto(f"{site}/foot-cramps/").status == 404
        writer.goto(f"{site}/admin/")
        expect(writer.get_by_text("Waiting for somebody else")).to_be_visible()

        approve(sign_in("clinician"), site, "Cramp in the foot")
        editor = sign_in("editor")
        approve(editor, site, "Cramp in the foot")
        assert reader.goto(f"{site}/foot-cramps/").status == 404
        editor.goto(f"{site}/admin/")
        editor.get_by_role("button", name="Publish Cramp in the foot").click()

        reader.goto(f"{site}/foot-cramps/")
        expect(reader.get_by_role("heading", name="Cramp in the foot")).to_be_visible()
        expect(reader.get_by_text("do not rub a swollen leg")).to_be_visible()
        reader.get_by_role("link", name="cramps at night").click()
        expect(reader.get_by_role("heading", name="Night cramps", exact=True)).to_be_visible()
        reader.get_by_role("link", name="Search").first.click()
        reader.get_by_label("Look something up").fill("foot cramp")
        reader.get_by_role("button", name="Search").click()
        expect(reader.get_by_role("link", name=re.compile("Cramp in the foot"))).to_be_visible()

    def test_ends_with_a_notice_that_says_where_to_go(self, site, sign_in, reader):
        factories.published("foot-cramps", title="Cramp in the foot")
        editor = sign_in("editor")
        editor.goto(f"{site}/admin/content/page/")
        editor.get_by_role("link", name=re.compile("foot-cramps")).first.click()
        editor.locator("[name=reason]").last.wait_for(state="attached")
        reason = editor.locator("[name=reason][value=mistake], select[name=reason]").first
        if reason.evaluate("node => node.tagName") == "SELECT":
            reason.select_option("mistake")
        else:
            reason.check()
        instead = editor.locator("[name=instead]").first
        if instead.evaluate("node => node.tagName") == "SELECT":
            instead.select_option(label=re.compile("night-cramps"))
        else:
            instead.fill("night-cramps")
        editor.locator("[name=note]").fill("The dose was wrong.")
        editor.get_by_role("button", name=re.compile("Withdraw")).click()

        answer = reader.goto(f"{site}/foot-cramps/")

        assert answer.status == 410
        expect(reader.get_by_text("It contained a mistake")).to_be_visible()
        reader.get_by_role("link", name="Night cramps").first.click()
        expect(reader.get_by_role("heading", name="Night cramps", exact=True)).to_be_visible()


class TestAPersonsOwnWords:
    @pytest.mark.parametrize("name", ["writer", "cowriter", "superuser"])
    def test_cannot_be_approved_or_published_by_them(self, site, sign_in, name):
        people = factories.people()
        author = getattr(people, name)
        # Each of them may do everything else, so that only the rule stands in their way.
        for user in (people.writer, people.cowriter):
            user.groups.set(Group.objects.exclude(name=DEMONSTRATION))
        first = factories.revision("foot-cramps", by=people.writer, topic="night-cramps")
        second = workflow.save(
            first.article, {"title": "Another title"}, by=author, at=factories.tick()
        )
        reviews = {r.role: r for r in workflow.submit(second, by=author, at=factories.tick())}
        desk = sign_in(name)

        for review in reviews.values():
            desk.goto(f"{site}/admin/content/review/{review.pk}/change/")
            for question in desk.locator("fieldset.ask").all():
                question.get_by_role("radio").first.check()
            approve_button = desk.get_by_role("button", name="Approve")
            if approve_button.count():
                approve_button.click()
            review.refresh_from_db()
            assert review.decision == ""
        for review in reviews.values():
            factories.approve(review)
        desk.goto(f"{site}/admin/content/article/{second.article_id}/change/")
        publish = desk.get_by_role("button", name=re.compile("^Publish"))
        if publish.count():
            publish.first.click()
            desk.wait_for_load_state()

        assert not Edition.objects.filter(code="foot-cramps").exists()
