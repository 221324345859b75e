"""One emulation year: its theme and calendar, the frameworks bound to it, and the roster of who is rated."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.ledger.tracking import tracked
from thidua.organisations.models import Body, Organisation, Person, PositionRole, Sector, Tier


@tracked()
class Campaign(models.Model):
    """The movement of one review year in the province. The roster is frozen as of `cut_off_date`."""

    year = models.PositiveSmallIntegerField(_("Năm"), unique=True)
    name = models.CharField(_("Tên phong trào"), max_length=255, blank=True)
    spirit = models.CharField(_("Tinh thần của năm"), max_length=255, blank=True)
    next_theme = models.CharField(_("Chủ đề năm sau"), max_length=255, blank=True)
    review_date = models.DateField(_("Ngày kiểm điểm"))
    cut_off_date = models.DateField(_("Ngày chốt danh sách"))
    launch_date = models.DateField(_("Ngày phát động"), null=True, blank=True)
    launch_venue = models.CharField(_("Nơi phát động"), max_length=255, blank=True)
    local_layer = models.CharField(_("Hướng dẫn của địa phương"), max_length=80, blank=True)
    # Which version of it the year is held under, fixed when it is bound; 0: the one that came with the product.
    local_layer_version = models.PositiveIntegerField(_("Phiên bản của hướng dẫn"), null=True, blank=True)
    roster_frozen_at = models.DateTimeField(_("Chốt danh sách lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("năm thi đua")
        verbose_name_plural = _("năm thi đua")
        ordering = ["-year"]

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
        constraints = [models.UniqueConstraint(name="deadline_once_a_step", fields=["campaign", "step"])]

    def __str__(self) -> str:
        return f"{self.step}: {self.due_on}"


class SubjectType(models.TextChoices):
    """Who or what is rated."""

    MEMBER = "member", _("Đảng viên")
    ORGANISATION = "organisation", _("Tổ chức đảng")
    COLLECTIVE = "collective", _("Tập thể lãnh đạo, quản lý")
    LEADER = "leader", _("Cá nhân lãnh đạo, quản lý")


@tracked()
class FrameworkText(models.Model):
    """A framework, awards table or local layer that an officer loaded: it stands before the packaged one of that id.

    A `draft` (a layer written in the browser) stands before nothing until a year is bound to it.
    """

    text_id = models.CharField(_("Mã"), max_length=80)
    version = models.PositiveIntegerField(_("Phiên bản"))
    text = models.TextField(_("Nội dung"))
    fingerprint = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(auto_now_add=True)
    author = models.CharField(_("Người nạp"), max_length=160, blank=True)
    reason = models.TextField(_("Lý do"), blank=True)
    draft = models.BooleanField(_("Bản thảo"), default=False)

    class Meta:
        verbose_name = _("văn bản khung tiêu chí")
        verbose_name_plural = _("văn bản khung tiêu chí")
        constraints = [models.UniqueConstraint(name="framework_text_version_once", fields=["text_id", "version"])]

    def __str__(self) -> str:
        return f"{self.text_id} v{self.version}"


@tracked()
class FrameworkBinding(models.Model):
    """The whole framework text, local layer applied, by which one subject type is rated this year."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="bindings")
    subject_type = models.CharField(_("Đối tượng"), max_length=20, choices=SubjectType.choices)
    framework_id = models.CharField(_("Khung tiêu chí"), max_length=80)
    text = models.TextField(_("Nội dung"))
    fingerprint = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("khung tiêu chí của năm")
        verbose_name_plural = _("khung tiêu chí của năm")
        constraints = [models.UniqueConstraint(name="binding_once_a_subject_type", fields=["campaign", "subject_type"])]

    def __str__(self) -> str:
        return f"{self.framework_id} ({self.subject_type})"


