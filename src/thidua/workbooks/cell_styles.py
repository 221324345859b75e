"""Which number format each style of cells has, by `styles.xml`. Runs in the limited process."""

import re
import zipfile

from thidua.workbooks.number_formats import BUILT_IN, NumberFormat, parsed_format
from thidua.workbooks.package import attributes

_STYLES = "xl/styles.xml"
_OWN_FORMATS = re.compile(r"<(?:\w+:)?numFmts.*?</(?:\w+:)?numFmts>", re.DOTALL)
_OWN_FORMAT = re.compile(r"""<(?:\w+:)?numFmt\s(?:[^>"']|"[^"]*"|'[^']*')*>""")
_CELL_STYLES = re.compile(r"<(?:\w+:)?cellXfs.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_CELL_STYLE = re.compile(r"<(?:\w+:)?xf(?:\s[^>]*)?>")


def formats_of(archive: zipfile.ZipFile) -> list[NumberFormat]:
    """The format of each style, by the styles' numbers; none where the file has no styles."""
    if _STYLES not in archive.namelist():
        return []
    xml = archive.read(_STYLES).decode("utf-8", "replace")
    codes = {str(number): code for number, code in BUILT_IN.items()}
    for block in _OWN_FORMATS.findall(xml)[:1]:
        for own in map(attributes, _OWN_FORMAT.findall(block)):
            codes[own.get("numFmtId", "")] = own.get("formatCode", "")
    styles = _CELL_STYLES.search(xml)
    used = (
        [attributes(tag).get("numFmtId", "0") for tag in _CELL_STYLE.findall(styles[0])]
        if styles
        else []
    )
    return [parsed_format(codes.get(number, "General")) for number in used]
