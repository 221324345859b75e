"""A unit's points: scored by itself, checked by the others, settled by the head, each with its
rules.
"""

from decimal import Decimal

import pytest
from django.conf import LazySettings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from tests.points.conftest import (
    AFTER,
    DEPUTY,
    HEAD,
    SCHOOL,
    Who,
    accepted,
    given,
    sent,
    signed,
)
from tests.web.town import Town
from thidua.accounts.models import Role
from thidua.blocs.actions import name_leaders
from thidua.blocs.models import Bloc, Criterion
from thidua.notices.models import Notice
from thidua.points.actions import Own, save_scores, send_sheet, take_back
from thidua.points.errors import PointsError
from thidua.points.models import CheckOfScore, Score, ScoreSheet
from thidua.points.queries import standing_of
from thidua.points.settling import Said, check_sheet, reopen_sheet, return_sheet, settle_sheet
from thidua.submissions.errors import SubmissionError
from thidua.submissions.models import SubmissionStatus

Criteria = list[Criterion]


@pytest.fixture
def done(town: Town) -> None:
    """The head unit did five of six key tasks and its breakthrough."""
    for value in ("10", "10", "10", "10", "12", "9"):
        accepted(town, HEAD, value)
    accepted(town, HEAD, "10", kind="breakthrough")


def said(criteria: Criteria, *values: str | None, reason: str = "") -> dict[int, Said]:
    return {
        one.pk: Said(None if value is None else Decimal(value), reason)
        for one, value in zip(criteria, values, strict=True)
    }


# Scoring oneself
# --------------------------------------------------------------------------------------------------


def test_what_is_counted_fills_the_sheet_and_is_kept_when_it_is_sent(
    town: Town, bloc: Bloc, criteria: Criteria, who: Who, done: None
) -> None:
    sheet = sent(bloc, town[HEAD], who("grassroots"), given(criteria, None, None, "35"))
    rows = list(sheet.scores.all())
    assert [row.counted for row in rows] == [Decimal("33.33"), Decimal(20), None]
    assert [row.own for row in rows] == [Decimal("33.33"), Decimal(20), Decimal(35)]
    assert rows[0].working["vi"] == "5 trong 6 nhiệm vụ × 40 = 33,33"
    accepted(town, HEAD, "0")  # what happens later moves nothing that was sent
    row = standing_of(bloc).of(town[HEAD].pk)
    assert row is not None
    assert row.cells[0].counted is not None
    assert row.cells[0].counted.value == Decimal("33.33")


def test_another_value_than_counted_says_why(
    town: Town, bloc: Bloc, criteria: Criteria, who: Who, done: None
) -> None:
    actor = who("grassroots")
    with pytest.raises(PointsError, match="Tiêu chí 1: điểm khác máy đếm"):
        sent(bloc, town[HEAD], actor, given(criteria, "40", None, "35"))
    sheet = ScoreSheet.objects.get(bloc=bloc)
    assert (sheet.status, sheet.version) == (SubmissionStatus.DRAFT, 0)  # saved, not sent
    values = {**given(criteria, None, None, "35"), criteria[0].pk: Own(Decimal(40), "vụ đông")}
    sheet = sent(bloc, town[HEAD], actor, values, revision=sheet.revision)
    assert sheet.scores.get(criterion=criteria[0]).own == 40


@pytest.mark.parametrize(
    ("value", "words"),
    [("40.01", "40,01 cao hơn điểm tối đa 40"), ("-1", "không thấp hơn 0")],
)
def test_points_lie_between_nothing_and_the_most(  # noqa: PLR0917 - fixtures
    town: Town, bloc: Bloc, criteria: Criteria, who: Who, value: str, words: str
) -> None:
    scores = given(criteria, None, None, value, reason="vì")
    with pytest.raises(PointsError, match=words):
        save_scores(bloc=bloc, unit=town[HEAD], revision=0, given=scores, actor=who("grassroots"))
    assert not ScoreSheet.objects.filter(bloc=bloc).exists()


def test_a_factor_raises_the_most(
    town: Town, bloc: Bloc, criteria: Criteria, who: Who, done: None
) -> None:
    sheet = sent(bloc, town[HEAD], who("grassroots"), given(criteria, None, None, "40"))
    assert sheet.scores.get(criterion=criteria[2]).own == 40


def test_what_nobody_scored_and_nothing_counts_holds_a_sheet_back(
    town: Town, bloc: Bloc, criteria: Criteria, who: Who
) -> None:
    with pytest.raises(PointsError, match="Tiêu chí 1, 2, 3: chưa có điểm"):
        sent(bloc, town[HEAD], who("grassroots"), given(criteria, None, None, None))


