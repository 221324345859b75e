"""Data of several people leave the house only by who may take them, never unwritten; those they are
about learn of it.
"""

import datetime as dt
from collections.abc import Callable
from typing import cast

import pytest
from django.conf import LazySettings
from django.db import ProgrammingError, transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client
from django.utils import timezone

from tests.ballots.town import SEALED
from tests.pages.conftest import _user
from tests.pages.table import PAGES
from tests.second_factor import signed_in_now
from tests.web.town import ISSUED, Town
from thidua.access import preparing
from thidua.access.models import Export, PreparedFile, Preparing
from thidua.accounts.models import Role, RoleGrant, User
from thidua.organisations.models import Organisation, Person

As = Callable[[str], Client]
MEMBERS = "/nam/2021/danh-sach/?subject_type=member"
FIGURES, POOLS = "/nam/2021/?format=xlsx", "/nam/2021/nhom/?subject_type=member&format=csv"
TAKERS = ("province", "upper_level", "grassroots", "cell", "inspector")

DOWNLOADS = [
    (f"{MEMBERS}&format=csv", {*TAKERS}),
    (f"{MEMBERS}&format=xlsx", {*TAKERS}),
    (FIGURES, {*TAKERS}),
    (POOLS, {*TAKERS}),
    ("/nam/2021/khen-thuong/?format=csv", {*TAKERS}),
    ("/nam/2021/khen-thuong/?format=xlsx", {*TAKERS}),
    ("/bang/2021/GL/?kind=organisation&format=xlsx", {"province", "upper_level", "inspector"}),
    ("/bang/2021/GL01A/?format=xlsx", {*TAKERS}),
    ("/bang/2021/GL/phieu/?kind=organisation", {"province", "upper_level", "inspector"}),
    ("/phieu/2021/GL01A/", {*TAKERS}),
    (f"/quyet-dinh/2021/{ISSUED}/quyet-dinh.docx", {*TAKERS, "auditor"} - {"cell"}),
    (f"/quyet-dinh/2021/{ISSUED}/quyet-dinh.pdf", {*TAKERS, "auditor"} - {"cell"}),
    ("/nam/2021/dang-ky/GL01/ban-dang-ky.docx", {*TAKERS, "auditor"} - {"cell"}),
    ("/nam/2021/dang-ky/GL01/ban-dang-ky.pdf", {*TAKERS, "auditor"} - {"cell"}),
    ("/nam/2021/hop-kiem-diem/9901/bien-ban.docx", {*TAKERS, "auditor"}),
    ("/nam/2021/hop-kiem-diem/9901/bien-ban.pdf", {*TAKERS, "auditor"}),
    (f"/nam/2021/bo-phieu/{SEALED}/bien-ban.docx", {*TAKERS, "auditor"}),
    (f"/nam/2021/bo-phieu/{SEALED}/bien-ban.pdf", {*TAKERS, "auditor"}),
    ("/nap-du-lieu/mau/members/?filled=1", {"province"}),
    ("/nap-du-lieu/mau/facts/?filled=1", {"province", "upper_level", "grassroots"}),
]
NO_PEOPLE = {
    "rating_proof_script": "a script, alike for everybody",
    f"/nam/2021/bo-phieu/{SEALED}/tep/dem_lai.py": "a script, alike for everybody",
    "ballot_sheets": "slips that everybody in the room is given, with names and nothing else",
    "conference_minutes": "guests by name and post, of whom nothing else is stored",
    "/nap-du-lieu/mau/members/": "an empty template",
    "/nap-du-lieu/mau/facts/": "an empty template",
    "/xep-loai/2021/member/DV0003/phieu.pdf": "one person's: a look",
    "/xep-loai/2021/organisation/GL01/phieu.pdf": "about no person",
    "/nam/2021/bang-trang-thai/?format=xlsx": "about units, no person",
    "indicators": "about units, no person",
    "state_board": "about units, no person",
    "state_board_of": "about units, no person",
    "movement_list": "units and their tasks, no person",
    "movement": "about units, no person",
    "movement_of": "about units, no person",
    "pact": "about units, no person",
    "progress_calendar": "days of a unit's tasks, no person",
    "points": "about units, no person",
    "form_template_beginning": "names of values, no person",
    "own_file_taken": "one's own: written down by tests/own_file",
    "mfa_download_recovery_codes": "one's own",
}
SHOWN = ("text/html", "image/", "application/json")
"""Files that are no export: by address, or by the name of the page."""


@pytest.mark.parametrize(("address", "takers"), DOWNLOADS, ids=[one for one, _ in DOWNLOADS])
def test_whoever_may_take_a_file_gets_it_and_nobody_else(
    as_: As, address: str, takers: set[str]
) -> None:
    got = {}
    for who in (*TAKERS, "auditor", "administrator", "member", "nobody"):
        response = as_(who).get(address)
        got[who] = "attachment" in response.headers.get("Content-Disposition", "")
    assert {who for who, is_file in got.items() if is_file} == takers


