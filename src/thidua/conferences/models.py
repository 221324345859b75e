"""Launch conferences: when and where, what is on the agenda, who was invited and came, what was
concluded.
"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.attachments.triggers import FilesGoFirst
from thidua.campaigns.models import Campaign
from thidua.history.tracking import tracked
from thidua.organisations.models import Organisation

LONGEST_NAME, LONGEST_VENUE, LONGEST_LINE, LONGEST_REASON = 200, 200, 500, 300
LONGEST_MINUTES = 8_000


class State(models.TextChoices):
    PLANNED = "planned", _("Chưa họp")
    HELD = "held", _("Đã họp")


@tracked()
class Conference(models.Model):
    """The conference by which an organisation begins a year; one a year. `revision` counts saves of
    its own words, so that two people do not overwrite each other.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="conferences")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="conferences"
    )
    state = models.CharField(
        _("Tình trạng"), max_length=10, choices=State.choices, default=State.PLANNED
    )
    held_on = models.DateField(_("Ngày họp"))
    starts_at = models.TimeField(_("Giờ bắt đầu"), null=True, blank=True)
    venue = models.CharField(_("Nơi họp"), max_length=LONGEST_VENUE, blank=True)
    chair = models.CharField(_("Chủ trì"), max_length=LONGEST_NAME, blank=True)
    secretary = models.CharField(_("Thư ký"), max_length=LONGEST_NAME, blank=True)
    minutes = models.TextField(_("Diễn biến"), blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = _("hội nghị triển khai")
        verbose_name_plural = _("các hội nghị triển khai")
        ordering = ["-held_on", "-pk"]
        triggers = [FilesGoFirst("conferences.conference")]
        constraints = [
            models.UniqueConstraint(
                name="conference_once_a_year", fields=["campaign", "organisation"]
            ),
            models.CheckConstraint(
                name="conference_state_known", condition=Q(state__in=State.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id}, {self.held_on:%d/%m/%Y}"


@tracked()
class AgendaLine(models.Model):
    """One line of the agenda, in order."""

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="agenda")
    position = models.PositiveSmallIntegerField(_("Thứ tự"))
    text = models.CharField(_("Nội dung"), max_length=LONGEST_LINE)

    class Meta:
        verbose_name = _("nội dung chương trình")
        verbose_name_plural = _("chương trình hội nghị")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(name="agenda_position_once", fields=["conference", "position"]),
            models.CheckConstraint(name="agenda_says_something", condition=~Q(text="")),
        ]

    def __str__(self) -> str:
        return self.text


class Presence(models.TextChoices):
    UNKNOWN = "unknown", _("Chưa ghi")
    PRESENT = "present", _("Có mặt")
    ABSENT = "absent", _("Vắng")


@tracked()
class Invitation(models.Model):
    """Who is invited: a unit, or a guest by name and post without an account; and whether they
    came. `reason`: why not ("": none was given). `noted_by_name` is whoever ticked last.
    """

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="invitations")
    unit = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    guest = models.CharField(_("Khách mời"), max_length=LONGEST_NAME, blank=True)
    guest_post = models.CharField(_("Chức vụ, cơ quan"), max_length=LONGEST_NAME, blank=True)
    presence = models.CharField(
        _("Có mặt"), max_length=10, choices=Presence.choices, default=Presence.UNKNOWN
    )
    reason = models.CharField(_("Lý do vắng"), max_length=LONGEST_REASON, blank=True)
    noted_by_name = models.CharField(_("Người ghi"), max_length=400, blank=True)
    noted_at = models.DateTimeField(_("Ghi lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("thành phần mời")
        verbose_name_plural = _("thành phần mời")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="invitation_of_a_unit_or_a_guest",
                condition=(Q(unit__isnull=False) & Q(guest="", guest_post=""))
                | (Q(unit=None) & ~Q(guest="")),
            ),
            models.UniqueConstraint(name="invitation_once_a_unit", fields=["conference", "unit"]),
            models.UniqueConstraint(
                name="invitation_once_a_guest",
                fields=["conference", "guest", "guest_post"],
                condition=Q(unit=None),
            ),
            models.CheckConstraint(
                name="invitation_reason_of_the_absent",
                condition=Q(reason="") | Q(presence=Presence.ABSENT),
            ),
            models.CheckConstraint(
                name="invitation_noted_whole",
                condition=Q(presence=Presence.UNKNOWN, noted_at=None, noted_by_name="")
                | (
                    Q(presence__in=[Presence.PRESENT, Presence.ABSENT], noted_at__isnull=False)
                    & ~Q(noted_by_name="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.guest or str(self.unit_id)


class Became(models.TextChoices):
    """What a conclusion was made into."""

    LIMIT = "limit", _("Hạn chế của năm")
    DIRECTIVE = "directive", _("Văn bản")
    TASK = "task", _("Nhiệm vụ")


@tracked()
class Conclusion(models.Model):
    """One thing that the conference concluded. `became` and `became_id` name what it was made into
    since: a row of another room ("" and None: nothing yet).
    """

    conference = models.ForeignKey(Conference, on_delete=models.CASCADE, related_name="conclusions")
    position = models.PositiveSmallIntegerField(_("Thứ tự"))
    text = models.CharField(_("Kết luận"), max_length=LONGEST_LINE)
    became = models.CharField(max_length=10, choices=Became.choices, blank=True)
    became_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("kết luận hội nghị")
        verbose_name_plural = _("các kết luận hội nghị")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                name="conclusion_position_once", fields=["conference", "position"]
            ),
            models.CheckConstraint(name="conclusion_says_something", condition=~Q(text="")),
            models.CheckConstraint(
                name="conclusion_became_whole",
                condition=Q(became="", became_id=None)
                | (Q(became__in=Became.values) & Q(became_id__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.text
