"""The procedure of HD 21 as a jurist would check it, and what a locality may set in it."""

import datetime as dt
from fractions import Fraction

import pytest
from pydantic import ValidationError

from thidua.language import Text
from thidua.rulebook.errors import FrameworkError, ValueRefusedError
from thidua.rulebook.procedure import Procedure, load_procedure
from thidua.rulebook.procedure_layer import LocalValue, stored, with_local
from thidua.rulebook.procedure_library import NoProcedureInForceError, forms_on, procedure_on
from thidua.rulebook.procedure_values import Number
from thidua.rulebook.review_form import load_forms
from thidua.vocabulary import OpinionKind, SubjectType, UnknownWordError

DAY = dt.date(2021, 12, 10)
KINDS = OpinionKind


@pytest.fixture
def procedure() -> Procedure:
    return procedure_on(DAY)


@pytest.mark.parametrize(
    ("key", "value", "confirmed", "source"),
    [
        ("orders.review", "head_first", False, "hd21"),
        ("orders.rating", "head_last", True, "hd21"),
        ("orders.levels", "lower_first", True, "hd21"),
        ("orders.kinds", "collective_first", True, "hd21"),
        ("periods.draft_working_days", "3", False, "hd16"),
        ("shares.quorum", "2/3", False, None),
        ("shares.majority", "1/2", False, None),
        ("periods.objection_days", "30", False, None),
        ("periods.second_objection_days", "30", False, None),
        ("periods.answer_days", "20", False, None),
        ("periods.health_papers_days", "90", False, None),
        ("voting.ballot_base", "called", False, None),
        ("voting.self_vote", "allowed", False, None),
        ("voting.absent_votes", "none", False, None),
        ("voting.tie", "again", False, None),
        ("rounds.member", "one", False, None),
        ("rounds.organisation", "one", False, None),
        ("ballots.organisation", "secret", True, "hd21"),
        ("ballots.member", "secret", False, None),
        ("counts.member", "cell_committee", False, None),
        ("counts.organisation", "superior_body,superior,committee", False, None),
        ("counts.leader", "superior,committee", False, None),
    ],
)
def test_each_value_says_where_it_stands(
    procedure: Procedure, key: str, value: str, confirmed: bool, source: str | None
) -> None:
    found = dict(procedure.values())[key]

    assert stored(found) == value
    assert found.confirmed is confirmed
    assert (found.cite.source if found.cite else None) == source


def test_the_residence_comments_and_does_not_grade(procedure: Procedure) -> None:
    slip = procedure.opinion(SubjectType.MEMBER, KINDS.RESIDENCE)

    assert slip is not None
    assert slip.asked
    assert not slip.grades


def test_what_rooms_ask_for_is_exact(procedure: Procedure) -> None:
    assert procedure.quorum == Fraction(2, 3)
    assert procedure.counting(SubjectType.MEMBER) == (KINDS.CELL_COMMITTEE,)
    assert procedure.review_head_first
    assert procedure.rating_head_last
    assert (procedure.erased_drafts_days, procedure.slip_days) == (30, 14)
    assert (procedure.objection_days, procedure.second_objection_days) == (30, 30)
    assert (procedure.answer_days, procedure.health_papers_days) == (20, 90)
    assert (procedure.majority.share, procedure.majority.more_than) == (Fraction(1, 2), True)
    assert procedure.votes_by("ballot_base") == "called"
    assert not procedure.two_rounds(SubjectType.MEMBER)


def test_a_written_procedure_reads_back_the_same(procedure: Procedure) -> None:
    assert load_procedure(procedure.to_yaml()) == procedure
    assert load_forms(forms_on(DAY).to_yaml()) == forms_on(DAY)


@pytest.mark.parametrize("day", [dt.date(2019, 10, 17), dt.date(2023, 11, 10)])
def test_outside_its_time_there_is_none_and_the_covered_time_is_named(day: dt.date) -> None:
    with pytest.raises(NoProcedureInForceError, match="18/10/2019–10/11/2023"):
        procedure_on(day)
    with pytest.raises(NoProcedureInForceError):
        forms_on(day)


