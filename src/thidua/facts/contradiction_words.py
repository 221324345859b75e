"""A contradiction in a sentence: what is said here, and where otherwise."""

from collections.abc import Iterable, Mapping

from thidua.accounts.actors import Scope
from thidua.facts.contradictions import Contradiction
from thidua.language import Text
from thidua.rulebook.framework import Framework
from thidua.vocabulary import SubjectType

_THE_LIST = Text("danh sách của năm", "the list of the year")
_SHEET = Text("phiếu “{kind}” ({code})", "the sheet “{kind}” ({code})")
_SAYS = Text(
    "{title} ở đây là “{value}”, mà {where} ghi {other_title} là “{other_value}”",
    "{title} is “{value}” here, where {where} has {other_title} as “{other_value}”",
)
_OTHERWISE = Text(
    "{title} ở đây khác với {where} do cấp trên cập nhật",
    "{title} is other here than on {where}, which the committee above keeps",
)
RIGHT = Text("hai nơi ghi như nhau", "the same in both places")
RIGHT_LEVEL = Text(
    "để trống mức này nếu không phải cán bộ, công chức, viên chức; nếu phải, ghi “Có” ở sổ đảng "
    "viên rồi chốt lại danh sách",
    "no such level for who is no civil servant; for who is one, “Yes” in the members workbook, and "
    "the list frozen again",
)


def sentences(
    found: Iterable[Contradiction],
    kind: SubjectType,
    frameworks: Mapping[SubjectType, Framework],
    *,
    scope: Scope,
    person: int | None,
) -> list[Text]:
    """The sentences for a reader; what a sheet outside the scope says is not told, unless it is
    about the reader.
    """
    own = person is not None and person == scope.person_id
    return [
        told(
            one,
            kind,
            frameworks,
            masked=bool(one.other and not own and not scope.covers(one.other.path)),
        )
        for one in found
    ]


def told(
    found: Contradiction,
    kind: SubjectType,
    frameworks: Mapping[SubjectType, Framework],
    *,
    masked: bool = False,
) -> Text:
    """The sentence of a contradiction on the sheet of a subject of this type; `masked`: without
    what the other place says.
    """
    own = frameworks[kind].fields[found.fact]
    other_kind = SubjectType(found.other.subject_type) if found.other else kind
    other = frameworks[other_kind].fields[found.other_fact]
    where = _THE_LIST
    if found.other is not None:
        where = _SHEET.format(kind=other_kind.title, code=found.other.organisation)
    if masked:
        return _OTHERWISE.format(title=own.title, where=where)
    return _SAYS.format(
        title=own.title,
        value=own.show_stored(found.value),
        where=where,
        other_title=other.title,
        other_value=other.show_stored(found.other_value),
    )


def right(found: Contradiction) -> Text:
    """What would be right instead."""
    return RIGHT if found.other else RIGHT_LEVEL
