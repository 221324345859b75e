"""Whose a fact is, what it rests on, and what is put otherwise than the work."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from tests import cast as people
from tests.builder import OPERATOR
from tests.cast import Cast
from tests.progress.conftest import noted, second_measure
from thidua.accounts.models import Role, User
from thidua.campaigns.models import Campaign
from thidua.facts.differences import difference_counts, differences_of
from thidua.facts.errors import FactCorrectionError
from thidua.facts.models import FactSheet
from thidua.facts.owners import Owns, owners_of
from thidua.filling.gathering import gathered
from thidua.frameworks.binding import bound_frameworks
from thidua.grounds.actions import follow_work, override_fact
from thidua.grounds.errors import GroundsError
from thidua.progress.models import Note
from thidua.ratings.actions import classify
from thidua.ratings.awaited import Held
from thidua.registrations.models import Task, TaskStatus
from thidua.roster.models import RosterEntry
from thidua.vocabulary import SubjectType

FACT = "targets_done"
PAGE = f"/nam/2021/can-cu/organisation/G3/{FACT}/"
RATING = "/xep-loai/2021/organisation/G3/"
LIST = "/nam/2021/khac-voi-ket-qua/U2/"


def entry(year: Campaign, code: str = "G3", subject_type: str = "organisation") -> RosterEntry:
    found = people.entry(year, code, subject_type)
    found.campaign = year
    return found


def sheet(year: Campaign) -> FactSheet:
    return FactSheet.objects.get(pk=entry(year).pk)


def owner(year: Campaign) -> Owns:
    fields = bound_frameworks(year)[SubjectType.ORGANISATION].fields
    return owners_of(sheet(year), fields)[FACT].kind


def read(user: User, address: str) -> str:
    client = Client()
    client.force_login(user)
    response = client.get(address)
    assert response.status_code == 200, address
    return " ".join(response.content.decode().split())


def test_each_fact_has_one_owner_at_a_time(frozen: Campaign, task: Task, district: User) -> None:
    assert owner(frozen) is Owns.WORKBOOK
    noted(task, dt.date(2021, 11, 20), value=30)
    classify(campaign=frozen, actor=OPERATOR)
    assert owner(frozen) is Owns.WORK
    override_fact(entry=entry(frozen), fact=FACT, value="90", reason="Biên bản", actor=district)
    assert owner(frozen) is Owns.OVERRIDE
    follow_work(entry=entry(frozen), fact=FACT, actor=district)
    assert owner(frozen) is Owns.WORK


def test_the_unit_that_keeps_the_sheet_overrides_with_a_reason(
    frozen: Campaign, short: Note, district: User
) -> None:
    with pytest.raises(FactCorrectionError, match="lý do"):
        override_fact(entry=entry(frozen), fact=FACT, value="100", reason="", actor=district)
    override_fact(
        entry=entry(frozen), fact=FACT, value="100", reason="Đo lại ngày 28/11", actor=district
    )
    assert sheet(frozen).known[FACT] == 100
    assert sheet(frozen).override_notes[FACT]["role"] == Role.UPPER_LEVEL


def test_a_unit_overrides_nothing_of_its_own_sheet(
    frozen: Campaign, short: Note, commune: User
) -> None:
    with pytest.raises(PermissionDenied):
        override_fact(entry=entry(frozen), fact=FACT, value="100", reason="Vì", actor=commune)


def test_what_the_work_does_not_tell_is_not_overridden(
    frozen: Campaign, task: Task, district: User
) -> None:
    with pytest.raises(GroundsError):
        override_fact(entry=entry(frozen), fact=FACT, value="1", reason="Vì", actor=district)
    assert sheet(frozen).known[FACT] == 100


def test_a_difference_waits_for_the_unit_that_keeps_the_sheet(
    cast: Cast, frozen: Campaign, short: Note, district: User
) -> None:
    found = {(one.entry, one.fact): one for one in differences_of(frozen, cast["U2"].path)}
    one = found[entry(frozen).pk, FACT]
    assert (one.said, one.told) == ("100", "0")
    counts = difference_counts(frozen, [cast["U1"].path, cast["U2"].path, cast["G3"].path])
    assert counts == {cast["U2"].path: len(found)}
    assert "ghi khác với kết quả thực hiện" in read(district, "/")
    follow_work(entry=entry(frozen), fact=FACT, actor=district)
    assert (FACT not in sheet(frozen).facts, sheet(frozen).known[FACT]) == (True, 0)
    assert len(differences_of(frozen, cast["U2"].path)) == len(found) - 1


def test_the_list_settles_one_line_and_leaves_as_excel(
    frozen: Campaign, short: Note, district: User
) -> None:
    client = Client()
    client.force_login(district)
    page = client.get(LIST).content.decode()
    assert "phiếu ghi <strong>100%</strong>" in " ".join(page.split())
    sent = {"act": "override", "entry": entry(frozen).pk, "fact": FACT, "value": "100"}
    refused = client.post(LIST, sent)
    assert (refused.status_code, "lý do" in refused.content.decode()) == (400, True)
    assert client.post(LIST, sent | {"reason": "Đo lại"}).status_code == 302
    assert sheet(frozen).known[FACT] == 100
    assert client.post(LIST, sent | {"reason": "Đo lại"}).status_code == 400
    taken = client.get(f"{LIST}?format=xlsx")
    assert taken.headers["Content-Type"].endswith("spreadsheetml.sheet")


def test_the_rating_says_where_its_facts_come_from(
    frozen: Campaign, short: Note, district: User
) -> None:
    page = read(district, RATING)
    assert f'href="{PAGE}"' in page
    assert "kết quả thực hiện nhiệm vụ</a>" in page
    override_fact(
        entry=entry(frozen), fact=FACT, value="100", reason="Đo lại ngày 28/11", actor=district
    )
    page = read(district, RATING)
    assert "ghi khác kết quả thực hiện (" in page
    assert "Đo lại ngày 28/11" in page


def test_the_page_of_a_fact_tells_its_targets(frozen: Campaign, short: Note, commune: User) -> None:
    page = read(commune, PAGE)
    assert f"#note-{short.pk}" in page  # where the note stands on the page of its task
    assert "0 trong 1 chỉ tiêu xong đến 15/12, 1 kết quả chưa xác nhận (vẫn tính)." in page
    for words in ("Diện tích đã chuyển đổi", "30 ha", "29 ha", "20/11/2021", "chưa đạt"):
        assert words in page, words
    assert "Phiếu ghi 100%, không tính." in page


def test_what_the_work_cannot_tell_is_the_works_all_the_same(
    frozen: Campaign, task: Task, district: User, commune: User
) -> None:
    """The sheet says 100 % and does not count: listed, not filled by hand, overridden with a
    reason.
    """
    second_measure(task)
    noted(task, dt.date(2021, 11, 20), value=30)
    classify(campaign=frozen, actor=OPERATOR)
    assert (owner(frozen), sheet(frozen).known[FACT]) == (Owns.WORK, None)
    page = read(commune, PAGE)
    assert "Kết quả thực hiện chưa đủ căn cứ để tính. Phiếu ghi 100%, không tính." in page
    assert "kết quả thực hiện <strong>chưa đủ căn cứ để tính</strong>" in read(district, LIST)
    taken = Client()
    taken.force_login(district)
    assert taken.get(f"{LIST}?format=xlsx").status_code == 200
    leader = "leader/M-G3A-02/"
    assert "Xem kết quả thực hiện" in read(commune, f"/xep-loai/2021/{leader}?organisation=G3")
    with pytest.raises(FactCorrectionError, match="chưa đủ căn cứ để tính"):
        override_fact(entry=entry(frozen), fact=FACT, value="100", reason="", actor=district)
    override_fact(entry=entry(frozen), fact=FACT, value="90", reason="Biên bản", actor=district)
    assert sheet(frozen).known[FACT] == 90
    assert "Kết quả thực hiện chưa đủ căn cứ để tính." in read(commune, PAGE)
    follow_work(entry=entry(frozen), fact=FACT, actor=district)
    assert sheet(frozen).known[FACT] is None


def test_a_null_of_the_works_is_waited_for_at_the_tasks(
    cast: Cast, frozen: Campaign, task: Task, district: User
) -> None:
    second_measure(task)
    noted(task, dt.date(2021, 11, 20), value=30)
    classify(campaign=frozen, actor=OPERATOR)
    found = gathered(frozen, [cast["U2"]])[cast["U2"].pk]
    of_work = {
        (one.thing.entry, one.thing.fact) for one in found.others if one.thing.held is Held.WORK
    }
    leader = entry(frozen, "M-G3A-02", "leader").pk
    assert (leader, "unit_targets_done") in of_work
    assert of_work.isdisjoint((cell.entry, cell.fact) for cell in found.own)
    assert 'href="/nam/2021/thuc-hien/G3/"' in read(district, "/bo-sung/2021/U2/")


def test_what_was_withdrawn_stands_apart_with_its_reason(
    frozen: Campaign, short: Note, task: Task, commune: User
) -> None:
    Task.objects.filter(pk=task.pk).update(
        status=TaskStatus.WITHDRAWN, withdrawal_reason="Dự án chuyển sang năm sau"
    )
    page = read(commune, PAGE)
    assert "Chưa có chỉ tiêu nào được tính đến 15/12." in page
    assert "Dự án chuyển sang năm sau" in page


def test_who_may_not_open_the_task_gets_no_link_to_it(
    cast: Cast, frozen: Campaign, short: Note
) -> None:
    leader = User.objects.create_user("bi.thu.xa", person=cast.of_cell("G3A", 3))
    page = read(leader, "/nam/2021/can-cu/leader/M-G3A-03/unit_targets_done/?organisation=G3")
    assert "Chuyển đổi lúa" in page
    assert "/nhiem-vu/" not in page
