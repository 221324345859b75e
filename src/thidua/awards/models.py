"""Recognition: what was asked for, what was given, and why something was not."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models import Campaign
from thidua.history.tracking import tracked
from thidua.organisations.models import Organisation, Person
from thidua.vocabulary import StateAuthority, SubjectType


class AwardStatus(models.TextChoices):
    PROPOSED = "proposed", _("Đề nghị")
    GIVEN = "given", _("Đã trao")
    REFUSED = "refused", _("Không đủ điều kiện")


@tracked()
class Award(models.Model):
    """One form of recognition for one subject, by one authority. `refusals` names the conditions
    that failed.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="awards")
    form = models.CharField(_("Hình thức"), max_length=60)
    subject_type = models.CharField(_("Đối tượng"), max_length=20, choices=SubjectType.choices)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="awards", null=True
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="awards", null=True)
    authority = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="awards_given", null=True
    )
    state_authority = models.CharField(
        _("Cơ quan nhà nước"), max_length=20, choices=StateAuthority.choices, blank=True
    )
    number = models.CharField(_("Số quyết định"), max_length=60, blank=True)
    decided_on = models.DateField(_("Ngày"), null=True, blank=True)
    status = models.CharField(
        _("Trạng thái"), max_length=10, choices=AwardStatus.choices, default=AwardStatus.PROPOSED
    )
    refusals = models.JSONField(_("Lý do"), default=list)

    class Meta:
        verbose_name = _("khen thưởng")
        verbose_name_plural = _("khen thưởng")
        ordering = ["form", "organisation__code"]
        constraints = [
            models.CheckConstraint(
                name="award_has_a_subject",
                condition=Q(organisation__isnull=False) | Q(person__isnull=False),
            ),
            models.CheckConstraint(
                name="award_has_one_authority",
                condition=Q(authority__isnull=False, state_authority="")
                | (Q(authority__isnull=True) & ~Q(state_authority="")),
            ),
            models.CheckConstraint(
                name="award_state_authority_is_known",
                condition=Q(state_authority__in=["", *StateAuthority.values()]),
            ),
            models.UniqueConstraint(
                name="award_once",
                fields=["campaign", "form", "subject_type", "organisation", "person"],
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.form} ({self.campaign_id})"
