"""The minutes of a committee's meeting are sealed as they stand on paper when it ends, within the
act that ends it.
"""

from collections.abc import Mapping, Sequence

from django.db.models import Count

from thidua.committee_meetings.models import CommitteeMeeting, SealedCommitteeMinutes, State
from thidua.committee_meetings.paper import minutes
from thidua.documents.plain import plain
from thidua.language import Text
from thidua.seals.before import adopted_before
from thidua.seals.canonical import canonical
from thidua.seals.chain import seal
from thidua.seals.salts import new_salt
from thidua.seals.sources import Content, SealedKind

KIND = "committee_minutes"
"""The kind's name in the chain, for ever; its key is the meeting's."""


def seal_minutes(meeting: CommitteeMeeting) -> None:
    """Seal the minutes of a meeting that has just ended: the last thing that is done there."""
    content, salt = canonical(plain(minutes(meeting))), new_salt()
    link = seal(KIND, str(meeting.pk), content, salt)
    SealedCommitteeMinutes.objects.create(
        meeting=meeting, content=content.decode(), salt=salt, position=link.position
    )


def _read(keys: Sequence[str]) -> Mapping[str, Content]:
    found = SealedCommitteeMinutes.objects.filter(pk__in=[int(key) for key in keys])
    return {str(one.pk): Content(one.content.encode(), bytes(one.salt)) for one in found}


def _before() -> Text | None:
    ended = CommitteeMeeting.objects.filter(state=State.ADOPTED, sealed=None)
    rows = ended.order_by("campaign__year").values_list("campaign__year")
    what = Text("biên bản họp cấp uỷ", "minutes of committees' meetings")
    return adopted_before(what, dict(rows.annotate(number=Count("pk"))))


COMMITTEE_MINUTES = SealedKind(
    KIND, Text("biên bản họp cấp uỷ", "minutes of a committee's meeting"), _read, before=_before
)
