"""What administrators have to see to: accounts that wait, roles about to end, deciding accounts
without a second step; and how the accounts stand, level by level.
"""

import datetime as dt
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from thidua.accounts.actors import Actor
from thidua.accounts.models import FailedAttempts, RoleGrant, User
from thidua.accounts.permissions import authorise_administrator, roles_that_bind
from thidua.db.prepared import ask
from thidua.history.tracking import recording

SOON = dt.timedelta(days=14)
"""How long before its last day a role is about to end."""
ASKED_APART = dt.timedelta(hours=48)
"""Nobody is reminded twice within this time."""


def locked_accounts() -> "QuerySet[User]":
    """Accounts for which somebody waits at this moment, after too many wrong proofs."""
    waits = FailedAttempts.objects.filter(user=OuterRef("pk"), again_at__gt=timezone.now())
    return User.objects.filter(Exists(waits), is_active=True)


def ending_grants() -> "QuerySet[RoleGrant]":
    """Roles in force whose last day is near, of accounts in use; the nearest first."""
    today = timezone.localdate()
    found = RoleGrant.objects.filter(
        starts_on__lte=today,
        ends_on__gte=today,
        ends_on__lte=today + SOON,
        user__is_active=True,
    )
    return found.select_related("user", "organisation").order_by("ends_on", "pk")


def deciding_without_factor() -> "QuerySet[User]":
    """Accounts in use that hold a role which decides, and sign in with the password alone."""
    today = timezone.localdate()
    decides = RoleGrant.objects.filter(
        Q(ends_on=None) | Q(ends_on__gte=today),
        user=OuterRef("pk"),
        starts_on__lte=today,
    ).filter(Q(role__in=_binding(), body=None) | Q(role__in=_binding(narrowed=True)))
    factor = Authenticator.objects.filter(user=OuterRef("pk")).exclude(
        type=Authenticator.Type.RECOVERY_CODES
    )
    elsewhere = SocialAccount.objects.filter(
        user=OuterRef("pk"), extra_data__contains={"second_factor": True}
    )
    found = User.objects.filter(Exists(decides), is_active=True)
    return found.exclude(Exists(factor)).exclude(Exists(elsewhere)).order_by("username")


def _binding(*, narrowed: bool = False) -> list[str]:
    """The words of the roles that decide; `narrowed`: even where they are narrowed to a body."""
    return [role.value for role in roles_that_bind(narrowed=narrowed)]


def to_remind(actor: User) -> "QuerySet[User]":
    """Those of them who were not reminded a while ago; never whoever reminds."""
    since = timezone.now() - ASKED_APART
    lately = Q(second_factor_asked_at__gt=since)
    return deciding_without_factor().exclude(lately).exclude(pk=actor.pk)


def remind_of_factor(*, actor: Actor) -> int:
    """Ask everybody of `to_remind` to turn on the second step: a row on their own first page. Gives
    back how many. Raises PermissionDenied.
    """
    authority = authorise_administrator(actor)
    if not isinstance(actor, User):
        return 0
    with recording(act="accounts.remind_of_factor", actor=authority):
        keys = list(to_remind(actor).values_list("pk", flat=True))
        return User.objects.filter(pk__in=keys).update(second_factor_asked_at=timezone.now())


@dataclass(frozen=True)
class LevelRow:
    """How the accounts of one level stand. `tier`: of the highest organisation of a role held
    today; "": no role. `without_factor`: of those whose roles decide; None where none does.
    """

    tier: str
    in_use: int
    never: int
    locked: int
    without_factor: int | None
    ending: int


DECIDING_TIERS = frozenset({"province", "upper_level", "grassroots"})


def by_level() -> list[LevelRow]:
    """Accounts in use, a row a level that has any, the province first; one question."""
    rows = ask(
        _BY_LEVEL,
        {
            "day": timezone.localdate(),
            "soon": timezone.localdate() + SOON,
            "now": timezone.now(),
            "binding": _binding(),
            "narrowed": _binding(narrowed=True),
        },
    )
    return [
        LevelRow(tier, in_use, never, locked, without if tier in DECIDING_TIERS else None, ending)
        for tier, in_use, never, locked, without, ending in rows
    ]


def number_of_accounts() -> int:
    """Every account, closed ones too."""
    return User.objects.count()


_BY_LEVEL = """
    WITH held AS (
        SELECT g.user_id,
               min(array_position(ARRAY['province', 'upper_level', 'grassroots', 'sub_committee',
                                        'cell'], o.tier::text)) AS level,
               bool_or(g.role = ANY(%(narrowed)s::text[])
                       OR g.body_id IS NULL AND g.role = ANY(%(binding)s::text[])) AS decides,
               bool_or(g.ends_on <= %(soon)s::date) AS ending
        FROM accounts_rolegrant g
        JOIN organisations_organisation o ON o.id = g.organisation_id
        WHERE g.starts_on <= %(day)s::date AND (g.ends_on IS NULL OR g.ends_on >= %(day)s::date)
        GROUP BY g.user_id
    ), found AS (
        SELECT CASE held.level WHEN 1 THEN 'province' WHEN 2 THEN 'upper_level'
                    WHEN 3 THEN 'grassroots' WHEN 4 THEN 'cell' WHEN 5 THEN 'cell' ELSE '' END
                   AS tier,
               coalesce(held.level, 6) AS level,
               u.last_login IS NULL AS never,
               EXISTS(SELECT FROM accounts_failedattempts f
                      WHERE f.user_id = u.id AND f.again_at > %(now)s) AS locked,
               coalesce(held.decides, false)
                   AND NOT EXISTS(SELECT FROM mfa_authenticator a
                                  WHERE a.user_id = u.id AND a.type <> 'recovery_codes')
                   AND NOT EXISTS(SELECT FROM socialaccount_socialaccount s
                                  WHERE s.user_id = u.id
                                      AND s.extra_data @> '{"second_factor": true}') AS without,
               coalesce(held.ending, false) AS ending
        FROM accounts_user u LEFT JOIN held ON held.user_id = u.id
        WHERE u.is_active
    )
    SELECT tier, count(*), count(*) FILTER (WHERE never), count(*) FILTER (WHERE locked),
           count(*) FILTER (WHERE without), count(*) FILTER (WHERE ending)
    FROM found GROUP BY tier ORDER BY min(level)
"""
"""A sub-committee's secretary stands with those of cells."""
