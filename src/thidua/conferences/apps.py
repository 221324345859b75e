from django.apps import AppConfig


class ConferencesConfig(AppConfig):
    name = "thidua.conferences"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.attachments.kinds import OWNER_KINDS
        from thidua.campaigns.models import Step
        from thidua.campaigns.steps import STEP_PAGES, StepPages
        from thidua.conferences.files import FILES
        from thidua.conferences.links import CONFERENCES
        from thidua.conferences.permissions import ACTS
        from thidua.directives.links import LINK_KINDS

        declare(ACTS)
        OWNER_KINDS.add(FILES)
        LINK_KINDS.add(CONFERENCES)
        pages = frozenset(
            {"conferences", "conference", "conference_new", "conference_edit", "conference_door"}
        )
        STEP_PAGES.add(StepPages(Step.LAUNCH, pages))
