"""How the four levels are written on a board: short in its table, in whole words on a phone."""

from thidua.language import Text
from thidua.vocabulary import Level, ShownLevel

_TASKS = " nhiệm vụ"


def short_of(level: Level) -> Text:
    """HTXS, HTT, HTNV, KHT, as official tables write them: on a key."""
    return Text(level.abbreviation, level.letters.en)


def chip_of(level: ShownLevel) -> Text:
    """The same on a chip, which has room for an English word."""
    return Text(level.abbreviation, level.short.en) if isinstance(level, Level) else level.short


def word_of(level: ShownLevel) -> Text:
    """“Hoàn thành tốt”: the level without what all of them say; it fits on a key of a phone."""
    if not isinstance(level, Level):
        return level.short
    return Text(level.title.vi.removesuffix(_TASKS), level.title.en)
