"""The movement's own criteria, blocs of like units for a year, what their members agree to.

No central text was found: everything here is local, and says so where it is read."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.attachments.triggers import FilesGoFirst
from thidua.campaigns.models import Campaign
from thidua.history.tracking import tracked
from thidua.organisations.models import Organisation

MAX_DIGITS, DECIMAL_PLACES = 8, 2
"""Of points and weights."""
OF_BLOC = "blocs.bloc"
"""The owner kind of the files of a bloc: the signed pact as it was scanned."""


class BlocKind(models.TextChoices):
    BLOC = "bloc", _("Khối thi đua")
    CLUSTER = "cluster", _("Cụm thi đua")


class Scale(models.TextChoices):
    POINTS = "points", _("Điểm")
    GRADES = "grades", _("Mức (xuất sắc, tốt, trung bình, kém), có trọng số")


class SetState(models.TextChoices):
    DRAFT = "draft", _("Đang soạn")
    SENT = "sent", _("Chờ các thành viên xác nhận")
    SIGNED = "signed", _("Đã ký")


class LinkKind(models.TextChoices):
    """What a criterion counts by at the year's end; "": nothing, somebody grades it."""

    INDICATOR = "indicator", _("Một chỉ tiêu của năm")
    TASK = "task", _("Một nhiệm vụ cấp trên giao nhận")
    KEY_TASKS = "key_tasks", _("Mọi nhiệm vụ trọng tâm đã đăng ký")
    BREAKTHROUGHS = "breakthroughs", _("Mọi khâu đột phá đã đăng ký")


@tracked()
class Bloc(models.Model):
    """Like units that compete with each other in one year.

    `organiser` set it up: the organisation in whose part the members stand. `head` leads it this
    year, `deputy` helps: both are members (`actions` sees to it)."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="blocs")
    organiser = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("Loại"), max_length=10, choices=BlocKind.choices)
    name = models.CharField(_("Tên"), max_length=150)
    head = models.ForeignKey(
        Organisation,
        verbose_name=_("Đơn vị trưởng"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )
    deputy = models.ForeignKey(
        Organisation,
        verbose_name=_("Đơn vị phó"),
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
    )

    class Meta:
        verbose_name = _("khối, cụm thi đua")
        verbose_name_plural = _("các khối, cụm thi đua")
        ordering = ["kind", "name", "pk"]
        triggers = [FilesGoFirst(OF_BLOC)]
        constraints = [
            models.CheckConstraint(name="bloc_has_name", condition=~Q(name="")),
            models.UniqueConstraint(
                name="bloc_once_a_year", fields=["campaign", "organiser", "kind", "name"]
            ),
            models.CheckConstraint(
                name="bloc_deputy_is_another",
                condition=Q(deputy=None) | Q(head=None) | ~Q(deputy=F("head")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class BlocMember(models.Model):
    """A unit in a bloc. The year and the kind stand here too: a unit is in one of a kind a year."""

    bloc = models.ForeignKey(Bloc, on_delete=models.CASCADE, related_name="members")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="bloc_places"
    )
    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(_("Loại"), max_length=10, choices=BlocKind.choices)

    class Meta:
        verbose_name = _("thành viên của khối, cụm")
        verbose_name_plural = _("thành viên của các khối, cụm")
        ordering = ["organisation__sort_key", "organisation__code"]
        constraints = [
            models.UniqueConstraint(
                name="bloc_member_of_one_a_year", fields=["campaign", "kind", "organisation"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.bloc_id}: {self.organisation_id}"


@tracked()
class CriteriaSet(models.Model):
    """One version of the movement's own criteria: of a bloc, or, without one, of all units in the
    organiser's part. A signed version never changes; the next one says why there is one.

    `total` is what the points add up to; of grades the weights add up to 100. `revision` counts
    saves of a draft."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="criteria_sets")
    organiser = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    bloc = models.ForeignKey(
        Bloc, on_delete=models.CASCADE, related_name="criteria_sets", null=True, blank=True
    )
    version = models.PositiveSmallIntegerField(_("Bản"), default=1)
    scale = models.CharField(
        _("Chấm bằng"), max_length=10, choices=Scale.choices, default=Scale.POINTS
    )
    total = models.DecimalField(
        _("Tổng điểm"), max_digits=MAX_DIGITS, decimal_places=DECIMAL_PLACES, default=100
    )
    state = models.CharField(
        _("Tình trạng"), max_length=10, choices=SetState.choices, default=SetState.DRAFT
    )
    revision = models.PositiveIntegerField(default=0)
    reason = models.CharField(_("Lý do có bản mới"), max_length=500, blank=True)
    sent_at = models.DateTimeField(_("Gửi lúc"), null=True, blank=True)
    signed_at = models.DateTimeField(_("Ký lúc"), null=True, blank=True)
    signed_by_name = models.CharField(_("Người ghi đã ký"), max_length=255, blank=True)

    class Meta:
        verbose_name = _("bộ tiêu chí thi đua")
        verbose_name_plural = _("các bộ tiêu chí thi đua")
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(
                name="criteria_set_version_once",
                fields=["campaign", "organiser", "bloc", "version"],
                nulls_distinct=False,
            ),
            models.UniqueConstraint(
                name="criteria_set_one_open",
                fields=["campaign", "organiser", "bloc"],
                condition=~Q(state=SetState.SIGNED),
                nulls_distinct=False,
            ),
            models.CheckConstraint(name="criteria_set_total", condition=Q(total__gt=0)),
            models.CheckConstraint(
                name="criteria_set_signed_whole",
                condition=Q(state=SetState.SIGNED, signed_at__isnull=False)
                | ~Q(state=SetState.SIGNED) & Q(signed_at=None),
            ),
            models.CheckConstraint(
                name="criteria_set_new_version_says_why",
                condition=Q(version=1) | ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.bloc_id or self.organiser_id} v{self.version}"


