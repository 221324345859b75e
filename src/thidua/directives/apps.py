from django.apps import AppConfig


class DirectivesConfig(AppConfig):
    name = "thidua.directives"

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        from thidua.accounts.permissions import declare
        from thidua.attachments.kinds import OWNER_KINDS
        from thidua.campaigns.models import Step
        from thidua.campaigns.steps import STEP_PAGES, StepPages
        from thidua.directives.files import FILES
        from thidua.directives.links import LINK_KINDS, STEPS
        from thidua.directives.permissions import ACTS
        from thidua.directives.shipping import after_migrating
        from thidua.directives.telling import NEW
        from thidua.notices.kinds import KINDS

        declare(ACTS)
        OWNER_KINDS.add(FILES)
        LINK_KINDS.add(STEPS)
        KINDS.add(NEW)
        pages = frozenset({"directives", "directive", "directive_new", "directive_edit"})
        STEP_PAGES.add(StepPages(Step.LAUNCH, pages))
        post_migrate.connect(after_migrating, sender=self)
