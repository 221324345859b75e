"""Who may do what at which board: what every address under it needs, found once and scoped to who
asks.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404
from django.urls import reverse

from thidua.accounts.permissions import may
from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.boards.definition import Board, board_of
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
class BoardAccess:
    """A reader before one board; `may`: who may choose on it."""

    board: Board
    may: bool
    reader: int | None = None
    """The reader's own file: nobody chooses their own level."""

    @property
    def setting(self) -> Setting:
        return Setting(self.board.kind, self.board.campaign.year, self.may, self.reader)

    def address(self, name: str, *more: object, **query: str) -> str:
        """One of the board's addresses, its kind of subjects among the query."""
        args = [self.board.campaign.year, self.board.committee.code, *more]
        parameters = {
            key: value for key, value in {"kind": self.board.kind.value, **query}.items() if value
        }
        return f"{reverse(name, args=args)}?{urlencode(parameters)}"


def may_choose(request: SignedIn, board: Board) -> bool:
    """Whether the reader may set levels on this board."""
    return may(request.user, board.act, path=board.committee.path)


def access_from_address(request: SignedIn, *, year: int, code: str) -> BoardAccess:
    """The board that an address under it speaks of. Raises Http404 outside the reader's scope, or
    without one.
    """
    return access_to(request, year=year, code=code, kind=_kind(request))


def access_to(request: SignedIn, *, year: int, code: str, kind: SubjectType) -> BoardAccess:
    """A committee's board over one kind of subjects. Raises Http404 outside the reader's scope, or
    without one.
    """
    statement = _BOUND_BOARD.format(
        campaign=columns(Campaign, "c"), committee=columns(Organisation, "o")
    )
    for fingerprint, text, *row in ask(statement, [code, year, kind]):
        campaign, committee = (
            made(Campaign, row[:_OF_CAMPAIGN]),
            made(Organisation, row[_OF_CAMPAIGN:]),
        )
        framework = framework_by_fingerprint(fingerprint, text)
        return _access(request, campaign, committee, kind, framework)
    raise Http404


_OF_CAMPAIGN = len(Campaign._meta.concrete_fields)
# What an act on a board knows of it, in one question.
_BOUND_BOARD = """
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


def access_in_year(
    request: SignedIn, *, campaign: Campaign, code: str, frameworks: Mapping[SubjectType, Framework]
) -> BoardAccess:
    """The board of a committee over the `kind` in the address or the form, for whoever may see
    it.
    """
    kind = _kind(request)
    return _access(
        request, campaign, Organisation.objects.filter(code=code).first(), kind, frameworks[kind]
    )


def _access(
    request: SignedIn,
    campaign: Campaign,
    committee: Organisation | None,
    kind: SubjectType,
    framework: Framework,
) -> BoardAccess:
    if committee is None or not scope_of_request(request).covers(committee.path):
        raise Http404
    board = board_of(campaign, committee, kind, framework)
    return BoardAccess(board, may_choose(request, board), request.user.person_id)


def frameworks_or_404(campaign: Campaign) -> dict[SubjectType, Framework]:
    """What the year is rated by. Raises Http404 before frameworks are bound."""
    try:
        return bound_frameworks(campaign)
    except NotBoundError:
        raise Http404 from None
