from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "thidua.portal"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.campaigns.models import Step
        from thidua.campaigns.steps import STEP_PAGES, StepPages
        from thidua.portal.frame import public_result, publishing_frame
        from thidua.portal.permissions import ACTS, BINDING
        from thidua.web.context import FRAME

        FRAME.add(publishing_frame)
        STEP_PAGES.add(StepPages(Step.SUM_UP, frozenset(), leads=public_result))
        declare(ACTS, binding=BINDING)
