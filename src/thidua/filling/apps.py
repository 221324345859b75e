from django.apps import AppConfig


class FillingConfig(AppConfig):
    name = "thidua.filling"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.campaigns.tasks import TASKS
        from thidua.filling.permissions import ACTS
        from thidua.filling.reminding import FACTS
        from thidua.filling.script_texts import FILLING
        from thidua.filling.tasks import filling_work
        from thidua.filling.units import UNITS
        from thidua.notices.matters import MATTERS
        from thidua.web.scripts import SCRIPTS
        from thidua.web.units import register_units

        declare(ACTS)
        SCRIPTS.add(FILLING)
        MATTERS.add(FACTS)
        TASKS.add(filling_work)
        register_units(UNITS)
