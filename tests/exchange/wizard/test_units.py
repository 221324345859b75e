"""A unit below the province brings the facts of its own part of the tree, and sees nothing of the
others.
"""

import datetime as dt
import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.exchange import cast
from tests.exchange.wizard.conftest import content
from tests.second_factor import give_second_factor
from thidua.accounts.actors import Operator
from thidua.accounts.models import Delegation, Role, RoleGrant, User
from thidua.campaigns.models import Campaign
from thidua.decisions.models import Decision, DecisionItem
from thidua.exchange import actions, jobs, working
from thidua.exchange.actions import Sent
from thidua.exchange.books import Book
from thidua.exchange.errors import UndoRefusedError
from thidua.exchange.importing import import_files
from thidua.exchange.models import Upload
from thidua.exchange.queries import uploads_visible_to
from thidua.facts.models import FactSheet
from thidua.organisations.models import Organisation
from thidua.ratings.actions import classify
from thidua.ratings.staleness import is_fresh
from thidua.roster.models import RosterEntry

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("quick")]

# What lies outside of HU01, the part that these tests look from.
OUTSIDE = (
    *("HU02", "X02", "X02-1", "DV08", "DV09", "DV10"),
    *("Đảng bộ thành phố Chí Linh", "Đảng bộ phường Sao Đỏ", "Chi bộ khu dân cư số 1"),
    *("Hoàng Yến", "Đặng Xuân Ý", "Ngô Thế Vinh"),
)
MOST, OF_ALL_ROOMS = 12, 34
"""How often a page asks the database; the first page asks every room, and counts anew here."""
NOT_YOURS = "mã này không có trong phần của đơn vị, theo danh sách năm chốt ngày 30/11/2021"


def member(code: str, **more: Any) -> dict[str, Any]:
    return {"member": code, "duties": "excellent", "self_reviewed": True, **more}


@pytest.fixture
def as_officer(province: Path) -> Callable[..., User]:
    """Somebody with a role over an organisation."""

    def made(role: Role, code: str, name: str = "huyen") -> User:
        user = User.objects.create_user(name, display_name=f"Cán bộ {name}")
        since = dt.date(2020, 1, 1)
        RoleGrant.objects.create(
            user=user, role=role, organisation=Organisation.objects.get(code=code), starts_on=since
        )
        give_second_factor(user)
        return user

    return made


@pytest.fixture
def district(as_officer: Callable[..., User]) -> User:
    return as_officer(Role.UPPER_LEVEL, "HU01")


@pytest.fixture
def bring(tmp_path: Path) -> Callable[..., Upload]:
    """Send sheets of facts for a unit and let the worker check them."""

    def run(who: User, unit: str, book: Book = Book.FACTS, **sheets: cast.Rows) -> Upload:
        path = cast.write(tmp_path, book, sheets)
        organisation = Organisation.objects.get(code=unit)
        files = [Sent(path.name, path.read_bytes())]
        upload = actions.send_files(files=files, year=2021, unit=organisation, actor=who)
        working.check(upload_id=upload.pk, actor=who)
        return Upload.objects.get(pk=upload.pk)

    return run


def load(upload: Upload, who: User) -> Upload:
    actions.confirm(upload=upload, outcome=upload.outcome, actor=who)
    working.apply(upload_id=upload.pk, actor=who)
    return Upload.objects.get(pk=upload.pk)


def undo(upload: Upload, who: User) -> Upload:
    actions.request_undo(upload=upload, reason="nhầm", actor=who)
    working.undo(upload_id=upload.pk, actor=who)
    return Upload.objects.get(pk=upload.pk)


def browser(who: User) -> Client:
    client = Client()
    client.force_login(who)
    return client


def faults(upload: Upload) -> list[tuple[str, str, str]]:
    """Each fault: the cell, what stands there, what is wrong and would be right."""
    rows = [told for sheet in upload.sheets.all() for row in sheet.rows for told in row["faults"]]
    others = [told for sheet in upload.sheets.all() for told in sheet.others] + list(
        upload.summary["whole"]
    )
    return [
        (
            f"{told['letter']}{told['row'] or ''}",
            told["value"],
            f"{told['message'][0]} · {told['expected'][0]}",
        )
        for told in [*rows, *others]
    ]


