"""What this machine offers the tests beside Python: a browser and a PostgreSQL."""

import os
import shutil

import psycopg

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
SERVERS = ("postgresql:///postgres", "postgresql://postgres@127.0.0.1:5432/postgres")


def chromium() -> str | None:
    """Return the path of a Chromium: the one CHROMIUM names, else the first that is installed."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, BROWSERS)), None)


def postgres() -> str | None:
    """Return the address of a PostgreSQL: TEST_POSTGRES_URL, else the first that lets us in."""
    named = os.environ.get("TEST_POSTGRES_URL")
    return named or next(filter(_may_make_databases, SERVERS), None)


def _may_make_databases(address: str) -> bool:
    try:
        with psycopg.connect(address, connect_timeout=2) as connection:
            found = connection.execute(
                "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
    except psycopg.Error:
        return False
    return bool(found and found[0])
