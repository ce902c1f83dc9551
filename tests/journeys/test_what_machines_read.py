"""What a page tells machines, in a real browser: under its strict policy, and with no complaint."""

import pytest

pytestmark = pytest.mark.browser

TYPE = """
    JSON.parse(document.querySelector('script[type="application/ld+json"]').textContent)["@type"]
"""
CARD = """async () => {
    const card = new Image();
    card.src = document.querySelector('meta[property="og:image"]').content;
    await card.decode();
    return [card.naturalWidth, card.naturalHeight];
}"""


def test_the_policy_lets_structured_data_stand_and_cards_be_shown(reader, site):
    complaints = []
    reader.on("console", lambda message: complaints.append(message.text))
    reader.on("pageerror", lambda error: complaints.append(str(error)))

    for path, kind in (("/", "WebSite"), ("/night-cramps/", "MedicalWebPage")):
        reader.goto(f"{site}{path}")
        assert reader.evaluate(TYPE) == kind
        assert reader.evaluate(CARD) == [1200, 630]

    # This browser lets no site start a worker.
    assert [told for told in complaints if "Service Worker" not in told] == []
