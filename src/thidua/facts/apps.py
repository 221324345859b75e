from django.apps import AppConfig


class FactsConfig(AppConfig):
    name = "thidua.facts"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.facts.loading.put_off import PUT_OFF_SHEET
        from thidua.facts.loading.sheets import SHEETS_OF_FACTS
        from thidua.facts.permissions import ACTS
        from thidua.loading.sheets import SHEETS

        declare(ACTS)
        for sheet in (PUT_OFF_SHEET, *SHEETS_OF_FACTS):
            SHEETS.add(sheet)
