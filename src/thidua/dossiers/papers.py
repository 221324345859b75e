"""The papers that go with a dossier: minutes of the review meeting, minutes of counting; each a
line of its own with its file, for whoever may read it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.models import User
from thidua.ballots import rights as ballot_rights
from thidua.ballots.models import Ballot
from thidua.ballots.models import State as BallotState
from thidua.campaigns.models import Campaign
from thidua.level_ballots.matters import PURPOSE
from thidua.meetings import rights as meeting_rights
from thidua.meetings.links import meeting_page
from thidua.meetings.models import Meeting
from thidua.meetings.models import State as MeetingState
from thidua.organisations.models import Organisation
from thidua.web.clock import shown

FILES = (("Word", "docx"), ("PDF", "pdf"))


@dataclass(frozen=True)
class Enclosed:
    """One paper; `files`: its forms with their addresses."""

    title: str
    detail: str
    href: str
    files: tuple[tuple[str, str], ...]


def papers_of(reader: User, campaign: Campaign, unit: Organisation) -> list[Enclosed]:
    """The oldest first; what the reader may not read is left out. Two questions."""
    return [*_meetings(reader, campaign, unit), *_ballots(reader, campaign, unit)]


def _meetings(reader: User, campaign: Campaign, unit: Organisation) -> Iterator[Enclosed]:
    if not meeting_rights.views(reader, unit):
        return
    held = Meeting.objects.filter(campaign=campaign, organisation=unit, state=MeetingState.CLOSED)
    for meeting in held.select_related("campaign").order_by("held_on", "pk"):
        yield Enclosed(
            _("Biên bản họp kiểm điểm"),
            f"{meeting.held_on:%d/%m/%Y}",
            meeting_page(meeting),
            _files("meeting_minutes", campaign, meeting.pk),
        )


def _ballots(reader: User, campaign: Campaign, unit: Organisation) -> Iterator[Enclosed]:
    if not ballot_rights.views(reader, unit):
        return
    own = Q(organisation=unit) | Q(organisation__in=unit.successions_in.values("predecessor"))
    counted = ballot_rights.readable(reader).filter(
        own, campaign=campaign, purpose=PURPOSE, state=BallotState.SEALED
    )
    found: list[Ballot] = list(counted.order_by("sealed_at", "pk"))
    for ballot in found:
        at = ballot.sealed_at
        yield Enclosed(
            _("Biên bản kiểm phiếu: {title}").format(title=ballot.title),
            f"{shown(at):%d/%m/%Y}" if at is not None else "",
            reverse("ballot", args=[campaign.year, ballot.pk]),
            _files("ballot_minutes", campaign, ballot.pk),
        )


def _files(name: str, campaign: Campaign, pk: object) -> tuple[tuple[str, str], ...]:
    return tuple((word, reverse(name, args=[campaign.year, pk, form])) for word, form in FILES)
