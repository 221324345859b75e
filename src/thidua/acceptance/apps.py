"""Registrations read above: each clarity accepted or returned; tasks passed down, taken up."""

from django.apps import AppConfig


class AcceptanceConfig(AppConfig):
    name = "thidua.acceptance"

    def ready(self) -> None:
        from thidua.acceptance.kinds import KINDS as OWN_KINDS
        from thidua.acceptance.moving import pass_on
        from thidua.acceptance.permissions import ACTS, FOR_BODIES
        from thidua.acceptance.script_texts import READING
        from thidua.acceptance.tasks import reading_work
        from thidua.accounts.permissions import declare
        from thidua.campaigns.models import Step
        from thidua.campaigns.steps import STEP_PAGES, StepPages
        from thidua.campaigns.tasks import TASKS
        from thidua.notices.kinds import KINDS
        from thidua.organisations.succeeding import SUCCEEDED
        from thidua.web.scripts import SCRIPTS

        declare(ACTS, for_bodies=FOR_BODIES)
        STEP_PAGES.add(StepPages(Step.REGISTER, PAGES))
        TASKS.add(reading_work)
        SCRIPTS.add(READING)
        SUCCEEDED.add(pass_on)
        for kind in OWN_KINDS:
            KINDS.add(kind)


PAGES = frozenset(
    {
        "acceptance",
        "acceptance_unit",
        "acceptance_hand",
        "passed_down",
        "passed_task",
        "offered_tasks",
        "registration_ideas",
    }
)
