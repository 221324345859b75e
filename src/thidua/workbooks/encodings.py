"""Which encoding a CSV file has; the old Vietnamese ones are recognised and named, not guessed
at.
"""

import codecs
import re
import unicodedata

from thidua.language import Text
from thidua.workbooks.errors import UnreadableFileError

_ENOUGH = 2
_OUTWEIGHS = 3  # a foreign word inside Unicode text is no old font
_SAMPLE = 200_000
_UNICODE_VIETNAMESE = re.compile("[\u1ea0-\u1ef9ăĂđĐơƠưƯ]")
# TCVN3 ("ABC" fonts, .VnTime) puts Vietnamese vowels on signs that never stand inside a word
# otherwise.
_TCVN3 = re.compile("[A-Za-z][¨©ª«¬®µ¶·¸¹»¼½¾Æ×ÞßÐÑ÷øûþëîïñöåæç]|(?<![A-Za-z])[®§][a-zµ-þ]")
# VNI (VNI-Times) writes a vowel and, as a second sign, its marks: "Nguyeãn Vaên", đ as ñ, ư as ö.
_VNI = re.compile(
    "[aA][ùøûõïêéèúüëâáàåãäÙØÛÕÏÊÉÈÚÜËÂÁÀÅÃÄ]|[eE][ùøûõïâáàåãäÙØÛÕÏÂÁÀÅÃÄ]|[oO][âåäùøûõïÂÅÄÙØÛÕÏ]"
    "|[uU][øûõïØÛÕÏ]|[öÖ][a-zA-Zùøûõïô]|[ñÑ][a-zA-ZöôÖÔ]"
)
_CP1258 = re.compile("[aeiouyâăêôơưAEIOUYÂĂÊÔƠƯ][\u0300\u0309\u0303\u0301\u0323]")


def _often(pattern: re.Pattern[str], text: str) -> bool:
    found = sum(1 for _ in zip(range(1_000), pattern.finditer(text), strict=False))
    unicode_signs = sum(
        1 for _ in zip(range(1_000), _UNICODE_VIETNAMESE.finditer(text), strict=False)
    )
    return found >= _ENOUGH and found > _OUTWEIGHS * unicode_signs


def looks_like_tcvn3(text: str) -> bool:
    """Text typed with TCVN3 (ABC) fonts and read as if it were Western: "NguyÔn V¨n A, §¶ng bé"."""
    return _often(_TCVN3, text) and not looks_like_vni(text)


def looks_like_vni(text: str) -> bool:
    """Text typed with VNI fonts and read as if it were Western: "Nguyeãn Vaên A, Ñaûng boä"."""
    if not _often(_VNI, text):
        return False
    return len(_VNI.findall(text)) >= len(_TCVN3.findall(text))


def looks_like_cp1258(content: bytes) -> bool:
    """Bytes that read as Vietnamese in windows-1258: vowels followed by loose tone marks."""
    text = content.decode("cp1258", errors="replace")
    marks = len(_CP1258.findall(text))
    loose = sum(1 for sign in text if unicodedata.combining(sign))
    western = content.decode("latin-1")
    return marks >= _ENOUGH and marks * 10 >= loose * 9 and marks > len(_VNI.findall(western))


def decode(content: bytes, name: str) -> str:
    """The text of a CSV file in UTF-8 or UTF-16.

    Raises UnreadableFileError naming the encoding found and how to save as UTF-8.
    """
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if content.startswith(mark):
            return _strictly(content, encoding, name)
    if b"\x00" in content[:1_000]:
        return _strictly(content, "utf-16-le" if content[1:2] == b"\x00" else "utf-16-be", name)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _foreign(content, name) from None
    refuse_old_fonts(text, name)
    return text


def _strictly(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableFileError.encoding(
            name, found=Text("UTF-16 bị hỏng", "broken UTF-16")
        ) from None


def refuse_old_fonts(text: str, name: str) -> None:
    """Raises UnreadableFileError when the text was typed with TCVN3 or VNI fonts."""
    text = text[:_SAMPLE]
    if looks_like_vni(text):
        raise UnreadableFileError.old_font(name, found="VNI")
    if looks_like_tcvn3(text):
        raise UnreadableFileError.old_font(name, found="TCVN3 (ABC)")


def _foreign(content: bytes, name: str) -> UnreadableFileError:
    content = content[:_SAMPLE]
    western = content.decode("cp1252", errors="replace")
    if looks_like_cp1258(content) and not looks_like_tcvn3(western):
        found = Text("bảng mã windows-1258 (Tiếng Việt)", "windows-1258 (Vietnamese)")
        return UnreadableFileError.encoding(name, found=found)
    try:
        refuse_old_fonts(western, name)
    except UnreadableFileError as error:
        return error
    return UnreadableFileError.encoding(
        name, found=Text("một bảng mã không rõ", "an unknown encoding")
    )