def test_a_locality_sets_what_nobody_confirmed_by_its_own_document(procedure: Procedure) -> None:
    laid = with_local(
        procedure,
        [
            LocalValue("periods.draft_working_days", "5", "HD 10-HD/TU", "đường xa"),
            LocalValue("shares.quorum", "3/4", "HD 10-HD/TU"),
            LocalValue("counts.member", "cell_committee,cell", "HD 10-HD/TU"),
            LocalValue("opinions.member.mass", "no", "HD 10-HD/TU"),
        ],
    )

    assert laid.draft_working_days == 5
    assert laid.quorum == Fraction(3, 4)
    assert laid.counting(SubjectType.MEMBER) == (KINDS.CELL_COMMITTEE, KINDS.CELL)
    assert KINDS.MASS not in [one.kind for one in laid.asked_of(SubjectType.MEMBER)]
    local = laid.periods["draft_working_days"].local
    assert local is not None
    assert local.citation == "HD 10-HD/TU"
    assert procedure.draft_working_days == 3


@pytest.mark.parametrize(
    ("key", "value", "why"),
    [
        ("orders.rating", "head_first", "do văn bản cấp trên quy định"),
        ("ballots.organisation", "open", "do văn bản cấp trên quy định"),
        ("opinions.organisation.committee", "no", "do văn bản cấp trên quy định"),
        ("periods.draft_working_days", "0", "từ 1 đến 15"),
        ("periods.draft_working_days", "-3", "viết bằng chữ số"),
        ("periods.draft_working_days", "ba", "viết bằng chữ số"),
        ("periods.draft_working_days", "²", "viết bằng chữ số"),
        ("shares.quorum", "1/3", "từ 1/2 đến 1/1"),
        ("shares.quorum", "66%", "không đúng dạng"),
        ("shares.quorum", "4/3", "từ 1/2 đến 1/1"),
        ("ballots.member", "lottery", "lottery"),
        ("counts.member", "residence", "không thể là ý kiến được tính"),
        ("counts.member", "cell,cell", "nêu hai lần"),
        ("counts.member", "", "danh sách không được rỗng"),
        ("opinions.member.cell_committee", "no", "không thể là ý kiến được tính"),
        ("opinions.member.mass", "perhaps", "cần có hoặc không"),
        ("periods.nothing", "3", "periods.nothing"),
    ],
)
def test_what_a_locality_cannot_set(procedure: Procedure, key: str, value: str, why: str) -> None:
    with pytest.raises(ValueRefusedError, match=why):
        with_local(procedure, [LocalValue(key, value, "HD 10-HD/TU")])


def test_an_opinion_that_does_not_exist_is_refused_by_name(procedure: Procedure) -> None:
    with pytest.raises((ValueRefusedError, UnknownWordError), match="neighbour"):
        with_local(procedure, [LocalValue("counts.member", "neighbour", "HD 10")])


def test_a_local_value_without_a_document_is_refused(procedure: Procedure) -> None:
    with pytest.raises(ValueRefusedError, match="văn bản của địa phương"):
        with_local(procedure, [LocalValue("shares.quorum", "3/4", " ")])


def test_what_is_confirmed_says_where_it_stands() -> None:
    with pytest.raises((ValidationError, ValueRefusedError)):
        Number(title=Text("a", "a"), value=3, unit="days", confirmed=True)


def test_a_text_with_faults_names_all_of_them(procedure: Procedure) -> None:
    text = procedure.to_yaml().replace("source: hd16", "source: hd99")

    with pytest.raises(FrameworkError) as refused:
        load_procedure(text.replace("  quorum:", "  quorums:"))
    said = str(refused.value)
    assert "shares.quorum" in said
    assert said.count("hd99") >= 2


def test_the_personal_review_has_seven_headings_and_the_level_last() -> None:
    form = forms_on(DAY).of(SubjectType.MEMBER)

    assert form.id == "02"
    assert [one.number for one in form.headings if one.depth == 0] == [
        "I",
        "II",
        "III",
        "IV",
        "V",
        "VI",
        "VII",
    ]
    assert [one.id for one in form.written if one.level_here] == ["own_level_member"]
    assert [one.id for one in form.written if one.answers_prompts] == ["prompts"]
    assert not any(one.confirmed for one in form.headings)


def test_one_form_for_all_people_and_one_for_all_collectives() -> None:
    book = forms_on(DAY)

    assert book.of(SubjectType.LEADER) is book.of(SubjectType.MEMBER)
    assert book.of(SubjectType.ORGANISATION) is book.of(SubjectType.COLLECTIVE)


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("number: II\n", "number: I\n", "đã có mục này"),
        ("- organisation\n  - collective", "- organisation", "thiếu mẫu"),
        ("source: hd21", "source: hd99", "hd99"),
    ],
)
def test_forms_with_faults_are_refused(old: str, new: str, why: str) -> None:
    text = forms_on(DAY).to_yaml()
    assert old in text

    with pytest.raises(FrameworkError, match=why):
        load_forms(text.replace(old, new))
