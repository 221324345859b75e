from django.apps import AppConfig


class CommitteeMeetingsConfig(AppConfig):
    name = "thidua.committee_meetings"

    def ready(self) -> None:
        from thidua.attachments.kinds import OWNER_KINDS
        from thidua.boards.ways import WAYS
        from thidua.campaigns.models import Step
        from thidua.campaigns.steps import STEP_PAGES, StepPages
        from thidua.campaigns.tasks import TASKS
        from thidua.committee_meetings.scans import SCANS
        from thidua.committee_meetings.script_texts import WALL
        from thidua.committee_meetings.sealing import COMMITTEE_MINUTES
        from thidua.committee_meetings.tasks import meetings_work
        from thidua.committee_meetings.ways import to_the_wall
        from thidua.seals.sources import SOURCES
        from thidua.web.scripts import SCRIPTS

        names = ("committee_meeting", "committee_meeting_changes", "committee_meeting_compare")
        pages = frozenset({*names, "committee_minutes"})
        STEP_PAGES.add(StepPages(Step.RATE, pages))
        SCRIPTS.add(WALL)
        TASKS.add(meetings_work)
        WAYS.add(to_the_wall)
        OWNER_KINDS.add(SCANS)
        SOURCES.add(COMMITTEE_MINUTES)
