"""The year's work carried out: notes of how far, their evidence, what the level above says."""

from django.apps import AppConfig


class ProgressConfig(AppConfig):
    name = "thidua.progress"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.attachments.kinds import OWNER_KINDS
        from thidua.campaigns.tasks import TASKS
        from thidua.campaigns.unit_states import STEP_STATES
        from thidua.facts.sources import FACT_SOURCES
        from thidua.loading.sheets import SHEETS
        from thidua.notices.kinds import KINDS
        from thidua.notices.matters import MATTERS
        from thidua.progress.files import EVIDENCE
        from thidua.progress.kinds import KINDS as OWN_KINDS
        from thidua.progress.loading.export import PROGRESS_SHEET
        from thidua.progress.permissions import ACTS
        from thidua.progress.showing import hand_in_pages
        from thidua.progress.standing import CARRY_OUT, STANDINGS
        from thidua.progress.task_facts import WORK_TELLS
        from thidua.progress.tasks import progress_work

        declare(ACTS)
        MATTERS.add(CARRY_OUT)
        SHEETS.add(PROGRESS_SHEET)
        STEP_STATES.add(STANDINGS)
        TASKS.add(progress_work)
        OWNER_KINDS.add(EVIDENCE)
        for kind in OWN_KINDS:
            KINDS.add(kind)
        FACT_SOURCES.add(WORK_TELLS)
        hand_in_pages()
