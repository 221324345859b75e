"""What people write on the pages of a wrong fact."""

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.web.forms import WordsField
from thidua.web.queries import QueryForm

LONGEST_VALUE, LONGEST = 80, 2_000


class AskForm(forms.Form):
    """What a fact should be, and why."""

    wanted = WordsField(label=_("Đúng ra là"), max_length=LONGEST_VALUE)
    why = WordsField(label=_("Vì sao, căn cứ nào"), max_length=LONGEST)


class AnswerForm(forms.Form):
    """The value that the unit sets instead, and its answer."""

    value = WordsField(label=_("Sửa thành"), max_length=LONGEST_VALUE)
    answer = WordsField(label=_("Trả lời người gửi: căn cứ, lý do"), max_length=LONGEST)


class FactQuery(QueryForm):
    """The fact that was picked, by its id."""

    fact = forms.CharField(required=False)
