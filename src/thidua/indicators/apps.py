from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    name = "thidua.indicators"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.campaigns.steps import STEP_PAGES
        from thidua.campaigns.tasks import TASKS
        from thidua.indicators.loading.readings import SHEET_OF_READINGS
        from thidua.indicators.permissions import ACTS
        from thidua.indicators.steps import INDICATORS_STEP
        from thidua.indicators.tabs import INDICATORS_TAB, TABS
        from thidua.indicators.tasks import indicators_work
        from thidua.loading.sheets import SHEETS

        declare(ACTS)
        STEP_PAGES.add(INDICATORS_STEP)
        TABS.add(INDICATORS_TAB)
        TASKS.add(indicators_work)
        SHEETS.add(SHEET_OF_READINGS)