def cells_of(body: bytes) -> str:
    """Every text of a workbook, comments too."""
    found = []
    for sheet in openpyxl.load_workbook(io.BytesIO(body)):
        for row in sheet.iter_rows():
            found += [f"{cell.value} {cell.comment.text if cell.comment else ''}" for cell in row]
    return "\n".join(found)


def everything_got(client: Client, upload: Upload) -> Iterator[tuple[str, str]]:
    """All that the officer gets to see of an upload and around it, by address."""
    own = f"/nap-du-lieu/{upload.pk}/"
    client.get("/")  # what is read once a process (framework texts) is not the page's
    sheets = [
        f"{own}?sheet={sheet.position}&part={part}"
        for sheet in upload.sheets.all()
        for part in ("errors", "warnings", "changes")
    ]
    for address in ("/", "/nap-du-lieu/", "/nap-du-lieu/tai-len/", own, *sheets):
        with CaptureQueriesContext(connection) as asked:
            response = client.get(address)
        assert response.status_code == 200, address
        assert len(asked) <= (OF_ALL_ROOMS if address == "/" else MOST), (address, len(asked))
        yield address, response.content.decode()
    kept = [sheet.__dict__ for sheet in upload.sheets.all()]  # the sentences in both languages
    yield (
        "kept for its pages",
        json.dumps([upload.summary, upload.note, kept], default=str, ensure_ascii=False),
    )
    for address in (f"{own}tep/0/?marked=1", "/nap-du-lieu/mau/facts/"):
        response = client.get(address)
        if response.status_code == 200:
            yield address, cells_of(response.content)


