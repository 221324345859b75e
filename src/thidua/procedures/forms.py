"""What the province writes of one value of the procedure."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.procedures.models import LocalSetting
from thidua.rulebook.procedure import Procedure
from thidua.rulebook.procedure_layer import stored
from thidua.rulebook.procedure_values import Choice, Counts, Number, OpinionAsked, Share, Value
from thidua.vocabulary import SubjectType
from thidua.web.forms import WordsField


def _most(name: str) -> int:
    return int(getattr(LocalSetting._meta.get_field(name), "max_length", 0))


class SettingForm(forms.Form):
    """The value in the shape that its kind asks for, the document, the reason; `was`: what it stood
    at when the page was opened.
    """

    was = WordsField(required=True, max_length=200, widget=forms.HiddenInput)
    citation = WordsField(
        label=gettext_lazy("Văn bản của địa phương (số, ngày, điểm)"),
        max_length=_most("citation"),
    )
    reason = WordsField(
        label=gettext_lazy("Lý do"),
        max_length=_most("reason"),
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        procedure: Procedure,
        key: str,
        value: Value,
        **kwargs: Any,
    ) -> None:
        local = value.local
        initial = {
            "was": stored(value),
            "value": stored(value),
            "citation": local.citation if local else "",
            "reason": local.reason if local else "",
        }
        super().__init__(data, initial=initial, **kwargs)
        self.fields = {"value": _field(procedure, key, value), **self.fields}


def _field(procedure: Procedure, key: str, value: Value) -> forms.Field:
    match value:
        case Number():
            label = _("Số ngày, từ {least} đến {most}").format(least=value.least, most=value.most)
            return WordsField(
                label=label, max_length=3, widget=forms.TextInput({"inputmode": "numeric"})
            )
        case Share():
            return WordsField(label=_("Phần, viết như 2/3"), max_length=7)
        case Choice():
            return forms.ChoiceField(
                label=str(value.title),
                choices=[(word, str(title)) for word, title in value.choices.items()],
            )
        case OpinionAsked():
            return forms.ChoiceField(
                label=str(value.title), choices=[("yes", _("có hỏi")), ("no", _("không hỏi"))]
            )
        case Counts():
            return forms.ChoiceField(
                label=_("Ý kiến được tính, theo thứ tự"), choices=_countings(procedure, key, value)
            )


def _countings(procedure: Procedure, key: str, value: Counts) -> list[tuple[str, str]]:
    """What stands now, and each asked opinion that grades: alone, and before what stands now."""
    subject = SubjectType(key.split(".")[1])
    grading = [one.kind for one in procedure.asked_of(subject) if one.grades]
    orders = [value.kinds, *((kind,) for kind in grading)]
    orders += [(kind, *(one for one in value.kinds if one is not kind)) for kind in grading]
    unique = dict.fromkeys(orders)
    return [(",".join(order), " → ".join(str(kind.title) for kind in order)) for order in unique]
