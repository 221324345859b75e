"""Settings of the test run: one embedded PostgreSQL for all its workers, unless DATABASE_URL names
another.
"""

import os
import tempfile
from pathlib import Path

from thidua.config.database import start_embedded

os.environ.setdefault(
    "THIDUA_HOME", str(Path(tempfile.gettempdir()) / f"thidua-tests-{os.getuid()}")
)
os.environ.setdefault("THIDUA_SECRET_KEY", "only for tests")
if not os.environ.get("DATABASE_URL"):
    start_embedded(Path(os.environ["THIDUA_HOME"]), durable=False)

from thidua.config.settings import *  # noqa: F403
from thidua.config.settings import STORAGES as PRODUCT_STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "attachments": PRODUCT_STORAGES["attachments"],
}
WHITENOISE_AUTOREFRESH = True  # static files are found where they lie, nothing is collected
