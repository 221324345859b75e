"""Which transactions changed what pages and figures tell."""

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from thidua.history.tracking import untracked


@untracked(because="marks for caches, emptied after hours")
class Change(models.Model):
    """A transaction that changed what pages and figures tell, and a part that it touched. Written
    by triggers alone.

    `part` is an upper-level body (its id), or one of the numbers in `db.changes`. The table is
    a source of nothing: it may be emptied once no process keeps anything."""

    transaction = models.BigIntegerField()
    part = models.BigIntegerField()
    at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name = _("thay đổi làm cũ đi những gì đã tính")
        verbose_name_plural = _("các thay đổi làm cũ đi những gì đã tính")
        constraints = [
            models.UniqueConstraint(name="change_marked_once", fields=["part", "transaction"])
        ]
        indexes = [models.Index(fields=["transaction"], name="change_by_transaction_number")]

    def __str__(self) -> str:
        return f"{self.transaction}: {self.part}"
