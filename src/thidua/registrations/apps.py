from django.apps import AppConfig


class RegistrationsConfig(AppConfig):
    name = "thidua.registrations"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.loading.sheets import SHEETS
        from thidua.registrations.loading.export import SHEETS_OF_REGISTRATIONS
        from thidua.registrations.permissions import ACTS
        from thidua.registrations.script_texts import REGISTRATIONS
        from thidua.registrations.standing import REGISTER, STANDINGS
        from thidua.registrations.steps import PAGES
        from thidua.registrations.tasks import registrations_work
        from thidua.web.scripts import SCRIPTS

        declare(ACTS)
        for sheet in SHEETS_OF_REGISTRATIONS:
            SHEETS.add(sheet)
