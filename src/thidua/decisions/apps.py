from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "thidua.decisions"

    def ready(self) -> None:
        from thidua.access.preparing import MAKERS, Maker
        from thidua.accounts.permissions import declare
        from thidua.attachments.kinds import OWNER_KINDS
        from thidua.campaigns.decided import DECISIONS_ISSUED
        from thidua.campaigns.tasks import TASKS
        from thidua.decisions.kinds import KINDS as OUR_KINDS
        from thidua.decisions.loading.decisions import DECISIONS_SHEET
        from thidua.decisions.permissions import ACTS, BINDING, CHOOSING
        from thidua.decisions.queries import how_many_issued
        from thidua.decisions.rail import decisions_in_the_rail
        from thidua.decisions.result_sheets.taking import SHEETS as RESULT_SHEETS
        from thidua.decisions.result_sheets.taking import sheets_file
        from thidua.decisions.scans import SCANS
        from thidua.decisions.sealed_contents import DECISIONS
        from thidua.decisions.tasks import decision_tasks
        from thidua.loading.sheets import SHEETS
        from thidua.notices.kinds import KINDS
        from thidua.seals.sources import SOURCES
        from thidua.web.rail import RAIL

        RAIL.add(decisions_in_the_rail)
        TASKS.add(decision_tasks)
        MAKERS.add(Maker(RESULT_SHEETS, sheets_file))
        declare(ACTS, binding=BINDING, choosing=CHOOSING)
        DECISIONS_ISSUED.add(how_many_issued)
        SHEETS.add(DECISIONS_SHEET)
        SOURCES.add(DECISIONS)
        OWNER_KINDS.add(SCANS)
        for kind in OUR_KINDS:
            KINDS.add(kind)
