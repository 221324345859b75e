from django.apps import AppConfig


class StateBoardConfig(AppConfig):
    name = "thidua.state_board"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.campaigns.models import Step
        from thidua.campaigns.steps import STEP_PAGES, StepPages
        from thidua.campaigns.tasks import TASKS
        from thidua.campaigns.unit_states import STEP_STATES
        from thidua.notices.matters import MATTERS
        from thidua.state_board.launch_states import LAUNCH_STATES
        from thidua.state_board.matters import LAUNCH_MATTER
        from thidua.state_board.nouns import UNITS
        from thidua.state_board.permissions import ACTS
        from thidua.state_board.tasks import overdue_work
        from thidua.web.units import register_units

        declare(ACTS)
        MATTERS.add(LAUNCH_MATTER)
        TASKS.add(overdue_work)
        STEP_STATES.add(LAUNCH_STATES)
        register_units(UNITS)
        pages = ("state_board", "state_board_of", "state_board_units", "state_board_excuse")
        STEP_PAGES.add(StepPages(Step.LAUNCH, frozenset(pages)))
