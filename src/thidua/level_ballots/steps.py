"""In which step of the year the pages of this room stand."""

from thidua.campaigns.models import Step
from thidua.campaigns.steps import StepPages

PAGES = StepPages(Step.REVIEW, frozenset({"level_ballots"}))
