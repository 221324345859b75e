"""The picture of a year for places where its address is shared: 1200 × 630, one in each language."""

import json
from pathlib import Path

import typst

from thidua.language import Language
from thidua.portal.public_figures import LEVELS, PublicFigures
from thidua.portal.story import Story
from thidua.portal.words import LEVEL_NAMES, share_of
from thidua.reports.charts import COLOURS
from thidua.reports.drawing import FONTS
from thidua.reports.errors import PrintError
from thidua.reports.wording import number

TEMPLATE = Path(__file__).parent / "card.typ"


def as_card(figures: PublicFigures, *, language: Language) -> bytes:
    """A PNG of the sentence of the year. Raises PrintError when the typesetter complains of anything."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
    try:
        png, warnings = typst.compile_with_warnings(
            TEMPLATE.read_bytes(),
            format="png",
            ppi=72.0,
            font_paths=fonts,
            sys_inputs={"card": json.dumps(_said(figures, language), ensure_ascii=False)},
        )
    except typst.TypstError as error:
        raise PrintError.from_complaints([error]) from error
    if warnings:
        raise PrintError.from_complaints(warnings)
    return bytes(png)


def _said(figures: PublicFigures, language: Language) -> dict[str, object]:
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
                "text": f"{LEVEL_NAMES[level].in_(language)} {number(count).in_(language)}",
            }
            for level, count in counts
            if count
        ],
    }
