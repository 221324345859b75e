"""What people write on the pages of grounds."""

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.web.forms import WordsField
from thidua.web.queries import QueryForm

LONGEST_VALUE, LONGEST = 80, 2_000


class OverrideForm(forms.Form):
    """The value that stands in the place of the work's, and why."""

    value = WordsField(label=_("Ghi thành"), max_length=LONGEST_VALUE)
    reason = WordsField(label=_("Lý do, căn cứ"), max_length=LONGEST)


class SettleForm(OverrideForm):
    """The same for one line of the list: of which subject (the key of its entry), which fact."""

    entry = forms.IntegerField(min_value=1)
    fact = WordsField(max_length=LONGEST_VALUE)


class FormatQuery(QueryForm):
    """`xlsx` takes the list away."""

    format = forms.ChoiceField(choices=[("", ""), ("xlsx", "xlsx")], required=False)
