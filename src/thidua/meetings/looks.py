"""Looks at what was noted of people: written down for each of them, where somebody reads it by a
role. Whoever was called hears it, and whoever keeps the meeting writes it.
"""

from collections.abc import Iterable

from django.http import HttpRequest

from thidua.access.models import Dossier
from thidua.access.recording import record_looks
from thidua.accounts.models import User
from thidua.accounts.viewing import scope_of_request
from thidua.meetings.models import Item, Meeting
from thidua.meetings.rights import may_keep


def record_looks_at(
    request: HttpRequest, meeting: Meeting, items: Iterable[Item] | None = None
) -> None:
    """Of these items, or of the whole meeting."""
    reader = request.user
    if not isinstance(reader, User) or may_keep(reader, meeting):
        return
    person = scope_of_request(request).person_id
    if person is not None and meeting.participants.filter(person=person).exists():
        return
    about = meeting.items.all() if items is None else items
    record_looks(
        request,
        people=[one.person_id for one in about if one.person_id is not None],
        path=meeting.organisation.path,
        dossier=Dossier.PAPERS,
        year=meeting.campaign.year,
    )
