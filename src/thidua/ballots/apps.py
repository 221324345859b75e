from django.apps import AppConfig


class BallotsConfig(AppConfig):
    name = "thidua.ballots"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.ballots.permissions import ACTS

        declare(ACTS)
