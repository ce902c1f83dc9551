"""The site, for a WSGI server."""

import os

from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cramps_site.settings")
application = get_wsgi_application()

if settings.PRODUCTION:
    # However the site is started, patients never read what a demonstration account approved.
    call_command("check", deploy=True, databases=["default"], fail_level="ERROR")
