"""The calendar of a year by step and tier, what bodies below set earlier, days off, and how much
has to be registered.
"""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models.year import Campaign, Step
from thidua.history.tracking import tracked
from thidua.organisations.models import Organisation
from thidua.vocabulary import Tier

ANSWER_WITHIN = 5
"""Working days in which a superior answers what was sent, until the province sets another number;
local, not confirmed."""


@tracked()
class TierDeadline(models.Model):
    """A cell of the province's calendar: when a step opens for a tier, and by when organisations of
    the tier send it up. Who has to do it by when is told by `campaigns.due_dates`.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="tier_deadlines")
    step = models.CharField(_("Bước"), max_length=20, choices=Step.choices)
    tier = models.CharField(_("Cấp"), max_length=20, choices=Tier.choices)
    opens_on = models.DateField(_("Mở từ"), null=True, blank=True)
    due_on = models.DateField(_("Hạn"))

    class Meta:
        verbose_name = _("hạn của một bước ở một cấp")
        verbose_name_plural = _("lịch của năm theo bước và cấp")
        ordering = ["due_on"]
        constraints = [
            models.UniqueConstraint(name="tier_deadline_once", fields=["campaign", "step", "tier"]),
            models.CheckConstraint(
                name="tier_deadline_opens_before_due",
                condition=Q(opens_on=None) | Q(opens_on__lte=F("due_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.tier}: {self.due_on}"


@tracked()
class UnitDeadline(models.Model):
    """An earlier day that a body sets for the organisations of one tier below it. Where the
    province's own day has become earlier since, that one counts.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="unit_deadlines")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", verbose_name=_("Nơi đặt hạn")
    )
    step = models.CharField(_("Bước"), max_length=20, choices=Step.choices)
    tier = models.CharField(_("Cấp"), max_length=20, choices=Tier.choices)
    due_on = models.DateField(_("Hạn"))

    class Meta:
        verbose_name = _("hạn riêng của một đảng bộ")
        verbose_name_plural = _("hạn riêng của các đảng bộ")
        ordering = ["due_on"]
        constraints = [
            models.UniqueConstraint(
                name="unit_deadline_once", fields=["campaign", "organisation", "step", "tier"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.step} {self.tier}: {self.due_on}"


@tracked()
class CalendarChange(models.Model):
    """A day that was changed after the year was launched: what it was, what it is, and why. Without
    an organisation: the province's calendar; with one: its own day for what stands below it.
    """

    campaign = models.ForeignKey(
        Campaign, on_delete=models.CASCADE, related_name="calendar_changes"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    step = models.CharField(_("Bước"), max_length=20, choices=Step.choices)
    tier = models.CharField(_("Cấp"), max_length=20, choices=Tier.choices)
    before = models.DateField(_("Hạn trước khi sửa"), null=True, blank=True)
    after = models.DateField(_("Hạn sau khi sửa"), null=True, blank=True)
    reason = models.CharField(_("Lý do"), max_length=500)
    changed_at = models.DateTimeField(_("Sửa lúc"))

    class Meta:
        verbose_name = _("lần sửa hạn")
        verbose_name_plural = _("các lần sửa hạn")
        ordering = ["-changed_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="calendar_change_says_why", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.tier}: {self.before} → {self.after}"


@tracked()
class DayOff(models.Model):
    """A day on which offices do not work, beside Saturdays and Sundays."""

    day = models.DateField(_("Ngày"), unique=True)
    name = models.CharField(_("Tên ngày nghỉ"), max_length=120)

    class Meta:
        verbose_name = _("ngày nghỉ")
        verbose_name_plural = _("ngày nghỉ")
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day}: {self.name}"


@tracked()
class RegistrationLimits(models.Model):
    """How much is registered in a year: least and most key tasks and breakthroughs (None: no
    limit), and in how many working days a superior answers. A local rule; nobody has confirmed it
    until `confirmed`.
    """

    campaign = models.OneToOneField(
        Campaign, on_delete=models.CASCADE, related_name="registration_limits"
    )
    least_key_tasks = models.PositiveSmallIntegerField(
        _("Ít nhất bao nhiêu nhiệm vụ trọng tâm"), null=True, blank=True
    )
    most_key_tasks = models.PositiveSmallIntegerField(
        _("Nhiều nhất bao nhiêu nhiệm vụ trọng tâm"), null=True, blank=True
    )
    least_breakthroughs = models.PositiveSmallIntegerField(
        _("Ít nhất bao nhiêu khâu đột phá"), null=True, blank=True
    )
    most_breakthroughs = models.PositiveSmallIntegerField(
        _("Nhiều nhất bao nhiêu khâu đột phá"), null=True, blank=True
    )
    answer_within = models.PositiveSmallIntegerField(
        _("Cấp trên trả lời trong bao nhiêu ngày làm việc"),
        default=ANSWER_WITHIN,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )
    source = models.CharField(_("Căn cứ"), max_length=255, default="local")
    confirmed = models.BooleanField(_("Đã xác nhận"), default=False)

    class Meta:
        verbose_name = _("số lượng đăng ký")
        verbose_name_plural = _("số lượng đăng ký")
        constraints = [
            models.CheckConstraint(
                name="registration_limits_least_to_most",
                condition=(
                    Q(least_key_tasks=None)
                    | Q(most_key_tasks=None)
                    | Q(least_key_tasks__lte=F("most_key_tasks"))
                )
                & (
                    Q(least_breakthroughs=None)
                    | Q(most_breakthroughs=None)
                    | Q(least_breakthroughs__lte=F("most_breakthroughs"))
                ),
            ),
            models.CheckConstraint(
                name="registration_limits_answer_within",
                condition=Q(answer_within__gte=1, answer_within__lte=60),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id}: {self.least_key_tasks}–{self.most_key_tasks}"


@tracked()
class UnitLaunch(models.Model):
    """A body that carries the year down to what stands below it: its own plan in words, and since
    when (None: still its own draft).
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="unit_launches")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("Kế hoạch của đảng bộ"), blank=True)
    launched_at = models.DateTimeField(_("Triển khai lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("triển khai của một đảng bộ")
        verbose_name_plural = _("triển khai của các đảng bộ")
        constraints = [
            models.UniqueConstraint(name="unit_launch_once", fields=["campaign", "organisation"])
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.launched_at or ''}"
