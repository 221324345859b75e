"""What is claimed, proposed and chosen."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.boards.proposal_rules import EXPLAINS_ITSELF
from thidua.history.tracking import tracked
from thidua.organisations.models import Organisation
from thidua.roster.models import RosterEntry
from thidua.submissions.flow import Flow, act
from thidua.vocabulary import Level

OPEN, PROPOSED, RETURNED = "open", "proposed", "returned"
FLOW = Flow(
    act("propose", {OPEN, PROPOSED, RETURNED}, PROPOSED),
    act("return", {OPEN, PROPOSED, RETURNED}, RETURNED, with_reason=True),
    act("answer", {RETURNED}, PROPOSED),
)
"""A level is proposed, sent back for a reason, and proposed again; a later reason replaces an
earlier one.
"""


@tracked()
class Proposal(models.Model):
    """What the subject claims, what is proposed, and what the committee chose.

    `chosen` outstanding: picked inside the quota among those who reached it. Any other `chosen` is
    a deviation from the reached level and carries its reason."""

    roster_entry = models.OneToOneField(
        RosterEntry, on_delete=models.CASCADE, primary_key=True, related_name="proposal"
    )
    self_claimed = models.CharField(_("Tự nhận"), max_length=20, choices=Level.choices, blank=True)
    proposed = models.CharField(_("Đề nghị"), max_length=20, choices=Level.choices, blank=True)
    chosen = models.CharField(_("Cấp uỷ chọn"), max_length=20, choices=Level.choices, blank=True)
    reason = models.TextField(_("Lý do"), blank=True)
    # Why the committee departs from what a ballot came to.
    ballot_reason = models.TextField(
        _("Lý do khác kết quả phiếu"), blank=True, default="", db_default=""
    )
    # Why the deciding committee sent the proposal back; empty once the lower level has proposed
    # again.
    returned = models.TextField(_("Lý do trả lại"), blank=True, default="", db_default="")
    returned_by = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    returned_at = models.DateTimeField(_("Trả lại lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("đề nghị xếp loại")
        verbose_name_plural = _("đề nghị xếp loại")
        constraints = [
            models.CheckConstraint(
                name="proposal_deviation_says_why",
                condition=Q(chosen__in=list(EXPLAINS_ITSELF)) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="proposal_returned_says_why",
                condition=~Q(returned="") | Q(returned_by=None, returned_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"proposal for {self.roster_entry_id}"

    @property
    def state(self) -> str:
        """Where it stands in `FLOW`."""
        return state_of(returned=bool(self.returned), proposed=bool(self.proposed))


def state_of(*, returned: bool, proposed: bool) -> str:
    """Where a proposal stands in `FLOW`."""
    return RETURNED if returned else PROPOSED if proposed else OPEN


UNPROPOSED = Q(proposal=None) | Q(proposal__proposed="") | Q(proposal__returned__gt="")
"""The condition that a roster entry waits to be proposed: nobody proposed it yet, or what was
proposed was sent back. `Row.unproposed` says the same of a row.
"""
