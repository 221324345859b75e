"""Accounts for a whole cell by paper: printed by the committee, handed over by the secretary, used
once; and nothing of a code stands anywhere but on the paper.
"""

import datetime as dt
import logging
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from tests.code_sheets.conftest import ADDRESS, PASSWORD, Printing
from tests.second_factor import signed_in_now
from tests.web import town as module
from thidua.accounts.actors import scope_of
from thidua.accounts.acts import ties_of, told_to
from thidua.accounts.errors import AccountError
from thidua.accounts.granting import Holding, grant
from thidua.accounts.managing import disable
from thidua.accounts.models import AccountAct, Role, RoleGrant, User
from thidua.code_sheets.actions import (
    ask_for_sheet,
    confirm_handed,
    revoke_code,
    withdraw_sheet,
)
from thidua.code_sheets.codes import SIGNS, digest_of, new_code, read_code
from thidua.code_sheets.errors import CodeSheetError
from thidua.code_sheets.models import CodeSheet, CodeState, RevokedBecause, SheetCode
from thidua.code_sheets.paper import Strip, as_pdf
from thidua.code_sheets.printing import Wanted, print_sheet
from thidua.code_sheets.queries import members_of
from thidua.code_sheets.using import code_that_opens, use_code
from thidua.organisations.models import Organisation

READER = shutil.which("pdftotext")
PRINT, HAND, USE = "/to-ma/GL01A/", "/trao-ma/GL01A/", "/ma-mot-lan/"
OPENS_NOTHING = "Mã này không dùng được"


def code_of(number: str) -> SheetCode:
    return SheetCode.objects.filter(person__code=number).order_by("-pk")[0]


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


def uses(code: str, name: str = "chiquyen", password: str = PASSWORD) -> Client:
    """A browser in which a member types their code, then a name and a password."""
    client = Client()
    client.post(USE, {"code": code})
    client.post(f"{USE}tai-khoan/", {"username": name, "password": password, "again": password})
    return client


def is_refused(code: str, client: Client | None = None) -> bool:
    answer = (client or Client()).post(USE, {"code": code})
    return answer.status_code == 422 and OPENS_NOTHING in answer.content.decode()


# From the committee to the member
# --------------------------------------------------------------------------------------------------


def test_paper_makes_an_account_tied_to_its_owners_file(handed: Printing) -> None:
    code = handed("DV0005")["DV0005"]
    client = uses(code.lower().replace("-", " "))
    user = User.objects.get(username="chiquyen")
    assert user.person is not None
    assert user.person.code == "DV0005"
    assert scope_of(user).roles == frozenset()
    assert not user.must_change_password
    assert code_of("DV0005").state == CodeState.USED
    client.post("/tai-khoan/login/", {"login": "chiquyen", "password": PASSWORD})
    assert client.get("/xep-loai/2021/member/DV0005/").status_code == 200
    assert client.get("/xep-loai/2021/member/DV0006/").status_code == 404


def test_the_second_persons_rules_tell_of_it(
    handed: Printing, officer: User, secretary: User
) -> None:
    uses(handed("DV0005")["DV0005"])
    user = User.objects.get(username="chiquyen")
    (tie,) = ties_of(user.person_id or 0)
    assert (tie.asked_by, tie.answered_by, tie.state) == (officer, secretary, "agreed")
    assert [act.kind for act in told_to(user)] == ["link_person"]
    assert {act.kind for act in AccountAct.objects.filter(user=user)} == {"create", "link_person"}
    assert user.tied_at is not None


