from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "thidua.campaigns"

    def ready(self) -> None:
        from thidua.campaigns.frame import year_frame
        from thidua.web.context import FRAME

        FRAME.add(year_frame)