def test_a_unit_scores_only_itself(town: Town, bloc: Bloc, criteria: Criteria, who: Who) -> None:
    for name in ("grassroots_outside", "upper_level", "province", "cell", "inspector", "school"):
        with pytest.raises(PermissionDenied):
            save_scores(bloc=bloc, unit=town[HEAD], revision=0, given={}, actor=who(name))
    assert not ScoreSheet.objects.filter(bloc=bloc).exists()


def test_a_unit_of_no_bloc_or_without_signed_criteria_has_nothing_to_score(
    town: Town, bloc: Bloc, who: Who
) -> None:
    actor = who("grassroots")
    with pytest.raises(PointsError, match="chưa có tiêu chí đã ký"):
        save_scores(bloc=bloc, unit=town[HEAD], revision=0, given={}, actor=actor)
    signed(bloc)
    bloc.members.filter(organisation=town[HEAD]).delete()
    with pytest.raises(PointsError, match="không phải thành viên"):
        save_scores(bloc=bloc, unit=town[HEAD], revision=0, given={}, actor=actor)


def test_before_the_cut_off_a_sheet_is_kept_and_not_sent(  # noqa: PLR0917 - fixtures
    town: Town, bloc: Bloc, criteria: Criteria, who: Who, done: None, settings: LazySettings
) -> None:
    actor = who("grassroots")
    settings.TODAY = AFTER.replace(day=14)
    with pytest.raises(PointsError, match="Gửi từ ngày chốt năm 15/12/2021"):
        sent(bloc, town[HEAD], actor, given(criteria, None, None, "35"))
    settings.TODAY = AFTER.replace(day=15)
    revision = ScoreSheet.objects.get(bloc=bloc).revision
    assert sent(
        bloc, town[HEAD], actor, given(criteria, None, None, "35"), revision=revision
    ).version


def test_two_people_of_one_unit_do_not_overwrite_each_other(
    town: Town, bloc: Bloc, criteria: Criteria, who: Who
) -> None:
    actor = who("grassroots")
    scores = given(criteria, None, None, "35")
    save_scores(bloc=bloc, unit=town[HEAD], revision=0, given=scores, actor=actor)
    with pytest.raises(PointsError, match="Người khác vừa sửa"):
        save_scores(bloc=bloc, unit=town[HEAD], revision=0, given={}, actor=actor)
    assert Score.objects.get(criterion=criteria[2]).own == 35


def test_a_sent_sheet_is_taken_back_and_counts_anew(
    town: Town, bloc: Bloc, criteria: Criteria, who: Who, done: None
) -> None:
    actor = who("grassroots")
    sheet = sent(bloc, town[HEAD], actor, given(criteria, None, None, "35"))
    with pytest.raises(PointsError, match="đã gửi hoặc đã chốt"):
        save_scores(bloc=bloc, unit=town[HEAD], revision=sheet.revision, given={}, actor=actor)
    take_back(sheet=sheet, actor=actor)
    accepted(town, HEAD, "10")
    again = send_sheet(bloc=bloc, unit=town[HEAD], revision=sheet.revision, actor=actor)
    assert again.scores.get(criterion=criteria[0]).own == Decimal("34.29")  # 6 of 7


def test_a_new_signed_version_begins_new_sheets(
    town: Town, bloc: Bloc, criteria: Criteria, who: Who, done: None
) -> None:
    sent(bloc, town[HEAD], who("grassroots"), given(criteria, None, None, "35"))
    signed(bloc, version=2)
    row = standing_of(bloc).of(town[HEAD].pk)
    assert row is not None
    assert row.sheet is None


# Checking
# --------------------------------------------------------------------------------------------------


@pytest.fixture
def sheet(town: Town, bloc: Bloc, criteria: Criteria, who: Who, done: None) -> ScoreSheet:
    """Of the head unit, sent."""
    return sent(bloc, town[HEAD], who("grassroots"), given(criteria, None, None, "35"))


def test_another_member_agrees_or_names_other_points_and_why(
    town: Town, sheet: ScoreSheet, criteria: Criteria, who: Who
) -> None:
    actor, unit = who("grassroots_outside"), town[DEPUTY]
    with pytest.raises(PointsError, match="Tiêu chí 3"):
        check_sheet(
            sheet=sheet,
            unit=unit,
            version=1,
            given=said(criteria, None, None, "30"),
            actor=actor,
        )
    assert not CheckOfScore.objects.exists()
    check_sheet(
        sheet=sheet,
        unit=unit,
        version=1,
        given=said(criteria, None, None, "30", reason="hai kỳ thiếu biên bản"),
        actor=actor,
    )
    checks = list(CheckOfScore.objects.order_by("score__criterion__position"))
    assert [one.value for one in checks] == [None, None, Decimal(30)]


