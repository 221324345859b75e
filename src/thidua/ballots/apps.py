from django.apps import AppConfig


class BallotsConfig(AppConfig):
    name = "thidua.ballots"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.ballots.permissions import ACTS
        from thidua.ballots.sealing import BALLOT
        from thidua.seals.sources import SOURCES

        declare(ACTS)
        SOURCES.add(BALLOT)
