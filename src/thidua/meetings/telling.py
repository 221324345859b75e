"""What this room tells people, in words that name no person."""

from thidua.accounts.models import User
from thidua.accounts.permissions import Authority
from thidua.language import Text
from thidua.meetings import kinds
from thidua.meetings.links import follow_page, meeting_page
from thidua.meetings.models import CorrectionAsk, Meeting
from thidua.notices.telling import tell, tell_units


def tell_called(meeting: Meeting, authority: Authority) -> None:
    """Everybody with an account who is called: when."""
    unit, day = meeting.organisation, f"{meeting.held_on:%d/%m/%Y}"
    people = meeting.participants.exclude(person=None).values("person")
    tell(
        kinds.CALLED.id,
        users=User.objects.filter(person__in=people, is_active=True),
        key=f"{kinds.CALLED.id}:{meeting.pk}:{day}",
        text=Text(
            f"{unit.name} mời họp kiểm điểm ngày {day}",
            f"{unit.name} calls the review meeting for {day}",
        ),
        href=follow_page(meeting),
        campaign=meeting.campaign,
        organisation=unit,
        due_on=meeting.held_on,
        authority=authority,
    )


def tell_asked(ask: CorrectionAsk, authority: Authority) -> None:
    """Whoever keeps the meeting: a correction waits."""
    meeting = ask.item.meeting
    text = Text(
        "một đề nghị sửa biên bản họp kiểm điểm đang chờ trả lời",
        "a correction of the minutes of a review meeting waits for an answer",
    )
    key = f"{kinds.ASKED.id}:{ask.pk}"
    tell_units(
        kinds.ASKED.id,
        units=[meeting.organisation],
        key=key,
        text=text,
        href=lambda unit: meeting_page(meeting, ask.item_id),
        campaign=meeting.campaign,
        authority=authority,
    )
    named = {meeting.chair_id, meeting.secretary_id} - {None}
    tell(
        kinds.ASKED.id,
        users=User.objects.filter(person__in=named, is_active=True),
        key=f"{key}:{meeting.organisation_id}",
        text=text,
        href=meeting_page(meeting, ask.item_id),
        campaign=meeting.campaign,
        organisation=meeting.organisation,
        authority=authority,
    )


def tell_answered(ask: CorrectionAsk, authority: Authority) -> None:
    """The person who asked."""
    meeting = ask.item.meeting
    tell(
        kinds.ANSWERED.id,
        users=User.objects.filter(person=ask.person_id, is_active=True),
        key=f"{kinds.ANSWERED.id}:{ask.pk}",
        text=Text(
            f"{meeting.organisation.name} trả lời đề nghị sửa biên bản",
            f"{meeting.organisation.name} answers about the minutes",
        ),
        href=follow_page(meeting),
        campaign=meeting.campaign,
        organisation=meeting.organisation,
        authority=authority,
    )
