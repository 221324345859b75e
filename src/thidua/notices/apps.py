from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "thidua.notices"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.campaigns.tasks import TASKS
        from thidua.notices.kinds import KINDS, REMINDED
        from thidua.notices.permissions import ACTS
        from thidua.notices.tasks import reminders_work
        from thidua.notices.units import UNITS
        from thidua.web.units import register_units

        declare(ACTS)
        KINDS.add(REMINDED)
        TASKS.add(reminders_work)
        register_units(UNITS)
