"""What the members of the accounts' commune committed themselves to, in either year.

Of the decided year it is noted what was done; in the year in progress some wait for their cell's
answer, one came back and some have written nothing: all of them members of a commune that exists
nowhere."""

import datetime as dt
from random import Random

from django.utils import timezone

from thidua.campaigns.models import Campaign
from thidua.commitments.past import PastCommitment, record_past
from thidua.commitments.writing import Words
from thidua.demo.build import Province
from thidua.demo.handing_in import ACTOR
from thidua.demo.season import home_of
from thidua.organisations.models import Organisation, Person
from thidua.submissions.models import SubmissionStatus

ITEMS = (
    ("Vận động 10 hộ trong cụm phân loại rác tại nhà", (8, 31)),
    ("Dự đủ 12 buổi sinh hoạt chi bộ, phát biểu ít nhất 6 buổi", None),
    ("Giúp một quần chúng học xong lớp cảm tình Đảng", (9, 30)),
    ("Học xong các chuyên đề năm, viết bản thu hoạch", (6, 30)),
    ("Góp 3 ngày công làm đường, rãnh thoát nước", (10, 31)),
    ("Đến thăm 2 gia đình khó khăn trong cụm mỗi quý", None),
)
FEWEST, MOST = 3, 5
CHECKED_BY = "Bí thư chi bộ"
CAME_BACK = "Điều 3: nêu rõ giúp ai, đến ngày nào"
UNUSUAL = (
    (SubmissionStatus.SENT, 0.08),
    (SubmissionStatus.RETURNED, 0.04),
    (None, 0.06),
)
"""Of the year in progress: what share waits, came back, has written nothing."""
NOT_DONE = 0.15


def commit_everybody(province: Province, campaign: Campaign, *, over: bool) -> None:
    """Write them; `over`: the year is, so that all were accepted, and each item was done or not."""
    random = province.random(f"{campaign.year} commitments")
    commune = home_of(province).organisation
    codes = [cell.code for cell in commune.leaves]
    cells = {one.code: one for one in Organisation.objects.filter(code__in=codes)}
    members = [
        (person.code, cells[staff.plan.unit.code])
        for staff in province.staffs
        if staff.plan.unit.code in cells
        for person in staff.rated
    ]
    people = Person.objects.in_bulk([code for code, _ in members], field_name="code")
    commitments = [
        made
        for code, cell in members
        if (made := _commitment(campaign, people[code], cell, random, over=over))
    ]
    record_past(campaign=campaign, commitments=commitments, actor=ACTOR)


def _commitment(
    campaign: Campaign, person: Person, cell: Organisation, random: Random, *, over: bool
) -> PastCommitment | None:
    status: SubmissionStatus | None = SubmissionStatus.ACCEPTED
    chance = random.random()
    for unusual, share in () if over else UNUSUAL:
        if 0 <= chance < share:
            status = unusual
        chance -= share
    if status is None:
        return None
    sent = _moment(campaign.year, 3, 1 + random.randrange(8))
    items = _items(campaign.year, random)
    return PastCommitment(
        person=person.pk,
        cell=cell.pk,
        items=items,
        sent_at=sent,
        answered_at=None if status == SubmissionStatus.SENT else sent + dt.timedelta(days=3),
        reason=CAME_BACK if status == SubmissionStatus.RETURNED else "",
        done=[random.random() > NOT_DONE for _ in items] if over else (),
    )


def _moment(year: int, month: int, day: int) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(dt.date(year, month, day), dt.time(20)))


def _items(year: int, random: Random) -> list[Words]:
    chosen = random.sample(ITEMS, random.randint(FEWEST, MOST))
    return [
        Words(text, dt.date(year, *until) if until else None, CHECKED_BY) for text, until in chosen
    ]
