"""The pages of remedies: the board, one remedy, the five parts, naming a limit, a conference's."""

import datetime as dt
import html
import io
from dataclasses import replace
from typing import Any

import openpyxl
import pytest
from django.conf import LazySettings
from django.test import Client

from tests.cast import Cast
from tests.remedies.conftest import CLEAR, Who, named, of_commune, of_member
from thidua.access.models import Look
from thidua.campaigns.models import Campaign, Limit
from thidua.remedies.actions import ask_to_close, write_step
from thidua.remedies.models import Remedy, Source, State

BOARD = "/nam/2021/khac-phuc/"


@pytest.fixture
def remedy(cast: Cast, year: Campaign, who: Who) -> Remedy:
    return named(year, of_commune(cast), who("district"))


def text_of(answer: Any) -> str:
    """What a page says, in one line, with its tags."""
    return " ".join(html.unescape(answer.content.decode()).split())


def signed_in(who: Who, name: str) -> Client:
    client = Client()
    client.force_login(who(name))
    return client


def test_a_remedy_is_worked_on_asked_for_sent_back_and_closed_on_its_page(
    remedy: Remedy, who: Who
) -> None:
    page = f"{BOARD}viec/{remedy.pk}/"
    commune, district = signed_in(who, "commune"), signed_in(who, "district")
    assert "Xin xác nhận đã xong" in text_of(commune.get(page))
    commune.post(f"{page}lam/", {"act": "step", "text": "Họp 34 hộ", "on": "07/12/2021"})
    commune.post(f"{page}lam/", {"act": "ask"})
    assert "Hỏi lại" in text_of(district.get(page))
    district.post(f"{page}lam/", {"act": "back", "text": "Thiếu biên bản"})
    assert "Thiếu biên bản" in text_of(commune.get(page))
    commune.post(f"{page}lam/", {"act": "step", "text": "Có biên bản"})
    commune.post(f"{page}lam/", {"act": "ask"})
    refused = district.post(f"{page}lam/", {"act": "close"})
    assert refused.status_code == 409
    assert "chưa xem hết minh chứng" in text_of(refused)
    district.get(page)  # reading it is seeing what was done
    district.post(f"{page}lam/", {"act": "close"})
    remedy.refresh_from_db()
    assert remedy.state == State.CLOSED


def test_what_is_refused_stays_typed(remedy: Remedy, who: Who) -> None:
    page = f"{BOARD}viec/{remedy.pk}/lam/"
    answer = signed_in(who, "commune").post(
        page, {"act": "step", "text": "Họp 34 hộ", "on": "31/12/2021"}
    )
    assert answer.status_code == 409
    assert "chưa tới" in text_of(answer)
    assert "Họp 34 hộ" in answer.content.decode()


def test_the_five_parts_are_written_with_the_form_of_a_task(
    cast: Cast, year: Campaign, who: Who
) -> None:
    remedy = named(year, of_commune(cast), who("district"), content=replace(CLEAR, work=""))
    page, client = f"{BOARD}viec/{remedy.pk}/viet/", signed_in(who, "commune")
    found = client.get(page)
    for words in ("Rõ việc", "Rõ người", "Rõ thời gian", "Rõ hiệu quả", "Rõ trách nhiệm"):
        assert words in text_of(found)
    bases = found.context["page"].bases
    typed = {
        "act": "save",
        "bases": bases,
        "limit": remedy.limit,
        "cause": "Ngại họp",
        "work": "Họp dân trước khi chốt",
        "ends_on": "30/06/2022",
        "doer": f"o:{cast['G3'].pk}",
        "lead": f"o:{cast['G3'].pk}",
        "answers_title": "Bí thư chi bộ",
        "m-TOTAL_FORMS": "0",
        "m-INITIAL_FORMS": "0",
        "d-TOTAL_FORMS": "1",
        "d-INITIAL_FORMS": "0",
        "d-0-name": "Địa điểm có biên bản",
        "d-0-unit": "%",
        "d-0-target": "100",
        "d-0-direction": "higher",
    }
    assert client.post(page, typed).status_code == 302
    remedy.refresh_from_db()
    assert (remedy.cause, remedy.content["work"]["work"]) == ("Ngại họp", "Họp dân trước khi chốt")
    late = client.post(page, {**typed, "cause": "Vội"})
    assert late.status_code == 409
    assert "nơi khác vừa sửa" in text_of(late).lower()
    assert "Vội" in late.content.decode()
    remedy.refresh_from_db()
    assert remedy.cause == "Ngại họp"


