from django.apps import AppConfig


class ProgressConfig(AppConfig):
    name = "thidua.progress"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.progress.permissions import ACTS

        declare(ACTS)
