from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "thidua.campaigns"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.campaigns.frame import year_frame
        from thidua.campaigns.loading.lists import LISTS
        from thidua.campaigns.loading.review_days import REVIEW_DAYS_SHEET
        from thidua.campaigns.permissions import ACTS
        from thidua.loading.sheets import SHEETS
        from thidua.web.context import FRAME

        FRAME.add(year_frame)
        declare(ACTS)
        for sheet in (*LISTS, REVIEW_DAYS_SHEET):
            SHEETS.add(sheet)