def leaks(client: Client, upload: Upload, *, typed: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Where something from outside shows that the officer did not write themselves."""
    return [
        (address, word)
        for address, text in everything_got(client, upload)
        for word in OUTSIDE
        if word not in typed and re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text)
    ]


def test_facts_of_the_own_part_are_loaded_and_make_the_year_stale(
    district: User, bring: Callable[..., Upload]
) -> None:
    year = Campaign.objects.get(year=2021)
    classify(campaign=year, actor=Operator())
    upload = bring(
        district,
        "HU01",
        member_facts=[member("DV01"), member("DV06")],
        collective_facts=[{"collective": "X01", "programme": "excellent"}],
        leader_facts=[{"member": "DV01", "organisation": "X01", "own_duties": "good"}],
    )
    assert (upload.state, upload.summary["changed"]) == ("ready", 4)
    assert load(upload, district).state == "applied"
    sheet = FactSheet.objects.get(roster_entry__code="DV06", roster_entry__subject_type="member")
    assert sheet.facts["duties"] == "excellent"
    assert not is_fresh(year)
    assert leaks(browser(district), upload) == []
    assert undo(Upload.objects.get(pk=upload.pk), district).state == "undone"
    sheet.refresh_from_db()
    assert sheet.facts["duties"] == "good"


def test_a_code_from_outside_is_refused_as_one_that_nobody_has(
    district: User, bring: Callable[..., Upload]
) -> None:
    before = content()
    upload = bring(
        district,
        "HU01",
        member_facts=[member("DV08"), member("DV77"), member("DV01")],
        organisation_facts=[
            {"organisation": "X02", "programme": "good"},
            {"organisation": "X09", "programme": "good"},
        ],
    )
    assert upload.state == "faulty"
    found = faults(upload)
    assert [fault[:2] for fault in found] == [
        ("A2", "DV08"),
        ("A3", "DV77"),
        ("A2", "X02"),
        ("A3", "X09"),
    ]
    theirs, nobodys, *_ = (told for *_, told in found)
    assert theirs.replace("DV08", "?").split(", gần nhất")[0] == nobodys.split(", gần nhất")[0]
    assert all(told.startswith(NOT_YOURS) for *_, told in found)
    assert content() == before


def test_nothing_that_the_officer_gets_names_anything_outside(
    district: User, bring: Callable[..., Upload]
) -> None:
    # Each row is a trap: codes next to codes outside, names of others, leaders and organisations of
    # the other district.
    typed = ("DV08", "X02", "DV10")
    upload = bring(
        district,
        "HU01",
        member_facts=[
            member("DV08", name="Ai đó"),
            member("DV100"),
            member("DV0 9"),
            member("DV01", name="Ai khác"),
        ],
        organisation_facts=[
            {"organisation": code, "programme": "good"} for code in ("HU2", "X02", "X02-", "X01")
        ],
        collective_facts=[
            {"collective": "H02", "programme": "good"},
            {"collective": "X02", "programme": "good"},
        ],
        leader_facts=[
            {"member": "DV10", "organisation": "X02", "own_duties": "good"},
            {"member": "DV01", "organisation": "X02", "own_duties": "good"},
            {"member": "DV08", "organisation": "X01", "own_duties": "good"},
            {"member": "DV01", "organisation": "X01-1", "own_duties": "good"},
        ],
    )
    assert upload.state == "faulty"
    assert leaks(browser(district), upload, typed=typed) == []
    hints = [
        told.rpartition("gần nhất là ")[2] for *_, told in faults(upload) if "gần nhất" in told
    ]
    own = ("DV01", "DV02", "DV03", "DV04", "DV05", "DV06", "DV07", "X01", "X01-1", "X01-2", "CQ01")
    assert {hint.strip("“”") for hint in hints} <= set(own)
    assert (upload.summary["new"], upload.summary["changed"]) == (
        0,
        2,
    )  # the rows of DV01 and X01, and no other


def test_what_the_committee_above_enters_is_not_the_units(
    as_officer: Callable[..., User], bring: Callable[..., Upload]
) -> None:
    commune = as_officer(Role.GRASSROOTS, "X01", "xa")
    upload = bring(
        commune,
        "X01",
        member_facts=[member("DV01")],
        organisation_facts=[
            {"organisation": code, "programme": "poor"} for code in ("X01", "X01-1")
        ],
        collective_facts=[{"collective": "X01", "programme": "poor"}],
        leader_facts=[{"member": "DV01", "organisation": "X01", "own_duties": "poor"}],
    )
    assert [(cell, value) for cell, value, _ in faults(upload)] == [
        ("A2", "X01"),
        ("A2", "X01"),
        ("A2", "DV01"),
    ]
    assert all(
        "do cấp uỷ cấp trên trực tiếp của đơn vị nhập" in told for *_, told in faults(upload)
    )


def test_a_cell_that_is_a_grassroots_organisation_keeps_its_members(
    as_officer: Callable[..., User], bring: Callable[..., Upload]
) -> None:
    school = as_officer(Role.GRASSROOTS, "CQ01", "truong")
    assert load(bring(school, "CQ01", member_facts=[member("DV06")]), school).state == "applied"


@pytest.mark.parametrize("book", [Book.ORGANISATIONS, Book.MEMBERS, Book.DECISIONS])
def test_other_workbooks_are_the_provinces(
    book: Book, district: User, bring: Callable[..., Upload]
) -> None:
    before = content()
    upload = bring(district, "HU01", book, **cast.everything()[book])
    assert upload.state == "faulty"
    assert [
        told for *_, told in faults(upload) if "do tỉnh nạp, đơn vị chỉ nạp được thông tin" in told
    ]
    assert content() == before


def test_sheets_of_the_year_as_a_whole_are_the_provinces(
    district: User, bring: Callable[..., Upload]
) -> None:
    sheets = cast.facts()
    upload = bring(
        district,
        "HU01",
        year=sheets["year"],
        member_facts=[member("DV01")],
        indicators=sheets["indicators"],
        limits=sheets["limits"],
    )
    told = [told for *_, told in faults(upload)]
    assert told == ["trang này do tỉnh nạp cho cả năm · bỏ trang này khỏi tệp"] * 3


def test_a_decided_subject_is_sealed_and_the_rest_is_still_shown(
    district: User, bring: Callable[..., Upload]
) -> None:
    decision = Decision.objects.get(number="12-QĐ/HU")
    Decision.objects.filter(pk=decision.pk).update(status="issued", issued_at=timezone.now())
    entries = RosterEntry.objects.filter(code__in=["DV01", "DV03"], subject_type="member")
    DecisionItem.objects.bulk_create(
        DecisionItem(
            decision=decision, roster_entry=entry, level="good", reached_low=3, reached_high=3
        )
        for entry in entries
    )
    FactSheet.objects.filter(
        roster_entry__code="DV03", roster_entry__subject_type="member"
    ).delete()
    before = content()
    upload = bring(district, "HU01", member_facts=[member("DV01"), member("DV02"), member("DV03")])
    assert [fault[:2] for fault in faults(upload)] == [("A2", "DV01"), ("A4", "DV03")]
    assert all("quyết định số 12-QĐ/HU" in told for *_, told in faults(upload))
    assert content() == before
    page = browser(district).get(f"/nap-du-lieu/{upload.pk}/?part=changes").content.decode()
    assert "DV02" in page


def test_a_role_lent_for_an_absence_brings_facts_and_ends_with_its_days(
    district: User, bring: Callable[..., Upload]
) -> None:
    stand_in = User.objects.create_user("thay", display_name="Người thay")
    give_second_factor(stand_in)
    today = timezone.localdate()
    lent = Delegation.objects.create(
        grant=district.grants.get(),
        delegate=stand_in,
        starts_on=today,
        ends_on=today,
        reason="nghỉ phép",
    )
    upload = bring(stand_in, "HU01", member_facts=[member("DV01")])
    actions.confirm(upload=upload, outcome=upload.outcome, actor=stand_in)
    earlier = today - dt.timedelta(days=1)
    Delegation.objects.filter(pk=lent.pk).update(starts_on=earlier, ends_on=earlier)
    before = content()
    with pytest.raises(PermissionDenied):  # by the time of writing the role is over
        jobs.apply(upload_id=upload.pk, user_id=stand_in.pk)
    upload.refresh_from_db()
    assert upload.state == "ready"
    assert "không còn quyền nạp" in upload.note["vi"]
    assert content() == before
    assert not uploads_visible_to(stand_in).exists()
    with pytest.raises(PermissionDenied):
        actions.discard(upload=upload, actor=stand_in)


def test_uploads_are_seen_from_above_and_acted_on_by_their_sender_or_the_province(
    district: User, officer: User, as_officer: Callable[..., User], bring: Callable[..., Upload]
) -> None:
    commune = as_officer(Role.GRASSROOTS, "X01", "xa")
    others = [
        as_officer(Role.UPPER_LEVEL, "HU02", "huyen2"),
        as_officer(Role.GRASSROOTS, "CQ01", "truong"),
    ]
    upload = bring(commune, "X01", member_facts=[member("DV01")])
    above = bring(district, "HU01", member_facts=[member("DV01")])
    seen = {
        who.username: set(uploads_visible_to(who)) for who in (commune, district, officer, *others)
    }
    assert seen == {
        "xa": {upload},
        "huyen": {upload, above},
        "an": {upload, above},
        "huyen2": set(),
        "truong": set(),
    }
    page = browser(district).get(f"/nap-du-lieu/{upload.pk}/").content.decode()
    assert "(người tải lên) hoặc tỉnh xác nhận" in page
    assert 'value="confirm"' not in page
    address = f"/nap-du-lieu/{upload.pk}/"
    assert (
        browser(district).post(address, {"act": "confirm", "outcome": upload.outcome}).status_code
        == 403
    )
    assert browser(others[0]).post(address, {"act": "discard"}).status_code == 404
    assert load(upload, officer).state == "applied"
    with pytest.raises(PermissionDenied):
        actions.request_undo(upload=upload, reason="nhầm", actor=district)
    assert undo(Upload.objects.get(pk=upload.pk), officer).state == "undone"


def test_undoing_is_refused_once_something_was_decided_on_it(
    district: User, bring: Callable[..., Upload]
) -> None:
    upload = load(bring(district, "HU01", member_facts=[member("DV01")]), district)
    issued = Decision.objects.get(number="125-QĐ/TU")
    Decision.objects.filter(pk=issued.pk).update(status="issued", issued_at=timezone.now())
    elsewhere = RosterEntry.objects.get(code="DV08", subject_type="member")
    DecisionItem.objects.create(
        decision=issued, roster_entry=elsewhere, level="good", reached_low=3, reached_high=3
    )
    page = browser(district).get(f"/nap-du-lieu/{upload.pk}/").content.decode()
    assert (
        "125-QĐ/TU" not in page
    )  # a decision about somebody else does not stand against it, and is not told
    about = RosterEntry.objects.get(code="DV01", subject_type="member")
    DecisionItem.objects.create(
        decision=issued, roster_entry=about, level="good", reached_low=3, reached_high=3
    )
    with pytest.raises(UndoRefusedError, match="125-QĐ/TU"):
        undo(upload, district)


def test_a_later_import_stands_against_undoing_and_its_files_are_not_named(
    district: User, bring: Callable[..., Upload], tmp_path: Path
) -> None:
    upload = load(bring(district, "HU01", member_facts=[member("DV01")]), district)
    later = cast.write(
        tmp_path, Book.FACTS, {"member_facts": [member("DV01", duties="poor")]}, name="Sao-Đỏ.xlsx"
    )
    assert import_files([later], year=2021, actor=Operator()).applied
    upload = undo(upload, district)
    assert upload.state == "applied"
    assert "đã được thay đổi sau lần nạp này" in upload.note["vi"]
    assert "Sao-Đỏ" not in upload.note["vi"]


def test_the_template_has_the_own_subjects_and_comes_back_unchanged(
    district: User, as_officer: Callable[..., User], bring: Callable[..., Upload], tmp_path: Path
) -> None:
    body = browser(district).get("/nap-du-lieu/mau/facts/?year=2021").content
    book = openpyxl.load_workbook(io.BytesIO(body))
    assert book.sheetnames == [
        "Đảng viên",
        "Tổ chức",
        "Tập thể lãnh đạo",
        "Cá nhân lãnh đạo",
        "Giải thích",
    ]
    assert [row[0].value for row in book["Tổ chức"].iter_rows(min_row=2)] == [
        "CQ01",
        "X01",
        "X01-1",
        "X01-2",
    ]
    upload = actions.send_files(
        files=[Sent("a.xlsx", body)],
        year=2021,
        unit=Organisation.objects.get(code="HU01"),
        actor=district,
    )
    working.check(upload_id=upload.pk, actor=district)
    upload.refresh_from_db()
    assert (upload.state, upload.summary["changed"], upload.summary["new"]) == ("ready", 0, 0)
    assert (
        "Xác nhận nạp" not in browser(district).get("/").content.decode()
    )  # nothing of it waits for anybody
    assert "Đã kiểm tra" in browser(district).get("/nap-du-lieu/").content.decode()
    school = as_officer(Role.GRASSROOTS, "CQ01", "truong")
    book = openpyxl.load_workbook(
        io.BytesIO(browser(school).get("/nap-du-lieu/mau/facts/").content)
    )
    assert book.sheetnames == ["Đảng viên", "Giải thích"]
    for address in ("mau/members/", "mau/facts/?unit=HU02"):
        assert browser(district).get(f"/nap-du-lieu/{address}").status_code == 404


def test_a_file_goes_through_the_form_into_the_unit(district: User, tmp_path: Path) -> None:
    path = cast.write(tmp_path, Book.FACTS, {"member_facts": [member("DV01")]})
    client = browser(district)
    with path.open("rb") as file:
        sent = {"files": file, "year": "2021", "unit": "HU02"}
        refused = client.post("/nap-du-lieu/tai-len/", sent)
    assert "Đơn vị: hãy chọn một đơn vị có trong danh sách" in refused.content.decode()
    assert not Upload.objects.exists()  # no unit of theirs was named
    with path.open("rb") as file:
        client.post("/nap-du-lieu/tai-len/", {"files": file, "year": "2021"})
    upload = Upload.objects.get()
    assert (upload.unit and upload.unit.code, upload.year) == ("HU01", 2021)


def test_whoever_has_two_units_says_for_which_one_a_file_is(district: User, tmp_path: Path) -> None:
    ward = Organisation.objects.get(code="X02")
    RoleGrant.objects.create(
        user=district, role=Role.GRASSROOTS, organisation=ward, starts_on=dt.date(2020, 1, 1)
    )
    client = browser(district)
    assert client.get("/nap-du-lieu/tai-len/").content.decode().count("Đảng bộ phường Sao Đỏ") == 1
    path = cast.write(tmp_path, Book.FACTS, {"member_facts": [member("DV01"), member("DV08")]})
    with path.open("rb") as file:
        client.post("/nap-du-lieu/tai-len/", {"files": file, "year": "2021", "unit": "X02"})
    upload = Upload.objects.get()
    working.check(upload_id=upload.pk, actor=district)
    assert [fault[:2] for fault in faults(Upload.objects.get())] == [
        ("A2", "DV01")
    ]  # HU01 is another unit of theirs


def test_before_a_roster_is_frozen_there_are_no_facts_to_load(
    district: User, bring: Callable[..., Upload]
) -> None:
    Campaign.objects.update(roster_frozen_at=None)
    client = browser(district)
    page = client.get("/nap-du-lieu/tai-len/").content.decode()
    assert "Năm của thông tin" in page, "the year is launched: what is registered may be sent"
    assert client.get("/nap-du-lieu/mau/facts/").status_code == 404
    upload = bring(district, "HU01", member_facts=[member("DV01")])
    assert "chưa chốt" in faults(upload)[0][2]
