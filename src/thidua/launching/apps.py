from django.apps import AppConfig


class LaunchingConfig(AppConfig):
    name = "thidua.launching"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.campaigns.models import Step
        from thidua.campaigns.steps import STEP_PAGES, StepPages
        from thidua.campaigns.tasks import TASKS
        from thidua.launching.kinds import KINDS as OWN_KINDS
        from thidua.launching.permissions import ACTS, BINDING
        from thidua.launching.rail import own_launch
        from thidua.launching.tasks import carry_down_work
        from thidua.notices.kinds import KINDS

        TASKS.add(carry_down_work)
        declare(ACTS, binding=BINDING)
        for kind in OWN_KINDS:
            KINDS.add(kind)
        STEP_PAGES.add(StepPages(Step.LAUNCH, PAGES, opens="launch", leads=own_launch))


PAGES = frozenset(
    {
        "new_year",
        "launch",
        "launch_theme",
        "launch_calendar",
        "launch_limits",
        "launch_days_off",
        "launch_read",
        "unit_launch",
    }
)
