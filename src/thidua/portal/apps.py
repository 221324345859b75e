from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "thidua.portal"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.portal.frame import publishing_frame
        from thidua.portal.permissions import ACTS, BINDING
        from thidua.web.context import FRAME

        FRAME.add(publishing_frame)
        declare(ACTS, binding=BINDING)
