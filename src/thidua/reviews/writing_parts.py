"""What writing a review hands in: the facts of the year, the words of its script, notices."""

from thidua.accounts.permissions import OFFICERS, declare
from thidua.notices.kinds import KINDS
from thidua.reviews.material.sources import hand_in_material
from thidua.reviews.prompt_notices import PROMPTED
from thidua.reviews.prompting import PROMPT
from thidua.reviews.script_texts import KEPT, WRITING
from thidua.web.scripts import SCRIPTS


def hand_in_writing() -> None:
    declare({PROMPT: OFFICERS})
    KINDS.add(PROMPTED)
    SCRIPTS.add(KEPT)
    SCRIPTS.add(WRITING)
    hand_in_material()
