"""What is typed survives a server that dies while it saves: a real one, really killed."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PASSWORD
from tests.journeys.own_site import OwnSite
from tests.journeys.writing import press

pytestmark = pytest.mark.browser

WORDS = "## What to do {#what}\n\nWords that took an afternoon.\n"


class TestAServerThatIsKilledWhileItSaves:
    @pytest.fixture
    def own(self, tmp_path):
        own = OwnSite(tmp_path, password=PASSWORD)
        own.start()
        yield own
        own.kill()

    def test_loses_no_word(self, chromium, own):
        page = chromium.new_context().new_page()
        page.goto(f"{own.url}/admin/")
        page.get_by_label("Username").fill("writer")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        page.get_by_role("link", name="Articles").first.click()
        page.get_by_role("link", name="foot-cramps").click()
        page.get_by_role("link", name="Write", exact=True).click()
        address = page.url
        expect(page.get_by_role("toolbar")).to_be_visible()
        page.get_by_label("Text", exact=True).fill(WORDS)

        with own.busy():
            with page.expect_request(
                lambda request: request.method == "POST" and request.url == address
            ):
                press(page, "Save")
            page.wait_for_timeout(500)
            own.kill()
        page.wait_for_timeout(500)
        own.start()
        page.goto(address)
        press(page, "Bring it back")

        expect(page.get_by_label("Text", exact=True)).to_have_value(WORDS)
        press(page, "Save")
        expect(page.get_by_text("Revision 2 is saved.")).to_be_visible()
        page.context.close()
