"""The officer's page: only the province finds it; each act is confirmed by naming the year."""

import pytest
from django.test import Client

from tests.second_factor import code_now, signed_in_now
from tests.web.town import Town
from thidua.accounts.models import Role
from thidua.decisions.models import DecisionItem
from thidua.portal.models import Publication

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick_files")]
PAGE, PREVIEW = "/cong-bo/2021/", "/cong-bo/2021/xem-truoc/"


def signed_in(town: Town, role: Role | None, code: str = "XD") -> Client:
    return signed_in_now(town.officer("officer", role, code))


def test_the_page_shows_what_becomes_public_and_publishes(decided: Town) -> None:
    client = signed_in(decided, Role.PROVINCE)
    page = client.get(PAGE).content.decode()
    assert "Mọi người sẽ thấy" in page
    assert "Rút lại" not in page.replace("kể cả khi rút lại", "")
    answer = client.post(
        PAGE, {"act": "publish", "confirm": "2021", "note": "Lời dặn"}, follow=True
    )
    assert "Đã công bố." in answer.content.decode()
    assert Publication.objects.get().note == "Lời dặn"
    assert "Lời dặn" in Client().get("/cong-khai/2021/").content.decode()


@pytest.mark.parametrize("typed", ["", "2020", "có"])
def test_without_the_year_typed_nothing_happens(decided: Town, typed: str) -> None:
    client = signed_in(decided, Role.PROVINCE)
    answer = client.post(PAGE, {"act": "publish", "confirm": typed}, follow=True)
    assert "Hãy gõ 2021 để xác nhận." in answer.content.decode()
    assert not Publication.objects.exists()


def test_reasons_against_it_stand_on_the_page_and_in_the_answer(decided: Town) -> None:
    DecisionItem.objects.filter(roster_entry__code="DV0007").delete()
    client = signed_in(decided, Role.PROVINCE)
    page = client.get(PAGE).content.decode()
    assert "1 đảng viên chưa có quyết định xếp loại" in page
    assert "disabled" in page
    answer = client.post(PAGE, {"act": "publish", "confirm": "2021"}, follow=True)
    assert "chưa công bố được kết quả năm 2021" in answer.content.decode().lower()
    assert not Publication.objects.exists()


def test_a_sign_in_that_is_old_confirms_itself_in_the_form_and_nothing_typed_is_lost(
    decided: Town,
) -> None:
    client = signed_in_now(decided.officer("officer", Role.PROVINCE), minutes_ago=16)
    sent = {"act": "publish", "confirm": "2021", "note": "Lời dặn dài"}
    late = client.post(PAGE, sent)
    assert late.status_code == 422
    assert not Publication.objects.exists()
    page = late.content.decode()
    assert 'value="Lời dặn dài"' in page
    assert "Xác nhận lại người làm" in page
    assert client.post(PAGE, sent | {"again_code": code_now()}).status_code == 302
    assert Publication.objects.get().note == "Lời dặn dài"
    client.post(
        PAGE, {"act": "withdraw", "confirm": "2021", "reason": "Sai"}
    )  # a moment later nothing is asked
    assert not Publication.objects.exists()


def test_withdrawing_from_the_page(decided: Town) -> None:
    client = signed_in(decided, Role.PROVINCE)
    client.post(PAGE, {"act": "publish", "confirm": "2021"})
    client.post(PAGE, {"act": "withdraw", "confirm": "2021", "reason": ""})
    assert Publication.objects.exists()
    client.post(PAGE, {"act": "withdraw", "confirm": "2021", "reason": "Sai"})
    assert not Publication.objects.exists()


def test_the_preview_shows_the_story_and_publishes_nothing(decided: Town) -> None:
    page = signed_in(decided, Role.PROVINCE).get(PREVIEW).content.decode()
    assert "Xem trước." in page
    assert "3 trong 5 chỉ tiêu" in page
    assert not Publication.objects.exists()


@pytest.mark.parametrize(
    ("role", "code"), [(Role.UPPER_LEVEL, "GL"), (Role.AUDITOR, "XD"), (None, "XD")]
)
def test_for_others_there_is_no_such_page(decided: Town, role: Role | None, code: str) -> None:
    client = signed_in(decided, role, code)
    for path in (PAGE, PREVIEW):
        assert client.get(path).status_code == 404
    assert client.post(PAGE, {"act": "publish", "confirm": "2021"}).status_code == 404
    assert not Publication.objects.exists()


def test_the_figures_lead_those_who_may_to_it(decided: Town) -> None:
    assert PAGE in signed_in(decided, Role.PROVINCE).get("/nam/2021/").content.decode()


def test_the_figures_do_not_lead_others_to_it(decided: Town) -> None:
    assert PAGE not in signed_in(decided, Role.AUDITOR).get("/nam/2021/").content.decode()
