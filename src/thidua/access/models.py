"""Who looked at whose file, kept for the person it is about; and which transactions changed what
pages tell.
"""

import pgtrigger
from django.conf import settings
from django.db import models
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
