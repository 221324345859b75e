from django.apps import AppConfig


class BoardsConfig(AppConfig):
    name = "thidua.boards"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.boards.lateness import PROPOSALS_MATTER
        from thidua.boards.loading.proposals import PROPOSALS_SHEET
        from thidua.boards.permissions import ACTS, CHOOSING
        from thidua.boards.script_texts import BOARD, BOARD_FILTER
        from thidua.boards.tasks import board_work, returned_work
        from thidua.boards.unit_states import RATE_STATES, REVIEW_STATES
        from thidua.campaigns.models import Step
        from thidua.campaigns.steps import STEP_PAGES, StepPages
        from thidua.campaigns.tasks import TASKS
        from thidua.campaigns.unit_states import STEP_STATES
        from thidua.loading.sheets import SHEETS
        from thidua.notices.matters import MATTERS
        from thidua.web.scripts import SCRIPTS

        pages = frozenset({"boards", "board", "board_pool", "board_compare", "returned"})
        STEP_PAGES.add(StepPages(Step.RATE, pages, opens="boards"))
        SCRIPTS.add(BOARD)
        SCRIPTS.add(BOARD_FILTER)
        TASKS.add(board_work)
        TASKS.add(returned_work)
        declare(ACTS, choosing=CHOOSING)
        SHEETS.add(PROPOSALS_SHEET)
        MATTERS.add(PROPOSALS_MATTER)
        STEP_STATES.add(REVIEW_STATES)
        STEP_STATES.add(RATE_STATES)
