from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "thidua.organisations"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.loading.sheets import SHEETS
        from thidua.organisations.loading.sheets import TREE_SHEETS
        from thidua.organisations.permissions import ACTS, BINDING

        declare(ACTS, binding=BINDING)
        for sheet in TREE_SHEETS:
            SHEETS.add(sheet)