@pytest.mark.parametrize("address", [one for one, _ in DOWNLOADS])
def test_what_leaves_is_written_down_once_with_who_what_and_how_many(as_: As, address: str) -> None:
    as_("province").get(address)
    made = Export.objects.get()
    assert made.exported_by is not None
    assert (made.exported_by.username, made.role) == ("province", Role.PROVINCE)
    assert made.paths
    about_units = "organisation" in address or "dang-ky" in address
    assert made.people > 0 or about_units or address in {FIGURES, POOLS}
    assert made.form in address or "phieu" in address or made.form == "xlsx"


def test_no_page_hands_out_a_file_that_is_not_written_down(as_: As) -> None:
    """Every address of the table, as a page and as the files that its address may ask for."""
    client = as_("province")
    unwritten = []
    for name, address, _ in PAGES:
        if name in NO_PEOPLE or address in NO_PEOPLE:
            continue
        joined = "&" if "?" in address else "?"
        for asked in ("", "format=csv", "format=xlsx", "filled=1"):
            before = Export.objects.count()
            response = client.get(f"{address}{joined}{asked}" if asked else address)
            kind = response.headers.get("Content-Type", "")
            if name == "import_template" and asked != "filled=1":
                continue  # empty, without anybody's data
            is_file = response.status_code == 200 and not kind.startswith(SHOWN)
            if is_file and Export.objects.count() == before:
                unwritten.append((name, address, asked, kind))
    public = {name for name, *_ in unwritten if name.startswith("public")}
    assert [one for one in unwritten if one[0] not in public] == []


def test_the_api_leaves_a_row_for_each_page_of_people(as_: As) -> None:
    client = as_("auditor")
    assert client.get("/api/v1/years/2021/boards/member/GL01A").status_code == 200
    made = Export.objects.get()
    assert (made.what, made.form, made.by) == ("api", "json", str(made.exported_by))
    assert made.listed
    assert (made.role, made.place) != ("", "")


def test_those_who_only_look_are_offered_no_file(as_: As) -> None:
    for address in (MEMBERS, "/nam/2021/khen-thuong/", "/bang/2021/GL01A/", "/to-chuc/GL01A/"):
        offered = ("format=xlsx", "/phieu/2021/")
        assert any(one in as_("inspector").get(address).content.decode() for one in offered)
        assert not any(one in as_("auditor").get(address).content.decode() for one in offered)
    refused = as_("auditor").get(f"{MEMBERS}&format=csv")
    assert refused.status_code == 403
    assert not Export.objects.exists()


def test_the_log_only_grows(as_: As) -> None:
    as_("cell").get(f"{MEMBERS}&format=csv")
    for change in (Export.objects.all().delete, lambda: Export.objects.update(people=0)):
        with pytest.raises(ProgrammingError), transaction.atomic():
            change()


# Those it is about
# --------------------------------------------------------------------------------------------------


def told(client: Client) -> str:
    return client.get("/ho-so/luot-xem/").content.decode()


def test_a_person_reads_of_the_lists_they_were_in_and_of_no_others(as_: As) -> None:
    assert "Trong những tệp" not in told(as_("member"))
    as_("cell").get(f"{MEMBERS}&format=csv")
    page = told(as_("member"))
    assert "Trong những tệp đã được lấy ra" in page
    assert "Chi bộ thôn Thung Độc" in page
    assert f'<td class="number">{Export.objects.get().people}</td>' in page
    assert "Trong những tệp" not in told(as_("member_outside"))


def test_a_narrowed_list_tells_those_who_are_in_it_alone(as_: As) -> None:
    as_("province").get(f"{MEMBERS}&level=outstanding&format=csv")
    listed = Export.objects.get().listed
    assert listed is not None
    own = Person.objects.get(code="DV0003").pk
    assert ("Trong những tệp" in told(as_("member"))) == (own in listed)


def test_a_list_of_organisations_is_about_nobody(as_: As) -> None:
    as_("province").get("/nam/2021/danh-sach/?subject_type=organisation&format=csv")
    assert Export.objects.get().people == 0
    assert "Trong những tệp" not in told(as_("member"))


def test_a_year_in_which_somebody_was_not_there_is_not_told(as_: As, town: Town) -> None:
    Export.objects.create(
        by="x", what="list", form="csv", year=1931, paths=["/"], people=9, subjects="member"
    )
    root = Organisation.objects.get(code="XD").path
    Export.objects.create(
        by="y", what="list", form="csv", year=1931, paths=[root], people=9, subjects="member"
    )
    assert "Trong những tệp" not in told(as_("member"))


def test_the_province_reads_the_log_by_who_of_whom_and_year(as_: As) -> None:
    as_("cell").get(f"{MEMBERS}&format=csv")
    as_("upper_level_outside").get("/nam/2021/khen-thuong/?format=csv")
    client = as_("province")

    def rows(query: str = "") -> int:
        return client.get(f"/nhat-ky-xuat/{query}").content.decode().count('<th scope="row">')

    assert rows() == Export.objects.count() == 2
    assert rows("?q=cell") == 1
    assert rows("?q=DV0003") == 1
    assert rows("?year=2021") == 2
    assert rows("?year=2020") == rows("?q=khong-ai") == 0


