"""What is kept beside a review and never changed: a strength kept as the draft of a good practice,
and why a collective's draft went out too shortly before its meeting.
"""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.history.tracking import tracked


@tracked(without=["text"])
class KeptPractice(models.Model):
    """What stood under a heading when its writer kept it for the practices. It is its writer's
    alone, whatever becomes of the review; they erase it by an act of its own, and the history never
    had its words.
    """

    review = models.ForeignKey(
        "reviews.Review", on_delete=models.CASCADE, related_name="kept_practices"
    )
    heading = models.CharField(_("Mục"), max_length=40)
    text = models.TextField(_("Nội dung"))
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="kept_practices"
    )
    kept_at = models.DateTimeField(_("Giữ lúc"))

    class Meta:
        verbose_name = _("bản nháp mô hình hay")
        verbose_name_plural = _("các bản nháp mô hình hay")
        ordering = ["-kept_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="kept_practice_says_what", condition=~Q(text=""))
        ]
        triggers = [pgtrigger.Protect(name="kept_practice_stays", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.review_id}: {self.heading}"


@tracked()
class ShortNotice(models.Model):
    """That the draft of a collective's report went out fewer working days before its meeting than
    the procedure asks for, and why. One each time that it was sent so.
    """

    review = models.ForeignKey(
        "reviews.Review", on_delete=models.CASCADE, related_name="short_notices"
    )
    sent_on = models.DateField(_("Gửi ngày"))
    meeting_on = models.DateField(_("Họp ngày"))
    days = models.PositiveSmallIntegerField(_("Còn bao nhiêu ngày làm việc"))
    asked = models.PositiveSmallIntegerField(_("Phải trước bao nhiêu ngày làm việc"))
    reason = models.TextField(_("Lý do gửi sát ngày họp"))
    by_name = models.CharField(_("Người gửi"), max_length=150)

    class Meta:
        verbose_name = _("dự thảo gửi sát ngày họp")
        verbose_name_plural = _("các dự thảo gửi sát ngày họp")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="short_notice_is_short_and_says_why",
                condition=Q(days__lt=F("asked")) & ~Q(reason=""),
            )
        ]
        triggers = [pgtrigger.Protect(name="short_notice_stays", operation=pgtrigger.Update)]

    def __str__(self) -> str:
        return f"{self.review_id}: {self.days}/{self.asked}"