def test_nobody_checks_their_own_sheet_nor_for_a_unit_that_is_not_theirs(
    town: Town, sheet: ScoreSheet, criteria: Criteria, who: Who
) -> None:
    tries = [
        ("grassroots", HEAD),
        ("grassroots", DEPUTY),
        ("upper_level", DEPUTY),
        ("province", SCHOOL),
        ("cell", DEPUTY),
    ]
    for name, code in tries:
        with pytest.raises(PermissionDenied):
            check_sheet(sheet=sheet, unit=town[code], version=1, given={}, actor=who(name))


def test_whoever_acts_for_two_members_does_not_check_the_one_for_the_other(
    town: Town, sheet: ScoreSheet, who: Who
) -> None:
    both = who("grassroots_outside")
    both.grants.create(
        role=Role.GRASSROOTS, organisation=town[HEAD], starts_on=AFTER.replace(month=1)
    )
    with pytest.raises(PermissionDenied):
        check_sheet(sheet=sheet, unit=town[DEPUTY], version=1, given={}, actor=both)


def test_what_was_said_of_a_value_goes_when_the_value_changes(
    town: Town, bloc: Bloc, sheet: ScoreSheet, criteria: Criteria, who: Who
) -> None:
    check_sheet(sheet=sheet, unit=town[SCHOOL], version=1, given={}, actor=who("school"))
    take_back(sheet=sheet, actor=who("grassroots"))
    with pytest.raises(PointsError, match="chưa gửi"):
        check_sheet(sheet=sheet, unit=town[SCHOOL], version=1, given={}, actor=who("school"))
    sent(
        bloc,
        town[HEAD],
        who("grassroots"),
        given(criteria, None, None, "36"),
        revision=sheet.revision,
    )
    kept = CheckOfScore.objects.values_list("score__criterion", flat=True)
    assert set(kept) == {criteria[0].pk, criteria[1].pk}
    with pytest.raises(PointsError, match="vừa gửi lại"):
        check_sheet(sheet=sheet, unit=town[SCHOOL], version=1, given={}, actor=who("school"))


# Settling
# --------------------------------------------------------------------------------------------------


def test_the_deputy_settles_the_head_units_sheet_and_the_head_the_others(
    town: Town, bloc: Bloc, sheet: ScoreSheet, criteria: Criteria, who: Who
) -> None:
    for name in ("grassroots", "school", "province", "upper_level"):
        with pytest.raises(PermissionDenied):
            settle_sheet(
                sheet=sheet,
                version=1,
                given=said(criteria, "33.33", "20", "35"),
                actor=who(name),
            )
    settled = settle_sheet(
        sheet=sheet,
        version=1,
        given=said(criteria, "33.33", "20", "35"),
        actor=who("grassroots_outside"),
    )
    assert (settled.status, settled.settled_for) == (SubmissionStatus.ACCEPTED, town[DEPUTY])
    other = sent(
        bloc, town[SCHOOL], who("school"), given(criteria, "30", "20", "35", reason="đã làm")
    )
    with pytest.raises(PermissionDenied):
        settle_sheet(
            sheet=other,
            version=1,
            given=said(criteria, "30", "20", "35"),
            actor=who("grassroots_outside"),
        )
    settle_sheet(
        sheet=other, version=1, given=said(criteria, "30", "20", "35"), actor=who("grassroots")
    )


def test_without_a_deputy_whoever_set_the_bloc_up_settles_the_heads_sheet(
    town: Town, bloc: Bloc, sheet: ScoreSheet, criteria: Criteria, who: Who
) -> None:
    name_leaders(bloc=bloc, head=town[HEAD], deputy=None, actor=who("province"))
    sheet.refresh_from_db()
    settle_sheet(
        sheet=ScoreSheet.objects.get(pk=sheet.pk),
        version=1,
        given=said(criteria, "33.33", "20", "35"),
        actor=who("province"),
    )


def test_settling_otherwise_says_why(
    town: Town, sheet: ScoreSheet, criteria: Criteria, who: Who
) -> None:
    actor = who("grassroots_outside")
    for values in (("33.33", "20", "30"), ("34", "20", "35")):
        with pytest.raises(PointsError, match="hãy ghi lý do"):
            settle_sheet(sheet=sheet, version=1, given=said(criteria, *values), actor=actor)
    with pytest.raises(PointsError, match="Tiêu chí 2: chưa có điểm"):
        settle_sheet(sheet=sheet, version=1, given=said(criteria, "33.33", None, "35"), actor=actor)
    with pytest.raises(PointsError, match="cao hơn điểm tối đa 40"):
        settle_sheet(
            sheet=sheet,
            version=1,
            given=said(criteria, "33.33", "20", "41", reason="vì"),
            actor=actor,
        )
    assert not Score.objects.exclude(settled=None).exists()
    with pytest.raises(IntegrityError), transaction.atomic():  # nor past the acts
        Score.objects.filter(criterion=criteria[2]).update(settled=1)


