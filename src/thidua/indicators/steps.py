"""The pages of indicators belong to the step of carrying out; where that leads is another
room's.
"""

from thidua.campaigns.models import Step
from thidua.campaigns.steps import StepPages

INDICATORS_STEP = StepPages(
    Step.CARRY_OUT,
    frozenset({"indicators", "indicator", "indicator_note", "indicator_ranks"}),
)
