"""What a member says they will do this year: up to ten short items, accepted by the cell."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models import Campaign
from thidua.history.tracking import tracked
from thidua.organisations.models import Organisation, Person
from thidua.submissions.models import Submission

LONGEST_ITEM, LONGEST_NAME = 300, 120
"""Characters of an item, and of who checks it."""


@tracked()
class Commitment(Submission):
    """One member's commitment of one year; it follows the person from cell to cell.

    `cell`: the cell whose committee it was sent to or that accepted it; a draft: where the person
    was a member when it was last saved. `revision` counts the savings: two tabs. `typed_by`: the
    officer who typed it for a member without an account. `late_reason`: why it was sent after its
    day ("": it was not).
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="commitments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="commitments")
    cell = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="commitments")
    revision = models.PositiveIntegerField(_("Lần lưu"), default=0)
    saved_at = models.DateTimeField(_("Lưu lúc"), null=True, blank=True)
    late_reason = models.TextField(_("Lý do gửi muộn"), blank=True, default="")
    typed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(Submission.Meta):
        verbose_name = _("cam kết của đảng viên")
        verbose_name_plural = _("các cam kết của đảng viên")
        ordering = ["pk"]
        constraints = [
            *Submission.Meta.constraints,
            models.UniqueConstraint(name="commitment_once_a_year", fields=["campaign", "person"]),
        ]
        indexes = [models.Index(fields=["campaign", "cell", "status"], name="commitment_of_cell")]

    def __str__(self) -> str:
        return f"{self.campaign_id}: {self.person_id}"


@tracked()
class CommitmentItem(models.Model):
    """One thing that the member will do. `until` None: the whole year; `done` None: nobody has
    noted whether it was done.
    """

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(_("Thứ tự của điều"))
    text = models.CharField(_("Điều cam kết"), max_length=LONGEST_ITEM)
    until = models.DateField(_("Xong trước ngày"), null=True, blank=True)
    checked_by = models.CharField(_("Người kiểm tra"), max_length=LONGEST_NAME, blank=True)
    done = models.BooleanField(_("Làm xong"), null=True, blank=True, default=None)

    class Meta:
        verbose_name = _("điều cam kết")
        verbose_name_plural = _("các điều cam kết")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="commitment_item_once", fields=["commitment", "position"]),
            models.CheckConstraint(name="commitment_item_says_what", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return self.text
