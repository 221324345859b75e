"""Forms 01, 03 and 04, of organisations and their collectives; the head of form 02."""

import datetime as dt
from collections.abc import Callable

import pytest

from tests.cast import Cast
from tests.review_forms.conftest import send_for
from tests.review_forms.test_papers import words_of_paper
from thidua.accounts.models import User
from thidua.bodies.models import AdvisoryBody
from thidua.campaigns.models import Campaign
from thidua.documents.blocks import Bullets, Paper
from thidua.frameworks.binding import bound_frameworks
from thidua.opinions.batch import Given
from thidua.opinions.giving import give_grades
from thidua.opinions.models import Ask
from thidua.opinions.permissions import Giver
from thidua.organisations.models import Organisation, Person
from thidua.procedures.reading import forms_of
from thidua.review_forms.printing import papers_of
from thidua.reviews.keys import key_of_unit
from thidua.roster.identity import SubjectKey
from thidua.vocabulary import Grade, OpinionKind, SubjectType

Who = Callable[[str], User]
BLANK = "……"
LIMIT = "Chưa phân công rõ người làm."


def papers(campaign: Campaign, actor: User, unit: Organisation, form_id: str) -> list[Paper]:
    form = forms_of(campaign).by_id(form_id)
    assert form is not None
    return papers_of(actor, campaign, unit, form, only=None)


def graded(year: Campaign, key: SubjectKey, giver: Giver, actor: User) -> None:
    """Every criterion good."""
    groups = bound_frameworks(year)[key.subject_type].criteria.values()
    grades = {name: Given(Grade.GOOD) for group in groups for name in group.criteria}
    give_grades(campaign=year, key=key, giver=giver, grades=grades, actor=actor)


def test_form_01_is_the_collectives_report_as_it_was_sent(
    written: Campaign, cast: Cast, who: Who
) -> None:
    send_for(written, key_of_unit(cast["G1"]), cast["G1"], LIMIT)
    (paper,) = papers(written, who("grassroots"), cast["G1"], "01")
    said = words_of_paper(paper)

    assert (paper.letterhead.number, paper.letterhead.title) == (
        "Mẫu 01-HD KĐ.ĐG 2019",
        "BÁO CÁO KIỂM ĐIỂM TẬP THỂ",
    )
    assert paper.letterhead.above == cast["U1"].name.upper()
    for number in ("I", "II", "III", "IV", "V", "VI", "VII"):
        assert f"{number}. " in said
    assert said.count(LIMIT) == 7
    assert "Cấp có thẩm quyền quyết định mức xếp loại:" in said
    assert paper.signature.on_behalf_of == "T/M TẬP THỂ"


@pytest.mark.parametrize(
    ("form_id", "kind"), [("03", SubjectType.ORGANISATION), ("04", SubjectType.COLLECTIVE)]
)
def test_the_slip_of_a_body_has_its_own_grades_and_nobody_elses(
    written: Campaign, cast: Cast, who: Who, form_id: str, kind: SubjectType
) -> None:
    unit = cast["G1"]
    key = SubjectKey(kind, organisation_id=unit.pk)
    graded(written, key, Giver(OpinionKind.COMMITTEE, unit), who("grassroots"))
    made = papers(written, who("grassroots"), unit, form_id)
    paper = next(one for one in made if f"{unit.name}" in words_of_paper(one))
    said = words_of_paper(paper)

    assert paper.letterhead.number == f"Mẫu {form_id}-HD KĐ.ĐG 2019"
    criteria = [
        title.vi
        for group in bound_frameworks(written)[kind].criteria.values()
        for title in group.criteria.values()
    ]
    assert [title for title in criteria if f"{title} | Tốt | Tốt" not in said] == []
    other = "04" if form_id == "03" else "03"
    beside = [words_of_paper(one) for one in papers(written, who("grassroots"), unit, other)]
    assert not any("| Tốt" in one for one in beside)


def head_of(paper: Paper) -> list[str]:
    (head,) = [one for one in paper.body if isinstance(one, Bullets)]
    return list(head.items)


@pytest.fixture
def known(written: Campaign, cast: Cast) -> Person:
    """A member with a day of birth; a hospital was asked for its opinion as their employer."""
    person = cast.of_cell("G1A", 5)
    person.born_on = dt.date(1975, 3, 2)
    person.save()
    body = AdvisoryBody.objects.create(
        name="Trạm Y tế phường", kind="employer", committee=cast["G1"]
    )
    Ask.objects.create(
        campaign=written,
        subject_type="member",
        person=person,
        kind=OpinionKind.EMPLOYER,
        body=body,
        asked_for=cast["G1A"],
        asked_by_name="Bí thư",
        asked_at=dt.datetime(2021, 11, 20, tzinfo=dt.UTC),
    )
    return person


def test_the_head_of_form_02_has_what_is_known_and_leaves_the_rest_to_be_written(
    known: Person, written: Campaign, cast: Cast, who: Who
) -> None:
    made = papers(written, who("secretary"), cast["G1A"], "02")
    assert head_of(made[0]) == [
        f"Họ và tên: {known.full_name}",
        "Ngày sinh: 02/03/1975",
        f"Chức vụ Đảng: {BLANK}",
        f"Chức vụ chính quyền: {BLANK}",
        f"Chức vụ đoàn thể: {BLANK}",
        "Đơn vị công tác: Trạm Y tế phường",
        f"Chi bộ: {cast['G1A'].name}",
    ]
