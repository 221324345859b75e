"""Somebody of a few in a form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.organisations.models import Person


class OneOfField(forms.ChoiceField):
    """One of the people who are offered, by their keys; nobody: None."""

    def __init__(self, **more: Any) -> None:
        self.people: dict[int, Person] = {}
        super().__init__(
            required=False,
            error_messages={"invalid_choice": _("hãy chọn một người trong danh sách")},
            **more,
        )

    def offer(self, people: "dict[int, Person]", nobody: str) -> None:
        """Whom the reader chooses from."""
        self.people = people
        self.choices = [("", nobody), *((key, one.full_name) for key, one in people.items())]

    def clean(self, value: Any) -> Person | None:
        key = super().clean(value)
        return self.people.get(int(key)) if key else None
