"""Documents that the movement rests on, what each is linked to, and who has opened it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from thidua.attachments.triggers import FilesGoFirst
from thidua.campaigns.models import Campaign
from thidua.history.tracking import tracked, untracked
from thidua.organisations.models import Organisation

LONGEST_NUMBER, LONGEST_ISSUER, LONGEST_TITLE, LONGEST_LINK = 80, 200, 500, 500
LONGEST_REASON = 500


class Kind(models.TextChoices):
    """What a document is called on its head."""

    PLAN = "plan", _("Kế hoạch")
    INSTRUCTION = "instruction", _("Chỉ thị")
    RESOLUTION = "resolution", _("Nghị quyết")
    CONCLUSION = "conclusion", _("Kết luận")
    GUIDANCE = "guidance", _("Hướng dẫn")
    REGULATION = "regulation", _("Quy định")
    DECISION = "decision", _("Quyết định")
    PROGRAMME = "programme", _("Chương trình")
    LETTER = "letter", _("Công văn")
    NOTICE = "notice", _("Thông báo")
    OTHER = "other", _("Văn bản")


@tracked()
class Directive(models.Model):
    """One document. `organisation`: whose part of the tree it is for, itself included; None: every
    part. `campaign`: the year it is for; None: every year since it was signed.

    A document with a secrecy stamp is never kept: of it there are number, day and place alone, no
    words, no link, no file. `shipped` names an entry that came with the product. `revision` counts
    saves, so that two people do not overwrite each other.
    """

    kind = models.CharField(_("Loại văn bản"), max_length=20, choices=Kind.choices)
    number = models.CharField(_("Số, ký hiệu"), max_length=LONGEST_NUMBER)
    signed_on = models.DateField(_("Ngày ký"))
    issuer = models.CharField(_("Nơi ban hành"), max_length=LONGEST_ISSUER, blank=True)
    title = models.CharField(_("Trích yếu"), max_length=LONGEST_TITLE, blank=True)
    link = models.URLField(_("Địa chỉ"), max_length=LONGEST_LINK, blank=True)
    secret = models.BooleanField(_("Có dấu mật"), default=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="directives", null=True, blank=True
    )
    campaign = models.ForeignKey(
        Campaign, on_delete=models.PROTECT, related_name="directives", null=True, blank=True
    )
    shipped = models.CharField(max_length=40, blank=True, default="")
    revision = models.PositiveIntegerField(default=1)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    added_by_name = models.CharField(_("Người thêm"), max_length=400, blank=True)
    added_at = models.DateTimeField(_("Thêm lúc"), auto_now_add=True)
    withdrawn_at = models.DateTimeField(_("Rút lúc"), null=True, blank=True)
    withdrawn_why = models.CharField(_("Vì sao rút"), max_length=LONGEST_REASON, blank=True)

    class Meta:
        verbose_name = _("văn bản")
        verbose_name_plural = _("các văn bản")
        ordering = ["-signed_on", "-pk"]
        triggers = [FilesGoFirst("directives.directive")]
        constraints = [
            models.CheckConstraint(
                name="directive_numbered", condition=~Q(number="") & Q(kind__in=Kind.values)
            ),
            models.CheckConstraint(
                name="directive_secret_is_not_kept",
                condition=Q(secret=True, issuer="", title="", link="")
                | (Q(secret=False) & ~Q(issuer="") & ~Q(title="")),
            ),
            models.CheckConstraint(
                name="directive_link_is_https",
                condition=Q(link="") | Q(link__startswith="https://"),
            ),
            models.CheckConstraint(
                name="directive_withdrawn_says_why",
                condition=Q(withdrawn_at=None, withdrawn_why="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_why="")),
            ),
            models.UniqueConstraint(
                name="directive_once",
                fields=["organisation", "number", "signed_on"],
                condition=Q(withdrawn_at=None),
                nulls_distinct=False,
            ),
            models.UniqueConstraint(
                name="directive_shipped_once", fields=["shipped"], condition=~Q(shipped="")
            ),
        ]
        indexes = [models.Index(fields=["organisation", "campaign"], name="directive_of_unit")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"


@tracked()
class DirectiveLink(models.Model):
    """What a document is about: a step of the year, a condition, a task. `kind` is a word of
    `links.LINK_KINDS`, `target` what that kind calls the thing.
    """

    directive = models.ForeignKey(Directive, on_delete=models.CASCADE, related_name="links")
    kind = models.CharField(max_length=40)
    target = models.CharField(max_length=160)

    class Meta:
        verbose_name = _("liên kết của văn bản")
        verbose_name_plural = _("các liên kết của văn bản")
        ordering = ["kind", "target", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="directive_link_once", fields=["directive", "kind", "target"]
            ),
            models.CheckConstraint(
                name="directive_link_named", condition=~Q(kind="") & ~Q(target="")
            ),
        ]
        indexes = [models.Index(fields=["kind", "target"], name="directive_linked")]

    def __str__(self) -> str:
        return f"{self.directive_id}: {self.kind} {self.target}"


@untracked(because="a row is written once and never changed: it is its own history")
class DirectiveOpening(models.Model):
    """Somebody opened a document, for the first time. `unit`: where they held a role then; None:
    they had none.
    """

    directive = models.ForeignKey(Directive, on_delete=models.CASCADE, related_name="openings")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    unit = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("lượt mở văn bản")
        verbose_name_plural = _("các lượt mở văn bản")
        constraints = [
            models.UniqueConstraint(name="directive_opened_once", fields=["directive", "user"])
        ]

    def __str__(self) -> str:
        return f"{self.directive_id}: {self.user_id}"
