"""Who sits at which board: what every address under it needs, found once and scoped to who asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse

from thidua.accounts.permissions import may
from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.boards.definition import Place, place_of
from thidua.boards.drawing import Setting
from thidua.boards.forms import KindQuery
from thidua.campaigns.models import Campaign
from thidua.db.prepared import ask, columns, made
from thidua.frameworks.binding import bound_frameworks, framework_by_fingerprint
from thidua.frameworks.errors import NotBoundError
from thidua.organisations.models import Organisation
from thidua.rulebook import Framework
from thidua.vocabulary import SubjectType


@dataclass(frozen=True)
class Seat:
    """A reader before one board; `may`: who may choose on it."""

    place: Place
    may: bool

    @property
    def setting(self) -> Setting:
        return Setting(self.place.kind, self.place.campaign.year, self.may)

    def address(self, name: str, *more: object, **query: str) -> str:
        """One of the board's addresses, its kind of subjects among the query."""
        args = [self.place.campaign.year, self.place.committee.code, *more]
        asked = {
            key: value for key, value in {"kind": self.place.kind.value, **query}.items() if value
        }
        return f"{reverse(name, args=args)}?{urlencode(asked)}"


def may_choose(request: SignedIn, place: Place) -> bool:
    """Whether the reader may set levels on this board."""
    act = "decisions.decide" if place.decides else "boards.propose"
    return may(request.user, act, path=place.committee.path)


def seat_at(request: SignedIn, *, year: int, code: str) -> Seat:
    """The board that an address under it speaks of. Raises Http404 outside the reader's scope, or
    without one.
    """
    return seat_for(request, year=year, code=code, kind=_kind(request))


def seat_for(request: SignedIn, *, year: int, code: str, kind: SubjectType) -> Seat:
    """A committee's board over one kind of subjects. Raises Http404 outside the reader's scope, or
    without one.
    """
    statement = _SEAT.format(campaign=columns(Campaign, "c"), committee=columns(Organisation, "o"))
    for fingerprint, text, *row in ask(statement, [code, year, kind]):
        campaign, committee = (
            made(Campaign, row[:_OF_CAMPAIGN]),
            made(Organisation, row[_OF_CAMPAIGN:]),
        )
        framework = framework_by_fingerprint(fingerprint, text)
        return _seat(request, campaign, committee, kind, framework)
    raise Http404


_OF_CAMPAIGN = len(Campaign._meta.concrete_fields)
# What an act on a board knows of it, in one question.
_SEAT = """
    SELECT b.fingerprint, b.text, {campaign}, {committee}
    FROM frameworks_frameworkbinding b
    JOIN campaigns_campaign c ON c.id = b.campaign_id
    JOIN organisations_organisation o ON o.code = %s
    WHERE c.year = %s AND b.subject_type = %s
"""


def _kind(request: SignedIn) -> SubjectType:
    """The kind of subjects in the address or the form. Raises Http404 without one."""
    for sent in (request.GET, request.POST):
        if kind := KindQuery.read(sent)["kind"]:
            return SubjectType(kind)
    raise Http404


def seat_of(
    request: SignedIn, *, campaign: Campaign, code: str, frameworks: Mapping[SubjectType, Framework]
) -> Seat:
    """The board of a committee over the `kind` in the address or the form, for whoever may see
    it.
    """
    kind = _kind(request)
    return _seat(
        request, campaign, Organisation.objects.filter(code=code).first(), kind, frameworks[kind]
    )


def _seat(
    request: SignedIn,
    campaign: Campaign,
    committee: Organisation | None,
    kind: SubjectType,
    framework: Framework,
) -> Seat:
    if committee is None or not scope_of_request(request).covers(committee.path):
        raise Http404
    place = place_of(campaign, committee, kind, framework)
    return Seat(place, may_choose(request, place))


def frameworks_or_404(campaign: Campaign) -> dict[SubjectType, Framework]:
    """What the year is rated by. Raises Http404 before frameworks are bound."""
    try:
        return bound_frameworks(campaign)
    except NotBoundError:
        raise Http404 from None
