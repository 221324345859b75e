"""What is written on the pages of texts, and what their addresses ask with."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from thidua.frameworks.layer_fields import ROW
from thidua.web.forms import WordsField
from thidua.web.queries import QueryForm, WordField

LONGEST_REASON, LONGEST_BINDING_REASON = 2_000, 500


class CopyQuery(QueryForm):
    """Whether the form of a layer writes another layer."""

    copy = forms.BooleanField(required=False)


class RowQuery(QueryForm):
    """Which added condition is typed."""

    row = WordField(ROW)


class LayerReasonForm(forms.Form):
    """What stands beside a layer in its form: why it is written, and which version its author saw.

    `look`: nothing is to be kept.
    """

    reason = WordsField(max_length=LONGEST_REASON)
    seen = forms.IntegerField(required=False)
    seen_id = forms.CharField(required=False)
    look = forms.BooleanField(required=False)


class BindForm(forms.Form):
    """Which version of which layer a year is held under (`id@version`), confirmed by the year."""

    layer = forms.RegexField("^.+@[0-9]+$")
    reason = WordsField(max_length=LONGEST_BINDING_REASON)
    confirm = forms.CharField(required=False)

    def __init__(self, *args: Any, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year = year
        choose = _("Hãy chọn một phiên bản.")
        self.fields["layer"].error_messages |= {"invalid": choose, "required": choose}

    def clean_confirm(self) -> str:
        confirm: str = self.cleaned_data["confirm"]
        if confirm != str(self.year):
            raise forms.ValidationError(_("Hãy gõ {year} để xác nhận.").format(year=self.year))
        return confirm


class BindQuery(QueryForm):
    """The version that the page of binding begins with."""

    layer = forms.CharField(required=False)
    version = forms.IntegerField(required=False)
