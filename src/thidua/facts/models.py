"""What is known of each subject of a year."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from thidua.history.tracking import tracked
from thidua.roster.models import RosterEntry


@tracked()
class FactSheet(models.Model):
    """What is known of one subject: criterion grades and facts by id, in words. A missing key is
    unknown.
    """

    roster_entry = models.OneToOneField(
        RosterEntry, on_delete=models.CASCADE, primary_key=True, related_name="fact_sheet"
    )
    facts = models.JSONField(_("Thông tin"), default=dict)

    class Meta:
        verbose_name = _("phiếu thông tin")
        verbose_name_plural = _("phiếu thông tin")

    def __str__(self) -> str:
        return f"facts of {self.roster_entry_id}"
