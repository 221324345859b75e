from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "thidua.supervision"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.campaigns.tasks import TASKS
        from thidua.subjects.panels import HOME_PANELS
        from thidua.supervision.panel import newest_panel, watch_panel
        from thidua.supervision.permissions import ACTS
        from thidua.supervision.rail import (
            decisions_in_the_rail,
            history_in_the_rail,
            reviews_in_the_rail,
            watch_in_the_rail,
        )
        from thidua.supervision.tasks import auditors_work, inspectors_work
        from thidua.web.rail import RAIL

        declare(ACTS)
        RAIL.add(watch_in_the_rail)
        RAIL.add(reviews_in_the_rail)
        RAIL.add(decisions_in_the_rail)
        RAIL.add(history_in_the_rail)
        TASKS.add(inspectors_work)
        TASKS.add(auditors_work)
        HOME_PANELS.add(watch_panel)
        HOME_PANELS.add(newest_panel)
