from django.apps import AppConfig


class GroundsConfig(AppConfig):
    name = "thidua.grounds"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.campaigns.tasks import TASKS
        from thidua.grounds.permissions import ACTS
        from thidua.grounds.tasks import differences_work

        declare(ACTS)
        TASKS.add(differences_work)
