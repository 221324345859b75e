from django.apps import AppConfig


class FactsConfig(AppConfig):
    name = "thidua.facts"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.facts.permissions import ACTS

        declare(ACTS)