def test_a_member_names_their_own_limit_and_finds_it_on_the_phone(
    cast: Cast, year: Campaign, who: Who
) -> None:
    client = signed_in(who, "member")
    code, person = cast["G3A"].code, cast.of_cell("G3A", 5)
    sent = {"who": f"m:{person.pk}", "limit": "Ít phát biểu", "source": "review"}
    assert client.post(f"{BOARD}neu/{code}/", sent).status_code == 302
    assert "Ít phát biểu" in text_of(client.get(f"{BOARD}cua-toi/"))
    other = {**sent, "who": f"m:{cast.of_cell('G3A', 6).pk}"}
    assert client.post(f"{BOARD}neu/{code}/", other).status_code == 409


def test_the_board_shows_whose_turn_it_is_and_narrows(
    remedy: Remedy, cast: Cast, year: Campaign, who: Who, settings: LazySettings
) -> None:
    named(year, of_member(cast), who("commune"), limit="Họp ít")
    write_step(remedy=remedy, text="Họp", actor=who("commune"))
    ask_to_close(remedy=remedy, actor=who("commune"))
    district = signed_in(who, "district")
    shown = district.get(BOARD).context["page"]
    assert [(row.remedy.pk, row.act) for row in shown.rows] == [(remedy.pk, "confirm")]
    assert len(district.get(f"{BOARD}?xem=tat-ca").context["page"].rows) == 2
    settings.TODAY = dt.date(2022, 7, 15)
    late = district.get(f"{BOARD}?xem=qua-han").context["page"].rows
    assert [row.act for row in late] == ["remind"]
    assert "quá hạn 15 ngày" in text_of(district.get(f"{BOARD}?xem=qua-han"))
    assert not district.get(f"{BOARD}?xem=tat-ca&nguon=meeting").context["page"].rows


def test_page_and_file_have_the_same_rows(
    remedy: Remedy, cast: Cast, year: Campaign, who: Who
) -> None:
    named(year, of_member(cast), who("commune"))
    client = signed_in(who, "district")
    shown = client.get(f"{BOARD}?xem=tat-ca").context["page"].rows
    file = client.get(f"{BOARD}?xem=tat-ca&format=xlsx")
    content = b"".join(file.streaming_content) if file.streaming else file.content  # type: ignore[attr-defined]
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    rows = list(book.worksheets[0].iter_rows(min_row=2, values_only=True))
    book.close()
    assert [row[3] for row in rows] == [row.who for row in shown]


def test_a_look_at_a_members_remedy_is_written_down(cast: Cast, year: Campaign, who: Who) -> None:
    remedy = named(year, of_member(cast), who("commune"))
    signed_in(who, "inspector").get(f"{BOARD}viec/{remedy.pk}/")
    assert Look.objects.get().person == cast.of_cell("G3A", 5)


def test_limits_of_the_conference_are_given_out_once(cast: Cast, year: Campaign, who: Who) -> None:
    limit = Limit.objects.create(campaign=year, position=1, text="Kết nạp chậm")
    client = signed_in(who, "province")
    sent = {
        "source": "Hội nghị 02/2022",
        "to": [f"{limit.pk}:{cast[code].pk}" for code in ("U1", "U2")],
    }
    for _time in range(2):
        client.post(f"{BOARD}han-che/", sent)
    found = Remedy.objects.filter(source=Source.CONFERENCE, source_id=limit.pk)
    assert sorted(one.unit.code for one in found if one.unit) == ["U1", "U2"]
    assert {one.verifier for one in found} == {cast["P"]}
    assert signed_in(who, "district").get(f"{BOARD}han-che/").status_code == 404


def test_the_first_page_says_what_waits(remedy: Remedy, who: Who, settings: LazySettings) -> None:
    assert "Khắc phục: Họp dân trước khi chốt" in text_of(signed_in(who, "commune").get("/"))
    write_step(remedy=remedy, text="Họp", actor=who("commune"))
    ask_to_close(remedy=remedy, actor=who("commune"))
    assert "Xác nhận 1 việc khắc phục" in text_of(signed_in(who, "district").get("/"))
