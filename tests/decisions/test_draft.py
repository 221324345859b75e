"""A decision is drafted, revised and discarded before anybody receives anything."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied

from tests.builder import OPERATOR, decision
from tests.cast import Cast
from thidua.accounts.models import Role, User
from thidua.campaigns.models import Campaign
from thidua.decisions.actions import issue_decision
from thidua.decisions.drafting import (
    check_decision,
    discard_draft,
    draft_decision,
    revise_decision,
    stamp,
    with_proposed_bases,
)
from thidua.decisions.errors import DecisionChangedError, DecisionError
from thidua.decisions.models import Decision

Officer = Callable[[Role, str], User]


def test_a_draft_begins_with_the_bases_that_the_frameworks_name(cast: Cast, year: Campaign) -> None:
    made = draft_decision(campaign=year, issuer=cast["G1"], actor=OPERATOR, covers=["member"])
    assert made.bases.splitlines() == [
        "Căn cứ Quy định số 132-QĐ/TW, ngày 08/03/2018 của Bộ Chính trị về kiểm điểm, đánh giá, "
        "xếp loại chất lượng "
        "hằng năm",
        "Căn cứ Hướng dẫn số 21-HD/BTCTW, ngày 18/10/2019 của Ban Tổ chức Trung ương về kiểm "
        "điểm, đánh giá, xếp loại "
        "chất lượng hằng năm",
        "Xét kết quả kiểm điểm và đề nghị xếp loại đảng viên năm 2021 thuộc Tổ chức G1",
    ]
    assert (made.number, made.status, made.covers, made.signer_post) == (
        "",
        "draft",
        ["member"],
        "Bí thư",
    )


def test_nobody_drafts_the_same_decision_twice(cast: Cast, year: Campaign) -> None:
    first = draft_decision(
        campaign=year, issuer=cast["U1"], actor=OPERATOR, covers=["leader", "organisation"]
    )
    again = draft_decision(
        campaign=year, issuer=cast["U1"], actor=OPERATOR, covers=["organisation", "leader"]
    )
    other = draft_decision(campaign=year, issuer=cast["U1"], actor=OPERATOR, covers=["collective"])
    assert first == again
    assert first.covers == ["organisation", "leader"]
    assert (other.number, Decision.objects.count()) == ("", 2)


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"covers": []}, "hãy chọn ít nhất một loại: đảng viên, tổ chức đảng, tập thể, cá nhân"),
        ({"covers": ["person"]}, "đối tượng: cần member, organisation"),
        ({"covers": ["organisation"], "tier": "province"}, "cấp: cần upper_level"),
        ({"covers": ["member"], "number": "x" * 61}, "số quyết định: dài nhất 60 ký tự"),
        ({"covers": ["member"], "number": "7-QĐ"}, "số 7-QĐ đã dùng"),
    ],
)
def test_what_no_decision_can_say_is_refused(
    cast: Cast, year: Campaign, values: dict[str, object], says: str
) -> None:
    decision(year, cast["G1"], ["organisation"], number="7-QĐ")
    with pytest.raises(DecisionError, match=says):
        draft_decision(campaign=year, issuer=cast["G1"], actor=OPERATOR, **values)  # type: ignore[arg-type]
    assert Decision.objects.count() == 1


def test_revising_is_recorded_and_saving_the_same_again_is_not(cast: Cast, year: Campaign) -> None:
    made = draft_decision(campaign=year, issuer=cast["G1"], actor=OPERATOR, covers=["member"])
    events = apps.get_model("decisions", "DecisionEvent").objects.filter(pgh_obj_id=made.pk)
    before = events.count()
    said = {
        "number": " 12-QĐ/ĐU ",
        "decided_on": dt.date(2021, 12, 24),
        "bases": "Căn cứ A\n\nCăn cứ B  ",
    }
    for _ in range(2):
        made = revise_decision(decision=made, actor=OPERATOR, **said)  # type: ignore[arg-type]
    assert (made.number, made.bases) == ("12-QĐ/ĐU", "Căn cứ A\n\nCăn cứ B")
    assert events.count() == before + 1
    assert events.order_by("pgh_id").last().pgh_context.metadata["act"] == "decisions.revise"


def test_an_issued_decision_is_not_revised(cast: Cast, year: Campaign) -> None:
    made = decision(year, cast["G1"], ["member"])
    issue_decision(decision=made, actor=OPERATOR)
    with pytest.raises(DecisionError, match="đã ban hành, không sửa được nữa"):
        revise_decision(decision=made, actor=OPERATOR, number="13")
    with pytest.raises(DecisionError, match="đã ban hành"):
        discard_draft(decision=made, actor=OPERATOR)


def test_of_two_who_write_at_once_the_second_is_told_and_may_insist(
    cast: Cast, year: Campaign, user: Officer
) -> None:
    made = draft_decision(campaign=year, issuer=cast["G1"], actor=OPERATOR, covers=["member"])
    seen = stamp(made)
    first, second = user(Role.GRASSROOTS, "G1"), user(Role.UPPER_LEVEL, "U1")
    revise_decision(decision=made, actor=first, seen=seen, number="12")
    revise_decision(
        decision=made, actor=first, seen=seen, number="13"
    )  # nobody clashes with themselves
    with pytest.raises(DecisionChangedError, match=f"{first} vừa sửa dự thảo này lúc"):
        revise_decision(decision=made, actor=second, seen=seen, number="14")
    assert Decision.objects.get(pk=made.pk).number == "13"
    assert revise_decision(decision=made, actor=second, number="14").number == "14"


@pytest.mark.parametrize(
    ("role", "code"), [(Role.AUDITOR, "P"), (Role.INSPECTOR, "U1"), (Role.CELL, "G1A")]
)
def test_who_only_reads_writes_nothing(
    cast: Cast, year: Campaign, user: Officer, role: Role, code: str
) -> None:
    reader = user(role, code)
    made = decision(year, cast["G1"], ["member"])
    for act in (
        lambda: draft_decision(
            campaign=year, issuer=cast["G1"], actor=reader, covers=["organisation"]
        ),
        lambda: revise_decision(decision=made, actor=reader, number="99"),
        lambda: check_decision(decision=made, actor=reader),
        lambda: discard_draft(decision=made, actor=reader),
    ):
        with pytest.raises(PermissionDenied):
            act()
    assert list(Decision.objects.values_list("number", flat=True)) == ["G1-QĐ"]


def test_checking_keeps_what_speaks_against_it_for_the_lists(cast: Cast, year: Campaign) -> None:
    made = draft_decision(campaign=year, issuer=cast["G1"], actor=OPERATOR, covers=["member"])
    check_decision(decision=made, actor=OPERATOR)
    assert [refusal["why"] for refusal in Decision.objects.get(pk=made.pk).refusals] == [
        "no_number"
    ]
    revise_decision(decision=made, actor=OPERATOR, number="12")
    check_decision(decision=Decision.objects.get(pk=made.pk), actor=OPERATOR)
    assert Decision.objects.get(pk=made.pk).refusals == []


def test_a_draft_without_bases_takes_those_of_the_frameworks_and_keeps_its_own(
    cast: Cast, year: Campaign
) -> None:
    imported = decision(year, cast["G1"], ["member"])
    filled = with_proposed_bases(decision=imported, actor=OPERATOR)
    assert filled.bases.startswith("Căn cứ Quy định số 132-QĐ/TW")
    revise_decision(decision=filled, actor=OPERATOR, bases="Căn cứ riêng")
    assert (
        with_proposed_bases(decision=Decision.objects.get(pk=filled.pk), actor=OPERATOR).bases
        == "Căn cứ riêng"
    )


def test_a_discarded_draft_is_gone_but_its_history_stays(cast: Cast, year: Campaign) -> None:
    made = draft_decision(campaign=year, issuer=cast["G1"], actor=OPERATOR, covers=["member"])
    key = made.pk
    discard_draft(decision=made, actor=OPERATOR)
    assert not Decision.objects.exists()
    events = apps.get_model("decisions", "DecisionEvent").objects.filter(pgh_obj_id=key)
    assert events.order_by("pgh_id").last().pgh_context.metadata["act"] == "decisions.discard"
