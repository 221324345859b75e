"""Requests made from the API's description: none ends in an error of ours, and every answer is as
described.

`make trials` sends ten times as many, `THIDUA_FUZZ_API=2000` as many as it says.
"""

import datetime as dt
import os
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection, transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, note, seed, settings
from schemathesis import checks

from tests.fuzz.described import Request, cases, loaded
from tests.fuzz.malformed import SEED
from tests.trials import trial_size
from thidua.accounts.models import User
from thidua.accounts.tokens import make_token

AS_DESCRIBED = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_headers_conformance,
    checks.response_schema_conformance,
    checks.negative_data_rejection,
]
WHO = ("province", "upper_level", "anonymous")
HOW_MANY = int(os.environ.get("THIDUA_FUZZ_API") or trial_size(1_500)) // len(WHO)
MARK = "a" * 32
"""The mark of our pages against forged requests: the same in cookie and header."""


def _signed_in(who: str, as_: Callable[[str], Client]) -> dict[str, Any]:
    """The province in a browser, the district by a token that may choose, the anonymous not at
    all.
    """
    cookies = {key: one.value for key, one in as_(who).cookies.items()} if who == "province" else {}
    headers = {"X-CSRFToken": MARK}
    if who == "upper_level":
        as_(who)
        owner, tomorrow = (
            User.objects.get(username=who),
            timezone.localdate() + dt.timedelta(days=1),
        )
        made = make_token(owner=owner, name="fuzz", expires_on=tomorrow, may_choose=True)
        headers["Authorization"] = f"Bearer {made.text}"
    return {
        "headers": headers,
        "cookies": cookies | {"csrftoken": MARK},
        "environ_base": {"REMOTE_ADDR": "127.0.0.1"},
    }


@pytest.fixture
def _connection_kept() -> Iterator[None]:
    """A request over WSGI would end with the connection, and with the province of the test."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.trial
@pytest.mark.django_db
@pytest.mark.usefixtures("_connection_kept")
@pytest.mark.parametrize("who", WHO)
def test_every_answer_is_as_described(who: str, as_: Callable[[str], Client]) -> None:
    print(f"THIDUA_FUZZ_SEED={SEED}")  # noqa: T201  (to see the same requests again)
    sign = _signed_in(who, as_)
    statuses = Counter[int]()

    @seed(SEED)
    @settings(
        max_examples=HOW_MANY,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )
    @given(case=cases(loaded()))
    def sent_in(case: Request) -> None:
        note(f"THIDUA_FUZZ_SEED={SEED}")
        with transaction.atomic():  # whatever the request did is taken back
            response = case.call_and_validate(**sign, checks=AS_DESCRIBED)
            transaction.set_rollback(True)
        assert connection.is_usable()
        statuses[response.status_code] += 1

    sent_in()
    print(f"{who}: {dict(sorted(statuses.items()))}")  # noqa: T201
    assert statuses[200] > HOW_MANY / 20 if who != "anonymous" else statuses[401] > HOW_MANY / 3
