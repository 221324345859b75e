"""The texts that a province is rated by, and which of them a year is held under."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models import Campaign
from thidua.history.tracking import tracked
from thidua.vocabulary import SubjectType


@tracked()
class FrameworkText(models.Model):
    """A framework, awards table or local layer that an officer loaded: it stands before the
    packaged one of that id.

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
        constraints = [
            models.UniqueConstraint(
                name="framework_text_version_once", fields=["text_id", "version"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.text_id} v{self.version}"


@tracked()
class FrameworkBinding(models.Model):
    """The whole framework text, local layer applied, by which one subject type is rated this
    year.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="bindings")
    subject_type = models.CharField(_("Đối tượng"), max_length=20, choices=SubjectType.choices)
    framework_id = models.CharField(_("Khung tiêu chí"), max_length=80)
    text = models.TextField(_("Nội dung"))
    fingerprint = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("khung tiêu chí của năm")
        verbose_name_plural = _("khung tiêu chí của năm")
        constraints = [
            models.UniqueConstraint(
                name="binding_once_a_subject_type", fields=["campaign", "subject_type"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.framework_id} ({self.subject_type})"
