"""What people write on the pages of the room, and the queries of the board."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.accounts.day_field import DayField
from thidua.progress.forms import FilesForm
from thidua.remedies.models import LONGEST_SOURCE, LONGEST_WORDS, Source
from thidua.web.forms import WordsField
from thidua.web.queries import QueryForm, WordField

MINE, ALL, OVERDUE, REPEATED = "cua-toi", "tat-ca", "qua-han", "lap-lai"


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class BoardQuery(QueryForm):
    """Which remedies the board shows; `don_vi`: of the part of one unit."""

    xem = WordField({MINE, ALL, OVERDUE, REPEATED})
    nguon = WordField({one.value for one in Source})
    don_vi = WordsField(max_length=40)
    format = WordField({"xlsx"})


class LimitForm(forms.Form):
    """The limit and its cause."""

    limit = WordsField(label=_("Hạn chế"), max_length=LONGEST_WORDS, widget=_lines(3))
    cause = WordsField(label=_("Nguyên nhân"), max_length=LONGEST_WORDS, widget=_lines(2))


class RaiseForm(LimitForm):
    """A limit that becomes an item. `who`: whose, of those that the page offers."""

    who = forms.ChoiceField(label=_("Của ai"))
    source = forms.ChoiceField(
        label=_("Nguồn"),
        choices=[(one.value, one.label) for one in Source if one != Source.CONFERENCE],
    )
    source_words = WordsField(label=_("Nêu ở đâu"), max_length=LONGEST_SOURCE)
    work = WordsField(label=_("Làm gì"), max_length=LONGEST_WORDS, widget=_lines(2))
    ends_on = DayField(label=_("Hạn cuối"), required=False)

    def __init__(self, choices: list[tuple[str, str]], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["who"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101  (it is declared above)
        field.choices = choices


class RaiseQuery(QueryForm):
    """An earlier remedy that is named anew, or the row of a room that names the limit: where it
    was named (`nguon`), which row there (`tu`), in which of its rooms (`phong`).
    """

    lap_lai = forms.IntegerField(required=False, min_value=1)
    nguon = WordField({one.value for one in Source if one != Source.CONFERENCE})
    tu = forms.IntegerField(required=False, min_value=1)
    phong = WordsField(required=False, max_length=30)


class StepForm(FilesForm):
    """What was done, on which day, with the files that show it."""

    text = WordsField(label=_("Đã làm gì"), max_length=LONGEST_WORDS, widget=_lines(3))
    on = DayField(label=_("Ngày làm"), required=False)


class WordsForm(forms.Form):
    """Words to an act, which may be needed."""

    text = WordsField(label=_("Lời nhắn"), max_length=LONGEST_WORDS, widget=_lines(2))


class CarryForm(WordsForm):
    until = DayField(label=_("Hạn mới"))
