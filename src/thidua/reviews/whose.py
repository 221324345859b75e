"""Whose review a page is about, in words: its title, who may read it, who gets it and when."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from thidua.accounts.models import User
from thidua.organisations.names import committee_name
from thidua.reviews.deadlines import due_on
from thidua.reviews.meeting_days import meeting_days
from thidua.reviews.models import Review
from thidua.reviews.rights import cell_of_review


@dataclass(frozen=True)
class Whose:
    """`title`: of the page; `words`: who and where; `sees`: who reads it until it is sent; `gets`:
    to whom it goes; `typed_for`: said where somebody else types ("": nobody does).
    """

    title: str
    words: str
    sees: str
    gets: str
    typed_for: str
    due_on: dt.date | None
    meeting_on: dt.date | None


def whose(user: User, review: Review) -> Whose:
    unit = cell_of_review(review)
    meeting = meeting_days(review.campaign, [unit.pk]).get(unit.pk)
    days = (due_on(review.campaign, unit), meeting.on if meeting else None)
    if review.person is None:
        return _of_collective(committee_name(unit), *days)
    name = review.person.full_name
    own = review.person_id == user.person_id
    return Whose(
        _("Bản kiểm điểm của tôi") if own else _("Bản kiểm điểm của {name}").format(name=name),
        f"{name} · {unit.name}",
        _("chỉ mình đồng chí thấy") if own else _("chỉ người ghi hộ thấy"),
        _("Chi uỷ nhận bản gửi; rút lại được đến trước giờ họp."),
        "" if own else _("Ghi hộ đảng viên chưa có tài khoản; bản in đưa lại cho đảng viên."),
        *days,
    )


def _of_collective(name: str, due: dt.date | None, meeting: dt.date | None) -> Whose:
    return Whose(
        _("Báo cáo kiểm điểm tập thể"),
        name,
        _("chỉ {unit} thấy").format(unit=name),
        _("Dự thảo đến mọi người dự họp; rút lại được đến trước giờ họp."),
        "",
        due,
        meeting,
    )
