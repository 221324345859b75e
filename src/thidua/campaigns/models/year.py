"""One emulation year: its theme, its steps, what it promised and what did not go well."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.history.tracking import tracked
from thidua.organisations.models import Organisation
from thidua.vocabulary import Sector


@tracked()
class Campaign(models.Model):
    """The movement of one review year in the province. The roster is frozen as of
    `cut_off_date`.
    """

    year = models.PositiveSmallIntegerField(_("Năm"), unique=True)
    name = models.CharField(_("Tên phong trào"), max_length=255, blank=True)
    spirit = models.CharField(_("Tinh thần của năm"), max_length=255, blank=True)
    motto = models.CharField(_("Phương châm"), max_length=500, blank=True)
    next_theme = models.CharField(_("Chủ đề năm sau"), max_length=255, blank=True)
    review_date = models.DateField(_("Ngày kiểm điểm"))
    cut_off_date = models.DateField(_("Ngày chốt danh sách"))
    launch_date = models.DateField(_("Ngày phát động"), null=True, blank=True)
    launch_venue = models.CharField(_("Nơi phát động"), max_length=255, blank=True)
    local_layer = models.CharField(_("Hướng dẫn của địa phương"), max_length=80, blank=True)
    # Which version of it the year is held under, fixed when it is bound; 0: the one that came with
    # the product.
    local_layer_version = models.PositiveIntegerField(
        _("Phiên bản của hướng dẫn"), null=True, blank=True
    )
    roster_frozen_at = models.DateTimeField(_("Chốt danh sách lúc"), null=True, blank=True)
    # A year made in the browser is the province's alone until it is launched by that act; one that
    # came as a workbook counts as launched from its day on. `campaigns.launched` says which.
    in_preparation = models.BooleanField(_("Đang chuẩn bị"), default=False)
    launched_at = models.DateTimeField(_("Phát động lúc"), null=True, blank=True)
    launch_withdrawn_at = models.DateTimeField(_("Rút lại phát động lúc"), null=True, blank=True)
    launch_withdrawn_why = models.CharField(
        _("Lý do rút lại phát động"), max_length=500, blank=True
    )

    class Meta:
        verbose_name = _("năm thi đua")
        verbose_name_plural = _("năm thi đua")
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                name="campaign_in_preparation_is_not_launched",
                condition=Q(in_preparation=False) | Q(launched_at=None),
            ),
            models.CheckConstraint(
                name="campaign_launch_withdrawn_says_why",
                condition=Q(launch_withdrawn_at=None) | ~Q(launch_withdrawn_why=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name or str(self.year)


class Step(models.TextChoices):
    """The steps of the year, in order."""

    LAUNCH = "launch", _("Phát động")
    REGISTER = "register", _("Đăng ký")
    CARRY_OUT = "carry_out", _("Thực hiện")
    REVIEW = "review", _("Kiểm điểm")
    RATE = "rate", _("Xếp loại")
    RECOGNISE = "recognise", _("Khen thưởng")
    SUM_UP = "sum_up", _("Tổng kết")
    FOLLOW_UP = "follow_up", _("Khắc phục")


@tracked()
class Deadline(models.Model):
    """When a step of the year is to be done by."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="deadlines")
    step = models.CharField(_("Bước"), max_length=20, choices=Step.choices)
    due_on = models.DateField(_("Hạn"))

    class Meta:
        verbose_name = _("hạn của một bước")
        verbose_name_plural = _("hạn của các bước")
        ordering = ["due_on"]
        constraints = [
            models.UniqueConstraint(name="deadline_once_a_step", fields=["campaign", "step"])
        ]

    def __str__(self) -> str:
        return f"{self.step}: {self.due_on}"


@tracked()
class ReviewDay(models.Model):
    """The review date of units that do not review with the year: of a kind of organisation, or of
    one organisation and what stands under it. `campaigns.queries.review_date_of` says which counts.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="review_days")
    sector = models.CharField(_("Loại hình"), max_length=30, choices=Sector.choices, blank=True)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    review_date = models.DateField(_("Ngày kiểm điểm"))

    class Meta:
        verbose_name = _("ngày kiểm điểm riêng")
        verbose_name_plural = _("ngày kiểm điểm riêng")
        ordering = ["review_date", "pk"]
        constraints = [
            models.CheckConstraint(
                name="review_day_of_a_kind_or_an_organisation",
                condition=(Q(organisation=None) & ~Q(sector=""))
                | (Q(organisation__isnull=False) & Q(sector="")),
            ),
            models.UniqueConstraint(
                name="review_day_once",
                fields=["campaign", "sector", "organisation"],
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sector or self.organisation_id}: {self.review_date}"


class Direction(models.TextChoices):
    HIGHER = "higher", _("Càng cao càng tốt")
    LOWER = "lower", _("Càng thấp càng tốt")


@tracked()
class Indicator(models.Model):
    """One of the province's yearly indicators: what was aimed at, what came out. No result: cannot
    tell.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="indicators")
    position = models.PositiveSmallIntegerField(_("Thứ tự"))
    code = models.CharField(_("Mã"), max_length=40)
    name = models.CharField(_("Chỉ tiêu"), max_length=255)
    measure = models.CharField(_("Cách đo"), max_length=40, blank=True)
    unit = models.CharField(_("Đơn vị"), max_length=40, blank=True)
    direction = models.CharField(_("Hướng"), max_length=10, choices=Direction.choices)
    target = models.DecimalField(_("Chỉ tiêu giao"), max_digits=20, decimal_places=4)
    result = models.DecimalField(
        _("Kết quả"), max_digits=20, decimal_places=4, null=True, blank=True
    )
    rank_region = models.PositiveSmallIntegerField(_("Thứ hạng vùng"), null=True, blank=True)
    rank_country = models.PositiveSmallIntegerField(_("Thứ hạng cả nước"), null=True, blank=True)

    class Meta:
        verbose_name = _("chỉ tiêu")
        verbose_name_plural = _("chỉ tiêu")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(name="indicator_once", fields=["campaign", "code"])]

    def __str__(self) -> str:
        return self.name


@tracked()
class Limit(models.Model):
    """A limit of the year named at the conference, to be followed up."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="limits")
    position = models.PositiveSmallIntegerField(_("Thứ tự"))
    text = models.CharField(_("Hạn chế"), max_length=500)
    text_en = models.CharField(_("Hạn chế (tiếng Anh)"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("hạn chế")
        verbose_name_plural = _("hạn chế")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="limit_position_once", fields=["campaign", "position"])
        ]

    def __str__(self) -> str:
        return self.text