def test_two_heads_at_once_settle_it_once(
    town: Town, sheet: ScoreSheet, criteria: Criteria, who: Who
) -> None:
    actor, values = who("grassroots_outside"), said(criteria, "33.33", "20", "35")
    settle_sheet(sheet=sheet, version=1, given=values, actor=actor)
    other = said(criteria, "33.33", "20", "10", reason="khác")
    with pytest.raises(PointsError, match="đã chốt"):
        settle_sheet(sheet=sheet, version=1, given=other, actor=actor)
    assert Score.objects.get(criterion=criteria[2]).settled == 35


def test_a_sheet_goes_back_with_a_reason_and_a_settled_one_is_opened_again(
    town: Town, bloc: Bloc, sheet: ScoreSheet, criteria: Criteria, who: Who
) -> None:
    head, deputy = who("grassroots"), who("grassroots_outside")
    with pytest.raises(SubmissionError, match="hãy nêu lý do"):
        return_sheet(sheet=sheet, version=1, reason=" ", actor=deputy)
    back = return_sheet(sheet=sheet, version=1, reason="thiếu minh chứng", actor=deputy)
    assert back.reason == "thiếu minh chứng"
    assert Notice.objects.filter(user=head, kind="points.returned").exists()
    again = sent(bloc, town[HEAD], head, given(criteria, None, None, "35"), revision=back.revision)
    settle_sheet(sheet=again, version=2, given=said(criteria, "33.33", "20", "35"), actor=deputy)
    with pytest.raises(PermissionDenied):
        reopen_sheet(sheet=again, reason="của mình", actor=head)
    reopen_sheet(sheet=again, reason="tính nhầm", actor=deputy)
    assert not Score.objects.exclude(settled=None).exists()


def test_grades_give_their_share_of_the_weight_and_no_other_value(
    town: Town, bloc: Bloc, who: Who, done: None
) -> None:
    criteria, actor = signed(bloc, scale="grades"), who("grassroots")
    with pytest.raises(PointsError, match="hãy chọn xuất sắc"):
        sent(bloc, town[HEAD], actor, given(criteria, "39", "20", "20"))
    sheet = sent(bloc, town[HEAD], actor, given(criteria, "40", "15", "0"))
    assert [one.counted for one in sheet.scores.all()] == [None, None, None]
    assert sum(one.own or 0 for one in sheet.scores.all()) == 55


# The standing
# --------------------------------------------------------------------------------------------------


def settle_all(town: Town, bloc: Bloc, criteria: Criteria, who: Who, *totals: str) -> None:
    """Head, deputy and school are settled; `totals`: the third criterion of each."""
    for code, name, by, value in zip(
        (HEAD, DEPUTY, SCHOOL),
        ("grassroots", "grassroots_outside", "school"),
        ("grassroots_outside", "grassroots", "grassroots"),
        totals,
        strict=True,
    ):
        sheet = sent(
            bloc, town[code], who(name), given(criteria, "30", "20", value, reason="đã làm")
        )
        settle_sheet(
            sheet=sheet,
            version=1,
            given=said(criteria, "30", "20", value, reason="đúng"),
            actor=who(by),
        )


def test_equal_totals_share_a_place_once_everybody_is_settled(
    town: Town, bloc: Bloc, criteria: Criteria, who: Who
) -> None:
    settle_all(town, bloc, criteria, who, "30", "35", "35")
    standing = standing_of(bloc)
    found = {row.unit.code: (row.total, row.place) for row in standing.units}
    assert found == {
        HEAD: (Decimal(80), 3),
        DEPUTY: (Decimal(85), 1),
        SCHOOL: (Decimal(85), 1),
    }
    most = sum(cell.most for cell in standing.units[0].cells)
    for row in standing.units:
        assert row.total == sum(cell.settled or 0 for cell in row.cells)
        assert row.total is not None
        assert row.total <= most == criteria[0].criteria_set.total


def test_places_wait_for_the_last_member_at_work_and_for_no_merged_one(
    town: Town, bloc: Bloc, criteria: Criteria, who: Who
) -> None:
    sheet = sent(
        bloc, town[HEAD], who("grassroots"), given(criteria, "30", "20", "35", reason="đã làm")
    )
    settle_sheet(
        sheet=sheet,
        version=1,
        given=said(criteria, "30", "20", "35"),
        actor=who("grassroots_outside"),
    )
    assert [row.place for row in standing_of(bloc).units] == [None, None, None]
    for code in (DEPUTY, SCHOOL):
        town[code].placements.update(ends_on=AFTER.replace(day=1))
    row = standing_of(bloc).of(town[HEAD].pk)
    assert row is not None
    assert row.place == 1
