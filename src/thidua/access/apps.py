from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "thidua.access"

    def ready(self) -> None:
        from thidua.access.permissions import ACTS
        from thidua.access.rail import exports_in_the_rail
        from thidua.access.showing import export_parts
        from thidua.accounts.permissions import declare
        from thidua.web.context import FRAME
        from thidua.web.rail import RAIL

        declare(ACTS)
        RAIL.add(exports_in_the_rail)
        FRAME.add(export_parts)
