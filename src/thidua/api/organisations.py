"""The reader's part of the tree."""

import datetime as dt
from typing import Annotated

from django.db.models import QuerySet
from django.http import Http404
from ninja import Query, Router
from pydantic import Field

from thidua.accounts.viewing import SignedIn, scope_of_request
from thidua.api.service import answers, summary
from thidua.api.shapes import LONGEST_CODE, NO_NUL, Code, Paged, Paging, Shape, described, part_of
from thidua.organisations.finding import having_syllables
from thidua.organisations.models import Organisation, Placement
from thidua.organisations.queries import children_of, organisations_visible_to
from thidua.ratings.queries import line_to, placements_of
from thidua.vocabulary import Body, Sector, Tier

router = Router(tags=["organisations"])


class OrganisationLine(Shape):
    """An organisation. `parent` is the code of the one it stands (or last stood) under; null for
    the province.
    """

    code: str
    name: str
    short_name: str
    tier: Tier
    body: Body | None
    sector: Sector | None
    parent: str | None


class PlaceInTime(Shape):
    """Where it stood in the tree, from one day to another."""

    parent: str | None
    starts_on: dt.date
    ends_on: dt.date | None


class WholeOrganisation(OrganisationLine):
    """An organisation with those above it (the province first) and where it has stood, newest
    first.
    """

    above: list[str]
    placements: list[PlaceInTime]


class OrganisationsAsked(Paging):
    q: Annotated[
        str,
        described(
            "các từ trong tên hoặc mã, không cần dấu", "words of name or code; no diacritics needed"
        ),
    ] = Field("", max_length=100, pattern=NO_NUL)
    tier: Annotated[Tier | None, described("chỉ một cấp", "of one tier only")] = None
    parent: Annotated[
        str,
        described(
            "đứng ngay dưới tổ chức có mã này hôm nay",
            "directly under the organisation of this code today",
        ),
    ] = Field("", max_length=LONGEST_CODE, pattern=NO_NUL)


@router.get(
    "/organisations",
    response=answers(Paged[OrganisationLine]),
    **summary(
        "Các tổ chức trong phần cây của tôi, tìm theo từ",
        "Organisations of my part of the tree, searched by words",
    ),
)
def organisations(request: SignedIn, query: Query[OrganisationsAsked]) -> Paged[OrganisationLine]:
    found = having_syllables(_under(request, query.parent), query.q).order_by("path")
    if query.tier is not None:
        found = found.filter(tier=query.tier)
    page = list(part_of(found, query))
    above = _codes([organisation.path for organisation in page])
    lines = [OrganisationLine(**_line(organisation, above)) for organisation in page]
    return Paged[OrganisationLine].of(lines, count=found.count(), paging=query, request=request)


def _under(request: SignedIn, parent: str) -> "QuerySet[Organisation]":
    """Everything the reader sees, or what stands directly under one of these. Raises Http404."""
    if not parent:
        return organisations_visible_to(request.user)
    line = line_to(scope=scope_of_request(request), code=parent)
    if line is None:
        raise Http404
    return children_of(request.user, line.organisation)


@router.get(
    "/organisations/{path:code}",
    response=answers(WholeOrganisation),
    **summary("Một tổ chức và đường đi trong cây", "One organisation and its way down the tree"),
)
def organisation(request: SignedIn, code: Code) -> WholeOrganisation:
    line = line_to(scope=scope_of_request(request), code=code)
    if line is None:
        raise Http404
    own, above = line.organisation, {step.pk: step.code for step in line.above}
    return WholeOrganisation(
        **_line(own, above),
        above=[step.code for step in line.above],
        placements=[_placed(placement) for placement in placements_of(own)],
    )


def _placed(placement: Placement) -> PlaceInTime:
    return PlaceInTime(
        parent=placement.parent.code if placement.parent else None,
        starts_on=placement.starts_on,
        ends_on=placement.ends_on,
    )


def _codes(paths: list[str]) -> dict[int, str]:
    """The codes of those directly above, by id: names of organisations are no secret."""
    wanted = {above for path in paths if (above := _above(path)) is not None}
    return dict(Organisation.objects.filter(pk__in=wanted).values_list("pk", "code"))


def _above(path: str) -> int | None:
    ids = [int(part) for part in path.split("/") if part]
    return ids[-2] if len(ids) > 1 else None


def _line(organisation: Organisation, above: dict[int, str]) -> dict[str, object]:
    return {
        "code": organisation.code,
        "name": organisation.name,
        "short_name": organisation.short_name,
        "tier": organisation.tier,
        "body": organisation.body or None,
        "sector": organisation.sector or None,
        "parent": above.get(_above(organisation.path) or 0),
    }
