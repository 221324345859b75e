"""The site's own settings; beside its addresses stand the bare views and Django's admin."""

from thidua.config.settings import *  # noqa: F403
from thidua.config.settings import INSTALLED_APPS as OWN_APPS
from thidua.config.settings import MIDDLEWARE as OWN_MIDDLEWARE

ROOT_URLCONF = "benchmarks.served_urls"
INSTALLED_APPS = [*OWN_APPS, "django.contrib.admin.apps.SimpleAdminConfig"]
MIDDLEWARE = ["benchmarks.served_fresh.fresh", *OWN_MIDDLEWARE]
