"""Grades are given by who may give them, with a reason where somebody gave another."""

import pytest
from django.core.exceptions import PermissionDenied

from tests.builder import OPERATOR
from tests.cast import Cast, all_decisions, campaign, entry
from tests.opinions.conftest import Who
from thidua.accounts.models import Role, RoleGrant
from thidua.bodies.models import AdvisoryBody
from thidua.campaigns.models import Campaign
from thidua.decisions.actions import issue_all
from thidua.notices.models import Notice
from thidua.opinions.batch import Given
from thidua.opinions.errors import ChangedMeanwhileError, OpinionError, ReasonMissingError
from thidua.opinions.giving import give_grades, give_many, give_words
from thidua.opinions.models import Grade, Opinion
from thidua.opinions.permissions import Giver
from thidua.ratings.actions import classify
from thidua.roster.identity import SubjectKey, key_of, member
from thidua.roster.models import RosterEntry
from thidua.vocabulary import Grade as Word
from thidua.vocabulary import Level, OpinionKind, SubjectType

OWN = Giver(OpinionKind.SELF)


def test_the_committee_of_the_cell_grades_its_member(
    year: Campaign, who: Who, committee: Giver, key: SubjectKey
) -> None:
    opinion = give_grades(
        campaign=year,
        key=key,
        giver=committee,
        grades={"duties": Given(Word.EXCELLENT)},
        actor=who("secretary"),
    )
    assert opinion is not None
    assert opinion.typed_by is None
    assert list(Grade.objects.values_list("criterion", "grade")) == [("duties", "excellent")]


@pytest.mark.parametrize("name", ["secretary_outside", "grassroots", "inspector", "colleague"])
def test_nobody_else_grades_in_its_place(
    year: Campaign, who: Who, committee: Giver, key: SubjectKey, name: str
) -> None:
    with pytest.raises(PermissionDenied):
        give_grades(
            campaign=year,
            key=key,
            giver=committee,
            grades={"duties": Given(Word.GOOD)},
            actor=who(name),
        )
    assert not Opinion.objects.exists()


def test_the_member_grades_oneself_and_nobody_with_an_account_is_typed_for(
    year: Campaign, who: Who, key: SubjectKey
) -> None:
    grades = {"duties": Given(Word.GOOD)}
    with_account = who("member")
    with pytest.raises(PermissionDenied):
        give_grades(campaign=year, key=key, giver=OWN, grades=grades, actor=who("secretary"))
    give_grades(campaign=year, key=key, giver=OWN, grades=grades, actor=with_account)
    assert Opinion.objects.get().typed_by is None


def test_whoever_has_no_account_is_typed_for_and_that_is_marked(
    year: Campaign, who: Who, cast: Cast
) -> None:
    key = member(cast.of_cell("G1A", 9).pk)
    grades = {"duties": Given(Word.GOOD)}
    give_grades(campaign=year, key=key, giver=OWN, grades=grades, actor=who("secretary"))
    assert Opinion.objects.get().typed_by == who("secretary")


def test_another_grade_than_somebody_gave_asks_why_and_is_told(
    year: Campaign, who: Who, committee: Giver, key: SubjectKey
) -> None:
    give_grades(
        campaign=year,
        key=key,
        giver=OWN,
        grades={"duties": Given(Word.EXCELLENT)},
        actor=who("member"),
    )
    say = {"duties": Given(Word.GOOD)}
    with pytest.raises(ReasonMissingError) as refused:
        give_grades(campaign=year, key=key, giver=committee, grades=say, actor=who("secretary"))
    assert "Xuất sắc" in refused.value.text.vi
    why = {"duties": Given(Word.GOOD, "hai việc chậm")}
    give_grades(campaign=year, key=key, giver=committee, grades=why, actor=who("secretary"))
    told = Notice.objects.get(user=who("member"))
    assert told.kind == "opinions.differs"
    assert Grade.objects.get(opinion__kind="cell_committee").reason == "hai việc chậm"


def test_what_somebody_changed_meanwhile_is_not_written_over(
    year: Campaign, who: Who, committee: Giver, key: SubjectKey
) -> None:
    def give(grade: Word, was: Word | None) -> None:
        give_grades(
            campaign=year,
            key=key,
            giver=committee,
            grades={"duties": Given(grade, was=was)},
            actor=who("secretary"),
        )

    give(Word.GOOD, None)
    with pytest.raises(ChangedMeanwhileError):
        give(Word.POOR, None)
    give(Word.GOOD, None)  # the same is no conflict
    assert Grade.objects.get().grade == "good"


