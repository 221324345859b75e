"""What whoever prepares a year writes, and what a body below writes of its plan."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.accounts.day_field import DayField
from thidua.campaigns.calendar_cells import TIERS, Days, Place
from thidua.campaigns.models import Campaign, Step
from thidua.vocabulary import Tier
from thidua.web.forms import WordsField

LONGEST_REASON = 500
LONGEST_PLAN = 4_000
FIRST_YEAR, LAST_YEAR = 2015, 2100


def reason_field() -> WordsField:
    """Why something of a launched year changes."""
    return WordsField(
        label=gettext_lazy("Lý do sửa, các đơn vị được báo"), max_length=LONGEST_REASON
    )


class YearForm(forms.Form):
    """A new year: which, from which other, its own days."""

    year = forms.IntegerField(label=gettext_lazy("Năm"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    copied_from = forms.ModelChoiceField(
        Campaign.objects.all(),
        label=gettext_lazy("Chép cách tổ chức của năm"),
        required=False,
        empty_label=gettext_lazy("không chép, lập mới"),
        help_text=gettext_lazy(
            "Lịch, số lượng đăng ký, ngày kiểm điểm riêng; ngày dời sang năm mới, tránh ngày nghỉ."
        ),
    )
    review_date = DayField(label=gettext_lazy("Ngày kiểm điểm"))
    cut_off_date = DayField(label=gettext_lazy("Ngày chốt danh sách"))


class ThemeForm(forms.Form):
    """What a year is about, and its own days."""

    name = WordsField(label=gettext_lazy("Tên phong trào"), max_length=255)
    spirit = WordsField(label=gettext_lazy("Chủ đề, tinh thần của năm"), max_length=255)
    motto = WordsField(
        label=gettext_lazy("Phương châm"), max_length=500, widget=forms.Textarea({"rows": "3"})
    )
    launch_date = DayField(label=gettext_lazy("Ngày phát động"), required=False)
    launch_venue = WordsField(label=gettext_lazy("Nơi phát động"), max_length=255)
    review_date = DayField(
        label=gettext_lazy("Ngày kiểm điểm"),
        help_text=gettext_lazy("Đổi ngày này thì phải áp dụng lại khung tiêu chí."),
    )
    cut_off_date = DayField(
        label=gettext_lazy("Ngày chốt danh sách"),
        help_text=gettext_lazy("Đổi ngày này thì phải chốt lại danh sách."),
    )
    reason = reason_field()


class LimitsForm(forms.Form):
    """How much is registered; an empty field is no limit."""

    least_key_tasks = forms.IntegerField(
        label=gettext_lazy("Nhiệm vụ trọng tâm: ít nhất"), min_value=0, max_value=99, required=False
    )
    most_key_tasks = forms.IntegerField(
        label=gettext_lazy("Nhiệm vụ trọng tâm: nhiều nhất"),
        min_value=0,
        max_value=99,
        required=False,
    )
    least_breakthroughs = forms.IntegerField(
        label=gettext_lazy("Khâu đột phá: ít nhất"), min_value=0, max_value=99, required=False
    )
    most_breakthroughs = forms.IntegerField(
        label=gettext_lazy("Khâu đột phá: nhiều nhất"), min_value=0, max_value=99, required=False
    )
    answer_within = forms.IntegerField(
        label=gettext_lazy("Cấp trên trả lời trong (ngày làm việc)"), min_value=1, max_value=60
    )
    reason = reason_field()


class DayOffForm(forms.Form):
    """A day off with its name."""

    day = DayField(label=gettext_lazy("Ngày nghỉ"))
    name = WordsField(label=gettext_lazy("Tên ngày nghỉ"), max_length=120, required=True)


class DayForm(forms.Form):
    """A day that goes from the list."""

    day = DayField()


class ReasonForm(forms.Form):
    """Why a launch is withdrawn."""

    reason = WordsField(
        label=gettext_lazy("Lý do rút lại, các đơn vị được báo"),
        max_length=LONGEST_REASON,
        required=True,
    )


class CalendarForm(forms.Form):
    """The calendar: for each step and tier `due-<step>-<tier>` and `opens-<step>-<tier>`; `seen` is
    the calendar that the form began with.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    reason = reason_field()

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, calendar: Mapping[Place, Days]
    ) -> None:
        begun: dict[str, Any] = {"seen": written(calendar)}
        for (step, tier), days in calendar.items():
            begun[f"due-{step}-{tier}"], begun[f"opens-{step}-{tier}"] = days.due_on, days.opens_on
        super().__init__(data, initial=begun)
        for step in CALENDAR_STEPS:
            for tier in TIERS:
                for name, words in (("opens", _("mở từ")), ("due", _("hạn"))):
                    field = DayField(required=False, label=f"{step.label}, {tier.title}, {words}")
                    field.widget.attrs |= {"aria-label": f"{step.label}, {tier.title}, {words}"}
                    del field.widget.attrs["placeholder"]
                    self.fields[f"{name}-{step}-{tier}"] = field

    def clean(self) -> dict[str, Any]:
        for step in CALENDAR_STEPS:
            for tier in TIERS:
                due, opens = f"due-{step}-{tier}", f"opens-{step}-{tier}"
                without = self.cleaned_data.get(opens) and not self.cleaned_data.get(due)
                if without and due not in self.errors:
                    self.add_error(due, _("Có ngày mở thì phải có hạn."))
        return self.cleaned_data

    @property
    def seen_calendar(self) -> dict[Place, Days]:
        """The calendar that whoever typed had before them."""
        return read(self.cleaned_data["seen"])

    @property
    def wanted(self) -> dict[Place, Days | None]:
        """What was typed, every cell."""
        found: dict[Place, Days | None] = {}
        for step in CALENDAR_STEPS:
            for tier in TIERS:
                due = self.cleaned_data[f"due-{step}-{tier}"]
                opens = self.cleaned_data[f"opens-{step}-{tier}"]
                found[step, tier] = Days(due, opens) if due else None
        return found


