from django.apps import AppConfig


class BlocsConfig(AppConfig):
    name = "thidua.blocs"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.attachments.kinds import OWNER_KINDS
        from thidua.blocs.files import SCANS
        from thidua.blocs.permissions import ACTS, FOR_BODIES
        from thidua.blocs.tasks import blocs_work
        from thidua.blocs.telling import SENT, SIGNED
        from thidua.campaigns.models import Step
        from thidua.campaigns.steps import STEP_PAGES, StepPages
        from thidua.campaigns.tasks import TASKS
        from thidua.notices.kinds import KINDS

        declare(ACTS, for_bodies=FOR_BODIES)
        pages = frozenset({"blocs", "bloc", "pact", "criteria_set"})
        STEP_PAGES.add(StepPages(Step.LAUNCH, pages))
        OWNER_KINDS.add(SCANS)
        TASKS.add(blocs_work)
        KINDS.add(SENT)
        KINDS.add(SIGNED)
