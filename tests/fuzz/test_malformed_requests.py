"""Requests that are wrong somewhere: over every address and form, none may end in an error of ours.

Addresses and forms come from the URL resolver, the table of addresses and the templates. Uploads in
every state, result sheets and tokens of programs are asked for more often: there is more behind
them. `make trials` sends ten times as many, `THIDUA_FUZZ=2000` as many as it says.
(What the API's own description leads to: `test_described_requests.py`.)
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, note, seed, settings

from tests.exchange.conftest import read_here
from tests.fuzz.malformed import SEED, WHO, Request, Targets, names, requests
from tests.fuzz.wizard import forms_of, pages_of, uploads
from tests.pages.table import PAGES
from tests.trials import trial_size
from thidua.accounts.models import User
from thidua.accounts.tokens import make_token
from thidua.exchange import files

PARTS = 4
UPLOAD, NEW_TOKEN = "/nap-du-lieu/tai-len/", "/tai-khoan/khoa/moi/"
NEW_TOKEN_FORM = {"name": "thống kê", "expires_on": "31/12/2026", "may": "choose"}
SHEETS = [
    address for name, address, _ in PAGES if name.startswith(("rating_sheet", "board_sheets"))
]
NOT_READY = "/suc-khoe/san-sang"  # no worker runs beside the tests
HOW_MANY = int(os.environ.get("THIDUA_FUZZ") or trial_size(8_000)) // PARTS


@pytest.mark.trial
@pytest.mark.django_db
@pytest.mark.parametrize("part", range(PARTS))
def test_no_malformed_request_ends_in_an_error_of_ours(
    part: int, as_: Callable[[str], Client], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    print(f"THIDUA_FUZZ_SEED={SEED}")  # noqa: T201  (to see the same requests again)
    marks = {
        who: "; ".join(f"{key}={one.value}" for key, one in as_(who).cookies.items()) for who in WHO
    }
    monkeypatch.setattr(
        files, "read", read_here
    )  # in this process: the requests are about what is around it
    targets, statuses = _targets(tmp_path), dict[int, int]()

    @seed(SEED + part)
    @settings(
        max_examples=HOW_MANY,
        database=None,
        deadline=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )
    @given(request=requests(targets, names()))
    def sent_in(request: Request) -> None:
        note(f"THIDUA_FUZZ_SEED={SEED}")
        status = _answer(request, marks[request.who])
        statuses[status] = statuses.get(status, 0) + 1
        assert status < 500 or (status, request.path) == (503, NOT_READY)

    sent_in()
    assert statuses.get(200, 0) > HOW_MANY / 20  # not everything is turned away at the door
    assert statuses.get(404, 0) > HOW_MANY / 20


def _targets(folder: Path) -> Targets:
    officer = User.objects.get(username="province")
    targets, found = Targets.of_the_table(), uploads(folder, officer)
    token = make_token(
        owner=officer, name="x", expires_on=timezone.localdate(), may_choose=True
    ).token
    upload, revoke = {"files": "", "year": "2021"}, f"/tai-khoan/khoa/{token.pk}/thu-hoi/"
    forms = forms_of(found) | {UPLOAD: [upload], NEW_TOKEN: [NEW_TOKEN_FORM], revoke: [{}]}
    targets.also([*pages_of(found), *SHEETS, NEW_TOKEN], forms, often=4)
    return targets


def _answer(request: Request, mark: str) -> int:
    """The status; whatever the request did is taken back."""
    client = Client(enforce_csrf_checks=not request.csrf)
    with transaction.atomic():
        response = client.generic(
            request.method,
            request.path,
            request.body,
            request.content_type,
            QUERY_STRING=request.query,
            headers={"Cookie": mark} | dict(request.headers),
        )
        transaction.set_rollback(True)
    assert connection.is_usable()
    return response.status_code
