"""Objections to decided levels and awards: sent, verified, answered; one rating opened again."""

from django.apps import AppConfig

PAGES = frozenset({"objections", "objection", "objection_new", "objection_question"})


class ObjectionsConfig(AppConfig):
    name = "thidua.objections"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.attachments.kinds import OWNER_KINDS
        from thidua.campaigns.models import Step
        from thidua.campaigns.steps import STEP_PAGES, StepPages
        from thidua.campaigns.tasks import TASKS
        from thidua.level_ballots.ordered import ORDERS
        from thidua.notices.kinds import KINDS
        from thidua.objections.ballots import order_of
        from thidua.objections.files import HEALTH_PAPERS, SHOWN_PAPERS
        from thidua.objections.kinds import KINDS as OWN_KINDS
        from thidua.objections.limits import LIMITS
        from thidua.objections.panel import objections_panel, way
        from thidua.objections.permissions import ACTS, BINDING
        from thidua.objections.sealing import SEALED_ANSWERS, SEALED_HEALTH
        from thidua.objections.succession import pass_on
        from thidua.objections.tasks import objections_work
        from thidua.organisations.succeeding import SUCCEEDED
        from thidua.remedies.origins import ORIGINS
        from thidua.seals.sources import SOURCES
        from thidua.subjects.panels import RATING_PANELS, WAYS_TO_OBJECT

        declare(ACTS, binding=BINDING)
        OWNER_KINDS.add(SHOWN_PAPERS)
        OWNER_KINDS.add(HEALTH_PAPERS)
        SUCCEEDED.add(pass_on)
        ORIGINS.add(LIMITS)
        ORDERS.add(order_of)
        TASKS.add(objections_work)
        RATING_PANELS.add(objections_panel)
        WAYS_TO_OBJECT.add(way)
        STEP_PAGES.add(StepPages(Step.RATE, PAGES))
        SOURCES.add(SEALED_ANSWERS)
        SOURCES.add(SEALED_HEALTH)
        for kind in OWN_KINDS:
            KINDS.add(kind)
