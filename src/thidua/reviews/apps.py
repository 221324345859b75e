from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "thidua.reviews"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.attachments.kinds import OWNER_KINDS
        from thidua.campaigns.steps import STEP_PAGES
        from thidua.campaigns.tasks import TASKS
        from thidua.facts.sources import FACT_SOURCES
        from thidua.notices.kinds import KINDS
        from thidua.notices.matters import MATTERS
        from thidua.organisations.succeeding import SUCCEEDED
        from thidua.remedies.origins import ORIGINS
        from thidua.reviews.facts import REVIEWS_TELL
        from thidua.reviews.files import SCANS
        from thidua.reviews.limits import LIMITS
        from thidua.reviews.notice import KINDS_OF_REVIEWS
        from thidua.reviews.permissions import ACTS
        from thidua.reviews.steps import REVIEW, REVIEW_STEP
        from thidua.reviews.succeeding import pass_on
        from thidua.reviews.tasks import reviews_work
        from thidua.reviews.ways import WAYS, to_list, to_prompts
        from thidua.reviews.writing_parts import hand_in_writing

        declare(ACTS)
        FACT_SOURCES.add(REVIEWS_TELL)
        MATTERS.add(REVIEW)
        ORIGINS.add(LIMITS)
        OWNER_KINDS.add(SCANS)
        STEP_PAGES.add(REVIEW_STEP)
        SUCCEEDED.add(pass_on)
        hand_in_writing()
        TASKS.add(reviews_work)
        WAYS.add(to_list)
        WAYS.add(to_prompts)
        for kind in KINDS_OF_REVIEWS:
            KINDS.add(kind)
