"""CSV files as offices make them: separators, and the encodings of today and of old."""

import csv
import datetime as dt
import io
import unicodedata
from collections.abc import Sequence

from tests.workbooks.in_the_wild.papers import Formula, Paper, Shown, Value
from tests.workbooks.in_the_wild.writers import Writer


def csv_in(encoding: str = "utf-8-sig", *, delimiter: str = ",") -> Writer:
    """A writer of the first sheet as CSV, cells as they look."""

    def write(papers: Sequence[Paper]) -> tuple[str, bytes]:
        out = io.StringIO()
        rows = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
        rows.writerows([_looks(value) for value in row] for row in papers[0].rows)
        return "so.csv", encoded(out.getvalue(), encoding)

    return write


def _looks(value: Value) -> str:
    match value:
        case None:
            return ""
        case dt.date():
            return f"{value:%d/%m/%Y}"
        case Shown() | Formula():
            return _looks(value.value)
        case bool():
            return str(value).upper()
        case _:
            return str(value)


_TONES = "\u0300\u0301\u0309\u0303\u0323"  # huyền, sắc, hỏi, ngã, nặng
_TCVN3 = {
    "a": "µ¸¶·¹", "ă": "»¾¼½Æ", "â": "ÇÊÈÉË", "e": "ÌÐÎÏÑ", "ê": "ÒÕÓÔÖ", "i": "×ÝØÜÞ",
    "o": "ßãáâä", "ô": "åèæçé", "ơ": "êíëìî", "u": "ïóñòô", "ư": "õøö÷ù", "y": "úýûüþ",
}  # fmt: off
_TCVN3_PLAIN = dict(zip("ăâđêôơưĂÂĐÊÔƠƯ", "¨©®ª«¬\xad¡¢§£¤¥¦", strict=True))
_VNI_TONES = dict(zip(_TONES, "øùûõï", strict=True))
_VNI_HATS = dict(zip(_TONES, "àáåãä", strict=True))
_VNI_BREVES = dict(zip(_TONES, "èéúüë", strict=True))
_VNI_I = dict(zip(_TONES, "ìíæóò", strict=True))


def encoded(text: str, encoding: str) -> bytes:
    """The text in an encoding that Vietnamese offices use or used."""
    if encoding == "cp1258":
        return _in_cp1258(text).encode("cp1258")
    if encoding == "tcvn3":
        return "".join(map(_in_tcvn3, text)).encode("latin-1")
    if encoding == "vni":
        return "".join(map(_in_vni, text)).encode("cp1252")
    return text.encode(encoding)


def _parts(sign: str) -> tuple[str, str]:
    """A letter without its tone, and the tone."""
    plain = unicodedata.normalize("NFD", sign)
    tone = next((mark for mark in plain if mark in _TONES), "")
    return unicodedata.normalize("NFC", plain.replace(tone, "") if tone else plain), tone


def _in_cp1258(text: str) -> str:
    return "".join("".join(_parts(sign)) for sign in unicodedata.normalize("NFC", text))


def _in_tcvn3(sign: str) -> str:
    letter, tone = _parts(sign)
    if tone:
        return _TCVN3[letter.lower()][_TONES.index(tone)]
    return _TCVN3_PLAIN.get(sign, sign)


def _in_vni(sign: str) -> str:
    letter, tone = _parts(sign)
    lower = letter.lower()
    if lower == "i" and tone:
        found = _VNI_I[tone]
    elif lower == "y" and tone == _TONES[4]:
        found = "î"
    elif lower in "âêô":
        base = {"â": "a", "ê": "e", "ô": "o"}[lower]
        found = base + (_VNI_HATS[tone] if tone else "â")
    elif lower == "ă":
        found = "a" + (_VNI_BREVES[tone] if tone else "ê")
    elif lower in "ơưđ":
        found = {"ơ": "ô", "ư": "ö", "đ": "ñ"}[lower] + (_VNI_TONES[tone] if tone else "")
    else:
        found = lower + (_VNI_TONES[tone] if tone else "")
    return found.upper() if letter != lower else found
