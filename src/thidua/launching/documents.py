"""What the launch shows of two rooms below it: the documents it rests on, the conferences that
began it.
"""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.accounts.actors import Actor
from thidua.campaigns.models import Campaign
from thidua.conferences.models import Conference
from thidua.conferences.queries import conferences_for
from thidua.directives.presenters import ShownDirective, heading_of
from thidua.directives.queries import directives_for
from thidua.numbers import format_number
from thidua.organisations.models import Organisation

SHOWN = 10
"""So many documents stand on the page; the others have their own."""


def documents_of(campaign: Campaign, reader: Actor) -> list[ShownDirective]:
    """The newest documents in force for a reader, without what they are linked to: one query."""
    found = directives_for(reader, campaign).prefetch_related(None)[:SHOWN]
    return [
        ShownDirective(
            directive=one,
            heading=heading_of(one),
            title=one.title or _("Có dấu mật: không lưu nội dung"),
            whose=one.organisation.name if one.organisation else _("dùng cho mọi nơi"),
            href=reverse("directive", kwargs={"year": campaign.year, "pk": one.pk}),
        )
        for one in found
    ]


@dataclass(frozen=True)
class ShownConference:
    """A conference in two lines: when and where, who was invited and came."""

    conference: Conference
    when: str
    who: str


def conferences_of(campaign: Campaign, reader: Actor) -> list[ShownConference]:
    """Those of the year that a reader may know, the highest unit first: one query."""
    return [_shown(one, one) for one in conferences_for(reader, campaign)[:SHOWN]]


def _shown(one: Conference, counted: Any) -> ShownConference:
    """`counted`: the same row, with its numbers."""
    hour = f"{one.starts_at:%H:%M}" if one.starts_at else ""
    who = _("mời {invited}, có mặt {present}").format(
        invited=format_number(counted.invited), present=format_number(counted.present)
    )
    when = ", ".join(filter(None, (f"{one.held_on:%d/%m/%Y}", hour, one.venue)))
    return ShownConference(one, when, who)


def conference_of_unit(
    conferences: list[ShownConference], unit: Organisation | None
) -> ShownConference | None:
    """Theirs among these: of a unit, or (None) of the highest."""
    if unit is None:
        return conferences[0] if conferences else None
    return next((one for one in conferences if one.conference.organisation_id == unit.pk), None)
