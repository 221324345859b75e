"""What the year knows of whom a review is about: what speaks against them like the rest."""

import datetime as dt
from pathlib import Path

import pytest
from django.conf import LazySettings

from tests.attachments.conftest import folder
from tests.attachments.samples import picture, sent
from tests.cast import Cast
from tests.progress.conftest import note_words, noted
from tests.reviews.material.people import commit, disciplined
from thidua.accounts.models import Role, User
from thidua.campaigns.models import Campaign
from thidua.language import speaking
from thidua.organisations.models import Person, Succession
from thidua.progress.actions import write_note
from thidua.registrations.models import Task
from thidua.reviews.material import Material, MaterialKind, material_of
from thidua.roster.identity import SubjectKey, member
from thidua.vocabulary import SubjectType

__all__ = ["folder"]
AUGUST = dt.date(2021, 8, 31)


def of_body(cast: Cast, code: str, kind: SubjectType = SubjectType.ORGANISATION) -> SubjectKey:
    return SubjectKey(kind, organisation_id=cast[code].pk)


def found(actor: User, year: Campaign, key: SubjectKey, kind: MaterialKind) -> list[Material]:
    return material_of(actor, year, key, [kind])


def test_a_task_is_offered_with_its_result(
    cast: Cast, year: Campaign, task: Task, commune: User
) -> None:
    noted(task, dt.date(2021, 7, 1), value=20)
    (first, *_late) = found(commune, year, of_body(cast, "G3"), MaterialKind.TASK)
    assert (first.label, first.target_id, str(first.value)) == ("NV 1", str(task.pk), "20/30 ha")
    assert first.sentence.startswith("Nhiệm vụ “")
    assert "20/30 ha" in first.sentence
    assert "(tính đến 1/7/2021)" in first.sentence
    assert first.href.startswith("/nam/2021/")


def test_a_late_milestone_is_offered_like_the_rest(
    cast: Cast, year: Campaign, task: Task, commune: User, settings: LazySettings
) -> None:
    settings.TODAY = dt.date(2021, 12, 5)
    (milestone,) = task.milestones.all()
    assert milestone.on is not None
    noted(task, dt.date(2021, 9, 20), value=20, milestones=[(milestone.on, milestone.text)])
    (_task, late) = found(commune, year, of_body(cast, "G3"), MaterialKind.TASK)
    assert late.label == "NV 1, mốc 31/8"
    assert late.value == ("xong 20/9, chậm 20 ngày", "done on 20/9, 20 days late")
    assert late.against
    assert "Mốc 31/8/2021 của nhiệm vụ" in late.sentence


def test_a_milestone_that_nobody_reached_is_offered_too(
    cast: Cast, year: Campaign, task: Task, commune: User
) -> None:
    (_task, late) = found(commune, year, of_body(cast, "G3"), MaterialKind.TASK)
    assert late.value.vi == "chưa xong"
    assert late.against


def test_what_was_missed_at_the_cut_off_speaks_against(
    cast: Cast, year: Campaign, task: Task, commune: User, settings: LazySettings
) -> None:
    settings.TODAY = dt.date(2021, 12, 20)
    noted(task, dt.date(2021, 11, 1), value=20)
    first = found(commune, year, of_body(cast, "G3"), MaterialKind.TASK)[0]
    assert first.against
    assert "chưa đạt khi chốt năm" in first.sentence


def test_a_collective_without_a_registration_has_its_organisations_tasks(
    cast: Cast, year: Campaign, task: Task, commune: User
) -> None:
    key = of_body(cast, "G3", SubjectType.COLLECTIVE)
    assert found(commune, year, key, MaterialKind.TASK)[0].target_id == str(task.pk)


def test_another_unit_has_none_of_it(
    cast: Cast, year: Campaign, task: Task, commune: User, district: User
) -> None:
    assert found(district, year, of_body(cast, "G2"), MaterialKind.TASK) == []
    assert (
        found(
            cast.officer("khac", Role.GRASSROOTS, "G2"),
            year,
            of_body(cast, "G3"),
            MaterialKind.TASK,
        )
        == []
    )


