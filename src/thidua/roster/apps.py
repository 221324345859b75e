from django.apps import AppConfig


class RosterConfig(AppConfig):
    name = "thidua.roster"

    def ready(self) -> None:
        from thidua.loading.sheets import SHEETS
        from thidua.roster.loading.sheets import SHEETS_OF_THE_YEAR

        for sheet in SHEETS_OF_THE_YEAR:
            SHEETS.add(sheet)
