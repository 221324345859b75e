from django.apps import AppConfig


class DisputesConfig(AppConfig):
    name = "thidua.disputes"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.campaigns.tasks import TASKS
        from thidua.disputes.limits import LIMITS
        from thidua.disputes.panel import disputes_panel
        from thidua.disputes.permissions import ACTS
        from thidua.disputes.tasks import disputes_work
        from thidua.remedies.origins import ORIGINS
        from thidua.subjects.panels import RATING_PANELS

        ORIGINS.add(LIMITS)
        TASKS.add(disputes_work)
        RATING_PANELS.add(disputes_panel)
        declare(ACTS)
