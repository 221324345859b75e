"""The parts of an .xlsx file: where the XML of each sheet is, and what holds for the whole book.
Runs in the limited process.
"""

import html
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from posixpath import normpath

_BLOCK = 1 << 20
_WORKBOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")
_PROPERTIES = re.compile(r"<(?:\w+:)?workbookPr\s[^>]*>")
_CALCULATION = re.compile(r"<(?:\w+:)?calcPr\s[^>]*>")
_ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_YES = {"1", "true"}


@dataclass(frozen=True, slots=True)
class Package:
    """`sheets`: the part that holds each sheet, by the sheet's name. `date1904`: days are counted
    from 01/01/1904. `to_be_worked_out`: whoever opens the file works out its formulas anew, because
    a program wrote them that cannot.
    """

    sheets: dict[str, str] = field(default_factory=dict)
    date1904: bool = False
    to_be_worked_out: bool = False


def attributes(tag: str) -> dict[str, str]:
    """The attributes of one XML tag, in either kind of quotes, by their names as written."""
    return {
        name: html.unescape(double or single) for name, double, single in _ATTRIBUTE.findall(tag)
    }


def is_yes(value: str | None) -> bool:
    """Whether an attribute is true as XML writes it."""
    return value in _YES


def package_of(archive: zipfile.ZipFile) -> Package:
    """What the workbook's own parts say. A zip that lacks the usual ones gives nothing: the parser
    will complain.
    """
    names = set(archive.namelist())
    if not {_WORKBOOK, _RELATIONS} <= names:
        return Package()
    book = archive.read(_WORKBOOK).decode("utf-8", "replace")
    relations = archive.read(_RELATIONS).decode("utf-8", "replace")
    targets = {}
    for relation in map(attributes, _RELATION.findall(relations)):
        targets[relation.get("Id")] = relation.get("Target", "")
    sheets = {}
    for sheet in map(attributes, _SHEET.findall(book)):
        link = next((value for name, value in sheet.items() if name.endswith(":id")), None)
        target = targets.get(link, "")
        part = target.lstrip("/") if target.startswith("/") else normpath(f"xl/{target}")
        if part in names and "/worksheets/" in part:
            sheets[sheet.get("name", "")] = part
    return Package(
        sheets,
        date1904=is_yes(_first(_PROPERTIES, book).get("date1904")),
        to_be_worked_out=is_yes(_first(_CALCULATION, book).get("fullCalcOnLoad")),
    )


def _first(tag: re.Pattern[str], xml: str) -> dict[str, str]:
    found = tag.search(xml)
    return attributes(found[0]) if found else {}


def blocks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The XML of a sheet in portions of about a megabyte, none of which ends within a row."""
    rest = b""
    with archive.open(part) as file:
        while portion := file.read(_BLOCK):
            portion = rest + portion
            end = portion.rfind(b"row>") + len(b"row>")
            if end < len(b"row>"):
                rest = portion
                continue
            yield portion[:end]
            rest = portion[end:]
    yield rest
