"""Word templates that the province puts in the place of the product's own papers."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.attachments.triggers import FilesGoFirst
from thidua.history.tracking import tracked

LONGEST_NAME, LONGEST_NOTE = 400, 300
OF_TEMPLATE = "form_templates.template"
"""The owner kind of the file of a template."""


@tracked()
class FormTemplate(models.Model):
    """One version of the province's template for one form; its file belongs to it. Of each form one
    version is in force, or none: the product's own paper is printed.
    """

    form = models.CharField(_("Biểu mẫu"), max_length=40)
    version = models.PositiveSmallIntegerField(_("Phiên bản"))
    note = models.CharField(_("Khác gì bản trước"), max_length=LONGEST_NOTE, blank=True)
    in_force = models.BooleanField(_("Đang dùng"), default=False)
    put_by_name = models.CharField(_("Người tải lên"), max_length=LONGEST_NAME)
    put_at = models.DateTimeField(_("Tải lên lúc"))

    class Meta:
        verbose_name = _("mẫu Word của địa phương")
        verbose_name_plural = _("các mẫu Word của địa phương")
        ordering = ["form", "-version"]
        triggers = [FilesGoFirst(OF_TEMPLATE)]
        constraints = [
            models.UniqueConstraint(name="form_template_version_once", fields=["form", "version"]),
            models.UniqueConstraint(
                name="form_template_one_in_force", fields=["form"], condition=Q(in_force=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form} {self.version}"
