"""What officers write on the page of a year's list."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.roster.correcting import Named
from thidua.roster.models import PutOff
from thidua.vocabulary import NotReviewed, SubjectType
from thidua.web.forms import WordsField

DAYS = ["%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y"]
LONGEST_NOTE = PutOff._meta.get_field("note").max_length


class SubjectForm(forms.Form):
    """Who is meant, by code."""

    subject_type = forms.ChoiceField(label=_("Đối tượng"), choices=SubjectType.choices)
    code = WordsField(label=_("Mã đảng viên hoặc mã tổ chức"), max_length=40, required=True)
    leads = WordsField(label=_("Mã tổ chức lãnh đạo (với cá nhân lãnh đạo)"), max_length=40)

    @property
    def named(self) -> Named:
        """After `is_valid()`."""
        words: dict[str, Any] = self.cleaned_data
        return Named(SubjectType(words["subject_type"]), words["code"], words["leads"])


class CorrectForm(SubjectForm):
    """One subject put right, and why."""

    why = WordsField(label=_("Lý do sửa danh sách"), max_length=500, required=True)


class PutOffForm(SubjectForm):
    """Who was not reviewed with the others, and why."""

    reason = forms.ChoiceField(label=_("Lý do chưa kiểm điểm"), choices=NotReviewed.choices)
    note = WordsField(label=_("Ghi chú"), max_length=LONGEST_NOTE or 0)


class MakeUpForm(forms.Form):
    """When a review was made up for."""

    entry = forms.IntegerField()
    reviewed_on = forms.DateField(label=_("Ngày kiểm điểm bù"), input_formats=DAYS)


class WithdrawForm(forms.Form):
    """Whose note is taken back."""

    entry = forms.IntegerField()