def test_what_went_into_a_unit_is_its_own(
    cast: Cast, year: Campaign, task: Task, district: User
) -> None:
    Succession.objects.create(
        predecessor=cast["G3"],
        successor=cast["G2"],
        happened_on=dt.date(2021, 11, 1),
        kind="merged",
    )
    (first, *_more) = found(district, year, of_body(cast, "G2"), MaterialKind.TASK)
    assert first.target_id == str(task.pk)


def test_a_member_has_the_tasks_that_name_them(
    cast: Cast, year: Campaign, task: Task, commune: User
) -> None:
    version = task.versions.get()
    doer = version.content["person"]["doers"][0]["person"]
    assert found(commune, year, member(doer), MaterialKind.TASK)
    other = Person.objects.exclude(pk=doer).exclude(pk=version.content["responsibility"]["answers"])
    one = other.first()
    assert one is not None
    assert found(commune, year, member(one.pk), MaterialKind.TASK) == []


def test_evidence_stands_with_the_note_it_came_with(
    cast: Cast, year: Campaign, task: Task, commune: User, folder: Path
) -> None:
    files = [sent("IMG_1.jpg", picture(size=(90, 60))), sent("IMG_2.jpg", picture(size=(80, 60)))]
    note = write_note(task, note_words(task, 9), files=files, actor=commune)
    (one,) = found(commune, year, of_body(cast, "G3"), MaterialKind.EVIDENCE)
    assert (one.label, one.target_id, one.value.vi) == ("MC 1", str(note.pk), "2 ảnh")
    assert not one.against


def test_what_was_committed_to_is_offered_with_what_was_noted(year: Campaign, cast: Cast) -> None:
    user = cast.officer("dv", None, "", person="M-G1A-05")
    commit(year, user, [("Dự đủ sinh hoạt chi bộ", True), ("Vận động 40 hộ", False), ("Học", None)])
    assert user.person_id is not None
    items = found(user, year, member(user.person_id), MaterialKind.COMMITMENT)
    assert [(one.label, one.value.vi, one.against) for one in items] == [
        ("CK 1", "đã làm xong", False),
        ("CK 2", "chưa làm xong", True),
        ("CK 3", "chưa ghi kết quả", False),
    ]


def test_somebody_elses_draft_of_a_commitment_is_not_offered(year: Campaign, cast: Cast) -> None:
    user = cast.officer("dv", None, "", person="M-G1A-05")
    commit(year, user, [("Dự đủ sinh hoạt chi bộ", None)], status="draft")
    assert user.person_id is not None
    assert found(user, year, member(user.person_id), MaterialKind.COMMITMENT) == []


def test_discipline_of_the_year_is_offered(year: Campaign, cast: Cast) -> None:
    user = cast.officer("dv", None, "", person="M-G1A-05")
    assert user.person_id is not None
    key = member(user.person_id)
    assert found(user, year, key, MaterialKind.DISCIPLINE) == []
    disciplined(year, user, "reprimand")
    (one,) = found(user, year, key, MaterialKind.DISCIPLINE)
    assert one.sentence == "Trong năm bị kỷ luật: khiển trách"
    assert one.against
    disciplined(year, user, "none")
    assert found(user, year, key, MaterialKind.DISCIPLINE) == []


def test_a_review_speaks_vietnamese_whoever_types(
    cast: Cast, year: Campaign, task: Task, commune: User
) -> None:
    with speaking("en"):
        first = found(commune, year, of_body(cast, "G3"), MaterialKind.TASK)[0]
        assert first.sentence.startswith("Nhiệm vụ")
        assert str(first.value) == first.value.en


@pytest.mark.parametrize("kind", list(MaterialKind))
def test_whoever_has_nothing_is_offered_nothing(
    cast: Cast, year: Campaign, kind: MaterialKind
) -> None:
    user = cast.officer("dv", None, "", person="M-G1A-05")
    assert user.person_id is not None
    assert found(user, year, member(user.person_id), kind) == []
