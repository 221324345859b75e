"""Choosing through the API: the act of the board, its refusals as problems."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.web.town import Town
from thidua.boards.models import Proposal
from thidua.ratings.models import Rating

As = Callable[[str], Client]
BOARD = "/api/v1/years/2021/boards/organisation/GL"


@pytest.fixture(autouse=True)
def _two_reached_outstanding(town: Town) -> None:
    """GL01 and GL02 reached outstanding; the pool of communes holds none."""
    found = Rating.objects.filter(
        roster_entry__code__in=["GL01", "GL02"], roster_entry__subject_type="organisation"
    )
    found.update(low=4, high=4, standing=3)


def row(client: Client, code: str = "GL01") -> dict[str, Any]:
    found: dict[str, Any] = next(
        one for one in client.get(BOARD).json()["items"] if one["code"] == code
    )
    return found


def send(client: Client, *choices: dict[str, Any], reason: str = "", **headers: str) -> Any:
    body = {"choices": list(choices), "reason": reason}
    return client.post(f"{BOARD}/choices", body, content_type="application/json", headers=headers)


def wish(client: Client, level: str, code: str = "GL01", **changes: Any) -> dict[str, Any]:
    found = row(client, code)
    return {"entry": found["entry"], "seen": found["version"], "level": level, **changes}


def stored() -> list[tuple[str, str]]:
    found = Proposal.objects.filter(roster_entry__code__in=["GL01", "GL02"]).exclude(chosen="")
    return sorted(found.values_list("roster_entry__code", "chosen"))


def test_a_choice_is_kept_and_answered_with_row_and_pool(as_: As) -> None:
    client = as_("upper_level")
    response = send(client, wish(client, "completed"), reason="kết quả thấp")
    assert response.status_code == 200
    (changed,) = response.json()["rows"]
    assert (changed["code"], changed["chosen"], changed["standing"], changed["reason"]) == (
        "GL01",
        "completed",
        "completed",
        "kết quả thấp",
    )
    assert [pool["pool"] for pool in response.json()["pools"]] == changed["pools"]
    assert stored() == [("GL01", "completed")]


def test_saying_it_again_changes_nothing(as_: As) -> None:
    client = as_("upper_level")
    assert len(send(client, wish(client, "completed"), reason="x").json()["changed"]) == 1
    assert send(client, wish(client, "completed")).json()["changed"] == []


def test_a_full_pool_is_a_conflict_that_says_how_it_was_counted(as_: As) -> None:
    client = as_("upper_level")
    response = send(client, wish(client, "outstanding"))
    assert (response.status_code, response.json()["type"]) == (409, "/api/#ceiling")
    (against,) = response.json()["against"]
    assert against["entries"] == [row(client)["entry"]]
    assert against["pool"] in row(client)["pools"]
    assert "Tối đa 0" in response.json()["detail"]
    assert stored() == []


def test_a_clash_names_who_and_when(as_: As) -> None:
    client, other = as_("upper_level"), as_("province")
    wanted = wish(client, "good")
    assert send(other, wish(other, "completed"), reason="x").status_code == 200
    response = send(client, wanted)
    assert (response.status_code, response.json()["type"]) == (409, "/api/#clash")
    (against,) = response.json()["against"]
    assert (against["changed_by"], against["changed_at"][:4].isdigit()) == ("province", True)
    assert "Đảng bộ xã Đoàn Thượng: province đã đổi" in response.json()["detail"]
    assert stored() == [("GL01", "completed")]


def test_a_deviation_wants_its_reason(as_: As) -> None:
    client = as_("upper_level")
    response = send(client, wish(client, "completed"), **{"Accept-Language": "en"})
    assert (response.status_code, response.json()["title"]) == (422, "A reason is needed")
    assert stored() == []


def test_many_are_kept_all_or_nothing_and_each_refusal_is_named(as_: As) -> None:
    client = as_("upper_level")
    response = send(client, wish(client, "completed"), wish(client, "completed", "GL02", seen=0))
    assert response.status_code in {409, 422}
    assert [one["why"] for one in response.json()["against"]] == ["reason", "clash"]
    assert stored() == []


def test_of_two_choices_for_one_subject_the_last_counts(as_: As) -> None:
    client = as_("upper_level")
    assert (
        send(client, wish(client, "good"), wish(client, "completed"), reason="x").status_code == 200
    )
    assert stored() == [("GL01", "completed")]


@pytest.mark.parametrize(
    ("who", "status"), [("auditor", 403), ("inspector", 403), ("grassroots", 404), ("nobody", 404)]
)
def test_whoever_may_not_choose_changes_nothing(as_: As, who: str, status: int) -> None:
    response = send(as_(who), wish(as_("upper_level"), "completed"), reason="x")
    assert (response.status_code, response.headers["Content-Type"]) == (
        status,
        "application/problem+json",
    )
    assert stored() == []


def test_a_subject_of_another_board_is_not_here(as_: As) -> None:
    client = as_("upper_level")
    response = send(client, wish(client, "good", entry=1))
    assert (response.status_code, response.json()["against"][0]["entries"]) == (404, [1])
