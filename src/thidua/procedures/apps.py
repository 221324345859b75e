from django.apps import AppConfig


class ProceduresConfig(AppConfig):
    name = "thidua.procedures"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.procedures.permissions import ACTS

        declare(ACTS)
