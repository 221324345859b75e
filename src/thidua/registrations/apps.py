from django.apps import AppConfig


class RegistrationsConfig(AppConfig):
    name = "thidua.registrations"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.loading.sheets import SHEETS
        from thidua.registrations.loading.export import SHEETS_OF_REGISTRATIONS
        from thidua.registrations.permissions import ACTS

        declare(ACTS)
        for sheet in SHEETS_OF_REGISTRATIONS:
            SHEETS.add(sheet)
