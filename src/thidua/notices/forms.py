"""What is sent to remind units, and the day that one promises."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from thidua.accounts.day_field import DayField
from thidua.notices.kinds import KINDS
from thidua.notices.matters import matter_of
from thidua.signs import clean
from thidua.web.forms import WordsField
from thidua.web.queries import QueryForm

LONGEST_CODE = 40
UNREADABLE = _("Không đọc được nơi cần nhắc, chưa nhắc nơi nào: hãy tải lại trang rồi chọn lại.")


class CodesField(forms.Field):
    """Codes of organisations, each sent as a field of its own; each counts once."""

    widget = forms.MultipleHiddenInput

    def clean(self, value: Any) -> list[str]:
        found: Sequence[str] = [clean(code).strip() for code in value or ()]
        if any(len(code) > LONGEST_CODE for code in found):
            raise forms.ValidationError(UNREADABLE)
        return list(dict.fromkeys(code for code in found if code))


class RemindForm(forms.Form):
    """Who is reminded, of what, in which year."""

    year = forms.IntegerField(min_value=1, max_value=9999, error_messages={"invalid": UNREADABLE})
    about = WordsField(max_length=20, required=True)
    unit = CodesField(required=False)

    def clean_about(self) -> str:
        """The word of a matter that some room does."""
        about: str = self.cleaned_data["about"]
        if matter_of(about) is None:
            raise forms.ValidationError(UNREADABLE)
        return about


class PromiseForm(forms.Form):
    """By which day it will be done."""

    promised_on = DayField(
        label=_("Hẹn xong ngày"),
        error_messages={
            "required": _("hãy ghi ngày hẹn"),
            "invalid": _("ghi ngày như 14/12/2022"),
        },
    )


class NextQuery(QueryForm):
    """Where a form leads to afterwards."""

    next = forms.CharField(required=False)


def next_page(request: HttpRequest, otherwise: str) -> str:
    """The page of this site that the form names; `otherwise` where it names none."""
    wanted: str = NextQuery.read(request.POST)["next"]
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else otherwise


class LineQuery(QueryForm):
    """Which line of the list is opened: the key of one of its notices."""

    line = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)


class MarkForm(forms.Form):
    """What was read: everything up to the newest notice that the reader was shown, or one line of
    it.
    """

    upto = forms.IntegerField(min_value=1, max_value=2**63 - 1)
    line = forms.BooleanField(required=False)


class AddressField(forms.EmailField):
    """An address of mail, cleaned like every text that people write."""

    def to_python(self, value: object) -> str:
        return clean(str(super().to_python(value) or ""))


class AddressForm(forms.Form):
    """Where letters are to go."""

    address = AddressField(
        label=_("Địa chỉ thư của đồng chí"),
        max_length=254,
        error_messages={
            "required": _("hãy ghi địa chỉ thư"),
            "invalid": _("ghi địa chỉ như ten@tinh.gov.vn"),
        },
    )


class KindsField(forms.MultipleChoiceField):
    """Ticked kinds; a kind that is none makes the form wrong."""

    def __init__(self) -> None:
        super().__init__(
            required=False, choices=lambda: [(kind.id, str(kind.title)) for kind in KINDS]
        )


class WaysForm(forms.Form):
    """Which kinds at the bell and by mail, and the weekly letter."""

    at_bell = KindsField()
    by_mail = KindsField()
    on = forms.BooleanField(required=False)
    digest = forms.BooleanField(required=False)
