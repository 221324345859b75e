"""Who may sign in, and which part of the tree each role opens."""

import datetime as dt
import unicodedata
from typing import TYPE_CHECKING

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from thidua.history.tracking import tracked, untracked

if TYPE_CHECKING:
    from thidua.accounts.actors import Scope


@tracked(without=["password", "last_login"])
class User(AbstractUser):
    """Somebody who signs in. What they may do lies in their grants; a linked person may read their
    own file.
    """

    display_name = models.CharField(_("Họ và tên"), max_length=120, blank=True)
    person = models.OneToOneField(
        "organisations.Person",
        verbose_name=_("Hồ sơ đảng viên"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
    )
    demo = models.BooleanField(_("Tài khoản trình diễn"), default=False)

    must_change_password = models.BooleanField(
        _("Phải đổi mật khẩu"), default=False, db_default=False
    )
    password_set_at = models.DateTimeField(_("Đặt mật khẩu lúc"), null=True, blank=True)
    # The last time something was done about this account: acts that change no other column leave a
    # trace.
    administered_at = models.DateTimeField(null=True, blank=True)
    # When somebody else last did what may put it in other hands (`second_person`, `access`).
    tied_at = models.DateTimeField(null=True, blank=True)
    password_reset_at = models.DateTimeField(null=True, blank=True)
    second_factor_reset_at = models.DateTimeField(null=True, blank=True)
    # When an administrator asked them to turn on the second step (`upkeep`).
    second_factor_asked_at = models.DateTimeField(null=True, blank=True)

    # A page asks for the scope many times and the database once: kept on the request's own user
    # object, never stored.
    scope_of_this_request: "Scope | None" = None
    # What a program signed in with for this request, instead of somebody at a browser; never
    # stored.
    token_of_this_request: "AccessToken | None" = None

    class Meta:
        verbose_name = _("tài khoản")
        verbose_name_plural = _("tài khoản")

    def __str__(self) -> str:
        return self.display_name or self.username

    @property
    def as_actor(self) -> str:
        """The name in the history for what somebody does in their own right."""
        return self.named()

    def named(self, for_whom: str = "", *, oneself: bool = False) -> str:
        """The name in the history, `for_whom` where a lent role allowed the act; a program says by
        which token, an act about `oneself` says so.
        """
        name = f"{self} (thay {for_whom})" if for_whom else str(self)
        token = self.token_of_this_request
        name = f"{name} (mã kết nối “{token.name}”)" if token else name
        return f"{name} (về chính mình)" if oneself else name

    def set_password(self, raw_password: str | None) -> None:
        super().set_password(_normalised(raw_password))

    def check_password(self, raw_password: str | None) -> bool:
        return super().check_password(_normalised(raw_password))


def _normalised(password: str | None) -> str | None:
    """ế typed as one sign or as three is the same letter: keyboards differ in what they send."""
    return None if password is None else unicodedata.normalize("NFKC", password)


class Role(models.TextChoices):
    """What a grant lets its holder do inside its part of the tree."""

    PROVINCE = "province", _("Cán bộ tỉnh")
    UPPER_LEVEL = "upper_level", _("Cán bộ cấp trên trực tiếp cơ sở")
    GRASSROOTS = "grassroots", _("Cán bộ tổ chức cơ sở đảng")
    CELL = "cell", _("Bí thư chi bộ")
    INSPECTOR = "inspector", _("Cán bộ kiểm tra")
    AUDITOR = "auditor", _("Người giám sát (chỉ xem)")
    ADMINISTRATOR = "administrator", _("Quản trị tài khoản")


@tracked()
class RoleGrant(models.Model):
    """One role of one user over one organisation and everything under it, for a time."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(_("Vai trò"), max_length=20, choices=Role.choices)
    organisation = models.ForeignKey(
        "organisations.Organisation",
        verbose_name=_("Tổ chức"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    # Narrowed to one body beside the tree: it allows the acts of such bodies, and opens no part of
    # the tree.
    body = models.ForeignKey(
        "bodies.AdvisoryBody",
        verbose_name=_("Cơ quan phối hợp"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="grants",
    )
    starts_on = models.DateField(_("Từ ngày"))
    ends_on = models.DateField(_("Đến ngày"), null=True, blank=True)

    class Meta:
        verbose_name = _("giao vai trò")
        verbose_name_plural = _("giao vai trò")
        constraints = [
            models.CheckConstraint(
                name="grant_ends_after_start",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
            models.UniqueConstraint(
                name="grant_once",
                fields=["user", "role", "organisation", "starts_on", "body"],
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                name="grant_narrowed_of_officers",
                condition=Q(body=None) | Q(role__in=["province", "upper_level", "grassroots"]),
            ),
        ]

    def __str__(self) -> str:
        held = f"{self.get_role_display()} · {self.organisation}"
        return f"{held} · {self.body}" if self.body else held


@tracked()
class Delegation(models.Model):
    """An officer lends a role to a colleague of the same organisation for an absence, from one day
    to another.

    It ends by itself with its last day, with the grant it stands on, or when it is taken back.
    """

    grant = models.ForeignKey(RoleGrant, on_delete=models.PROTECT, related_name="delegations")
    delegate = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="delegations_received"
    )
    starts_on = models.DateField(_("Từ ngày"))
    ends_on = models.DateField(_("Đến ngày"))
    reason = models.CharField(_("Lý do"), max_length=300)
    revoked_at = models.DateTimeField(_("Thu hồi lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("uỷ quyền")
        verbose_name_plural = _("uỷ quyền")
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="delegation_ends_after_start", condition=Q(ends_on__gte=F("starts_on"))
            ),
            models.CheckConstraint(name="delegation_has_reason", condition=~Q(reason="")),
            models.UniqueConstraint(
                name="delegation_once",
                fields=["grant", "delegate", "starts_on"],
                condition=Q(revoked_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grant_id} → {self.delegate_id} ({self.starts_on}–{self.ends_on})"


class AccountActKind(models.TextChoices):
    """What is done to an account that somebody else than its owner could use: each is written down
    for the owner, the person whose file it is, and the province.
    """

    CREATE = "create", _("Tạo tài khoản")
    LINK_PERSON = "link_person", _("Liên kết với hồ sơ đảng viên")
    GRANT_ROLE = "grant_role", _("Giao vai trò")
    LINK_IDENTITY = "link_identity", _("Liên kết với tài khoản đăng nhập chung")
    RESET_PASSWORD = "reset_password", _("Đặt lại mật khẩu")
    RESET_SECOND_FACTOR = "reset_second_factor", _("Đặt lại xác thực hai bước")


class AccountActState(models.TextChoices):
    """Where such an act stands. Waiting past its last moment: it came to nothing."""

    WAITING = "waiting", _("chờ người thứ hai")
    AGREED = "agreed", _("đã đồng ý")
    REFUSED = "refused", _("không đồng ý")
    WITHDRAWN = "withdrawn", _("đã rút")
    DONE = "done", _("đã làm ngay")


@tracked()
class AccountAct(models.Model):
    """One act on an account: who asked for it and why, who agreed where a second person must.

    Nobody in `asked_by`: done by the command on the server. What is tied, granted or reset takes
    effect with the answer, not before; an act of one person alone is `DONE` at once."""

    kind = models.CharField(_("Việc"), max_length=20, choices=AccountActKind.choices)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="acts_on_it")
    person = models.ForeignKey(
        "organisations.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    organisation = models.ForeignKey(
        "organisations.Organisation",
        verbose_name=_("Tổ chức"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    role = models.CharField(_("Vai trò"), max_length=20, choices=Role.choices, blank=True)
    # Narrowed to one body beside the tree: it allows the acts of such bodies, and opens no part of
    # the tree.
    body = models.ForeignKey(
        "bodies.AdvisoryBody",
        verbose_name=_("Cơ quan phối hợp"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    starts_on = models.DateField(_("Từ ngày"), null=True, blank=True)
    ends_on = models.DateField(_("Đến ngày"), null=True, blank=True)
    identity = models.CharField(_("Định danh"), max_length=191, blank=True)
    state = models.CharField(max_length=10, choices=AccountActState.choices)
    reason = models.CharField(_("Lý do"), max_length=300)
    asked_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_at = models.DateTimeField(_("Đề nghị lúc"))
    expires_at = models.DateTimeField(_("Chờ đến"), null=True, blank=True)
    answered_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("Trả lời lúc"), null=True, blank=True)
    answer = models.CharField(_("Lời của người thứ hai"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("việc với tài khoản")
        verbose_name_plural = _("các việc với tài khoản")
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["state", "-asked_at"], name="account_act_by_state")]
        constraints = [
            models.CheckConstraint(name="account_act_has_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="account_act_agreed_by_somebody_else",
                condition=~Q(state="agreed")
                | Q(answered_by__isnull=False) & ~Q(answered_by=F("asked_by")),
            ),
            models.CheckConstraint(
                name="account_act_waits_for_somebody",
                condition=~Q(state="waiting")
                | Q(asked_by__isnull=False, expires_at__isnull=False, answered_by=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.user}"

    @property
    def took_effect_at(self) -> dt.datetime:
        """When it was done, of an act that was."""
        return self.answered_at or self.asked_at


@tracked(without=["digest", "last_used_at"])
class AccessToken(models.Model):
    """What a program signs in with in its owner's stead. Only its hash is kept: it is shown once,
    to its owner.

    It never gives more than its owner may do at that moment; without `may_choose` it only reads.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(_("Tên"), max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    may_choose = models.BooleanField(_("Được chọn mức"))
    made_at = models.DateTimeField(_("Tạo lúc"), auto_now_add=True)
    expires_on = models.DateField(_("Dùng đến hết ngày"))
    last_used_at = models.DateTimeField(_("Dùng lần cuối"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("Thu hồi lúc"), null=True, blank=True)

    class Meta:
        verbose_name = _("mã kết nối")
        verbose_name_plural = _("các mã kết nối")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="token_has_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="token_lasts_a_year_at_most",
                condition=Q(expires_on__lte=F("made_at") + dt.timedelta(days=367)),
            ),
        ]

    def __str__(self) -> str:
        return self.name


@untracked(because="counts of a few days; nobody did anything to a dossier")
class FailedAttempts(models.Model):
    """How often somebody failed to prove who they are: counted for a name, for an address of the
    network, for both together, for a machine that is known (see `accounts.guessing`).

    `key` is a hash: a password typed where the name belongs is not kept. `user` is the account of
    that name, if there is one.
    """

    key = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(
        User, null=True, on_delete=models.CASCADE, related_name="failed_attempts"
    )
    by_name = models.BooleanField()
    """Whether this is the count of a name alone, whoever tries from wherever."""
    failures = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()
    again_at = models.DateTimeField()
    """Before this moment not even the right proof is looked at."""

    class Meta:
        verbose_name = _("lần thử sai")
        verbose_name_plural = _("các lần thử sai")

    def __str__(self) -> str:
        return f"{self.failures} · {self.key[:8]}"


@untracked(because="where somebody signed in once; its owner sees and forgets it")
class KnownDevice(models.Model):
    """A browser in which an account was signed in to before: strangers who guess at the account do
    not keep it out. Of what its cookie holds the hash alone is kept.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="known_devices")
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField()

    class Meta:
        verbose_name = _("máy đã biết")
        verbose_name_plural = _("các máy đã biết")
        constraints = [models.UniqueConstraint(name="known_device_once", fields=["user", "digest"])]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.digest[:8]}"
