"""A speech becomes a remedy: raised in its room, and shown beside what was said."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.actors import Actor
from thidua.language import speaking
from thidua.meetings.acting import keeping
from thidua.meetings.agenda import key_of
from thidua.meetings.errors import MeetingError
from thidua.meetings.models import Meeting, Speech
from thidua.registrations.content import Content
from thidua.remedies.actions import raise_
from thidua.remedies.clearness import content_of
from thidua.remedies.links import page_of
from thidua.remedies.models import Remedy, Source
from thidua.remedies.words import NamedAt, RemedyWords

SIGN = "/kp"


@dataclass(frozen=True)
class Wanted:
    """What the meeting wants done about a limit; the five parts are made whole on the remedy's own
    page.
    """

    limit: str
    cause: str = ""
    work: str = ""
    ends_on: dt.date | None = None


@dataclass(frozen=True)
class Shown:
    """What is to be done, and by whom until when, and who confirms it."""

    title: str
    detail: str
    href: str


def says_remedy(text: str) -> tuple[bool, str]:
    """Whether what was typed begins with “/kp”: it becomes a remedy; and the words without it."""
    text = text.strip()
    if text[: len(SIGN)].lower() == SIGN and not text[len(SIGN) : len(SIGN) + 1].isalnum():
        return True, text[len(SIGN) :].strip()
    return False, text


def remedy_address(meeting: Meeting, speech: int) -> str:
    """Where a speech becomes a remedy."""
    place = {"year": meeting.campaign.year, "pk": meeting.pk, "speech": speech}
    return reverse("meeting_remedy", kwargs=place)


def raise_from(*, speech: Speech, wanted: Wanted, actor: Actor) -> Remedy:
    """Make a remedy of what was said, of whom the item is about; made already: that one.

    Raises MeetingError (adopted), RemedyError (no limit, a day that does not fit),
    PermissionDenied."""
    with keeping(speech.item.meeting, actor, "meetings.raise_remedy") as held:
        found = Speech.objects.select_related("item").get(pk=speech.pk)
        if found.remedy_id is not None:
            return Remedy.objects.get(pk=found.remedy_id)
        key = key_of(found.item)
        if key is None:
            raise MeetingError.not_about_anybody()
        content = Content(title=wanted.work, work=wanted.work, ends_on=wanted.ends_on)
        words = RemedyWords(key, wanted.limit, wanted.cause, content)
        source = NamedAt(Source.MEETING, _source(held.meeting), found.pk)
        remedy = raise_(held.meeting.campaign, words, actor=held.authority, source=source)
        found.remedy_id = remedy.pk
        found.save(update_fields=["remedy_id"])
    return remedy


def remedies_of(keys: Collection[int]) -> Mapping[int, Shown]:
    """By their keys; one question, none where there are no keys."""
    if not keys:
        return {}
    rows = Remedy.objects.filter(pk__in=keys).select_related(
        "campaign", "person", "unit", "verifier"
    )
    return {row.pk: _shown(row) for row in rows}


def _shown(remedy: Remedy) -> Shown:
    content = content_of(remedy)
    whose = remedy.person.full_name if remedy.person else (remedy.unit.name if remedy.unit else "")
    parts = [whose]
    if remedy.due_on:
        parts.append(_("trước {day}").format(day=f"{remedy.due_on:%d/%m/%Y}"))
    parts.append(_("{name} xác nhận").format(name=remedy.verifier.name))
    return Shown(content.title or content.work or remedy.limit, " · ".join(parts), page_of(remedy))


def _source(meeting: Meeting) -> str:
    """“Họp kiểm điểm Chi bộ thôn 1 ngày 07/12/2022”: kept as it is, hence in Vietnamese."""
    with speaking("vi"):
        return _("Họp kiểm điểm {name} ngày {day}").format(
            name=meeting.organisation.name, day=f"{meeting.held_on:%d/%m/%Y}"
        )
