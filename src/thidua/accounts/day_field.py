"""A day and an hour in a form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

HOURS = ["%H:%M", "%Hh%M", "%H"]


class DayField(forms.DateField):
    """A day as it is written on paper, 31/12/2026, in both languages; browsers differ in what their
    calendars show.
    """

    def __init__(self, **more: Any) -> None:
        attrs = {"inputmode": "numeric", "placeholder": "31/12/2026", "autocomplete": "off"}
        widget = forms.DateInput(format="%d/%m/%Y", attrs=attrs)
        super().__init__(input_formats=["%d/%m/%Y", "%Y-%m-%d"], widget=widget, **more)


class HourField(forms.TimeField):
    """An hour as it is written on paper: 14:00."""

    def __init__(self, **more: Any) -> None:
        widget = forms.TimeInput(format="%H:%M", attrs={"placeholder": "14:00"})
        super().__init__(
            input_formats=HOURS,
            widget=widget,
            required=False,
            error_messages={"invalid": _("ghi giờ như 14:00")},
            **more,
        )
