"""What the page of missing facts sends, and what its addresses ask."""

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.notices.forms import CodesField
from thidua.web.forms import WordsField
from thidua.web.queries import QueryForm, WordField

LONGEST_VALUE, LONGEST_CODE = 80, 40
UNREADABLE = _("Không đọc được ô vừa gửi, chưa lưu gì: hãy tải lại trang rồi nhập lại.")
VIEWS = ("own", "others", "done")


class FieldForm(forms.Form):
    """One field: whose, which fact, the value, the value that stood there when it was drawn, and
    whether the entry is taken back.
    """

    entry = forms.IntegerField(min_value=1, max_value=2**62)
    fact = WordsField(max_length=LONGEST_VALUE, required=True)
    value = WordsField(label=_("Giá trị"), max_length=LONGEST_VALUE)
    was = WordsField(max_length=LONGEST_VALUE)
    undo = forms.BooleanField(required=False)


class RemindForm(forms.Form):
    """Which holders are reminded: these codes, or every one that may be."""

    unit = CodesField(required=False)
    every = forms.BooleanField(required=False)


class HandOnForm(forms.Form):
    """To which unit a fact is handed, by its code."""

    to = WordsField(label=_("Nơi giữ thông tin này"), max_length=LONGEST_CODE, required=True)


class PageQuery(QueryForm):
    """Which part of the page, and at whom a phone stands."""

    view = WordField(VIEWS, default="own")
    at = forms.IntegerField(required=False, min_value=1, max_value=2**62)
