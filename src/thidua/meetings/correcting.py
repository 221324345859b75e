"""The one who is spoken of asks that what was noted be corrected, until the minutes are adopted."""

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.accounts.actors import Actor, scope_of
from thidua.accounts.permissions import Authority
from thidua.history.tracking import recording
from thidua.meetings.acting import keeping, locked, touch
from thidua.meetings.errors import MeetingError
from thidua.meetings.models import CorrectionAsk, Item, Speech, State
from thidua.meetings.telling import tell_answered, tell_asked


def ask_correction(
    *, item: Item, speech: Speech | None = None, text: str, actor: Actor
) -> CorrectionAsk:
    """Ask for a correction of what was noted about oneself: of one speech, or of the conclusion.

    Raises MeetingError (adopted, asked already, nothing written), PermissionDenied for whoever the
    item is not about."""
    person = scope_of(actor).person_id
    if person is None or person != item.person_id or (speech and speech.item_id != item.pk):
        raise PermissionDenied(_("Chỉ người được ghi mới đề nghị sửa phần về mình."))
    if not text.strip():
        raise MeetingError.says_nothing()
    authority = Authority(actor)
    with transaction.atomic():
        meeting = locked(item.meeting)
        if meeting.state == State.CLOSED:
            raise MeetingError.adopted_already()
        with recording(
            act="meetings.ask_correction",
            actor=authority,
            subject=meeting.organisation.code,
            year=meeting.campaign.year,
        ):
            try:
                with transaction.atomic():
                    ask = CorrectionAsk.objects.create(
                        item=item,
                        speech=speech,
                        person_id=person,
                        text=text.strip(),
                        asked_at=timezone.now(),
                    )
            except IntegrityError as error:
                if "correction_one_open" not in str(error):
                    raise
                raise MeetingError.asked_already() from error
            touch(meeting)
            ask.item.meeting = meeting
            tell_asked(ask, authority)
    return ask


def answer_correction(
    *, ask: CorrectionAsk, taken: bool, answer: str = "", actor: Actor
) -> CorrectionAsk:
    """Answer it: corrected (what was noted is changed by `noting.change_speech`), or not and why.

    Raises MeetingError (answered already, no reason, adopted), PermissionDenied."""
    with keeping(ask.item.meeting, actor, "meetings.answer_correction") as held:
        found = CorrectionAsk.objects.select_related("item").get(pk=ask.pk)
        if found.taken is not None:
            raise MeetingError.answered_already()
        if not taken and not answer.strip():
            raise MeetingError.refused_without_words()
        found.taken, found.answer = taken, answer.strip()
        found.answered_at, found.answered_by_name = timezone.now(), held.by
        found.save()
        found.item.meeting = held.meeting
        tell_answered(found, held.authority)
    return found
