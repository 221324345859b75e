"""The small province, and a form that a template can be put for."""

from tests.attachments.conftest import folder
from tests.disputes.conftest import as_, town, who

__all__ = ["as_", "folder", "town", "who"]
