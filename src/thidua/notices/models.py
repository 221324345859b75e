"""What people are told: notices, the letters that carry them, what each reader wants to be told;
reminders from one unit to another.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models import Campaign
from thidua.history.tracking import tracked, untracked
from thidua.language import Text
from thidua.organisations.models import Organisation


class About:
    """Words of the matters that more than one room speaks of; a room may hand in others
    (`notices.matters`).
    """

    FACTS = "facts"
    PROPOSALS = "proposals"


@tracked()
class Reminder(models.Model):
    """One unit reminds another of what is left to do this year.

    `about`: the word of a matter. `number`: how many things were left at that moment; `missing`:
    which, in words, where the room that does it says so. `promised_on`: the day by which the unit
    says that it will be done. The newest of a unit counts, the others are what happened before."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="reminders")
    unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="reminders")
    about = models.CharField(_("Việc"), max_length=20)
    number = models.PositiveIntegerField(_("Số còn lại khi nhắc"))
    missing_vi = models.TextField(blank=True, default="", db_default="")
    missing_en = models.TextField(blank=True, default="", db_default="")
    from_unit = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(_("Nhắc lúc"))
    seen_at = models.DateTimeField(_("Xem lúc"), null=True, blank=True)
    promised_on = models.DateField(_("Hẹn xong ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("lời nhắc")
        verbose_name_plural = _("các lời nhắc")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="reminder_to_somebody_else", condition=~Q(unit=F("from_unit"))
            ),
            models.CheckConstraint(
                name="reminder_promised_once_seen",
                condition=Q(promised_on=None) | Q(seen_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["campaign", "about", "unit", "-asked_at"], name="reminder_newest_of_unit"
            )
        ]

    def __str__(self) -> str:
        return f"{self.from_unit_id} → {self.unit_id}: {self.about}"

    @property
    def missing(self) -> Text:
        """What was missing when it was reminded, in both languages; empty where nobody said it."""
        return Text(self.missing_vi, self.missing_en)


@untracked(because="it repeats what an act did, which the history keeps; its reader alone marks it")
class Notice(models.Model):
    """One person is told one thing, once: `key` names the event.

    `line`: notices of one line are shown as one ("20 đăng ký mới"). `organisation`: where it is;
    `due_on`: until when. The text names no person but the reader, no level and no task."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    kind = models.CharField(_("Loại"), max_length=40)
    key = models.CharField(max_length=200)
    line = models.CharField(max_length=200)
    text_vi = models.TextField(_("Nội dung"))
    text_en = models.TextField()
    href = models.CharField(max_length=500)
    campaign = models.ForeignKey(
        Campaign, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    due_on = models.DateField(_("Hạn"), null=True, blank=True)
    made_at = models.DateTimeField(_("Báo lúc"))
    read_at = models.DateTimeField(_("Đọc lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("thông báo")
        verbose_name_plural = _("các thông báo")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(name="notice_once", fields=["user", "key"]),
            models.CheckConstraint(
                name="notice_says_something", condition=~Q(text_vi="") & ~Q(text_en="")
            ),
        ]
        indexes = [
            models.Index(fields=["user", "-made_at"], name="notice_newest_of_user"),
            models.Index(fields=["user", "line"], name="notice_unread", condition=Q(read_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.key}"

    @property
    def text(self) -> Text:
        return Text(self.text_vi, self.text_en)


class Language(models.TextChoices):
    """The language of a person's letters and calendar."""

    VI = "vi", _("Tiếng Việt")
    EN = "en", "English"


@untracked(because="what somebody wants to be told, and where: their own affair, no dossier")
class Mailbox(models.Model):
    """Where somebody wants letters: nothing is sent before they confirmed the address by its link.

    `asked` waits for its link until `asked_until`; `nonce` makes the link good for once.
    `refused_at`: the mail server said that there is no such address; nothing more goes there."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mailbox"
    )
    address = models.EmailField(_("Địa chỉ thư"), blank=True)
    confirmed_at = models.DateTimeField(_("Xác nhận lúc"), null=True, blank=True)
    asked = models.EmailField(_("Địa chỉ chờ xác nhận"), blank=True)
    asked_until = models.DateTimeField(_("Chờ đến"), null=True, blank=True)
    nonce = models.CharField(max_length=64, blank=True)
    on = models.BooleanField(_("Gửi thư"), default=False)
    digest = models.BooleanField(_("Thư hằng tuần"), default=False)
    language = models.CharField(
        _("Ngôn ngữ của thư"), max_length=2, choices=Language.choices, default=Language.VI
    )
    refused_at = models.DateTimeField(_("Bị từ chối lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("địa chỉ nhận thư")
        verbose_name_plural = _("các địa chỉ nhận thư")
        constraints = [
            models.CheckConstraint(
                name="mailbox_on_once_confirmed",
                condition=Q(on=False) & Q(digest=False)
                | Q(confirmed_at__isnull=False) & ~Q(address=""),
            ),
            models.CheckConstraint(
                name="mailbox_asked_has_link",
                condition=Q(asked="") | ~Q(nonce="") & Q(asked_until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.address or self.asked


@untracked(because="what somebody wants to be told: their own affair, no dossier")
class Switch(models.Model):
    """One kind of notice turned on or off by its reader, at the bell and by mail; without a row
    the kind's own defaults hold.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_switches"
    )
    kind = models.CharField(max_length=40)
    at_bell = models.BooleanField()
    by_mail = models.BooleanField()

    class Meta:
        verbose_name = _("lựa chọn nhận báo")
        verbose_name_plural = _("các lựa chọn nhận báo")
        constraints = [models.UniqueConstraint(name="switch_once", fields=["user", "kind"])]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.kind}"


class LetterState(models.TextChoices):
    """How far a letter came. `DROPPED`: by the time it was its turn, nobody wanted it any more."""

    WAITING = "waiting", _("đang chờ gửi")
    SENT = "sent", _("đã gửi")
    SHOWN = "shown", _("chỉ hiện trên trang (tỉnh mẫu)")
    REFUSED = "refused", _("máy chủ thư từ chối")
    DROPPED = "dropped", _("không gửi nữa")


@untracked(because="a queue of post; what it tells of is in the history")
class Letter(models.Model):
    """One letter for one person about one event (`key`): put in the queue with the event, written
    when it is sent, from these columns alone, so it can name nobody.

    `after`: not before then (quiet at night, a server that was away). `address`: where it went;
    `answer`: the number of the mail server's last answer, or why there was none."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="letters"
    )
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=200)
    href = models.CharField(max_length=500)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(
        max_length=10, choices=LetterState.choices, default=LetterState.WAITING
    )
    made_at = models.DateTimeField()
    after = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True, blank=True)
    address = models.EmailField(blank=True)
    answer = models.CharField(max_length=60, blank=True)

    class Meta:
        verbose_name = _("thư")
        verbose_name_plural = _("các thư")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(name="letter_once", fields=["user", "key"]),
            models.CheckConstraint(
                name="letter_sent_has_moment",
                condition=~Q(state__in=["sent", "shown"]) | Q(sent_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["after"], name="letter_waiting", condition=Q(state="waiting")),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.key}"


@untracked(because="a secret address of one's own; its owner makes and ends it")
class CalendarFeed(models.Model):
    """The secret address of somebody's own calendar; of its secret the hash alone is kept."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_feed"
    )
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(_("Tạo lúc"))

    class Meta:
        verbose_name = _("lịch riêng")
        verbose_name_plural = _("các lịch riêng")

    def __str__(self) -> str:
        return str(self.user_id)
