"""What Lighthouse says of the pages that readers see first, on a phone with a slow connection.

It starts a demonstration of its own on a free port, and looks at each page three times, or as often
as RUNS says. Lighthouse reckons the paints for a slow connection, and their middle counts. It takes
the blocking time from this machine's clock, to which other programs can only add: of that, and of
the score made of it, the best counts. Of a layout that shifts, the worst.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from tests import surroundings

TOP = Path(__file__).resolve().parents[2]
LIGHTHOUSE = Path(__file__).parent / "node_modules/lighthouse/cli/index.js"
PAGES = ("/", "/night-cramps/", "/search/?q=cramp", "/what-works/")
# On a busy machine a browser may lose the beginning of its own record, and Lighthouse gives up.
TRIES = 3
GROUPS = ("performance", "accessibility", "best-practices", "seo")
# The most of each, in milliseconds or shares of the screen, and which of several looks counts.
MOST: dict[str, tuple[str, int, Callable[[Iterable[float]], float]]] = {
    "first-contentful-paint": ("FCP", 1_000, statistics.median),
    "largest-contentful-paint": ("LCP", 1_000, statistics.median),
    "cumulative-layout-shift": ("CLS", 0, max),
    "total-blocking-time": ("TBT", 0, min),
}
CHROMIUM = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run"
    " --disable-background-networking --disable-component-update --disable-sync"
)


def main() -> int:
    """Look at each page; return the number of pages that are not as promised."""
    browser = surroundings.chromium(whole=True)
    if browser is None:
        print("Lighthouse needs a Chromium. Install one, or name it with CHROMIUM.")
        return 1
    runs = int(os.environ.get("RUNS") or 3)
    print(f"{'':18}{''.join(f'{group:>16}' for group in GROUPS)}   FCP   LCP    CLS   TBT")
    with tempfile.TemporaryDirectory() as folder, demonstration(Path(folder)) as site:
        worst = [
            _told(page, [_looked_at(site + page, browser) for _ in range(runs)]) for page in PAGES
        ]
    return sum(worst)


@contextmanager
def demonstration(folder: Path) -> Iterator[str]:
    """Serve the starter library for a while; yield where."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    here = {"DATA_DIR": str(folder), "HOST": "127.0.0.1", "PORT": str(port)}
    surrounding = os.environ | here | {"WEB_CONCURRENCY": "1", "WEB_THREADS": "8"}
    prepare = [sys.executable, "manage.py", "prepare"]
    subprocess.run(prepare, cwd=TOP, env=surrounding, check=True, stdout=subprocess.DEVNULL)  # noqa: S603  # our own
    serve = ["-m", "gunicorn", "--config", "cramps_site/gunicorn.py", "cramps_site.wsgi"]
    server = subprocess.Popen([sys.executable, *serve], cwd=TOP, env=surrounding)  # noqa: S603  # our own
    try:
        site = f"http://127.0.0.1:{port}"
        _await(f"{site}/healthz")
        for page in PAGES:
            urllib.request.urlopen(site + page, timeout=30).close()  # noqa: S310  # our own
        yield site
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=60)


def _await(address: str) -> None:
    for _ in range(200):
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310  # our own
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("The server did not start.")


def _looked_at(address: str, browser: str) -> dict[str, Any]:
    command = [
        *("node", str(LIGHTHOUSE), address, "--quiet", "--output=json", "--output-path=stdout"),
        *(f"--only-categories={','.join(GROUPS)}", f"--chrome-flags={CHROMIUM}"),
    ]
    surrounding = os.environ | {"CHROME_PATH": browser}
    for _ in range(TRIES):
        told = subprocess.run(command, env=surrounding, check=False, capture_output=True)  # noqa: S603  # our own
        if told.returncode == 0:
            found: dict[str, Any] = json.loads(told.stdout)
            return found
    raise RuntimeError(f"Lighthouse did not look at {address}: {told.stderr.decode()}")


def _told(page: str, looks: list[dict[str, Any]]) -> bool:
    """Print what was found of a page; return whether something is amiss."""
    scores = {}
    for group in GROUPS:
        counts = max if group == "performance" else min
        scores[group] = round(100 * counts(look["categories"][group]["score"] for look in looks))
    measured = {
        name: which(look["audits"][name]["numericValue"] for look in looks)
        for name, (_, _, which) in MOST.items()
    }
    fcp, lcp, cls, tbt = measured.values()
    print(
        f"{page:18}{''.join(f'{score:16}' for score in scores.values())}"
        f"{fcp / 1000:6.2f}{lcp / 1000:6.2f}{cls:7.3f}{tbt:6.0f}",
        flush=True,
    )
    amiss = [f"{group} {score}" for group, score in scores.items() if score < 100]
    amiss += [
        f"{short} {measured[name]:.3f}"
        for name, (short, most, _) in MOST.items()
        if measured[name] > most
    ]
    if amiss:
        failed = {
            audit["title"]
            for look in looks
            for audit in look["audits"].values()
            if audit["scoreDisplayMode"] == "binary" and audit["score"] == 0
        }
        print("  ", "; ".join([*amiss, *sorted(failed)]), flush=True)
    return bool(amiss)


if __name__ == "__main__":
    sys.exit(main())
