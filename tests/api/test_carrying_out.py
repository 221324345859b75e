"""Tasks carried out, read and noted through the API: as the pages would, and once."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from tests.web.town import NOTED, REGISTERED, Town
from thidua.progress.models import Note
from thidua.registrations.models import Measure

As = Callable[[str], Client]
TASKS = "/api/v1/years/2021/tasks"
TASK = f"{TASKS}/{REGISTERED}"


@pytest.fixture(autouse=True)
def _september(town: Town, settings: LazySettings) -> None:
    settings.TODAY = dt.date(2021, 9, 5)


def send(client: Client, **says: Any) -> Any:
    body = {"on": "2021-09-05"} | says
    return client.post(f"{TASK}/notes", body, content_type="application/json")


def measure() -> int:
    return Measure.objects.get(task=REGISTERED).pk


def test_a_task_is_read_with_its_state_its_targets_and_its_notes(as_: As) -> None:
    client = as_("upper_level")
    (line,) = client.get(TASKS).json()["items"]
    assert (line["key"], line["state"], line["state_words"]["vi"]) == (
        REGISTERED,
        "blocked",
        "đang vướng",
    )
    (target,) = line["targets"]
    assert (target["value"], target["target"], target["reached"]) == ("9", "30", "short")
    assert (target["measure"], target["confirmed"]) == (measure(), False)
    whole = client.get(TASK).json()
    (note,) = whole["all_notes"]
    assert (note["key"], note["blocked_by"], note["corrected_by"]) == (NOTED, "Trạm bơm hỏng", None)
    assert whole["seen_note"] == NOTED


def test_what_lies_outside_is_not_there(as_: As) -> None:
    assert as_("upper_level_outside").get(TASKS).json()["count"] == 0
    assert as_("upper_level_outside").get(TASK).status_code == 404
    assert send(as_("upper_level_outside"), text="x").status_code == 404


def test_the_unit_notes_and_whoever_only_reads_does_not(as_: As) -> None:
    response = send(
        as_("grassroots"), values=[{"measure": measure(), "value": "15.5"}], seen_note=NOTED
    )
    assert response.status_code == 200, response.content
    (value,) = response.json()["values"]
    assert (value["value"], value["done"]) == ("15.5", None)
    assert send(as_("upper_level"), text="x").status_code == 403
    assert Note.objects.count() == 2


def test_the_same_note_sent_twice_is_stored_once(as_: As) -> None:
    sent_as = str(uuid.uuid4())
    client = as_("grassroots")
    keys = {send(client, text="Thôn 3", sent_as=sent_as).json()["key"] for _ in range(2)}
    assert len(keys) == 1
    other = send(client, text="Thôn 4", sent_as=sent_as)
    assert (other.status_code, other.json()["type"]) == (409, "/api/#clash")
    assert other.json()["notes"][0]["text"] == "Thôn 3"


def test_who_noted_meanwhile_is_told_with_their_words(as_: As) -> None:
    response = send(as_("grassroots"), text="Thôn 3", seen_note=0)
    assert response.status_code == 409
    assert [one["key"] for one in response.json()["notes"]] == [NOTED]


@pytest.mark.parametrize(
    ("says", "detail"),
    [
        ({"on": "2022-01-05", "text": "x"}, "chưa đến"),
        ({"text": ""}, "còn trống"),
        ({"values": [{"measure": 1}]}, "value hoặc done"),
        ({"values": [{"measure": 1, "value": "9,5"}]}, "body.values.0.value"),
        ({"values": [{"measure": 2**40, "value": "9"}]}, "không có trong bản được nhận"),
        ({"blocked_by": "x", "freed_by": "CL"}, "freed_by"),
        ({"text": "x", "colour": "red"}, "không có trường này"),
    ],
)
def test_what_cannot_be_is_refused_and_says_what_would_be_right(
    as_: As, says: dict[str, Any], detail: str
) -> None:
    response = send(as_("grassroots"), **says)
    assert response.status_code == 422
    assert detail in response.json()["detail"]
    assert Note.objects.count() == 1
