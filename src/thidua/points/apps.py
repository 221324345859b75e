from django.apps import AppConfig


class PointsConfig(AppConfig):
    name = "thidua.points"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.attachments.kinds import ALSO_SHOWN
        from thidua.awards.standings import STANDINGS
        from thidua.blocs.links import BLOC_LINKS
        from thidua.campaigns.models import Step
        from thidua.campaigns.steps import STEP_PAGES, StepPages
        from thidua.campaigns.tasks import TASKS
        from thidua.notices.kinds import KINDS
        from thidua.points.evidence import shown_in_bloc
        from thidua.points.links import points_link
        from thidua.points.permissions import ACTS
        from thidua.points.standings import settled_places
        from thidua.points.tasks import points_work
        from thidua.points.telling import RETURNED, SENT, SETTLED

        declare(ACTS)
        pages = frozenset({"points", "points_sheet", "points_check", "points_settle"})
        STEP_PAGES.add(StepPages(Step.CARRY_OUT, pages))
        for kind in (SENT, RETURNED, SETTLED):
            KINDS.add(kind)
        BLOC_LINKS.add(points_link)
        STANDINGS.add(settled_places)
        ALSO_SHOWN.add(shown_in_bloc)
        TASKS.add(points_work)
