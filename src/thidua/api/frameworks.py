"""The frameworks: every one that is known, one with its rules and sources, the text that a year is
held under.
"""

import datetime as dt
from typing import Annotated

from django.http import Http404
from ninja import Query, Router
from pydantic import Field

from thidua.accounts.viewing import SignedIn
from thidua.api.boards import Kind
from thidua.api.service import answers, summary
from thidua.api.shapes import Both, Input, Paged, Paging, Shape, Year, described, part_of
from thidua.api.years import SourceText, sources_of
from thidua.campaigns.frame import campaign_or_404
from thidua.frameworks.catalogue import (
    Known,
    binding_of,
    bound_text,
    central_text,
    known_frameworks,
    reading_of,
    versions_of,
)
from thidua.language import Text
from thidua.rulebook import Framework
from thidua.rulebook.reading import Item, Reading, Section
from thidua.vocabulary import Level, SubjectType

router = Router(tags=["frameworks"])

Part = Annotated[
    str,
    described(
        "một phần của mã khung",
        "one part of the framework's id",
        max_length=60,
        pattern="^[a-z0-9_]+$",
    ),
]


class Identified(Shape):
    """Which text it is, about whom, and when it is in force."""

    framework: str
    version: int
    subject_type: SubjectType
    title: Both
    in_force_from: dt.date
    in_force_to: dt.date | None


class FrameworkLine(Identified):
    """A framework; `confirmed` of its `rules` were compared with the original text. `years` are
    held under it.
    """

    rules: int
    confirmed: int
    years: list[int]


class RuleLine(Shape):
    """One thing more that is said of a rule."""

    label: Both
    text: Both


class RuleText(Shape):
    """A rule, a value or a fact as it is read. `local`: a local layer set it. `confirmed`: null
    without a wording.
    """

    id: str
    rule: str
    title: Both
    says: Both | None
    citation: Both | None
    confirmed: bool | None
    note: Both | None
    local: bool
    lines: list[RuleLine]


class SectionText(Shape):
    """Rules that belong together; `level` for the four levels."""

    id: str
    title: Both
    level: Level | None
    rules: list[RuleText]


class WholeFramework(Identified):
    """A framework with its sources and every rule, in the order of the review."""

    fingerprint: str
    sources: list[SourceText]
    sections: list[SectionText]


class VersionAsked(Input):
    version: Annotated[int | None, described("một phiên bản trước", "an earlier version")] = Field(
        None, ge=1, le=1_000_000
    )


@router.get(
    "/frameworks",
    response=answers(Paged[FrameworkLine]),
    **summary("Các khung tiêu chí", "The frameworks"),
)
def frameworks(request: SignedIn, query: Query[Paging]) -> Paged[FrameworkLine]:
    found = known_frameworks()
    lines = [_line(known) for known in part_of(found, query)]
    return Paged[FrameworkLine].of(lines, count=len(found), paging=query, request=request)


@router.get(
    "/frameworks/{regulation}/{subject}",
    response=answers(WholeFramework),
    **summary("Một khung: nguồn, mọi quy tắc", "One framework: sources and every rule"),
)
def framework(
    request: SignedIn, regulation: Part, subject: Part, query: Query[VersionAsked]
) -> WholeFramework:
    versions = versions_of(f"{regulation}/{subject}")
    found = next((version for version in versions if query.version in {None, version.number}), None)
    if found is None:
        raise Http404
    return _whole(found.framework, reading_of(found.framework))


@router.get(
    "/years/{int:year}/frameworks/{subject_type}",
    response=answers(WholeFramework),
    **summary(
        "Khung áp dụng cho một năm, kể cả hướng dẫn địa phương",
        "The text a year is held under, local layer and all",
    ),
)
def framework_of_year(request: SignedIn, year: Year, subject_type: Kind) -> WholeFramework:
    binding = binding_of(campaign_or_404(request, year), subject_type)
    if binding is None:
        raise Http404
    text = bound_text(binding)
    return _whole(text, reading_of(text, central=central_text(text.id, text.version)))


def _line(known: Known) -> FrameworkLine:
    text = known.framework
    return FrameworkLine(
        framework=text.id,
        version=text.version,
        subject_type=known.subject,
        title=Both.of(text.title),
        in_force_from=text.in_force.from_,
        in_force_to=text.in_force.to,
        rules=known.rules,
        confirmed=known.confirmed,
        years=list(known.years),
    )


def _whole(text: Framework, reading: Reading) -> WholeFramework:
    return WholeFramework(
        framework=text.id,
        version=text.version,
        subject_type=text.subject,
        title=Both.of(text.title),
        in_force_from=text.in_force.from_,
        in_force_to=text.in_force.to,
        fingerprint=text.fingerprint,
        sources=sources_of(text),
        sections=[_section(section) for section in reading.sections],
    )


def _section(section: Section) -> SectionText:
    return SectionText(
        id=section.id,
        title=Both.of(section.title),
        level=section.level,
        rules=[_rule(item) for item in section.items],
    )


def _rule(item: Item) -> RuleText:
    return RuleText(
        id=item.id,
        rule=item.rule,
        title=Both.of(item.title),
        says=_both(item.text),
        citation=_both(item.citation),
        confirmed=item.confirmed,
        note=_both(item.note),
        local=item.local,
        lines=[RuleLine(label=Both.of(line.label), text=Both.of(line.text)) for line in item.lines],
    )


def _both(text: Text | None) -> Both | None:
    return None if text is None else Both.of(text)
