"""Who reads whose registration: the committee directly above, and nobody their own."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.utils.translation import gettext as _

from thidua.acceptance.models import Handing
from thidua.acceptance.permissions import ANSWER
from thidua.accounts.actors import Actor, Operator, Scope, scope_of
from thidua.accounts.models import User
from thidua.accounts.permissions import OFFICERS, Authority, authorise
from thidua.organisations.models import Organisation, Placement
from thidua.organisations.queries import placed_on
from thidua.registrations.models import Registration
from thidua.vocabulary import Tier
from thidua.web.clock import today

READING = (Tier.PROVINCE.value, Tier.UPPER_LEVEL.value, Tier.GRASSROOTS.value)
"""Tiers whose committees read registrations; of a sub-committee's cells that above it does."""


def reader_of(organisation: Organisation) -> Organisation | None:
    """The committee that reads what a unit registers; None for the province."""
    return readers_of([organisation]).get(organisation.pk)


def readers_of(organisations: Collection[Organisation]) -> dict[int, Organisation]:
    """The same of several, by the unit's key, in one query; the province is left out."""
    above = {
        unit.pk: [int(part) for part in unit.path.split("/") if part][:-1] for unit in organisations
    }
    wanted = {pk for pks in above.values() for pk in pks}
    committees = Organisation.objects.filter(tier__in=READING).in_bulk(wanted) if wanted else {}
    found = {}
    for unit, pks in above.items():
        nearest = next((committees[pk] for pk in reversed(pks) if pk in committees), None)
        if nearest is not None:
            found[unit] = nearest
    return found


def committee_for(organisation: Organisation) -> Organisation:
    """`reader_of`, for acts. Raises PermissionDenied where nobody is above."""
    committee = reader_of(organisation)
    if committee is None:
        raise PermissionDenied(_("Không có cấp uỷ nào ở đây đọc bản đăng ký của Tỉnh uỷ."))
    return committee


def read_by(committees: Collection[int]) -> Q:
    """The units whose registrations these committees (by key) read today, as a condition on
    organisations: those directly under them, and those under their sub-committees.
    """
    placed = Placement.objects.filter(placed_on(today()))
    between = placed.filter(parent__in=committees, organisation__tier=Tier.SUB_COMMITTEE)
    under = placed.filter(Q(parent__in=committees) | Q(parent__in=between.values("organisation")))
    return Q(pk__in=under.values("organisation"))


def answers_at(scope: Scope, committee: Organisation) -> bool:
    """Whether somebody's role is at exactly this committee: not above it, where one only looks."""
    return scope.everything or any(
        grant.organisation_id == committee.pk and grant.role in OFFICERS for grant in scope.grants
    )


def is_own(actor: Actor, unit: Organisation, person: int | None = None) -> bool:
    """Whether a registration is of the actor's own unit, or of a post that they hold."""
    if isinstance(actor, Operator):
        return False
    scope = scope_of(actor)
    own_unit = any(grant.organisation_id == unit.pk for grant in scope.grants)
    return own_unit or (person is not None and scope.person_id == person)


def authorise_reader(
    actor: Actor,
    committee: Organisation,
    unit: Organisation,
    person: int | None = None,
    *,
    act: str = ANSWER,
) -> Authority:
    """By what the actor answers for this committee about that unit (`person`: who holds the post,
    where it is a post-holder's registration); `act`: the permission that is asked.

    Raises PermissionDenied: another committee's officer, or their own unit or post.
    """
    authority = authorise(actor, act, path=committee.path)
    if isinstance(actor, User):
        grants = [one for one in scope_of(actor).grants if one.role in OFFICERS]
        exact = next((one for one in grants if one.organisation_id == committee.pk), None)
        if exact is None:
            raise PermissionDenied(
                _("Bản đăng ký này do cấp uỷ cấp trên trực tiếp của đơn vị trả lời.")
            )
        authority = Authority(actor, exact)
    _refuse_own(actor, unit, person)
    return authority


def reader_authority(
    actor: Actor, registration: Registration, committee: Organisation
) -> Authority:
    """The same of one registration: the committee's officers, and those of the advisory body that
    it was handed to. Raises PermissionDenied.
    """
    if isinstance(actor, User) and not answers_at(scope_of(actor), committee):
        handed = Handing.objects.filter(registration=registration, ended_at=None)
        body = handed.values_list("body_id", flat=True).first()
        grants = scope_of(actor).narrowed
        narrowed = next((one for one in grants if body and one.body_id == body), None)
        if narrowed is not None:
            _refuse_own(actor, registration.organisation, registration.person_id)
            return Authority(actor, narrowed)
    return authorise_reader(actor, committee, registration.organisation, registration.person_id)


def _refuse_own(actor: Actor, unit: Organisation, person: int | None) -> None:
    if is_own(actor, unit, person):
        raise PermissionDenied(_("Bản đăng ký của chính đơn vị mình do cấp trên trả lời."))
