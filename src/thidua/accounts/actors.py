"""Who acts: a signed-in user with grants, or the operator at the server's own command line."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils import timezone

from thidua.accounts.models import Role, User
from thidua.accounts.oidc_settings import second_factor_words
from thidua.db.prepared import ask


@dataclass(frozen=True)
class Operator:
    """Somebody at the command line of the server: may do everything, and is named as such in the
    history, which officers read.
    """

    name: str = "Người vận hành"

    def __str__(self) -> str:
        return self.name


Actor = User | Operator
TOLD_FOR = dt.timedelta(days=30)
"""How long an owner is told what somebody else did to their account."""


@dataclass(frozen=True)
class Grant:
    """One role over one organisation and everything under it (`path` is that organisation's).

    `for_whom` names the officer who lent the role for an absence; "" for one's own. A grant with a
    `body_id` is narrowed to that body beside the tree, named `body_name`.
    """

    role: Role
    organisation_id: int
    path: str
    organisation_code: str = ""
    organisation_name: str = ""
    for_whom: str = ""
    body_id: int | None = None
    body_name: str = ""


@dataclass(frozen=True)
class Scope:
    """The parts of the tree that somebody may see. `everything` is the operator's; no grants:
    nothing.

    `administers` says that somebody looks after accounts: it opens no part of the tree. Neither do
    `narrowed` grants, which stand apart from the others so that whoever asks for a part of the tree
    does not find them: they allow the acts that rooms declare `for_bodies`, and nothing else.
    """

    grants: tuple[Grant, ...] = ()
    narrowed: tuple[Grant, ...] = ()
    everything: bool = False
    person_id: int | None = None
    administers: bool = False
    second_factors: frozenset[str] = frozenset()
    """What its owner signs in with besides a password (kinds of django-allauth); recovery codes
    come with another. "elsewhere": shown at the provider of identities, for this sign-in.
    """
    factor_elsewhere: bool = False
    """Whether that provider ever showed a second factor of this account, and its word counts."""
    acts_lately: bool = False
    """Whether something about any account waits for a second person, or was done to this one a
    while ago (`TOLD_FOR`): pages that tell of it ask only then.
    """

    @property
    def proofs(self) -> frozenset[str]:
        """What can prove the second factor of this account; empty: it has none but its password."""
        return self.second_factors | ({"elsewhere"} if self.factor_elsewhere else frozenset())

    @property
    def has_second_factor(self) -> bool:
        return bool(self.second_factors - {Authenticator.Type.RECOVERY_CODES})

    @property
    def paths(self) -> tuple[str, ...]:
        return tuple(grant.path for grant in self.grants)

    @property
    def roles(self) -> frozenset[Role]:
        """Every role held today, lent ones and the administrator's too; none that is narrowed to a
        body.
        """
        return frozenset(grant.role for grant in self.grants) | (
            {Role.ADMINISTRATOR} if self.administers else set()
        )

    def over(self, path: str, roles: Collection[str]) -> bool:
        """Whether one of these roles is held over this part of the tree."""
        return self.everything or any(
            grant.role in roles and path.startswith(grant.path) for grant in self.grants
        )

    @property
    def sees_part(self) -> bool:
        """Whether any part of the tree lies open to them: lists, boards, figures, decisions."""
        return self.everything or bool(self.grants)

    @property
    def sees_province(self) -> bool:
        """Whether the whole tree lies inside: the province's path is one step, “/1/”."""
        return self.everything or any(path.count("/") == len("//") for path in self.paths)

    def covers(self, path: str) -> bool:
        """Whether an organisation with this path lies inside."""
        return self.everything or any(path.startswith(own) for own in self.paths)


def scope_of(actor: Actor, *, on: dt.date | None = None) -> Scope:
    """The actor's scope on a day (today when none is given)."""
    if isinstance(actor, Operator):
        return Scope(everything=True, administers=True)
    if not actor.is_active:
        return Scope()
    if on is None and actor.scope_of_this_request is not None:
        return actor.scope_of_this_request
    since = timezone.now() - TOLD_FOR
    rows = ask(_GRANTS, {"user": actor.pk, "day": on or timezone.localdate(), "since": since})
    *_, kinds, elsewhere, acts_lately = rows[0]
    places = [row[:-3] for row in rows if row[0] is not None]
    administers = any(role == Role.ADMINISTRATOR for role, *_ in places)
    # An administrator of accounts sees no dossiers, by whatever role beside that one.
    grants = () if administers else tuple(Grant(Role(role), *place) for role, *place in places)
    return Scope(
        grants=tuple(grant for grant in grants if grant.body_id is None),
        narrowed=tuple(grant for grant in grants if grant.body_id is not None),
        person_id=actor.person_id,
        administers=administers,
        second_factors=frozenset(kinds),
        factor_elsewhere=elsewhere and bool(second_factor_words(settings.SOCIALACCOUNT_PROVIDERS)),
        acts_lately=acts_lately,
    )


# The grants in force on a day: the user's own first, then those lent to them by somebody who may
# still sign in; none that is narrowed to a body which is no more; one row without a role for who
# holds none. Each row ends with what proves the account's second factor, which is there without a
# role as well, and whether there are acts to tell of. Asked at every request, hence by hand and
# prepared.
_GRANTS = """
    WITH held AS (
        SELECT id FROM accounts_rolegrant WHERE user_id = %(user)s
        UNION
        SELECT grant_id FROM accounts_delegation
        WHERE delegate_id = %(user)s AND revoked_at IS NULL AND starts_on <= %(day)s
            AND ends_on >= %(day)s
    ), in_force AS (
        SELECT g.role, g.organisation_id, o.path, o.code, o.name, g.user_id <> %(user)s AS lent,
               CASE WHEN g.user_id = %(user)s THEN '' ELSE coalesce(nullif(u.display_name, ''),
                   u.username) END AS whose, b.id AS body, coalesce(b.name, '') AS body_name
        FROM held
        JOIN accounts_rolegrant g ON g.id = held.id
        JOIN accounts_user u ON u.id = g.user_id AND (u.is_active OR u.id = %(user)s)
        JOIN organisations_organisation o ON o.id = g.organisation_id
        LEFT JOIN bodies_advisorybody b ON b.id = g.body_id
        WHERE g.starts_on <= %(day)s AND (g.ends_on IS NULL OR g.ends_on >= %(day)s)
            AND (b.ends_on IS NULL OR b.ends_on >= %(day)s)
    )
    SELECT role, organisation_id, path, code, name, whose, body, body_name,
           ARRAY(SELECT type::text FROM mfa_authenticator WHERE user_id = %(user)s),
           EXISTS(SELECT FROM socialaccount_socialaccount
                  WHERE user_id = %(user)s AND extra_data @> '{"second_factor": true}'),
           EXISTS(SELECT FROM accounts_accountact WHERE state = 'waiting')
               OR EXISTS(SELECT FROM accounts_accountact
                         WHERE user_id = %(user)s
                             AND coalesce(answered_at, asked_at) > %(since)s)
    FROM (VALUES (1)) AS always LEFT JOIN in_force ON true
    ORDER BY lent, path
"""
