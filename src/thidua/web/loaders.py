"""How templates come from their files."""

import re

from django.template import Origin
from django.template.loaders.app_directories import Loader

_INDENTATION = re.compile(r"\n[ \t]+")


class Unindented(Loader):
    """Leaves out what stands before the first sign of a line: a third of a page, drawn and sent.

    It is there for those who read the template; in HTML a line break alone says the same. What is
    shown as it stands, in <pre> or <textarea>, therefore has no indented lines in a template.
    """

    def get_contents(self, origin: Origin) -> str:
        """The file's text; of a page, its lines without their indentation."""
        text: str = super().get_contents(origin)
        return _INDENTATION.sub("\n", text) if origin.name.endswith(".html") else text
