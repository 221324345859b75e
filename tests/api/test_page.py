"""The page of the API: every operation of the description, in the reader's language, for
everybody.
"""

import re
from collections.abc import Callable

from django.test import Client

from thidua.api.operations import description

As = Callable[[str], Client]


def test_every_operation_is_on_the_page(as_: As) -> None:
    page = as_("anonymous").get("/api/").content.decode()
    shown = set(re.findall(r'<details class="operation" id="(\w+)">', page))
    told = {
        one["operationId"]
        for methods in description()["paths"].values()
        for one in methods.values()
    }
    assert shown == told
    assert "choices[].seen" in page
    assert "member, organisation, collective, leader" in page


def test_it_is_told_in_both_languages_and_says_what_each_parameter_means(as_: As) -> None:
    client = as_("province")
    assert "Bảng xếp loại của một cấp uỷ" in client.get("/api/").content.decode()
    client.cookies["django_language"] = "en"
    page = client.get("/api/").content.decode()
    assert "The rating board of a committee" in page
    assert "how many at most" in page
    assert "the year that is rated" in page


def test_the_description_is_openapi_3_1_with_problems_of_their_own_type(as_: As) -> None:
    told = as_("anonymous").get("/api/v1/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    for methods in told["paths"].values():
        for operation in methods.values():
            assert operation["x-vi"]
            kinds = {
                status: list(answer["content"]) for status, answer in operation["responses"].items()
            }
            assert kinds.pop("200") == ["application/json"]
            assert set(map(tuple, kinds.values())) == {("application/problem+json",)}
