"""Conferences as pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.accounts.actors import Actor
from thidua.conferences.concluding import address_of
from thidua.conferences.models import Conclusion, Conference, Invitation, Presence
from thidua.conferences.queries import name_of
from thidua.organisations.models import Organisation
from thidua.organisations.queries import children_of
from thidua.registrations.permissions import writes_for
from thidua.vocabulary import Tier
from thidua.workbooks import fold


@dataclass(frozen=True)
class ShownConclusion:
    """A conclusion, what it became with its page, and what this reader may make of it still."""

    conclusion: Conclusion
    href: str
    became: str
    makes: tuple[str, ...]


def shown_conclusions(
    conference: Conference, *, actor: Actor, keeps: bool
) -> list[ShownConclusion]:
    """In order; `keeps`: whether the reader prepares the conference."""
    makes: list[str] = []
    if keeps:
        if writes_for(actor, conference.organisation):
            makes.append("task")
        if conference.organisation.tier == Tier.PROVINCE:
            makes.append("limit")
        makes.append("directive")
    return [
        ShownConclusion(
            conclusion=one,
            href=address_of(one, conference),
            became=one.get_became_display() if one.became else "",
            makes=() if one.became else tuple(makes),
        )
        for one in conference.conclusions.all()
    ]


@dataclass(frozen=True)
class DoorLine:
    """One of those invited as the door's page shows them."""

    invitation: Invitation
    name: str
    post: str

    @property
    def is_present(self) -> bool:
        return self.invitation.presence == Presence.PRESENT

    @property
    def is_absent(self) -> bool:
        return self.invitation.presence == Presence.ABSENT


def door_line(invitation: Invitation) -> DoorLine:
    """One line of the door's page."""
    if invitation.unit is not None:
        return DoorLine(invitation, invitation.unit.name, "")
    return DoorLine(invitation, invitation.guest, invitation.guest_post)


def door_lines(
    invited: Sequence[Invitation], *, words: str = "", left_only: bool = False
) -> list[DoorLine]:
    """Whom the door looks for: by words with or without accents, or those nobody noted yet."""
    wanted = fold(words)
    return [
        door_line(one)
        for one in invited
        if (not wanted or wanted in fold(name_of(one)))
        and (not left_only or one.presence == Presence.UNKNOWN)
    ]


def offered_units(
    conference: Conference, invited: Sequence[Invitation], *, actor: Actor
) -> dict[int, str]:
    """The units directly below that are not invited yet, by key, in Vietnamese order."""
    there = {one.unit_id for one in invited}
    below: Sequence[Organisation] = list(children_of(actor, conference.organisation))
    return {one.pk: one.name for one in below if one.pk not in there}


def heading_of(conference: Conference) -> str:
    """“Hội nghị triển khai năm 2022 của Đảng bộ huyện Gia Lộc”."""
    return _("Hội nghị triển khai năm {year} của {name}").format(
        year=conference.campaign.year, name=conference.organisation.name
    )
