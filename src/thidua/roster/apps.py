from django.apps import AppConfig


class RosterConfig(AppConfig):
    name = "thidua.roster"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.loading.sheets import SHEETS
        from thidua.roster.loading.sheets import YEAR_SHEET
        from thidua.roster.permissions import ACTS

        declare(ACTS)
        SHEETS.add(YEAR_SHEET)
