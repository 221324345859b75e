from django.apps import AppConfig


class CommitmentsConfig(AppConfig):
    name = "thidua.commitments"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.commitments.permissions import ACTS

        declare(ACTS)
