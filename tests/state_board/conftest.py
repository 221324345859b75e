"""The small province and its cast."""

from tests.disputes.conftest import as_, town, who

__all__ = ["as_", "town", "who"]
