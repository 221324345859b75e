"""What people write on the pages of publishing."""

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.web.forms import WordsField

LONGEST = 500


class PublishingForm(forms.Form):
    """Confirmed by naming the year; a note for readers, or the reason for withdrawing."""

    confirm = forms.CharField(required=False)
    note = WordsField(label=_("Ghi chú cho người đọc (không bắt buộc)"), max_length=LONGEST)
    reason = WordsField(label=_("Lý do"), max_length=LONGEST)
