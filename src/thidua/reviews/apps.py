from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "thidua.reviews"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.attachments.kinds import OWNER_KINDS
        from thidua.organisations.succeeding import SUCCEEDED
        from thidua.reviews.files import SCANS
        from thidua.reviews.permissions import ACTS
        from thidua.reviews.succeeding import pass_on
        from thidua.reviews.writing_parts import hand_in_writing

        declare(ACTS)
        OWNER_KINDS.add(SCANS)
        SUCCEEDED.add(pass_on)
        hand_in_writing()
