from django.apps import AppConfig


class TargetsConfig(AppConfig):
    name = "thidua.targets"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.campaigns.steps import STEP_PAGES
        from thidua.targets.permissions import ACTS
        from thidua.targets.steps import TARGETS_STEP

        declare(ACTS)
        STEP_PAGES.add(TARGETS_STEP)
