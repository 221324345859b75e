"""What a slip and the page of asks take."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.opinions.asking import ASKABLE
from thidua.opinions.models import LONGEST_COMMENT, LONGEST_CONTACT, LONGEST_NAME
from thidua.web.forms import WordsField


class SlipForm(forms.Form):
    """A comment, and who writes it: no grades."""

    comment = WordsField(label=_("Nhận xét"), max_length=LONGEST_COMMENT, required=True)
    by = WordsField(label=_("Họ tên, chức vụ người ghi"), max_length=100, required=True)


class AskForm(forms.Form):
    """Whom to ask, about whom. `choices`: keys of rows and bodies the reader may name."""

    subject = forms.TypedChoiceField(label=_("Về ai"), coerce=int)
    kind = forms.ChoiceField(label=_("Ý kiến của"))
    body = forms.TypedChoiceField(label=_("Cơ quan"), coerce=int, required=False, empty_value=None)
    name = WordsField(label=_("Hoặc ghi tên nơi được xin"), max_length=LONGEST_NAME)
    contact = WordsField(label=_("Liên hệ"), max_length=LONGEST_CONTACT)
    due_on = forms.DateField(
        label=_("Hạn trả lời"), required=False, input_formats=["%d/%m/%Y", "%Y-%m-%d"]
    )

    def __init__(
        self, data: Any = None, *, subjects: list[tuple[int, str]], bodies: list[tuple[int, str]]
    ) -> None:
        super().__init__(data)
        kinds = [(one.value, str(one.title)) for one in ASKABLE]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.fields["subject"].choices = subjects  # type: ignore[attr-defined]
        self.fields["body"].choices = [("", "–"), *bodies]  # type: ignore[attr-defined]


class OneAskForm(forms.Form):
    """Which ask an act is about; `comment`: typed from a signed paper."""

    ask = forms.IntegerField()
    comment = WordsField(label=_("Nhận xét trên phiếu đã ký"), max_length=LONGEST_COMMENT)
