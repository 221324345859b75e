"""Refusals: problem details that say what would be right, in the reader's language."""

from collections.abc import Callable

from allauth.mfa.models import Authenticator
from django.test import Client

from thidua.accounts.models import User

As = Callable[[str], Client]
PROBLEM = "application/problem+json"


def test_nobody_signed_in_is_told_how(as_: As) -> None:
    response = as_("anonymous").get("/api/v1/me")
    assert (response.status_code, response.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert response.headers["Content-Type"] == PROBLEM
    assert response.json()["type"] == "/api/#sign-in"


def test_outside_ones_part_looks_like_nothing_there(as_: As) -> None:
    client = as_("grassroots_outside")
    outside = client.get("/api/v1/organisations/GL01").json()
    assert (
        outside
        == client.get("/api/v1/organisations/none").json()
        == client.get("/api/v1/none").json()
    )
    assert (outside["status"], outside["title"]) == (404, "Không có ở đây")


def test_a_program_may_ask_for_english(as_: As) -> None:
    client = as_("province")
    response = client.get("/api/v1/none/years", headers={"Accept-Language": "en"})
    response = client.get("/api/v1/years/1999", headers={"Accept-Language": "en-GB,en;q=0.9"})
    assert response.json()["title"] == "Not here"
    assert response.headers["Content-Language"] == "en"
    client.cookies["django_language"] = "vi"
    assert (
        client.get("/api/v1/years/1999", headers={"Accept-Language": "en"}).json()["title"]
        == "Không có ở đây"
    )


def test_whoever_owes_a_second_factor_gets_nothing_before(as_: As) -> None:
    client = as_("upper_level")
    Authenticator.objects.filter(user=User.objects.get(username="upper_level")).delete()
    response = client.get("/api/v1/me")
    assert (response.status_code, response.json()["type"]) == (403, "/api/#duty")
    assert response.json()["page"] == "/tai-khoan/2fa/totp/activate/"


def test_a_session_changes_nothing_without_the_mark_of_our_pages(as_: As) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = as_("grassroots").cookies
    assert strict.get("/api/v1/me").status_code == 200
    response = strict.post(
        "/api/v1/years/2021/boards/member/GL01/choices", {}, content_type="application/json"
    )
    assert (response.status_code, response.json()["type"]) == (403, "/api/#csrf")


def test_a_body_that_is_no_json_is_named_so(as_: As) -> None:
    address = "/api/v1/years/2021/boards/member/GL01/choices"
    response = as_("grassroots").post(address, b"{", content_type="application/json")
    assert (response.status_code, response.json()["type"]) == (400, "/api/#malformed")
    response = as_("grassroots").post(
        address, {"choices": [{"entry": 1, "level": "best"}]}, "application/json"
    )
    assert [one["where"] for one in response.json()["errors"]] == [
        "body.choices.0.level",
        "body.choices.0.seen",
    ]
    assert response.json()["errors"][0]["message"] == (
        "phải là một trong: 'not_completed', 'completed', 'good' hoặc 'outstanding'"
    )
