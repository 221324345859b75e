"""The small province and its cast, for requests that nobody in their right mind would send."""

from tests.pages.conftest import as_, town

__all__ = ["as_", "town"]
