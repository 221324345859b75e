"""What an inspector reads of the reviews: what lacks, what parts and why, what is overdue."""

import datetime as dt
import io

import openpyxl
import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from tests.builder import OPERATOR
from tests.cast import Cast
from tests.remedies.conftest import Who, named, of_commune, of_member
from thidua.access.models import Look
from thidua.accounts.models import Role
from thidua.campaigns.models import Campaign
from thidua.facts.models import FactSheet
from thidua.opinions.models import Grade, Opinion
from thidua.reviews.models import Review
from thidua.roster.actions import freeze_roster
from thidua.roster.models import RosterEntry

PAGE = "/nam/2021/can-xem/kiem-diem/"


@pytest.fixture
def inspector(year: Campaign, who: Who) -> Client:
    client = Client()
    client.force_login(who("inspector"))
    return client


def graded(cast: Cast, year: Campaign, kind: str, grade: str, reason: str = "") -> None:
    person = cast.of_cell("G3A", 5)
    opinion = Opinion.objects.create(
        campaign=year,
        subject_type="member",
        person=person,
        kind=kind,
        unit=None if kind == "self" else cast["G3A"],
        given_at=timezone.now(),
    )
    Grade.objects.create(
        opinion=opinion,
        criterion="political_ideology",
        grade=grade,
        reason=reason,
        by_name="Bí thư",
        at=timezone.now(),
    )


def test_cells_are_named_in_which_reviews_lack(
    cast: Cast, year: Campaign, inspector: Client
) -> None:
    for number in range(1, 13):
        Review.objects.create(
            campaign=year,
            subject_type="member",
            person=cast.of_cell("G3B", number),
            cell=cast["G3B"],
            form="02",
            status="sent",
            version=1,
        )
    rows = inspector.get(PAGE).context["page"].rows
    assert [(row.name, row.after) for row in rows] == [
        (cast["G3A"].name, "12 trong 12 người chưa gửi")
    ]


def test_who_is_known_to_have_reviewed_on_paper_does_not_lack(
    cast: Cast, year: Campaign, inspector: Client
) -> None:
    freeze_roster(campaign=year, actor=OPERATOR)
    entry = RosterEntry.objects.get(campaign=year, subject_type="member", code="M-G3A-05")
    FactSheet.objects.create(roster_entry=entry, facts={"self_reviewed": True})
    rows = inspector.get(PAGE).context["page"].rows
    assert {row.name: row.after for row in rows}[cast["G3A"].name] == "11 trong 12 người chưa gửi"


def test_a_grade_that_differs_stands_with_its_reason_and_the_look_is_kept(
    cast: Cast, year: Campaign, inspector: Client
) -> None:
    graded(cast, year, "self", "excellent")
    graded(cast, year, "cell_committee", "average", "Có việc chốt trước khi họp dân")
    (row,) = inspector.get(f"{PAGE}?kind=grades").context["page"].rows
    assert (row.why, row.after) == ("Có việc chốt trước khi họp dân", "Trung bình")
    assert "Xuất sắc" in row.before
    assert Look.objects.get().person == cast.of_cell("G3A", 5)
    (row,) = inspector.get(f"{PAGE}?kind=opinions").context["page"].rows
    assert "Xuất sắc" in row.after
    assert "Trung bình" in row.after


def test_whoever_changes_their_own_grade_is_read_from_the_history(
    cast: Cast, year: Campaign, inspector: Client
) -> None:
    graded(cast, year, "cell_committee", "good")
    grade = Grade.objects.get()
    assert not inspector.get(f"{PAGE}?kind=changed").context["page"].rows
    grade.reason = "Theo biên bản"  # another reason, the same grade: nothing was changed
    grade.save()
    assert not inspector.get(f"{PAGE}?kind=changed").context["page"].rows
    for word, reason in (("average", "Có việc chốt trước khi họp dân"), ("excellent", "")):
        grade.grade, grade.reason = word, reason
        grade.save()
    grade.delete()
    rows = inspector.get(f"{PAGE}?kind=changed").context["page"].rows
    assert [(row.before, row.after, row.why) for row in rows] == [
        ("Xuất sắc", "bỏ mức đã chấm", "không nêu lý do"),
        ("Trung bình", "Xuất sắc", "không nêu lý do"),
        ("Tốt", "Trung bình", "Có việc chốt trước khi họp dân"),
    ]
    assert Look.objects.get().person == cast.of_cell("G3A", 5)


def test_changes_of_another_part_are_not_shown(
    cast: Cast, year: Campaign, inspector: Client
) -> None:
    graded(cast, year, "cell_committee", "good")
    grade = Grade.objects.get()
    grade.grade = "poor"
    grade.save()
    assert inspector.get(f"{PAGE}?kind=changed&don_vi=G3").context["page"].rows
    elsewhere = Client()
    elsewhere.force_login(cast.officer("elsewhere", Role.INSPECTOR, "U1"))
    for kind in ("changed", "grades", "opinions", "remedies"):
        assert not elsewhere.get(f"{PAGE}?kind={kind}").context["page"].rows


def test_equal_grades_part_nowhere(cast: Cast, year: Campaign, inspector: Client) -> None:
    graded(cast, year, "self", "good")
    graded(cast, year, "cell_committee", "good")
    assert not inspector.get(f"{PAGE}?kind=opinions").context["page"].rows


def test_overdue_remedies_narrowed_to_a_unit_leave_as_a_file(
    cast: Cast, year: Campaign, who: Who, inspector: Client, settings: LazySettings
) -> None:
    named(year, of_commune(cast), who("district"))
    named(year, of_member(cast), who("commune"))
    settings.TODAY = dt.date(2022, 7, 1)
    address = f"{PAGE}?kind=remedies&don_vi=G3"
    shown = inspector.get(address).context["page"].rows
    assert len(shown) == 2
    file = inspector.get(f"{address}&format=xlsx")
    content = b"".join(file.streaming_content) if file.streaming else file.content  # type: ignore[attr-defined]
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    rows = list(book.worksheets[0].iter_rows(min_row=2, values_only=True))
    book.close()
    assert [row[0] for row in rows] == [row.name for row in shown]


@pytest.mark.parametrize("name", ["district", "commune", "secretary", "member"])
def test_nobody_else_opens_it(year: Campaign, who: Who, name: str) -> None:
    client = Client()
    client.force_login(who(name))
    assert client.get(PAGE).status_code == 404