@tracked()
class Criterion(models.Model):
    """One row of a set. `points`: the most it gives; `weight`: a factor of points (none: 1), of
    grades a share of 100. `link_key`: the code of an indicator, the key of a superior's task.
    """

    criteria_set = models.ForeignKey(CriteriaSet, on_delete=models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField(_("Thứ tự"))
    content = models.CharField(_("Nội dung"), max_length=500, blank=True)
    measure = models.CharField(_("Cách đo, cách chấm"), max_length=300, blank=True)
    evidence = models.CharField(_("Minh chứng cần có"), max_length=300, blank=True)
    points = models.DecimalField(
        _("Điểm tối đa"),
        max_digits=MAX_DIGITS,
        decimal_places=DECIMAL_PLACES,
        null=True,
        blank=True,
    )
    weight = models.DecimalField(
        _("Hệ số, trọng số"),
        max_digits=MAX_DIGITS,
        decimal_places=DECIMAL_PLACES,
        null=True,
        blank=True,
    )
    link_kind = models.CharField(
        _("Tính theo"), max_length=15, choices=LinkKind.choices, blank=True
    )
    link_key = models.CharField(_("Mã"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("tiêu chí thi đua")
        verbose_name_plural = _("các tiêu chí thi đua")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="criterion_place_once",
                fields=["criteria_set", "position"],
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                name="criterion_numbers_not_below_zero",
                condition=(Q(points=None) | Q(points__gte=0)) & (Q(weight=None) | Q(weight__gte=0)),
            ),
        ]

    def __str__(self) -> str:
        return self.content


@tracked()
class Agreement(models.Model):
    """What a member unit says of a version that was sent: it agrees, or says what it does not."""

    criteria_set = models.ForeignKey(
        CriteriaSet, on_delete=models.CASCADE, related_name="agreements"
    )
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    agreed = models.BooleanField(_("Đồng ý"))
    words = models.CharField(_("Ý kiến"), max_length=1000, blank=True)
    by_name = models.CharField(_("Người trả lời"), max_length=255)
    at = models.DateTimeField(_("Lúc"))

    class Meta:
        verbose_name = _("xác nhận thang điểm")
        verbose_name_plural = _("các xác nhận thang điểm")
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(name="agreement_once", fields=["criteria_set", "organisation"]),
            models.CheckConstraint(
                name="agreement_says_what_is_wrong", condition=Q(agreed=True) | ~Q(words="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criteria_set_id}: {self.organisation_id}"
