"""Bodies beside the tree: added, changed and ended by officers; never rated, never in a pool."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from tests.pages.conftest import BODY, _user
from tests.second_factor import signed_in_now
from tests.web.town import Town, build
from thidua.accounts.models import Role, RoleGrant, User
from thidua.bodies.actions import BodyDetails, add_body, change_body, end_body
from thidua.bodies.criteria import known_criteria
from thidua.bodies.errors import BodyError
from thidua.bodies.models import AdvisoryBody, BodyKind
from thidua.bodies.queries import bodies_for, bodies_found
from thidua.notices.telling import acting_for
from thidua.organisations.models import Organisation
from thidua.roster.actions import freeze_roster
from thidua.roster.models import RosterEntry
from thidua.web.clock import today

Who = Callable[[str], User]
As = Callable[[str], Client]
NEW = "/co-quan-phoi-hop/moi/"
DETAILS = BodyDetails(BodyKind.ADVISORY, "Uỷ ban Kiểm tra Huyện uỷ Gia Lộc")


def names(actor: User, **wanted: object) -> set[str]:
    return {one.name for one in bodies_found(actor, **wanted)}  # type: ignore[arg-type]


# Never in the tree, the roster or a pool
# --------------------------------------------------------------------------------------------------


def test_bodies_are_neither_organisations_nor_rated_nor_in_a_pool(db: None) -> None:
    town = build()

    def rated() -> list[tuple[str, str, str]]:
        entries = RosterEntry.objects.filter(campaign=town.campaign)
        return sorted(entries.values_list("code", "subject_type", "excluded_by"))

    before, organisations = rated(), Organisation.objects.count()
    for kind in BodyKind:
        details = BodyDetails(kind, f"Cơ quan {kind}")
        add_body(committee=town["GL"], details=details, actor=_user(town, "upper_level"))
    town.campaign.decisions.all().delete()
    freeze_roster(campaign=town.campaign, actor=_user(town, "province"), refreeze=True)
    assert rated() == before
    assert Organisation.objects.count() == organisations


def test_the_tree_and_the_search_do_not_know_them(as_: As) -> None:
    for address in ("/to-chuc/", "/to-chuc/GL/", "/tim/?q=Dân+vận"):
        assert "Ban Dân vận" not in as_("upper_level").get(address).content.decode()


# Added, changed, ended
# --------------------------------------------------------------------------------------------------


def test_officers_of_the_committee_add_a_body_on_its_page(as_: As, town: Town) -> None:
    criterion = next(iter(known_criteria()))
    sent = {
        "kind": "advisory",
        "name": "  Ban Tuyên giáo Huyện uỷ  ",
        "committee": "Đảng bộ huyện Gia Lộc",
        "criteria": [criterion],
        "contact": "0220 3 123 456",
    }
    response = as_("upper_level").post(NEW, sent, follow=True)
    page = response.content.decode()
    body = AdvisoryBody.objects.get(name="Ban Tuyên giáo Huyện uỷ")
    assert (body.committee, body.criteria) == (town["GL"], [criterion])
    assert "Đã thêm Ban Tuyên giáo Huyện uỷ." in page
    assert str(known_criteria()[criterion]) in page
    assert "0220 3 123 456" in page


def test_the_form_says_what_is_wrong_and_keeps_what_was_typed(as_: As) -> None:
    sent = {"kind": "advisory", "name": "Ban Dân vận Huyện uỷ Gia Lộc", "committee": "GL"}
    response = as_("upper_level").post(NEW, sent | {"contact": "số 5 phố Huyện"})
    page = response.content.decode()
    assert response.status_code == 400
    assert "đã có “Ban Dân vận Huyện uỷ Gia Lộc” đang hoạt động" in page
    assert 'value="số 5 phố Huyện"' in page


@pytest.mark.parametrize(
    ("code", "details", "words"),
    [
        ("GL", BodyDetails(BodyKind.MASS, " "), "Hãy ghi tên cơ quan"),
        ("GL01A", DETAILS, "không có cấp uỷ đang hoạt động"),
        ("GL", BodyDetails(BodyKind.MASS, "Hội", criteria=("no_such",)), "“no_such”"),
    ],
)
def test_refused_with_what_would_be_right(
    town: Town, who: Who, code: str, details: BodyDetails, words: str
) -> None:
    with pytest.raises(BodyError) as caught:
        add_body(committee=town[code], details=details, actor=who("province"))
    assert words in caught.value.text.vi


@pytest.mark.parametrize("name", ["upper_level_outside", "grassroots", "inspector", "member"])
def test_nobody_else_changes_them(who: Who, town: Town, name: str) -> None:
    body = AdvisoryBody.objects.get(pk=BODY)
    with pytest.raises(PermissionDenied):
        add_body(committee=town["GL"], details=DETAILS, actor=who(name))
    with pytest.raises(PermissionDenied):
        change_body(body=body, details=DETAILS, actor=who(name))
    with pytest.raises(PermissionDenied):
        end_body(body=body, ends_on=today(), reason="x", actor=who(name))


def test_an_ended_body_changes_no_more_and_its_name_is_free_again(town: Town, who: Who) -> None:
    body, officer = AdvisoryBody.objects.get(pk=BODY), who("upper_level")
    end_body(body=body, ends_on=today(), reason="sáp nhập", actor=officer)
    AdvisoryBody.objects.filter(pk=BODY).update(ends_on=today() - dt.timedelta(1))
    with pytest.raises(BodyError, match="không sửa được nữa"):
        change_body(body=body, details=DETAILS, actor=officer)
    details = BodyDetails(BodyKind.ADVISORY, body.name)
    again = add_body(committee=town["GL"], details=details, actor=officer)
    assert bodies_for(town["GL"]) == [again]
    assert names(officer, ended=True) == {body.name}


@pytest.mark.parametrize(
    ("ends_on", "reason", "words"),
    [("01/01/2020", "x", "Ngày cuối không được trước"), ("31/12/2030", "", "Lý do")],
)
def test_ending_wants_a_day_to_come_and_a_reason(
    as_: As, ends_on: str, reason: str, words: str
) -> None:
    sent = {"ends_on": ends_on, "reason": reason}
    response = as_("upper_level").post(f"/co-quan-phoi-hop/{BODY}/dung/", sent)
    assert response.status_code == 400
    assert words in response.content.decode()
    assert AdvisoryBody.objects.get(pk=BODY).ends_on is None


@pytest.mark.parametrize("name", ["Ban ế", "Ban e\u0302\u0301", "“Ban” <b>Tổ chức</b>", "Ban 🏛️"])
def test_odd_signs_stay_signs(as_: As, name: str) -> None:
    sent = {"kind": "mass", "name": name, "committee": "GL"}
    page = as_("upper_level").post(NEW, sent, follow=True)
    assert page.status_code == 200
    assert "<b>Tổ chức</b>" not in page.content.decode()
    again = as_("upper_level").post(NEW, sent)
    assert again.status_code == 400


# Seen
# --------------------------------------------------------------------------------------------------


def test_whoever_stands_below_sees_the_bodies_of_the_committees_above(who: Who, town: Town) -> None:
    add_body(
        committee=town["GL02"],
        details=BodyDetails(BodyKind.MASS, "Hội Nông dân xã Gia Tân"),
        actor=who("upper_level"),
    )
    assert names(who("cell")) == {"Ban Dân vận Huyện uỷ Gia Lộc"}
    assert names(who("upper_level")) == {"Ban Dân vận Huyện uỷ Gia Lộc", "Hội Nông dân xã Gia Tân"}
    assert names(who("upper_level_outside")) == set()
    assert names(who("upper_level"), words="gia tan") == {"Hội Nông dân xã Gia Tân"}


def test_whoever_works_for_a_body_sees_it_alone_and_is_not_told_what_its_committee_is(
    narrow: User, body: AdvisoryBody
) -> None:
    client = signed_in_now(narrow)
    page = client.get("/co-quan-phoi-hop/").content.decode()
    assert body.name in page
    assert "Ban Dân vận" not in page
    assert client.get(f"/co-quan-phoi-hop/{body.pk}/").status_code == 200
    assert client.get(f"/co-quan-phoi-hop/{BODY}/").status_code == 404
    assert client.get(f"/co-quan-phoi-hop/{body.pk}/sua/").status_code == 404
    home = client.get("/").content.decode()
    assert "chỉ làm việc của Ban Tổ chức Huyện uỷ Gia Lộc" in home
    assert 'href="/co-quan-phoi-hop/"' in home
    assert narrow.pk not in acting_for([body.committee])[body.committee_id]


def test_the_page_names_who_works_for_the_body_to_those_who_may_change_it(
    as_: As, narrow: User, body: AdvisoryBody
) -> None:
    address = f"/co-quan-phoi-hop/{body.pk}/"
    assert narrow.username in as_("upper_level").get(address).content.decode()
    assert f"<code>{narrow.username}</code>" not in as_("cell").get(address).content.decode()


def test_an_empty_list_says_what_to_do(as_: As) -> None:
    assert (
        "Chưa có cơ quan phối hợp nào"
        in as_("upper_level_outside").get("/co-quan-phoi-hop/").content.decode()
    )
    assert (
        "khớp với bộ lọc" in as_("upper_level").get("/co-quan-phoi-hop/?kind=mass").content.decode()
    )


def test_the_administrator_grants_for_a_body_by_its_name(as_: As, who: Who) -> None:
    user = who("nobody")
    sent = {
        "form": "vai-tro",
        "role": Role.UPPER_LEVEL,
        "organisation": "GL",
        "body": "Ban Dân vận Huyện uỷ Gia Lộc",
        "starts_on": "01/01/2021",
        "reason": "QĐ 5",
    }
    as_("administrator").post("/tai-khoan/quan-tri/nobody/vai-tro/", sent)
    page = as_("administrator").get("/tai-khoan/quan-tri/nobody/").content.decode()
    assert "Ban Dân vận Huyện uỷ Gia Lộc" in page
    assert not RoleGrant.objects.filter(user=user).exists()
