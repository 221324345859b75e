"""Whether words typed are found in a text: each begins a syllable of it.

`finder` in `board.js` is the other face of this rule, for the rows that are on the page already;
`tests/boards/test_syllables.py` and the journeys of the board hold both to the same examples.
"""

import re
import unicodedata
from collections.abc import Callable


def finder(typed: str) -> Callable[[str], bool]:
    """Whether every word typed begins a syllable of a text, asked of many: a letter without a sign
    finds every letter of its kind (hie: Hiển, Hiệp), one with a sign only itself (hạnh: not Thành).
    """
    patterns = [re.compile(_pattern(word)) for word in _spelled(typed).split()]

    def finds(text: str) -> bool:
        spelled = _spelled(text) if patterns else ""
        return all(pattern.search(spelled) for pattern in patterns)

    return finds


_TONES = "\u0300\u0301\u0303\u0309\u0323"
_SHAPES = "\u0302\u0306\u031b\u0335"
"""Signs of a decomposed letter: its tone, and what makes â, ă, ơ, đ of it."""
_SYLLABLE = re.compile(rf"[a-z0-9{_SHAPES}{_TONES}]+")


def _spelled(text: str) -> str:
    """Small letters with their signs behind them, the tone of a syllable at its end: wherever it
    was written (hoá, hóa), it is one spelling.
    """
    letters = unicodedata.normalize("NFD", text.lower().replace("đ", "d\u0335"))
    return _SYLLABLE.sub(lambda found: _tone_last(found[0]), letters)


def _tone_last(syllable: str) -> str:
    tones = [sign for sign in syllable if sign in _TONES]
    return "".join([sign for sign in syllable if sign not in _TONES] + tones)


def _pattern(word: str) -> str:
    tones = "".join(sign for sign in word if sign in _TONES)
    bare = _tone_last(word).removesuffix(tones) if tones else word
    body = ""
    for at, letter in enumerate(bare):
        signed = bare[at + 1 : at + 2] in tuple(_SHAPES)
        body += letter if letter in _SHAPES else re.escape(letter)
        if letter not in _SHAPES and letter.isalpha() and not signed:
            body += f"[{_SHAPES}]*"
    rest = f"[a-z0-9{_SHAPES}]*{tones}" if tones else ""
    return rf"(?<![a-z0-9{_SHAPES}{_TONES}]){body}{rest}"