def test_pages_lead_from_one_to_the_next(
    strips: list[Strip], officer: User, secretary: User, cell: Organisation
) -> None:
    committee, chair = signed_in_now(officer), signed_in_now(secretary)
    page = committee.get(PRINT).content.decode()
    person = members_of(cell)[3].person
    assert person.full_name in page
    paper = committee.post(PRINT, {"row": [person.pk], "after": ""})
    assert paper["Content-Type"] == "application/pdf"
    assert "no-store" in paper["Cache-Control"]
    assert "attachment" in paper["Content-Disposition"]
    assert "Xác nhận 1 mã" in chair.get("/").content.decode()
    assert person.full_name in chair.get(HAND).content.decode()
    chair.post(HAND, {"row": [code_of(person.code).pk]})
    assert "đã trao" in chair.get(HAND).content.decode()
    uses(strips[0].code)
    assert User.objects.get(username="chiquyen").person == person


def test_everybody_without_an_account_is_ticked_at_first(
    officer: User, secretary: User, cell: Organisation
) -> None:
    page = signed_in_now(officer).get(PRINT).content.decode()
    assert page.count("checked") == 19  # of twenty: the secretary has an account with a role
    own = next(row for row in members_of(cell) if row.account == secretary)
    assert not own.printable


# Refused
# --------------------------------------------------------------------------------------------------


def test_before_the_secretarys_word_a_code_opens_nothing(printed: Printing) -> None:
    assert is_refused(printed("DV0005")["DV0005"])


def test_whoever_printed_does_not_confirm(
    printed: Printing, officer: User, cell: Organisation, town: module.Town
) -> None:
    RoleGrant.objects.create(
        user=officer, role=Role.CELL, organisation=cell, starts_on=dt.date(2020, 1, 1)
    )
    printed("DV0005")
    with pytest.raises(CodeSheetError, match="không tự xác nhận"):
        confirm_handed(cell=cell, codes=[code_of("DV0005").pk], actor=fresh(officer))
    page = signed_in_now(fresh(officer)).get(HAND).content.decode()
    assert "Xác nhận đã trao tận tay</button>" not in page
    assert code_of("DV0005").handed_at is None


def test_whoever_asked_does_not_confirm(
    officer: User, secretary: User, admin: User, cell: Organisation
) -> None:
    RoleGrant.objects.create(
        user=officer, role=Role.CELL, organisation=cell, starts_on=dt.date(2020, 1, 1)
    )
    asked = ask_for_sheet(cell=cell, actor=officer)
    print_sheet(cell=cell, wanted=Wanted(ADDRESS, asked=asked), actor=admin)
    with pytest.raises(CodeSheetError, match="không tự xác nhận"):
        confirm_handed(cell=cell, codes=[code_of("DV0005").pk], actor=fresh(officer))
    assert confirm_handed(cell=cell, codes=[code_of("DV0005").pk], actor=secretary) == 1


def test_nobody_confirms_their_own_code(
    printed: Printing, secretary: User, cell: Organisation, town: module.Town
) -> None:
    printed("DV0005")
    secretary.person = town.people["DV0005"]
    with pytest.raises(CodeSheetError, match="mã của mình"):
        confirm_handed(cell=cell, codes=[code_of("DV0005").pk], actor=secretary)


def test_the_database_holds_that_two_people_agreed(handed: Printing, secretary: User) -> None:
    code = handed("DV0005")["DV0005"]
    CodeSheet.objects.update(printed_by=secretary)  # as if somebody wrote into the table
    RoleGrant.objects.create(
        user=secretary,
        role=Role.PROVINCE,
        organisation=Organisation.objects.get(code="XD"),
        starts_on=dt.date(2020, 1, 1),
    )
    with pytest.raises(IntegrityError, match="agreed_by_somebody_else"), transaction.atomic():
        use_code(key=code_of("DV0005").pk, username="chiquyen", password=PASSWORD)
    assert read_code(code)


def test_only_committees_above_print(
    town: module.Town, cell: Organisation, secretary: User, admin: User, officer: User
) -> None:
    elsewhere = town.officer("xa2", Role.GRASSROOTS, "GL02")
    inspector = town.officer("kiemtra", Role.INSPECTOR, "GL")
    for who in (elsewhere, inspector, secretary, admin):
        with pytest.raises(PermissionDenied):
            print_sheet(cell=cell, wanted=Wanted(ADDRESS), actor=who)
        assert signed_in_now(who).get(PRINT).status_code == 404
    assert not CodeSheet.objects.exists()


