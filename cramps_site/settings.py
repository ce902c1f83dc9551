"""Settings, read from the environment once. They fall closed: what is not said is not allowed."""

import os
import re
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from cramps_site import folder, policy, static_files


def _list(name: str, default: str) -> list[str]:
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


# --- Where things are -----------------------------------------------------------------------------

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = folder.made(Path(os.environ.get("DATA_DIR") or BASE_DIR / "var").resolve())

# --- What the site is -----------------------------------------------------------------------------

SITE_NAME = os.environ.get("SITE_NAME", "Leg Cramps")

# Say PRODUCTION=1 when patients read the site. Nothing starts then that is not safe for them.
PRODUCTION = os.environ.get("PRODUCTION") == "1"

# The roles a change needs a yes from, each from another person, none of whom wrote any of it.
# One role is allowed; none is not.
REVIEW_ROLES = _list("REVIEW_ROLES", "clinical,editorial")
KNOWN_ROLES = ("clinical", "editorial")
if not REVIEW_ROLES or set(REVIEW_ROLES) - set(KNOWN_ROLES):
    raise ImproperlyConfigured(
        "REVIEW_ROLES has to name one or both of: clinical, editorial. Nothing is published unseen."
    )

# The telephone lines that an emergency card shows: UK, EU, US, or all three.
EMERGENCY_LINES = {"UK": "999", "EU": "112", "US": "911"}
COUNTRIES = _list("COUNTRIES", "UK,EU,US")
if not COUNTRIES or set(COUNTRIES) - set(EMERGENCY_LINES):
    raise ImproperlyConfigured("COUNTRIES has to name some of: UK, EU, US.")

# Readers' browsers keep pages for reading without a signal. OFFLINE=0 takes that back from all of
# them: each throws away what it kept when it next comes by.
OFFLINE = os.environ.get("OFFLINE", "1") == "1"

# check_links asks nothing inside the organisation's own network, unless this says so.
PRIVATE_LINKS = os.environ.get("PRIVATE_LINKS") == "1"

# Where readers may write, shown on the page about accessibility. Without it, none is.
CONTACT_EMAIL = os.environ.get("CONTACT_EMAIL", "").strip()
if CONTACT_EMAIL and not re.fullmatch(r"[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\"]+", CONTACT_EMAIL):
    raise ImproperlyConfigured("CONTACT_EMAIL has to look like help@example.org.")

# --- Secrets, hosts, TLS --------------------------------------------------------------------------

DEBUG = os.environ.get("DJANGO_DEBUG") == "1"
SECRET_KEY = os.environ.get("DJANGO_SECRET_KEY") or folder.secret_key(DATA_DIR)
SECRET_KEY_FALLBACKS = _list("DJANGO_SECRET_KEY_FALLBACKS", "")
ALLOWED_HOSTS = _list("DJANGO_ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
HTTPS = os.environ.get("DJANGO_HTTPS") == "1"

SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
BEHIND_PROXY = os.environ.get("DJANGO_BEHIND_PROXY") == "1"
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- The house ------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "content.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "csp",
    "markdownx",
    # After auth: its permissions have to be there when our groups are made.
    "content.apps.ContentConfig",
]

# Session, sign-in and messages are the desk's: a public page sets no cookie and reads none.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "cramps_site.middleware.Headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cramps_site.middleware.ContentPolicy",
    "cramps_site.compression.PublicCompression",
    "cramps_site.middleware.PublicConditionalGet",
    "cramps_site.middleware.PublicLanguage",
    "cramps_site.middleware.DeskSession",
    "cramps_site.middleware.DeskAttempts",
    "django.middleware.common.CommonMiddleware",
    "cramps_site.middleware.DeskCsrf",
    "cramps_site.middleware.OwnForms",
    "cramps_site.middleware.DeskAuthentication",
    "cramps_site.middleware.DeskMessages",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "cramps_site.urls"
WSGI_APPLICATION = "cramps_site.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "libraries": {"styles": "content.reading.styles"},
        },
    },
    {
        # What readers are shown is put together without a user, a message or a request.
        "NAME": "reading",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "libraries": {
                "i18n": "django.templatetags.i18n",
                "styles": "content.reading.styles",
            }
        },
    },
]

