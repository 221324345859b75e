from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "thidua.organisations"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.organisations.permissions import ACTS

        declare(ACTS)