def test_a_cell_at_the_grassroots_is_printed_for_by_the_committee_above(
    town: module.Town,
) -> None:
    school = town["CL01"]
    own = town.officer("truong", Role.GRASSROOTS, "CL01")
    town.officer("bithu-truong", Role.CELL, "CL01")
    city = town.officer("thanhpho", Role.UPPER_LEVEL, "CL")
    with pytest.raises(PermissionDenied):
        print_sheet(cell=school, wanted=Wanted(ADDRESS), actor=own)
    assert print_sheet(cell=school, wanted=Wanted(ADDRESS), actor=city).startswith(b"%PDF")


def test_without_a_secretary_nothing_is_printed(officer: User, cell: Organisation) -> None:
    with pytest.raises(CodeSheetError, match="bí thư"):
        print_sheet(cell=cell, wanted=Wanted(ADDRESS), actor=officer)
    page = signed_in_now(officer).get(PRINT).content.decode()
    assert "chưa có bí thư" in page
    assert "is-primary" not in page.split("<main")[1]


def test_another_cells_secretary_neither_sees_nor_confirms(
    printed: Printing, town: module.Town, cell: Organisation
) -> None:
    printed("DV0005")
    other = town.officer("bithu2", Role.CELL, "GL01B")
    assert signed_in_now(other).get(HAND).status_code == 404
    with pytest.raises(PermissionDenied):
        confirm_handed(cell=cell, codes=[code_of("DV0005").pk], actor=other)
    with pytest.raises(CodeSheetError):  # a code of another cell under one's own
        confirm_handed(cell=town["GL01B"], codes=[code_of("DV0005").pk], actor=other)


def test_a_member_of_another_cell_gets_no_code(
    printed: Printing, town: module.Town, cell: Organisation, officer: User
) -> None:
    person = town.people["DV0045"]
    with pytest.raises(CodeSheetError):
        print_sheet(cell=cell, wanted=Wanted(ADDRESS, people=[person.pk]), actor=officer)


# Lost, over, used
# --------------------------------------------------------------------------------------------------


def test_a_second_print_makes_new_codes_and_revokes_the_old(
    handed: Printing, cell: Organisation, secretary: User
) -> None:
    old = handed("DV0005", "DV0006")
    new = handed("DV0005")
    assert old["DV0005"] != new["DV0005"]
    assert is_refused(old["DV0005"])
    assert code_that_opens(new["DV0005"]) is not None
    assert code_that_opens(old["DV0006"]) is not None


def test_two_clicks_print_one_sheet(
    officer: User, secretary: User, cell: Organisation, strips: list[Strip]
) -> None:
    client, key = signed_in_now(officer), members_of(cell)[3].person.pk
    client.post(PRINT, {"row": [key], "after": ""})
    again = client.post(PRINT, {"row": [key], "after": ""})
    assert again.status_code == 422
    assert "vừa được in" in again.content.decode()
    assert CodeSheet.objects.count() == 1


def test_a_revoked_code_opens_nothing_and_the_committee_prints_again(
    handed: Printing, secretary: User, officer: User
) -> None:
    code = handed("DV0005")["DV0005"]
    sent = signed_in_now(secretary).post(
        f"{HAND}{code_of('DV0005').pk}/thu-hoi/", {"because": "mixed_up"}
    )
    assert sent.status_code == 302
    assert is_refused(code)
    assert code_of("DV0005").state == CodeState.REVOKED
    assert "In lại mã đăng nhập cho 1 đảng viên" in signed_in_now(officer).get("/").content.decode()


