"""Bring up what a command needs: the embedded database unless DATABASE_URL names one, then Django."""

import os
from pathlib import Path

import django
from django.apps import apps

from thidua.database import EMBEDDED, start_embedded


def start_django() -> None:
    """Safe to call twice."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.settings")
    # A process that `thidua run` or a test run started finds the server running already, held by its parent.
    if not os.environ.get("DATABASE_URL") and not os.environ.get(EMBEDDED):
        start_embedded(Path(os.environ.get("THIDUA_HOME", "var")).resolve())
    if not apps.ready:
        django.setup()
