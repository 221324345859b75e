"""Text typed with the fonts of before Unicode, and back: TCVN3 (.VnTime, “ABC”) and VNI.

Such text is Latin-1 signs whose font drew Vietnamese letters: `NguyÔn V¨n` (TCVN3), `Nguyeãn Vaên`
(VNI). VNI writes a vowel and then its mark, capitals apart. TCVN3 has one sign a letter, and no
capitals with a tone: those were drawn by another font (.VnTimeH), so the case of such a letter is
told from the words around it, or not at all."""

import re
import unicodedata
from dataclasses import dataclass

TCVN3, VNI = "TCVN3 (ABC)", "VNI"
OLD_FONTS = (TCVN3, VNI)

_TCVN3_SIGNS = dict(
    zip(
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        "¡¢£¤¥¦§¨©ª«¬\xad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        strict=True,
    )
)
_FROM_TCVN3 = str.maketrans({sign: letter for letter, sign in _TCVN3_SIGNS.items()})
_TO_TCVN3 = str.maketrans(_TCVN3_SIGNS)

_TONES = {"\u0300": "ø", "\u0301": "ù", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
_HATS = {"": "â", "\u0300": "à", "\u0301": "á", "\u0309": "å", "\u0303": "ã", "\u0323": "ä"}
_BREVES = {"": "ê", "\u0300": "è", "\u0301": "é", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë"}


def _vni_signs() -> dict[str, str]:
    """How VNI writes each Vietnamese letter, small and capital."""
    small = {
        "đ": "ñ",
        "ơ": "ô",
        "ư": "ö",
        "ì": "ì",
        "í": "í",
        "ỉ": "æ",
        "ĩ": "ó",
        "ị": "ò",
        "ỵ": "î",
    }
    plain = [(vowel, vowel) for vowel in "aeouy"] + [("ơ", "ô"), ("ư", "ö")]
    for letter, sign in plain:
        for tone, mark in _TONES.items():
            small.setdefault(unicodedata.normalize("NFC", letter + tone), sign + mark)
    for shape, vowels, marks in (("\u0302", "aeo", _HATS), ("\u0306", "a", _BREVES)):
        for vowel in vowels:
            for tone, mark in marks.items():
                small[unicodedata.normalize("NFC", vowel + shape + tone)] = vowel + mark
    return small | {letter.upper(): signs.upper() for letter, signs in small.items()}


_VNI_SIGNS = _vni_signs()
_TO_VNI = str.maketrans(_VNI_SIGNS)
_FROM_VNI = {signs: letter for letter, signs in _VNI_SIGNS.items()} | {
    signs[0].upper() + signs[1]: letter.upper()
    for letter, signs in _VNI_SIGNS.items()
    if len(signs) > 1 and letter.islower()
}
_VNI_PART = re.compile("|".join(sorted(map(re.escape, _FROM_VNI), key=len, reverse=True)))


def from_vni(text: str) -> str:
    """The Unicode text of signs typed with a VNI font."""
    return _VNI_PART.sub(lambda found: _FROM_VNI[found[0]], text)


def to_vni(text: str) -> str:
    """The signs with which a VNI font shows a (composed) text."""
    return text.translate(_TO_VNI)


def from_tcvn3(text: str) -> str:
    """The Unicode text of signs typed with a TCVN3 font; letters with a tone are small."""
    return text.translate(_FROM_TCVN3)


def to_tcvn3(text: str) -> str:
    """The signs with which a TCVN3 font shows a (composed) text. Raises ValueError for capitals
    with a tone: the font has none.
    """
    if not all(letter.isascii() or letter in _TCVN3_SIGNS for letter in text):
        raise ValueError(text)
    return text.translate(_TO_TCVN3)


_CELL = re.compile(r"[^,;\t\n\r\"]+")
_WORD = re.compile(r"[^\W\d_]+")
_SURE = frozenset("abcdefghijklmnopqrstuvwxyzăâêôơưđ")


@dataclass(frozen=True)
class Cased:
    """A text with the case of its toned letters, and the first words of which nobody can tell."""

    text: str
    unsure: tuple[str, ...] = ()


def with_case(text: str) -> Cased:
    """Give letters with a tone the case of the words around them, cell by cell: `NGUYễN` becomes
    `NGUYỄN`, `ánh` in `Nguyễn Thị ánh` becomes `Ánh`.
    """
    unsure: list[str] = []

    def cell(found: re.Match[str]) -> str:
        cased = _cell_with_case(found[0])
        unsure.extend(cased.unsure)
        return cased.text

    whole = _CELL.sub(cell, text)
    return Cased(whole, tuple(dict.fromkeys(unsure)))


def _cell_with_case(cell: str) -> Cased:
    words = _WORD.findall(cell)
    capitals = any(map(_in_capitals, words))
    firsts = [_first_is_capital(word) for word in words]
    done: list[str] = []
    unsure = []
    for at, word in enumerate(words):
        sure = [letter for letter in word if letter.lower() in _SURE]
        if _in_capitals(word) or (capitals and sure and all(map(str.isupper, sure))):
            done.append(word.upper())
            continue
        capital = firsts[at] if firsts[at] is not None else _as_neighbours(firsts, at)
        unsure += [word] if capital is None else []
        done.append(word[:1].upper() + word[1:] if capital else word)
    rest = iter(done)
    return Cased(_WORD.sub(lambda _: next(rest), cell), tuple(unsure))


def _in_capitals(word: str) -> bool:
    sure = [letter for letter in word if letter.lower() in _SURE]
    return len(sure) > 1 and all(map(str.isupper, sure))


def _first_is_capital(word: str) -> bool | None:
    """None where the first letter has a tone and is small: it may be a capital."""
    return word[0].isupper() if word[0].lower() in _SURE or word[0].isupper() else None


def _as_neighbours(firsts: list[bool | None], at: int) -> bool | None:
    """As all words of the cell begin, else as the words on both sides do."""
    known = {first for first in firsts if first is not None}
    if len(known) == 1:
        return known.pop()
    beside = {first for first in firsts[max(0, at - 1) : at + 2] if first is not None}
    return beside.pop() if len(beside) == 1 and 0 < at < len(firsts) - 1 else None
