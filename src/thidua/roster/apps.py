from django.apps import AppConfig


class RosterConfig(AppConfig):
    name = "thidua.roster"

    def ready(self) -> None:
        from thidua.loading.sheets import SHEETS
        from thidua.roster.loading.sheets import YEAR_SHEET

        SHEETS.add(YEAR_SHEET)
