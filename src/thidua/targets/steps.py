"""The page of targets belongs to the step of registering; where that leads is another room's."""

from thidua.campaigns.models import Step
from thidua.campaigns.steps import StepPages

TARGETS_STEP = StepPages(Step.REGISTER, frozenset({"targets"}))
