from django.apps import AppConfig


class PointsConfig(AppConfig):
    name = "thidua.points"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.campaigns.models import Step
        from thidua.campaigns.steps import STEP_PAGES, StepPages
        from thidua.notices.kinds import KINDS
        from thidua.points.permissions import ACTS
        from thidua.points.telling import RETURNED, SENT, SETTLED

        declare(ACTS)
        pages = frozenset({"points", "points_sheet", "points_check", "points_settle"})
        STEP_PAGES.add(StepPages(Step.CARRY_OUT, pages))
        for kind in (SENT, RETURNED, SETTLED):
            KINDS.add(kind)
