from django.apps import AppConfig


class RegistrationsConfig(AppConfig):
    name = "thidua.registrations"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.registrations.permissions import ACTS

        declare(ACTS)
