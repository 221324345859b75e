"""The base of whatever one level sends and another accepts: no table of its own."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.submissions.flow import Flow, act


class SubmissionStatus(models.TextChoices):
    DRAFT = "draft", _("Đang soạn")
    SENT = "sent", _("Đã gửi")
    RETURNED = "returned", _("Trả lại để hoàn thiện")
    ACCEPTED = "accepted", _("Đã nhận")


SUBMISSION = Flow(
    act("change", {SubmissionStatus.DRAFT, SubmissionStatus.RETURNED}),
    act("send", {SubmissionStatus.DRAFT, SubmissionStatus.RETURNED}, SubmissionStatus.SENT),
    act("take_back", {SubmissionStatus.SENT}, SubmissionStatus.DRAFT),
    act("return", {SubmissionStatus.SENT}, SubmissionStatus.RETURNED, with_reason=True),
    act("accept", {SubmissionStatus.SENT}, SubmissionStatus.ACCEPTED),
    act("reopen", {SubmissionStatus.ACCEPTED}, SubmissionStatus.RETURNED, with_reason=True),
)


class Submission(models.Model):
    """Something that one level writes and sends, and another returns or accepts.

    `version` counts how often it was sent; `reason` is why it was returned last; `due_on` is the
    day by which it has to be sent (None: no day set). Subclasses are `@tracked()`: every version
    stands in the history.
    """

    status = models.CharField(
        _("Tình trạng"),
        max_length=10,
        choices=SubmissionStatus.choices,
        default=SubmissionStatus.DRAFT,
    )
    version = models.PositiveSmallIntegerField(_("Lần gửi"), default=0)
    reason = models.TextField(_("Lý do trả lại"), blank=True, default="")
    due_on = models.DateField(_("Hạn gửi"), null=True, blank=True)
    sent_at = models.DateTimeField(_("Gửi lúc"), null=True, blank=True)
    settled_at = models.DateTimeField(_("Trả lời lúc"), null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_returned_says_why",
                condition=~Q(status=SubmissionStatus.RETURNED) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_sent_has_a_version",
                condition=Q(status=SubmissionStatus.DRAFT) | Q(version__gte=1),
            ),
        ]
