"""Who is asking, and what they may see."""

import datetime as dt

from ninja import Router

from thidua.accounts.models import AccessToken, Role
from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.api.service import answers, summary
from thidua.api.shapes import Shape

router = Router(tags=["me"])


class Place(Shape):
    """An organisation by its code and name."""

    code: str
    name: str


class HeldRole(Shape):
    """A role over an organisation and everything under it; `for_whom` names the officer who lent
    it, else "".
    """

    role: Role
    organisation: Place
    for_whom: str


class UsedToken(Shape):
    """The token that a program asks with."""

    name: str
    may_choose: bool
    expires_on: dt.date


class Me(Shape):
    """The account that asks. `own_file`: whether it reads a member's own rating. `token`: null
    within a session.
    """

    username: str
    name: str
    roles: list[HeldRole]
    administers: bool
    own_file: bool
    second_factor: bool
    token: UsedToken | None


@router.get(
    "/me",
    response=answers(Me),
    **summary("Tôi là ai, có vai trò gì, ở đâu", "Who I am, my roles and places"),
)
def me(request: SignedIn) -> Me:
    scope = scope_of_request(request)
    return Me(
        username=request.user.username,
        name=str(request.user),
        roles=[
            HeldRole(
                role=grant.role,
                organisation=Place(code=grant.organisation_code, name=grant.organisation_name),
                for_whom=grant.for_whom,
            )
            for grant in scope.grants
        ],
        administers=scope.administers,
        own_file=scope.person_id is not None,
        second_factor=scope.has_second_factor,
        token=_token(request.user.token_of_this_request),
    )


def _token(token: AccessToken | None) -> UsedToken | None:
    if token is None:
        return None
    return UsedToken(name=token.name, may_choose=token.may_choose, expires_on=token.expires_on)
