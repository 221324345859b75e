"""Telling people that something happened: the one way by which other rooms do.

Inside the caller's transaction: an act that fails tells nobody. Whoever did the act is not told of
it. The same key tells the same person once, however often it is called."""

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from thidua.accounts.actors import Actor
from thidua.accounts.models import Delegation, Role, RoleGrant, User
from thidua.accounts.permissions import OFFICERS, Authority
from thidua.campaigns.models import Campaign
from thidua.language import Text
from thidua.notices.kinds import Kind, kind_of
from thidua.notices.models import Letter, Mailbox, Notice, Switch
from thidua.notices.quiet import not_before
from thidua.organisations.models import Organisation
from thidua.organisations.queries import placed_on

ACTING = OFFICERS | {Role.CELL}
"""Whoever acts for a unit is told what concerns it."""
AT_ONCE = 2_000


@dataclass(frozen=True)
class _Told:
    """One thing for one person (the key of the user)."""

    user: int
    key: str
    text: Text
    href: str
    organisation: int | None
    due_on: dt.date | None


def tell(  # noqa: PLR0913 - what a notice is made of, by name
    kind_id: str,
    *,
    users: Iterable[User],
    key: str,
    text: Text,
    href: str,
    campaign: Campaign | None = None,
    organisation: Organisation | None = None,
    due_on: dt.date | None = None,
    authority: Authority | Actor | None = None,
) -> None:
    """Tell these people one thing. `key` (at most 200 signs) names the event; `text` is what the
    bell says: it names no person, no level, no task. `organisation` and `due_on`: where and until
    when, which a letter says as well. `authority`: who did it; they are not told.

    Raises LookupError for a kind that no room handed in."""
    unit = organisation.pk if organisation else None
    told = [_Told(user.pk, key, text, href, unit, due_on) for user in users if user.is_active]
    _write(kind_of(kind_id), told, campaign, authority)


def tell_units(  # noqa: PLR0913 - what a notice is made of, by name
    kind_id: str,
    *,
    units: Collection[Organisation],
    key: str,
    text: Text | Callable[[Organisation], Text],
    href: Callable[[Organisation], str],
    campaign: Campaign | None = None,
    due_on: dt.date | Callable[[Organisation], dt.date | None] | None = None,
    authority: Authority | Actor | None = None,
) -> None:
    """Tell whoever acts for these very units today (an officer's role or a cell's, one's own or
    lent), each unit for itself: `key` is told of each unit once. Five questions to the database,
    however many units.

    Raises LookupError for a kind that no room handed in."""
    kind = kind_of(kind_id)
    acting = acting_for(units)
    told = []
    for unit in units:
        users = acting.get(unit.pk)
        if not users:
            continue
        words = text(unit) if callable(text) else text
        day = due_on(unit) if callable(due_on) else due_on
        place = href(unit)
        told += [_Told(user, f"{key}:{unit.pk}", words, place, unit.pk, day) for user in users]
    _write(kind, told, campaign, authority)


def acting_for(units: Collection[Organisation]) -> dict[int, list[int]]:
    """The keys of the users who act for each of these very units today, by the unit's key."""
    own, lent = _held(units)
    pairs = {
        *own.values_list("organisation_id", "user_id"),
        *lent.values_list("grant__organisation_id", "delegate_id"),
    }
    found: dict[int, list[int]] = {}
    for unit_id, user_id in sorted(pairs):
        found.setdefault(unit_id, []).append(user_id)
    return found


def acting_in(unit: Organisation | int) -> Q:
    """Of users: whoever acts for this very unit today."""
    own, lent = _held([unit])
    return Q(Exists(own.filter(user=OuterRef("pk")))) | Q(
        Exists(lent.filter(delegate=OuterRef("pk")))
    )


def _held(
    units: Collection[Organisation | int],
) -> "tuple[QuerySet[RoleGrant], QuerySet[Delegation]]":
    """The grants, and the lent ones, by which people act for these very units today."""
    today = timezone.localdate()  # grants run by real days
    administrators = RoleGrant.objects.filter(
        placed_on(today), user=OuterRef("user"), role=Role.ADMINISTRATOR
    )
    held = RoleGrant.objects.filter(
        placed_on(today),
        organisation__in=units,
        role__in=ACTING,
        body=None,  # whoever works for one body beside the tree does not act for the unit
    )
    own = held.filter(~Exists(administrators), user__is_active=True)
    lent = Delegation.objects.filter(
        placed_on(today),
        grant__in=held,
        grant__user__is_active=True,
        revoked_at=None,
        delegate__is_active=True,
    )
    return own, lent


@transaction.atomic
def _write(
    kind: Kind, told: list[_Told], campaign: Campaign | None, authority: Authority | Actor | None
) -> None:
    actor = authority.actor if isinstance(authority, Authority) else authority
    by = actor.pk if isinstance(actor, User) else None
    told = [one for one in told if one.user != by]
    if not told:
        return
    wishes = _Wishes(kind, {one.user for one in told})
    moment = timezone.now()
    year = campaign.pk if campaign else None
    Notice.objects.bulk_create(
        (
            Notice(
                user_id=one.user,
                kind=kind.id,
                key=one.key,
                line=f"{kind.id}:{year or ''}" if kind.many else one.key,
                text_vi=one.text.vi,
                text_en=one.text.en,
                href=one.href,
                campaign_id=year,
                organisation_id=one.organisation,
                due_on=one.due_on,
                made_at=moment,
            )
            for one in told
            if one.user not in wishes.not_at_bell
        ),
        batch_size=AT_ONCE,
        ignore_conflicts=True,
    )
    after = not_before(moment)
    Letter.objects.bulk_create(
        (
            Letter(
                user_id=one.user,
                kind=kind.id,
                key=one.key,
                href=one.href,
                organisation_id=one.organisation,
                due_on=one.due_on,
                made_at=moment,
                after=after,
            )
            for one in told
            if one.user in wishes.by_mail
        ),
        batch_size=AT_ONCE,
        ignore_conflicts=True,
    )


class _Wishes:
    """Who of these people wants this kind by mail, and who does not want it at the bell. What is
    owed always stands at the bell.
    """

    def __init__(self, kind: Kind, users: set[int]) -> None:
        switches = {
            switch.user_id: switch for switch in Switch.objects.filter(kind=kind.id, user__in=users)
        }
        open_boxes = set(
            Mailbox.objects.filter(user__in=users, on=True, refused_at=None).values_list(
                "user_id", flat=True
            )
        )
        self.not_at_bell = {
            user for user, switch in switches.items() if not switch.at_bell and not kind.owed
        }
        self.by_mail = {
            user
            for user in open_boxes
            if (switches[user].by_mail if user in switches else kind.mailed)
        }
