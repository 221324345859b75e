"""Which encoding a text has. Old Vietnamese ones are converted where the whole text comes out as
Vietnamese, and named where it does not; nothing is guessed at.
"""

import codecs
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from thidua.language import Text
from thidua.workbooks.errors import UnreadableFileError
from thidua.workbooks.old_fonts import TCVN3, VNI, from_tcvn3, from_vni, with_case
from thidua.workbooks.syllables import accented_words, share_of_syllables

CP1258 = "windows-1258"
_SAMPLE = 200_000
_FEWEST_WORDS = 2
_CLEAN, _LIKELY, _CLEARER = 0.9, 0.6, 0.3
_UNICODE_VIETNAMESE = re.compile("[\u1ea0-\u1ef9ăĂđĐơƠưƯĩĨũŨ]")
_FEW = 0.25  # a word of an old font inside Unicode text, or the other way round
_LOST = re.compile(r"(?<![\w/.:=&?])[^\W\d_]+\?[^\W\d_]+(?![\w/=&?])")
_MOST_LOST = 2
_UTF16_SIGNS = 1_000


@dataclass(frozen=True)
class Decoded:
    """A text in composed Unicode, and the old font or encoding it was converted from."""

    text: str
    converted: str = ""


def decode(content: bytes, name: str) -> Decoded:
    """The text of a CSV file: UTF-8, UTF-16, windows-1258, or typed with TCVN3 or VNI fonts.

    Raises UnreadableFileError naming the encoding found, or that letters were lost when the file
    was saved.
    """
    encoding = _utf16(content)
    try:
        text = content.decode(encoding or "utf-8-sig")
    except UnicodeDecodeError:
        if encoding:
            broken = Text("UTF-16 bị hỏng", "broken UTF-16")
            raise UnreadableFileError.encoding(name, found=broken) from None
        return _of_one_byte(content, name)
    _refuse_lost_letters(text, name)
    return _converted(text, name)


def _utf16(content: bytes) -> str:
    """The kind of UTF-16, by its mark or by the zeros beside plain letters; "" for none."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    head = content[:_UTF16_SIGNS]
    for encoding, zeros, others in (
        ("utf-16-le", head[1::2], head[::2]),
        ("utf-16-be", head[::2], head[1::2]),
    ):
        if zeros.count(0) * 2 > len(zeros) and 0 not in others:
            return encoding
    return ""


def is_text(content: bytes) -> bool:
    """Whether bytes may be a text at all: no control signs but those of layout."""
    if _utf16(content):
        return True
    head = content[:_SAMPLE]
    return not any(sign in head for sign in (*range(9), 11, *range(14, 26), 27, 28, 29, 30, 31))


def old_font_of(text: str) -> str:
    """The font with which a text seems to be typed, TCVN3 or VNI; "" for Unicode. A word of an old
    font inside Unicode text is no old font.
    """
    words = accented_words(text)
    unicode_words = sum(1 for word in words if _UNICODE_VIETNAMESE.search(word))
    if len(words) < _FEWEST_WORDS or unicode_words > len(words) * _FEW:
        return ""
    shares = {font: share_of_syllables(convert(text)) for font, convert in _FONTS.items()}
    font = max(shares, key=lambda one: shares[one])
    clear = shares[font] - share_of_syllables(text) >= _CLEARER
    return font if shares[font] >= _LIKELY and clear else ""


_FONTS: dict[str, Callable[[str], str]] = {TCVN3: from_tcvn3, VNI: from_vni}


def has_unicode_vietnamese(text: str) -> bool:
    """Whether a text has letters that only Unicode writes, and no old font."""
    return _UNICODE_VIETNAMESE.search(text) is not None


def in_old_font(texts: Sequence[str], font: str, name: str) -> list[str]:
    """Texts typed with an old font, in Unicode.

    Raises UnreadableFileError where not all of it comes out as Vietnamese, or nobody can tell small
    letters from capitals.
    """
    found = [_FONTS[font](text) for text in texts]
    mixed = any(map(has_unicode_vietnamese, texts))
    if mixed or share_of_syllables("\n".join(found)) < _CLEAN:
        raise UnreadableFileError.old_font(name, found=font)
    if font != TCVN3:
        return found
    cased = [with_case(text) for text in found]
    unsure = [word for one in cased for word in one.unsure]
    if unsure:
        raise UnreadableFileError.old_capitals(name, found=font, words=[*dict.fromkeys(unsure)])
    return [one.text for one in cased]


def _converted(text: str, name: str) -> Decoded:
    font = old_font_of(text[:_SAMPLE])
    return Decoded(in_old_font([text], font, name)[0], font) if font else Decoded(text)


def _of_one_byte(content: bytes, name: str) -> Decoded:
    """A text of one byte a sign: that of an old font, or windows-1258."""
    western = content.decode("cp1252", errors="replace")
    vietnamese = _from_cp1258(content)
    font = old_font_of(western[:_SAMPLE])
    share = share_of_syllables(vietnamese[:_SAMPLE]) if vietnamese else 0.0
    in_font = share_of_syllables(_FONTS[font](western[:_SAMPLE])) if font else 0.0
    if vietnamese and share > in_font and share >= _CLEAN:
        _refuse_lost_letters(vietnamese, name)
        return Decoded(vietnamese, CP1258)
    if font and "\ufffd" not in western:
        return _converted(western, name)
    unknown = Text("một bảng mã không rõ", "an unknown encoding")
    raise UnreadableFileError.encoding(name, found=unknown)


def _from_cp1258(content: bytes) -> str:
    """The text in windows-1258, with the loose tone marks of that encoding put on their vowels; ""
    when it is none.
    """
    try:
        text = unicodedata.normalize("NFC", content.decode("cp1258"))
    except UnicodeDecodeError:
        return ""
    return "" if any(map(unicodedata.combining, text)) else text


def _refuse_lost_letters(text: str, name: str) -> None:
    """Letters that an encoding without Vietnamese has turned into question marks are gone."""
    lost = _LOST.findall(text[:_SAMPLE])
    if len(lost) > _MOST_LOST:
        raise UnreadableFileError.lost_letters(name, seen=lost[0])