def test_a_revoked_code_wants_a_reason(handed: Printing, secretary: User) -> None:
    code = handed("DV0005")["DV0005"]
    sent = signed_in_now(secretary).post(f"{HAND}{code_of('DV0005').pk}/thu-hoi/", {})
    assert sent.status_code == 422
    assert "vì sao" in sent.content.decode()
    assert code_that_opens(code) is not None


def test_a_code_is_over_by_the_true_clock(handed: Printing) -> None:
    code = handed("DV0005")["DV0005"]
    sheet = CodeSheet.objects.get()
    assert sheet.expires_at is not None
    assert sheet.printed_at is not None
    assert sheet.expires_at - sheet.printed_at == dt.timedelta(days=14)
    CodeSheet.objects.update(expires_at=timezone.now())
    assert is_refused(code)
    assert code_of("DV0005").state == CodeState.EXPIRED


def test_a_code_is_used_once(handed: Printing, secretary: User) -> None:
    code = handed("DV0005")["DV0005"]
    uses(code)
    assert is_refused(code)
    with pytest.raises(CodeSheetError):
        use_code(key=code_of("DV0005").pk, username="khac", password=PASSWORD)
    with pytest.raises(CodeSheetError, match="đã dùng"):
        revoke_code(code=code_of("DV0005"), because=RevokedBecause.LOST, actor=secretary)
    assert User.objects.filter(person__code="DV0005").count() == 1


@pytest.mark.parametrize("whose", ["an", "bithu"])
def test_both_hold_their_rights_when_it_is_used(
    handed: Printing, whose: str, officer: User, secretary: User
) -> None:
    code = handed("DV0005")["DV0005"]
    RoleGrant.objects.filter(user__username=whose).update(ends_on=dt.date(2020, 1, 1))
    RoleGrant.objects.filter(user__username=whose).update(starts_on=dt.date(2019, 1, 1))
    assert is_refused(code)


def test_a_code_of_a_printer_who_may_not_any_more_is_not_confirmed(
    printed: Printing, officer: User, secretary: User, cell: Organisation
) -> None:
    printed("DV0005")
    officer.is_active = False
    officer.save()
    with pytest.raises(CodeSheetError, match="không còn quyền in"):
        confirm_handed(cell=cell, codes=[code_of("DV0005").pk], actor=secretary)


# A lost password
# --------------------------------------------------------------------------------------------------

NEW = "một câu khác hẳn mà dài"


def test_a_lost_password_is_renewed_by_paper(
    handed: Printing, officer: User, secretary: User
) -> None:
    uses(handed("DV0005")["DV0005"])
    client = uses(handed("DV0005")["DV0005"], password=NEW)
    user = User.objects.get(username="chiquyen")
    assert user.check_password(NEW)
    assert User.objects.filter(person__code="DV0005").count() == 1
    reset = AccountAct.objects.get(user=user, kind="reset_password")
    assert (reset.asked_by, reset.answered_by) == (officer, secretary)
    client.post("/tai-khoan/login/", {"login": "chiquyen", "password": NEW})
    assert "Đặt lại mật khẩu" in client.get("/tai-khoan/").content.decode()


def test_an_account_with_a_role_is_not_renewed_by_paper(
    handed: Printing, printed: Printing, town: module.Town, secretary: User
) -> None:
    uses(handed("DV0005")["DV0005"])
    user = User.objects.get(username="chiquyen")
    code = handed("DV0005")["DV0005"]
    grant(user=user, holding=Holding(Role.INSPECTOR, "GL01", dt.date(2021, 1, 1)))
    uses(code, password=NEW)
    assert fresh(user).check_password(PASSWORD)
    with pytest.raises(AccountError, match="vai trò"):
        use_code(key=code_of("DV0005").pk, username="", password=NEW)
    with pytest.raises(CodeSheetError):
        printed("DV0005")


def test_a_closed_account_is_not_renewed_by_paper(
    handed: Printing, printed: Printing, admin: User
) -> None:
    uses(handed("DV0005")["DV0005"])
    disable(user=User.objects.get(username="chiquyen"), reason="nghỉ", actor=admin)
    with pytest.raises(CodeSheetError):
        printed("DV0005")


