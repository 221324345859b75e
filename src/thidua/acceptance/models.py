"""What was decided about each clarity of each version, and what became of tasks besides."""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.bodies.models import AdvisoryBody
from thidua.history.tracking import tracked
from thidua.organisations.models import Organisation
from thidua.registrations.models import Registration, Task, TaskVersion

LONGEST_NAME = 255


@tracked()
class Verdict(models.Model):
    """One clarity of one version accepted, or returned with its reason. Never changed: what was
    decided stays beside the words it was decided about.

    `committee`: for whom; `body`: the advisory body that read in its stead (None: itself).
    """

    version = models.ForeignKey(TaskVersion, on_delete=models.PROTECT, related_name="verdicts")
    clarity = models.CharField(_("Mục"), max_length=20)
    accepted = models.BooleanField(_("Nhận"))
    reason = models.TextField(_("Lý do trả lại"), blank=True, default="")
    committee = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(AdvisoryBody, on_delete=models.PROTECT, null=True, related_name="+")
    decided_by_name = models.CharField(_("Người trả lời"), max_length=LONGEST_NAME)
    decided_at = models.DateTimeField(_("Trả lời lúc"))

    class Meta:
        verbose_name = _("trả lời từng mục")
        verbose_name_plural = _("các trả lời từng mục")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="verdict_once", fields=["version", "clarity"]),
            models.CheckConstraint(
                name="verdict_returned_says_why",
                condition=Q(accepted=True, reason="") | (Q(accepted=False) & ~Q(reason="")),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.version_id} {self.clarity}: {self.accepted}"


@tracked()
class Handing(models.Model):
    """A registration that its committee handed to an advisory body to be read; until it is taken
    back the body's officers answer. One at a time.
    """

    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="handings"
    )
    body = models.ForeignKey(AdvisoryBody, on_delete=models.PROTECT, related_name="+")
    handed_by_name = models.CharField(_("Người giao"), max_length=LONGEST_NAME)
    handed_at = models.DateTimeField(_("Giao lúc"))
    ended_at = models.DateTimeField(_("Thôi giao lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("giao đọc đăng ký")
        verbose_name_plural = _("các lần giao đọc đăng ký")
        constraints = [
            models.UniqueConstraint(
                name="handing_one_open", fields=["registration"], condition=Q(ended_at=None)
            )
        ]

    def __str__(self) -> str:
        return f"{self.registration_id} → {self.body_id}"


@tracked()
class Suggestion(models.Model):
    """A superior suggested one of its tasks to a unit below; once a task and unit."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="suggestions")
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    suggested_at = models.DateTimeField(_("Gợi ý lúc"))

    class Meta:
        verbose_name = _("gợi ý nhận việc")
        verbose_name_plural = _("các gợi ý nhận việc")
        constraints = [models.UniqueConstraint(name="suggestion_once", fields=["task", "unit"])]

    def __str__(self) -> str:
        return f"{self.task_id} → {self.unit_id}"


@tracked()
class Closing(models.Model):
    """A task of an earlier year that its unit does not carry over, and the word with which it is
    closed.
    """

    task = models.OneToOneField(Task, on_delete=models.CASCADE, related_name="closing")
    word = models.CharField(_("Kết thúc vì"), max_length=500)
    closed_by_name = models.CharField(_("Người kết thúc"), max_length=LONGEST_NAME)
    closed_at = models.DateTimeField(_("Kết thúc lúc"))

    class Meta:
        verbose_name = _("kết thúc nhiệm vụ năm trước")
        verbose_name_plural = _("các nhiệm vụ năm trước đã kết thúc")
        constraints = [models.CheckConstraint(name="closing_says_why", condition=~Q(word=""))]

    def __str__(self) -> str:
        return f"{self.task_id}: {self.word}"


@tracked()
class Moved(models.Model):
    """A task that passed from a unit that is gone to the one that came after it."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="moves")
    from_unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    moved_on = models.DateField(_("Ngày"))

    class Meta:
        verbose_name = _("nhiệm vụ chuyển đơn vị")
        verbose_name_plural = _("các nhiệm vụ chuyển đơn vị")
        ordering = ["moved_on", "pk"]
        constraints = [
            models.CheckConstraint(name="moved_to_another", condition=~Q(from_unit=F("to_unit")))
        ]

    def __str__(self) -> str:
        return f"{self.task_id}: {self.from_unit_id} → {self.to_unit_id}"
