"""The page of one decision: what speaks against it with the next step, issuing by its number,
reopening.
"""

import re
from collections.abc import Callable

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from tests.builder import OPERATOR, decision
from tests.cast import Cast, choose, entry, write_facts
from tests.html import tight
from tests.second_factor import code_now, signed_in_now
from thidua.accounts.models import Role, User
from thidua.campaigns.models import Campaign
from thidua.decisions.actions import issue_decision
from thidua.decisions.models import Decision, DecisionItem
from thidua.ratings.actions import classify
from thidua.seals.chain import seal
from thidua.seals.models import Link
from thidua.seals.verifying import look_for

Browser = Callable[[Role, str], Client]
HTMX = {"HX-Request": "true"}


def page(one: Decision) -> str:
    return f"/quyet-dinh/2021/{one.pk}/"


def send(client: Client, one: Decision, **data: object) -> str:
    """The page after a form was sent."""
    response = client.post(page(one), data, follow=True)
    assert response.status_code == 200
    return response.content.decode()


@pytest.fixture
def draft(cast: Cast, year: Campaign) -> Decision:
    return decision(year, cast["G1"], ["member"], number="12-QĐ/ĐU")


def test_a_clear_draft_is_issued_by_naming_it(as_: Browser, draft: Decision) -> None:
    client = as_(Role.GRASSROOTS, "G1")
    shown = client.get(page(draft)).content.decode()
    assert "Đủ điều kiện ban hành" in shown
    assert "Ban hành cho 24 trường hợp" in shown
    assert "Hãy gõ 12-QĐ/ĐU để xác nhận" in send(client, draft, act="issue", confirm="12")
    assert not DecisionItem.objects.exists()
    sealed = send(client, draft, act="issue", confirm=" 12-QĐ/ĐU ")
    assert "Đã ban hành, không sửa được nữa" in sealed
    assert 'name="act" value="save"' not in sealed
    assert DecisionItem.objects.filter(decision=draft, level="good").count() == 24


def test_an_old_sign_in_confirms_itself_with_the_act(
    user: Callable[[Role, str], User], draft: Decision
) -> None:
    client = signed_in_now(user(Role.GRASSROOTS, "G1"), minutes_ago=16)
    assert "Xác nhận lại người làm" in client.get(page(draft)).content.decode()
    issue = {"act": "issue", "confirm": "12-QĐ/ĐU"}
    late = client.post(page(draft), issue)
    assert late.status_code == 422
    assert 'value="12-QĐ/ĐU"' in late.content.decode().split('id="confirm"')[1].split(">")[0]
    assert not DecisionItem.objects.exists()
    saved = client.post(page(draft), {"act": "save", "decided_on": "20/12/2021"}, headers=HTMX)
    assert "Xác nhận lại người làm" in saved.content.decode()  # writing a draft binds nobody
    assert "Đã ban hành" in send(
        client, draft, again_code=code_now(), act="issue", confirm="12-QĐ/ĐU"
    )
    reopened = signed_in_now(user(Role.GRASSROOTS, "G1"), minutes_ago=16)
    assert (
        "gõ nhầm số"
        in reopened.post(page(draft), {"act": "reopen", "reason": "gõ nhầm số"}).content.decode()
    )
    assert DecisionItem.objects.exists()


def test_issuing_twice_changes_nothing(as_: Browser, draft: Decision) -> None:
    client = as_(Role.GRASSROOTS, "G1")
    send(client, draft, act="issue", confirm="12-QĐ/ĐU")
    issued_at = Decision.objects.get(pk=draft.pk).issued_at
    send(client, draft, act="issue", confirm="12-QĐ/ĐU")
    assert Decision.objects.get(pk=draft.pk).issued_at == issued_at
    assert DecisionItem.objects.count() == 24
    stale = draft  # as a second click that began before the first was done
    assert not issue_decision(decision=stale, actor=OPERATOR).issued
    assert DecisionItem.objects.count() == 24


def _unknown(cast: Cast, year: Campaign, draft: Decision) -> None:
    write_facts(entry(year, "M-G1A-05"), duties=None)
    classify(campaign=year, actor=OPERATOR)


def _over(cast: Cast, year: Campaign, draft: Decision) -> None:
    for number in range(1, 8):
        one = entry(year, f"M-G1A-{number:02}")
        write_facts(one, "outstanding")
        choose(one)
    classify(campaign=year, actor=OPERATOR)


def _stale(cast: Cast, year: Campaign, draft: Decision) -> None:
    write_facts(entry(year, "M-G1A-05"), targets_done=70)


def _no_number(cast: Cast, year: Campaign, draft: Decision) -> None:
    Decision.objects.filter(pk=draft.pk).update(number="")


def _no_signer(cast: Cast, year: Campaign, draft: Decision) -> None:
    Decision.objects.filter(pk=draft.pk).update(signer_post="")