# Everything at once
# --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [f"{MEMBERS}&format=csv", "/nap-du-lieu/mau/members/?filled=1", "/phieu/2021/XD/"],
)
def test_where_everything_leaves_an_old_sign_in_is_asked_again(town: Town, address: str) -> None:
    user = _user(town, "province")
    old = signed_in_now(user, minutes_ago=60)
    response = old.get(address)
    assert response.status_code == 302
    assert "reauthenticate" in response.headers["Location"]
    assert not Export.objects.exists()
    assert signed_in_now(user).get(address).status_code == 200
    part = f"{MEMBERS}&under=GL&format=csv"
    assert old.get(part).status_code == 200


# Files that the worker makes
# --------------------------------------------------------------------------------------------------


@pytest.fixture
def small(settings: LazySettings) -> None:
    """A house in which three people are too many for a page."""
    settings.EXPORT_ROWS_AT_ONCE = 3


def body_of(response: object) -> bytes:
    if isinstance(response, StreamingHttpResponse):
        return b"".join(cast("list[bytes]", response.streaming_content))
    return cast("HttpResponse", response).content


@pytest.mark.parametrize(
    "address",
    [
        f"{MEMBERS}&format=csv",
        "/nap-du-lieu/mau/facts/?filled=1",
        "/nap-du-lieu/mau/members/?filled=1",
    ],
)
def test_a_large_file_is_made_by_the_worker_and_is_the_same(
    as_: As, settings: LazySettings, address: str
) -> None:
    client = as_("province")
    direct = body_of(client.get(address))
    settings.EXPORT_ROWS_AT_ONCE = 3
    at = client.get(address).headers["Location"]
    file = PreparedFile.objects.get()
    assert at == f"/tep-xuat/{file.pk}/"
    assert "Đang chờ" in client.get(at).content.decode()
    assert client.get(f"{at}tai-ve/").status_code == 404
    preparing.work_on(file.pk)
    assert "Tải tệp" in client.get(at).content.decode()
    taken = client.get(f"{at}tai-ve/")
    assert taken.headers["Content-Disposition"].startswith("attachment")
    body = body_of(taken)
    assert int(taken.headers["Content-Length"]) == len(body)
    assert body == direct or (body[:2] == b"PK" and abs(len(body) - len(direct)) < 100)
    assert Export.objects.count() == 2


@pytest.mark.usefixtures("small")
def test_one_at_a_time_for_an_account_and_for_who_asked_alone(as_: As) -> None:
    client = as_("province")
    first = client.get(f"{MEMBERS}&format=csv").headers["Location"]
    assert client.get(f"{MEMBERS}&format=csv").headers["Location"] == first
    other = client.get(f"{MEMBERS}&format=xlsx").headers["Location"]
    assert other == f"{first}?another=1"
    assert "xong rồi mới xin được tệp khác" in client.get(other).content.decode()
    assert Export.objects.count() == PreparedFile.objects.count() == 1
    preparing.work_on(PreparedFile.objects.get().pk)
    for who in ("upper_level", "auditor", "administrator"):
        assert as_(who).get(first).status_code == 404
        assert as_(who).get(f"{first}tai-ve/").status_code == 404


@pytest.mark.usefixtures("small")
def test_whoever_lost_the_role_gets_no_file_any_more(as_: As) -> None:
    at = as_("upper_level").get(f"{MEMBERS}&format=csv").headers["Location"]
    preparing.work_on(PreparedFile.objects.get().pk)
    RoleGrant.objects.filter(user__username="upper_level").delete()
    assert as_("upper_level").get(f"{at}tai-ve/").status_code in {403, 404}
    assert User.objects.filter(username="upper_level").exists()


@pytest.mark.usefixtures("small")
def test_a_file_that_fails_says_so_and_blocks_nothing(
    as_: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = as_("province")
    at = client.get(f"{MEMBERS}&format=csv").headers["Location"]
    monkeypatch.setattr(preparing, "_parts", lambda response: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        preparing.work_on(PreparedFile.objects.get().pk)
    assert "Chưa làm được tệp này" in client.get(at).content.decode()
    assert client.get(f"{MEMBERS}&format=csv").headers["Location"] != at


@pytest.mark.usefixtures("small")
def test_a_file_is_gone_when_its_time_is_over(as_: As) -> None:
    client = as_("province")
    at = client.get(f"{MEMBERS}&format=csv").headers["Location"]
    preparing.work_on(PreparedFile.objects.get().pk)
    assert preparing.purge() == 0
    PreparedFile.objects.update(kept_until=timezone.now() - dt.timedelta(seconds=1))
    assert preparing.purge() == 1
    assert client.get(at).status_code == 404
    assert Export.objects.filter(what="list").exists()
    assert Preparing.READY
