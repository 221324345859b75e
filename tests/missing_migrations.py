"""Fail when a model changed without its migration: `python -m tests.missing_migrations`."""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django
from django.core.management import call_command

if __name__ == "__main__":
    django.setup()
    call_command("makemigrations", "--check", "--dry-run")
