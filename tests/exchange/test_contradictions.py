"""The same thing said in two places: told on loading and on pages, naming both."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tests.builder import OPERATOR, officer
from tests.cast import Cast, campaign, entry, everybody_good, write_facts
from tests.exchange import cast as workbooks
from tests.exchange.conftest import read_here
from thidua.accounts.models import Role
from thidua.campaigns.models import Campaign
from thidua.exchange import files
from thidua.exchange.books import Book
from thidua.exchange.importing import import_files
from thidua.exchange.results import ImportResult
from thidua.facts.actions import correct_fact
from thidua.facts.contradictions import Said, contradictions_between
from thidua.facts.errors import FactCorrectionError
from thidua.facts.models import FactSheet
from thidua.organisations.models import MembershipSpell, Organisation
from thidua.ratings.actions import classify
from thidua.ratings.models import Rating
from thidua.vocabulary import SubjectType

LEADER = "M-G1A-02"
Load = Callable[..., ImportResult]


@pytest.fixture
def load(cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    """Import facts for the year, or for a unit of it."""
    monkeypatch.setattr(files, "read", read_here)

    def run(unit: str = "", **sheets: list[dict[str, Any]]) -> ImportResult:
        path = workbooks.write(tmp_path, Book.FACTS, sheets)
        part = Organisation.objects.get(code=unit) if unit else None
        return import_files([path], year=2021, unit=part, actor=OPERATOR)

    return run


def member(code: str = LEADER, /, **facts: object) -> dict[str, object]:
    return {"member": code, **facts}


def leader(**facts: object) -> dict[str, object]:
    return {"member": LEADER, "organisation": "G1", **facts}


def told(result: ImportResult) -> list[str]:
    return [str(problem) for problem in result.problems]


def test_one_discipline_on_two_sheets_of_one_file_is_an_error_at_both(load: Load) -> None:
    campaign()
    result = load(
        member_facts=[member("M-G1A-05"), member(discipline="none")],
        leader_facts=[leader(discipline="warning")],
    )

    assert not result.applied
    title = "Hình thức kỷ luật trong năm"
    assert sorted(told(result)) == [
        f"3-du-kien.xlsx, trang tính “Cá nhân lãnh đạo”, dòng 2, cột “{title}”: “Cảnh cáo” khác "
        "với "
        f"trang “Đảng viên” (dòng 3, G1A): “{title}” là “Không”. Cần: hai nơi ghi như nhau.",
        f"3-du-kien.xlsx, trang tính “Đảng viên”, dòng 3, cột “{title}”: “Không” khác với trang "
        "“Cá "
        f"nhân lãnh đạo” (dòng 2, G1): “{title}” là “Cảnh cáo”. Cần: hai nơi ghi như nhau.",
    ]
    assert not FactSheet.objects.exists()


@pytest.mark.parametrize(
    ("fact", "here", "there"),
    [
        ("discipline", "reprimand", "warning"),
        ("violation_counted_before", True, False),
        ("degraded", True, False),
    ],
)
def test_a_later_file_is_held_against_what_is_stored(
    load: Load, fact: str, here: object, there: object
) -> None:
    campaign()
    assert load(member_facts=[member(**{fact: here})]).applied

    refused = load(leader_facts=[leader(**{fact: there})])
    assert not refused.applied
    assert "trang “Đảng viên” (đã lưu, G1A)" in told(refused)[0]
    assert load(leader_facts=[leader(**{fact: here})]).applied


def test_what_is_corrected_in_both_places_at_once_is_loaded(load: Load) -> None:
    year = campaign()
    write_facts(entry(year, LEADER, "member"), discipline="reprimand")
    write_facts(entry(year, LEADER, "leader"), discipline="reprimand")

    both = load(
        member_facts=[member(discipline="warning")], leader_facts=[leader(discipline="warning")]
    )
    assert both.applied
    assert not both.problems


def test_what_is_known_in_one_place_only_contradicts_nothing(load: Load) -> None:
    campaign()
    result = load(
        member_facts=[member(discipline="warning")], leader_facts=[leader(own_duties="good")]
    )
    assert result.applied
    assert not result.problems


def test_of_an_organisation_and_its_leadership_a_difference_is_warned_of(load: Load) -> None:
    campaign()
    result = load(
        organisation_facts=[
            {"organisation": "G1", "committee_disciplined": True, "disunity_concluded": False}
        ],
        collective_facts=[
            {"collective": "G1", "collective_disciplined": False, "disunity_concluded": False}
        ],
    )
    assert result.applied
    assert [problem.severity for problem in result.problems] == ["warning", "warning"]
    assert (
        "trang “Tập thể lãnh đạo” (dòng 2, G1): “Tập thể bị kỷ luật trong năm” là “không”"
        in (told(result)[0])
    )


def test_a_unit_is_told_nothing_of_a_sheet_it_does_not_keep(load: Load) -> None:
    year = campaign()
    write_facts(entry(year, LEADER, "leader"), discipline="warning")
    result = load("G1A", member_facts=[member(discipline="none")])

    assert result.applied
    assert told(result) == [
        "3-du-kien.xlsx, trang tính “Đảng viên”, dòng 2, cột “Hình thức kỷ luật trong năm”: "
        "“Không” "
        "khác với phiếu “Cá nhân lãnh đạo” do cấp trên cập nhật. Cần: hai nơi ghi như nhau."
    ]


# A level as a civil servant
# --------------------------------------------------------------------------------------------------


def known(code: str, civil_servant: bool | None) -> None:
    MembershipSpell.objects.filter(person__code=code).update(civil_servant=civil_servant)


def test_a_level_of_who_is_no_civil_servant_is_an_error(load: Load) -> None:
    campaign()
    result = load(member_facts=[member(civil_servant_level="good")])

    assert not result.applied
    assert told(result) == [
        "3-du-kien.xlsx, trang tính “Đảng viên”, dòng 2, cột “Mức xếp loại cán bộ, công chức, viên "
        "chức”: “Hoàn thành tốt nhiệm vụ” theo danh sách của năm, “Là cán bộ, công chức, viên "
        "chức” là “không” (trang “Đảng viên” của sổ đảng viên, cột cùng tên). Cần: để trống mức "
        "này nếu không phải cán bộ, công chức, viên chức; nếu phải, ghi “Có” ở sổ đảng viên rồi "
        "chốt lại danh sách."
    ]


def test_a_level_beside_a_blank_is_warned_of_and_never_passed_over(load: Load) -> None:
    known(LEADER, None)
    year = campaign()
    everybody_good(year)
    FactSheet.objects.filter(roster_entry__subject_type="leader").delete()
    facts = FactSheet.objects.get(roster_entry=entry(year, LEADER, "member"))
    facts.facts["civil_servant_level"] = "not_completed"
    facts.save()
    result = load(member_facts=[member(civil_servant_level="not_completed", **_grades())])
    classify(campaign=year, actor=OPERATOR)

    assert result.applied
    assert [problem.severity for problem in result.problems] == ["warning"]
    assert "là “chưa có”" in told(result)[0]
    rating = Rating.objects.get(roster_entry=entry(year, LEADER, "member"))
    assert (rating.low, rating.high) == (1, 3)


def _grades() -> dict[str, object]:
    return {**dict.fromkeys(workbooks.GRADES, "good"), "self_reviewed": True, "targets_done": "100"}


def test_a_level_of_a_civil_servant_is_loaded_without_a_word(load: Load) -> None:
    known(LEADER, civil_servant=True)
    campaign()
    result = load(member_facts=[member(civil_servant_level="good")])
    assert result.applied
    assert not result.problems


# On pages
# --------------------------------------------------------------------------------------------------


def page_of(client: Client, kind: str) -> str:
    return client.get(f"/xep-loai/2021/{kind}/{LEADER}/").content.decode()


def contradicted() -> Campaign:
    year = campaign()
    write_facts(entry(year, LEADER, "member"), discipline="none", civil_servant_level=None)
    write_facts(entry(year, LEADER, "leader"), discipline="warning")
    return year


def test_the_page_of_either_rating_names_both_places(cast: Cast, client: Client) -> None:
    contradicted()
    client.force_login(cast.officer("huyen", Role.UPPER_LEVEL, "U1"))
    assert "Hai nơi ghi khác nhau" in page_of(client, "member")
    assert (
        "Hình thức kỷ luật trong năm ở đây là “Không”, mà phiếu “Cá nhân lãnh đạo, quản lý” (G1) "
        "ghi Hình thức kỷ luật trong năm là “Cảnh cáo”" in page_of(client, "member")
    )
    assert "phiếu “Đảng viên” (G1A)" in page_of(client, "leader")


def test_who_may_not_see_the_other_sheet_is_not_told_what_it_says(
    cast: Cast, client: Client
) -> None:
    contradicted()
    client.force_login(officer("chibo", Role.CELL, cast["G1A"]))
    page = page_of(client, "member")
    assert "ở đây khác với phiếu “Cá nhân lãnh đạo, quản lý” (G1) do cấp trên cập nhật" in page
    assert "Cảnh cáo" not in page


def test_a_page_without_a_contradiction_says_nothing(cast: Cast, client: Client) -> None:
    year = campaign()
    write_facts(entry(year, LEADER, "member"), civil_servant_level=None)
    write_facts(entry(year, LEADER, "leader"))
    client.force_login(cast.officer("huyen", Role.UPPER_LEVEL, "U1"))
    assert "Hai nơi ghi khác nhau" not in page_of(client, "member")


def test_a_level_of_who_is_no_civil_servant_is_not_stored_by_correcting(cast: Cast) -> None:
    year = campaign()
    one = entry(year, LEADER, "member")
    with pytest.raises(FactCorrectionError, match="danh sách của năm ghi Là cán bộ"):
        correct_fact(roster_entry=one, fact="civil_servant_level", value="good", actor=OPERATOR)
    known(LEADER, civil_servant=True)
    assert not FactSheet.objects.filter(pk=one.pk).exists()


def test_a_wrong_discipline_is_corrected_one_place_after_the_other(cast: Cast) -> None:
    year = contradicted()
    one = entry(year, LEADER, "member")
    sheet = correct_fact(roster_entry=one, fact="discipline", value="warning", actor=OPERATOR)
    assert sheet.facts["discipline"] == "warning"


def test_a_contradiction_is_one_from_either_side() -> None:
    own = Said(1, SubjectType.MEMBER, "A", "/1/", {"discipline": "none", "degraded": False})
    other = Said(2, SubjectType.LEADER, "B", "/2/", {"discipline": "warning", "degraded": False})
    (here,), (there,) = contradictions_between(own, other), contradictions_between(other, own)
    assert (here.value, here.other_value) == (there.other_value, there.value) == ("none", "warning")
    assert here.certain
    assert there.certain


FACTS = st.fixed_dictionaries(
    {},
    optional={
        "discipline": st.sampled_from(["none", "warning"]),
        "violation_counted_before": st.booleans(),
        "degraded": st.booleans(),
        "own_duties": st.sampled_from(["good", "poor"]),
    },
)


@given(FACTS, FACTS)
def test_only_what_both_know_and_say_otherwise_is_told(
    here: dict[str, object], there: dict[str, object]
) -> None:
    own = Said(1, SubjectType.MEMBER, "A", "/1/", here)
    other = Said(2, SubjectType.LEADER, "B", "/2/", there)
    said = {one.fact for one in contradictions_between(own, other)}
    both = (here.keys() & there.keys()) - {"own_duties"}
    assert said == {fact for fact in both if here[fact] != there[fact]}
    assert said == {one.fact for one in contradictions_between(other, own)}
