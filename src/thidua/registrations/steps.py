"""The pages of the second step of the year."""

from thidua.campaigns.models import Step
from thidua.campaigns.steps import StepPages

PAGES = StepPages(
    Step.REGISTER,
    frozenset({"registrations", "registration", "registration_task", "registration_find"}),
    opens="registrations",
)
