"""A ballot, whom it is about and who is called to vote in it."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.ballots.rule import Rule
from thidua.campaigns.models import Campaign
from thidua.history.tracking import tracked
from thidua.organisations.models import Organisation, Person

LONGEST_TITLE, LONGEST_REASON, LONGEST_NAME, LONGEST_REF = 300, 500, 200, 200


class State(models.TextChoices):
    DRAFT = "draft", _("Đang soạn")
    FROZEN = "frozen", _("Đã chốt danh sách")
    OPEN = "open", _("Đang bỏ phiếu")
    CLOSED = "closed", _("Đã đóng, chờ kiểm phiếu")
    SEALED = "sealed", _("Đã kiểm phiếu, niêm phong")
    CANCELLED = "cancelled", _("Đã huỷ")


UNDER_WAY = (State.OPEN, State.CLOSED)
OVER = (State.SEALED, State.CANCELLED)


@tracked(without=["salt", "seal_salt"])
class Ballot(models.Model):
    """One ballot of an organisation. `purpose` names what it is for (`purposes.PURPOSES`),
    `purpose_ref` is that room's own word for it. `members`: all with the right; `present`: who is
    there. `secret` and `electronic` hold for the whole ballot. `rule`: `rule.Rule` as JSON.

    `salt`, `list_sha256`: drawn when the list is frozen; `public_key`, `public_mac`: of the urn.
    `result`: what was counted, `results` reads it; `seal`, `seal_salt`: its digest in the chain."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="ballots")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="ballots")
    purpose = models.CharField(max_length=40)
    purpose_ref = models.CharField(max_length=LONGEST_REF)
    title = models.CharField(_("Tên cuộc bỏ phiếu"), max_length=LONGEST_TITLE)
    secret = models.BooleanField(_("Phiếu kín"))
    electronic = models.BooleanField(_("Bỏ phiếu trên máy"))
    rule = models.JSONField(default=dict)
    state = models.CharField(
        _("Tình trạng"), max_length=10, choices=State.choices, default=State.DRAFT
    )
    members = models.PositiveIntegerField(_("Số người có quyền bỏ phiếu"))
    present = models.PositiveIntegerField(_("Có mặt"))
    chair = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    secretary = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    scrutineer = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    prepared_by_name = models.CharField(_("Người lập"), max_length=LONGEST_NAME)
    prepared_at = models.DateTimeField(_("Lập lúc"))
    replaces = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="replaced_by", null=True, blank=True
    )

    salt = models.BinaryField(null=True, blank=True)
    list_sha256 = models.CharField(max_length=64, blank=True)
    public_key = models.BinaryField(null=True, blank=True)
    public_mac = models.BinaryField(null=True, blank=True)
    closes_at = models.DateTimeField(_("Đóng lúc"), null=True, blank=True)
    opened_at = models.DateTimeField(_("Đã mở lúc"), null=True, blank=True)
    closed_at = models.DateTimeField(_("Đã đóng lúc"), null=True, blank=True)
    sealed_at = models.DateTimeField(_("Đã niêm phong lúc"), null=True, blank=True)
    result = models.JSONField(null=True, blank=True)
    seal = models.CharField(max_length=64, blank=True)
    seal_salt = models.BinaryField(null=True, blank=True)
    cancelled_because = models.CharField(_("Lý do huỷ"), max_length=LONGEST_REASON, blank=True)

    class Meta:
        verbose_name = _("cuộc bỏ phiếu")
        verbose_name_plural = _("các cuộc bỏ phiếu")
        ordering = ["-prepared_at", "pk"]
        indexes = [
            models.Index(fields=["campaign", "organisation"], name="ballot_of_unit"),
            models.Index(fields=["purpose", "purpose_ref"], name="ballot_of_purpose"),
            models.Index(fields=["closes_at"], condition=Q(state="open"), name="ballot_open_until"),
        ]
        triggers = [
            pgtrigger.Protect(
                name="counted_ballot_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state__in=["sealed", "cancelled"]),
            ),
            pgtrigger.Protect(
                name="begun_ballot_stays",
                operation=pgtrigger.Delete,
                condition=~pgtrigger.Q(old__state="draft"),
            ),
        ]
        constraints = [
            models.CheckConstraint(name="ballot_state_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(
                name="ballot_two_hold_the_keys",
                condition=~Q(chair=F("secretary"))
                & (
                    Q(scrutineer=None) | (~Q(scrutineer=F("chair")) & ~Q(scrutineer=F("secretary")))
                ),
            ),
            models.CheckConstraint(
                name="ballot_list_frozen_whole",
                condition=Q(state__in=["draft", "cancelled"])
                | (Q(salt__isnull=False) & ~Q(list_sha256="")),
            ),
            models.CheckConstraint(
                name="ballot_opened_with_a_key",
                condition=~Q(state__in=["open", "closed", "sealed"])
                | (
                    Q(opened_at__isnull=False)
                    & (
                        Q(secret=False)
                        | Q(electronic=False)
                        | Q(public_key__isnull=False, public_mac__isnull=False)
                    )
                ),
            ),
            models.CheckConstraint(
                name="ballot_closed_at_some_time",
                condition=~Q(state__in=["closed", "sealed"]) | Q(closed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="ballot_sealed_whole",
                condition=Q(state="sealed", sealed_at__isnull=False, result__isnull=False)
                & ~Q(seal="")
                | ~Q(state="sealed") & Q(sealed_at=None, result=None, seal=""),
            ),
            models.CheckConstraint(
                name="ballot_cancelled_says_why",
                condition=~Q(state="cancelled") | ~Q(cancelled_because=""),
            ),
            models.CheckConstraint(
                name="ballot_present_have_the_right", condition=Q(present__lte=F("members"))
            ),
            models.UniqueConstraint(
                name="ballot_one_of_a_matter",
                fields=["campaign", "purpose", "purpose_ref"],
                condition=~Q(state="cancelled"),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def holders(self) -> list[int]:
        """The keys of who holds a code: chair, secretary, scrutineer where there is one."""
        found = [self.chair_id, self.secretary_id, self.scrutineer_id]
        return [person for person in found if person is not None]

    @property
    def has_urn(self) -> bool:
        """Whether votes go into the locked urn: secret, on devices."""
        return self.secret and self.electronic

    @property
    def the_rule(self) -> Rule:
        return Rule.model_validate(self.rule)


@tracked()
class Candidate(models.Model):
    """Whom or what is voted on: a number in the ballot, the purpose's own word (`ref`), what voters
    read. `person`: who it is, where it may be somebody who votes; `own_voter`: their line of the
    list, if they are called.
    """

    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="candidates")
    no = models.PositiveSmallIntegerField(_("Số"))
    ref = models.CharField(max_length=LONGEST_REF)
    label = models.CharField(_("Tên trên phiếu"), max_length=LONGEST_TITLE)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    own_voter = models.ForeignKey(
        "Voter", on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )

    class Meta:
        verbose_name = _("người, việc được bỏ phiếu")
        verbose_name_plural = _("những người, việc được bỏ phiếu")
        ordering = ["no"]
        constraints = [
            models.UniqueConstraint(name="candidate_number_once", fields=["ballot", "no"]),
            models.UniqueConstraint(name="candidate_ref_once", fields=["ballot", "ref"]),
        ]

    def __str__(self) -> str:
        return self.label


@tracked()
class Voter(models.Model):
    """Who is called to vote, as the list was frozen. `struck`: why somebody was taken off after
    opening, before they had voted ("": they were not).
    """

    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="voters")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(_("Mã"), max_length=40)
    name = models.CharField(_("Họ và tên"), max_length=LONGEST_NAME)
    struck = models.CharField(_("Lý do đưa ra"), max_length=LONGEST_REASON, blank=True)

    class Meta:
        verbose_name = _("người bỏ phiếu")
        verbose_name_plural = _("những người bỏ phiếu")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(name="voter_once", fields=["ballot", "person"])]

    def __str__(self) -> str:
        return self.name
