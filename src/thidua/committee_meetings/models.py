"""The meeting of a committee that decides levels: who was there, who moved whom, what was adopted.

Whom a move is about is said by the columns of `roster.identity.SubjectKey` and by the names of that
day, not by the row of the year's list: nothing is lost when the list is made anew or a unit merged.
"""

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.attachments.triggers import FilesGoFirst
from thidua.campaigns.models import Campaign
from thidua.decisions.models import Decision
from thidua.history.tracking import tracked, untracked
from thidua.organisations.models import Organisation, Person
from thidua.vocabulary import SubjectType

LONGEST_NAME, LONGEST_VENUE, LONGEST_REASON = 200, 200, 2_000
OF_MEETING = "committee_meetings.committeemeeting"
"""The kind of the signed minutes among attachments."""


class State(models.TextChoices):
    OPEN = "open", _("Đang họp")
    ADOPTED = "adopted", _("Đã kết thúc")


@tracked()
class CommitteeMeeting(models.Model):
    """One meeting of a committee about the levels of a year; a year may have several, one after the
    other. `changes` counts the acts in it: two screens ask whether it grew.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    venue = models.CharField(_("Nơi họp"), max_length=LONGEST_VENUE, blank=True)
    chair_name = models.CharField(_("Chủ trì"), max_length=LONGEST_NAME)
    secretary_name = models.CharField(_("Thư ký"), max_length=LONGEST_NAME, blank=True)
    opened_at = models.DateTimeField(_("Mở lúc"))
    ended_at = models.DateTimeField(_("Kết thúc lúc"), null=True, blank=True)
    changes = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("cuộc họp cấp uỷ")
        verbose_name_plural = _("các cuộc họp cấp uỷ")
        ordering = ["-opened_at", "-pk"]
        triggers = [FilesGoFirst(OF_MEETING)]
        constraints = [
            models.UniqueConstraint(
                name="committee_meeting_one_open",
                fields=["campaign", "organisation"],
                condition=Q(state=State.OPEN),
            ),
            models.CheckConstraint(
                name="committee_meeting_ended_when_adopted",
                condition=Q(state=State.OPEN, ended_at=None)
                | Q(state=State.ADOPTED, ended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="committee_meeting_has_a_chair", condition=~Q(chair_name="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}, {self.opened_at:%d/%m/%Y}"


@tracked()
class Attendant(models.Model):
    """Somebody of the committee who is called, and whether they are there now. `person` None: not
    on file, a name alone.
    """

    meeting = models.ForeignKey(
        CommitteeMeeting, on_delete=models.PROTECT, related_name="attendants"
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    name = models.CharField(_("Họ và tên"), max_length=LONGEST_NAME)
    post = models.CharField(_("Chức vụ"), max_length=LONGEST_NAME, blank=True)
    present = models.BooleanField(_("Có mặt"), default=False)

    class Meta:
        verbose_name = _("người dự họp cấp uỷ")
        verbose_name_plural = _("những người dự họp cấp uỷ")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="attendant_once", fields=["meeting", "person"]),
            models.UniqueConstraint(
                name="attendant_name_once",
                fields=["meeting", "name", "post"],
                condition=Q(person=None),
            ),
            models.CheckConstraint(name="attendant_has_a_name", condition=~Q(name="")),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class Move(models.Model):
    """One line of the log, never changed: whom the committee moved, from which level to which (1 to
    4), who proposed it, how many of those present voted for it, and why.

    `undoes`: the move that this one takes back; nobody votes on that. `said_before`: the reason
    that stood with the level before, for taking back. `place`: the unit's name on that day.
    """

    meeting = models.ForeignKey(CommitteeMeeting, on_delete=models.PROTECT, related_name="moves")
    number = models.PositiveIntegerField(_("Thứ tự"))
    subject_type = models.CharField(max_length=20, choices=SubjectType.choices)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    name = models.CharField(_("Tên"), max_length=300)
    place = models.CharField(_("Đơn vị"), max_length=300, blank=True)
    level_from = models.PositiveSmallIntegerField(_("Từ mức"))
    level_to = models.PositiveSmallIntegerField(_("Sang mức"))
    said_before = models.TextField(blank=True)
    proposed_by = models.ForeignKey(
        Attendant, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    votes_for = models.PositiveIntegerField(_("Tán thành"), default=0)
    votes_of = models.PositiveIntegerField(_("Có mặt"), default=0)
    reason = models.TextField(_("Lý do"), blank=True)
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="undone_by", null=True, blank=True
    )
    moved_at = models.DateTimeField(_("Lúc"))
    moved_by_name = models.CharField(_("Người ghi"), max_length=400)

    unit_code: str = ""
    """Of a line read for the wall (`reading`): the code of the organisation it is about."""

    class Meta:
        verbose_name = _("lần chuyển mức")
        verbose_name_plural = _("các lần chuyển mức")
        ordering = ["number"]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]
        constraints = [
            models.UniqueConstraint(name="move_number_once", fields=["meeting", "number"]),
            models.CheckConstraint(
                name="move_between_two_levels",
                condition=Q(level_from__range=(1, 4), level_to__range=(1, 4))
                & ~Q(level_from=F("level_to")),
            ),
            models.CheckConstraint(
                name="move_has_proposer_vote_and_reason",
                condition=Q(undoes__isnull=False)
                | (Q(proposed_by__isnull=False, votes_for__gt=0) & ~Q(reason="")),
            ),
            models.CheckConstraint(
                name="move_votes_of_those_present", condition=Q(votes_for__lte=F("votes_of"))
            ),
            models.CheckConstraint(
                name="move_subject_whole",
                condition=Q(
                    subject_type=SubjectType.MEMBER.value,
                    person__isnull=False,
                    organisation=None,
                )
                | Q(
                    subject_type=SubjectType.LEADER.value,
                    person__isnull=False,
                    organisation__isnull=False,
                )
                | Q(
                    subject_type__in=[
                        SubjectType.ORGANISATION.value,
                        SubjectType.COLLECTIVE.value,
                    ],
                    person=None,
                    organisation__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.number}"


@tracked()
class Adoption(models.Model):
    """The committee's vote on all levels of one kind of subjects, never changed. `outcome`: what
    stood then, for the minutes (`adopting.outcome_of` says its shape). `decision`: the draft that
    these levels went into; None: it was thrown away since.
    """

    meeting = models.ForeignKey(
        CommitteeMeeting, on_delete=models.PROTECT, related_name="adoptions"
    )
    subject_type = models.CharField(max_length=20, choices=SubjectType.choices)
    votes_for = models.PositiveIntegerField(_("Tán thành"))
    votes_of = models.PositiveIntegerField(_("Có mặt"))
    outcome = models.JSONField(default=dict)
    decision = models.ForeignKey(
        Decision, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    adopted_at = models.DateTimeField(_("Thông qua lúc"))
    adopted_by_name = models.CharField(_("Người ghi"), max_length=400)

    class Meta:
        verbose_name = _("lần thông qua")
        verbose_name_plural = _("các lần thông qua")
        ordering = ["adopted_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="adoption_once_a_kind", fields=["meeting", "subject_type"]
            ),
            models.CheckConstraint(
                name="adoption_votes_of_those_present",
                condition=Q(votes_for__gt=0, votes_for__lte=F("votes_of")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.subject_type}"


@untracked(because="written once when a meeting ends; the chain of seals is its history")
class SealedCommitteeMinutes(models.Model):
    """The whole paper as it was when the meeting ended: canonical JSON (`sealing`)."""

    meeting = models.OneToOneField(
        CommitteeMeeting, on_delete=models.PROTECT, primary_key=True, related_name="sealed"
    )
    content = models.TextField(_("Nội dung"))
    salt = models.BinaryField(_("Muối"))
    position = models.BigIntegerField(_("Số thứ tự mắt xích"), unique=True)

    class Meta:
        verbose_name = _("biên bản họp cấp uỷ đã niêm phong")
        verbose_name_plural = _("các biên bản họp cấp uỷ đã niêm phong")
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return str(self.meeting_id)
