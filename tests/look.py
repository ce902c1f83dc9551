"""Take a picture of every page in every way that a reader may see it, for somebody to look at.

Run the site, then: python -m tests.look http://127.0.0.1:8000 FOLDER [PATH …]. Without paths, the
pages of its sitemap are taken, a search, and an address that leads nowhere.
"""

import re
import sys
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

from tests import surroundings

BESIDES = (
    "/search/?q=swollen+one+leg",
    "/search/?q=xylophone",
    "/what-works/?untested=night",
    "/myths/?topic=causes",
    "/p/night-cramps/history/",
    "/offline/",
    "/nothing-here/",
)


@dataclass(frozen=True, slots=True)
class Way:
    """A way of seeing a page: how wide in CSS pixels, and what the reader's device prefers."""

    name: str
    width: int
    prefers: dict[str, Any] = field(default_factory=dict)
    media: str = "screen"


WAYS = (
    *(Way(f"{width}-light", width) for width in (320, 360, 768, 1280)),
    *(Way(f"{width}-dark", width, {"color_scheme": "dark"}) for width in (320, 360, 768, 1280)),
    Way("forced-colours", 360, {"forced_colors": "active"}),
    Way("more-contrast", 360, {"contrast": "more"}),
    # 1,280 pixels enlarged to 400 %.
    Way("enlarged", 320, {"device_scale_factor": 4}),
    Way("paper", 718, media="print"),
)


def main(base: str, folder: Path, paths: list[str]) -> None:
    """Fill a folder with a picture a page and way, named by both."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=surroundings.chromium(whole=True), args=list(surroundings.FLAGS)
        )
        for way in WAYS:
            _take(browser, way, base, folder, paths or _pages(base))
        browser.close()


def _take(browser: Browser, way: Way, base: str, folder: Path, paths: list[str]) -> None:
    high = 256 if way.name == "enlarged" else 800
    context = browser.new_context(viewport={"width": way.width, "height": high}, **way.prefers)
    page = context.new_page()
    page.emulate_media(media=way.media)  # type: ignore[arg-type]  # one of the two it names
    (folder / way.name).mkdir(parents=True, exist_ok=True)
    for path in paths:
        page.goto(base + path, wait_until="load")
        # The last that a script adds makes the page longer.
        page.locator(".size").wait_for(state="attached")
        name = re.sub(r"\W+", "-", path).strip("-") or "home"
        scale: Any = "css" if way.name == "enlarged" else "device"
        page.screenshot(path=folder / way.name / f"{name}.png", full_page=True, scale=scale)
    context.close()


def _pages(base: str) -> list[str]:
    with urllib.request.urlopen(f"{base}/sitemap.xml") as answer:  # noqa: S310  # ours
        found = re.findall(r"<loc>([^<]+)</loc>", answer.read().decode())
    paths = [urlsplit(address).path for address in found]
    # The pages of sources are alike: one stands for all.
    sources = [path for path in paths if path.count("/") > 2][1:]
    return [*(path for path in paths if path not in sources), *BESIDES]


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"), Path(sys.argv[2]), sys.argv[3:])
