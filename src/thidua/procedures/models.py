"""The procedure that a year is held by, and what the locality set in it."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models import Campaign
from thidua.history.tracking import tracked


@tracked()
class Bound(models.Model):
    """The whole text of a year's procedure and of its forms, kept at the first writing that goes by
    them: a year never changes because a file of the product did.
    """

    campaign = models.OneToOneField(
        Campaign, on_delete=models.CASCADE, related_name="bound_procedure"
    )
    procedure_id = models.CharField(_("Quy trình"), max_length=80)
    version = models.PositiveIntegerField(_("Phiên bản"))
    text = models.TextField(_("Nội dung"))
    forms = models.TextField(_("Các mẫu"))

    class Meta:
        verbose_name = _("quy trình của năm")
        verbose_name_plural = _("quy trình của các năm")
        constraints = [
            models.CheckConstraint(
                name="bound_procedure_whole", condition=~Q(text="") & ~Q(forms="")
            )
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id} v{self.version}"


@tracked()
class LocalSetting(models.Model):
    """A value of the procedure as the locality sets it for a year, by which document, and why."""

    campaign = models.ForeignKey(
        Campaign, on_delete=models.CASCADE, related_name="procedure_settings"
    )
    key = models.CharField(_("Giá trị"), max_length=80)
    value = models.CharField(_("Mức đặt"), max_length=200)
    citation = models.CharField(_("Văn bản"), max_length=255)
    reason = models.CharField(_("Lý do"), max_length=500)
    set_by = models.CharField(_("Người đặt"), max_length=160)
    set_at = models.DateTimeField(_("Đặt lúc"))

    class Meta:
        verbose_name = _("giá trị địa phương của quy trình")
        verbose_name_plural = _("giá trị địa phương của quy trình")
        ordering = ["key"]
        constraints = [
            models.UniqueConstraint(name="procedure_setting_once", fields=["campaign", "key"]),
            models.CheckConstraint(
                name="procedure_setting_says_why",
                condition=~Q(value="") & ~Q(citation="") & ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} = {self.value}"
