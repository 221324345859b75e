"""A meeting, its sittings, who was called and who came."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.attachments.triggers import FilesGoFirst
from thidua.campaigns.models import Campaign
from thidua.history.tracking import tracked
from thidua.organisations.models import Organisation, Person

LONGEST_NAME, LONGEST_VENUE, LONGEST_REASON, LONGEST_SPEECH = 200, 200, 500, 4_000


class State(models.TextChoices):
    PLANNED = "planned", _("Chưa họp")
    OPEN = "open", _("Đang họp")
    PAUSED = "paused", _("Tạm dừng")
    CLOSED = "closed", _("Đã thông qua biên bản")


@tracked()
class Meeting(models.Model):
    """One review meeting of an organisation; it may have several sittings, and a year several
    meetings, one after the other.

    Chair and secretary are people of the Party's files, or a name alone. `chair_reason`: why
    somebody else than planned takes the chair, whom `chair_instead_of` names. `draft_sent_on`: when
    the draft of the collective's report went to those who take part; `draft_reason`: why later than
    the procedure asks. `revision` counts the savings of the plan; `changes` every change of
    anything in the meeting: who follows asks whether it grew.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="meetings")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="meetings"
    )
    state = models.CharField(
        _("Tình trạng"), max_length=10, choices=State.choices, default=State.PLANNED
    )
    held_on = models.DateField(_("Ngày họp"))
    starts_at = models.TimeField(_("Giờ bắt đầu"), null=True, blank=True)
    venue = models.CharField(_("Nơi họp"), max_length=LONGEST_VENUE, blank=True)
    chair = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    chair_name = models.CharField(_("Chủ trì"), max_length=LONGEST_NAME, blank=True)
    chair_instead_of = models.CharField(max_length=LONGEST_NAME, blank=True)
    chair_reason = models.CharField(_("Lý do thay chủ trì"), max_length=LONGEST_REASON, blank=True)
    secretary = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    secretary_name = models.CharField(_("Thư ký"), max_length=LONGEST_NAME, blank=True)
    draft_sent_on = models.DateField(_("Ngày gửi dự thảo báo cáo"), null=True, blank=True)
    draft_reason = models.CharField(
        _("Lý do gửi dự thảo muộn"), max_length=LONGEST_REASON, blank=True
    )
    revision = models.PositiveIntegerField(default=1)
    order_reason = models.CharField(
        _("Lý do đổi thứ tự"), max_length=LONGEST_REASON, blank=True, default=""
    )
    changes = models.PositiveIntegerField(default=1)
    adopted_at = models.DateTimeField(_("Thông qua biên bản lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("cuộc họp kiểm điểm")
        verbose_name_plural = _("các cuộc họp kiểm điểm")
        ordering = ["-held_on", "-pk"]
        triggers = [FilesGoFirst("meetings.meeting")]
        constraints = [
            models.UniqueConstraint(
                name="meeting_one_under_way",
                fields=["campaign", "organisation"],
                condition=~Q(state=State.CLOSED),
            ),
            models.CheckConstraint(name="meeting_state_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(
                name="meeting_adopted_when_closed",
                condition=Q(state=State.CLOSED, adopted_at__isnull=False)
                | (~Q(state=State.CLOSED) & Q(adopted_at=None)),
            ),
            models.CheckConstraint(
                name="meeting_other_chair_says_why",
                condition=Q(chair_instead_of="") | ~Q(chair_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}, {self.held_on:%d/%m/%Y}"


@tracked()
class Sitting(models.Model):
    """One sitting: from when to when, and who was in the chair. `ended_because`: why it was broken
    off ("": it was not).
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="sittings")
    number = models.PositiveSmallIntegerField(_("Phiên"))
    opened_at = models.DateTimeField(_("Mở lúc"))
    ended_at = models.DateTimeField(_("Kết thúc lúc"), null=True, blank=True)
    ended_because = models.CharField(_("Lý do dừng"), max_length=LONGEST_REASON, blank=True)
    chair_name = models.CharField(_("Chủ trì"), max_length=LONGEST_NAME, blank=True)

    class Meta:
        verbose_name = _("phiên họp")
        verbose_name_plural = _("các phiên họp")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(name="sitting_number_once", fields=["meeting", "number"]),
            models.UniqueConstraint(
                name="sitting_one_open", fields=["meeting"], condition=Q(ended_at=None)
            ),
            models.CheckConstraint(
                name="sitting_broken_off_has_ended",
                condition=Q(ended_because="") | Q(ended_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}: {self.number}"


class Presence(models.TextChoices):
    UNKNOWN = "unknown", _("Chưa điểm danh")
    PRESENT = "present", _("Có mặt")
    LATE = "late", _("Đến muộn")
    ABSENT = "absent", _("Vắng")
    LEFT = "left", _("Về trước")


THERE = (Presence.PRESENT, Presence.LATE)


@tracked()
class Participant(models.Model):
    """Who is called to a meeting, and whether they are there. `counted`: towards the quorum;
    guests, and members who are exempt from meetings, are not. `since`: when a late one came, or one
    who left went.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="participants")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    name = models.CharField(_("Họ và tên"), max_length=LONGEST_NAME)
    post = models.CharField(_("Chức vụ, cơ quan"), max_length=LONGEST_NAME, blank=True)
    counted = models.BooleanField(_("Tính vào số phải có mặt"), default=True)
    presence = models.CharField(
        _("Điểm danh"), max_length=10, choices=Presence.choices, default=Presence.UNKNOWN
    )
    reason = models.CharField(_("Lý do"), max_length=LONGEST_REASON, blank=True)
    since = models.TimeField(_("Lúc"), null=True, blank=True)
    noted_by_name = models.CharField(_("Người ghi"), max_length=400, blank=True)

    class Meta:
        verbose_name = _("thành phần dự họp")
        verbose_name_plural = _("thành phần dự họp")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(name="participant_once", fields=["meeting", "person"]),
            models.UniqueConstraint(
                name="participant_guest_once",
                fields=["meeting", "name", "post"],
                condition=Q(person=None),
            ),
            models.CheckConstraint(name="participant_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="participant_presence_known", condition=Q(presence__in=Presence.values)
            ),
            models.CheckConstraint(
                name="participant_guest_not_counted",
                condition=Q(person__isnull=False) | Q(counted=False),
            ),
            models.CheckConstraint(
                name="participant_noted_by_somebody",
                condition=Q(presence=Presence.UNKNOWN) | ~Q(noted_by_name=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class RollCall(models.Model):
    """One roll call: how many of those who count were there, and how many were needed. A row a
    call; none is changed. `absent`: a list of {name, presence, reason} of who was not there then.
    """

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="calls")
    taken_at = models.DateTimeField(_("Lúc"))
    there = models.PositiveIntegerField(_("Có mặt"))
    counted = models.PositiveIntegerField(_("Tổng số"))
    needed = models.PositiveIntegerField(_("Cần có"))
    absent = models.JSONField(_("Vắng"), default=list, blank=True)
    taken_by_name = models.CharField(_("Người điểm danh"), max_length=400)

    class Meta:
        verbose_name = _("lần điểm danh")
        verbose_name_plural = _("các lần điểm danh")
        ordering = ["taken_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="roll_call_counts_those_who_count",
                condition=Q(there__lte=models.F("counted")),
            )
        ]

    def __str__(self) -> str:
        return f"{self.there}/{self.counted}"
