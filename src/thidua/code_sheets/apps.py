from django.apps import AppConfig


class CodeSheetsConfig(AppConfig):
    name = "thidua.code_sheets"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.campaigns.tasks import TASKS
        from thidua.code_sheets.permissions import ACTS, BINDING
        from thidua.code_sheets.rail import codes_in_the_rail
        from thidua.code_sheets.script_texts import HAND_OVER
        from thidua.code_sheets.tasks import code_sheet_tasks
        from thidua.web.rail import RAIL
        from thidua.web.scripts import SCRIPTS

        declare(ACTS, binding=BINDING)
        TASKS.add(code_sheet_tasks)
        RAIL.add(codes_in_the_rail)
        SCRIPTS.add(HAND_OVER)
