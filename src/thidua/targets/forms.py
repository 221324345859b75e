"""What people write on the page of targets."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models import Direction
from thidua.targets.actions import Described
from thidua.web.forms import WordsField
from thidua.web.number_field import NumberField
from thidua.web.queries import QueryForm


class TargetForm(forms.Form):
    """One indicator: the target, last year's result, and the target that the page was drawn
    from.
    """

    value = NumberField(label=_("Mức phấn đấu"))
    last_year = NumberField(label=_("Kết quả năm trước"))
    was = forms.DecimalField(required=False)


def target_form(key: str, data: Mapping[str, Any] | None, **initial: Decimal | None) -> TargetForm:
    """The form of one indicator, by its key."""
    return TargetForm(data, prefix=key, initial=initial)


class OwnForm(forms.Form):
    """An indicator of the unit's own, typed."""

    name = WordsField(label=_("Tên chỉ tiêu"), max_length=255)
    unit = WordsField(label=_("Đơn vị tính"), max_length=40)
    direction = forms.ChoiceField(label=_("Hướng"), choices=Direction.choices)
    measured = WordsField(label=_("Cách đo"), max_length=400)
    adds_up = forms.BooleanField(label=_("Cộng được từ dưới lên"), required=False)

    @property
    def described(self) -> Described:
        """What was typed; call it once the form is valid."""
        cleaned = dict(self.cleaned_data)
        return Described(**cleaned | {"direction": Direction(cleaned["direction"])})


class PickForm(QueryForm):
    """Which suggestion of the catalogues is taken, or which own indicator goes."""

    suggestion = forms.CharField(required=False)
    key = forms.CharField(required=False)
