"""Criteria: written, sent, agreed to by each member, signed, never changed again."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from tests.blocs.conftest import ROWS, Who, write
from tests.blocs.test_arranging import merge
from tests.web.town import Town
from thidua.accounts.models import User
from thidua.blocs.actions import add_members, remove_bloc, remove_member
from thidua.blocs.errors import BlocError
from thidua.blocs.models import Bloc, CriteriaSet, Scale, SetState
from thidua.blocs.queries import sets_in_force
from thidua.blocs.scoring import (
    Draft,
    Row,
    answer,
    new_version,
    save_criteria,
    send,
    sign,
    start_set,
    take_back,
)
from thidua.notices.models import Notice


def agree(criteria: CriteriaSet, town: Town, who: Who) -> None:
    answer(
        criteria_set=criteria,
        unit=town["GL02"],
        agreed=True,
        words="",
        actor=who("grassroots_outside"),
    )


@pytest.fixture
def sent(written: CriteriaSet, who: Who) -> CriteriaSet:
    who("grassroots_outside")
    return send(criteria_set=written, actor=who("grassroots"))


@pytest.fixture
def signed(sent: CriteriaSet, town: Town, who: Who) -> CriteriaSet:
    agree(sent, town, who)
    return sign(criteria_set=sent, actor=who("grassroots"))


# Writing
# --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ((), "Chưa có tiêu chí nào"),
        ((ROWS[0],), "cần đúng 100: còn thiếu 39,5"),
        ((*ROWS, replace(ROWS[0], points=Decimal("0.01"))), "thừa 0,01"),
        ((replace(ROWS[0], points=None), ROWS[1]), "Dòng 1: hãy ghi điểm"),
        ((replace(ROWS[0], content=""), ROWS[1]), "Dòng 1: hãy ghi nội dung"),
        ((replace(ROWS[0], link_key=""), ROWS[1]), "Dòng 1: hãy chọn chỉ tiêu"),
    ],
)
def test_what_is_not_whole_is_not_sent_and_the_row_is_named(
    bloc: Bloc, who: Who, rows: tuple[Row, ...], words: str
) -> None:
    criteria = write(bloc, who("grassroots"), rows)
    with pytest.raises(BlocError) as caught:
        send(criteria_set=criteria, actor=who("grassroots"))
    assert words in caught.value.text.vi
    criteria.refresh_from_db()
    assert criteria.state == SetState.DRAFT


def test_somebody_who_saved_meanwhile_is_not_written_over(written: CriteriaSet, who: Who) -> None:
    before, draft = written.revision, Draft(Scale.POINTS, Decimal(100), ROWS[:1])
    save_criteria(criteria_set=written, revision=before, draft=draft, actor=who("upper_level"))
    with pytest.raises(BlocError, match="vừa sửa"):
        save_criteria(
            criteria_set=written,
            revision=before,
            draft=Draft(Scale.POINTS, Decimal(100), ROWS),
            actor=who("grassroots"),
        )
    assert written.criteria.count() == 1


@pytest.mark.parametrize("name", ["grassroots_outside", "cell", "upper_level_outside", "inspector"])
def test_members_and_others_do_not_write_it(written: CriteriaSet, who: Who, name: str) -> None:
    draft = Draft(Scale.POINTS, Decimal(100), ROWS)
    acts: tuple[Callable[[User], object], ...] = (
        lambda actor: save_criteria(criteria_set=written, revision=1, draft=draft, actor=actor),
        lambda actor: send(criteria_set=written, actor=actor),
        lambda actor: sign(criteria_set=written, actor=actor),
        lambda actor: take_back(criteria_set=written, actor=actor),
        lambda actor: new_version(criteria_set=written, reason="x", actor=actor),
    )
    for act in acts:
        with pytest.raises(PermissionDenied):
            act(who(name))


# Agreeing
# --------------------------------------------------------------------------------------------------


def test_members_are_told_and_the_head_unit_agrees_by_sending(
    sent: CriteriaSet, town: Town, who: Who
) -> None:
    assert [one.organisation for one in sent.agreements.all()] == [town["GL01"]]
    told = Notice.objects.filter(kind="blocs.sent").values_list("user__username", flat=True)
    assert set(told) == {"grassroots_outside"}


@pytest.mark.parametrize("name", ["province", "upper_level", "cell_outside", "inspector", "member"])
def test_only_the_very_unit_answers_for_itself(
    sent: CriteriaSet, town: Town, who: Who, name: str
) -> None:
    with pytest.raises(PermissionDenied):
        answer(criteria_set=sent, unit=town["GL02"], agreed=True, words="", actor=who(name))


def test_not_agreeing_wants_words_and_holds_up_the_pact(
    sent: CriteriaSet, town: Town, who: Who
) -> None:
    member: User = who("grassroots_outside")
    unit = town["GL02"]
    with pytest.raises(BlocError, match="hãy ghi ý kiến"):
        answer(criteria_set=sent, unit=unit, agreed=False, words=" ", actor=member)
    words = "Thu ngân sách: 50 điểm"
    answer(criteria_set=sent, unit=unit, agreed=False, words=words, actor=member)
    with pytest.raises(BlocError, match="Đảng bộ xã Gia Tân chưa đồng ý"):
        sign(criteria_set=sent, actor=who("grassroots"))
    agree(sent, town, who)
    assert sign(criteria_set=sent, actor=who("grassroots")).state == SetState.SIGNED


def test_what_is_taken_back_is_answered_anew(sent: CriteriaSet, town: Town, who: Who) -> None:
    agree(sent, town, who)
    take_back(criteria_set=sent, actor=who("grassroots"))
    sent.refresh_from_db()
    again = send(criteria_set=sent, actor=who("grassroots"))
    assert [one.organisation for one in again.agreements.all()] == [town["GL01"]]
    assert Notice.objects.filter(kind="blocs.sent").count() == 2


def test_a_member_that_was_merged_meanwhile_holds_up_nobody(
    sent: CriteriaSet, town: Town, who: Who
) -> None:
    merge(town["GL02"], town["GL01"])
    assert sign(criteria_set=sent, actor=who("grassroots")).state == SetState.SIGNED


# Signed
# --------------------------------------------------------------------------------------------------


def test_a_signed_version_changes_no_more_nor_do_its_members(
    signed: CriteriaSet, town: Town, who: Who
) -> None:
    draft, bloc = Draft(Scale.POINTS, Decimal(100), ROWS[:1]), signed.bloc
    assert bloc is not None
    actor = who("upper_level")
    acts: tuple[Callable[[], object], ...] = (
        lambda: save_criteria(
            criteria_set=signed, revision=signed.revision, draft=draft, actor=actor
        ),
        lambda: send(criteria_set=signed, actor=actor),
        lambda: take_back(criteria_set=signed, actor=actor),
        lambda: sign(criteria_set=signed, actor=actor),
        lambda: agree(signed, town, who),
        lambda: add_members(bloc=bloc, units=[town["GL01A"]], actor=actor),
        lambda: remove_member(bloc=bloc, unit=town["GL02"], actor=actor),
        lambda: remove_bloc(bloc=bloc, actor=actor),
    )
    for act in acts:
        with pytest.raises(BlocError):
            act()
    assert signed.criteria.count() == len(ROWS)


def test_a_new_version_says_why_and_the_signed_one_counts_until_it_is_signed(
    signed: CriteriaSet, town: Town, who: Who
) -> None:
    actor = who("grassroots")
    with pytest.raises(BlocError, match="lý do"):
        new_version(criteria_set=signed, reason=" ", actor=actor)
    second = new_version(criteria_set=signed, reason="dự toán giao lại", actor=actor)
    assert (second.version, second.reason, second.state) == (2, "dự toán giao lại", "draft")
    assert [one.content for one in second.criteria.all()] == [one.content for one in ROWS]
    assert sets_in_force(town["GL02"], town.campaign) == [signed]
    with pytest.raises(BlocError, match="chưa ký"):
        new_version(criteria_set=signed, reason="nữa", actor=actor)
    send(criteria_set=second, actor=actor)
    agree(second, town, who)
    sign(criteria_set=second, actor=actor)
    assert sets_in_force(town["GL02"], town.campaign) == [second]
    signed.refresh_from_db()
    assert signed.state == SetState.SIGNED


def test_the_database_holds_one_open_version(signed: CriteriaSet, who: Who) -> None:
    new_version(criteria_set=signed, reason="x", actor=who("grassroots"))
    with pytest.raises(IntegrityError, match="criteria_set_one_open"), transaction.atomic():
        CriteriaSet.objects.create(
            campaign=signed.campaign,
            organiser=signed.organiser,
            bloc=signed.bloc,
            version=3,
            reason="y",
        )


def test_criteria_for_all_units_are_signed_at_once_by_who_set_them_up(town: Town, who: Who) -> None:
    actor = who("upper_level")
    begun = start_set(campaign=town.campaign, organiser=town["GL"], bloc=None, actor=actor)
    rows = (Row("Kỷ luật", "theo bậc", "", None, Decimal(100)),)
    draft = Draft(Scale.GRADES, Decimal(100), rows)
    save_criteria(criteria_set=begun, revision=0, draft=draft, actor=actor)
    sign(criteria_set=begun, actor=actor)
    for_all = [one for one in sets_in_force(town["GL01A"], town.campaign) if one.bloc is None]
    assert for_all == [begun]
    assert sets_in_force(town["CL01"], town.campaign) == []


def test_a_bloc_wants_two_members_and_a_head(written: CriteriaSet, town: Town, who: Who) -> None:
    assert written.bloc is not None
    remove_member(bloc=written.bloc, unit=town["GL02"], actor=who("upper_level"))
    with pytest.raises(BlocError, match="ít nhất hai thành viên"):
        send(criteria_set=written, actor=who("grassroots"))