class RosterEntry(models.Model):
    """One subject of the year, frozen as of the cut-off date: who, where in the tree, rated or why not.

    `organisation` is the member's cell, the rated organisation itself, or the organisation that a collective or
    leader leads. `parent`, `grassroots`, `upper_level` are its ancestors on that day (itself where it is of that tier).
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="roster")
    subject_type = models.CharField(_("Đối tượng"), max_length=20, choices=SubjectType.choices)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="roster_entries", null=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="roster_entries")
    parent = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", null=True)
    grassroots = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", null=True)
    upper_level = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", null=True)
    tier = models.CharField(_("Cấp"), max_length=20, choices=Tier.choices)
    body = models.CharField(_("Hình thức"), max_length=20, choices=Body.choices, blank=True)
    sector = models.CharField(_("Loại hình"), max_length=30, choices=Sector.choices, blank=True)
    role = models.CharField(_("Vai trò"), max_length=20, choices=PositionRole.choices, blank=True)
    title = models.CharField(_("Chức danh"), max_length=120, blank=True)
    code = models.CharField(_("Mã"), max_length=40)
    name = models.CharField(_("Tên"), max_length=255)
    sort_key = models.CharField(max_length=400, db_collation="C")
    search_key = models.CharField(max_length=400)
    rated = models.BooleanField(_("Được xếp loại"), default=True)
    excluded_by = models.CharField(_("Không xếp loại theo"), max_length=80, blank=True)
    facts = models.JSONField(_("Dữ kiện từ danh sách"), default=dict)

    class Meta:
        verbose_name = _("đối tượng trong danh sách năm")
        verbose_name_plural = _("danh sách năm")
        ordering = ["sort_key", "code"]
        constraints = [
            models.UniqueConstraint(
                name="roster_member_once", fields=["campaign", "person"], condition=Q(subject_type="member")
            ),
            models.UniqueConstraint(
                name="roster_body_once", fields=["campaign", "subject_type", "organisation"], condition=Q(person=None)
            ),
            models.UniqueConstraint(
                name="roster_leader_once",
                fields=["campaign", "person", "organisation"],
                condition=Q(subject_type="leader"),
            ),
            models.CheckConstraint(
                name="roster_person_for_people",
                condition=Q(subject_type__in=["member", "leader"], person__isnull=False)
                | Q(subject_type__in=["organisation", "collective"], person__isnull=True),
            ),
            models.CheckConstraint(
                name="roster_unrated_says_why",
                condition=Q(rated=True, excluded_by="") | (Q(rated=False) & ~Q(excluded_by="")),
            ),
        ]
        indexes = [
            models.Index(fields=["campaign", "subject_type", "tier"], name="roster_by_kind"),
            models.Index(fields=["campaign", "parent", "subject_type"], name="roster_by_parent"),
            models.Index(fields=["campaign", "grassroots", "subject_type"], name="roster_by_grassroots"),
            models.Index(fields=["campaign", "upper_level", "subject_type"], name="roster_by_upper_level"),
            models.Index(fields=["campaign", "subject_type", "sort_key", "code"], name="roster_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.subject_type})"


class Direction(models.TextChoices):
    HIGHER = "higher", _("Càng cao càng tốt")
    LOWER = "lower", _("Càng thấp càng tốt")


@tracked()
class Indicator(models.Model):
    """One of the province's yearly indicators: what was aimed at, what came out. No result: cannot tell."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="indicators")
    position = models.PositiveSmallIntegerField(_("Thứ tự"))
    code = models.CharField(_("Mã"), max_length=40)
    name = models.CharField(_("Chỉ tiêu"), max_length=255)
    measure = models.CharField(_("Cách đo"), max_length=40, blank=True)
    unit = models.CharField(_("Đơn vị"), max_length=40, blank=True)
    direction = models.CharField(_("Hướng"), max_length=10, choices=Direction.choices)
    target = models.DecimalField(_("Chỉ tiêu giao"), max_digits=20, decimal_places=4)
    result = models.DecimalField(_("Kết quả"), max_digits=20, decimal_places=4, null=True, blank=True)
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
        constraints = [models.UniqueConstraint(name="limit_position_once", fields=["campaign", "position"])]

    def __str__(self) -> str:
        return self.text
