"""What readers and units write on the pages of this room."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.acceptance.reasons import reasons_for
from thidua.acceptance.rules import Answer
from thidua.registrations.models import DECIMAL_PLACES, MAX_DIGITS
from thidua.web.forms import WordsField
from thidua.web.queries import QueryForm, WordField

LONGEST_REASON, LONGEST_WORD = 1_000, 500
ACCEPT, RETURN = "accept", "return"


class VerdictForm(forms.Form):
    """One clarity of one version: accepted, or returned for reasons picked and written."""

    verdict = forms.ChoiceField(
        choices=[(ACCEPT, _("Nhận")), (RETURN, _("Trả lại"))], required=False
    )
    picked = forms.MultipleChoiceField(required=False)
    reason = WordsField(label=_("Lý do trả lại"), max_length=LONGEST_REASON)

    def __init__(self, *args: Any, clarity: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        picked = self.fields["picked"]
        assert isinstance(picked, forms.MultipleChoiceField)  # noqa: S101
        picked.choices = [(str(at), str(text)) for at, text in enumerate(reasons_for(clarity))]
        self.reasons = dict(picked.choices)

    @property
    def why(self) -> str:
        """What was picked, then what was written, as the unit reads it."""
        picked = [self.reasons[at] for at in self.cleaned_data.get("picked", ())]
        written = self.cleaned_data.get("reason") or self.data.get(self.add_prefix("reason"), "")
        return ". ".join(part for part in ("; ".join(picked), written) if part)


class VersionsForm(forms.Form):
    """The versions that were read: what is answered, and nothing that came since."""

    versions = WordsField(max_length=2_000, required=True)

    def clean_versions(self) -> list[int]:
        words = self.cleaned_data["versions"].split(",")
        if not all(word.isdecimal() and len(word) < 19 for word in words):
            raise forms.ValidationError(_("tải lại trang rồi trả lời lại"))
        return [int(word) for word in words]


def answer_of(verdicts: Sequence[tuple[str, VerdictForm]]) -> Answer:
    """The answer about one version, from the (valid) form of each clarity."""
    chosen = {clarity: form.cleaned_data["verdict"] for clarity, form in verdicts}
    return Answer(
        accepted=frozenset(clarity for clarity, verdict in chosen.items() if verdict == ACCEPT),
        returned={clarity: form.why for clarity, form in verdicts if chosen[clarity] == RETURN},
    )


class ListQuery(QueryForm):
    """Which units the list shows."""

    state = WordField(("waiting",))


class UnitQuery(QueryForm):
    """Which of a unit's registrations, and which earlier version stands beside it."""

    ban = forms.IntegerField(required=False, min_value=1, max_value=2**31 - 1)
    so = forms.IntegerField(required=False, min_value=1, max_value=32_767)


class TaskWordForm(forms.Form):
    """An act about one task, with a word."""

    task = forms.IntegerField(min_value=1, max_value=2**31 - 1)
    word = WordsField(label=_("Lý do"), max_length=LONGEST_WORD)


LONGEST_NUMBER = 24


class ShareForm(forms.Form):
    """How much of a superior's task a unit takes up."""

    task = forms.IntegerField(min_value=1, max_value=2**31 - 1)
    share = forms.DecimalField(
        label=_("Đơn vị đóng góp"),
        required=False,
        max_digits=MAX_DIGITS,
        decimal_places=DECIMAL_PLACES,
        localize=True,
        widget=forms.TextInput(attrs={"maxlength": LONGEST_NUMBER}),
    )


class BodyForm(forms.Form):
    """The advisory body that a registration is handed to."""

    body = forms.TypedChoiceField(label=_("Cơ quan đọc"), coerce=int)

    def __init__(self, *args: Any, bodies: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        body = self.fields["body"]
        assert isinstance(body, forms.TypedChoiceField)  # noqa: S101
        body.choices = bodies


class UnitsForm(forms.Form):
    """Units that a task is suggested to, by key."""

    unit = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, *args: Any, units: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit = self.fields["unit"]
        assert isinstance(unit, forms.TypedMultipleChoiceField)  # noqa: S101
        unit.choices = units