def _nobody(cast: Cast, year: Campaign, draft: Decision) -> None:
    Decision.objects.filter(pk=draft.pk).update(covers=["leader"])


def _decided(cast: Cast, year: Campaign, draft: Decision) -> None:
    issue_decision(decision=decision(year, cast["G1"], ["member"], number="1"), actor=OPERATOR)


@pytest.mark.parametrize(
    ("given", "says", "leads_to"),
    [
        (
            _unknown,
            "Chưa đủ căn cứ xếp loại 1 trường hợp",
            "/bo-sung/2021/ai/",
        ),
        (_over, "vượt số tối đa", "/bang/2021/G1/?kind=member"),
        (_stale, "xếp loại lại trước khi ban hành", ""),
        (_no_number, "Quyết định chưa có số", "#number"),
        (_no_signer, "Quyết định chưa có chức vụ người ký", "#signer_post"),
        (_nobody, "không có thẩm quyền|Không có trường hợp nào", "#covers"),
        (_decided, "Đã thuộc quyết định số 1", "/quyet-dinh/2021/"),
    ],
)
def test_what_speaks_against_it_is_said_with_the_next_step_and_stops_it(
    cast: Cast,
    year: Campaign,
    as_: Browser,
    draft: Decision,
    *,
    given: Callable[[Cast, Campaign, Decision], None],
    says: str,
    leads_to: str,
) -> None:
    given(cast, year, draft)
    client = as_(Role.GRASSROOTS, "G1")
    shown = client.get(page(draft)).content.decode()
    against = re.search(r'<ol class="against-list">(.*?)</ol>', shown, re.DOTALL)
    assert against is not None
    assert re.search(says, against[1])
    assert f'href="{leads_to}' in against[1] or not leads_to
    send(client, draft, act="issue", confirm="12-QĐ/ĐU")
    assert Decision.objects.get(pk=draft.pk).status == "draft"


def test_autosave_answers_with_the_time_and_never_with_the_form(
    as_: Browser, draft: Decision
) -> None:
    client = as_(Role.GRASSROOTS, "G1")
    said = {
        "act": "save",
        "number": "15-QĐ/ĐU",
        "decided_on": "24/12/2021",
        "signer_post": "Phó Bí thư",
        "covers": ["member"],
        "bases": "Căn cứ <b>A</b> & B",
    }
    answer = client.post(page(draft), said, headers=HTMX).content.decode()
    assert re.search(r"Đã lưu lúc \d\d:\d\d:\d\d", answer)
    assert '<textarea id="bases"' not in tight(answer)
    assert "Căn cứ &lt;b&gt;A&lt;/b&gt; &amp; B" in answer
    kept = Decision.objects.get(pk=draft.pk)
    assert (kept.number, kept.signer_post, f"{kept.decided_on}") == (
        "15-QĐ/ĐU",
        "Phó Bí thư",
        "2021-12-24",
    )


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"decided_on": "tháng sau"}, "Ngày ký"),
        ({"covers": []}, "Đối tượng"),
        ({"number": "7"}, "Số 7 đã dùng"),
    ],
)
def test_what_cannot_be_saved_says_why_and_keeps_what_was_there(
    cast: Cast,
    year: Campaign,
    as_: Browser,
    draft: Decision,
    *,
    wrong: dict[str, object],
    says: str,
) -> None:
    decision(year, cast["G1"], ["organisation"], number="7")
    said = {
        "act": "save",
        "number": "15",
        "decided_on": "24/12/2021",
        "covers": ["member"],
        **wrong,
    }
    answer = as_(Role.GRASSROOTS, "G1").post(page(draft), said, headers=HTMX).content.decode()
    assert "Chưa lưu." in answer
    assert says in answer
    assert Decision.objects.get(pk=draft.pk).number == "12-QĐ/ĐU"


def test_a_clash_shows_both_sides(as_: Browser, draft: Decision) -> None:
    one, other = as_(Role.GRASSROOTS, "G1"), as_(Role.UPPER_LEVEL, "U1")
    said = {
        "act": "save",
        "decided_on": "20/12/2021",
        "covers": ["member"],
        "signer_post": "Bí thư",
    }
    seen = re.search(r'id="seen" value="(\w+)"', other.get(page(draft)).content.decode())
    assert seen is not None
    one.post(page(draft), {**said, "number": "20"}, headers=HTMX)
    answer = other.post(
        page(draft), {**said, "number": "21", "seen": seen[1]}, headers=HTMX
    ).content.decode()
    assert "Hai người cùng sửa" in answer
    assert re.search(r"Đã lưu:</span>20<.*Bản đồng chí sửa:</span>21<", tight(answer))
    assert Decision.objects.get(pk=draft.pk).number == "20"


