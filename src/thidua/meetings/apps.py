from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "thidua.meetings"

    def ready(self) -> None:
        from thidua.accounts.permissions import declare
        from thidua.attachments.kinds import OWNER_KINDS
        from thidua.campaigns.steps import STEP_PAGES
        from thidua.campaigns.tasks import TASKS
        from thidua.meetings.closing import CLOSED
        from thidua.meetings.files import FILES
        from thidua.meetings.kinds import KINDS as OUR_KINDS
        from thidua.meetings.permissions import ACTS
        from thidua.meetings.reviewing import accept_reviews, days_of, read_by_those_called
        from thidua.meetings.sealing import MINUTES
        from thidua.meetings.succeeding import pass_on
        from thidua.meetings.tasks import MEETINGS_STEP, meetings_work
        from thidua.meetings.ways import to_meetings
        from thidua.notices.kinds import KINDS
        from thidua.organisations.succeeding import SUCCEEDED
        from thidua.reviews.meeting_days import MEETING_DAY
        from thidua.reviews.readers import ALSO_READ
        from thidua.reviews.ways import WAYS
        from thidua.seals.sources import SOURCES

        declare(ACTS)
        OWNER_KINDS.add(FILES)
        MEETING_DAY.add(days_of)
        ALSO_READ.add(read_by_those_called)
        CLOSED.add(accept_reviews)
        SUCCEEDED.add(pass_on)
        SOURCES.add(MINUTES)
        STEP_PAGES.add(MEETINGS_STEP)
        TASKS.add(meetings_work)
        WAYS.add(to_meetings)
        for kind in OUR_KINDS:
            KINDS.add(kind)
