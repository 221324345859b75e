"""Requests made from the API's own description: as it says, against what it says, about what is
there or not.
"""

from collections.abc import Iterator
from itertools import product
from typing import Any

import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.core.result import Ok
from schemathesis.schemas import APIOperation, BaseSchema

from thidua.boards.events import proposal_events
from thidua.roster.models import RosterEntry

Operation = APIOperation[Any, Any, Any, Any]
Request = Case[Any]
DESCRIPTION = "/api/v1/openapi.json"
KNOWN: list[dict[str, Any]] = [
    {
        "year": 2021,
        "subject_type": "member",
        "code": "GL01",
        "regulation": "hd21_2019",
        "subject": "member",
    },
    {"year": 2021, "subject_type": "organisation", "code": "GL"},
    {"year": 2021, "subject_type": "member", "code": "DV0003"},
    {"year": 2021, "subject_type": "leader", "code": "XD"},
    {},
]
"""What the small province of the tests has; nothing: whatever comes to mind."""
OFTEN = 4
"""How much more often than another an operation comes that changes something."""


def loaded() -> BaseSchema:
    """The description as anybody gets it, with the site behind it."""
    return schemathesis.openapi.from_wsgi(DESCRIPTION, get_wsgi_application())


def operations(schema: BaseSchema) -> list[Operation]:
    found = [result.ok() for result in schema.get_all_operations() if isinstance(result, Ok)]
    assert len(found) > 10
    return found


def cases(schema: BaseSchema) -> st.SearchStrategy[Request]:
    """A request to any operation."""
    return st.one_of(*(_with_real_subjects(one) for one in _cases(schema)))


def _cases(schema: BaseSchema) -> Iterator[st.SearchStrategy[Request]]:
    for operation in operations(schema):
        names = {parameter.name for parameter in operation.path_parameters}
        known = {tuple((key, one[key]) for key in sorted(names & set(one))) for one in KNOWN}
        for fixed, mode in product(sorted(known, key=repr), GenerationMode):
            if mode.is_negative and not (
                operation.query or operation.body or len(fixed) < len(names)
            ):
                continue  # nothing could be wrong in it
            for _ in range(OFTEN if operation.body else 1):
                yield operation.as_strategy(mode, path_parameters=dict(fixed) or None)


def _with_real_subjects(found: st.SearchStrategy[Request]) -> st.SearchStrategy[Request]:
    """Choices are mostly about somebody who is there, as seen a moment ago; made-up tokens are the
    exception.
    """

    @st.composite
    def drawn(draw: st.DrawFn) -> Request:
        case = draw(found)
        if draw(st.integers(0, 5)):
            case.headers.pop("Authorization", None)
        wrong = (
            case.meta is not None and case.meta.generation.mode.is_negative
        )  # what is wrong in it has to stay so
        body = (
            case.body
            if isinstance(case.body, dict) and not wrong and draw(st.integers(0, 3))
            else {}
        )
        sent = body.get("choices")
        for choice in sent if isinstance(sent, list) else []:
            if isinstance(choice, dict):
                choice["entry"], choice["seen"] = draw(st.sampled_from(_subjects()))
        return case

    return drawn()


def _subjects() -> list[tuple[int, int]]:
    """The organisations that Gia Lộc decides about, with the last change of each; one as it was
    before.
    """
    found = RosterEntry.objects.filter(
        code__in=["GL01", "GL02", "GL03"], subject_type="organisation"
    )
    entries = list(found.order_by("pk").values_list("pk", flat=True))
    seen = dict(
        proposal_events()
        .filter(roster_entry_id__in=entries)
        .values_list("roster_entry_id", "pgh_id")
    )
    return [*((pk, seen[pk]) for pk in entries), (entries[0], 0)]
