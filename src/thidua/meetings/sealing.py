"""Adopted minutes are sealed as they stand on paper, within the act that adopts them."""

from collections.abc import Mapping, Sequence

from django.db.models import Count

from thidua.documents.plain import plain
from thidua.language import Text
from thidua.meetings.models import Meeting, SealedMinutes, State
from thidua.meetings.paper import minutes
from thidua.seals.before import adopted_before
from thidua.seals.canonical import canonical
from thidua.seals.chain import seal
from thidua.seals.salts import new_salt
from thidua.seals.sources import Content, SealedKind

KIND = "minutes"
"""The kind's name in the chain, for ever; its key is the meeting's."""


def seal_minutes(meeting: Meeting) -> None:
    """Seal the minutes of a meeting that was just adopted: the last thing that is done there."""
    content, salt = canonical(plain(minutes(meeting))), new_salt()
    link = seal(KIND, str(meeting.pk), content, salt)
    SealedMinutes.objects.create(
        meeting=meeting, content=content.decode(), salt=salt, position=link.position
    )


def _read(keys: Sequence[str]) -> Mapping[str, Content]:
    found = SealedMinutes.objects.filter(pk__in=[int(key) for key in keys])
    return {str(one.pk): Content(one.content.encode(), bytes(one.salt)) for one in found}


def _before() -> Text | None:
    closed = Meeting.objects.filter(state=State.CLOSED, sealed=None)
    rows = closed.order_by("campaign__year").values_list("campaign__year")
    what = Text("biên bản họp kiểm điểm", "minutes of review meetings")
    return adopted_before(what, dict(rows.annotate(number=Count("pk"))))


MINUTES = SealedKind(
    KIND, Text("biên bản họp kiểm điểm", "minutes of a review meeting"), _read, before=_before
)
