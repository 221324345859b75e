from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "thidua.exchange"

    def ready(self) -> None:
        from thidua.access.preparing import MAKERS, Maker
        from thidua.accounts.permissions import declare
        from thidua.campaigns.tasks import TASKS
        from thidua.exchange.permissions import ACTS
        from thidua.exchange.rail import imports_in_the_rail
        from thidua.exchange.taking import UNIT, WORKBOOK, unit_file, workbook_file
        from thidua.exchange.tasks import uploads_that_wait
        from thidua.web.rail import RAIL

        RAIL.add(imports_in_the_rail)
        TASKS.add(uploads_that_wait)
        MAKERS.add(Maker(WORKBOOK, workbook_file))
        MAKERS.add(Maker(UNIT, unit_file))
        declare(ACTS)
