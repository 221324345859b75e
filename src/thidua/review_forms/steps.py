"""The pages of this room in the steps of the year."""

from thidua.campaigns.models import Step
from thidua.campaigns.steps import StepPages

FORMS_STEP = StepPages(
    Step.REVIEW,
    frozenset({"review_forms", "review_forms_file"}),
)
