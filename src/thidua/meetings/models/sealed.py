"""The minutes as they were adopted, for the chain of seals."""

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.history.tracking import untracked
from thidua.meetings.models.gathering import Meeting


@untracked(because="written once when minutes are adopted; the chain of seals is its history")
class SealedMinutes(models.Model):
    """The whole paper as it was when it was adopted: canonical JSON of its blocks (`sealing`)."""

    meeting = models.OneToOneField(
        Meeting, on_delete=models.PROTECT, primary_key=True, related_name="sealed"
    )
    content = models.TextField(_("Nội dung"))
    salt = models.BinaryField(_("Muối"))
    position = models.BigIntegerField(_("Số thứ tự mắt xích"), unique=True)

    class Meta:
        verbose_name = _("biên bản đã niêm phong")
        verbose_name_plural = _("các biên bản đã niêm phong")
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return str(self.meeting_id)