def test_a_grid_is_written_whole_or_not_at_all(
    year: Campaign, who: Who, committee: Giver, cast: Cast
) -> None:
    keys = [member(cast.of_cell("G1A", number).pk) for number in (4, 5, 6)]
    cells = {key: {"duties": Given(Word.GOOD), "remedying": Given(Word.POOR)} for key in keys}
    cells[keys[-1]]["no_such"] = Given(Word.GOOD)
    with pytest.raises(OpinionError, match="no_such"):
        give_many(campaign=year, giver=committee, cells=cells, actor=who("secretary"))
    assert not Grade.objects.exists()
    del cells[keys[-1]]["no_such"]
    before = give_many(campaign=year, giver=committee, cells=cells, actor=who("secretary"))
    assert Grade.objects.count() == 6
    give_many(campaign=year, giver=committee, cells=before.cells, actor=who("secretary"))
    assert not Grade.objects.exists()


def test_a_body_grades_the_criteria_of_its_field_until_it_is_no_more(
    year: Campaign, cast: Cast, who: Who
) -> None:
    body = AdvisoryBody.objects.create(
        kind="advisory", name="Ban Tổ chức", committee=cast["U1"], criteria=["remedying"]
    )
    officer = cast.officer("ban", Role.UPPER_LEVEL, "U1")
    RoleGrant.objects.filter(user=officer).update(body=body)
    giver = Giver(OpinionKind.SUPERIOR_BODY, body=body)
    key = key_of(entry(year, "G1"))

    def give(criterion: str) -> None:
        grades = {criterion: Given(Word.GOOD)}
        give_grades(campaign=year, key=key, giver=giver, grades=grades, actor=officer)

    give("remedying")
    with pytest.raises(OpinionError, match="không phụ trách"):
        give("programme")
    body.ends_on = "2020-01-01"
    body.save()
    body.refresh_from_db()
    with pytest.raises(OpinionError, match="thôi hoạt động"):
        give("remedying")
    assert Grade.objects.count() == 1


def test_the_place_of_residence_comments_and_grades_nothing(
    year: Campaign, key: SubjectKey
) -> None:
    giver = Giver(OpinionKind.RESIDENCE, name="Chi uỷ khu 3")
    give_words(campaign=year, key=key, giver=giver, comment="Gương mẫu", actor=OPERATOR)
    with pytest.raises(OpinionError, match="chỉ nhận xét"):
        give_grades(
            campaign=year,
            key=key,
            giver=giver,
            grades={"duties": Given(Word.GOOD)},
            actor=OPERATOR,
        )


def test_only_a_civil_servant_has_a_level_as_one(year: Campaign, key: SubjectKey) -> None:
    giver = Giver(OpinionKind.EMPLOYER, name="Trạm Y tế")
    with pytest.raises(OpinionError, match="công chức"):
        give_words(
            campaign=year, key=key, giver=giver, civil_servant_level=Level.GOOD, actor=OPERATOR
        )


def test_before_the_list_is_laid_down_nothing_is_graded(
    cast: Cast, who: Who, committee: Giver, key: SubjectKey
) -> None:
    year = campaign(frozen=False)
    with pytest.raises(OpinionError, match="chưa chốt"):
        give_grades(
            campaign=year,
            key=key,
            giver=committee,
            grades={"duties": Given(Word.GOOD)},
            actor=who("secretary"),
        )


def test_whoever_is_not_rated_or_decided_is_not_graded(
    year: Campaign, cast: Cast, who: Who, committee: Giver, key: SubjectKey
) -> None:
    grades = {"duties": Given(Word.EXCELLENT)}
    classify(campaign=year, actor=OPERATOR)
    all_decisions(year, cast)
    issue_all(campaign=year, actor=OPERATOR)
    with pytest.raises(OpinionError, match="đã có quyết định"):
        give_grades(campaign=year, key=key, giver=committee, grades=grades, actor=who("secretary"))
    other = member(cast.of_cell("G1A", 6).pk)
    RosterEntry.objects.filter(person=other.person_id, subject_type=SubjectType.MEMBER).update(
        rated=False, excluded_by="x"
    )
    with pytest.raises(OpinionError, match="không thuộc diện"):
        give_grades(
            campaign=year, key=other, giver=committee, grades=grades, actor=who("secretary")
        )
