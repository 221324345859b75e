"""The administrator's forms: a new account, a role, an act on an account with its reason."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from thidua.accounts.day_field import DayField
from thidua.accounts.models import Role
from thidua.accounts.queries import STATES
from thidua.web.forms import WordsField
from thidua.web.queries import QueryForm, SearchField, WordField

LONGEST_REASON = 300
LONGEST_IDENTITY = 191
"""As long as an identity of a provider can be stored."""


class AccountsQuery(QueryForm):
    """The address of the list."""

    q = SearchField()
    role = WordField(Role.values)
    state = WordField(STATES)


class RoleForm(forms.Form):
    """One role over one organisation for a time."""

    role = forms.ChoiceField(label=_("Vai trò"), choices=Role.choices)
    organisation = WordsField(
        label=_("Mã tổ chức"),
        max_length=40,
        required=True,
        help_text=_("Mã ghi ở trang Hệ thống tổ chức và trong tệp tổ chức."),
    )
    starts_on = DayField(label=_("Từ ngày"), initial=timezone.localdate)
    ends_on = DayField(
        label=_("Đến hết ngày"), required=False, help_text=_("Để trống nếu chưa định ngày.")
    )


class GrantForm(RoleForm):
    """A role for an account that exists."""

    reason = WordsField(
        label=_("Lý do, ghi vào lịch sử"),
        max_length=LONGEST_REASON,
        required=True,
        help_text=_("Số quyết định, phân công…"),
    )


class NewAccountForm(RoleForm):
    """A new account; without a role it only reads its owner's own file. Both wait for a second
    person.
    """

    field_order = (
        "username",
        "display_name",
        "person",
        "role",
        "organisation",
        "starts_on",
        "ends_on",
        "reason",
    )

    username = WordsField(
        label=_("Tên đăng nhập"),
        max_length=40,
        required=True,
        help_text=_("Chữ không dấu, chữ số, dấu chấm hoặc gạch."),
    )
    display_name = WordsField(label=_("Họ và tên"), max_length=120, required=True)
    person = WordsField(
        label=_("Mã đảng viên"),
        max_length=40,
        help_text=_("Để người ấy xem được hồ sơ của chính mình."),
    )
    role = forms.ChoiceField(
        label=_("Vai trò"),
        choices=[("", _("Không có (chỉ xem hồ sơ của mình)")), *Role.choices],
        required=False,
    )
    organisation = WordsField(label=_("Mã tổ chức của vai trò"), max_length=40)
    reason = WordsField(
        label=_("Lý do, ghi vào lịch sử"),
        max_length=LONGEST_REASON,
        required=True,
        help_text=_("Số quyết định, đề nghị của đơn vị…"),
    )


class ReasonForm(forms.Form):
    """Why something is done or taken back."""

    reason = WordsField(label=_("Lý do, ghi vào lịch sử"), max_length=LONGEST_REASON, required=True)


class ActForm(forms.Form):
    """An act on one account: what it needs, and why. The acts themselves ask for a reason."""

    form = forms.CharField(required=False)
    """Which of the page's forms: the page fills that one again."""
    grant = forms.CharField(required=False)
    person = WordsField(label=_("Mã đảng viên"), max_length=40)
    uid = WordsField(label=_("Định danh"), max_length=LONGEST_IDENTITY)
    reason = WordsField(label=_("Lý do, ghi vào lịch sử"), max_length=LONGEST_REASON)
