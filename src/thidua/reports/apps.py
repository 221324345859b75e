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
        from thidua.reports.rail import lists_in_the_rail
        from thidua.web.rail import RAIL

        STEP_PAGES.add(StepPages(Step.SUM_UP, frozenset({"figures"}), opens="figures"))
        RAIL.add(lists_in_the_rail)
        MAKERS.add(Maker(LIST, list_file))
        declare(ACTS)
