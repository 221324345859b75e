from django.apps import AppConfig


class MovementConfig(AppConfig):
    name = "thidua.movement"

    def ready(self) -> None:
        from thidua.campaigns.models import Step
        from thidua.campaigns.steps import STEP_PAGES, StepPages

        pages = frozenset({"movement", "movement_of", "movement_list"})
        STEP_PAGES.add(StepPages(Step.CARRY_OUT, pages))
