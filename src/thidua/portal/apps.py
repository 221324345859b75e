from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "thidua.portal"

    def ready(self) -> None:
        from thidua.portal.frame import publishing_frame
        from thidua.web.context import FRAME

        FRAME.add(publishing_frame)
