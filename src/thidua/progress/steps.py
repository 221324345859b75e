"""The pages of the third step of the year."""

from thidua.campaigns.models import Step
from thidua.campaigns.steps import StepPages

PAGES = StepPages(
    Step.CARRY_OUT,
    frozenset(
        {
            "progress",
            "progress_unit",
            "progress_task",
            "progress_note",
            "progress_waiting",
            "progress_evidence",
            "progress_changes",
            "progress_confirm",
            "progress_question",
            "progress_answer",
            "progress_promise",
            "progress_remove_file",
        }
    ),
    opens="progress",
)
