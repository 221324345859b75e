"""What is said before a review is sent, and what marks one that was sent so: a prompt without an
answer, a draft that goes out too close to its meeting. Warned and marked, never refused in silence.
"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.numbers import format_number
from thidua.reviews.meeting_days import MeetingDay
from thidua.reviews.models import Review
from thidua.reviews.prompts import unanswered
from thidua.reviews.three_days import draft_ahead


def warnings_before(review: Review, meeting: MeetingDay | None) -> list[str]:
    """For whoever is about to send it."""
    found = []
    if prompts := unanswered(review):
        words = ngettext(
            "Còn {number} gợi ý kiểm điểm chưa trả lời ({by}). Vẫn gửi được; bản gửi sẽ ghi rõ.",
            "Còn {number} gợi ý kiểm điểm chưa trả lời ({by}). Vẫn gửi được; bản gửi sẽ ghi rõ.",
            len(prompts),
        )
        by = ", ".join(dict.fromkeys(one.by for one in prompts))
        found.append(words.format(number=format_number(len(prompts)), by=by))
    ahead = draft_ahead(review, meeting)
    if ahead is not None:
        said = _(
            "Dự thảo phải đến người dự họp trước {asked} ngày làm việc, chậm nhất {last}; "
            "hôm nay còn {days} ngày làm việc: gửi thì nêu lý do, lý do được lưu."
        )
        if not ahead.is_short:
            said = _("Họp ngày {meeting}: dự thảo gửi chậm nhất {last}.")
        found.append(
            said.format(
                asked=format_number(ahead.asked),
                last=f"{ahead.last_day:%d/%m/%Y}",
                days=format_number(ahead.days),
                meeting=f"{ahead.meeting_on:%d/%m/%Y}",
            )
        )
    return found


def is_short(review: Review, meeting: MeetingDay | None) -> bool:
    """Whether sending today asks for a reason."""
    found = draft_ahead(review, meeting)
    return found is not None and found.is_short


def marks_of(review: Review) -> list[str]:
    """What marks a review that was sent, for everybody who reads it."""
    found = []
    if number := len(unanswered(review)):
        words = ngettext(
            "Gửi mà chưa trả lời {number} gợi ý kiểm điểm.",
            "Gửi mà chưa trả lời {number} gợi ý kiểm điểm.",
            number,
        )
        found.append(words.format(number=format_number(number)))
    if review.person_id is not None:  # the three days are a collective's
        return found
    found += [
        _(
            "Dự thảo gửi {day}, trước ngày họp {days} ngày làm việc (phải {asked}). Lý do: {reason}"
        ).format(
            day=f"{one.sent_on:%d/%m/%Y}",
            days=format_number(one.days),
            asked=format_number(one.asked),
            reason=one.reason,
        )
        for one in review.short_notices.all()
    ]
    return found
