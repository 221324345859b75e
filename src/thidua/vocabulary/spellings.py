"""Which spellings are one: the same letters, whatever stands between them and wherever a tone was
put, with y or i alone in the vowel.

`Hoàn thành tốt`, `HOÀN  THÀNH TỐT.` and `Hòan-thành tốt` are one spelling; `HT.XS.NV` and `HTXSNV`
too. Text typed without any accent is understood where only one word can be meant."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import product

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_SYLLABLE = re.compile(r"[^\W\d_]+")
_LONG_I = re.compile(r"^(qu|[bcdđghklmnprstvx]+)y$")  # kỷ luật, kỉ luật
_BETWEEN = re.compile(r"[\s.,;:/\\\-_*'\"“”‘’()\[\]]+")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_SEVERAL = re.compile(r"[/\\;,|]")
_FEWEST_BARE = 2
# A form prints “Có/Không”: nothing was chosen.
_UNFILLED = {"co\u0301", unicodedata.normalize("NFD", "không")}


def plain(text: str) -> str:
    """Composed Unicode, single spaces, no case: two spellings of one word become equal."""
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()


def spelling_key(text: str) -> str:
    """The letters and digits alone, each syllable with its tone behind it. Signs that mean
    something (`?`, `>`, `✓`) stay; text without a letter keeps all of its signs.
    """
    composed = plain(unicodedata.normalize("NFKC", text)).translate(_DASHES)
    if not _SYLLABLE.search(composed):
        return composed.replace(" ", "")
    return _BETWEEN.sub("", _SYLLABLE.sub(lambda found: _tone_last(found[0]), composed))


def _tone_last(syllable: str) -> str:
    signs = unicodedata.normalize("NFD", syllable)
    letters = "".join(sign for sign in signs if sign not in _TONES)
    letters = _LONG_I.sub(r"\1i", letters)
    return letters + "".join(sign for sign in signs if sign in _TONES)


def _bare(key: str) -> str:
    """A key without any accent, đ as d."""
    return "".join(sign for sign in key if not unicodedata.combining(sign)).replace("đ", "d")


def written_forms(*parts: Iterable[str]) -> tuple[str, ...]:
    """Every way to write one of each part after another: (Hoàn thành, HT) × (tốt) × (nhiệm vụ,
    NV, "").
    """
    return tuple(" ".join(filter(None, form)) for form in product(*parts))


@lru_cache(maxsize=256)
def _tables(
    forms: tuple[tuple[str, tuple[str, ...]], ...],
) -> tuple[dict[str, str], dict[str, str], dict[str, str | None]]:
    """Words by their forms as written, by their letters, and without any accent. A list of words is
    looked up for every table that may hold them, and stays the same: a look takes 20 µs, with the
    tables made anew 13 ms.
    """
    as_written: dict[str, str] = {}
    keys: dict[str, str] = {}
    bare: dict[str, str | None] = {}
    for word, written in forms:
        for form in written:
            key = spelling_key(form)
            as_written.setdefault(plain(form), word)
            keys.setdefault(key, word)
            # Two words alike but for their accents are told apart only when written in full.
            if bare.setdefault(_bare(key), word) != word:
                bare[_bare(key)] = None
    return as_written, keys, bare


class Spellings:
    """What may be written for each word of a list, and which word a text means."""

    def __init__(self, forms: Mapping[str, Iterable[str]]) -> None:
        self._plain, self._keys, self._bare = _tables(
            tuple((word, tuple(written)) for word, written in forms.items())
        )

    def word(self, text: str) -> str | None:
        """The word meant; None for what is not understood, and for several words in one text
        (`Có/Không`).
        """
        found = self._plain.get(plain(text))
        if found is not None or self._names_several(text):
            return found
        return self._one(text)

    def _one(self, text: str) -> str | None:
        key = spelling_key(text)
        bare = _bare(key)
        return self._keys.get(key) or (self._bare.get(bare) if len(bare) >= _FEWEST_BARE else None)

    def _names_several(self, text: str) -> bool:
        parts = [part for part in _SEVERAL.split(text) if part.strip()]
        words = {self._one(part) for part in parts} if len(parts) > 1 else set()
        return (len(words) > 1 and None not in words) or {*map(spelling_key, parts)} == _UNFILLED
