"""By what a written name of an organisation is compared with the stored ones: abbreviations written
out, numbers in one form, whatever stands in brackets beside the rest.
"""

import re
from dataclasses import dataclass

from thidua.signs import normalise
from thidua.vocabulary.spellings import spelling_key
from thidua.workbooks import fold

CELL, COMMITTEE = "cell", "committee"

_KINDS = {"chi bo": CELL, "dang bo": COMMITTEE, "dang uy": COMMITTEE}
_WHOLE = {
    "cb": "chi bo",
    "cbcs": "chi bo co so",
    "db": "dang bo",
    "kdc": "khu dan cu",
    "tdp": "to dan pho",
    "kp": "khu pho",
    "tk": "tieu khu",
    "thcs": "trung hoc co so",
    "thpt": "trung hoc pho thong",
    "th": "tieu hoc",
    "mn": "mam non",
    "tt": "thi tran",
    "tx": "thi xa",
    "tp": "thanh pho",
    "htx": "hop tac xa",
    "qs": "quan su",
}
"""Abbreviations, each a word of its own, written out. None of them is a Vietnamese syllable."""

_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9}
_ROMAN |= {"X": 10, "XI": 11, "XII": 12, "XIII": 13, "XIV": 14, "XV": 15}
_BRACKETS = re.compile(r"[(\[]([^)\]]*)[)\]]")
_WORDS = re.compile(r"\d+|[^\W\d_]+")
_PLACES = re.compile(r"\s*[,;/]\s*|\s+[-–—]\s+")


@dataclass(frozen=True, slots=True)
class NameKey:
    """A name as it is compared.

    `kind`: "cell", "committee", or "" where the name does not say; `core`: the words behind it,
    folded; `accents`: the same words with their accents."""

    kind: str
    core: str
    accents: str

    @property
    def words(self) -> frozenset[str]:
        return frozenset(self.core.split())


def name_key(written: str) -> NameKey:
    """The key of a whole name, brackets and all."""
    words = _spelt_out(written)
    folded = " ".join(word for _, word in words)
    for prefix, kind in _KINDS.items():
        if folded == prefix or folded.startswith(f"{prefix} "):
            rest = words[len(prefix.split()) :]
            return NameKey(kind, *_joined(rest))
    return NameKey("", *_joined(words))


def without_brackets(written: str) -> str:
    """The name without what stands in brackets."""
    return _BRACKETS.sub(" ", written).strip()


def in_brackets(written: str) -> list[str]:
    """What stands in brackets."""
    return [inside.strip() for inside in _BRACKETS.findall(written) if inside.strip()]


def and_above(written: str) -> tuple[str, list[str]]:
    """A name and the places written behind it: "Chi bộ thôn Đông, xã An Bình"."""
    first, *above = [part for part in _PLACES.split(without_brackets(written)) if part] or [""]
    return first, above


def _joined(words: list[tuple[str, str]]) -> tuple[str, str]:
    return " ".join(folded for _, folded in words), " ".join(accents for accents, _ in words)


def _spelt_out(written: str) -> list[tuple[str, str]]:
    """Each word with its accents and folded; numbers without leading zeros, and without the word
    "số" before them.
    """
    # In a name all in capitals every short word would be a Roman number.
    roman = {} if written.isupper() else _ROMAN
    found: list[tuple[str, str]] = []
    for word in _WORDS.findall(normalise(written)):
        folded = fold(word)
        if word in roman or word.isdecimal():
            number = str(roman[word] if word in roman else int(word))
            if found and found[-1][1] in ("so", "s"):
                found.pop()
            found.append((number, number))
        elif folded in _WHOLE:
            found += [(part, part) for part in _WHOLE[folded].split()]
        elif word == "ĐU" and not found:
            found += [("đảng", "dang"), ("uỷ", "uy")]
        else:
            found.append((spelling_key(word), folded))
    return found
