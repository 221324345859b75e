"""What is kept of one-time codes on paper: who asked for, printed and handed over which, never the
codes themselves.
"""

import datetime as dt

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thidua.accounts.models import User
from thidua.history.tracking import tracked
from thidua.organisations.models import Organisation, Person


class CodeState(models.TextChoices):
    """Where somebody's account by paper stands; derived, not stored."""

    NONE = "none", _("chưa có tài khoản")
    PRINTED = "printed", _("đã in, chưa trao")
    HANDED = "handed", _("đã trao")
    USED = "used", _("đã dùng")
    REVOKED = "revoked", _("đã thu hồi")
    EXPIRED = "expired", _("hết hạn")


class RevokedBecause(models.TextChoices):
    """Why a code was revoked."""

    TORN = "torn", _("Rách, mờ")
    LOST = "lost", _("Mất")
    MIXED_UP = "mixed_up", _("Trao nhầm người")
    NOT_MET = "not_met", _("Không gặp được")
    REPRINTED = "reprinted", _("In tờ mới")


@tracked()
class CodeSheet(models.Model):
    """Codes for members of one cell: asked for of an administrator, printed, or both."""

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("Chi bộ"), on_delete=models.PROTECT, related_name="+"
    )
    asked_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField(_("Đề nghị lúc"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("Rút lúc"), null=True, blank=True)
    printed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    printed_at = models.DateTimeField(_("In lúc"), null=True, blank=True)
    expires_at = models.DateTimeField(_("Dùng đến"), null=True, blank=True)

    class Meta:
        verbose_name = _("tờ mã một lần")
        verbose_name_plural = _("các tờ mã một lần")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="code_sheet_asked_for_or_printed",
                condition=Q(asked_by__isnull=False, asked_at__isnull=False)
                | Q(printed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="code_sheet_printed_expires",
                condition=Q(printed_by=None, printed_at=None, expires_at=None)
                | Q(printed_by__isnull=False, printed_at__isnull=False, expires_at__isnull=False),
            ),
            models.CheckConstraint(
                name="code_sheet_withdrawn_unprinted",
                condition=Q(withdrawn_at=None) | Q(printed_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.pk}"


@tracked(without=["digest"])
class SheetCode(models.Model):
    """One member's code on a sheet. Its hash goes when the code is used or revoked.

    `user`: the account that it made; with `renews`, the one whose password it renews."""

    sheet = models.ForeignKey(CodeSheet, on_delete=models.PROTECT, related_name="codes")
    person = models.ForeignKey(
        Person, verbose_name=_("Đảng viên"), on_delete=models.PROTECT, related_name="+"
    )
    digest = models.CharField(max_length=64, unique=True, null=True, blank=True)
    renews = models.BooleanField(_("Đặt lại mật khẩu"), default=False)
    user = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    handed_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    handed_at = models.DateTimeField(_("Trao lúc"), null=True, blank=True)
    used_at = models.DateTimeField(_("Dùng lúc"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    revoked_at = models.DateTimeField(_("Thu hồi lúc"), null=True, blank=True)
    revoked_because = models.CharField(
        _("Vì sao"), max_length=10, choices=RevokedBecause.choices, blank=True
    )

    class Meta:
        verbose_name = _("mã một lần")
        verbose_name_plural = _("các mã một lần")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="sheet_code_once_a_person",
                fields=["person"],
                condition=Q(used_at=None, revoked_at=None),
            ),
            models.CheckConstraint(
                name="sheet_code_used_once_handed",
                condition=Q(used_at=None)
                | Q(handed_at__isnull=False, handed_by__isnull=False, user__isnull=False),
            ),
            models.CheckConstraint(
                name="sheet_code_used_or_revoked",
                condition=Q(used_at=None) | Q(revoked_at=None),
            ),
            models.CheckConstraint(
                name="sheet_code_hash_goes_with_it",
                condition=Q(used_at=None, revoked_at=None) | Q(digest=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.sheet_id}"

    def state_at(self, now: dt.datetime) -> CodeState:
        """Where it stood at a moment of the true clock."""
        if self.used_at is not None:
            return CodeState.USED
        if self.revoked_at is not None:
            return CodeState.REVOKED
        if self.sheet.expires_at is None or self.sheet.expires_at <= now:
            return CodeState.EXPIRED
        return CodeState.PRINTED if self.handed_at is None else CodeState.HANDED

    @property
    def state(self) -> CodeState:
        """Where it stands now."""
        return self.state_at(timezone.now())