# Asked of an administrator
# --------------------------------------------------------------------------------------------------


def test_an_administrator_prints_what_a_committee_asked_for(
    officer: User, secretary: User, admin: User, cell: Organisation, strips: list[Strip]
) -> None:
    signed_in_now(officer).post(f"{PRINT}de-nghi/")
    office = signed_in_now(admin)
    assert "Làm mã một lần cho 1 chi bộ" in office.get("/").content.decode()
    page = office.get(PRINT).content.decode()
    assert "19 đảng viên" in page
    assert members_of(cell)[3].person.full_name not in page  # names stand on the paper alone
    assert office.post(PRINT, {"after": ""})["Content-Type"] == "application/pdf"
    assert len(strips) == 19
    assert office.get(PRINT).status_code == 404  # printed: asked for no more


def test_a_request_is_taken_back(
    officer: User, secretary: User, admin: User, cell: Organisation
) -> None:
    asked = ask_for_sheet(cell=cell, actor=officer)
    with pytest.raises(CodeSheetError):
        ask_for_sheet(cell=cell, actor=officer)
    withdraw_sheet(sheet=asked, actor=officer)
    with pytest.raises(CodeSheetError):
        print_sheet(cell=cell, wanted=Wanted(ADDRESS, asked=asked), actor=admin)


# Nothing is told, nothing is kept
# --------------------------------------------------------------------------------------------------

ODD = [
    "",
    "x",
    "A" * 41,
    "\x00",
    "🙂" * 12,
    "ＡＣＤＥ",
    "' OR 1=1 --",
    "ÁCDEFGHJKMNP",
    "0" * 12,
    "<b>",
]


@pytest.mark.parametrize("typed", ODD)
def test_odd_signs_are_no_code(db: None, typed: str) -> None:
    answer = Client().post(USE, {"code": typed})
    assert answer.status_code == 422
    assert "Traceback" not in answer.content.decode()


def test_wide_and_small_letters_are_the_same_code() -> None:
    code = new_code()
    wide = "".join(chr(ord(sign) + 0xFEE0) if sign != "-" else " " for sign in code)
    assert read_code(wide) == read_code(code.lower()) == code.replace("-", "")
    assert set(read_code(code)) <= set(SIGNS)
    assert len({new_code() for _ in range(500)}) == 500


def test_all_that_opens_nothing_is_one_sentence(handed: Printing, printed: Printing) -> None:
    used, revoked = handed("DV0005")["DV0005"], handed("DV0006")["DV0006"]
    uses(used)
    unconfirmed = printed("DV0006")["DV0006"]

    def what_is_told(code: str) -> str:
        page: str = Client().post(USE, {"code": code}).content.decode()
        return page.split('role="alert"')[1].split("</div>", maxsplit=1)[0]

    told = {what_is_told(code) for code in (used, revoked, unconfirmed, new_code(), "x")}
    assert len(told) == 1


def test_guessing_waits_and_a_right_code_is_no_guess(handed: Printing) -> None:
    code = handed("DV0005")["DV0005"]
    stranger = Client(REMOTE_ADDR="10.7.7.7")
    for _ in range(20):
        assert is_refused(new_code(), stranger)
    told = stranger.post(USE, {"code": code}).content.decode()
    assert "phút" in told
    assert OPENS_NOTHING not in told
    for _ in range(25):
        assert Client(REMOTE_ADDR="10.7.7.8").post(USE, {"code": code}).status_code == 302


def test_the_second_page_is_for_who_typed_a_code(handed: Printing) -> None:
    client = Client()
    assert client.get(f"{USE}tai-khoan/").status_code == 302
    client.post(USE, {"code": handed("DV0005")["DV0005"]})
    revoke = code_of("DV0005")
    assert client.get(f"{USE}tai-khoan/").status_code == 200
    SheetCode.objects.filter(pk=revoke.pk).update(revoked_at=timezone.now(), digest=None)
    assert client.get(f"{USE}tai-khoan/").status_code == 302


