"""Who looked at whose file and who took data of several people away, kept for those it is about."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.history.tracking import untracked


class Dossier(models.TextChoices):
    """Which part of a person's file was opened."""

    RATING = "rating", _("Trang xếp loại")
    REASONS = "reasons", _("Bảng lý do")
    PAPERS = "papers", _("Giấy tờ, phiếu của cá nhân")


@untracked(because="a log itself: only ever added to")
class Look(models.Model):
    """Somebody opened the file of somebody else. Only ever added to: the database refuses changes
    and deletions.

    `role` and `place` say as what they looked, as it was then: a role of `accounts` and the
    organisation it is over."""

    person = models.ForeignKey("organisations.Person", on_delete=models.PROTECT, related_name="+")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(_("Vai trò"), max_length=20)
    place = models.CharField(_("Tổ chức"), max_length=255)
    dossier = models.CharField(_("Phần hồ sơ"), max_length=20, choices=Dossier.choices)
    year = models.PositiveSmallIntegerField(_("Năm"))
    looked_at = models.DateTimeField(_("Lúc"))

    class Meta:
        verbose_name = _("lượt xem hồ sơ")
        verbose_name_plural = _("các lượt xem hồ sơ")
        ordering = ["-looked_at", "-pk"]
        indexes = [models.Index(fields=["person", "-looked_at"], name="look_by_person")]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.reader_id} → {self.person_id}: {self.dossier} {self.year}"


class Exported(models.TextChoices):
    """What was taken out of the house."""

    LIST = "list", _("Danh sách xếp loại")
    BOARD = "board", _("Bảng xếp loại")
    AWARDS = "awards", _("Danh sách khen thưởng")
    WORKBOOK = "workbook", _("Tệp Excel có số liệu")
    UPLOAD = "upload", _("Tệp đã nạp")
    PAPERS = "papers", _("Phiếu kết quả")
    DECISION = "decision", _("Quyết định")
    API = "api", _("Danh sách qua API")
    FIGURES = "figures", _("Bảng số liệu của năm")
    POOLS = "pools", _("Danh sách nhóm tính tỷ lệ")
    OWN = "own", _("Hồ sơ năm của chính mình")


@untracked(because="a log itself: only ever added to")
class Export(models.Model):
    """Data of several people went out as one file or one answer of the API. Only ever added to.

    Whom it was about is told by `paths` (parts of the tree), `subjects` (the kind of subjects; "":
    all) and `year`, not by a row a person; `listed` names them where it was a part of those and not
    too many. `by`, `role` and `place` are as they were then."""

    exported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    by = models.CharField(_("Người xuất"), max_length=160)
    role = models.CharField(_("Vai trò"), max_length=20, blank=True)
    place = models.CharField(_("Tổ chức"), max_length=255, blank=True)
    what = models.CharField(_("Xuất gì"), max_length=10, choices=Exported.choices)
    form = models.CharField(_("Dạng tệp"), max_length=5)
    year = models.PositiveSmallIntegerField(_("Năm"), null=True)
    subjects = models.CharField(_("Đối tượng"), max_length=12, blank=True)
    paths = ArrayField(models.TextField())
    people = models.PositiveIntegerField(_("Số người"))
    listed = ArrayField(models.BigIntegerField(), null=True)
    narrowed = models.CharField(_("Bộ lọc"), max_length=500, blank=True)
    exported_at = models.DateTimeField(_("Lúc"), auto_now_add=True)

    class Meta:
        verbose_name = _("lần xuất dữ liệu")
        verbose_name_plural = _("các lần xuất dữ liệu")
        ordering = ["-exported_at", "-pk"]
        indexes = [
            models.Index(fields=["-exported_at", "-id"], name="export_newest_first"),
            GinIndex(fields=["paths"], name="export_by_path"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.by}: {self.what} {self.year}"


class Preparing(models.TextChoices):
    """Where a file stands that the worker makes."""

    WAITING = "waiting", _("Đang chờ")
    MAKING = "making", _("Đang làm")
    READY = "ready", _("Đã xong")
    FAILED = "failed", _("Chưa làm được")
    STOPPED = "stopped", _("Đã dừng")


UNDER_WAY = (Preparing.WAITING, Preparing.MAKING)


@untracked(because="a file on its way out; that it left is in the log of exports")
class PreparedFile(models.Model):
    """A file that is too much to be made while somebody waits: made by the worker, handed out to
    who asked until `kept_until`, then gone with its parts.

    `maker` and `asked`: which room makes it (`access.preparing.MAKERS`), of what. `plan`: the
    papers of a ZIP (`access.bundles`); `total`: how many, 0: one piece; `done`: those made."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    export = models.ForeignKey(Export, on_delete=models.PROTECT, related_name="+")
    maker = models.CharField(max_length=40)
    asked = models.JSONField(default=dict)
    language = models.CharField(max_length=2, default="vi")
    state = models.CharField(max_length=8, choices=Preparing.choices, default=Preparing.WAITING)
    disposition = models.TextField(blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(_("Cỡ"), default=0)
    plan = models.JSONField(default=list)
    total = models.PositiveIntegerField(_("Số giấy tờ"), default=0)
    done = models.PositiveIntegerField(_("Đã làm"), default=0)
    asked_at = models.DateTimeField(auto_now_add=True)
    kept_until = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("tệp làm sẵn")
        verbose_name_plural = _("các tệp làm sẵn")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="prepared_file_one_at_a_time",
                fields=["owner"],
                condition=Q(state__in=["waiting", "making"]),
            )
        ]

    def __str__(self) -> str:
        return f"{self.maker}: {self.state}"

    @property
    def under_way(self) -> bool:
        return self.state in UNDER_WAY


@untracked(because="bytes of a file on its way out")
class PreparedPart(models.Model):
    """A piece of a prepared file, in order."""

    file = models.ForeignKey(PreparedFile, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=255, blank=True, default="")
    body = models.BinaryField()

    class Meta:
        verbose_name = _("phần của tệp làm sẵn")
        verbose_name_plural = _("các phần của tệp làm sẵn")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="prepared_part_place_once", fields=["file", "number"])
        ]

    def __str__(self) -> str:
        return f"{self.file_id}: {self.number}"
