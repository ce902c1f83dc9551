"""Run the tests on every engine there is here, and say what had to be left out.

CI leaves nothing out: REQUIRE_BROWSER=1, REQUIRE_JAVA=1 and REQUIRE_POSTGRES=1 make a missing one a
failure.
"""

import os
import subprocess
import sys

from tests import surroundings

# These go through the whole house, in a browser or round every corner of the review. They count no
# lines: counting takes half as long again, and the tests beside the lines cover them.
FAR = ("tests/journeys", "tests/ways_round")


def main() -> int:
    """Run what can be run; return the first failure, or nought."""
    browser = surroundings.chromium()
    checker = surroundings.nu_checker()
    server = surroundings.postgres()
    if not browser and not _left_out("browser", "the browser tests", "Install chromium."):
        return 1
    if not checker and not _left_out("java", "the HTML checker", "Install a Java and npm."):
        return 1
    if not server and not _left_out(
        "postgres", "PostgreSQL", "Start one, or set TEST_POSTGRES_URL."
    ):
        return 1

    left_out = ["bench", *([] if browser else ["browser"]), *([] if checker else ["java"])]
    wanted = " and ".join(f"not {mark}" for mark in left_out)
    near = [f"--ignore={folder}" for folder in FAR]
    print("Tests on SQLite", flush=True)
    code = _pytest("--cov", "-m", wanted, *near)
    if code:
        return code
    print("Journeys, and ways round the review", flush=True)
    code = _pytest("-m", wanted, *FAR)
    if code or not server:
        return code
    print("Tests on PostgreSQL", flush=True)
    return _pytest("-m", "engine and not bench", database=server)


def _left_out(name: str, what: str, remedy: str) -> bool:
    """Say what is not tested; return whether that is allowed."""
    required = os.environ.get(f"REQUIRE_{name.upper()}") == "1"
    print(f"{'Required but not here' if required else 'Left out'}: {what}. {remedy}", flush=True)
    return not required


def _pytest(*arguments: str, database: str | None = None) -> int:
    surrounding = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    if database:
        surrounding["DATABASE_URL"] = database
        # No test cuts the power, so none waits for the disk.
        surrounding["PGOPTIONS"] = "-c synchronous_commit=off"
    # One more at once than there are processors, since tests wait for browsers, disks and each
    # other; each has a database of its own. Who is done first takes over from the others.
    many = ("-n", str((os.cpu_count() or 1) + 1), "--dist", "worksteal")
    command = [sys.executable, "-m", "pytest", "-q", *many, *arguments]
    return subprocess.run(command, env=surrounding, check=False).returncode  # noqa: S603  # our own


if __name__ == "__main__":
    sys.exit(main())
