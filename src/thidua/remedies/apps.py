"""Limits as items: cause, remedy, proof, and who says that it is done."""

from django.apps import AppConfig


class RemediesConfig(AppConfig):
    name = "thidua.remedies"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.attachments.kinds import OWNER_KINDS
        from thidua.campaigns.steps import STEP_PAGES
        from thidua.campaigns.tasks import TASKS
        from thidua.campaigns.unit_states import STEP_STATES
        from thidua.notices.kinds import KINDS
        from thidua.notices.matters import MATTERS
        from thidua.organisations.succeeding import SUCCEEDED
        from thidua.remedies.files import PROOF
        from thidua.remedies.kinds import KINDS as OWN_KINDS
        from thidua.remedies.permissions import ACTS
        from thidua.remedies.script_texts import KEPT
        from thidua.remedies.standing import STANDINGS
        from thidua.remedies.steps import PAGES
        from thidua.remedies.succession import pass_on
        from thidua.remedies.tasks import FOLLOW_UP, remedies_work
        from thidua.web.scripts import SCRIPTS

        declare(ACTS)
        OWNER_KINDS.add(PROOF)
        SUCCEEDED.add(pass_on)
        SCRIPTS.add(KEPT)
        STEP_PAGES.add(PAGES)
        STEP_STATES.add(STANDINGS)
        TASKS.add(remedies_work)
        MATTERS.add(FOLLOW_UP)
        for kind in OWN_KINDS:
            KINDS.add(kind)
