"""Letters on their way to paper: none stops it. What nobody sees is left out, and a letter that our
fonts do not have stands as □.
"""

import json
import string
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import lru_cache
from typing import Any, TypeVar

import typst

from thidua.documents.drawing import FONTS
from thidua.signs import clean

MISSING = "□"
READABLE = "ua-1"
"""PDF/UA-1: readers of the screen can follow it; a letter without a font is an error there."""

_VIETNAMESE = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"
_COMMON = frozenset(
    string.digits + string.ascii_letters + string.punctuation + _VIETNAMESE + _VIETNAMESE.upper()
) | frozenset(" \n\t–—…“”‘’«»•·×§²³°")
_TRIAL = b"""
#set document(title: "letters")
#set text(font: ("Tinos", "Libertinus Serif", "DejaVu Sans Mono"), fallback: false)
#let letters = json(bytes(sys.inputs.data))
#for letter in letters [a#letter #text(weight: "bold", letter) #text(style: "italic", letter)

]"""
"""A letter in each face of our papers, whose fonts stand in their order."""

Data = TypeVar("Data")


def fonts() -> typst.Fonts:
    """Our fonts and those that the typesetter brings along, never the machine's."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[FONTS])


def for_paper(data: Data) -> Data:
    """Plain values for the typesetter, their texts as they can be printed."""
    printable: Data = _changed(data, _printable)
    return printable


def for_word(paper: Data) -> Data:
    """A paper's blocks with the texts that a Word file may hold: it has fonts of its own."""
    cleaned: Data = _changed(paper, clean)
    return cleaned


def without_font(data: Any) -> list[str]:
    """The letters in the texts of a paper that would stand as □, each once, in order."""
    odd = (text for text in _texts(data) if not _COMMON.issuperset(text))
    found = dict.fromkeys(letter for text in odd for letter in clean(text))
    return [letter for letter in found if letter not in _COMMON and not _has_font(letter)]


def _printable(text: str) -> str:
    if _COMMON.issuperset(text):
        return text
    cleaned = clean(text)
    odd = {letter for letter in cleaned if letter not in _COMMON and not _has_font(letter)}
    return "".join(MISSING if letter in odd else letter for letter in cleaned) if odd else cleaned


@lru_cache(maxsize=16_384)
def _has_font(letter: str) -> bool:
    """Whether the typesetter can set it. A trial takes 2 to 4 ms, a letter known already 3 µs: a
    paper may hold the same odd letter a thousand times.
    """
    if "\u2e80" <= letter <= "\udfff" or letter >= "\U0001f000":
        return False  # writing of East Asia, pictures: thousands that none of our fonts has
    as_pdf: dict[str, Any] = {"format": "pdf", "pdf_standards": READABLE}
    data = {"data": json.dumps([letter])}
    try:
        typst.compile(_TRIAL, font_paths=fonts(), sys_inputs=data, **as_pdf)
    except typst.TypstError:
        return False
    return True


def _changed(data: Any, change: Callable[[str], str]) -> Any:
    """The same values with each text changed, keys and pictures' specifications as they are."""
    match data:
        case str():
            return change(data)
        case dict():
            return {name: _changed(value, change) for name, value in data.items()}
        case list() | tuple():
            return type(data)(_changed(value, change) for value in data)
        case _ if is_dataclass(data) and not isinstance(data, type):
            values = {one.name: _changed(getattr(data, one.name), change) for one in fields(data)}
            return replace(data, **values)
        case _:
            return data


def _texts(data: Any) -> Iterator[str]:
    found: list[str] = []

    def noted(text: str) -> str:
        found.append(text)
        return text

    _changed(data, noted)
    return iter(found)
