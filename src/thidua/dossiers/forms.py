"""What is written to a dossier, and the queries of the list."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.bodies.models import AdvisoryBody
from thidua.dossiers.models import LONGEST_NOTE, LONGEST_REMARK
from thidua.web.forms import WordsField
from thidua.web.queries import QueryForm, SearchField, WordField

STATES = ("none", "sent", "returned", "accepted", "late", "lacking")


class SendForm(forms.Form):
    """What the unit says of what is missing or late."""

    remark = WordsField(
        label=_("Ý kiến của nơi gửi (bắt buộc khi gửi còn thiếu hoặc gửi muộn)"),
        max_length=LONGEST_REMARK,
        widget=forms.Textarea({"rows": 2}),
    )


class ReturnForm(forms.Form):
    """Why a dossier goes back."""

    reason = WordsField(
        label=_("Lý do trả lại"), max_length=LONGEST_REMARK, widget=forms.Textarea({"rows": 2})
    )


class NoteForm(forms.Form):
    """What is noted of a dossier, and for which body."""

    body = forms.ChoiceField(label=_("Ý kiến của"), required=False)
    text = WordsField(
        label=_("Nội dung"), max_length=LONGEST_NOTE, widget=forms.Textarea({"rows": 3})
    )

    def __init__(
        self, data: Any = None, *, bodies: Sequence[AdvisoryBody], own: str = "", **more: Any
    ) -> None:
        super().__init__(data, **more)
        self.bodies = {str(one.pk): one for one in bodies}
        names = [(key, one.name) for key, one in self.bodies.items()]
        field = self.fields["body"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [*([("", own)] if own else []), *names]
        if len(names) + bool(own) == 1:
            field.widget = forms.HiddenInput()
            self.initial["body"] = "" if own else names[0][0]

    def chosen(self) -> AdvisoryBody | None:
        """For which body; of a form that is valid."""
        return self.bodies.get(self.cleaned_data["body"])


class ListQuery(QueryForm):
    """Which committee's, in which state, by which words."""

    of = WordsField(max_length=40)
    state = WordField(STATES)
    q = SearchField()
