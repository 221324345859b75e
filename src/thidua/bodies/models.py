"""Bodies beside the tree: they serve a committee, each in its field, and are rated by nobody."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.history.tracking import tracked
from thidua.organisations.models import Organisation


class BodyKind(models.TextChoices):
    """What a body is to the committee that it works with."""

    ADVISORY = "advisory", _("Cơ quan tham mưu, giúp việc cấp uỷ")
    MASS = "mass", _("Mặt trận Tổ quốc, tổ chức chính trị - xã hội")
    AUTHORITY = "authority", _("Cơ quan chính quyền")
    EMPLOYER = "employer", _("Nơi làm việc của đảng viên")
    RESIDENCE = "residence", _("Nơi cư trú của đảng viên")


@tracked()
class AdvisoryBody(models.Model):
    """A body that a committee works with: it reads and gives its opinion in its field.

    It is no organisation of the tree: it stands in no roster and in no pool. `criteria` are ids of
    criteria that frameworks grade, those of its field. `ends_on` is its last day; a grant narrowed
    to it opens nothing from the day after."""

    kind = models.CharField(_("Loại"), max_length=12, choices=BodyKind.choices)
    name = models.CharField(_("Tên"), max_length=150)
    short_name = models.CharField(_("Tên ngắn"), max_length=40, blank=True)
    committee = models.ForeignKey(
        Organisation,
        verbose_name=_("Tổ chức có cấp uỷ mà cơ quan này phối hợp"),
        on_delete=models.PROTECT,
        related_name="bodies",
    )
    criteria = ArrayField(
        models.CharField(max_length=60), verbose_name=_("Tiêu chí phụ trách"), default=list
    )
    contact = models.CharField(_("Liên hệ"), max_length=300, blank=True)
    ends_on = models.DateField(_("Ngày cuối"), null=True, blank=True)

    class Meta:
        verbose_name = _("cơ quan phối hợp")
        verbose_name_plural = _("các cơ quan phối hợp")
        ordering = ["committee", "kind", "name", "pk"]
        constraints = [
            models.CheckConstraint(name="advisory_body_has_name", condition=~Q(name="")),
            models.UniqueConstraint(
                name="advisory_body_once", fields=["committee", "name"], condition=Q(ends_on=None)
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def short(self) -> str:
        """The name for narrow places."""
        return self.short_name or self.name
