from django.apps import AppConfig


class SubjectsConfig(AppConfig):
    name = "thidua.subjects"

    def ready(self) -> None:
        from thidua.campaigns.models import Step
        from thidua.campaigns.steps import STEP_PAGES, StepPages
        from thidua.campaigns.tasks import TASKS
        from thidua.subjects.account_panel import accounts_by_level
        from thidua.subjects.late_tasks import late_work
        from thidua.subjects.panels import HOME_PANELS
        from thidua.subjects.progress_panel import progress_panel
        from thidua.subjects.rail import home_in_the_rail, own_rating, tree_in_the_rail
        from thidua.subjects.tasks import account_requests, account_upkeep, second_factor_wanted
        from thidua.web.rail import RAIL

        TASKS.add(account_requests)
        TASKS.add(account_upkeep)
        TASKS.add(second_factor_wanted)
        TASKS.add(late_work)
        HOME_PANELS.add(accounts_by_level)
        HOME_PANELS.add(progress_panel)
        STEP_PAGES.add(StepPages(Step.RATE, frozenset({"rating"}), leads=own_rating))
        RAIL.add(home_in_the_rail)
        RAIL.add(tree_in_the_rail)
