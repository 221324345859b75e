"""What a slip and the page of asks take."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.opinions.asking import ASKABLE
from thidua.opinions.models import LONGEST_COMMENT, LONGEST_CONTACT, LONGEST_NAME
from thidua.web.forms import WordsField
from thidua.web.queries import QueryForm

EVERYBODY = 0


class SlipForm(forms.Form):
    """A comment, and who writes it: no grades."""

    comment = WordsField(label=_("Nhận xét"), max_length=LONGEST_COMMENT, required=True)
    by = WordsField(label=_("Họ tên, chức vụ người ghi"), max_length=100, required=True)


def _due_on() -> forms.DateField:
    return forms.DateField(
        label=_("Hạn trả lời"),
        help_text=_("ngày/tháng/năm, ví dụ 15/12/2022"),
        required=False,
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
    )


class AskForm(forms.Form):
    """Whom to ask, about whom: keys of rows and bodies the reader may name; `EVERYBODY`: about all
    members of the unit.
    """

    subject = forms.TypedChoiceField(label=_("Về ai"), coerce=int)
    kind = forms.ChoiceField(label=_("Ý kiến của"))
    body = forms.TypedChoiceField(label=_("Cơ quan"), coerce=int, required=False, empty_value=None)
    name = WordsField(label=_("Hoặc ghi tên nơi được xin"), max_length=LONGEST_NAME)
    contact = WordsField(label=_("Liên hệ"), max_length=LONGEST_CONTACT)
    due_on = _due_on()

    def __init__(
        self, data: Any = None, *, subjects: list[tuple[int, str]], bodies: list[tuple[int, str]]
    ) -> None:
        super().__init__(data)
        kinds = [(one.value, str(one.title)) for one in ASKABLE]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.fields["subject"].choices = subjects  # type: ignore[attr-defined]
        self.fields["body"].choices = [("", "–"), *bodies]  # type: ignore[attr-defined]


class BodiesForm(forms.Form):
    """By when a committee asks its bodies about the units below."""

    due_on = _due_on()

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="bodies_%s")


class OneAskForm(forms.Form):
    """Which ask an act is about."""

    ask = forms.IntegerField()


class OneCellForm(forms.Form):
    """Which cell below is reminded."""

    cell = forms.IntegerField()


class AsksQuery(QueryForm):
    """Which ask's signed paper is typed."""

    ask = forms.IntegerField(required=False)