@pytest.mark.parametrize(
    ("name", "password", "again", "told"),
    [
        ("chiquyen", "ngan", "ngan", "ít nhất 15"),
        ("chiquyen", PASSWORD, "khac", "chưa giống nhau"),
        ("Chị Quyên", PASSWORD, PASSWORD, "chữ không dấu"),
        ("an", PASSWORD, PASSWORD, "đã có người dùng"),
        ("", PASSWORD, PASSWORD, "tên đăng nhập"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(
    handed: Printing, name: str, password: str, again: str, told: str
) -> None:
    client = Client()
    client.post(USE, {"code": handed("DV0005")["DV0005"]})
    form = {"username": name, "password": password, "again": again}
    answer = client.post(f"{USE}tai-khoan/", form)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not User.objects.filter(person__code="DV0005").exists()


def everything_stored() -> str:
    """Every text of every table, the history and the sessions too."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
        )
        tables = [name for (name,) in cursor.fetchall()]
        kept = []
        for name in tables:
            cursor.execute(f'SELECT t::text FROM "{name}" AS t')  # noqa: S608
            kept += [row for (row,) in cursor.fetchall()]
    return "\n".join(kept)


def test_no_code_in_the_database_the_history_the_logs_or_a_page(
    handed: Printing,
    officer: User,
    secretary: User,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    codes = handed("DV0005", "DV0006")
    pages = [signed_in_now(officer).get(PRINT), signed_in_now(secretary).get(HAND)]
    client = Client()
    pages.append(client.post(USE, {"code": codes["DV0005"] + "x"}))
    pages.append(client.post(USE, {"code": codes["DV0005"]}))
    pages.append(client.get(f"{USE}tai-khoan/"))
    uses(codes["DV0006"])
    seen = everything_stored() + caplog.text + "".join(page.content.decode() for page in pages)
    seen += "".join(page.get("Location", "") for page in pages)
    for code in codes.values():
        assert code not in seen
        assert read_code(code) not in seen
    events = apps.get_model("code_sheets", "SheetCodeEvent")
    assert "digest" not in {field.name for field in events._meta.get_fields()}
    assert digest_of(codes["DV0005"]) in everything_stored()
    assert digest_of(codes["DV0006"]) not in everything_stored()


@pytest.mark.skipif(READER is None, reason="needs pdftotext (package poppler-utils)")
def test_the_paper_says_what_to_do(printed: Printing, tmp_path: Path) -> None:
    printed("DV0005")
    sheet = CodeSheet.objects.get()
    strips = [Strip(f"Nguyễn Thị Ngọc {n}", 1990, new_code()) for n in range(8)]
    (tmp_path / "to.pdf").write_bytes(as_pdf(sheet, strips, prints=2, address=ADDRESS))
    run = [str(READER), "-layout", str(tmp_path / "to.pdf"), "-"]
    text = subprocess.run(run, check=True, capture_output=True, text=True).stdout  # noqa: S603
    assert text.count("Mã đăng nhập một lần: Chi bộ thôn Thung Độc") == 2
    assert "Đảng uỷ xã Đoàn Thượng" in text
    assert "Tờ 1/2 · 6 trong 8 đảng viên" in text
    assert "thidua.tinhmau.vn" in text
    assert all(strip.code in text and strip.name in text for strip in strips)


def test_acts_are_in_the_history_with_who_and_where(
    handed: Printing, as_history: Callable[[str], list[dict[str, str]]]
) -> None:
    uses(handed("DV0005")["DV0005"])
    told = {act: as_history(act)[0] for act in ("print", "confirm", "use")}
    assert told["print"]["role"] == "grassroots"
    assert told["confirm"]["role"] == "cell"
    assert told["use"]["actor"].startswith("Đỗ Thị")
