"""The province writes its layer in the browser: each fault stands at its field, and nothing typed
is lost.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.second_factor import code_now, signed_in_now
from tests.web.town import Town
from thidua.accounts.models import User
from thidua.frameworks.binding import bound_frameworks, layer_versions
from thidua.frameworks.models import FrameworkText
from thidua.vocabulary import SubjectType

SignIn = Callable[[str], Client]
EDIT = "/khung/dia-phuong/default/sua/"
FLOOR = "hd21_2019/member:targets_floor"


def form(client: Client, address: str = EDIT, **changes: Any) -> dict[str, Any]:
    """What the form holds when it is opened, with some fields typed over (keyed by their
    ending).
    """
    page = client.get(address).context["form"]
    sent: dict[str, Any] = {
        "id": page.id,
        "title": page.title,
        "starts": page.starts,
        "ends": page.ends,
        "seen": "0",
        "seen_id": page.id,
        "reason": "Theo kết luận",
    }
    for number, source in enumerate(page.sources):
        sent |= {
            f"source-{number}-key": source.key,
            f"source-{number}-number": source.number,
            f"source-{number}-title": source.title,
            f"source-{number}-date": source.day,
        }
    for _, rows, conditions in page.groups:
        for row in rows:
            chosen = [option.value for option in row.options if option.chosen]
            sent |= {
                f"{row.name}:value": chosen or row.value,
                f"{row.name}:source": row.source or "neutral",
                f"{row.name}:at": row.at,
                f"{row.name}:reason": row.reason,
            }
        for condition in conditions:
            sent |= {f"{condition.name}-{part}": value for part, value in condition.typed.items()}
    return sent | {key.replace("__", ":"): value for key, value in changes.items()}


def typed(client: Client, **values: Any) -> dict[str, Any]:
    return form(client) | {f"{FLOOR}:{key}": value for key, value in values.items()}


def floor(town: Town) -> object:
    return bound_frameworks(town.campaign)[SubjectType.MEMBER].setting("targets_floor")


def errors(client: Client, sent: dict[str, Any]) -> dict[str, list[str]]:
    response = client.post(EDIT, sent)
    assert response.status_code == 422
    return dict(response.context["form"].errors)


def test_sent_as_it_was_opened_the_layer_stays_what_it_is(as_: SignIn) -> None:
    client = as_("province")
    assert client.post(EDIT, form(client)).status_code == 302
    newest, packaged = layer_versions("default")
    assert (newest.number, newest.draft) == (1, True)
    assert newest.layer == packaged.layer


def test_a_tighter_value_becomes_a_draft_with_its_citation_and_reason(
    town: Town, as_: SignIn
) -> None:
    client = as_("province")
    response = client.post(
        EDIT, typed(client, value="62,5", at="điểm 3", reason="Năm trước 96 % đã vượt")
    )
    assert response.headers["Location"] == "/khung/dia-phuong/default/?version=1"
    setting = next(
        one for one in layer_versions("default")[0].layer.sets if one.parameter == "targets_floor"
    )
    assert (setting.value, setting.cite.at, str(setting.reason)) == (
        "62.5",
        "điểm 3",
        "Năm trước 96 % đã vượt",
    )
    assert floor(town) == 50
    page = client.get(response.headers["Location"]).content.decode()
    assert "62,5%" in page
    assert "Theo kết luận" in page


@pytest.mark.parametrize(
    ("values", "part", "says"),
    [
        ({"value": "49", "at": "1"}, "value", "địa phương chỉ được đặt từ 50% trở lên"),
        ({"value": "120", "at": "1"}, "value", "từ 0 đến 100"),
        ({"value": "năm mươi", "at": "1"}, "value", "số"),
        ({"value": "60", "at": ""}, "at", "Không được để trống"),
        ({"value": "60", "at": "1", "source": "new"}, "source", "nguồn"),
        ({"value": "60", "at": "1", "reason": "x" * 501}, "reason", "nhiều nhất 500 ký tự"),
    ],
)
def test_a_refusal_stands_at_its_field_and_nothing_typed_is_lost(
    as_: SignIn, values: dict[str, str], part: str, says: str
) -> None:
    client = as_("province")
    response = client.post(EDIT, typed(client, **values))
    found = response.context["form"].errors
    assert response.status_code == 422
    assert list(found) == [f"{FLOOR}:{part}"]
    assert says in found[f"{FLOOR}:{part}"][0]
    page = response.content.decode()
    assert f'value="{values["value"]}"' in page
    assert says in page
    assert not FrameworkText.objects.exists()


def test_what_is_left_open_is_asked_for_at_its_field(as_: SignIn) -> None:
    client = as_("province")
    found = errors(client, form(client) | {"hd21_2019/leader:quota_rounding:value": ""})
    assert found == {
        "hd21_2019/leader:quota_rounding:value": ["Trung ương để ngỏ: địa phương phải đặt."]
    }


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 301}, "title"),
        ({"starts": "ngày mai"}, "starts"),
        ({"starts": "31/02/2022"}, "starts"),
        ({"id": "Hải Dương"}, "id"),
        ({"reason": ""}, "reason"),
        ({"reason": "x" * 2_001}, "reason"),
        ({"source-0-date": ""}, "source-0-date"),
        ({"source-0-number": "x" * 161}, "source-0-number"),
        ({"source-1-title": "Hướng dẫn"}, "source-1-number"),
    ],
)
def test_the_layer_s_own_fields_are_checked_too(
    as_: SignIn, changes: dict[str, str], field: str
) -> None:
    client = as_("province")
    assert field in errors(client, form(client) | changes)


def test_a_document_still_cited_cannot_be_taken_away(as_: SignIn) -> None:
    client = as_("province")
    gone = {f"source-0-{part}": "" for part in ("number", "title", "date")}
    found = errors(client, form(client) | gone)
    assert all(key.endswith(":source") for key in found)


def test_a_new_document_is_cited_at_once_and_groups_are_written_in_words(as_: SignIn) -> None:
    client = as_("province")
    new = {
        "source-1-key": "new",
        "source-1-number": "HD 07-HD/TU",
        "source-1-title": "Hướng dẫn năm 2021",
        "source-1-date": "01/11/2021",
        "hd21_2019/organisation:pool_together:value": "Thành phố + Thị xã",
        "hd21_2019/organisation:pool_together:source": "new",
        "hd21_2019/organisation:pool_together:at": "mục II",
    }
    assert client.post(EDIT, form(client) | new).status_code == 302
    saved = layer_versions("default")[0].layer
    setting = next(one for one in saved.sets if one.parameter == "pool_together")
    assert setting.value == [["city", "town"]]
    assert saved.sources[setting.cite.source].number == "HD 07-HD/TU"


def test_no_document_is_one_too_many(as_: SignIn) -> None:
    client = as_("province")
    many = {
        f"source-{number}-{part}": value
        for number in range(1, 26)
        for part, value in {
            "key": "new",
            "number": f"HD {number}-HD/TU",
            "title": "Hướng dẫn",
            "date": "01/11/2021",
        }.items()
    }
    assert client.post(EDIT, form(client) | many).status_code == 302
    assert len(layer_versions("default")[0].layer.sources) == 26


def test_a_layer_saved_meanwhile_is_named_and_kept(as_: SignIn) -> None:
    client = as_("province")
    sent = form(client)
    client.post(EDIT, typed(client, value="70", at="1"))
    response = client.post(EDIT, sent | {f"{FLOOR}:value": "60", f"{FLOOR}:at": "1"})
    assert response.status_code == 422
    assert "province đã lưu phiên bản 1" in response.content.decode()
    assert FrameworkText.objects.count() == 1


def test_another_layer_is_made_from_one(as_: SignIn) -> None:
    client = as_("province")
    client.post(
        f"{EDIT}?copy=1",
        form(client) | {"id": "xu_dong_2022", "title": "Xứ Đông 2022", "starts": "01/01/2022"},
    )
    assert layer_versions("xu_dong_2022")[0].layer.title.vi == "Xứ Đông 2022"
    assert (
        as_("cell").get("/khung/dia-phuong/xu_dong_2022/").status_code == 404
    )  # a draft is the province's


def test_a_year_is_bound_by_naming_it_with_a_reason(town: Town, as_: SignIn) -> None:
    town.campaign.decisions.update(status="reopened")
    client = as_("province")
    client.post(EDIT, typed(client, value="60", at="1"))
    address = "/khung/nam/2021/gan/"
    refused = client.post(address, {"layer": "default@1", "confirm": "2020", "reason": "x"})
    assert "Hãy gõ 2021" in refused.content.decode()
    refused = client.post(address, {"layer": "default@1", "confirm": "2021", "reason": " "})
    assert "lý do" in refused.content.decode().lower()
    assert floor(town) == 50
    response = client.post(
        address, {"layer": "default@1", "confirm": "2021", "reason": "Kết luận 12"}, follow=True
    )
    assert floor(town) == 60
    page = response.content.decode()
    assert "Kết luận 12" in page
    assert "xếp loại lại" in page


def test_binding_asks_again_once_the_sign_in_is_old(town: Town, as_: SignIn) -> None:
    town.campaign.decisions.update(status="reopened")
    as_("province").post(EDIT, typed(as_("province"), value="60", at="1"))
    client = signed_in_now(User.objects.get(username="province"), minutes_ago=16)
    sent = {"layer": "default@1", "confirm": "2021", "reason": "Kết luận 12"}
    late = client.post("/khung/nam/2021/gan/", sent).content.decode()
    assert "Xác nhận lại người làm" in late
    assert 'value="Kết luận 12"' in late
    assert floor(town) == 50
    client.post("/khung/nam/2021/gan/", sent | {"again_code": code_now()})
    assert floor(town) == 60


def test_a_decided_year_says_why_it_cannot_be_bound(as_: SignIn) -> None:
    client = as_("province")
    assert "Năm này đã có quyết định" in client.get("/khung/nam/2021/gan/").content.decode()
    client.post(EDIT, typed(client, value="60", at="1"))
    page = client.post(
        "/khung/nam/2021/gan/", {"layer": "default@1", "confirm": "2021", "reason": "x"}
    )
    assert "mở lại các quyết định" in page.content.decode()


def test_what_differs_between_two_versions_is_on_the_layer_s_page(as_: SignIn) -> None:
    client = as_("province")
    client.post(EDIT, typed(client, value="60", at="1"))
    page = client.get("/khung/dia-phuong/default/?version=1&since=0").content.decode()
    assert "dưới 60%" in page
    assert "dưới 50%" in page
    assert "Làm tròn xuống" not in page
