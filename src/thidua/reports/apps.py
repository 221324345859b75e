from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "thidua.reports"

    def ready(self) -> None:
        from thidua.access.preparing import MAKERS, Maker
        from thidua.accounts.permissions import declare
        from thidua.campaigns.models import Step
        from thidua.campaigns.steps import STEP_PAGES, StepPages
        from thidua.reports.downloads import LIST, list_file
        from thidua.reports.permissions import ACTS

        STEP_PAGES.add(StepPages(Step.SUM_UP, frozenset({"figures"}), opens="figures"))
        STEP_PAGES.add(StepPages(Step.RATE, frozenset({"figures_list", "pools"})))
        MAKERS.add(Maker(LIST, list_file))
        declare(ACTS)
