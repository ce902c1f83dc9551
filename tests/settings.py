"""The site's own settings, with a database and folders that tests may fill and throw away."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

SCRATCH = Path(tempfile.mkdtemp(prefix="cramps-"))
os.environ["DATA_DIR"] = str(SCRATCH)
atexit.register(shutil.rmtree, SCRATCH, ignore_errors=True)
# Playwright runs an event loop in the tests' own thread, and Django would refuse the ORM beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
os.environ.setdefault("DJANGO_SECRET_KEY", "tests only, and long enough to be one " * 2)

from cramps_site.settings import *  # noqa: E402, F403  # after the surroundings
from cramps_site.settings import DATABASES, STORAGES  # noqa: E402  # after the surroundings

DATABASES["default"]["CONN_MAX_AGE"] = 0
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, so that threads meet in it as they do in production.
    DATABASES["default"]["TEST"] = {"NAME": str(SCRATCH / "test.sqlite3")}
    # No test cuts the power, so none waits for the disk.
    options = DATABASES["default"]["OPTIONS"]
    options["init_command"] += "PRAGMA synchronous=OFF;"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
