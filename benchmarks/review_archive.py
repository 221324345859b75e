"""The archive of a grassroots organisation's review: about 300 people, each with a review as long
as they are written and graded twice; every form of every cell in one ZIP, made by the worker.

Prints how many files, papers and MB, and the seconds; the goal: PDF within five minutes.

    python -m benchmarks review_archive [--people 300] [--format pdf]
"""

# ruff: noqa: PLC0415 - Django has to be started, on a database of its own, before its models are imported

import argparse
import datetime as dt
import sys
import time
from collections.abc import Iterator
from typing import Any

from benchmarks.side_by_side import OPEN_YEAR, finish, start_province

GOAL = 300.0
"""Seconds."""
TEXT = (
    "Trong năm đã thực hiện đủ các việc được giao, có báo cáo chi bộ hằng tháng; phối hợp với các "
    "đoàn thể của thôn vận động bà con đóng góp ngày công làm đường, giữ vệ sinh chung. "
) * 3
SENT = dt.datetime(OPEN_YEAR, 12, 1, 8, tzinfo=dt.UTC)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=300)
    parser.add_argument("--format", choices=["pdf", "docx"], default="pdf")
    asked = parser.parse_args()
    start_province()
    code, people = _organisation(asked.people)
    _write_reviews(code)
    _grade(code)
    file = _asked_for(code, asked.format)
    begun = time.perf_counter()
    _work_on(file)
    took = time.perf_counter() - begun
    file.refresh_from_db()
    print(f"{people} people, {file.total} files, {file.size / 1e6:.1f} MB of {asked.format}")
    print(f"{took:.1f} s, {took / people:.2f} s a person (goal {GOAL:.0f} s)")
    return finish([file.state == "ready" and file.done == file.total and took <= GOAL])


def _organisation(people: int) -> tuple[str, int]:
    """The grassroots organisation whose number of members is nearest, and the number."""
    from django.db.models import Count

    from thidua.roster.models import RosterEntry

    members = RosterEntry.objects.filter(
        campaign__year=OPEN_YEAR, subject_type="member", rated=True, grassroots__isnull=False
    )
    counted = members.order_by().values_list("grassroots__code").annotate(Count("pk"))
    code, number = min(counted, key=lambda row: abs(row[1] - people))
    return str(code), int(number)


def _members(code: str) -> Iterator[Any]:
    from thidua.roster.models import RosterEntry

    found = RosterEntry.objects.filter(
        campaign__year=OPEN_YEAR, subject_type="member", rated=True, grassroots__code=code
    )
    yield from found.select_related("person", "organisation")


def _write_reviews(code: str) -> None:
    from thidua.accounts.actors import Operator
    from thidua.campaigns.models import Campaign
    from thidua.procedures.reading import forms_of
    from thidua.reviews.models import Review
    from thidua.reviews.past import PastReview, PastReviews, record_past
    from thidua.roster.identity import key_of
    from thidua.vocabulary import SubjectType

    campaign = Campaign.objects.get(year=OPEN_YEAR)
    there = set(Review.objects.filter(campaign=campaign).values_list("person", flat=True))
    sections = {one.number: TEXT for one in forms_of(campaign).of(SubjectType.MEMBER).written}
    reviews = [
        PastReview(key_of(entry), entry.organisation, sections, saved_at=SENT, sent_at=SENT)
        for entry in _members(code)
        if entry.person_id not in there
    ]
    record_past(campaign=campaign, past=PastReviews(reviews), actor=Operator())


def _grade(code: str) -> None:
    """Every criterion, by the person and by the committee of the cell; whose level is decided is
    graded no more.
    """
    from thidua.accounts.actors import Operator
    from thidua.campaigns.models import Campaign
    from thidua.opinions.batch import Given
    from thidua.opinions.giving import give_many
    from thidua.opinions.grid import grid_of, groups_of
    from thidua.opinions.permissions import Giver
    from thidua.roster.identity import key_of
    from thidua.roster.levels import DECIDED
    from thidua.roster.models import RosterEntry
    from thidua.vocabulary import Grade, OpinionKind

    campaign = Campaign.objects.get(year=OPEN_YEAR)
    decided = set(RosterEntry.objects.filter(DECIDED).values_list("pk", flat=True))
    for cell in {entry.organisation for entry in _members(code)}:
        grid = grid_of(Operator(), campaign, groups_of(campaign, cell)[0])
        given = dict.fromkeys(grid.criteria, Given(Grade.GOOD, "theo biên bản họp"))
        cells = {key_of(row.entry): given for row in grid.rows if _open(row.entry, decided)}
        for giver in (Giver(OpinionKind.SELF), grid.group.giver) if cells else ():
            give_many(campaign=campaign, giver=giver, cells=cells, actor=Operator())


def _open(entry: Any, decided: set[int]) -> bool:
    return bool(entry.rated) and entry.pk not in decided


def _asked_for(code: str, kind: str) -> Any:
    """The row of the file, as the page writes it; nobody's worker takes it up."""
    from thidua.access.exporting import Leaving, write_down
    from thidua.access.models import Exported, PreparedFile
    from thidua.accounts.models import User
    from thidua.review_forms.archive import FORMS

    owner = User.objects.get(username="tinh")
    PreparedFile.objects.filter(owner=owner).delete()
    return PreparedFile.objects.create(
        owner=owner,
        export=write_down(owner, Leaving(Exported.PAPERS, "zip", (), 0, year=OPEN_YEAR)),
        maker=FORMS.name,
        asked={"year": OPEN_YEAR, "code": code, "format": kind},
        language="vi",
    )


def _work_on(file: Any) -> None:
    from thidua.access.preparing import work_on

    work_on(file.pk)


if __name__ == "__main__":
    sys.exit(main())