CALENDAR_STEPS = tuple(step for step in Step if step != Step.LAUNCH)
"""The launch itself has one day, not one a tier."""


def written(calendar: Mapping[Place, Days]) -> str:
    """A calendar as one hidden field keeps it."""
    return ";".join(
        f"{step.value},{tier.value},{days.due_on},{days.opens_on or ''}"
        for (step, tier), days in sorted(calendar.items())
    )


def read(text: str) -> dict[Place, Days]:
    """What `written` wrote; whatever does not read as a cell is left out."""
    found: dict[Place, Days] = {}
    for entry in text.split(";"):
        try:
            step, tier, due, opens = entry.split(",")
            days = Days(dt.date.fromisoformat(due), dt.date.fromisoformat(opens) if opens else None)
            found[Step(step), Tier(tier)] = days
        except ValueError:
            continue
    return found


class PlanForm(forms.Form):
    """A body's words and its earlier days: `due-<step>-<tier>`, empty where the province's
    holds.
    """

    text = WordsField(
        label=gettext_lazy("Kế hoạch của đảng bộ, cơ sở đọc đầu tiên"),
        max_length=LONGEST_PLAN,
        widget=forms.Textarea({"rows": "4"}),
    )
    text_seen = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    reason = reason_field()

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        text: str,
        own: Mapping[Place, dt.date],
        province: Mapping[Place, Days],
        tiers: tuple[Tier, ...],
    ) -> None:
        begun: dict[str, Any] = {
            "text": text,
            "text_seen": text,
            "seen": written({place: Days(day) for place, day in own.items()}),
        }
        begun |= {f"due-{step}-{tier}": day for (step, tier), day in own.items()}
        super().__init__(data, initial=begun)
        self.places = [
            (step, tier) for step in CALENDAR_STEPS for tier in tiers if (step, tier) in province
        ]
        for step, tier in self.places:
            latest = province[step, tier].due_on
            field = DayField(required=False, label=f"{step.label}, {tier.title}")
            field.widget.attrs |= {
                "aria-label": f"{step.label}, {tier.title}",
                "placeholder": f"{latest:%d/%m/%Y}",
            }
            self.fields[f"due-{step}-{tier}"] = field
        self.province = province

    def clean(self) -> dict[str, Any]:
        for place in self.places:
            name, latest = "due-{}-{}".format(*place), self.province[place].due_on
            day = self.cleaned_data.get(name)
            if day and day > latest:
                self.add_error(
                    name,
                    _("Muộn hơn hạn của tỉnh {day}: đặt {day} hoặc sớm hơn.").format(
                        day=f"{latest:%d/%m/%Y}"
                    ),
                )
        return self.cleaned_data

    @property
    def seen_days(self) -> dict[Place, dt.date]:
        return {place: days.due_on for place, days in read(self.cleaned_data["seen"]).items()}

    @property
    def wanted(self) -> dict[Place, dt.date | None]:
        return {place: self.cleaned_data["due-{}-{}".format(*place)] for place in self.places}
