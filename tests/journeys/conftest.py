"""What every journey in a real browser stands on: a browser, a site, people who can sign in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests import factories, surroundings
from tests.journeys import writing

PASSWORD = "a long password for tests"
PHONE = {"width": 360, "height": 640}
# A worker would go on asking the site beside the test. Those of test_offline are about it.
NO_WORKER: dict[str, Any] = {"service_workers": "block"}


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    # A machine may be busy with other tests; what comes late is no failure.
    expect.set_options(timeout=15_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=surroundings.chromium(), args=list(surroundings.FLAGS)
        )
        yield browser
        browser.close()


@pytest.fixture
def site(real_transactions, live_server):
    """A site with people who can sign in, and one page that is live."""
    for name in factories.PEOPLE:
        user = getattr(factories.people(), name)
        user.set_password(PASSWORD)
        user.save()
    factories.published("night-cramps", title="Night cramps")
    return live_server.url


@pytest.fixture
def sign_in(chromium, site):
    """Open the desk as somebody, in a window of their own."""
    windows = []

    def signed_in(name: str, **options: Any) -> Page:
        wide = {"viewport": {"width": 1280, "height": 900}, **NO_WORKER}
        context = chromium.new_context(**(wide | options))
        windows.append(context)
        # The form itself is filled in by the journeys that are about it.
        client = Client()
        client.force_login(getattr(factories.people(), name))
        session = client.cookies[settings.SESSION_COOKIE_NAME]
        context.add_cookies([{"name": session.key, "value": session.value, "url": site}])
        page: Page = context.new_page()
        page.goto(f"{site}/admin/")
        expect(page.get_by_role("heading", name="Waiting for you")).to_be_visible()
        return page

    yield signed_in
    for window in windows:
        window.close()


@pytest.fixture
def reader(chromium, site):
    """A phone that has never been here."""
    context = chromium.new_context(viewport=PHONE, **NO_WORKER)
    page = context.new_page()
    yield page
    assert context.cookies() == []
    context.close()


@pytest.fixture
def article(site):
    """An article with a text long enough to scroll."""
    return factories.revision("foot-cramps", body=writing.BODY, topic="night-cramps").article


@pytest.fixture
def desk(sign_in):
    """The window of a writer, in which the desk always finds the same things."""
    page = sign_in("writer")
    writing.answer_for_the_desk(page)
    return page


@pytest.fixture
def text(desk, site, article):
    """The field of the article's text, on its writing page."""
    return writing.open_page(desk, site, article)
