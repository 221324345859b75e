"""The picture of a year for places where its address is shared: 1200 × 630, one in each
language.
"""

from pathlib import Path

from thidua.documents.typesetting import typeset
from thidua.language import Language
from thidua.portal.public_figures import LEVELS, PublicFigures
from thidua.portal.story import Story
from thidua.portal.words import share_of
from thidua.reports.charts import COLOURS
from thidua.reports.wording import number

TEMPLATE = Path(__file__).parent / "card.typ"


def as_card(figures: PublicFigures, *, language: Language) -> bytes:
    """A PNG of the sentence of the year. Raises PrintError when the typesetter complains of
    anything.
    """
    return typeset(TEMPLATE, _values(figures, language), into="png")


def _values(figures: PublicFigures, language: Language) -> dict[str, object]:
    story, row = Story(figures), figures.grassroots
    counts = zip(LEVELS, row.numbers() or (), strict=True)
    return {
        "language": language,
        "place": figures.province,
        "title": story.title.in_(language),
        "share": share_of(row.good_or_better, row.total).in_(language),
        "sentence": story.lead.in_(language),
        "pieces": [
            {
                "number": count,
                "colour": COLOURS[level.value],
                "text": f"{level.short.in_(language)} {number(count).in_(language)}",
            }
            for level, count in counts
            if count
        ],
    }
