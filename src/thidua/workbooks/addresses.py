"""Sheet XML in the form that Excel writes it: every row and cell with its address, in double quotes
and first. Other programs leave addresses out, which the parsers accept by counting. Runs in the
limited process.
"""

import re

from thidua.workbooks.package import attributes
from thidua.workbooks.raw import index_of, letter_of

_TAG = re.compile(rb"<((?:\w+:)?)(row|c)(\s[^>]*?)?\s*(/?)>")
_USUAL = re.compile(rb'<(?:row|c) r="')
_FIRST = re.compile(rb"<(?:\w+:)?(?:row|c)(?=[\s/>])[^>]*>")
_LETTERS = re.compile(r"[A-Z]{1,3}")


class Addresses:
    """Goes through a sheet's portions in order, counting rows and cells as parsers do."""

    def __init__(self) -> None:
        self._row = 0
        self._column = -1
        self._usual: bool | None = None

    def written(self, xml: bytes) -> bytes:
        """The portion with addresses and without prefixes of names."""
        if self._usual is None and (first := _FIRST.findall(xml)[:2]):
            self._usual = all(map(_USUAL.match, first))
        if self._usual is not False:
            return xml
        return _TAG.sub(self._tag, xml)

    def _tag(self, match: re.Match[bytes]) -> bytes:
        values = attributes((match[3] or b"").decode("utf-8", "replace"))
        address = values.pop("r", "")
        if match[2] == b"row":
            self._row = int(address) if address.isdecimal() else self._row + 1
            self._column, address = -1, str(self._row)
        else:
            letters = _LETTERS.match(address)
            self._column = index_of(letters[0]) if letters else self._column + 1
            address = letter_of(self._column) + str(self._row)
        rest = "".join(f' {name}="{value}"' for name, value in values.items())
        return b'<%s r="%s"%s%s>' % (match[2], address.encode(), rest.encode(), match[4])
