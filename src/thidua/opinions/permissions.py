"""Who says what of whom: by which role an opinion is given, and who reads it.

The subject itself (`self`); the officers of exactly the cell that rates its members; a committee
for its own organisation, its collective and its leaders; the committee directly above; whoever
works for a body, for that body alone."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from thidua.acceptance.readers import reader_of
from thidua.accounts.actors import Actor, Operator, scope_of
from thidua.accounts.models import Role, RoleGrant, User
from thidua.accounts.oneself import has_account, is_about, marked
from thidua.accounts.permissions import ALL_SEEING, OFFICERS, Authority, Roles, may
from thidua.bodies.models import AdvisoryBody, BodyKind
from thidua.bodies.queries import has_ended
from thidua.language import Text
from thidua.opinions.errors import OpinionError
from thidua.organisations.models import Organisation
from thidua.organisations.queries import placed_on
from thidua.roster.models import RosterEntry
from thidua.vocabulary import OpinionKind, SubjectType
from thidua.web.clock import today

VIEW, GIVE = "opinions.view", "opinions.give"
ACTING = OFFICERS | {Role.CELL}
ACTS: dict[str, Roles] = {VIEW: ALL_SEEING, GIVE: ACTING}
FOR_BODIES = frozenset({GIVE})
"""A body says what it thinks of the subjects of its committee, and reads its own words alone."""
OF_BODIES = {
    OpinionKind.MASS: (BodyKind.MASS,),
    OpinionKind.EMPLOYER: (BodyKind.EMPLOYER, BodyKind.AUTHORITY),
    OpinionKind.RESIDENCE: (BodyKind.RESIDENCE,),
    OpinionKind.SUPERIOR_BODY: (BodyKind.ADVISORY, BodyKind.MASS, BodyKind.AUTHORITY),
}
"""Which bodies beside the tree may stand behind an opinion of a kind."""
OF_UNITS = frozenset(
    {
        OpinionKind.CELL,
        OpinionKind.CELL_COMMITTEE,
        OpinionKind.COMMITTEE,
        OpinionKind.SUPERIOR,
    }
)


@dataclass(frozen=True)
class Giver:
    """Who speaks: the subject itself (`self` alone), a unit's committee or meeting, a body, or a
    name without an account.
    """

    kind: OpinionKind
    unit: Organisation | None = None
    body: AdvisoryBody | None = None
    name: str = ""

    @property
    def title(self) -> Text:
        """“Chi uỷ Chi bộ thôn 1”, “Hội Phụ nữ xã”."""
        said = self.name or (self.body.short if self.body else "")
        if said:
            return Text(said, said)
        if self.unit is None:
            return self.kind.title
        words, name = self.kind.short, self.unit.name
        return Text(f"{words.vi} · {name}", f"{words.en} · {name}")


def authorise_giving(actor: Actor, entry: RosterEntry, giver: Giver) -> Authority:
    """By what the actor gives this opinion of this subject of the year's list.

    Raises PermissionDenied: it is not theirs to give; OpinionError for a body that is no more."""
    if isinstance(actor, Operator):
        return Authority(actor)
    if giver.kind is OpinionKind.SELF:
        return _of_oneself(actor, entry)
    if giver.body is not None:
        return _of_a_body(actor, entry, giver.body, giver.kind)
    if giver.kind in OF_UNITS and giver.unit is not None:
        return _of_a_unit(actor, entry, giver.kind, giver.unit)
    return _typed(actor, entry)


def _of_oneself(actor: User, entry: RosterEntry) -> Authority:
    if is_about(actor, entry.person_id):
        return Authority(actor, oneself=True)
    person = entry.person_id
    if person is None or has_account(person):
        raise PermissionDenied(_("Chỉ chính đồng chí ấy tự chấm được."))
    return _typed(actor, entry)


def types_for(actor: Actor, entry: RosterEntry) -> bool:
    """Whether the actor types the subject's own grades from a signed paper: an officer of exactly
    their unit, for whoever has no account.
    """
    if is_about(actor, entry.person_id) or exactly_at(actor, entry.organisation) is None:
        return False
    try:
        authorise_giving(actor, entry, Giver(OpinionKind.SELF))
    except PermissionDenied:
        return False
    return True


def _typed(actor: User, entry: RosterEntry) -> Authority:
    """Typed from paper by an officer of exactly the subject's unit."""
    authority = exactly_at(actor, entry.organisation)
    if authority is None:
        raise PermissionDenied(_("Chỉ người của chính đơn vị nhập thay được."))
    return authority


def _of_a_body(actor: User, entry: RosterEntry, body: AdvisoryBody, kind: OpinionKind) -> Authority:
    if has_ended(body):
        raise OpinionError.body_ended(body.name)
    if body.kind not in OF_BODIES.get(kind, ()):
        raise PermissionDenied(_("Cơ quan này không cho ý kiến loại đó."))
    path = entry.organisation.path
    grants = scope_of(actor).narrowed
    own = next((g for g in grants if g.body_id == body.pk and path.startswith(g.path)), None)
    if own is not None:
        return Authority(actor, own)
    placed = RoleGrant.objects.filter(placed_on(today()), body=body, user__is_active=True)
    if placed.exists():
        raise PermissionDenied(_("Ý kiến của cơ quan do chính cơ quan ấy cho."))
    return _typed(actor, entry)


def _of_a_unit(actor: User, entry: RosterEntry, kind: OpinionKind, unit: Organisation) -> Authority:
    authority = exactly_at(actor, unit)
    if authority is None or not speaks_of(kind, unit, entry):
        raise PermissionDenied(_("Chỉ cấp uỷ có thẩm quyền chấm ở đây được."))
    return marked(authority, oneself=is_about(actor, entry.person_id))


def speaks_of(kind: OpinionKind, unit: Organisation, entry: RosterEntry) -> bool:
    """Whether this unit's committee, or its meeting, speaks of this subject in that quality."""
    member = entry.subject_type == SubjectType.MEMBER
    if kind is OpinionKind.CELL_COMMITTEE:
        return member and entry.organisation_id == unit.pk
    if kind is OpinionKind.CELL:
        return member  # a former cell, a temporary one: whoever had the member
    if kind is OpinionKind.COMMITTEE:
        return not member and entry.organisation_id == unit.pk
    above = reader_of(entry.organisation)
    return not member and above is not None and above.pk == unit.pk


def exactly_at(actor: Actor, unit: Organisation) -> Authority | None:
    """By what the actor acts for exactly this unit; None: they do not."""
    if isinstance(actor, Operator):
        return Authority(actor)
    if not may(actor, GIVE, path=unit.path):
        return None
    grants = scope_of(actor).grants
    exact = (g for g in grants if g.organisation_id == unit.pk and g.role in ACTING)
    grant = next(exact, None)
    return None if grant is None else Authority(actor, grant)
