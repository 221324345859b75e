from django.apps import AppConfig


class TargetsConfig(AppConfig):
    name = "thidua.targets"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.targets.permissions import ACTS

        declare(ACTS)
