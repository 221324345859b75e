"""A day in a form."""

from typing import Any

from django import forms


class DayField(forms.DateField):
    """A day as it is written on paper, 31/12/2026, in both languages; browsers differ in what their
    calendars show.
    """

    def __init__(self, **more: Any) -> None:
        attrs = {"inputmode": "numeric", "placeholder": "31/12/2026", "autocomplete": "off"}
        widget = forms.DateInput(format="%d/%m/%Y", attrs=attrs)
        super().__init__(input_formats=["%d/%m/%Y", "%Y-%m-%d"], widget=widget, **more)
