"""Every operation of the API in one service, and its description."""

from functools import cache
from typing import Any

from thidua.api import (
    boards,
    carrying_out,
    choices,
    figures,
    frameworks,
    me,
    organisations,
    ratings,
    registering,
    years,
)
from thidua.api.problems import CONTENT_TYPE
from thidua.api.service import made

service = made()
for room in (
    me,
    years,
    organisations,
    registering,
    carrying_out,
    choices,
    boards,
    ratings,
    figures,
    frameworks,
):
    service.add_router("", room.router)
service.add_router("", figures.open_router)


@cache
def description() -> dict[str, Any]:
    """The OpenAPI description; refusals have a content type of their own.

    Worked out once a process: it takes 350 ms, and the page of the API asks at every schema.
    """
    found: dict[str, Any] = dict(service.get_openapi_schema())
    for operations in found["paths"].values():
        for operation in operations.values():
            for status, answer in operation["responses"].items():
                if status >= 400:
                    answer["content"][CONTENT_TYPE] = answer["content"].pop("application/json")
    return found
