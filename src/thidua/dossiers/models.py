"""One dossier a unit and year, and what is noted of it above."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.bodies.models import AdvisoryBody
from thidua.campaigns.models import Campaign
from thidua.history.tracking import tracked
from thidua.organisations.models import Organisation
from thidua.submissions.models import Submission

LONGEST_REMARK, LONGEST_NOTE = 1_000, 2_000


@tracked()
class Dossier(Submission):
    """The proposals of one unit for whoever stands in it, sent to the committee above in one file.

    `receiver`: to which committee it was sent. `contents`: how complete it was when it was sent
    last, numbers and dates without anybody's name (`contents.Contents`); the subjects themselves
    are read from the list. `remark`: what the unit says of what is missing, or late.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="dossiers")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="dossiers"
    )
    receiver = models.ForeignKey(
        Organisation, verbose_name=_("Nơi nhận"), on_delete=models.PROTECT, related_name="+"
    )
    remark = models.TextField(_("Ý kiến của nơi gửi"), blank=True, default="")
    contents = models.JSONField(_("Thành phần khi gửi"), default=dict, blank=True)
    sent_by_name = models.CharField(_("Người gửi"), max_length=400, blank=True)
    answered_by_name = models.CharField(_("Người trả lời"), max_length=400, blank=True)

    class Meta(Submission.Meta):
        verbose_name = _("hồ sơ đề nghị xếp loại")
        verbose_name_plural = _("các hồ sơ đề nghị xếp loại")
        ordering = ["pk"]
        constraints = [
            *Submission.Meta.constraints,
            models.UniqueConstraint(
                name="dossier_once_a_year", fields=["campaign", "organisation"]
            ),
            models.CheckConstraint(
                name="dossier_not_to_itself", condition=~Q(receiver=models.F("organisation"))
            ),
        ]
        indexes = [models.Index(fields=["campaign", "receiver"], name="dossier_by_receiver")]

    def __str__(self) -> str:
        return f"{self.campaign_id}: {self.organisation_id}"


@tracked()
class DossierNote(models.Model):
    """What an advisory body, or an officer of a committee above, notes of a dossier; never changed.
    `body` None: the officer's own.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="notes")
    body = models.ForeignKey(
        AdvisoryBody, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    text = models.TextField(_("Ý kiến"))
    written_by_name = models.CharField(_("Người viết"), max_length=400)
    written_at = models.DateTimeField(_("Lúc"))

    class Meta:
        verbose_name = _("ý kiến về hồ sơ")
        verbose_name_plural = _("các ý kiến về hồ sơ")
        ordering = ["written_at", "pk"]
        constraints = [
            models.CheckConstraint(name="dossier_note_says_something", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id}: {self.written_by_name}"
