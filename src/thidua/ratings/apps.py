from django.apps import AppConfig


class RatingsConfig(AppConfig):
    name = "thidua.ratings"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.campaigns.tasks import TASKS
        from thidua.loading.sheets import SHEETS
        from thidua.ratings.loading.earlier import EARLIER_SHEET
        from thidua.ratings.loading.results import RESULTS_SHEET
        from thidua.ratings.permissions import ACTS
        from thidua.ratings.tasks import missing_facts_tasks

        TASKS.add(missing_facts_tasks)
        declare(ACTS)
        SHEETS.add(EARLIER_SHEET)
        SHEETS.add(RESULTS_SHEET)
