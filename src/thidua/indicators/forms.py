"""What people write on the pages of indicators, and the queries of their addresses."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.campaigns.models import Campaign
from thidua.indicators.models import LONGEST_NAME, LONGEST_SOURCE, Area
from thidua.indicators.reporting import HowCounted, HowOften, Reported
from thidua.indicators.setting import Ranked
from thidua.web.forms import WordsField
from thidua.web.number_field import NumberField
from thidua.web.queries import QueryForm, WordField

LONGEST_AREA = 120


class PageQuery(QueryForm):
    """Which indicator is looked at, and whether the table is taken as a file."""

    indicator = forms.CharField(required=False)
    format = WordField({"xlsx"})


class MonthQuery(QueryForm):
    """Which month is entered."""

    month = forms.IntegerField(required=False, min_value=1, max_value=12)


class EntryForm(forms.Form):
    """One indicator of the month: the number, its own source, the revision that was shown."""

    value = NumberField(label=_("Số liệu"))
    source = WordsField(label=_("Nguồn"), max_length=LONGEST_SOURCE)
    seen = forms.IntegerField(required=False, min_value=0, max_value=2_000_000_000)

    @property
    def revision(self) -> int:
        """The revision that the form was drawn from; 0 where it says none."""
        seen: int | None = self.cleaned_data.get("seen") if self.is_valid() else None
        return seen or 0


def entry_form(key: str, data: Mapping[str, Any] | None, **initial: Any) -> EntryForm:
    """The form of one indicator, by its key."""
    return EntryForm(data, prefix=key, initial=initial)


class CommonForm(forms.Form):
    """What holds for every number of the form that has no source of its own."""

    source = WordsField(label=_("Nguồn của cả bảng"), max_length=LONGEST_SOURCE)


class ReportingForm(forms.Form):
    """How an indicator is reported."""

    how_often = forms.ChoiceField(label=_("Báo cáo theo"), choices=HowOften.choices)
    due_day = forms.IntegerField(label=_("Hạn, ngày của tháng sau"), min_value=1, max_value=28)
    answered_by = WordsField(label=_("Nơi trả lời"), max_length=LONGEST_NAME)
    counted = forms.ChoiceField(
        label=_("Cách tính"),
        required=False,
        choices=[("", _("chưa nói: chỉ theo dõi")), *HowCounted.choices],
    )

    @property
    def reported(self) -> Reported:
        """What was chosen; call it once the form is valid."""
        cleaned = self.cleaned_data
        return Reported(**cleaned | {"how_often": HowOften(cleaned["how_often"])})


class RankForm(forms.Form):
    """A rank of the province on one indicator of the year."""

    indicator = forms.ChoiceField(label=_("Chỉ tiêu"))
    area = forms.ChoiceField(label=_("Xếp trong"), choices=Area.choices)
    name = WordsField(label=_("Tên vùng"), max_length=LONGEST_AREA)
    rank = forms.IntegerField(label=_("Thứ"), min_value=1, max_value=30_000)
    out_of = forms.IntegerField(label=_("Trong số"), required=False, min_value=1, max_value=30_000)
    source = WordsField(label=_("Nguồn"), max_length=LONGEST_SOURCE, required=True)

    def __init__(self, campaign: Campaign, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["indicator"] = forms.ChoiceField(
            label=_("Chỉ tiêu"),
            choices=[(str(one.pk), one.name) for one in campaign.indicators.all()],
        )

    @property
    def ranked(self) -> Ranked:
        """What was typed; call it once the form is valid."""
        cleaned = dict(self.cleaned_data)
        cleaned.pop("indicator")
        return Ranked(**cleaned | {"area": Area(cleaned["area"])})


class RemoveQuery(QueryForm):
    """Which rank goes."""

    rank = forms.IntegerField(required=False)
