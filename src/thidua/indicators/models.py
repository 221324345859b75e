"""What units note of indicators: readings, how they are reported, ranks with their source."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models import Indicator
from thidua.history.tracking import tracked
from thidua.indicators.reporting import DUE_DAY, HowCounted, HowOften
from thidua.organisations.models import Organisation
from thidua.targets.keys import key_of
from thidua.targets.models import DIGITS, PLACES, OwnIndicator

LONGEST_SOURCE = 255
LONGEST_NAME = 255


def _of_one(name: str) -> models.CheckConstraint:
    """A row is of one indicator: the province's, or an own one of a unit."""
    return models.CheckConstraint(
        name=name,
        condition=Q(indicator__isnull=False, own=None) | Q(indicator=None, own__isnull=False),
    )


@tracked()
class Reading(models.Model):
    """How far one unit was on an indicator on the last day of a month (of a quarter: of its last
    month). Saved again it changes, `revision` counts; the history keeps every number that stood.
    """

    indicator = models.ForeignKey(
        Indicator, on_delete=models.CASCADE, related_name="readings", null=True, blank=True
    )
    own = models.ForeignKey(
        OwnIndicator, on_delete=models.CASCADE, related_name="readings", null=True, blank=True
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="readings"
    )
    on = models.DateField(_("Đến hết ngày"))
    value = models.DecimalField(_("Số liệu"), max_digits=DIGITS, decimal_places=PLACES)
    source = models.CharField(_("Nguồn"), max_length=LONGEST_SOURCE, blank=True)
    note = models.CharField(_("Ghi chú"), max_length=LONGEST_SOURCE, blank=True)
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(_("Ghi lúc"))
    saved_by_name = models.CharField(_("Người ghi"), max_length=LONGEST_NAME)

    class Meta:
        verbose_name = _("số liệu chỉ tiêu")
        verbose_name_plural = _("các số liệu chỉ tiêu")
        ordering = ["on", "pk"]
        constraints = [
            _of_one("reading_of_one_indicator"),
            models.CheckConstraint(name="reading_at_a_month_end", condition=Q(on__day__gte=28)),
            models.UniqueConstraint(
                name="reading_once",
                fields=["organisation", "indicator", "on"],
                condition=Q(indicator__isnull=False),
            ),
            models.UniqueConstraint(
                name="reading_once_of_own",
                fields=["organisation", "own", "on"],
                condition=Q(own__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.on}: {self.value}"

    @property
    def key(self) -> str:
        return key_of(indicator=self.indicator_id, own=self.own_id)


@tracked()
class Reporting(models.Model):
    """How an indicator is reported: how often, who answers, due on which day of the next month;
    whether its numbers grow over the year (`counted`). No row: the defaults, local and confirmed by
    nobody.
    """

    indicator = models.OneToOneField(
        Indicator, on_delete=models.CASCADE, related_name="reporting", null=True, blank=True
    )
    own = models.OneToOneField(
        OwnIndicator, on_delete=models.CASCADE, related_name="reporting", null=True, blank=True
    )
    how_often = models.CharField(
        _("Báo cáo theo"), max_length=8, choices=HowOften.choices, default=HowOften.MONTH
    )
    due_day = models.PositiveSmallIntegerField(_("Hạn, ngày của tháng sau"), default=DUE_DAY)
    answered_by = models.CharField(_("Người, nơi trả lời"), max_length=LONGEST_NAME, blank=True)
    counted = models.CharField(
        _("Cách tính"), max_length=12, choices=HowCounted.choices, blank=True
    )

    class Meta:
        verbose_name = _("cách báo cáo chỉ tiêu")
        verbose_name_plural = _("cách báo cáo các chỉ tiêu")
        constraints = [
            _of_one("reporting_of_one_indicator"),
            models.CheckConstraint(
                name="reporting_due_in_a_month", condition=Q(due_day__gte=1, due_day__lte=28)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.how_often}, {self.due_day}"


class Area(models.TextChoices):
    """Among whom the province is ranked."""

    REGION = "region", _("trong vùng")
    COUNTRY = "country", _("cả nước")
    NAMED = "named", _("nơi khác (ghi tên)")


@tracked()
class Rank(models.Model):
    """Where the province stands on one indicator in its year, as a document says: entered, never
    computed. `name` says which region, or what a named area is.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="ranks")
    area = models.CharField(_("Xếp trong"), max_length=8, choices=Area.choices)
    name = models.CharField(_("Tên vùng"), max_length=120, blank=True)
    rank = models.PositiveSmallIntegerField(_("Thứ"))
    out_of = models.PositiveSmallIntegerField(_("Trong số"), null=True, blank=True)
    source = models.CharField(_("Nguồn"), max_length=LONGEST_SOURCE)
    saved_at = models.DateTimeField(_("Ghi lúc"))
    saved_by_name = models.CharField(_("Người ghi"), max_length=LONGEST_NAME)

    class Meta:
        verbose_name = _("thứ hạng của tỉnh")
        verbose_name_plural = _("các thứ hạng của tỉnh")
        ordering = ["indicator", "area", "name"]
        constraints = [
            models.UniqueConstraint(name="rank_once", fields=["indicator", "area", "name"]),
            models.CheckConstraint(
                name="rank_within",
                condition=Q(rank__gte=1) & (Q(out_of=None) | Q(out_of__gte=models.F("rank"))),
            ),
            models.CheckConstraint(name="rank_says_where_from", condition=~Q(source="")),
            models.CheckConstraint(
                name="rank_named_has_name", condition=~Q(area=Area.NAMED) | ~Q(name="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator_id}: {self.rank}"
