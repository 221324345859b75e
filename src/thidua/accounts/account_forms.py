"""The administrator's forms: a new account, a role, an act on an account with its reason."""

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.accounts.day_field import DayField
from thidua.accounts.lookups import (
    LookupField,
    bodies_named,
    organisations_named,
    people_named,
)
from thidua.accounts.models import Role
from thidua.accounts.queries import STATES
from thidua.web.clock import today
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
    organisation = LookupField(
        organisations_named,
        label=_("Tổ chức"),
        required=True,
        help_text=_("Nhập tên, ví dụ: xã Đoàn Thượng; hoặc mã."),
    )
    body = LookupField(
        bodies_named,
        label=_("Chỉ cho một cơ quan phối hợp"),
        help_text=_(
            "Ví dụ: Ban Tổ chức. Khi ấy vai trò chỉ làm được việc của cơ quan này, không mở hồ sơ "
            "đảng viên. Để trống: cả vai trò."
        ),
    )
    starts_on = DayField(label=_("Từ ngày"), initial=today)
    ends_on = DayField(
        label=_("Đến hết ngày"), required=False, help_text=_("Để trống nếu chưa định ngày.")
    )


class GrantForm(RoleForm):
    """A role for an account that exists."""

    reason = WordsField(
        label=_("Lý do, lưu vào lịch sử"),
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
        "body",
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
    person = LookupField(
        people_named,
        label=_("Hồ sơ đảng viên"),
        help_text=_("Họ tên đầy đủ, hoặc mã: để người ấy xem được hồ sơ của chính mình."),
    )
    role = forms.ChoiceField(
        label=_("Vai trò"),
        choices=[("", _("Không có (chỉ xem hồ sơ của mình)")), *Role.choices],
        required=False,
    )
    organisation = LookupField(
        organisations_named,
        label=_("Tổ chức của vai trò"),
        help_text=_("Nhập tên, ví dụ: xã Đoàn Thượng; hoặc mã."),
    )
    reason = WordsField(
        label=_("Lý do, lưu vào lịch sử"),
        max_length=LONGEST_REASON,
        required=True,
        help_text=_("Số quyết định, đề nghị của đơn vị…"),
    )


class ReasonForm(forms.Form):
    """Why something is done or taken back."""

    reason = WordsField(label=_("Lý do, lưu vào lịch sử"), max_length=LONGEST_REASON, required=True)


class PersonForm(forms.Form):
    """Whose file an account is tied to."""

    person = LookupField(
        people_named,
        label=_("Hồ sơ đảng viên"),
        help_text=_("Họ tên đầy đủ, hoặc mã; để trống: bỏ liên kết."),
    )


class ActForm(forms.Form):
    """An act on one account: what it needs, and why. The acts themselves ask for a reason."""

    form = forms.CharField(required=False)
    """Which of the page's forms: the page fills that one again."""
    grant = forms.CharField(required=False)
    person = LookupField(people_named, label=_("Hồ sơ đảng viên"))
    uid = WordsField(label=_("Định danh"), max_length=LONGEST_IDENTITY)
    reason = WordsField(label=_("Lý do, lưu vào lịch sử"), max_length=LONGEST_REASON)
