"""Who may sign in, and which part of the tree each role opens."""

from typing import TYPE_CHECKING

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from thidua.accounts.actors import Scope


class User(AbstractUser):
    """Somebody who signs in. What they may do lies in their grants; a linked person may read their own file."""

    display_name = models.CharField(_("Họ và tên"), max_length=120, blank=True)
    person = models.OneToOneField(
        "organisations.Person", verbose_name=_("Hồ sơ đảng viên"), null=True, blank=True, on_delete=models.SET_NULL
    )
    demo = models.BooleanField(_("Tài khoản trình diễn"), default=False)

    # A page asks for the scope many times and the database once: kept on the request's own user object, never stored.
    scope_of_this_request: "Scope | None" = None

    class Meta:
        verbose_name = _("tài khoản")
        verbose_name_plural = _("tài khoản")

    def __str__(self) -> str:
        return self.display_name or self.username


class Role(models.TextChoices):
    """What a grant lets its holder do inside its part of the tree."""

    PROVINCE = "province", _("Cán bộ tỉnh")
    UPPER_LEVEL = "upper_level", _("Cán bộ cấp trên trực tiếp cơ sở")
    GRASSROOTS = "grassroots", _("Cán bộ tổ chức cơ sở đảng")
    CELL = "cell", _("Bí thư chi bộ")
    INSPECTOR = "inspector", _("Cán bộ kiểm tra")
    AUDITOR = "auditor", _("Người giám sát (chỉ xem)")
    ADMINISTRATOR = "administrator", _("Quản trị tài khoản")


class RoleGrant(models.Model):
    """One role of one user over one organisation and everything under it, for a time."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(_("Vai trò"), max_length=20, choices=Role.choices)
    organisation = models.ForeignKey(
        "organisations.Organisation", verbose_name=_("Tổ chức"), on_delete=models.PROTECT, related_name="+"
    )
    starts_on = models.DateField(_("Từ ngày"))
    ends_on = models.DateField(_("Đến ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("phân quyền")
        verbose_name_plural = _("phân quyền")
        constraints = [
            models.CheckConstraint(
                name="grant_ends_after_start", condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on"))
            ),
            models.UniqueConstraint(name="grant_once", fields=["user", "role", "organisation", "starts_on"]),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.role}"
