from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    name = "thidua.commitments"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.campaigns.steps import STEP_PAGES
        from thidua.campaigns.tasks import TASKS
        from thidua.commitments.permissions import ACTS
        from thidua.commitments.tasks import COMMITMENTS_STEP, commitments_work

        declare(ACTS)
        STEP_PAGES.add(COMMITMENTS_STEP)
        TASKS.add(commitments_work)
