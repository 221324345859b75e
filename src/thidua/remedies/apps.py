"""Limits as items: cause, remedy, proof, and who says that it is done."""

from django.apps import AppConfig


class RemediesConfig(AppConfig):
    name = "thidua.remedies"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.attachments.kinds import OWNER_KINDS
        from thidua.notices.kinds import KINDS
        from thidua.organisations.succeeding import SUCCEEDED
        from thidua.remedies.files import PROOF
        from thidua.remedies.kinds import KINDS as OWN_KINDS
        from thidua.remedies.permissions import ACTS
        from thidua.remedies.succession import pass_on

        declare(ACTS)
        OWNER_KINDS.add(PROOF)
        SUCCEEDED.add(pass_on)
        for kind in OWN_KINDS:
            KINDS.add(kind)
