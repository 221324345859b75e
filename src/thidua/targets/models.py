"""What units aim at: whether an indicator adds up, a unit's own indicators, targets."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models import Campaign, Direction, Indicator
from thidua.history.tracking import tracked
from thidua.organisations.models import Organisation

DIGITS, PLACES = 20, 4


@tracked()
class IndicatorSetting(models.Model):
    """Whether the targets of units add up to that of the unit above; no row: nobody has said, and
    nothing is added up.
    """

    indicator = models.OneToOneField(
        Indicator, on_delete=models.CASCADE, related_name="setting", primary_key=True
    )
    adds_up = models.BooleanField(_("Cộng được từ dưới lên"))

    class Meta:
        verbose_name = _("cách cộng của chỉ tiêu")
        verbose_name_plural = _("cách cộng của các chỉ tiêu")

    def __str__(self) -> str:
        return f"{self.indicator_id}: {self.adds_up}"


@tracked()
class OwnIndicator(models.Model):
    """An indicator that a unit sets for itself and what stands under it.

    `suggestion` is its id in a catalogue ("": typed). `measured`: how it is measured.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="own_indicators")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="own_indicators"
    )
    position = models.PositiveSmallIntegerField(_("Thứ tự"))
    name = models.CharField(_("Tên chỉ tiêu"), max_length=255)
    unit = models.CharField(_("Đơn vị tính"), max_length=40)
    direction = models.CharField(_("Hướng"), max_length=10, choices=Direction.choices)
    measured = models.CharField(_("Cách đo"), max_length=400, blank=True)
    adds_up = models.BooleanField(_("Cộng được từ dưới lên"), default=False)
    suggestion = models.CharField(_("Lấy từ danh mục"), max_length=80, blank=True)

    class Meta:
        verbose_name = _("chỉ tiêu riêng")
        verbose_name_plural = _("các chỉ tiêu riêng")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="own_indicator_once", fields=["campaign", "organisation", "name"]
            ),
            models.CheckConstraint(
                name="own_indicator_says_what", condition=~Q(name="") & ~Q(unit="")
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class Target(models.Model):
    """What one unit aims at on one indicator: the province's, or an own one of a unit above it or
    itself. 0 is a target; no row: none registered yet.
    """

    indicator = models.ForeignKey(
        Indicator, on_delete=models.CASCADE, related_name="targets", null=True, blank=True
    )
    own = models.ForeignKey(
        OwnIndicator, on_delete=models.CASCADE, related_name="targets", null=True, blank=True
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="targets")
    value = models.DecimalField(_("Mức phấn đấu"), max_digits=DIGITS, decimal_places=PLACES)
    last_year = models.DecimalField(
        _("Kết quả năm trước"), max_digits=DIGITS, decimal_places=PLACES, null=True, blank=True
    )
    saved_at = models.DateTimeField(_("Đăng ký lúc"))

    class Meta:
        verbose_name = _("mức phấn đấu của đơn vị")
        verbose_name_plural = _("mức phấn đấu của các đơn vị")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="target_of_one_indicator",
                condition=Q(indicator__isnull=False, own=None)
                | Q(indicator=None, own__isnull=False),
            ),
            models.UniqueConstraint(
                name="target_once",
                fields=["organisation", "indicator"],
                condition=Q(indicator__isnull=False),
            ),
            models.UniqueConstraint(
                name="target_once_of_own",
                fields=["organisation", "own"],
                condition=Q(own__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.value}"
