"""What is known of each subject of a year."""

from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from thidua.history.tracking import tracked
from thidua.roster.models import RosterEntry

_IN_ORDER = Func(
    F("facts"), F("work"), F("overrides"), template="(%(expressions)s)", arg_joiner=" || "
)
"""Of two that say the same fact, the later one counts."""
NOTHING_ENTERED = Q(fact_sheet__isnull=True) | Q(fact_sheet__facts={})
"""Of a roster entry in a query: nobody has put anything on its sheet; what the work tells aside."""


@tracked(without=["known"])
class FactSheet(models.Model):
    """What is known of one subject: criterion grades and facts by id, in words. A missing key is
    unknown.

    Each fact has one owner at a time. `facts`: what a workbook or a page put on the sheet; `work`:
    what the year's own work tells, computed before every rating (null: the fact is the work's, and
    nobody can tell); `overrides`: what an officer
    put in the place of the work, by hand, with a reason (`override_notes`: by the fact's id,
    {reason, by, role, place, at}). `known` is what counts: an override before the work, the work
    before the sheet; null in it is as unknown as a missing key."""

    roster_entry = models.OneToOneField(
        RosterEntry, on_delete=models.CASCADE, primary_key=True, related_name="fact_sheet"
    )
    facts = models.JSONField(_("Thông tin"), default=dict)
    work = models.JSONField(_("Thông tin từ kết quả thực hiện"), default=dict, blank=True)
    overrides = models.JSONField(_("Thông tin ghi khác, có lý do"), default=dict, blank=True)
    override_notes = models.JSONField(_("Lý do ghi khác"), default=dict, blank=True)
    known = models.GeneratedField(
        expression=_IN_ORDER, output_field=models.JSONField(), db_persist=True
    )

    class Meta:
        verbose_name = _("phiếu thông tin")
        verbose_name_plural = _("phiếu thông tin")

    def __str__(self) -> str:
        return f"facts of {self.roster_entry_id}"
