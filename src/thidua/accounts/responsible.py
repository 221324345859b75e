"""Who may answer a request about an account: another administrator, or the officer of every unit
that the act or the account has to do with.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from django.apps import apps
from django.db.models import Q
from django.utils import timezone

from thidua.accounts.actors import Grant, scope_of
from thidua.accounts.models import AccountAct, AccountActKind, RoleGrant, User
from thidua.accounts.permissions import ACTS, may, second_factor_is_missing

AGREE = "accounts.agree"
"""The act of an officer; administrators agree by `accounts.manage`."""
Paths = Mapping[int, Sequence[str]]
"""Where in the tree each act lies, by its key: whoever answers covers all of it."""


def may_answer(
    who: User, act: AccountAct, paths: Paths | None = None
) -> Grant | Literal[False] | None:
    """By which of their own roles somebody answers: False, as an administrator; None, not at all.

    A role that was lent to them does not count: whoever lent it answers, or another administrator.
    """
    if may(who, "accounts.manage", path=""):
        return False
    lies = (paths or paths_of([act]))[act.pk]
    return next((grant for grant in own_grants(who) if _covers(grant, lies)), None)


def own_grants(who: User) -> list[Grant]:
    """The roles by which an officer answers."""
    scope = scope_of(who)
    if second_factor_is_missing(who, scope):
        return []
    return [grant for grant in scope.grants if grant.role in ACTS[AGREE] and not grant.for_whom]


def _covers(grant: Grant, paths: Iterable[str]) -> bool:
    return all(path.startswith(grant.path) for path in paths)


def paths_of(acts: Sequence[AccountAct]) -> Paths:
    """Of each act: the unit of the role, the cell of the person; of an account that is handed over,
    the units of all that it opens. Of nothing: the province. Three questions, however many acts.
    """
    cells = _cells({act.person_id for act in acts} | {act.user.person_id for act in acts})
    roles, province = _roles({act.user_id for act in acts}), _province()
    found: dict[int, list[str]] = {}
    for act in acts:
        if act.kind == AccountActKind.GRANT_ROLE:
            lies = [act.organisation.path] if act.organisation else []
        elif act.kind == AccountActKind.LINK_PERSON:
            lies = cells[act.person_id]
        else:
            lies = roles[act.user_id] + cells[act.user.person_id]
        found[act.pk] = lies or province
    return found


def _cells(people: set[int | None]) -> dict[int | None, list[str]]:
    """The cell in which each is a member, the last one where it ended."""
    spells = apps.get_model("organisations", "MembershipSpell").objects.filter(person__in=people)
    rows = spells.order_by("starts_on").values_list("person", "organisation__path")
    found: dict[int | None, list[str]] = defaultdict(list)
    return found | {person: [path] for person, path in rows}


def _roles(users: set[int]) -> dict[int, list[str]]:
    lasting = Q(ends_on=None) | Q(ends_on__gte=timezone.localdate())
    rows = RoleGrant.objects.filter(lasting, user__in=users)
    found: dict[int, list[str]] = defaultdict(list)
    for user, path in rows.values_list("user", "organisation__path"):
        found[user].append(path)
    return found


def _province() -> list[str]:
    """Nobody's where there is none yet: no path begins with it."""
    organisations: Any = apps.get_model("organisations", "Organisation").objects
    return list(organisations.filter(tier="province").values_list("path", flat=True)) or ["?"]