# --- Database -------------------------------------------------------------------------------------

DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL") or f"sqlite:///{DATA_DIR / 'site.sqlite3'}",
        # Many threads would hold many connections; pages need few, and a new one is cheap.
        conn_max_age=0,
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # A reader-then-writer that is not IMMEDIATE loses the race and fails as "locked".
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # FULL, since a lost withdrawal is dangerous and WAL with NORMAL may lose the last commits.
        # Without recursive triggers, INSERT OR REPLACE deletes a row behind the rules' back.
        "init_command": (
            "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
            "PRAGMA busy_timeout=20000;PRAGMA recursive_triggers=ON;"
        ),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Signing in to the desk -----------------------------------------------------------------------

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
SESSION_COOKIE_NAME = "__Host-desk" if HTTPS else "desk"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_USE_SESSIONS = True
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "content.admin.failures.csrf_failure"
LOGIN_URL = "admin:login"

# --- Content security policy ----------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {"DIRECTIVES": policy.PUBLIC}
DESK_SECURITY_POLICY = policy.DESK

# --- Language and time ----------------------------------------------------------------------------

# The desk is in English. Readers are spoken to in the language of the page that they read; on pages
# that are no article, and around texts in a language not listed here, in SITE_LANGUAGE.
LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("es", "Español")]
LOCALE_PATHS = [BASE_DIR / "locale"]
_SPOKEN = {code.partition("-")[0]: code for code, _ in LANGUAGES}
SITE_LANGUAGE = _SPOKEN.get(os.environ.get("SITE_LANGUAGE", "en"), "")
if not SITE_LANGUAGE:
    raise ImproperlyConfigured(f"SITE_LANGUAGE has to be one of: {', '.join(_SPOKEN)}.")
TIME_ZONE = os.environ.get("TIME_ZONE", "Europe/London")
USE_TZ = True

# --- Letters to the site's own people; without EMAIL_HOST they wait at the desk ------------------

# As in https://cramps.example.org. Letters lead there.
SITE_ADDRESS = os.environ.get("SITE_ADDRESS", "").rstrip("/")
if SITE_ADDRESS and not re.fullmatch(r"https?://[^/\s]+", SITE_ADDRESS):
    raise ImproperlyConfigured("SITE_ADDRESS has to look like https://cramps.example.org.")

EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT") or 587)
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
# On one port the first byte is TLS already. In the open only if somebody says so.
TLS_PORT = 465
EMAIL_USE_SSL = EMAIL_PORT == TLS_PORT
EMAIL_USE_TLS = not EMAIL_USE_SSL and os.environ.get("EMAIL_USE_TLS", "1") == "1"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "")
if EMAIL_HOST and not DEFAULT_FROM_EMAIL:
    raise ImproperlyConfigured(
        "Say with DEFAULT_FROM_EMAIL which address the site's letters come from."
    )

# --- Files ----------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = DATA_DIR / "images"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "cramps_site.static_files.Storage"},
}
WHITENOISE_ADD_HEADERS_FUNCTION = static_files.add_headers
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
X_FRAME_OPTIONS = "DENY"

# --- django-markdownx: its widget alone; both endpoints are the desk's own ------------------------

MARKDOWNX_URLS_PATH = "/admin/content/revision/preview/"
MARKDOWNX_UPLOAD_URLS_PATH = "/admin/content/image/upload/"
MARKDOWNX_MARKDOWNIFY_FUNCTION = "content.admin.preview.markdownify"
MARKDOWNX_UPLOAD_CONTENT_TYPES = ["image/jpeg", "image/png", "image/webp"]
MARKDOWNX_SERVER_CALL_LATENCY = 500

# --- Logs: no address, no query, nothing about a reader -------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "class": "cramps_site.logs.Discreet",
            "format": "{levelname} {name}: {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # What the desk refused, and to whom. What it did is in the journal.
        "content.desk": {"level": "INFO"},
        "django.server": {"handlers": [], "propagate": False},
        # Says which path was not found, and paths can hold what a reader typed.
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"handlers": [], "propagate": False},
    },
}
# W003 misses Django's own CSRF middleware, which stands in MIDDLEWARE as DeskCsrf.
SILENCED_SYSTEM_CHECKS = ["security.W003"]
