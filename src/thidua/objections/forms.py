"""What people write on the pages of the room."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.attachments.inspecting import Sent
from thidua.facts.values import Fact
from thidua.objections.models import LONGEST_FOR_UNIT, LONGEST_WORDS
from thidua.progress.forms import FilesField
from thidua.web.forms import WordsField
from thidua.web.queries import QueryForm

LONGEST_VALUE, LONGEST_RULE = 80, 80


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ObjectQuery(QueryForm):
    """From which failed condition one came (`dieu`), or which award it is about (`khen`)."""

    dieu = WordsField(required=False, max_length=LONGEST_RULE)
    khen = forms.IntegerField(required=False, min_value=1)


class GiveQuery(QueryForm):
    """Whether more people are to be named (`giao`)."""

    giao = forms.BooleanField(required=False)


class FactsForm(forms.Form):
    """A value for each fact offered (`f-ID`), and a tick where only that it is wrong is known."""

    def __init__(self, facts: Mapping[str, Fact], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.facts = facts
        for name, fact in facts.items():
            self.fields[f"f-{name}"] = _value_field(fact)

    def wanted(self) -> dict[str, str]:
        """The facts that were filled in, as written. Of a valid form."""
        found = {name: self.cleaned_data[f"f-{name}"] for name in self.facts}
        return {name: value for name, value in found.items() if value}

    def offered(self) -> Iterable[tuple[Fact, forms.BoundField]]:
        """Each fact with its field, for the page."""
        return [(fact, self[f"f-{name}"]) for name, fact in self.facts.items()]


def _value_field(fact: Fact) -> forms.Field:
    if fact.choices:
        choices = [("", "—"), *((word, str(title)) for word, title in fact.choices)]
        return forms.ChoiceField(label=str(fact.title), choices=choices, required=False)
    return WordsField(label=str(fact.title), max_length=LONGEST_VALUE)


class ObjectForm(FactsForm):
    """An objection: which conditions, what should stand there, why, what shows it."""

    conditions = forms.MultipleChoiceField(
        label=_("Điều kiện nào không đúng"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    why = WordsField(label=_("Vì sao không đúng"), max_length=LONGEST_WORDS, widget=_lines(5))
    papers = FilesField(label=_("Minh chứng"))
    health = FilesField(label=_("Giấy tờ sức khoẻ"))

    def __init__(
        self, facts: Mapping[str, Fact], conditions: list[tuple[str, str]], *args: Any, **more: Any
    ) -> None:
        super().__init__(facts, *args, **more)
        field: Any = self.fields["conditions"]
        field.choices = conditions

    def files_of(self, name: str) -> list[Sent]:
        return [Sent(file, "") for file in self.cleaned_data[name]]


class FindForm(FactsForm):
    """What the verification found of the facts, and on what."""

    text = WordsField(label=_("Căn cứ vào đâu"), max_length=LONGEST_WORDS, widget=_lines(3))


class WordsForm(forms.Form):
    text = WordsField(label=_("Ghi gì"), max_length=LONGEST_WORDS, widget=_lines(3))


class AssignForm(forms.Form):
    """To whom the verification is given (keys of users)."""

    users = forms.TypedMultipleChoiceField(
        label=_("Người xác minh"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, choices: list[tuple[int, str]], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field: Any = self.fields["users"]
        field.choices = choices


class AskForm(forms.Form):
    """A question to a unit, about some facts; or the word that it votes again."""

    unit = forms.TypedChoiceField(label=_("Hỏi nơi nào"), coerce=int)
    facts = forms.MultipleChoiceField(
        label=_("Về thông tin"), required=False, widget=forms.CheckboxSelectMultiple
    )
    text = WordsField(label=_("Hỏi gì"), max_length=LONGEST_WORDS, widget=_lines(3))
    ballot = forms.BooleanField(label=_("Yêu cầu bỏ phiếu lại"), required=False)

    def __init__(
        self, units: list[tuple[int, str]], facts: list[tuple[str, str]], *args: Any, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        unit: Any = self.fields["unit"]
        unit.choices = units
        about: Any = self.fields["facts"]
        about.choices = facts


class AnswerForm(forms.Form):
    """Keep or uphold, with the reasons that the objector reads word for word."""

    outcome = forms.ChoiceField(
        label=_("Trả lời"),
        choices=[("keep", _("Giữ mức đã quyết định")), ("uphold", _("Xem lại: mở lần hai"))],
        widget=forms.RadioSelect,
    )
    reasons = WordsField(
        label=_("Lý do, người khiếu nại đọc nguyên văn"), max_length=LONGEST_WORDS, widget=_lines(5)
    )
    for_the_unit = WordsField(
        label=_("Phần gửi nơi đã quyết định"), max_length=LONGEST_FOR_UNIT, widget=_lines(2)
    )
