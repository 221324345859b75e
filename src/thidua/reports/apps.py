from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "thidua.reports"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.campaigns.models import Step
        from thidua.campaigns.steps import STEP_PAGES, StepPages
        from thidua.reports.permissions import ACTS

        STEP_PAGES.add(StepPages(Step.SUM_UP, frozenset({"figures"}), opens="figures"))
        STEP_PAGES.add(StepPages(Step.RATE, frozenset({"figures_list", "pools"})))
        declare(ACTS)
