"""Stores that are no folder: one in memory, as a bucket that works, and one that never answers."""

from importlib import import_module
from typing import Any, NoReturn

from django.core.files.storage import InMemoryStorage


class Bucket(InMemoryStorage):
    """Names are flat and written over, as in a bucket."""

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        self.delete(name)
        return name


class Away(InMemoryStorage):
    """A bucket whose server cannot be reached: every question fails as django-storages lets it
    fail.
    """

    def _fail(self, *_: Any, **__: Any) -> NoReturn:
        raise import_module("botocore.exceptions").EndpointConnectionError(
            endpoint_url="https://bucket.example"
        )

    open = save = exists = delete = listdir = _fail
