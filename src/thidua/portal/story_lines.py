"""The lines of the story of a year as its page and report show them: levels, targets, awards."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from thidua.language import Text
from thidua.portal.public_figures import (
    LEVELS,
    BodyRow,
    LevelRow,
    PublicAward,
    PublicIndicator,
)
from thidua.portal.suppression import Mark
from thidua.portal.words import LEVEL_MEANINGS, aim, cell, gap, measured, outcome, share_of
from thidua.reports.wording import ordinal
from thidua.vocabulary import NoLevel, Outcome, ShownLevel
from thidua.web.components import Count


@dataclass(frozen=True)
class LevelLine:
    """One line of a chart with its table: name, pieces of the bar, cells in words, share at good or
    better.
    """

    name: Text
    pieces: Sequence[Count]
    cells: Sequence[Text]
    total: Text
    share: Text
    commended: bool = False


@dataclass(frozen=True)
class LevelCount:
    """One level: what it means, how many hold it, and their share."""

    level: ShownLevel
    meaning: Text
    number: Text
    share: Text


@dataclass(frozen=True)
class IndicatorLine:
    name: str
    result: Text
    aim: Text
    outcome: Text
    met: bool | None
    note: Text


@dataclass(frozen=True)
class AwardLine:
    form: Text
    given_to: Text
    number: Text
    names: Sequence[str]


def level_counts(row: LevelRow) -> list[LevelCount]:
    return [
        LevelCount(
            level=level,
            meaning=LEVEL_MEANINGS[level],
            number=cell(count),
            share=share_of(None if isinstance(count, Mark) else count, row.total),
        )
        for level, count in zip(LEVELS, row.counts, strict=True)
    ]


def _pieces(row: LevelRow) -> list[Count]:
    """What is printed, piece by piece; what is kept back is one dashed piece, if the total tells
    its size.
    """
    printed = [
        (level, value)
        for level, value in zip(LEVELS, row.counts, strict=True)
        if isinstance(value, int)
    ]
    pieces = [Count(level, value) for level, value in printed]
    if isinstance(row.total, int):
        pieces.append(Count(NoLevel.UNKNOWN, row.total - sum(piece.number for piece in pieces)))
    return pieces


def level_line(row: LevelRow, name: Text) -> LevelLine:
    return LevelLine(
        name=name,
        pieces=_pieces(row),
        cells=[cell(value) for value in row.counts],
        total=cell(row.total),
        share=share_of(row.good_or_better, row.total),
    )


def body_line(row: BodyRow) -> LevelLine:
    line = level_line(row.levels, row.name.text)
    return replace(line, commended=row.commended)


def indicator_line(row: PublicIndicator) -> IndicatorLine:
    ranks = []
    if row.rank_region:
        ranks.append(
            Text("xếp {n} trong vùng", "{n} in the region").format(n=ordinal(row.rank_region))
        )
    if row.rank_country:
        ranks.append(
            Text("xếp {n} cả nước", "{n} in the country").format(n=ordinal(row.rank_country))
        )
    note = Text(", ".join(one.vi for one in ranks), ", ".join(one.en for one in ranks))
    if row.outcome is Outcome.NOT_MET:
        short = gap(row)
        note = Text(
            "; ".join(filter(None, (short.vi, note.vi))),
            "; ".join(filter(None, (short.en, note.en))),
        )
    met = None if row.outcome is Outcome.CANNOT_TELL else row.outcome is Outcome.MET
    return IndicatorLine(
        row.name, measured(row.result, row.unit), aim(row), outcome(row), met, note
    )


def award_line(award: PublicAward) -> AwardLine:
    return AwardLine(award.form.text, award.given_to.text, cell(award.number), award.organisations)
