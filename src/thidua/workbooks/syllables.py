"""Which written words may be Vietnamese syllables: how a text read in a wrong encoding is told."""

import re
import unicodedata

_LISTED_ONSETS = "b c ch d đ g gh gi h k kh kr l m n ng ngh nh p ph qu r s t th tr v x"
_LISTED_RHYMES = """
a ai ao au ay am an ang anh ac ach ap at ăm ăn ăng ăc ăp ăt âu ây âm ân âng âc âp ât
e eo em en eng ec ep et ê êu êm ên ênh êch êp êt i ia iu im in inh ich ip it iêu iêm iên iêng iêc
iêp iêt o oi om on ong oc op ot oa oai oao oay oam oan oang oanh oac oach oap oat oăm oăn oăng oăc
oăt oe oeo oen oet oong ooc ô ôi ôm ôn ông ôc ôp ôt ơ ơi ơm ơn ơp ơt u ua ui um un ung uc up ut
uân uâng uât uây uê uêch uênh uêt uôi uôm uôn uông uôc uôt uơ uy uya uych uyên uyêt uyn uynh uyt
uyu uyp ynh ư ưa ưi ưu ưng ưc ưt ưm ươi ươu ươm ươn ương ươc ươp ươt y yêu yêm yên yêng yêt yt
"""
_ONSETS, _RHYMES = _LISTED_ONSETS.split(), _LISTED_RHYMES.split()
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_STOPPED = ("c", "ch", "p", "t")
_SHARP = frozenset("\u0301\u0323")
_SYLLABLES = {onset + rhyme for onset in ["", *_ONSETS] for rhyme in _RHYMES}
_SYLLABLES |= {"gi" + rhyme.removeprefix("i") for rhyme in _RHYMES if rhyme.startswith("i")}
_WORD = re.compile(r"[^\s\d,;.:/()|<>=+&%#@!?_\[\]{}…–—“”‘’\-\"'*\\]+")

_ABBREVIATION = re.compile(r"[B-DĐF-HJ-NP-TV-Z]+", re.IGNORECASE)


def is_syllable(word: str) -> bool:
    """Whether a Vietnamese word may be written so, whatever it means."""
    signs = unicodedata.normalize("NFD", word.lower())
    tones = [sign for sign in signs if sign in _TONES]
    letters = unicodedata.normalize("NFC", "".join(sign for sign in signs if sign not in _TONES))
    if len(tones) > 1 or letters not in _SYLLABLES:
        return False
    return not letters.endswith(_STOPPED) or not tones or tones[0] in _SHARP


def accented_words(text: str) -> list[str]:
    """The words of a text that have more than plain letters in them; abbreviations (`TCCSĐ`), which
    have no vowel, are left out.
    """
    found = (word for word in _WORD.findall(text) if not word.isascii())
    return [word for word in found if not _ABBREVIATION.fullmatch(word)]


def share_of_syllables(text: str) -> float:
    """How many of the accented words may be Vietnamese, from 0 to 1; 0 where there are none."""
    words = accented_words(text)
    return sum(map(is_syllable, words)) / len(words) if words else 0.0
