"""Values for the template of the story."""

from typing import Any

from thidua.portal.open_data import COLUMNS
from thidua.portal.public_figures import LEVELS
from thidua.portal.story import Story


def story_context(story: Story) -> dict[str, Any]:
    """What the template of the story needs, published or in preview."""
    heads = [level.short for level in LEVELS]
    return {"story": story, "figures": story.figures, "heads": heads, "columns": COLUMNS}