def test_readers_see_the_paper_but_no_form(as_: Browser, draft: Decision) -> None:
    for role, code in ((Role.AUDITOR, "P"), (Role.INSPECTOR, "U1")):
        shown = as_(role, code).get(page(draft)).content.decode()
        assert "ĐẢNG CỘNG SẢN VIỆT NAM" in shown
        assert 'name="act"' not in shown
        assert (
            as_(role, code).post(page(draft), {"act": "issue", "confirm": draft.number}).status_code
            == 403
        )


def test_for_outsiders_there_is_no_such_page(as_: Browser, draft: Decision) -> None:
    outside = as_(Role.UPPER_LEVEL, "U2")
    assert outside.get(page(draft)).status_code == 404
    assert outside.post(page(draft), {"act": "issue", "confirm": draft.number}).status_code == 404
    assert outside.get("/quyet-dinh/2021/moi/G1/").status_code == 404
    assert draft.number not in outside.get("/quyet-dinh/2021/").content.decode()


def test_one_decision_is_reopened_with_a_reason(
    cast: Cast, year: Campaign, as_: Browser, draft: Decision
) -> None:
    other = decision(year, cast["G3"], ["member"])
    for one in (draft, other):
        issue_decision(decision=one, actor=OPERATOR)
    client = as_(Role.GRASSROOTS, "G1")
    assert "Mở lại quyết định phải nêu lý do" in send(client, draft, act="reopen", reason=" ")
    shown = send(client, draft, act="reopen", reason="Sai số liệu chỉ tiêu")
    assert "đang" not in shown or "Dự thảo quyết định" in shown
    assert dict(Decision.objects.values_list("number", "status")) == {
        "12-QĐ/ĐU": "reopened",
        "G3-QĐ": "issued",
    }
    assert DecisionItem.objects.filter(decision=draft).count() == 0
    assert "không có gì để mở lại" in send(client, draft, act="reopen", reason="lần nữa")


def test_the_list_shows_what_waits_first(
    cast: Cast, year: Campaign, as_: Browser, draft: Decision
) -> None:
    done = decision(year, cast["G2"], ["member"], number="2-QĐ/CB")
    issue_decision(decision=done, actor=OPERATOR)
    client = as_(Role.UPPER_LEVEL, "U1")
    shown = tight(client.get("/quyet-dinh/2021/").content.decode())
    assert shown.index("12-QĐ/ĐU") < shown.index("2-QĐ/CB</a>")
    assert "12-QĐ/ĐU" not in client.get("/quyet-dinh/2021/?status=issued").content.decode()
    assert (
        "Không có quyết định nào khớp"
        in client.get("/quyet-dinh/2021/?q=khong-co").content.decode()
    )
    assert (
        "Chưa có quyết định nào"
        in as_(Role.UPPER_LEVEL, "U2").get("/quyet-dinh/2021/").content.decode()
    )


def test_a_decision_begins_from_its_address(cast: Cast, year: Campaign, as_: Browser) -> None:
    client = as_(Role.GRASSROOTS, "G1")
    shown = client.get("/quyet-dinh/2021/moi/G1/?kind=member").content.decode()
    assert "Soạn quyết định cho 24 trường hợp" in shown
    response = client.post("/quyet-dinh/2021/moi/G1/", {"covers": ["member"]})
    made = Decision.objects.get()
    assert response.headers["Location"] == page(made)
    again = client.get("/quyet-dinh/2021/moi/G1/?kind=member").content.decode()
    assert f'href="{page(made)}"' in again


def test_an_issued_decision_shows_its_seal_and_how_to_verify_it(
    as_: Browser, draft: Decision
) -> None:
    client = as_(Role.GRASSROOTS, "G1")
    assert "Mắt xích số" not in client.get(page(draft)).content.decode()
    issue_decision(decision=draft, actor=OPERATOR)
    link = Link.objects.get(kind="decision")
    shown = client.get(page(draft)).content.decode()
    assert f"Mắt xích số {link.position}" in shown
    assert f"<code>{link.short}</code>" in shown
    assert f'thidua seals verify --head "{link.printed}"' in shown
    assert f"Mã niêm phong: {link.printed}" in shown
    assert look_for(link.printed)[0]
    with transaction.atomic():
        seal("note", "later", b"{}", bytes(32))
    assert f"Cuối chuỗi lúc này: mắt xích số {link.position + 1}" in tight(
        client.get(page(draft)).content.decode()
    )


def test_a_decision_from_before_there_were_seals_says_so(as_: Browser, draft: Decision) -> None:
    Decision.objects.filter(pk=draft.pk).update(status="issued", issued_at=timezone.now())
    with transaction.atomic():
        seal("note", "another", b"{}", bytes(32))
    shown = as_(Role.GRASSROOTS, "G1").get(page(draft)).content.decode()
    assert "Ban hành trước khi phần mềm có niêm phong" in shown
