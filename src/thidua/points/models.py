"""A unit's points by its bloc's criteria: scored by itself, checked by the others, settled."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.attachments.models import Attachment
from thidua.blocs.models import Bloc, CriteriaSet, Criterion
from thidua.history.tracking import tracked
from thidua.organisations.models import Organisation
from thidua.submissions.models import Submission, SubmissionStatus

MAX_DIGITS, DECIMAL_PLACES = 16, 4
"""Of a value: points times a factor, a weight times the share of a grade, exactly."""
LONGEST_REASON, LONGEST_NAME = 500, 255
SHOWN = frozenset({SubmissionStatus.SENT, SubmissionStatus.ACCEPTED})
"""Sheets that the bloc reads: a draft, or one that was returned, is its unit's alone."""


class Grade(models.TextChoices):
    EXCELLENT = "excellent", _("Xuất sắc")
    GOOD = "good", _("Tốt")
    AVERAGE = "average", _("Trung bình")
    POOR = "poor", _("Kém")


@tracked()
class ScoreSheet(Submission):
    """One unit's points by one signed version of its bloc's criteria. Accepted: settled.

    `revision` counts saves of the unit; `settled_for`: the organisation that settled it.
    """

    bloc = models.ForeignKey(Bloc, on_delete=models.PROTECT, related_name="score_sheets")
    criteria_set = models.ForeignKey(
        CriteriaSet, on_delete=models.CASCADE, related_name="score_sheets"
    )
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="score_sheets")
    revision = models.PositiveIntegerField(default=0)
    sent_by_name = models.CharField(_("Người gửi"), max_length=LONGEST_NAME, blank=True)
    settled_for = models.ForeignKey(
        Organisation,
        verbose_name=_("Nơi chốt điểm"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    settled_by_name = models.CharField(_("Người chốt điểm"), max_length=LONGEST_NAME, blank=True)

    class Meta(Submission.Meta):
        verbose_name = _("phiếu chấm điểm thi đua")
        verbose_name_plural = _("các phiếu chấm điểm thi đua")
        ordering = ["pk"]
        constraints = [
            *Submission.Meta.constraints,
            models.UniqueConstraint(
                name="score_sheet_once", fields=["criteria_set", "bloc", "unit"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bloc_id}: {self.unit_id}"


@tracked()
class Score(models.Model):
    """The points of one criterion. `counted` with its `working` (Vietnamese and English): as it was
    counted when the sheet was sent; None: nothing counts it, or nobody could tell.
    """

    sheet = models.ForeignKey(ScoreSheet, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="scores")
    counted = models.DecimalField(
        _("Máy đếm"),
        max_digits=MAX_DIGITS,
        decimal_places=DECIMAL_PLACES,
        null=True,
        blank=True,
    )
    working = models.JSONField(default=dict, blank=True)
    own = models.DecimalField(
        _("Đơn vị chấm"),
        max_digits=MAX_DIGITS,
        decimal_places=DECIMAL_PLACES,
        null=True,
        blank=True,
    )
    own_reason = models.CharField(_("Lý do"), max_length=LONGEST_REASON, blank=True)
    settled = models.DecimalField(
        _("Điểm chốt"),
        max_digits=MAX_DIGITS,
        decimal_places=DECIMAL_PLACES,
        null=True,
        blank=True,
    )
    settled_reason = models.CharField(_("Lý do chốt"), max_length=LONGEST_REASON, blank=True)

    class Meta:
        verbose_name = _("điểm của tiêu chí")
        verbose_name_plural = _("điểm của các tiêu chí")
        ordering = ["criterion__position", "pk"]
        constraints = [
            models.UniqueConstraint(name="score_once", fields=["sheet", "criterion"]),
            models.CheckConstraint(
                name="score_not_below_zero",
                condition=(Q(counted=None) | Q(counted__gte=0))
                & (Q(own=None) | Q(own__gte=0))
                & (Q(settled=None) | Q(settled__gte=0)),
            ),
            models.CheckConstraint(
                name="score_own_says_why",
                condition=Q(own=None) | Q(counted=None) | Q(own=F("counted")) | ~Q(own_reason=""),
            ),
            models.CheckConstraint(
                name="score_settled_says_why",
                condition=Q(settled=None)
                | (Q(settled=F("own")) & (Q(counted=None) | Q(settled=F("counted"))))
                | ~Q(settled_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id}: {self.criterion_id}"


@tracked()
class CheckOfScore(models.Model):
    """What another member says of a score: it agrees (`value` None), or names another value and
    why. `of_own`: the unit's own value that it looked at.
    """

    score = models.ForeignKey(Score, on_delete=models.CASCADE, related_name="checks")
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    value = models.DecimalField(
        _("Đề nghị"),
        max_digits=MAX_DIGITS,
        decimal_places=DECIMAL_PLACES,
        null=True,
        blank=True,
    )
    reason = models.CharField(_("Lý do"), max_length=LONGEST_REASON, blank=True)
    of_own = models.DecimalField(
        _("Điểm đã xem"),
        max_digits=MAX_DIGITS,
        decimal_places=DECIMAL_PLACES,
        null=True,
        blank=True,
    )
    by_name = models.CharField(_("Người xem"), max_length=LONGEST_NAME)
    at = models.DateTimeField(_("Lúc"))

    class Meta:
        verbose_name = _("kiểm tra chéo điểm")
        verbose_name_plural = _("các kiểm tra chéo điểm")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(name="check_of_score_once", fields=["score", "unit"]),
            models.CheckConstraint(
                name="check_of_score_says_why",
                condition=Q(value=None) | (Q(value__gte=0) & ~Q(reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.score_id}: {self.unit_id}"


@tracked()
class ScoreEvidence(models.Model):
    """A file of the unit's own notes that it shows to its bloc for one score."""

    score = models.ForeignKey(Score, on_delete=models.CASCADE, related_name="evidence")
    file = models.ForeignKey(Attachment, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("minh chứng của điểm")
        verbose_name_plural = _("các minh chứng của điểm")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="score_evidence_once", fields=["score", "file"])
        ]

    def __str__(self) -> str:
        return f"{self.score_id}: {self.file_id}"
