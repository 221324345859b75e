"""The small province and its cast."""

from tests.disputes.conftest import as_, entry, town, who

__all__ = ["as_", "entry", "town", "who"]
