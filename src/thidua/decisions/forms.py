"""What an officer writes on the pages of a decision."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import BigIntegerField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.decisions.drafting import TIERS, DecisionValues
from thidua.decisions.models import Because, Decision, longest
from thidua.decisions.queries import SORTS
from thidua.vocabulary import DecisionStatus, SubjectType, Tier
from thidua.web.forms import WordsField
from thidua.web.queries import QueryForm, SearchField, WordField

_DAYS = ["%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y"]


@dataclass(frozen=True)
class Side:
    """One field that two people wrote differently."""

    name: str
    theirs: str
    mine: str


class ReopenForm(forms.Form):
    """Why an issued decision is taken back."""

    reason = WordsField(label=_("Lý do"), max_length=500)


class ReopenOneForm(ReopenForm):
    """Whose level alone is taken back (the key of the entry), and who found the fault."""

    entry = forms.IntegerField(label=_("Của ai"), min_value=1)
    because = forms.ChoiceField(
        label=_("Ai phát hiện"),
        choices=[(one.value, one.label) for one in (Because.SUPERIOR, Because.INSPECTION)],
    )


class ReopenManyForm(ReopenForm):
    """The same for several at once: those that were ticked, or `every` one of the list."""

    decision = forms.TypedMultipleChoiceField(
        coerce=int,
        required=False,
        error_messages={
            "invalid_choice": _("danh sách đã thay đổi, hãy tải lại trang rồi đánh dấu lại.")
        },
        label=_("Quyết định"),
    )
    every = forms.BooleanField(required=False)

    def __init__(self, *args: Any, may_reopen: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.may_reopen = list(may_reopen)
        field: Any = self.fields["decision"]
        field.choices = [(pk, str(pk)) for pk in self.may_reopen]

    def clean(self) -> dict[str, Any]:
        """With `decision`: the keys of those that are meant."""
        values: dict[str, Any] = super().clean() or {}
        if values.get("every"):
            values["decision"] = self.may_reopen
        elif not values.get("decision") and "decision" not in self.errors:
            self.add_error("decision", gettext("hãy đánh dấu ít nhất một quyết định đã ban hành."))
        return values


class ListQuery(QueryForm):
    """The address of the list."""

    status = WordField(DecisionStatus.values())
    kind = WordField(SubjectType.values())
    changed = WordField(("1",))
    q = SearchField()
    sort = WordField(["", *(sign + word for word in SORTS for sign in ("", "-"))])


class BeginningQuery(QueryForm):
    """Whom a decision would be about: `kind` in the address, `covers` in what was sent."""

    kind = forms.MultipleChoiceField(required=False, choices=SubjectType.choices)
    covers = forms.MultipleChoiceField(required=False, choices=SubjectType.choices)
    tier = forms.CharField(required=False)


class SeenQuery(QueryForm):
    """The stamp of what was before the writer; `over`: theirs counts, whatever became of it."""

    seen = forms.CharField(required=False)
    over = forms.BooleanField(required=False)


class IssueForm(forms.Form):
    """Issuing, confirmed by the decision's own number."""

    confirm = forms.CharField(required=False)


class CoversForm(forms.Form):
    """Whom a decision is about."""

    covers = forms.MultipleChoiceField(
        label=_("Đối tượng"), choices=SubjectType.choices, widget=forms.CheckboxSelectMultiple
    )
    tier = forms.ChoiceField(
        label=_("Tổ chức đảng ở cấp"),
        required=False,
        choices=[
            ("", _("Mọi cấp thuộc thẩm quyền")),
            *((tier.value, tier.label) for tier in TIERS),
        ],
    )


class DecisionForm(CoversForm):
    """Everything a draft says. A number may come later; a day may not be left out."""

    number = WordsField(label=_("Số, ký hiệu"), max_length=longest("number"))
    decided_on = forms.DateField(label=_("Ngày ký"), input_formats=_DAYS)
    signer_post = WordsField(label=_("Chức vụ người ký"), max_length=longest("signer_post"))
    bases = WordsField(label=_("Căn cứ"), max_length=longest("bases"), widget=forms.Textarea)

    field_order = ("number", "decided_on", "signer_post", "covers", "tier", "bases")

    @property
    def values(self) -> DecisionValues:
        """What is to be kept, after `is_valid()`."""
        found: DecisionValues = self.cleaned_data  # type: ignore[assignment]
        return found

    @property
    def faults(self) -> list[str]:
        """What is wrong, one sentence a field."""
        return [
            f"{self.fields[name].label}: {error}" if name in self.fields else str(error)
            for name, errors in self.errors.items()
            for error in errors
        ]

    def beside(self, stored: Decision) -> list[Side]:
        """The fields in which what was written and what is stored differ, after `is_valid()`."""
        theirs, mine = (
            form_values(stored),
            {**self.cleaned_data, "decided_on": f"{self.cleaned_data['decided_on']:%d/%m/%Y}"},
        )
        return [
            Side(str(self.fields[name].label), _words(theirs[name]), _words(mine[name]))
            for name in theirs
            if _words(theirs[name]) != _words(mine[name])
        ]


def _words(value: Any) -> str:
    """A value of the form as it is read."""
    return (
        ", ".join(str(SubjectType(kind).label) for kind in value)
        if isinstance(value, list)
        else str(value)
    )


def form_values(decision: Decision) -> dict[str, Any]:
    """A decision as the form shows it."""
    return {
        "number": decision.number,
        "decided_on": f"{decision.decided_on:%d/%m/%Y}",
        "signer_post": decision.signer_post,
        "covers": decision.covers,
        "tier": decision.tier,
        "bases": decision.bases,
    }


def suggested_number(decision: Decision) -> str:
    """What the office's numbers look like here."""
    mark = {Tier.PROVINCE: "TU", Tier.UPPER_LEVEL: "HU", Tier.GRASSROOTS: "ĐU"}.get(
        Tier(decision.issuer.tier), "CB"
    )
    return gettext("ví dụ 12-QĐ/{mark}").format(mark=mark)


class FileForm(forms.Form):
    """One of the decision's files, by its key."""

    file = forms.IntegerField(min_value=1, max_value=BigIntegerField.MAX_BIGINT)
