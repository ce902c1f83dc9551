"""What this machine offers the tests beside Python: a browser, a PostgreSQL, an HTML checker."""

import os
import shutil
from pathlib import Path

import psycopg

# The same engine without the windows, which opens a page three times as fast.
SHELLS = ("chromium-headless-shell", "chrome-headless-shell")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# The Nu HTML checker as its makers publish it: a Java program in an npm package. See tests/audit.
NU = Path(__file__).parent / "audit/node_modules/vnu-jar/build/dist/vnu.jar"
SERVERS = ("postgresql:///postgres", "postgresql://postgres@127.0.0.1:5432/postgres")


def chromium(*, whole: bool = False) -> str | None:
    """Return the path of a Chromium: the one CHROMIUM names, else the first that is installed.

    One that is `whole` has all that a reader's has; else the engine alone will do, and is quicker.
    """
    named = os.environ.get("CHROMIUM")
    installed = map(shutil.which, BROWSERS if whole else (*SHELLS, *BROWSERS))
    return named or next(filter(None, installed), None)


def postgres() -> str | None:
    """Return the address of a PostgreSQL: TEST_POSTGRES_URL, else the first that lets us in."""
    named = os.environ.get("TEST_POSTGRES_URL")
    return named or next(filter(_may_make_databases, SERVERS), None)


def nu_checker() -> list[str] | None:
    """Return the command of the Nu HTML checker where there is a Java, and the checker itself."""
    java = shutil.which("java")
    # A compiler that warms up slowly does not pay for fifty files; the quick one needs more stack.
    quick = ("-XX:TieredStopAtLevel=1", "-Xss2m")
    return [java, *quick, "-jar", str(NU)] if java and NU.exists() else None


def _may_make_databases(address: str) -> bool:
    try:
        with psycopg.connect(address, connect_timeout=2) as connection:
            found = connection.execute(
                "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
    except psycopg.Error:
        return False
    return bool(found and found[0])
