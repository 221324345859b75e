"""Two thousand requests that are wrong somewhere: over every address and form, none may end in an error of ours.

Addresses and forms come from the URL resolver, the table of addresses and the templates; there is no OpenAPI
description to take them from. `THIDUA_FUZZ=20000` sends more.
"""

import os
from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, given, note, seed, settings

from tests.fuzz.malformed import SEED, WHO, Request, addresses, names, requests, sent

PARTS = 4
NOT_READY = "/suc-khoe/san-sang"  # no worker runs beside the tests
HOW_MANY = int(os.environ.get("THIDUA_FUZZ", "2000")) // PARTS


@pytest.mark.django_db
@pytest.mark.parametrize("part", range(PARTS))
def test_no_malformed_request_ends_in_an_error_of_ours(part: int, as_: Callable[[str], Client]) -> None:
    print(f"THIDUA_FUZZ_SEED={SEED}")  # noqa: T201  (to see the same requests again)
    marks = {who: "; ".join(f"{key}={one.value}" for key, one in as_(who).cookies.items()) for who in WHO}
    known, statuses = addresses(), dict[int, int]()

    @seed(SEED + part)
    @settings(
        max_examples=HOW_MANY, database=None, deadline=None, phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck), print_blob=False,
    )  # fmt: skip
    @given(request=requests(known, names(), sent()))
    def sent_in(request: Request) -> None:
        note(f"THIDUA_FUZZ_SEED={SEED}")
        status = _answer(request, marks[request.who])
        statuses[status] = statuses.get(status, 0) + 1
        assert status < 500 or (status, request.path) == (503, NOT_READY)

    sent_in()
    assert statuses.get(200, 0) > HOW_MANY / 20  # not everything is turned away at the door
    assert statuses.get(404, 0) > HOW_MANY / 20


def _answer(request: Request, mark: str) -> int:
    """The status; whatever the request did is taken back."""
    client = Client(enforce_csrf_checks=not request.csrf)
    with transaction.atomic():
        response = client.generic(
            request.method, request.path, request.body, request.content_type, QUERY_STRING=request.query,
            headers={"Cookie": mark} | dict(request.headers),
        )  # fmt: skip
        transaction.set_rollback(True)
    assert connection.is_usable()
    return response.status_code
