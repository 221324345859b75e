"""What people send on the pages of reviews, but for the words of the review itself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.organisations.models import Person
from thidua.progress.forms import FilesField
from thidua.web.forms import WordsField

LONGEST_REASON = 1_000


class SendForm(forms.Form):
    """Why it goes after its day, or too close to its meeting."""

    late_reason = WordsField(label=_("Lý do gửi muộn"), max_length=LONGEST_REASON)
    short_reason = WordsField(label=_("Lý do gửi sát ngày họp"), max_length=LONGEST_REASON)


class ReasonForm(forms.Form):
    """Why a review is returned, or opened again."""

    reason = WordsField(label=_("Lý do trả lại"), max_length=LONGEST_REASON)


class ErasedForm(forms.Form):
    """Which erased draft comes back."""

    erased = forms.IntegerField(min_value=1)


class ScanForm(forms.Form):
    """The signed paper, scanned or photographed."""

    scans = FilesField(label=_("Tệp quét hoặc ảnh chụp"))


class PersonForm(forms.Form):
    """For whom an officer types: one of the members without an account."""

    def __init__(self, data: Any, people: list[Person]) -> None:
        super().__init__(data)
        choices = [(one.code, f"{one.full_name} ({one.code})") for one in people]
        self.fields["person"] = forms.ChoiceField(label=_("Đảng viên"), choices=choices)
